"""What a browser has done: each act, the same click twice, and whatever a hostile browser may send."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from claims.article import read_article
from claims.model import Claim, Evidence, Kind, Manner, Span
from claims.split import find_claims
from storage.file import Action
from storage.store import MAX_COPY, Store
from views.acts import carry_out, do, told
from views.reader import wire

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TEXT = (
    "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards. They never came back."
    " Nobody knows why."
)
ARTICLE = replace(read_article(TEXT), title="Minister leaves")
CLAIMS = find_claims(ARTICLE)
PAID = next(claim for claim in CLAIMS if "paid" in claim.text(ARTICLE))
BACK = next(claim for claim in CLAIMS if "came back" in claim.text(ARTICLE))
PIECE = {
    "id": "e1",
    "locator": " Court file, p. 4 ",
    "stance": "supports",
    "primary": True,
    "quote": "38",
    "accessed": "2016-12-13",
    "copy": "",
}
NUMBERS = count(1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Make a library of one article."""
    path = tmp_path / "claimbook.sqlite"
    with Store.open(path) as store:
        store.add_article(ARTICLE, CLAIMS, "Ana")
    return path


def _act(claim: Claim = PAID, **what: Any) -> dict[str, Any]:  # noqa: ANN401 - plain JSON
    number = next(NUMBERS)
    return {"number": number, "token": f"t-{number}", "claim": claim.id, "article": ARTICLE.id} | what


def _pairs(*spans: Span) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _claims(file: Path) -> list[str]:
    with Store.open(file) as store:
        return [claim.text(ARTICLE) for claim in store.claims(ARTICLE.id)]


def _revisions(file: Path) -> int:
    with Store.open(file) as store:
        return len(store.history(ARTICLE.id))


def _found(claim: Claim) -> dict[str, Any]:
    (shown,) = wire.article_data(ARTICLE, [claim])["claims"]  # type: ignore[misc]
    return dict(shown["found"])


ACTS = {
    "mark": _act(field="verification", value="false", was="unchecked"),
    "confidence": _act(field="confidence", value="high", was=""),
    "day": _act(field="due", value="2017-01-13", was=""),
    "notes": _act(field="notes", value="called her; ‘no comment’ 🙂", was=""),
    "evidence": _act(evidence=PIECE, was=None),
    "pasted": _act(evidence=PIECE | {"pasted": "38 were held"}, was=None),
    "draw": _act(shape="draw", spans=_pairs(_span("Nobody knows why"))),
    "bound": _act(shape="bound", spans=_pairs(_span("paid 40 guards")), was=_pairs(*PAID.spans)),
    "split": _act(shape="split", at=TEXT.index("40"), was=_pairs(*PAID.spans)),
    "merge": _act(shape="merge", other=BACK.id, was=_pairs(*PAID.spans)),
    "withdraw": _act(shape="withdraw", reason="opinion"),
    "kind": _act(shape="correct", field="kind", value="rule", was=PAID.kind.value),
    "dismiss": _act(shape="dismiss", stretches=_pairs(_span("Nobody knows why.")), reason="opinion"),
    "comment": _act(comment="Is that so, @Ann?\n🙂"),
    "assign": _act(shape="hand", field="assigned_to", value="Ann", was=""),
    "wait": _act(shape="hand", field="waiting_for", value="the court file", was=""),
}


@pytest.mark.parametrize("name", ACTS)
def test_each_act_is_kept_once_however_often_it_comes(file: Path, name: str) -> None:
    once, twice = carry_out(file, "Ben", [ACTS[name], ACTS[name]])
    assert once["saved"], once["message"]
    assert once["message"].startswith("Saved")
    assert once["message"] == twice["message"]
    assert _revisions(file) == 2


def test_a_move_is_no_revision_and_says_nothing(file: Path) -> None:
    assert told(carry_out(file, "Ben", [_act()])) is None
    assert _revisions(file) == 1


def test_evidence_is_added_changed_and_dropped(file: Path) -> None:
    changed = PIECE | {"quote": "40", "locator": "Court file, p. 4"}
    acts = [
        _act(evidence=PIECE, was=None),
        _act(evidence=changed, was=PIECE | {"found": None, "damaged": False}),
    ]
    assert all(done["saved"] for done in carry_out(file, "Ben", acts))
    with Store.open(file) as store:
        (piece,) = store.review(PAID.id, "Ben").evidence
    assert (piece.locator, piece.quote, piece.primary, str(piece.accessed)) == (
        "Court file, p. 4",
        "40",
        True,
        "2016-12-13",
    )
    do(file, "Ben", _act(drop="e1"))
    with Store.open(file) as store:
        assert store.review(PAID.id, "Ben").evidence == ()


