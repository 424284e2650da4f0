"""Call sheets: every claim with a source is on one sheet, every question is fair, nothing that is open is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from dossiers import ARTICLE, AT, HELD, LEE, PAID, dossier, dossiers
from hypothesis import given, settings
from lxml.html import HtmlElement, document_fromstring

from claims.calls import ASKED, author_queries, call_sheets, open_gaps, words_around
from claims.model import (
    Article,
    Attribution,
    Claim,
    Clash,
    Evidence,
    Inconsistency,
    Kind,
    Manner,
    Quantity,
    Review,
    SourceType,
    Span,
    TimeRef,
)
from storage.exports.calls import calls
from storage.exports.html.text import shown

if TYPE_CHECKING:
    from storage.dossier import Dossier

TEXT = "Ann Lee said 38 defectors were held.\n\nShe left. Sources say the city paid.  It may rain."
TALE = Article("a1", TEXT, "38 held", byline="Bo Park", body=(Span(0, 36), Span(38, 86)))
SHE = replace(LEE, source="She", source_spans=(Span(38, 41),))
LEFT = Claim("c2", "a1", (Span(42, 46),), Kind.EVENT, SHE)
CITY = Claim(
    "c3",
    "a1",
    (Span(60, 73),),
    Kind.EVENT,
    Attribution("Sources", (Span(48, 55),), "say", (), SourceType.BARE, Manner.INDIRECT),
)
RAIN = Claim("c4", "a1", (Span(76, 87),), Kind.PREDICTION)
CLAIMS = [HELD, LEFT, CITY, RAIN]


def said(*findings: str, claim: Claim = HELD) -> list[Review]:
    return [Review(claim.id, f"R{number}", verification=finding) for number, finding in enumerate(findings)]


def asked(claim: Claim, article: Article = TALE) -> tuple[str, ...]:
    return call_sheets(article, [claim])[0].lines[0].questions


# -- sources -----------------------------------------------------------------------------------------------------------


def test_a_source_has_one_sheet_with_all_that_rests_on_it() -> None:
    (sheet,) = call_sheets(TALE, CLAIMS)
    assert (sheet.name, sheet.source_type, sheet.clear) == ("Ann Lee", SourceType.NAMED, True)
    assert [(line.number, line.claim.id, line.called) for line in sheet.lines] == [(1, "c1", ""), (2, "c2", "She")]


@pytest.mark.parametrize("kind", SourceType)
def test_only_who_can_be_asked_or_looked_up_has_a_sheet(kind: SourceType) -> None:
    sheets = call_sheets(TALE, [replace(HELD, attribution=replace(LEE, source_type=kind))])
    assert bool(sheets) == (kind not in {SourceType.BARE, SourceType.OUTLET, SourceType.NONE})


def test_a_pronoun_that_is_not_clear_comes_last() -> None:
    park = replace(LEE, source="Bo Park", source_spans=(Span(48, 55),))
    sheets = call_sheets(TALE, [replace(HELD, attribution=replace(LEE, source="He")), replace(CITY, attribution=park)])
    assert [(sheet.name, sheet.clear) for sheet in sheets] == [("Bo Park", True), ("he", False)]


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_every_claim_with_a_source_that_can_be_asked_is_on_one_sheet(whole: Dossier) -> None:
    on_sheets = [line.claim.id for sheet in call_sheets(whole.article, whole.standing) for line in sheet.lines]
    wanted = [c.id for c in whole.standing if (a := c.attribution) and a.source and a.source_type in ASKED]
    assert sorted(on_sheets) == sorted(wanted)


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ({}, "According to the article you say: “38 defectors were held”. Is that right?"),
        (
            {"manner": Manner.DIRECT},
            "The article quotes you: “38 defectors were held”. Did you say that, in these words?",
        ),
        (
            {"guess": True},
            "The article says, and may have it from you: “38 defectors were held”. Is it from you? Is it right?",
        ),
        (
            {"source_type": SourceType.DOCUMENT},
            "According to the article it says: “38 defectors were held”. Does it? On which page, and as of when?",
        ),
        (
            {"source_type": SourceType.MEDIA},
            "According to the article you reported: “38 defectors were held”. Did you? From whom do you have it?",
        ),
    ],
)
def test_the_first_question_says_what_the_article_says_and_whose_it_is(
    changes: dict[str, object], question: str
) -> None:
    assert asked(replace(HELD, attribution=replace(LEE, **changes)))[0] == question


def test_a_claim_is_put_as_it_stands_alone() -> None:
    assert "“In Liaoning 38 are held”" in asked(replace(HELD, restated="In Liaoning 38 are held"))[0]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_of_claim_is_asked_how_it_is_known(kind: Kind) -> None:
    questions = asked(replace(HELD, kind=kind))
    assert len(questions) > 1
    assert all(question.endswith("?") for question in questions)


def test_figures_and_dates_are_asked_about_one_by_one() -> None:
    claim = replace(
        HELD,
        quantities=(Quantity(Span(13, 25), "38\ndefectors", Decimal(38), Decimal(38)),),
        times=(
            TimeRef(Span(0, 3), "Last month", date(2016, 11, 1), date(2016, 11, 30)),
            TimeRef(Span(0, 3), "on Friday", date(2016, 12, 9), date(2016, 12, 9)),
            TimeRef(Span(0, 3), "since then", None, None),
        ),
    )
    assert asked(claim)[1:] == (
        "How do you know?",
        "“38 defectors”: what is the exact figure, as of when, and where is it from?",
        "“Last month”: was that between 2016-11-01 and 2016-11-30? When exactly?",
        "“on Friday”: was that 2016-12-09?",
        "“since then”: when exactly?",
        "What document shows it? Who else can confirm it?",
    )


def test_the_words_around_are_the_sentence_and_the_one_before_it() -> None:
    around = words_around(TALE, CLAIMS)
    assert [(run.text, run.meant) for run in around["c3"]] == [
        ("She left. Sources say ", False),
        ("the city paid", True),
        (".", False),
    ]
    assert [run.text for run in around["c1"]] == ["Ann Lee said ", "38 defectors were held", "."]


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_the_words_of_a_claim_are_what_is_meant(whole: Dossier) -> None:
    around = words_around(whole.article, whole.standing)
    for claim in whole.standing:
        meant = "".join(run.text for run in around[claim.id] if run.meant)
        assert "".join(meant.split()) == "".join("".join(span.of(whole.article.text) for span in claim.spans).split())


# -- the author --------------------------------------------------------------------------------------------------------


def queries(claim: Claim, *reviews: Review) -> list[str]:
    return [query.text for query in author_queries(TALE, [claim], reviews, [])]


def attributed(kind: SourceType, source: str | None = None, *, guess: bool = False) -> Claim:
    return replace(HELD, attribution=Attribution(source, (), "it is said", (), kind, Manner.INDIRECT, guess))


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (PAID, ["The article says this in its own voice. Where is it from?"]),
        (attributed(SourceType.BARE), ["“it is said”: by whom, and how do they know?"]),
        (attributed(SourceType.UNNAMED, "an official"), ["Who is behind “an official”, and how do they know?"]),
        (attributed(SourceType.OUTLET, "Daily NK"), ["“Daily NK”: from whom, and how do they know?"]),
        (attributed(SourceType.NAMED, "Ann Lee", guess=True), ["Is “Ann Lee” the source of this?"]),
        (attributed(SourceType.NAMED, "He"), ["Who is meant by “he”?"]),
        (attributed(SourceType.UNNAMED, "They"), ["Who is meant by “they”?"]),
        (attributed(SourceType.NAMED, "Ann Lee"), []),
        (attributed(SourceType.DOCUMENT, "a study"), []),
        (replace(PAID, kind=Kind.OPINION), []),
        (replace(PAID, kind=Kind.PREDICTION), []),
    ],
)
def test_the_author_is_asked_who_is_behind_what_has_no_name(claim: Claim, found: list[str]) -> None:
    assert queries(claim) == found


def test_what_reviewers_say_of_the_sourcing_goes_before_what_the_machine_found() -> None:
    claim = attributed(SourceType.BARE)
    assert queries(claim, Review("c1", "Bob", sourcing="document")) == []
    assert queries(PAID, Review("c2", "Bob", sourcing="common")) == []
    assert queries(attributed(SourceType.NAMED, "Ann Lee"), Review("c1", "Bob", sourcing="unnamed")) != []


def test_what_is_verified_is_not_asked_again() -> None:
    assert queries(PAID, Review("c2", "Bob", verification="verified")) == []


def test_what_does_not_fit_comes_first_and_the_own_voice_last_with_all_its_claims() -> None:
    clash = Inconsistency(Clash.TOTAL, "The parts are 21, the total 20.", "12 + 9 = 21, not 20", (), (), ("c1", "gone"))
    own = [replace(PAID, id="c5"), PAID]
    found = author_queries(TALE, [own[0], attributed(SourceType.BARE), own[1]], [], [clash])
    assert [(query.text.split("?")[0], [number for number, _ in query.lines]) for query in found] == [
        ("The parts are 21, the total 20. Which is right", [2]),
        ("“it is said”: by whom, and how do they know", [2]),
        ("The article says this in its own voice. Where is it from", [1, 3]),
    ]


# -- the editor --------------------------------------------------------------------------------------------------------

TODAY = date(2017, 1, 3)


def gaps(*reviews: Review) -> dict[str, list[int]]:
    return {g.text: [number for number, _ in g.lines] for g in open_gaps(ARTICLE, [HELD, PAID], reviews, TODAY)}


@pytest.mark.parametrize(
    ("reviews", "found"),
    [
        (said(), "Nobody has checked it"),
        (said("unchecked", "withdrawn"), "Nobody has checked it"),
        (said("verified", "false"), "Reviewers differ"),
        (said("false"), "False or misleading, and no evidence for that"),
        (said("unproven"), "Unproven"),
        (said("conflicting"), "Conflicting"),
        ([Review("c1", "Bob", verification="verified", due=TODAY)], "Due again"),
    ],
)
def test_what_is_open_is_listed(reviews: list[Review], found: str) -> None:
    assert 1 in gaps(*reviews)[found]


@pytest.mark.parametrize(
    "review",
    [
        Review("c1", "Bob", verification="verified"),
        Review("c1", "Bob", verification="false", evidence=(Evidence("e1", "Court file, p. 4"),)),
        Review("c1", "Bob", verification="not_checkable"),
        Review("c1", "Bob", verification="verified", due=date(2017, 1, 4)),
        Review("c1", "Bob", verification="a key of our own"),
    ],
)
def test_what_is_closed_is_not(review: Review) -> None:
    assert gaps(review) == {"Nobody has checked it": [2]}


# -- the page ----------------------------------------------------------------------------------------------------------


def page(whole: Dossier) -> HtmlElement:
    return document_fromstring(calls(whole).decode())


def flat(text: str) -> str:
    return " ".join(shown(text).split())


@settings(max_examples=25, deadline=None)
@given(dossiers())
def test_the_page_has_no_script_loads_nothing_and_shows_text_as_it_is(whole: Dossier) -> None:
    tree = page(whole)
    assert not set("script img iframe link object embed form base".split()) & {node.tag for node in tree.iter()}
    assert all(a.get("href", "").startswith("#") for a in tree.iter("a"))
    assert not [key for node in tree.iter() for key in node.attrib if key.startswith("on")]
    all_of_it = flat(tree.text_content())
    for sheet in call_sheets(whole.article, whole.standing):
        assert flat(sheet.name) in all_of_it
        assert all(flat(line.questions[0]) in all_of_it for line in sheet.lines)


def test_the_page_has_a_sheet_a_source_then_the_author_then_what_is_open() -> None:
    tree = page(dossier(TALE, CLAIMS, Review("c1", "Bob", verification="unproven")))
    assert [h2.text_content() for h2 in tree.iter("h2")] == [
        "Ann Lee",
        "Questions to the author: Bo Park",
        "What is open",
    ]
    assert [strong.text_content() for strong in tree.iter("strong")] == ["38 defectors were held", "left"]
    assert "2 · ○ Unchecked · here “She”" in flat(tree.text_content())


def test_an_article_without_claims_has_a_page() -> None:
    assert "no source that can be asked" in page(dossier(ARTICLE, [])).text_content()


def test_the_page_says_when_it_was_made_by_the_dossier_and_is_the_same_each_time() -> None:
    whole = dossier(TALE, CLAIMS)
    assert f"made {AT:%Y-%m-%d %H:%M} UTC" in page(whole).text_content()
    assert calls(whole) == calls(whole)
