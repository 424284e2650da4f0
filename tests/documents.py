"""Real small files for tests, made here: PDFs with their lines where they are wanted, Word files, zips, pages."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pypdf import PageObject

LEFT, RIGHT, TOP, STEP = 50, 320, 780, 14
"""Where the two columns of a page begin, its first line, and how far lines are apart; in points."""

SENTENCE = "The minister left Seoul on Monday, officials said on Tuesday morning."
ARTICLE = f"<article><p>{SENTENCE}</p><p>He paid 40 guards and three drivers before the trip.</p></article>"


def pdf(pages: Sequence[str | tuple[str, str]], *, info: Mapping[str, str] | None = None, password: str | None = None,
        algorithm: str = "RC4-128") -> bytes:  # fmt: skip
    """Return a PDF with a page for each text, or for each pair of columns; a blank text gives a blank page."""
    writer = PdfWriter()
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    for columns in pages:
        page = writer.add_blank_page(595, 842)
        left, right = (columns, "") if isinstance(columns, str) else columns
        page[NameObject("/Resources")] = fonts
        draw(page, _lines(left, LEFT) + _lines(right, RIGHT))
    writer.add_metadata(info or {})
    if password is not None:
        writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def draw(page: PageObject, commands: str) -> None:
    """Give a page its drawing commands."""
    stream = DecodedStreamObject()
    stream.set_data(commands.encode("latin-1"))
    page[NameObject("/Contents")] = stream


def _lines(text: str, left: int) -> str:
    shown = (f"({_escaped(line)}) Tj 0 -{STEP} Td" for line in text.splitlines())
    return f"BT /F1 10 Tf {left} {TOP} Td {' '.join(shown)} ET\n" if text else ""


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of files under names of any kind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


def word(paragraphs: Sequence[str], *, headings: Sequence[str] = (), parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word file as Word's own template has it; `parts` are added to it as they are."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text, style="Heading 1" if text in headings else None)
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as packed:
        for name, xml in (parts or {}).items():
            packed.writestr(name, xml)
    return out.getvalue()


def word_of(body: str) -> bytes:
    """Return the smallest Word file with this body, in WordprocessingML."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped({"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>".encode()})


def page(body: str, head: str = "") -> bytes:
    """Return a web page in UTF-8."""
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()
