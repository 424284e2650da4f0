"""What is hidden from somebody stays hidden whatever others say: no page, export, address or message tells it.

Two files differ in nothing but what Ann says of a claim. Whatever anybody without a finding of their own gets out of
one, they get out of the other, to the letter: so it holds nothing of what she says.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from claims.model import Article, Claim, Evidence, Kind, Span, Stance
from storage.access import Member, Role
from storage.exports.formats import FORMATS, as_bytes
from storage.exports.xlsx import xlsx_bytes
from storage.store import Store
from tests.test_opinions import unpacked
from views import handing, history, settling, table
from views.acts import carry_out
from views.frame import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    Same = Callable[[Callable[[], str]], str]

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = "It is so. It was so. He paid 40 guards."
CLAIMS = [
    Claim("c1", "a1", (Span(0, 9),), Kind.EVENT, check_worthiness=0.4),
    Claim("c2", "a1", (Span(10, 20),), Kind.EVENT, check_worthiness=0.6),
    Claim("c3", "a1", (Span(21, 39),), Kind.QUANTITY, check_worthiness=0.9),
]

SAID: tuple[Mapping[str, Any], ...] = (
    {
        "fields": {"verification": "false", "sourcing": "bare", "confidence": "high", "notes": "Quagga says so."},
        "days": {"as_of": "2026-01-01", "due": "2026-02-01"},
        "evidence": ("Quagga file, p. 4", "Quagga", Stance.CONTRADICTS, True),
        "relation": "contradicts",
    },
    {
        "fields": {"verification": "verified", "sourcing": "witnessed", "confidence": "low", "notes": "Zebra"},
        "days": {"as_of": "2025-12-01", "due": "2026-01-15"},
        "evidence": ("Zebra hearing", "", Stance.SUPPORTS, False),
        "relation": "corroborates",
    },
)
"""What Ann says in one file, and in the other."""

SECRETS = ("Quagga", "Zebra")


def make(path: Path, said: Mapping[str, Any]) -> None:
    """Make a file: Ann has a finding on c1, Cy on c2, and two opinions are needed."""
    locator, quote, stance, primary = said["evidence"]
    with Store.open(path, clock=lambda: NOW) as store:
        store.add_article(Article("a1", TEXT, "So it is"), CLAIMS, "Ada")
        store.add_article(Article("b1", "It was not so. He paid 41 guards."), [], "Ada")
        store.cover("a1", ["b1"], "Ada")
        store.need("a1", 2, "Ed")
        store.save_review("c1", "Ann", said["fields"])
        store.save_review("c1", "Ann", said["days"])
        copy = store.keep_copy(f"{quote}.txt", "text/plain", locator.encode(), locator)
        store.save_evidence("c1", "Ann", Evidence("e1", locator, stance, primary=primary, quote=quote, copy=copy))
        store.judge("c1", "b1", "Ann", {"relation": said["relation"], "notes": said["fields"]["notes"]})
        store.save_review("c2", "Cy", {"verification": "misleading"})
        roles = {"Ada": Role.ADMIN, "Ed": Role.EDITOR, "Vera": Role.VIEWER}
        for name in ("Ada", "Ann", "Bob", "Cy", "Ed", "Vera"):
            store.admit(Member(name, roles.get(name, Role.REVIEWER)), "Ada")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make both files."""
    folder = tmp_path_factory.mktemp("desk")
    one, other = folder / "one.sqlite", folder / "other.sqlite"
    for path, said in zip((one, other), SAID, strict=True):
        make(path, said)
    return one, other


