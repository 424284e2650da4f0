"""What kind of file something is: by its first bytes, and only where they do not say by the ending of its name."""

from __future__ import annotations

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of file; `advice` says what to do with one that is not read here."""

    what: str
    endings: frozenset[str]
    advice: str = ""


def _kind(what: str, endings: str, advice: str = "") -> Kind:
    return Kind(what, frozenset(endings.split()), advice)


_OCR = "Run it through OCR (text recognition) and add the text."
_AS_WORD = "Open it and save it as .docx or as plain text."
_UNPACK = "Unpack it and add the files, or pack them as .zip."

TEXT = _kind("plain text", "txt text md markdown")
PAGE = _kind("a web page", "html htm xhtml shtml")
WHOLE_PAGE = _kind("a web page in one file", "mht mhtml")
PDF = _kind("a PDF", "pdf")
WORD = _kind("a Word file", "docx docm dotx")
ZIP = _kind("a zip", "zip")
RTF = _kind("an RTF file", "rtf", _AS_WORD)
OLD_WORD = _kind("an old Word file, or a Word file with a password", "doc", "Save it as .docx without a password.")
OPEN_DOCUMENT = _kind("an OpenDocument file", "odt ods odp", _AS_WORD)
EPUB = _kind("an e-book", "epub", "Copy the article and paste it.")
SPREADSHEET = _kind("a spreadsheet", "xlsx xlsm xls", "Copy the text that is to be checked and paste it.")
SLIDES = _kind("a presentation", "pptx pptm ppt", "Save it as .pdf and add that.")
PICTURE = _kind("a picture", "png jpg jpeg gif tif tiff webp bmp heic avif", _OCR)
RECORDING = _kind("a recording", "mp3 mp4 m4a wav ogg webm mov avi flac", "Add its transcript.")
ARCHIVE = _kind("an archive that is not read here", "gz tgz 7z rar tar bz2 xz", _UNPACK)
WEB_ARCHIVE = _kind("a Safari web archive", "webarchive", "Save the page as .html, or copy the article and paste it.")
XML = _kind("an XML file", "xml rss", "Copy the article and paste it.")

KINDS = (
    TEXT, PAGE, WHOLE_PAGE, PDF, WORD, ZIP, RTF, OLD_WORD, OPEN_DOCUMENT, EPUB, SPREADSHEET, SLIDES, PICTURE,
    RECORDING, ARCHIVE, WEB_ARCHIVE, XML,
)  # fmt: skip

SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (rb"\{\\rtf", RTF),
    (rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", ZIP),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_WORD),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\0\0\0\0|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avi)", PICTURE),
    (rb"ID3[\x02-\x04]|\xff[\xfb\xf3\xf2]|RIFF.{4}(?:WAVE|AVI )|OggS|fLaC|\x1aE\xdf\xa3|.{4}ftyp", RECORDING),
    (rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|BZh[1-9]|\xfd7zXZ|.{257}ustar", ARCHIVE),
    (rb"bplist00", WEB_ARCHIVE),
)
"""How files of a kind begin; published by those who made the format, and collected in the `file` command's magic."""

PARTS: tuple[tuple[str, Kind], ...] = (
    (r"word/document\d*\.xml", WORD),
    (r"xl/workbook\.(?:xml|bin)", SPREADSHEET),
    (r"ppt/presentation\.xml", SLIDES),
    (r"META-INF/container\.xml", EPUB),
    (r"(?:mimetype|META-INF/manifest\.xml)", OPEN_DOCUMENT),
)
"""What lies in a zip that is a document; the first that is found decides."""

HEAD = 4096
"""How many of a file's first bytes are looked at."""

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|main|article|section|div|h1|p)(?=[\s/>]))",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(r"<(?:!--|!doctype|[a-z][\w-]*[\s/>])", re.IGNORECASE)
_MESSAGE = re.compile(r"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE)


def kind_of(name: str, content: bytes) -> Kind:
    """Return the kind of a file. A zip is looked into elsewhere (see `of_parts`)."""
    start = content[:HEAD]
    if b"%PDF-" in start[:1024]:
        return PDF
    found = next((kind for signature, kind in SIGNATURES if re.match(signature, start, re.DOTALL)), None)
    return found or _written(by_name(name), beginning(start))


def of_parts(names: list[str]) -> Kind:
    """Return what a zip is by the names of what lies in it: a document, or a zip of files."""
    return next((kind for part, kind in PARTS if any(re.fullmatch(part, name) for name in names)), ZIP)


def by_name(name: str) -> Kind | None:
    """Return the kind that the ending of a name stands for."""
    ending = name.rpartition(".")[2].lower()
    return next((kind for kind in KINDS if ending in kind.endings), None)


def beginning(start: bytes) -> str:
    """Return the first characters of what may be text in any encoding: Latin letters are right, whatever it is."""
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return start.decode("utf-16", "ignore").lstrip("\ufeff")
    return start.decode("utf-8", "ignore").lstrip("\ufeff")


def _written(named: Kind | None, start: str) -> Kind:
    """Tell kinds of text apart."""
    if _MESSAGE.match(start):
        return WHOLE_PAGE
    if _PAGE.match(start) or (named is PAGE and _MARKUP.search(start)):
        return PAGE
    return XML if start.lstrip().startswith("<?xml") else TEXT
