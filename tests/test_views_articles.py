"""The start page: the form's fields, uploads, and what is shown of each article."""

from __future__ import annotations

import io
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from documents import ARTICLE, page, zipped
from streamlit.testing.v1 import AppTest

from claims.article import MAX_CHARACTERS
from claims.model import Article
from storage.exports.formats import as_bytes
from storage.store import ArticleSummary, Store
from views import archive, articles, batch, downloads, frame

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Minister leaves\n\nBy Ann Lee | 2020-05-06\n\nThe minister left Seoul on Monday. He paid 40 guards."


class Session(dict[str, Any]):
    """Stands in for Streamlit's session, of which callbacks use no more than this."""

    def to_dict(self) -> dict[str, Any]:
        return dict(self)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    """Return the session that the callbacks see."""
    made = Session()
    for module in (articles, batch, frame):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=made))
    return made


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty library."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    with Store.open(path):
        return path


def _show() -> None:
    from views import articles  # noqa: PLC0415 - the test bed runs this function's source alone

    articles.page(lambda article_id: None)  # noqa: ARG005 - nobody opens anything here


def test_fields_that_are_empty_are_filled_from_the_text(session: Session) -> None:
    session |= {"text f": TEXT, "outlet f": "The Paper"}
    articles.fill_in("f")
    assert (session["title f"], session["byline f"], session["published f"]) == (
        "Minister leaves",
        "Ann Lee",
        date(2020, 5, 6),
    )
    assert session["outlet f"] == "The Paper"


def test_a_correction_outlives_the_next_reading_and_an_offer_does_not(session: Session) -> None:
    session["text f"] = TEXT
    articles.fill_in("f")
    session |= {"title f": "Mine", "text f": "x" * (MAX_CHARACTERS + 1)}
    articles.fill_in("f")
    session["text f"] = "The minister left Seoul on Monday.\n\nHe paid 40 guards."
    articles.fill_in("f")
    assert (session["title f"], session["byline f"], session["published f"]) == ("Mine", "", None)


def test_a_date_that_cannot_be_chosen_is_not_offered() -> None:
    found = articles.offer("The king dies\n\n12 May 1312\n\nThe king died in his castle. He was 40.", {}, {})
    assert found["published"] is None


def _upload(name: str, content: bytes) -> SimpleNamespace:
    return SimpleNamespace(name=name, getvalue=lambda: content)


def test_an_upload_is_read_into_the_field(session: Session) -> None:
    session["file f"] = [_upload("a.txt", b"\xef\xbb\xbf" + TEXT.encode())]
    articles.take_files("f")
    assert session["text f"] == TEXT
    assert session["title f"] == "Minister leaves"


def test_what_a_page_says_of_itself_fills_the_form_and_outlives_a_correction(session: Session) -> None:
    head = "<title>Minister leaves</title><meta property='og:site_name' content='The Paper'>"
    head += "<meta name='author' content='Ann Lee'><link rel='canonical' href='https://paper.example/1'>"
    session["file f"] = [_upload("a.html", page(ARTICLE, head))]
    articles.take_files("f")
    filled = ("Minister leaves", "Ann Lee", "The Paper", "https://paper.example/1")
    assert tuple(session[f"{field} f"] for field in ("title", "byline", "outlet", "url")) == filled
    session["text f"] = session["text f"].replace("40", "41")
    articles.fill_in("f")
    assert tuple(session[f"{field} f"] for field in ("title", "byline", "outlet", "url")) == filled
    session["text f"] = "Prices rise\n\nBread costs 5 dollars now."
    articles.fill_in("f")
    assert (session["outlet f"], session["url f"]) == ("", "")


def test_what_was_odd_in_a_file_is_said(session: Session) -> None:
    session["file f"] = [_upload("a.pdf", TEXT.encode())]
    articles.take_files("f")
    assert "this is plain text" in session["said f"].notes[0]


def test_an_upload_without_a_text_is_refused_and_leaves_the_field_alone(session: Session) -> None:
    session |= {"text f": "typed", "file f": [_upload("a.txt", b"%PDF-1.7 \x00\xff")]}
    articles.take_files("f")
    assert session["text f"] == "typed"
    assert "PDF" in session["refused f"]
    session["file f"] = []
    articles.take_files("f")
    assert session["refused f"] == ""


def test_a_zip_with_one_article_fills_the_form_and_one_with_two_waits_to_be_added(session: Session) -> None:
    session["file f"] = [_upload("a.zip", zipped({"a.txt": TEXT.encode()}))]
    articles.take_files("f")
    assert session["text f"] == TEXT
    session |= {"text f": "", "file f": [_upload("a.zip", zipped({"a.txt": TEXT.encode(), "b.png": b"\x89PNG"}))]}
    articles.take_files("f")
    assert (session["text f"], session["several f"]) == ("", True)


