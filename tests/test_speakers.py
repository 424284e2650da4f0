"""Who a source is: one sheet for a person who is named in several ways, never one for two people."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import found_in

from claims.model import Article, Attribution, Claim, Kind, Manner, SourceType, Span
from claims.speakers import Speaker, find_speakers, people_in


def said_by(marked: str, kind: SourceType = SourceType.NAMED) -> list[Speaker]:
    """Return who says what in a text in which each source stands in [brackets]."""
    text, claims = "", []
    for number, part in enumerate(re.split(r"[\[\]]", marked)):
        if number % 2:
            span = Span(len(text), len(text) + len(part))
            said = Attribution(part, (span,), None, (), kind, Manner.INDIRECT)
            claims.append(Claim(f"c{number}", "a1", (span,), Kind.EVENT, said))
        text += part
    found = find_speakers(Article("a1", text), claims)
    return [found[claim.id] for claim in claims]


def names(marked: str, kind: SourceType = SourceType.NAMED) -> list[str]:
    return [speaker.name for speaker in said_by(marked, kind)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # in full, and later by the last name
        ("[Professor Cres Eastman] said so. [Professor Eastman] added more.", ["Cres Eastman"] * 2),
        ("[Airbus spokesman Stefan Schaffrath] said so. [Schaffrath] added more.", ["Stefan Schaffrath"] * 2),
        ("President Barack Obama came. It is late, [Obama] said.", ["Barack Obama"]),
        ("[Ann Lee of Lee Motors] said so. [Ms Lee] said more.", ["Ann Lee", "Ms Lee"]),
        ("[William Clay Ford Jr.] said so. [Mr. Ford] said more.", ["William Clay Ford"] * 2),
        # what stands around a name
        ("[North Korea Intellectuals Solidarity Chief Kim Kwang In] added: no.", ["Kim Kwang In"]),
        ("[Northrop Grumman CEO Ron Sugar] said so.", ["Ron Sugar"]),
        ("[David Buik of BGC Partners] said so.", ["David Buik"]),
        ("[the general secretary of the British union Unite, Tony Woodley] said so.", ["Tony Woodley"]),
        ("[The Vice President and general counsel of the company, Mark Chandler] said so.", ["Mark Chandler"]),
        ("[team member Rodaba Noori] said so.", ["Rodaba Noori"]),
        ("[Lewis W. Teperman] said so.", ["Lewis W. Teperman"]),
        # a first name, where nobody else has it
        ("[Steve Jobs] said so. [Steve] laughed and said: no.", ["Steve Jobs"] * 2),
        ("[Jong Un]. Later [Mr Un] left.", ["Jong Un"] * 2),
        # two who may be meant
        ("Kim Jong Un came. [Kim Kwang In] added: no. [Kim] said more.", ["Kim Kwang In", "Kim"]),
        ("Kim Jong Un and Kim Il Sung came. [Kim] said more.", ["Kim"]),
        ("Bill Clinton and Hillary Clinton came. [Clinton] said so.", ["Clinton"]),
        ("[Bill Clinton] came. Mr Clinton left, [Mrs Clinton] said.", ["Bill Clinton", "Mrs Clinton"]),
        ("[Apple] said so. The Apple Stores are open.", ["Apple"]),
        ("USAF Mobility Command is old. [USAF] said so.", ["USAF"]),
        # where the name may begin earlier than it seems
        ("[CEO of the Refugee Council Enver Solomon] said so.", ["CEO of the Refugee Council Enver Solomon"]),
        ("[Minister of Education Stefania Giannini] said so.", ["Minister of Education Stefania Giannini"]),
        # two at once
        (
            "[Prime Minister John Howard and minister Ian MacDonald] said so. [Mr Howard] added more.",
            ["Prime Minister John Howard and minister Ian MacDonald", "John Howard"],
        ),
    ],
)
def test_a_name_is_put_together_with_the_full_one_where_nobody_else_is_meant(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[Ann Lee] said so. Later [she] said more.", [("Ann Lee", True)] * 2),
        ("[Ann Lee] said so in Paris.\n\n[She] said more.", [("Ann Lee", True)] * 2),
        ("[Ann Lee] said so. “My brother Bo knew,” [she] said.", [("Ann Lee", True)] * 2),
        ("[Ann Lee] said so to her sister. [She] said more.", [("Ann Lee", True), ("she", False)]),
        ("[Ann Lee] said so. Bo Park came. [He] said more.", [("Ann Lee", True), ("he", False)]),
        ("[Ann Lee] said so. [They] said more.", [("Ann Lee", True), ("they", False)]),
        ("[He] said so.", [("he", False)]),
        ("[Ann Lee] said so. " + "It rained. " * 40 + "[She] said more.", [("Ann Lee", True), ("she", False)]),
    ],
)
def test_a_pronoun_stands_for_who_spoke_before_if_nobody_comes_between(
    text: str, found: list[tuple[str, bool]]
) -> None:
    assert [tuple(speaker) for speaker in said_by(text)] == found


@pytest.mark.xfail(reason="a place that does not follow “in”, “the” and the like is taken for somebody")
def test_a_country_between_is_nobody() -> None:
    assert names("[Ann Lee] said so. Australian salt is poor. [She] said more.") == ["Ann Lee"] * 2


@pytest.mark.parametrize("kind", [SourceType.ORGANISATION, SourceType.UNNAMED, SourceType.DOCUMENT, SourceType.MEDIA])
def test_what_is_no_person_is_put_together_only_by_the_same_words(kind: SourceType) -> None:
    text = "[The company] said so. [the company] said: yes. [A company spokesman] said: no. [The insider, who] left."
    assert names(text, kind) == ["The company", "The company", "A company spokesman", "The insider"]


def test_who_spoke_before_a_pronoun_is_no_company() -> None:
    text = "The firm came. "
    firm = Claim("c1", "a1", (Span(0, 8),), Kind.EVENT, _said("The firm", Span(0, 8), SourceType.ORGANISATION))
    person = Claim("c2", "a1", (Span(15, 17),), Kind.EVENT, _said("He", Span(15, 17), SourceType.NAMED))
    found = find_speakers(Article("a1", f"{text}He left."), [firm, person])
    assert found["c2"] == Speaker("he", clear=False)


def _said(source: str, span: Span, kind: SourceType) -> Attribution:
    return Attribution(source, (span,), None, (), kind, Manner.INDIRECT)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Minister Ann Lee and Mayor Bo Park", ["Minister Ann Lee", "Mayor Bo Park"]),
        (
            "The president and chief engineer of the firm, Ann Lee",
            ["The president and chief engineer of the firm, Ann Lee"],
        ),
        ("Ann Lee", ["Ann Lee"]),
        ("and", ["and"]),
    ],
)
def test_people_who_speak_together_are_told_apart(source: str, found: list[str]) -> None:
    assert people_in(source) == found


def test_a_claim_without_a_source_has_no_speaker() -> None:
    assert find_speakers(Article("a1", "It rained."), [Claim("c1", "a1", (Span(0, 9),), Kind.EVENT)]) == {}


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=2, max_size=80).map(lambda text: Article("a1", text)).flatmap(
    lambda article: st.tuples(st.just(article), st.lists(found_in(article), max_size=3, unique_by=lambda c: c.id))
))  # fmt: skip
def test_every_source_has_a_speaker_whatever_is_written(drawn: tuple[Article, list[Claim]]) -> None:
    article, claims = drawn
    assert set(find_speakers(article, claims)) == {c.id for c in claims if c.attribution and c.attribution.source}
