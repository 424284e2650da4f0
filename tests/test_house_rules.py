"""What breaks the field's rules of sourcing and verification: each rule with what breaks it and what does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EVIDENCE, SPLIT_ARTICLES, TEXT

from claims.house_rules import RULES, Breach, find_breaches
from claims.model import (
    Article,
    Attribution,
    Claim,
    Evidence,
    Kind,
    Manner,
    Quantity,
    Review,
    SourceType,
    Span,
    Stance,
)
from claims.vocabulary import SOURCING, VERIFICATION

if TYPE_CHECKING:
    from random import Random

CLAIM_TEXT = "A bridge near the border was closed."
ARTICLE = Article("a", CLAIM_TEXT, byline="By Ann Lee and Bob Roe", outlet="Daily NK", url="https://www.dailynk.com/1")
CLAIM = Claim("c", "a", (Span(0, len(CLAIM_TEXT)),), Kind.EVENT)
RECORD = Evidence("record", "Ministry of Transport, Closures, p. 4", Stance.SUPPORTS, primary=True)
PAGE = Evidence("page", "https://www.bbc.co.uk/news/1", Stance.SUPPORTS)
OTHER_PAGE = Evidence("other page", "https://www.lemonde.fr/1", Stance.SUPPORTS)
THIRD_PAGE = Evidence("third page", "https://www.spiegel.de/1", Stance.SUPPORTS)
AGAINST = Evidence("against", "https://www.nrc.nl/1", Stance.CONTRADICTS)
SEVERAL_WORDS = "the bridge was closed at noon on Tuesday after a lorry hit it"
FIGURE = (Quantity(Span(0, 1), "38", Decimal(38), Decimal(38)),)


def said_by(source: str | None, source_type: SourceType, *, guess: bool = False) -> Attribution:
    return Attribution(source, (), "said", (), source_type, Manner.INDIRECT, guess)


def review(finding: str = "verified", *evidence: Evidence, who: str = "Cy", sourcing: str = "") -> Review:
    return Review("c", who, sourcing, finding, evidence=evidence)


def told(rule: str, *reviews: Review, claim: Claim = CLAIM, article: Article = ARTICLE) -> list[Breach]:
    return [breach for breach in find_breaches(article, [claim], reviews) if breach.rule == rule]


def pages(*locators: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(str(number), locator, Stance.SUPPORTS) for number, locator in enumerate(locators))


# -- sourcing in the article -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "source_type", "judged", "breaks"),
    [
        (Kind.OPINION, SourceType.UNNAMED, "", True),
        (Kind.OPINION, SourceType.BARE, "", True),
        (Kind.OPINION, SourceType.NAMED, "unnamed", True),
        (Kind.OPINION, SourceType.UNNAMED, "named", False),  # a person saw the name
        (Kind.OPINION, SourceType.NAMED, "", False),
        (Kind.OPINION, SourceType.ORGANISATION, "", False),
        (Kind.EVENT, SourceType.UNNAMED, "", False),
        (Kind.QUANTITY, SourceType.BARE, "", False),
        (Kind.POSITION, SourceType.UNNAMED, "", False),
    ],
)
def test_a_source_without_a_name_may_give_information_and_no_opinion(
    kind: Kind, source_type: SourceType, judged: str, *, breaks: bool
) -> None:
    claim = replace(CLAIM, kind=kind, attribution=said_by("a senior official", source_type))
    assert bool(told("anonymous-opinion", review("unchecked", sourcing=judged), claim=claim)) is breaks


def test_a_guess_at_a_source_breaks_no_rule_until_a_person_agrees() -> None:
    claim = replace(CLAIM, kind=Kind.OPINION, attribution=said_by("an official", SourceType.UNNAMED, guess=True))
    assert not told("anonymous-opinion", claim=claim)
    assert told("anonymous-opinion", review("unchecked", sourcing="unnamed"), claim=claim)


def test_an_opinion_in_the_articles_own_voice_has_no_anonymous_source() -> None:
    assert not told("anonymous-opinion", claim=replace(CLAIM, kind=Kind.OPINION))


@pytest.mark.parametrize(
    ("source", "breaks"),
    [
        ("sources", True),
        ("sources close to the ministry", True),
        ("two of the officials", True),
        ("several people familiar with the matter", True),
        ("North Korean officials", True),
        ("high-ranking defectors in Seoul", True),
        ("people briefed on the talks", True),
        ("a number of analysts", True),
        ("eyewitnesses", True),
        ("two of them", True),
        ("deputies from both parties", True),
        ("Western diplomats, who asked not to be named,", True),
        ("a source in the ministries", False),
        ("one of the sources", False),
        ("a senior official", False),
        ("the defector", False),
        ("an official who works with migrants", False),
        ("a customs officer", False),
        ("source with links to the rebels", False),
        ("a source", False),
        ("police", False),
        ("", False),
    ],
)
def test_sources_in_the_plural_are_more_than_one_on_file(source: str, *, breaks: bool) -> None:
    claim = replace(CLAIM, attribution=said_by(source, SourceType.UNNAMED))
    assert bool(told("plural-source", review("unchecked", PAGE), claim=claim)) is breaks


@pytest.mark.parametrize(
    ("evidence", "breaks"),
    [
        ((), False),  # nobody has looked yet
        ((PAGE,), True),
        ((PAGE, OTHER_PAGE), False),
        ((PAGE, AGAINST), True),  # who says otherwise is none of the article's sources
        (pages("https://bbc.com/1", "https://www.bbc.co.uk/2"), True),
    ],
)
def test_what_is_on_file_counts_by_where_it_comes_from(evidence: tuple[Evidence, ...], *, breaks: bool) -> None:
    claim = replace(CLAIM, attribution=said_by("sources", SourceType.BARE))
    assert bool(told("plural-source", review("unchecked", *evidence), claim=claim)) is breaks


def test_what_several_reviewers_have_on_file_counts_together() -> None:
    claim = replace(CLAIM, attribution=said_by("sources", SourceType.BARE))
    assert not told("plural-source", review("unchecked", PAGE), review("unchecked", OTHER_PAGE, who="Di"), claim=claim)


def test_named_people_in_the_plural_are_who_they_are() -> None:
    claim = replace(CLAIM, attribution=said_by("the brothers Lee", SourceType.NAMED))
    assert not told("plural-source", review("unchecked", PAGE), claim=claim)


@pytest.mark.parametrize(
    ("source_type", "judged", "breaks"),
    [
        (SourceType.BARE, "", True),
        (SourceType.OUTLET, "", True),
        (SourceType.NAMED, "bare", True),
        (SourceType.BARE, "document", False),
        (SourceType.UNNAMED, "", False),  # "a high-ranking defector" is a description
        (SourceType.MEDIA, "", False),
        (SourceType.NAMED, "", False),
    ],
)
def test_something_is_said_of_every_source(source_type: SourceType, judged: str, *, breaks: bool) -> None:
    claim = replace(CLAIM, attribution=said_by(None, source_type))
    assert bool(told("undescribed-source", review("unchecked", sourcing=judged), claim=claim)) is breaks


def test_a_breach_of_sourcing_shows_the_words_of_the_article_in_their_place() -> None:
    cue = Attribution(None, (), "It is believed", (Span(0, 14),), SourceType.BARE, Manner.INDIRECT)
    article = Article("a", "It is believed that the bridge is shut.")
    claim = Claim("c", "a", (Span(20, 38),), Kind.EVENT, cue)
    (breach,) = told("undescribed-source", claim=claim, article=article)
    assert breach == Breach(
        "undescribed-source", "c", "Nothing is said of who knows this, or how: “It is believed”.", "", "It is believed",
        (Span(0, 14),),
    )  # fmt: skip


# -- findings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reviews", "breaks"),
    [
        ([review("verified", PAGE)], False),  # neither contested nor sensitive
        ([review("verified", PAGE, AGAINST)], True),
        ([review("verified", PAGE, OTHER_PAGE, AGAINST)], False),
        ([review("false", AGAINST)], True),
        ([review("false", AGAINST, *pages("https://spiegel.de/2"))], True),  # the other one speaks for the claim
        ([review("false", AGAINST, replace(RECORD, stance=Stance.CONTRADICTS))], False),
        ([review("verified", PAGE), review("false", AGAINST, who="Di")], True),
        ([review("verified", PAGE), review("verified", OTHER_PAGE, who="Di")], False),
        ([review("verified", PAGE, AGAINST), review("verified", OTHER_PAGE, who="Di")], False),  # together two
        ([review("conflicting", PAGE, AGAINST)], False),
        ([review("unproven", AGAINST)], False),
        ([review("unchecked", AGAINST)], False),
        ([review("withdrawn", AGAINST)], False),
    ],
)
def test_a_contested_claim_is_found_on_by_two_independent_sources(reviews: list[Review], *, breaks: bool) -> None:
    assert bool(told("single-source", *reviews)) is breaks


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("Three soldiers were killed at the bridge.", True),
        ("The minister was accused of taking bribes.", True),
        ("He allegedly took the money.", True),
        ("Prisoners were tortured.", True),
        ("They were charged with fraud.", True),
        ("The bridge reopened on Tuesday.", False),
        ("The executive pledged allegiance.", False),
        ("They are accustomed to the Crimean winter.", False),
        ("The deadline was moved.", False),
        ("A therapist took a screenshot.", False),
    ],
)
def test_a_claim_of_death_violence_or_crime_needs_two_sources_though_nobody_contests_it(
    text: str, *, breaks: bool
) -> None:
    article, claim = replace(ARTICLE, text=text), replace(CLAIM, spans=(Span(0, len(text)),))
    assert bool(told("single-source", review("verified", PAGE), claim=claim, article=article)) is breaks
    assert not told("single-source", review("verified", PAGE, OTHER_PAGE), claim=claim, article=article)


@pytest.mark.parametrize(
    ("locator", "breaks"),
    [
        ("https://www.dailynk.com/2", True),
        ("https://web.archive.org/web/2016/http://www.dailynk.com/2", True),
        ("Daily NK, 13 December", True),
        ("https://www.lemonde.fr/2", False),
    ],
)
def test_the_articles_own_outlet_is_no_independent_source(locator: str, *, breaks: bool) -> None:
    reviews = review("verified", PAGE, AGAINST, *pages(locator))
    assert bool(told("single-source", reviews)) is breaks


@pytest.mark.parametrize(
    ("evidence", "breaks"),
    [
        ((PAGE,), True),
        ((PAGE, OTHER_PAGE), True),
        ((PAGE, OTHER_PAGE, THIRD_PAGE), False),
        ((RECORD,), False),
        ((PAGE, RECORD), False),
        ((PAGE, OTHER_PAGE, AGAINST), True),  # what contradicts confirms nothing
        ((), False),  # another rule's
    ],
)
def test_without_a_primary_source_three_secondary_ones_confirm(evidence: tuple[Evidence, ...], *, breaks: bool) -> None:
    assert bool(told("few-secondary", review("verified", *evidence))) is breaks


ADDRESSES = ("https://a.org/1", "https://b.org/1", "https://c.org/1")


@pytest.mark.parametrize(
    ("evidence", "breaks"),
    [
        (pages(*ADDRESSES), False),
        (pages("https://a.org/1", "https://www.a.org/2", "https://b.org/1"), True),
        (pages("https://a.org/1", "https://web.archive.org/web/2016/http://a.org/1", "https://b.org/1"), True),
        (pages("Daily NK, 13 Dec 2016", "https://www.dailynk.com/english", "https://b.org/1"), True),
        (tuple(replace(page, copy="5eed") for page in pages(*ADDRESSES)), True),
        (tuple(replace(page, quote=SEVERAL_WORDS) for page in pages(*ADDRESSES)), True),
        (tuple(replace(page, quote="SEOUL (Reuters) - It is shut") for page in pages(*ADDRESSES)), True),
        (tuple(replace(page, quote="it was closed") for page in pages(*ADDRESSES)), False),  # anybody would say so
        (pages("https://a.org/1", "https://a.org/2", "https://b.org/1", "https://c.org/1"), False),  # still three
        ((*pages("https://a.org/1", "https://a.org/2", "https://a.org/3"), RECORD), False),
        (pages("https://a.org/1", "https://a.org/2"), False),  # too few already, by another rule
    ],
)
def test_three_secondary_sources_are_really_different(evidence: tuple[Evidence, ...], *, breaks: bool) -> None:
    assert bool(told("same-origin", review("verified", *evidence))) is breaks


@pytest.mark.parametrize(
    ("reviews", "breaks"),
    [
        (review("verified"), True),
        (review("outdated"), True),
        (review("our own key"), True),
        (review("verified", Evidence("e", "ministry report")), True),
        (review("verified", Evidence("e", "")), True),
        (review("verified", Evidence("e", "http://localhost:8000/notes")), True),
        (review("verified", AGAINST), True),  # nothing speaks for it
        (review("verified", Evidence("e", "ministry report", quote="It is shut.")), False),
        (review("verified", Evidence("e", "ministry report", copy="5eed")), False),
        (review("verified", Evidence("e", "ministry report"), PAGE), False),
        (review("verified", RECORD), False),
        (review("verified", Evidence("e", "Ann Lee, by phone, 3 March")), False),
        (review("verified", sourcing="common"), False),
        (review("false"), False),  # another rule's
        (review("false", Evidence("e", "a report")), True),
        (review("unproven"), False),
        (review("not_checkable"), False),
        (review("unchecked", Evidence("e", "a report")), False),
        (review("withdrawn"), False),
    ],
)
def test_a_finding_can_be_repeated_by_others(reviews: Review, *, breaks: bool) -> None:
    assert bool(told("thin-evidence", reviews)) is breaks


@pytest.mark.parametrize(
    ("evidence", "breaks"),
    [
        (PAGE, True),
        (Evidence("e", "Ann Lee, by phone, 3 March"), True),
        (replace(PAGE, primary=True), False),
        (replace(PAGE, copy="5eed"), False),
        (Evidence("e", "https://www.ons.gov.uk/file.xlsx?v=2"), False),
        (Evidence("e", "Yearbook 2016, table 3"), False),
        (Evidence("e", "doi:10.1000/182"), False),
    ],
)
def test_a_number_is_verified_by_a_document(evidence: Evidence, *, breaks: bool) -> None:
    claim = replace(CLAIM, kind=Kind.QUANTITY, quantities=FIGURE)
    assert bool(told("number-without-document", review("verified", evidence), claim=claim)) is breaks


@pytest.mark.parametrize(
    ("claim", "finding", "breaks"),
    [
        (replace(CLAIM, kind=Kind.QUANTITY), "verified", True),
        (replace(CLAIM, quantities=FIGURE), "verified_with_correction", True),
        (CLAIM, "verified", False),
        (replace(CLAIM, kind=Kind.QUANTITY), "false", False),
        (replace(CLAIM, kind=Kind.QUANTITY), "unproven", False),
        (replace(CLAIM, kind=Kind.QUANTITY), "unchecked", False),
    ],
)
def test_only_a_number_that_is_verified_needs_a_document(claim: Claim, finding: str, *, breaks: bool) -> None:
    assert bool(told("number-without-document", review(finding, PAGE), claim=claim)) is breaks


@pytest.mark.parametrize(
    ("who", "finding", "breaks"),
    [
        ("Ann Lee", "verified", True),
        ("bob roe", "unproven", True),
        ("Cy", "verified", False),
        ("Ann Lee", "unchecked", False),
        ("Ann Lee", "withdrawn", False),
    ],
)
def test_nobody_checks_what_he_wrote(who: str, finding: str, *, breaks: bool) -> None:
    assert [breach.reviewer for breach in told("own-work", review(finding, who=who))] == [who] * breaks


@pytest.mark.parametrize(
    ("reviews", "breaks"),
    [
        (review("false"), True),
        (review("misleading"), True),
        (review("false", PAGE), True),  # all that there is speaks for the claim
        (review("false", AGAINST), False),
        (review("false", replace(PAGE, stance=Stance.NEITHER)), False),
        (review("misleading", PAGE), False),  # the words may be accurate
        (review("unproven"), False),
        (review("verified"), False),
        (review("unchecked"), False),
    ],
)
def test_who_refutes_a_claim_shows_by_what(reviews: Review, *, breaks: bool) -> None:
    assert bool(told("refuted-without-evidence", reviews)) is breaks


@pytest.mark.parametrize(
    ("kind", "finding", "breaks"),
    [
        (Kind.OPINION, "verified", True),
        (Kind.OPINION, "false", True),
        (Kind.OPINION, "not_checkable", False),
        (Kind.OPINION, "unchecked", False),
        (Kind.POSITION, "verified", False),
        (Kind.EVENT, "verified", False),
    ],
)
def test_facts_are_found_on_and_no_opinions(kind: Kind, finding: str, *, breaks: bool) -> None:
    assert bool(told("opinion-decided", review(finding, RECORD), claim=replace(CLAIM, kind=kind))) is breaks


@pytest.mark.parametrize(
    ("locator", "finding", "breaks"),
    [
        ("anonymous official, by phone", "verified", True),
        ("a source in the ministry, 3 March", "false", True),
        ("a senior government source", "verified", True),
        ("Kim, off the record", "verified", True),
        ("spokesperson for the ministry, 3 March", "verified", False),
        ("source code of the page, line 3", "verified", False),
        ("Source: Ministry of Health, p. 3", "verified", False),
        ("Alcoholics Anonymous, annual report, p. 3", "verified", False),
        ("https://example.org/anonymous-sources", "verified", False),
        ("Ann Lee, 3 March", "verified", False),
        ("anonymous official, by phone", "unchecked", False),
    ],
)
def test_a_finding_rests_on_sources_with_a_name(locator: str, finding: str, *, breaks: bool) -> None:
    assert bool(told("anonymous-evidence", review(finding, *pages(locator)))) is breaks


# -- all of them -------------------------------------------------------------------------------------------------------


def test_a_claim_that_is_one_no_longer_breaks_no_rule() -> None:
    assert not find_breaches(ARTICLE, [replace(CLAIM, withdrawn="opinion")], [review("verified")])


def test_a_finding_without_fault_breaks_no_rule() -> None:
    claim = replace(CLAIM, attribution=said_by("Jane Smith", SourceType.NAMED))
    assert not find_breaches(ARTICLE, [claim], [review("verified", RECORD, PAGE)])


def test_breaches_come_by_claim_and_then_by_rule() -> None:
    claims = [replace(CLAIM, id=key, kind=Kind.OPINION) for key in ("second", "first")]
    reviews = [replace(review("verified", who="Ann Lee"), claim_id=claim.id) for claim in reversed(claims)]
    found = [(breach.claim_id, breach.rule) for breach in find_breaches(ARTICLE, claims, reviews)]
    assert found == [
        (key, rule) for key in ("second", "first") for rule in ("thin-evidence", "own-work", "opinion-decided")
    ]


def test_every_rule_says_who_asks_for_it_and_where_that_can_be_read() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.title
        assert rule.text
        assert rule.citation
        assert rule.url.startswith("http")


LOCATORS = TEXT | st.text("htps:/.w[]@?#%&=21a, -", max_size=60)
"""Words of all kinds, and what is nearly an address."""


@st.composite
def _reviewed(draw: st.DrawFn) -> tuple[Article, list[Claim], list[Review]]:
    article, claims = draw(SPLIT_ARTICLES)
    one = st.builds(
        Review,
        claim_id=st.sampled_from([*(claim.id for claim in claims), "of no claim"]),
        reviewer=TEXT | st.just(article.byline),
        sourcing=st.just("") | st.sampled_from([entry.key for entry in SOURCING]),
        verification=TEXT | st.sampled_from([entry.key for entry in VERIFICATION]),
        evidence=st.lists(st.builds(replace, EVIDENCE, locator=LOCATORS), max_size=4).map(tuple),
    )
    return article, claims, draw(st.lists(one, max_size=4))


@given(_reviewed(), st.sets(st.sampled_from([rule.key for rule in RULES])), st.randoms())
def test_no_article_is_too_odd_no_rule_that_is_off_reports_and_the_order_of_reviews_is_nothing(
    drawn: tuple[Article, list[Claim], list[Review]], off: set[str], random: Random
) -> None:
    article, claims, reviews = drawn
    found = find_breaches(article, claims, reviews, off)
    assert not {breach.rule for breach in found} & off
    assert found == [breach for breach in find_breaches(article, claims, reviews) if breach.rule not in off]
    shuffled = random.sample(reviews, len(reviews))
    assert find_breaches(article, claims, shuffled, off) == found