def test_the_text_that_was_pasted_is_kept_as_a_copy(file: Path) -> None:
    do(file, "Ben", _act(evidence=PIECE | {"pasted": "38 were\nheld 🙂"}, was=None))
    with Store.open(file) as store:
        (piece,) = store.review(PAID.id, "Ben").evidence
        assert store.copy(piece.copy).text == "38 were\nheld 🙂"


def test_evidence_that_somebody_has_changed_meanwhile_is_asked_about(file: Path) -> None:
    do(file, "Ben", _act(evidence=PIECE, was=None))
    do(file, "Ben", _act(evidence=PIECE | {"quote": "39"}, was=PIECE))
    asked = do(file, "Ben", _act(evidence=PIECE | {"quote": "40"}, was=PIECE))
    assert "39" in asked["conflict"]["theirs"]
    assert "40" in asked["conflict"]["mine"]


def test_a_mark_over_another_than_was_on_screen_is_asked_about_with_both_values(file: Path) -> None:
    do(file, "Ben", _act(field="verification", value="false", was="unchecked"))
    act = _act(field="verification", value="verified", was="unchecked")
    asked = do(file, "Ben", act)
    assert not asked["saved"]
    told_of = asked["conflict"]
    assert (told_of["mine"], told_of["theirs"], told_of["by"]) == ("verified", "false", "Ben")
    assert told_of["number"] == act["number"]
    assert do(file, "Ben", act | {"was": "false", "token": "again"})["saved"]


def _corrected(file: Path, claim: Claim, field: str, value: object) -> Claim:
    done = do(file, "Ben", _act(claim, shape="correct", field=field, value=value, was=_found(claim)[field]))
    assert done["saved"], done["message"]
    with Store.open(file) as store:
        return store.claim(claim.id)


def test_the_kind_is_corrected(file: Path) -> None:
    assert _corrected(file, PAID, "kind", "rule").kind is Kind.RULE


def test_a_source_that_is_typed_is_looked_up_in_the_text(file: Path) -> None:
    typed = {"source": "The  minister", "source_spans": [], "manner": "direct"}
    found = _corrected(file, CLAIMS[0], "attribution", _found(CLAIMS[0])["attribution"] | typed).attribution
    assert found is not None
    assert (found.source, found.source_spans, found.manner) == (
        "The minister",
        (_span("The minister"),),
        Manner.DIRECT,
    )


def test_a_claim_can_be_the_articles_own(file: Path) -> None:
    assert _corrected(file, CLAIMS[0], "attribution", None).attribution is None


def test_a_figure_keeps_its_words_whatever_is_sent_for_them(file: Path) -> None:
    (figure,) = _found(PAID)["quantities"]
    (found,) = _corrected(
        file, PAID, "quantities", [figure | {"low": "40,000", "high": "", "text": "forged"}]
    ).quantities
    assert (str(found.low), found.high, found.text, found.span) == ("40000", None, "40", _span("40"))


def test_dates_are_corrected(file: Path) -> None:
    (day,) = _found(CLAIMS[0])["times"]
    (found,) = _corrected(file, CLAIMS[0], "times", [day | {"first": "2016-12-12", "last": "2016-12-13"}]).times
    assert (str(found.first), str(found.last)) == ("2016-12-12", "2016-12-13")


def test_a_claim_is_restated_on_one_line(file: Path) -> None:
    assert (
        _corrected(file, PAID, "restated", " The minister paid\n40 guards. ").restated == "The minister paid 40 guards."
    )


def test_anothers_correction_of_the_same_is_asked_about_and_of_something_else_is_not(file: Path) -> None:
    do(file, "Bob", _act(shape="correct", field="kind", value="rule", was=PAID.kind.value))
    assert do(file, "Ben", _act(shape="correct", field="restated", value="He paid.", was=""))["saved"]
    asked = do(file, "Ben", _act(shape="correct", field="kind", value="cause", was=PAID.kind.value))
    assert (asked["conflict"]["by"], asked["conflict"]["theirs"], asked["conflict"]["mine"]) == ("Bob", "rule", "cause")


def test_a_split_opens_the_first_part_and_an_undo_the_whole(file: Path) -> None:
    done = do(file, "Ben", ACTS["split"])
    assert {"He paid", "40 guards"} <= set(_claims(file))
    with Store.open(file) as store:
        assert store.claim(done["claim"]).text(ARTICLE) == "He paid"
    undone = do(file, "Ben", _act(step="undo"))
    assert (undone["saved"], undone["claim"]) == (True, PAID.id)
    assert sorted(_claims(file)) == sorted(claim.text(ARTICLE) for claim in CLAIMS)
    assert do(file, "Ben", _act(step="redo"))["saved"]
    assert "He paid" in _claims(file)