@pytest.fixture
def path(tmp_path: Path, both: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the file is that is looked at, under one name for both; at first the one with the Quagga."""
    path = tmp_path / "desk.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    shutil.copy(both[0], path)
    return path


@pytest.fixture
def same(path: Path, both: tuple[Path, Path]) -> Callable[[Callable[[], str]], str]:
    """Return what gets something out of both files, finds it to be the same, and returns it."""

    def got_of_both(got: Callable[[], str]) -> str:
        found = []
        for one in both:
            for old in path.parent.glob(f"{path.name}*"):
                old.unlink()
            shutil.copy(one, path)
            found.append(got())
        assert found[0] == found[1]
        assert not any(secret in found[0] for secret in SECRETS)
        return found[0]

    return got_of_both


# Pages

PAGES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("articles", {}),
    ("mine", {}),
    ("review", {"article": "a1", "claim": "c1"}),
    ("review", {"article": "a1", "claim": "c3"}),
    ("table", {"article": "a1"}),
    ("table", {"article": "a1", "show": "disagreeing"}),
    ("table", {"article": "a1", "show": "due"}),
    ("table", {"article": "a1", "search": "says"}),
    ("compare", {"article": "a1", "claim": "c1"}),
    ("compare", {"article": "a1", "claim": "c1", "view": "timeline"}),
    ("compare", {"article": "a1", "view": "news"}),
    ("compare", {"article": "a1", "view": "coverage"}),
    ("reports", {"article": "a1"}),
    ("reports", {"article": "a1", "view": "rules", "off": "none"}),
    ("reports", {"article": "a1", "view": "inside"}),
    ("team", {"article": "a1", "claim": "c1"}),
    *(("team", {"article": "a1", "view": view}) for view in ("settle", "time", "shape", "articles")),
    ("history", {"article": "a1"}),
    ("history", {"article": "a1", "claim": "c1"}),
)
"""Each page, with all in its address that can be asked for."""

OTHERS = (("review", PAGES[1][1], "Vera"), ("team", {"article": "a1", "view": "settle"}, "Ed"))
"""A viewer and an editor see no more of them."""


def _show(name: str) -> None:
    from importlib import import_module  # noqa: PLC0415 - the test bed runs this function's source alone

    needs = {"articles": 3, "mine": 2, "table": 2, "compare": 1, "reports": 1, "team": 1}
    import_module(f"views.{name}").page(*[print] * needs.get(name, 0))


def shown(name: str, address: Mapping[str, str], who: str) -> str:
    """Return all that a page sends to the browser, as text, but for what is drawn by lot."""
    page = AppTest.from_function(_show, default_timeout=60, kwargs={"name": name})
    page.session_state[NAME], page.session_state["form"] = who, "form"
    page.query_params.update(address)
    page.run()
    assert not page.exception
    sent = [json.dumps(MessageToDict(node.proto), sort_keys=True) for node in nodes(page.main)]
    assert sent
    return re.sub(r"\b(?:[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f-]{36})\b", "…", "\n".join(sent)) + repr(
        dict(page.query_params)
    )


def nodes(block: Any) -> Iterator[Any]:  # noqa: ANN401 - the test bed's own tree
    """Yield every element and block below one."""
    for child in getattr(block, "children", {}).values():
        if getattr(child, "proto", None) is not None:
            yield child
        yield from nodes(child)


@pytest.mark.parametrize(
    ("name", "address", "who"),
    [*((*one, "Bob") for one in PAGES), *OTHERS],
)
def test_no_page_tells_what_is_hidden(same: Same, name: str, address: Mapping[str, str], who: str) -> None:
    same(partial(shown, name, address, who))


@pytest.mark.usefixtures("path")
def test_what_is_compared_is_what_the_page_says() -> None:
    assert "Quagga says so." in shown("review", {"article": "a1", "claim": "c1"}, "Ann")
    assert "hidden" in shown("review", {"article": "a1", "claim": "c1"}, "Bob")


# What is taken away


def taken(path: Path, who: str, key: str) -> str:
    with Store.open(path, who, clock=lambda: NOW) as store:
        content = xlsx_bytes(store, ["a1"], who) if key == "own sheet" else as_bytes(store, key, ["a1"])
    return "\n".join(unpacked(content))


KEYS = [one.key for one in FORMATS if not one.is_whole]


@pytest.mark.parametrize("key", [*KEYS, "own sheet"])
@pytest.mark.parametrize("who", ["Bob", "Vera", "Ed"])
def test_nothing_that_is_taken_away_has_it_in(path: Path, same: Same, who: str, key: str) -> None:
    same(partial(taken, path, who, key))


@pytest.mark.parametrize("key", ["html", "markdown", "calls", "tables", "xlsx"])
def test_what_is_taken_away_says_in_a_line_that_something_is_left_out(path: Path, key: str) -> None:
    assert "left out: it is hidden" in taken(path, "Bob", key)


def test_the_newest_seal_is_kept_back_as_it_is_made_of_what_is_hidden(path: Path) -> None:
    with Store.open(path) as store:
        seal = store.seal()
    with Store.open(path, "Bob") as store:
        assert (store.verify()[0], store.seal()) == (None, "")
        assert seal not in store.mark()
        assert store.marked(store.mark()) is not None


# Messages that nobody's screen would send


def acted(path: Path, who: str, act: Mapping[str, Any]) -> str:
    """Return what comes back of an act over the wire, and what the pages say after it."""
    done = carry_out(path, who, [{"claim": "c1", "article": "a1", "number": 1, "token": "t", **act}])
    with Store.open(path, who) as store:
        said = store.reviews("a1"), store.judgements("a1"), store.history("a1", limit=1)
    return re.sub(r"\d\d:\d\d:\d\d|datetime\.datetime\([^)]*\)", "…", repr((done, said)))


EVIDENCE = {"id": "e1", "locator": "x", "stance": "neither", "primary": False, "quote": "x", "accessed": "", "copy": ""}


@pytest.mark.parametrize(
    "act",
    [
        {"field": "notes", "value": "x", "was": "Quagga says so."},
        {"field": "sourcing", "value": "named", "was": "bare"},
        {"field": "sourcing", "value": "bare", "was": "witnessed"},
        {"field": "reviewer", "value": "Ann"},
        {"evidence": EVIDENCE, "was": EVIDENCE},
        {"evidence": EVIDENCE, "was": None},
        {"drop": "e1"},
        {"field": "relation/b1", "value": "updates", "was": "contradicts"},
        {"field": "notes/b1", "value": "x", "was": "x"},
        {"reopen": True, "coverage": "b1", "span": [0, 5]},
        {"step": "undo"},
        {"step": "redo"},
        {"next": True},
        {"claim": "nobody", "field": "notes", "value": "x"},
    ],
    ids=lambda act: "-".join(f"{key}" for key in act),
)
@pytest.mark.parametrize("who", ["Bob", "Vera"])
def test_no_message_is_answered_with_what_is_hidden(path: Path, same: Same, who: str, act: Mapping[str, Any]) -> None:
    same(partial(acted, path, who, act))


def pressed(path: Path, who: str) -> str:
    """Return what comes back of buttons with made-up arguments, as any browser can send them."""
    found = {"verification": "false", "sourcing": "bare", "reason": "x"}
    with Store.open(path) as store:
        numbers = [revision.number for revision in store.history("a1")]
    return re.sub(
        r"\d\d:\d\d:\d\d",
        "…",
        repr(
            [
                *(history.restore(path, who, number, "c1", 99) for number in numbers),
                settling.settle(path, who, "c1", found, 0),
                settling.settle(path, who, "c1", found, 99),
                settling.need(path, who, "a1", 1, 0) if who != "Ed" else "",
                table.mark(path, "Ann", ["c1"], {"notes": "x"}, "t") if who == "Ann" else "",
                history.verdict(path, who, "0" * 64),
                handing.give_back(path, who),
            ]
        ),
    )


@pytest.mark.parametrize("who", ["Bob", "Vera", "Ed"])
def test_no_button_with_made_up_arguments_tells_what_is_hidden(path: Path, same: Same, who: str) -> None:
    said = same(partial(pressed, path, who))
    assert "only a person with the role" in said or who == "Ed"


@pytest.mark.parametrize("table_name", ["needed", "settlement"])
def test_whoever_is_no_editor_cannot_restore_what_editors_said(path: Path, table_name: str) -> None:
    with Store.open(path) as store:
        store.need("a1", 1, "Ed")
        store.settle("c1", "Ed", {"verification": "false", "sourcing": "", "reason": "x"}, 99)
        store.settle("c1", "Ed", {"verification": "", "sourcing": "", "reason": ""}, 99)
        store.need("a1", 2, "Ed")
        action = "needed" if table_name == "needed" else "settled"
        number = [one.number for one in store.history("a1") if one.action == action][1]
    saved, said = history.restore(path, "Bob", number, None, 99)
    assert not saved
    assert "editor" in said
    with Store.open(path) as store:
        assert store.needed("a1") == 2
        assert store.settlements("a1") == []