def _buttons(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


def test_several_files_are_added_one_by_one_and_the_report_says_what_became_of_each(file: Path) -> None:
    articles.add(file, "Ana", TEXT, {})
    test = AppTest.from_function(_show, default_timeout=120)
    test.session_state["your name"] = "Ben"
    test.run()
    for name, content in (("old.txt", TEXT.encode()), ("new.html", page(ARTICLE)), ("bad.pdf", b"%PDF-")):
        test.file_uploader[0].upload(name, content)
    test.run()
    next(button for button in test.button if button.label == "Add 3 files").click()
    test.run()
    assert not test.exception
    assert "1 added, 1 already here, 1 not taken" in [text.value for text in test.text]
    assert "bad" in test.error[0].value
    assert "damaged" in test.error[0].value
    assert "Close the report" in _buttons(test)
    with Store.open(file) as store:
        assert len(store.articles()) == 2
    next(button for button in test.button if button.label == "Close the report").click()
    test.run()
    assert "Close the report" not in _buttons(test)


def test_nothing_is_added_before_it_is_known_who_adds_it(session: Session) -> None:
    session["file f"] = [_upload("a.txt", TEXT.encode()), _upload("b.txt", TEXT.encode())]
    session["your name"] = " "
    articles.add_all("f")
    assert "your name" in session["refused f"]
    assert "batch" not in session


def test_a_link_is_offered_only_where_fetching_is_switched_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it is there, and empty
    off = AppTest.from_function(_show, default_timeout=60).run()
    assert "Fetch" not in _buttons(off)
    monkeypatch.setenv("CLAIMBOOK_FETCH", "1")
    on = AppTest.from_function(_show, default_timeout=60).run()
    on.text_input(key=f"link {on.session_state['form']}").set_value("http://127.0.0.1/secret").run()
    next(button for button in on.button if button.label == "Fetch").click()
    on.run()
    assert "not on the public internet" in on.error[0].value.replace("\\", "")


def test_lone_surrogates_are_refused_with_a_sentence(file: Path) -> None:
    with pytest.raises(articles.TextError, match="not text"):
        articles.add(file, "Ana", "a\ud800b", {})


def test_a_refused_text_stays_in_the_form(file: Path) -> None:  # noqa: ARG001 - it is there, and empty
    test = AppTest.from_function(_show, default_timeout=60).run()
    test.text_area[0].set_value("too long " * MAX_CHARACTERS).run()
    next(button for button in test.button if button.label == "Split into claims").click()
    test.run()
    assert not test.exception
    assert "Split it up" in test.error[0].value
    assert test.text_area[0].value == "too long " * MAX_CHARACTERS


def test_a_line_of_200_000_characters_is_an_article_like_another(file: Path) -> None:
    assert articles.add(file, "Ana", "The minister left. " + "x" * 200_000, {}).created


def test_the_second_click_on_split_adds_nothing(file: Path) -> None:
    first, second = (articles.add(file, "Ana", TEXT, {}, "one form") for _ in range(2))
    assert (first.article_id, first.revision) == (second.article_id, second.revision)


def test_who_added_the_text_before_is_told_with_a_way_there(file: Path) -> None:
    articles.add(file, "Ana *Lee*", TEXT, {})
    test = AppTest.from_function(_show, default_timeout=60)
    test.session_state["your name"] = "Ben"
    test.run().text_area[0].set_value(TEXT).run()
    next(button for button in test.button if button.label == "Split into claims").click()
    test.run()
    assert r"Ana \*Lee\* added it on" in test.info[0].value
    assert any(button.label == "Open it in Review" for button in test.button)


def test_a_download_that_failed_says_why_on_the_page_articles(file: Path) -> None:
    articles.add(file, "Ana", TEXT, {})
    test = AppTest.from_function(_show, default_timeout=60)
    test.session_state[downloads.FAILED] = ["There is no article"]
    assert [one.value for one in test.run().error] == ["There is no article"]


def test_the_list_says_how_far_each_article_is_checked() -> None:
    summaries = [
        ArticleSummary("a", "", "The Paper", None, 8, 2, "Ana", None),  # type: ignore[arg-type] - the moment is not shown
        ArticleSummary("b", "B", "", date(2020, 5, 6), 0, 0, "Ana", None),  # type: ignore[arg-type] - likewise
    ]
    table = articles._table(summaries)  # noqa: SLF001 - it is drawn on a canvas, where no test can read it
    assert table["title"].tolist() == ["Untitled", "B"]
    assert table["reviewed"].tolist() == [25, 0]
    assert table["published"].tolist() == ["", "2020-05-06"]


def test_the_row_that_was_clicked_is_the_one_that_opens(session: Session) -> None:
    session["open row"] = {"row": 1, "label": "Review"}
    opened: list[str] = []
    articles.open_row(("a", "b"), opened.append)
    assert opened == ["b"]


def test_the_table_is_of_all_articles_or_of_those_asked_for(file: Path) -> None:
    first = articles.add(file, "Ana", TEXT, {})
    articles.add(file, "Ana", "Prices rise\n\nBread costs 5 dollars now.", {})
    everything = downloads.made(file, "Ann", "csv", None, excel=True)
    assert everything.startswith(b"\xef\xbb\xbf")
    assert b"Bread" in everything
    assert b"Bread" not in downloads.made(file, "Ann", "csv", [first.article_id])


def _archive(folder: Path) -> bytes:
    """Return the archive of an article that somebody else has added."""
    with Store.open(folder / "theirs.sqlite") as store:
        store.add_article(Article("a1", "It is so.", "Title"), [], "Ann")
        return as_bytes(store, "archive")


def test_an_archive_is_imported_on_the_page_and_what_became_of_it_is_said(file: Path, tmp_path: Path) -> None:
    test = AppTest.from_function(_show, default_timeout=60)
    test.session_state[frame.NAME] = "Zoe"
    test.run()
    for content, said in ((_archive(tmp_path)[:-9], "damaged"), (_archive(tmp_path), "was imported, with 1 revision.")):
        test.file_uploader[1].upload("a1.zip", content)
        test.run()
        test.button(key="archive import").click().run()
        shown = [element.value for element in (*test.error, *test.markdown)]
        assert any(said in text.replace("\\", "") for text in shown)
    with Store.open(file) as store:
        assert store.history("a1")[0].by == "Zoe"
    assert not test.exception


def test_an_archive_is_not_imported_by_nobody(tmp_path: Path) -> None:
    saved, why = archive.take_in(tmp_path / "new.sqlite", io.BytesIO(_archive(tmp_path)), "")
    assert (saved, "say first who you are" in why) == (False, True)