@pytest.mark.parametrize("name", ["split", "merge", "bound", "withdraw", "kind"])
def test_a_claim_that_somebody_has_split_meanwhile_is_not_split_again(file: Path, name: str) -> None:
    do(file, "Bob", ACTS["split"] | {"token": "bobs"})
    before = _claims(file)
    done = do(file, "Ben", ACTS[name])
    if name == "kind":  # harmless: nobody sees what is withdrawn, and undoing the split shows both
        return
    assert (done["saved"], done["conflict"]["by"]) == (False, "Bob")
    assert _claims(file) == before


def test_a_claim_is_not_merged_with_itself_nor_with_one_that_is_none_any_longer(file: Path) -> None:
    assert "itself" in do(file, "Ben", ACTS["merge"] | {"other": PAID.id})["message"]
    do(file, "Bob", _act(BACK, shape="withdraw", reason="opinion"))
    before = _claims(file)
    done = do(file, "Ben", ACTS["merge"])
    assert (done["saved"], done["conflict"]["by"]) == (False, "Bob")
    assert _claims(file) == before


def test_what_is_dismissed_is_opened_again(file: Path) -> None:
    do(file, "Ben", ACTS["dismiss"])
    do(file, "Ben", _act(shape="reopen", stretches=_pairs(_span("Nobody knows why."))))
    with Store.open(file) as store:
        assert [one for one in store.dismissed(ARTICLE.id) if one.reason] == []


