"""The page Reports: its downloads, the house rules with their switches, and what does not fit inside the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.excerpts import Run
from claims.house_rules import OFF, RULES
from claims.model import Evidence
from claims.split import find_claims
from storage.errors import NotFoundError
from storage.exports.formats import FORMATS, as_bytes
from storage.store import Store
from views import downloads, reports
from views.clicks import newest

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Fire kills six\n\n2016-12-13\n\nPolice said three men and two women were killed, six in all. "
    "The hotel had 50 guests, *sources* said."
)
ARTICLE = read_article(TEXT)
CLAIMS = find_claims(ARTICLE)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library of one article, of which one claim was called false without evidence."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    with Store.open(path) as store:
        store.add_article(ARTICLE, CLAIMS, "Ana")
        store.save_review(CLAIMS[0].id, "*Ben*", {"verification": "false"})
        store.save_evidence(CLAIMS[1].id, "Ann", Evidence("e1", "https://example.org/a", quote="30"))
        store.save_review(CLAIMS[1].id, "Ann", {"verification": "verified"})
    return path


def _show() -> None:
    from views import reports  # noqa: PLC0415 - the test bed runs this function's source alone

    reports.page(lambda article_id, claim_id: None)  # noqa: ARG005 - nobody opens anything here


def _twice(**address: str) -> AppTest:
    page = AppTest.from_function(_show, default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run().run()


def test_an_empty_library_says_so(file: Path) -> None:
    file.unlink()
    page = _twice()
    assert not page.exception
    assert "no articles yet" in page.info[0].value


def test_every_form_is_offered_with_what_it_is_for(file: Path) -> None:
    page = _twice()
    assert not page.exception
    offered = [button.proto.label for button in page.get("download_button")]
    assert offered == [one.label for one in FORMATS]
    assert {one.purpose for one in FORMATS} <= {text.value for text in page.text}
    with Store.open(file) as store:
        assert reports.form_bytes(file, "Ann", "csv", ARTICLE.id, OFF) == as_bytes(store, "csv", [ARTICLE.id])


def test_the_report_looks_at_the_rules_that_the_page_looks_at(file: Path) -> None:
    off = frozenset({"own-work", "refuted-without-evidence"})
    assert b"Switched off: Checked by whoever wrote it; False or misleading" in reports.form_bytes(
        file, "Ann", "html", ARTICLE.id, off
    )


def test_what_breaks_a_rule_is_listed_under_it_with_its_claim(file: Path) -> None:  # noqa: ARG001 - it is there
    page = _twice(view="rules")
    assert not page.exception
    labels = {toggle.label: toggle.value for toggle in page.toggle}
    assert labels["**False or misleading without evidence** · 1"]
    assert len(labels) == len(RULES)
    said = [row for table in page.dataframe for row in zip(table.value["claim"], table.value["what"], strict=True)]
    assert (1, "*Ben* says “False”, but gives no evidence.") in said


def test_a_rule_that_speaks_of_most_findings_is_off_until_it_is_switched_on(file: Path) -> None:  # noqa: ARG001 - likewise
    page = _twice(view="rules")
    off = {toggle.label for toggle in page.toggle if not toggle.value}
    assert off == {f"**{rule.title}**" for rule in RULES if rule.key in OFF}
    next(toggle for toggle in page.toggle if not toggle.value).set_value(True)
    page.run()
    assert page.query_params["off"] == "none"
    assert all(toggle.value for toggle in page.toggle)
    assert any("Fewer than three" in toggle.label and "· 1" in toggle.label for toggle in page.toggle)


def test_a_rule_that_is_switched_off_stays_off_in_the_address(file: Path) -> None:  # noqa: ARG001 - likewise
    page = _twice(view="rules")
    next(one for one in page.toggle if "without evidence" in one.label).set_value(False)
    page.run()
    assert set(page.query_params["off"].split(",")) == OFF | {"refuted-without-evidence"}
    again = _twice(view="rules", off=page.query_params["off"])
    assert "**False or misleading without evidence**" in {one.label for one in again.toggle if not one.value}


def test_a_rule_of_no_name_in_the_address_switches_nothing_off(file: Path) -> None:  # noqa: ARG001 - likewise
    page = _twice(view="rules", off="what,ever")
    assert not page.exception
    assert all(toggle.value for toggle in page.toggle)


def test_what_does_not_fit_is_shown_with_its_sum_its_places_and_its_claims(file: Path) -> None:  # noqa: ARG001 - likewise
    page = _twice(view="inside")
    assert not page.exception
    shown = "\n".join(one.value for one in (*page.markdown, *page.caption))
    assert "3 + 2 = 5, not six" in shown.replace("\\", "")
    assert ":orange-background[" in shown
    assert any(button.label.startswith("Claim ") for button in page.button)


@dataclass
class Streamlit:
    """Stands in for Streamlit in callbacks."""

    session_state: Any
    query_params: dict[str, str] = field(default_factory=dict)


class Session(dict[str, Any]):
    """Stands in for Streamlit's session, of which callbacks use no more than this."""

    def to_dict(self) -> dict[str, Any]:
        return dict(self)


def test_a_download_that_failed_says_why_until_the_next_one(file: Path) -> None:
    failed: list[str] = []
    with pytest.raises(NotFoundError):
        downloads.kept(failed, partial(reports.form_bytes, file, "Ann", "csv", "a9", OFF))
    assert "no article “a9”" in failed[0]
    page = AppTest.from_function(_show, default_timeout=60)
    page.session_state[downloads.FAILED] = failed
    assert "no article “a9”" in page.run().run().error[0].value
    assert downloads.kept(failed, partial(reports.form_bytes, file, "Ann", "csv", ARTICLE.id, OFF))
    assert failed == []
    assert not page.run().error


def test_the_same_revision_of_another_article_or_file_is_not_the_same(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(file) as store:
        seen = newest(store, ARTICLE.id)
    assert any(one.kind == "total" for one in reports._find((str(file), ARTICLE.id, seen), ARTICLE, CLAIMS))  # noqa: SLF001 - what the page asks
    other = tmp_path / "other.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(other))
    with Store.open(other) as store:
        plain = read_article("Rain falls\n\nIt rained on Monday.")
        store.add_article(plain, find_claims(plain), "Ana")
        for number in range(seen - 1):
            store.update_article(plain.id, {"byline": f"Ann {number}"}, "Ana")
        assert newest(store, plain.id) == seen
    assert "Nothing found" in _twice(view="inside").info[0].value


def test_a_click_on_a_row_opens_its_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "st", Streamlit(Session({"rows": {"row": 1}})))
    opened: list[tuple[str, str]] = []
    reports.open_row("rows", "a1", ["c1", "c2"], lambda *where: opened.append(where))
    assert opened == [("a1", "c2")]


def test_a_quotation_marks_what_is_meant_and_shows_the_words_as_they_are() -> None:
    runs = [Run("*both* ", meant=False), Run("[40]", meant=True)]
    assert reports.quoted(runs) == r"\*both\* :orange-background[\[40\]]"
