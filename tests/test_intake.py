"""Files as they are handed in: what is taken of each kind, and the sentence where nothing is."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from documents import ARTICLE, SENTENCE, draw, page, pdf, word, word_of, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from claims.article import MAX_CHARACTERS, read_article
from claims.intake import MAX_PAGE, NotTaken, Taken, endings, take, zips
from claims.intake.pdf import MAX_DRAWING, MAX_PAGES

if TYPE_CHECKING:
    from pathlib import Path

DENIAL = "The minister denied it. He said on Tuesday that no guard was ever paid by his office, and that he would sue."
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def taken(name: str, content: bytes) -> Taken:
    """Take one file that has a text."""
    (one,) = take(name, content)
    assert isinstance(one, Taken), one.why
    return one


def refused(name: str, content: bytes) -> str:
    """Take one file that has none, and return why."""
    (one,) = take(name, content)
    assert isinstance(one, NotTaken), one.text
    return one.why


# -- plain text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_the_encoding_it_has(encoding: str) -> None:
    text = "The minister left the café in Zürich on Monday – he paid 40 guards, he said.\n\nNobody saw him go."
    assert taken("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_a_text_in_another_alphabet_is_read_too(encoding: str) -> None:
    text = "Министр покинул Сеул в понедельник, сообщили чиновники. Он заплатил сорока охранникам перед поездкой."
    assert taken("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "The file is empty"),
        ("a.txt", b" \r\n\t ", "The file is empty"),
        ("a.txt", b"\xe2\x80\x8b", "no text yet"),
        ("a.txt", bytes(range(256)) * 40, "This is no text"),
        ("a.docx", b"\1\2\3\4" * 40, "Its name says that it is a Word file, but it is damaged"),
        ("a.txt", b"long " * MAX_CHARACTERS, "500,000 characters. Split it up"),
    ],
)
def test_a_text_that_cannot_be_split_is_refused(name: str, content: bytes, said: str) -> None:
    assert said in refused(name, content)


# -- what a file is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", pdf([SENTENCE])), ("a.pdf", SENTENCE.encode()), ("a.docx", page(ARTICLE)), ("a.zip", word([SENTENCE]))],
)
def test_a_wrong_ending_is_mentioned_and_not_fatal(name: str, content: bytes) -> None:
    one = taken(name, content)
    assert SENTENCE in one.text
    assert f"ends in “.{name[2:]}”, but this is" in one.notes[0]


@pytest.mark.parametrize("name", ["a", "a.log", "no.ending.at-all"])
def test_a_name_that_says_nothing_is_not_mentioned(name: str) -> None:
    assert taken(name, SENTENCE.encode()).notes == ()


@pytest.mark.parametrize(
    ("content", "what", "advice"),
    [
        (PICTURE, "a picture", "OCR"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture", "OCR"),
        (b"{\\rtf1\\ansi The minister left.}", "an RTF file", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "an old Word file", "without a password"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "an OpenDocument file", ".docx"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "a spreadsheet", "paste"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "a presentation", ".pdf"),
        (zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<x/>"}), "an e-book", "paste"),
        (b"ID3\x03\0\0", "a recording", "transcript"),
        (b"\0\0\0\x20ftypisom", "a recording", "transcript"),
        (b"\x1f\x8b\x08\0", "an archive", ".zip"),
        (b"bplist00\xd1", "a Safari web archive", ".html"),
        (b"<?xml version='1.0'?><rss><item/></rss>", "an XML file", "paste"),
    ],
)
def test_what_is_not_read_here_is_called_by_its_name_with_what_to_do(content: bytes, what: str, advice: str) -> None:
    why = refused("a.txt", content)
    assert why.startswith(f"This is {what}")
    assert advice in why


def test_the_endings_offered_are_those_of_what_is_read() -> None:
    assert {"txt", "html", "pdf", "docx", "zip", "mhtml"} <= set(endings())
    assert not {"rtf", "png", "odt"} & set(endings())


def test_a_name_in_a_zip_is_kept_in_one_line_and_never_longer_than_a_line() -> None:
    long, short = take("a.zip", zipped({"b" * 500 + ".txt": SENTENCE.encode(), "a\n\u202eb.txt": SENTENCE.encode()}))
    assert len(long.name.removeprefix("a.zip/")) == 200
    assert long.name.endswith("bb.txt")
    assert short.name == "a.zip/a\ufffd\ufffdb.txt"


# -- web pages ---------------------------------------------------------------------------------------------------------

OPEN_GRAPH = (
    "<title>Minister leaves after vote | The Paper</title><meta property='og:site_name' content='The Paper'>"
    "<meta property='og:title' content='Minister leaves after vote'><meta name='author' content='Ann Lee'>"
    "<meta property='article:published_time' content='2020-05-06T10:00:00+09:00'>"
    "<meta property='article:modified_time' content='2021-01-01T10:00:00+09:00'>"
    "<link rel='canonical' href='https://paper.example/a/1'>"
)
FURNISHED = (
    "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav><main><article><h1>Minister leaves after vote</h1>"
    "<p class='byline'>By Ann Lee</p><figure><img src='http://x.example/y.png'><figcaption>The minister. Photo: AP"
    f"</figcaption></figure><p>{SENTENCE}</p><div class='advertisement'>Advertisement</div><h2>A costly trip</h2>"
    "<p>He paid 40 guards &amp; 3 drivers before the trip, according to papers seen by this paper.</p>"
    f"<p>{DENIAL}</p><table><tr><th>Year</th><th>Guards</th></tr><tr><td>2019</td><td>38</td></tr></table></article></main>"
    "<aside>Read more: Other story</aside><footer>© 2020 The Paper. All rights reserved.</footer><script>1</script>"
)
LINKED_DATA = (
    '<title>Prices rise - Daily Star</title><script type="application/ld+json">{"@context": "https://schema.org", '
    '"@type": "NewsArticle", "headline": '
    '"Prices rise", "datePublished": "2021-03-04", "author": [{"@type": "Person", "name": "Jane Smith"}, {"@type": '
    '"Person", "name": "John Doe"}], "publisher": {"@type": "Organization", "name": "Daily Star"}}</script>'
)
BROKEN_LINES = (
    "<div class='story'><h1>Prices rise</h1><div>Bread costs 5 dollars now, the ministry said on Thursday, up from 4 "
    "dollars a year ago.<br><br>Two of three bakers said that they would close. The union wants talks.</div></div>"
)
IN_A_TABLE = (
    "<table><tr><td><font size=5><b>King dies</b></font></td></tr><tr><td>The king died in his castle on Monday night."
    "<p>He was 81 years old and had been ill.<p>Thousands came to the square, the police said.</td></tr></table>"
)


def test_a_page_gives_its_article_and_what_it_says_of_it() -> None:
    one = taken("a.html", page(FURNISHED, OPEN_GRAPH))
    assert one == Taken(
        name="a.html",
        text=f"Minister leaves after vote\n\n{SENTENCE}\n\nAdvertisement\n\nA costly trip\n\nHe paid 40 guards & 3 "
        f"drivers before the trip, according to papers seen by this paper.\n\n{DENIAL}\n\nYear\tGuards\n\n2019\t38",
        title="Minister leaves after vote",
        byline="Ann Lee",
        outlet="The Paper",
        url="https://paper.example/a/1",
        published=date(2020, 5, 6),
    )


def test_a_page_says_who_wrote_it_for_machines_alone() -> None:
    one = taken("a.html", page(BROKEN_LINES, LINKED_DATA))
    assert (one.title, one.byline, one.outlet, one.published) == (
        "Prices rise",
        "Jane Smith, John Doe",
        "Daily Star",
        date(2021, 3, 4),
    )
    assert one.text.split("\n\n")[2] == "Two of three bakers said that they would close. The union wants talks."


def test_a_page_laid_out_as_a_table_is_read_without_its_rules() -> None:
    one = taken("a.html", page(IN_A_TABLE, "<title>King dies</title>"))
    assert "He was 81 years old and had been ill." in one.text
    assert "|" not in one.text


def test_the_text_of_a_page_is_read_as_an_article_with_its_title() -> None:
    one = taken("a.html", page(FURNISHED, OPEN_GRAPH))
    article = read_article(one.text, title=one.title)
    body = [span.of(article.text) for span in article.body]
    assert SENTENCE in body
    assert not {"Minister leaves after vote", "Advertisement"} & set(body)


@pytest.mark.parametrize(
    "content",
    [
        page("<form>Please sign in to read. <input></form>", "<title>Sign in</title>"),
        page("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"),
        page(""),
        b"<html></html>",
        b"<!DOCTYPE html>",
    ],
)
def test_a_page_without_an_article_is_refused_with_what_to_do(content: bytes) -> None:
    assert "copy the article and paste it" in refused("a.html", content)


@pytest.mark.parametrize(
    ("encoding", "named"), [("cp1252", "windows-1252"), ("shift_jis", "shift_jis"), ("utf-16", "")]
)
def test_a_page_is_read_in_the_encoding_that_it_names(encoding: str, named: str) -> None:
    word_there = "東京の大臣" if encoding == "shift_jis" else "café"
    text = page(f"{ARTICLE}<p>{word_there} {SENTENCE}</p>").decode().replace("charset=utf-8", f"charset={named}")
    assert word_there in taken("a.html", text.encode(encoding)).text


def test_a_page_that_a_browser_saved_in_one_file_is_read_with_its_address() -> None:
    saved = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://paper.example/a/1\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n'
        b"--b\r\n"
        b"Content-Type: text/css\r\n\r\nbody {}\r\n--b\r\n"
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(page(ARTICLE))
        + b"\r\n--b--\r\n"
    )
    one = taken("a.mhtml", saved)
    assert SENTENCE in one.text
    assert one.url == "https://paper.example/a/1"
    assert "copy the article" in refused("a.mhtml", saved.replace(b"text/html\r\n", b"text/plain\r\n"))


def test_the_address_that_a_browser_wrote_into_a_page_is_kept() -> None:
    mark = b"<!-- saved from url=(0025)https://paper.example/a/1 -->\n"
    assert taken("a.html", mark + page(ARTICLE)).url == "https://paper.example/a/1"


def test_an_address_that_is_none_is_not_kept() -> None:
    assert taken("a.html", page(ARTICLE, "<link rel='canonical' href='javascript:alert(1)'>")).url == ""


def test_the_outlet_is_not_the_author_of_its_pages() -> None:
    head = "<meta property='og:site_name' content='The Paper'><meta name='author' content='The Paper'>"
    assert taken("a.html", page(ARTICLE, head)).byline == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (page("<p>a" * 50_000), "40,000 elements"),
        (page("<div>" * 30_000), "paste it"),
        (page(f"<p>{'x' * MAX_PAGE}</p>"), "10 MB can be read"),
    ],
)
def test_a_page_that_would_take_long_is_refused(content: bytes, said: str) -> None:
    assert said in refused("a.html", content)


def test_nothing_outside_a_page_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET WORDS")
    entity = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body>{ARTICLE}<p>&x; {DENIAL}</p></body></html>'
    )
    assert "SECRET" not in taken("a.html", entity.encode()).text


# -- PDF ---------------------------------------------------------------------------------------------------------------

AUDIT = """\
The govern-
ment has spent 40 million dollars on
guards since Monday, an audit that the
paper has seen says in so many words."""
ANSWER = """\
The minister denied it. He said on
Tuesday that no guard was ever paid by
his office, and that he would sue who-
ever says otherwise."""


def test_two_columns_are_read_one_after_the_other_and_broken_words_are_whole() -> None:
    one = taken("a.pdf", pdf([(AUDIT, ANSWER)]))
    article = read_article(one.text)
    text = " ".join(span.of(article.text) for span in article.body)
    assert text.index("audit") < text.index("The minister denied")
    assert one.text.startswith("The govern-\nment has spent")


def test_what_runs_over_all_pages_is_no_part_of_the_article() -> None:
    filler = "\n".join(["The minister said on Monday that he had paid none of the guards who were sent"] * 3)
    sheets = [
        f"The Paper, 6 May 2020\n{filler}\nout by the office on page {n} of the list.\nPage {n} of 3" for n in (1, 2, 3)
    ]
    article = read_article(taken("a.pdf", pdf(sheets)).text)
    body = " ".join(span.of(article.text) for span in article.body)
    assert "Page 2 of 3" not in {span.of(article.text) for span in article.body}
    assert "The Paper, 6 May" not in body


def test_what_a_pdf_says_of_itself_counts_where_its_first_page_prints_it() -> None:
    printed = {"/Title": "Minister leaves", "/Author": "Ann Lee"}
    one = taken("a.pdf", pdf([f"Minister leaves\nBy Ann Lee\n{SENTENCE}"], info=printed))
    assert (one.title, one.byline) == ("Minister leaves", "Ann Lee")
    other = taken("a.pdf", pdf([SENTENCE], info={"/Title": "Microsoft Word - final2.doc", "/Author": "user"}))
    assert (other.title, other.byline) == ("", "")


def test_pages_without_text_are_named() -> None:
    assert taken("a.pdf", pdf([SENTENCE, "", ""])).notes == ("No text on pages 2, 3: a picture, or blank.",)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_anyone_may_read_is_opened_with_the_empty_password(algorithm: str) -> None:
    assert SENTENCE in taken("a.pdf", pdf([SENTENCE], password="", algorithm=algorithm)).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf([SENTENCE], password=SENTENCE, algorithm="AES-256"), "locked with a password"),
        (pdf(["", ""]), "has no text: it is a picture"),
        (pdf([""] * (MAX_PAGES + 1)), f"301 pages; {MAX_PAGES} can be read"),
        (pdf([SENTENCE])[:300], "This is a PDF, and it is damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)), "This is a PDF, and it is damaged"),
    ],
)
def test_a_pdf_without_a_text_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    assert said in refused("a.pdf", content)


def _form(data: bytes, inner: DictionaryObject | None = None) -> DecodedStreamObject:
    form = DecodedStreamObject()
    form.set_data(data)
    form[NameObject("/Subtype")] = NameObject("/Form")
    if inner is not None:
        form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): inner})
    return form


def test_a_pdf_whose_drawings_draw_drawings_without_end_is_given_up() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([SENTENCE]))))
    reference = writer._add_object(_form(b"0 0 m\n" * 50_000))  # noqa: SLF001 - pypdf has no other way
    for _ in range(4):
        inner = DictionaryObject({NameObject("/X"): reference})
        reference = writer._add_object(_form(b"/X Do\n" * 100, inner))  # noqa: SLF001 - likewise
    sheet = writer.pages[0]
    sheet["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/X"): reference})  # type: ignore[index] - it is one
    draw(sheet, "/X Do\n" * 100)
    out = io.BytesIO()
    writer.write(out)
    assert "full of drawings" in refused("a.pdf", out.getvalue())


@pytest.mark.parametrize("commands", ["0 0 m\n" * 110_000, "%" + "x" * 2 * MAX_DRAWING])
def test_a_pdf_with_a_map_on_its_page_is_given_up(commands: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([SENTENCE]))))
    draw(writer.pages[0], commands)
    out = io.BytesIO()
    writer.write(out)
    assert "full of drawings" in refused("a.pdf", out.getvalue())


# -- Word --------------------------------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTES = (
    f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>'
    "Ministry of the Interior, 2020.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def test_a_word_file_gives_headings_paragraphs_and_footnotes() -> None:
    content = word(["Minister leaves", SENTENCE], headings=["Minister leaves"], parts={"word/footnotes.xml": NOTES})
    one = taken("a.docx", content)
    assert one.text == f"Minister leaves\n\n{SENTENCE}\n\nFootnotes\n\n1. Ministry of the Interior, 2020."
    assert read_article(one.text).title == "Minister leaves"


RUN = "<w:r><w:t>{}</w:t></w:r>".format
CHANGED = f"<w:ins>{RUN('40')}</w:ins><w:del><w:r><w:delText>38</w:delText></w:r></w:del>"
MARKED = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{RUN('He paid ')}{CHANGED}{RUN(' guards.')}</w:p>", "He paid 40 guards."),
        (f"<w:sdt><w:sdtContent><w:p>{RUN('In a control.')}</w:p></w:sdtContent></w:sdt>", "In a control."),
        (f"<w:tbl><w:tr><w:tc><w:p>{RUN('In a cell.')}</w:p></w:tc></w:tr></w:tbl>", "In a cell."),
        (f"<w:p><w:hyperlink>{RUN('A link.')}</w:hyperlink></w:p>", "A link."),
        (f"<w:p>{MARKED}</w:p>", "a\tb\nc-d"),
        (f"<w:p><w:pPr><w:numPr/></w:pPr>{RUN('One.')}</w:p>", "• One."),
        (f"<w:p>{RUN('Out.')}<w:r><w:pict><w:p>{RUN('In a box.')}</w:p></w:pict></w:r></w:p>", "Out.\n\nIn a box."),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r></w:p><w:p/>", "7"),
    ],
)
def test_a_word_file_reads_as_with_all_changes_accepted(body: str, text: str) -> None:
    assert taken("a.docx", word_of(body)).text == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (word_of("<w:p/>"), "has no text"),
        (word([SENTENCE])[:2000], "This is a Word file, and it is damaged"),
        (word_of("<w:p>"), "This is a Word file, and it is damaged"),
        (word_of("<w:p><w:r><w:t>" + "x" * 2_000_000 + "</w:t></w:r></w:p>"), "as zip bombs do"),
    ],
)
def test_a_word_file_without_a_text_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    assert said in refused("a.docx", content)


def test_entities_of_a_word_file_are_left_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET WORDS")
    xml = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "laugh &#38;#38;">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>Before &x; &y; {SENTENCE}</w:t></w:r></w:p></w:body></w:document>"
    )
    (one,) = take("a.docx", zipped({"word/document.xml": xml.encode()}))
    assert "SECRET" not in (one.text if isinstance(one, Taken) else one.why)


# -- zips --------------------------------------------------------------------------------------------------------------


def test_what_lies_in_a_zip_is_taken_one_by_one_and_a_bad_one_stops_nobody() -> None:
    content = zipped(
        {
            "a.txt": SENTENCE.encode(),
            "b.pdf": b"%PDF-1.7 broken",
            "c/d.html": page(ARTICLE),
            "e.zip": zipped({"f.docx": word([SENTENCE]), "g.png": PICTURE}),
        }
    )
    found = list(take("monday.zip", content))
    assert [(one.name, type(one)) for one in found] == [
        ("monday.zip/a.txt", Taken),
        ("monday.zip/b.pdf", NotTaken),
        ("monday.zip/c/d.html", Taken),
        ("monday.zip/e.zip/f.docx", Taken),
        ("monday.zip/e.zip/g.png", NotTaken),
    ]


def test_what_a_computer_leaves_in_a_zip_is_passed_over_in_silence() -> None:
    junk = ["__MACOSX/._a.txt", "a/.DS_Store", "._b.txt", "Thumbs.db", "a/desktop.ini", "a/"]
    furniture = ["Story_files/style.css", "Story_files/x.png"]
    content = zipped({"Story.html": page(ARTICLE), **dict.fromkeys([*junk, *furniture], b"x")})
    assert [one.name for one in take("a.zip", content)] == ["a.zip/Story.html"]
    assert len(list(take("a.zip", zipped({"Other_files/x.txt": SENTENCE.encode()})))) == 1


@pytest.mark.parametrize("name", ["/etc/passwd", "../../up.txt", "C:\\Windows\\x.txt", "a/../../b.txt"])
def test_a_name_in_a_zip_is_a_name_and_no_place(name: str) -> None:
    (one,) = take("a.zip", zipped({name: SENTENCE.encode()}))
    assert isinstance(one, Taken)
    assert one.name.startswith("a.zip/")


def _lying(content: bytes, size: int) -> bytes:
    """Return a zip of one file that says it has this size."""
    packed = zipped({"a.txt": content})
    return packed.replace(len(content).to_bytes(4, "little"), size.to_bytes(4, "little"))


def _locked() -> bytes:
    """Return a zip whose one file says that it is encrypted."""
    packed = bytearray(zipped({"a.txt": SENTENCE.encode()}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def _damaged() -> bytes:
    packed = zipped({"a.txt": SENTENCE.encode()}, zipfile.ZIP_STORED)
    return packed.replace(b"minister", b"ministry")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped({}), "nothing in this zip"),
        (zipped({"__MACOSX/._a": b"x"}), "nothing in this zip"),
        (zipped({"a.txt": SENTENCE.encode()})[:60], "This is a zip, and it is damaged"),
        (zipped({"a.txt": b"x" * 10_000_000}), "as zip bombs do"),
        (_lying(b"x" * 60_000_000, 900), "damaged"),
        (zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": b"x"})})}), "a zip in a zip in a zip"),
        (_locked(), "locked with a password"),
        (_damaged(), "damaged"),
        (zipped({f"{n}.txt": b"" for n in range(zips.MAX_ENTRIES + 1)}), "lists 10,001 files"),
    ],
)
def test_a_zip_that_cannot_be_taken_says_why(content: bytes, said: str) -> None:
    assert said in refused("a.zip", content)


def test_no_more_is_taken_out_of_a_zip_than_anyone_reads() -> None:
    inner = zipped({f"{n}.txt": SENTENCE.encode() for n in range(zips.MAX_FILES)})
    found = list(take("a.zip", zipped({"b.zip": inner, "c.txt": SENTENCE.encode()})))
    assert sum(isinstance(one, Taken) for one in found) == zips.MAX_FILES - 1
    assert "No more than 500 files" in getattr(found[-1], "why", "")


# -- anything at all ---------------------------------------------------------------------------------------------------

REAL = [SENTENCE.encode(), page(FURNISHED, OPEN_GRAPH), pdf([SENTENCE]), word([SENTENCE]),
        zipped({"a.txt": SENTENCE.encode(), "b.pdf": pdf([SENTENCE])})]  # fmt: skip
MESSAGE = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
STARTS = [
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"<!DOCTYPE html>", b"{\\rtf", b"\xff\xfe", b"\x1f\x8b", MESSAGE
]  # fmt: skip
NAMES = st.text(max_size=20) | st.sampled_from(["a.pdf", "a.docx", "a.html", "a.zip", "a.mhtml", "a"])


@st.composite
def _mutilated(draw_: st.DrawFn) -> bytes:
    """Draw a real file with a stretch cut out or overwritten."""
    content = draw_(st.sampled_from(REAL))
    start = draw_(st.integers(0, len(content)))
    return content[:start] + draw_(st.binary(max_size=12)) + content[start + draw_(st.integers(0, 40)) :]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(NAMES, st.builds(bytes.__add__, st.sampled_from(STARTS), st.binary(max_size=300)) | _mutilated())
def test_any_bytes_under_any_name_are_taken_or_refused_with_a_sentence(name: str, content: bytes) -> None:
    for one in take(name, content):
        if isinstance(one, Taken):
            assert read_article(one.text, title=one.title).text == one.text
        else:
            assert one.why.endswith(".")
