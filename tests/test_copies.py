"""The text of a source that is kept: all that it says, so that what is quoted of it is found there; never an error."""

from __future__ import annotations

import pytest
from documents import SENTENCE, page, pdf, word, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.copies import readable

FRENCH = (
    "Le ministre a quitté la ville. Trente-huit détenus, dit-il, y étaient gardés à l’été, près du café où il dîna."
)
FURNISHED = (
    "<nav>Home</nav><script>let x</script><style>p {}</style><p>He paid <b>4</b>0 <i>guards</i>,<br>he said.</p>"
    "<ul><li>One</li><li>Two</li></ul><table><tr><td>2019</td><td>38</td></tr></table><footer>The end</footer> after"
)


@pytest.mark.parametrize(
    ("name", "media_type", "content", "text"),
    [
        ("a.txt", "text/plain", "38 détenus".encode(), "38 détenus"),
        ("a.txt", "text/plain", FRENCH.encode("cp1252"), FRENCH),
        ("a.md", "", b"a\0b", "ab"),
        ("a.csv", "text/csv", b"year,guards\n2019,38\n", "year,guards\n2019,38\n"),
        ("a.xml", "", b"<?xml version='1.0'?><a>38</a>", "<?xml version='1.0'?><a>38</a>"),
        ("a.html", "", page(FURNISHED), "Home\nHe paid 40 guards,\nhe said.\nOne\nTwo\n2019\n38\nThe end\nafter"),
        ("a", "text/html", b"<b>38</b> men", "38 men"),
        ("a.html", "text/html", b"no markup at all", "no markup at all"),
        ("a.pdf", "", pdf([SENTENCE, "He paid."]), f"{SENTENCE}\nHe paid."),
        ("a.txt", "text/plain", pdf([SENTENCE]), SENTENCE),
        ("a.docx", "", word([SENTENCE]), SENTENCE),
        ("a.png", "image/png", b"\x89PNG", ""),
        ("a.txt", "text/plain", b"%PDF-1.7", ""),
        ("a.zip", "", zipped({"a.txt": b"38"}), ""),
        ("a.zip", "", b"PK\x03\x04 damaged", ""),
        ("a.pdf", "", pdf([SENTENCE], password=SENTENCE), ""),
        ("a.bin", "", bytes(range(256)) * 9, ""),
        ("a.txt", "", b"", ""),
    ],
)
def test_what_can_be_read_of_a_source_is_read(name: str, media_type: str, content: bytes, text: str) -> None:
    assert readable(name, media_type, content) == text


def test_what_was_read_before_a_damaged_page_is_kept() -> None:
    whole = pdf([SENTENCE, "%" + "x" * 20, "He paid."])
    assert SENTENCE in readable("a.pdf", "", whole.replace(b"(He paid.) Tj", b"[[[[[[[[[[ Tj"))


def test_a_report_of_four_hundred_pages_is_read_to_its_end() -> None:
    assert readable("a.pdf", "", pdf([""] * 400 + [SENTENCE])).endswith(SENTENCE)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.text(max_size=8) | st.sampled_from(["a.pdf", "a.docx", "a.html"]),
    st.sampled_from(["", "text/html", "application/pdf"]),
    st.builds(bytes.__add__, st.sampled_from([b"", b"%PDF-1.7", b"PK\x03\x04", b"<html>"]), st.binary(max_size=99)),
)
def test_nothing_that_is_kept_raises(name: str, media_type: str, content: bytes) -> None:
    assert "\0" not in readable(name, media_type, content)