BEYOND = [[0, 10**9]]
FIGURE = {"span": [0, 2], "text": "x", "low": "1", "high": "1", "unit": "", "of": "", "approximate": False}
SAID = {
    "source": "x",
    "source_spans": [],
    "cue": None,
    "cue_spans": [],
    "source_type": "named",
    "manner": "direct",
    "guess": False,
}
HOSTILE: dict[str, Mapping[str, Any]] = {
    "a span beyond the text": {"shape": "draw", "spans": BEYOND},
    "a span that ends before it starts": {"shape": "draw", "spans": [[5, 2]]},
    "no spans": {"shape": "draw", "spans": []},
    "ten thousand spans": {"shape": "draw", "spans": [[n, n + 1] for n in range(10_000)]},
    "spans that are words": {"shape": "draw", "spans": "all"},
    "spans of three ends": {"shape": "draw", "spans": [[1, 2, 3]]},
    "ten thousand stretches": {"shape": "dismiss", "stretches": [[n, n + 1] for n in range(10_000)], "reason": "other"},
    "a stretch beyond the text": {"shape": "dismiss", "stretches": BEYOND, "reason": "other"},
    "an unknown reason": {"shape": "dismiss", "stretches": [[17, 20]], "reason": "bored"},
    "an unknown reason to withdraw": {"shape": "withdraw", "reason": "bored"},
    "an unknown shape": {"shape": "explode", "was": _pairs(*PAID.spans)},
    "a cut beyond the claim": {"shape": "split", "at": 10**9, "was": _pairs(*PAID.spans)},
    "a cut that is a word": {"shape": "split", "at": "here", "was": _pairs(*PAID.spans)},
    "a claim that is not there": {"shape": "merge", "other": "gone", "was": _pairs(*PAID.spans)},
    "bounds of nothing": {"shape": "bound", "spans": [], "was": _pairs(*PAID.spans)},
    "an unknown field": {"field": "password", "value": "x"},
    "an unknown choice": {"field": "verification", "value": "perhaps"},
    "a number for a note": {"field": "notes", "value": 5},
    "a list for a day": {"field": "due", "value": ["2016-12-13"]},
    "a day that is none": {"field": "due", "value": "2016-02-31"},
    "half an emoji": {"field": "notes", "value": "\ud83d"},
    "evidence without a locator": {"evidence": PIECE | {"locator": "  "}, "was": None},
    "a pasted text without a locator": {"evidence": PIECE | {"locator": "", "pasted": "x"}, "was": None},
    "an unknown stance": {"evidence": PIECE | {"stance": "maybe"}, "was": None},
    "evidence of nothing": {"evidence": {}, "was": None},
    "evidence that is a word": {"evidence": "file", "was": None},
    "half an emoji pasted": {"evidence": PIECE | {"pasted": "\ud83d"}, "was": None},
    "too much pasted": {"evidence": PIECE | {"pasted": "x" * (MAX_COPY + 1)}, "was": None},
    "an unknown kind": {"shape": "correct", "field": "kind", "value": "poem", "was": "event"},
    "a field that cannot be corrected": {"shape": "correct", "field": "check_worthiness", "value": 1, "was": 0},
    "a figure that is none": {"shape": "correct", "field": "quantities", "value": [FIGURE | {"low": "NaN"}], "was": []},
    "a figure without end": {
        "shape": "correct",
        "field": "quantities",
        "value": [FIGURE | {"high": "Infinity"}],
        "was": [],
    },
    "a figure of a million digits": {
        "shape": "correct",
        "field": "quantities",
        "value": [FIGURE | {"low": "1e999999"}],
        "was": [],
    },
    "a figure beyond the text": {
        "shape": "correct",
        "field": "quantities",
        "value": [FIGURE | {"span": BEYOND[0]}],
        "was": [],
    },
    "ten thousand figures": {"shape": "correct", "field": "quantities", "value": [FIGURE] * 10_000, "was": []},
    "figures that are a number": {"shape": "correct", "field": "quantities", "value": 7, "was": []},
    "a source beyond the text": {
        "shape": "correct",
        "field": "attribution",
        "value": SAID | {"source_spans": BEYOND},
        "was": None,
    },
    "an unknown manner": {"shape": "correct", "field": "attribution", "value": SAID | {"manner": "sung"}, "was": None},
    "a comment that is a number": {"comment": 5},
    "a comment that is none": {"comment": " "},
    "a comment of 40,000 characters": {"comment": "x" * 40_000},
    "half an emoji said": {"comment": "\ud83d"},
    "a day in the past": {"shape": "hand", "field": "finish_by", "value": "2016-12-13", "was": ""},
    "a day that is nobody's": {"shape": "hand", "field": "finish_by", "value": "2199-12-13", "was": ""},
    "somebody who is a number": {"shape": "hand", "field": "assigned_to", "value": 5, "was": ""},
    "a review handed over": {"shape": "hand", "field": "verification", "value": "false", "was": ""},
    "nothing handed over": {"shape": "hand"},
    "a date without a day": {
        "shape": "correct",
        "field": "times",
        "value": [{"span": [0, 2], "text": "x", "first": "soon", "last": ""}],
        "was": [],
    },
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_makes_no_sense_is_refused_in_a_sentence_and_changes_nothing(file: Path, name: str) -> None:
    done, after = carry_out(file, "Ben", [_act(**HOSTILE[name]), _act(field="notes", value="mine", was="")])
    assert not done["saved"]
    assert done["message"].endswith(".")
    assert after["saved"]
    assert _revisions(file) == 2


def test_nobody_can_do_nothing(file: Path) -> None:
    for act in ACTS.values():
        assert "who you are" in do(file, "", act)["message"]
    assert _revisions(file) == 1


def test_a_token_of_another_act_is_no_answer_to_this_one(file: Path) -> None:
    do(file, "Ben", ACTS["notes"])
    done = do(file, "Ben", _act(BACK, field="notes", value="other", was="") | {"token": ACTS["notes"]["token"]})
    assert not done["saved"]


def test_what_a_person_writes_of_an_old_claim_is_still_there_after_it_was_merged(file: Path) -> None:
    with Store.open(file) as store:
        store.save_evidence(PAID.id, "Ben", Evidence("e", "Court file"))
    done = do(file, "Ben", ACTS["merge"])
    with Store.open(file) as store:
        whole = store.claim(done["claim"])
        told_before = wire.inherited(whole, wire.said_of(store.reviews(ARTICLE.id, "Ben")))["inherited"]
        actions = Counter(revision.action for revision in store.history(ARTICLE.id))
    assert isinstance(told_before, dict)
    assert [piece["locator"] for piece in told_before["evidence"]] == ["Court file"]
    assert actions[Action.MERGED] == 1


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("@Ana, see p. 4", ""),
        ("@Anna and @Cyd and ana@cyd.example", " · “@Anna” is nobody here yet · “@Cyd” is nobody here yet"),
        ("@a @b @c @d", "".join(f" · “@{name}” is nobody here yet" for name in "abc")),
    ],
)
def test_whoever_names_somebody_whom_nobody_knows_is_told(file: Path, comment: str, expected: str) -> None:
    message = do(file, "Ben", _act(comment=comment))["message"]
    assert message.partition(" · revision 2")[2] == expected


def test_a_comment_on_a_claim_that_was_withdrawn_meanwhile_is_kept_and_an_assignment_is_not(file: Path) -> None:
    do(file, "Ana", ACTS["withdraw"])
    said, assigned = carry_out(file, "Ben", [ACTS["comment"], ACTS["assign"]])
    assert said["saved"]
    assert said["message"].endswith("it is a claim no longer")
    assert not assigned["saved"]
    assert "is a claim no longer" in assigned["message"]


def test_what_another_has_assigned_meanwhile_is_asked_about_with_both_names(file: Path) -> None:
    do(file, "Ana", ACTS["assign"] | {"token": "other"})
    done = do(file, "Ben", ACTS["assign"] | {"value": "Ben"})
    assert (done["conflict"]["mine"], done["conflict"]["theirs"], done["conflict"]["by"]) == ("Ben", "Ann", "Ana")
    again = do(file, "Ben", ACTS["assign"] | {"was": "Ann", "token": "same"})
    assert again["saved"]
    assert again["message"].endswith("revision 2")  # it stands already
