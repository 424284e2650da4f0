"""The text of a Word file: paragraphs as they read with all changes accepted, footnotes at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from claims.intake import zips
from claims.intake.taken import Taken
from claims.model import TextError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

MAX_XML = 20_000_000
"""How many bytes the text may have with its markup, which is ten times the text and more."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DROPPED = {"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rPr", "pPr", "p"}
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_word(name: str, content: bytes) -> Taken:
    """Return the text. Raises TextError for a file that is damaged or has no text; anything for a hostile one.

    The XML is read here, because python-docx leaves out what changes were tracked, content controls and footnotes.
    """
    packed = zips.opened(content)
    parts = {entry.filename: entry for entry in packed.infolist()}
    main = next(part for part in parts if re.fullmatch(r"word/document\d*\.xml", part))
    paragraphs = [text for p in _paragraphs(_xml(packed, main)) if (text := _text(p))]
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        notes = list(_notes(_xml(packed, part))) if part in parts else []
        paragraphs += ["Footnotes", *notes] if notes else []
    if not paragraphs:
        message = "The Word file has no text. If it holds a picture of the text, run that through OCR."
        raise TextError(message)
    return Taken(name, "\n\n".join(paragraphs))


def _xml(packed: zipfile.ZipFile, part: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Parse a part of the file; entities are left alone and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(zips.unpacked(packed, packed.getinfo(part), MAX_XML, zips.Allowance()), parser)


def _paragraphs(root: Any) -> Iterator[Any]:  # noqa: ANN401 - likewise
    for paragraph in root.iter(f"{_W}p", f"{_STRICT}p"):
        if not any(_name(outer) in {"del", "moveFrom", "Fallback"} for outer in paragraph.iterancestors()):
            yield paragraph


def _text(paragraph: Any) -> str:  # noqa: ANN401 - likewise
    text = "".join(_pieces(paragraph)).strip()
    is_item = text and paragraph.find("{*}pPr/{*}numPr") is not None
    return f"• {text}" if is_item else text


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401 - likewise
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name not in _DROPPED:
            yield _BLANKS.get(name, "")
            yield from _pieces(child)


def _notes(root: Any) -> Iterator[str]:  # noqa: ANN401 - likewise
    """Yield the footnotes, numbered; those with a type are the rule above them."""
    notes = [
        note for note in root if _name(note) in {"footnote", "endnote"} and not note.xpath("@*[local-name()='type']")
    ]
    for number, note in enumerate(notes, start=1):
        if text := " ".join(filter(None, map(_text, _paragraphs(note)))):
            yield f"{number}. {text}"


def _name(element: Any) -> str:  # noqa: ANN401 - likewise
    """Return the name of an element without its namespace; none for what is no element, such as an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
