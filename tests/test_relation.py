"""What a later passage makes of a claim: denied, changed, passed on, stated or not spoken of; by provenance."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mutants import mutants
from strategies import TEXT

from claims.article import read_article
from claims.compare import Compared, compare, find_matches, prepare
from claims.model import Match, Relation, Span
from claims.split import find_claims


def _miss(*row: object, reason: str) -> object:
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


DENIED = [
    ("The minister left Paris.", "The minister did not leave Paris."),
    ("The minister left Paris.", "The minister has never left Paris."),
    ("The bank will cut 500 jobs.", "The bank denies reports that it will cut 500 jobs."),
    ("The drug is safe.", "The drug is not safe."),
    ("Two people died in the fire.", "No people died in the fire."),
    ("The actor has died.", "Report of the actor's death is a hoax."),
    ("The actor accused the director.", "The report that the actor accused the director is false."),
    ("The bank did not close.", "The bank closed."),
    ("Acme is launching a green phone.", "Acme is not making a green phone."),
    ("Guards found no weapons in the house.", "Guards found weapons in the house."),
    ("The novel came close to winning the prize.", "The novel won the prize."),
    ("Five deaths were recorded in Mexico.", "Zero deaths were recorded in Mexico."),
    _miss("The bank paid the fine.", "The bank has yet to pay the fine.", reason="'has yet to' is no denial here"),
]

OPPOSITE = [
    ("Unemployment rose in May.", "Unemployment fell in May."),
    ("The court convicted the general.", "The court acquitted the general."),
    ("The plant was opened in May.", "The plant was closed in May."),
]

OTHER_SORTS = [
    ("Lee is a Canadian actor.", "Lee is an American actor and singer."),
    ("The Moor is a comedy series.", "The Moor is a drama series."),
    ("Steven Knight is a singer.", "Steven Knight is a film director."),
]

CANCELLED = [
    ("The report is a hoax.", "The report is a hoax, the police found."),
    ("The film is a fake.", "The film is not real, it is a fake."),
    ("The minister did not leave Paris.", "The minister never left Paris."),
    ("The bank will close the plant.", "The bank will close the plant if it does not receive aid."),
]

CHANGED = [
    ("38 defectors are held in Liaoning.", "There are now 41 defectors held in Liaoning."),
    ("The trial opens in May 2012.", "The trial opens in June 2012."),
    ("The singer will play Hamlet in London.", "The singer pulls out of playing Hamlet in London."),
]

PASSED_ON = [
    ("Two men were shot.", "Police said two men were shot."),
    ("Two men were shot.", "Two men were reportedly shot."),
    ("Two men were shot.", "Two men may have been shot."),
    ("Two men were shot.", "According to state media, two men were shot."),
    ("Two men were shot.", "Were two men shot?"),
    ("Acme will buy the bank", "Acme to buy the bank: report"),
    ("Acme will buy the bank", "Acme said to buy the bank"),
]

STATED = [
    ("Two men were shot in Oslo.", "Two men were shot in Oslo on Friday."),
    ("Two men were shot in Oslo.", "Police confirmed that two men were shot in Oslo."),
    ("38 defectors are held.", "Thirty-eight defectors are held."),
    ("The city executed two thieves.", "The execution of two thieves shocked the city."),
    ("The state recorded more than 34 recoveries.", "The state recorded 35 recoveries."),
    ("The robbers took the car.", "The thieves took the vehicle."),
    ("General Motors filed for bankruptcy.", "GM filed for bankruptcy."),
    ("GM filed for bankruptcy.", "General Motors filed for bankruptcy."),
    ("The first plant opened before 12 April 2020.", "The first plant opened on 11 April 2020."),
    ("Kim is an artist.", "Kim is a singer, an artist and a dancer."),
]

UNSAID = [
    ("Two men were shot in Oslo.", "The minister opened a bridge."),
    ("The bank lent Acme $5 million.", "Acme builds phones in Leeds."),
    ("Ann Lee is an actor.", "Ann Lee was born in Leeds and lives in London with her family."),
    ("Ann Lee was part of the German squad that won the cup.", "Ann Lee was part of the squad that won the cup."),
    ("The film was made on a budget of 40 million rupees.", "The film was made on a large budget of rupees."),
    ("Kim is an artist.", "Kim is a singer."),
]

WIKINEWS = [
    ("the A380 made its first flight to the US", "The Airbus A380 made its maiden flight to the US on Monday.",
     Relation.CORROBORATES),
    ("14 plants will be closed by 2012", "As part of the plan, GM will close 12 plants by 2012.", Relation.CONTRADICTS),
    _miss("the company expects to cut approximately 4,300 jobs in France",
          "France will lose 4,300 jobs, followed by Germany having a loss of 3,700 jobs.", Relation.CORROBORATES,
          reason="to lose jobs and to cut them are two words"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "passage"), [*DENIED, *OPPOSITE])
def test_what_denies_a_claim_or_says_the_opposite_contradicts_it(claim: str, passage: str) -> None:
    assert _relation(claim, passage) is Relation.CONTRADICTS


@pytest.mark.parametrize(("claim", "passage"), OTHER_SORTS)
def test_what_calls_the_same_another_people_or_sort_of_thing_contradicts(claim: str, passage: str) -> None:
    assert _relation(claim, passage) is Relation.CONTRADICTS


@pytest.mark.parametrize(("claim", "passage"), CANCELLED)
def test_two_denials_cancel_each_other(claim: str, passage: str) -> None:
    assert _relation(claim, passage) is not Relation.CONTRADICTS


@pytest.mark.parametrize(("claim", "passage"), CHANGED)
def test_another_figure_date_or_state_of_the_same_thing_updates_it(claim: str, passage: str) -> None:
    assert _relation(claim, passage) is Relation.UPDATES


def test_another_figure_of_the_same_day_and_another_place_contradict() -> None:
    assert _relation("38 men were held in May 2012.", "In May 2012, 41 men were held.") is Relation.CONTRADICTS
    assert _relation("The singer was born in Paris.", "The singer was born in London.") is Relation.CONTRADICTS


@pytest.mark.parametrize(("claim", "passage"), PASSED_ON)
def test_what_only_says_that_somebody_says_so_reports_it(claim: str, passage: str) -> None:
    assert _relation(claim, passage) is Relation.REPORTS


@pytest.mark.parametrize(("claim", "passage"), STATED)
def test_what_states_the_same_in_its_own_voice_or_confirms_it_corroborates(claim: str, passage: str) -> None:
    assert _relation(claim, passage) is Relation.CORROBORATES


@pytest.mark.parametrize(("claim", "passage"), UNSAID)
def test_what_does_not_speak_of_it_is_silent(claim: str, passage: str) -> None:
    assert _relation(claim, passage) is Relation.SILENT


@pytest.mark.parametrize(("claim", "passage", "relation"), WIKINEWS)
def test_sentences_of_wikinews(claim: str, passage: str, relation: Relation) -> None:
    assert _relation(claim, passage) is relation


def _relation(claim: str, passage: str) -> Relation:
    return compare(claim, [passage]).proposal.relation


REASONS = [
    ("38 defectors are held.", "41 defectors are held.", "38 → 41 defectors"),
    ("The minister left Paris.", "The minister did not leave Paris.", "denied: “not”"),
    ("Two men were shot.", "According to state media, two men were shot.", "according to state media"),
    ("The actor accused the director.", "That the actor accused the director is a hoax.", "refuted: “hoax”"),
    ("Prices fell in May.", "Prices rose in May.", "the opposite: fell → rose"),
]


@pytest.mark.parametrize(("claim", "passage", "reason"), REASONS)
def test_a_proposal_says_why_in_words(claim: str, passage: str, reason: str) -> None:
    assert reason in [r.text for r in compare(claim, [passage]).proposal.reasons]


def test_the_passage_that_decides_is_the_one_that_takes_up_most() -> None:
    passages = ["The weather was fine.", "Police said little.", "Two men were shot in Oslo, police said."]
    found = compare("Two men were shot in Oslo.", passages)
    assert (found.passage, found.proposal.relation) == (2, Relation.REPORTS)
    assert found.ranking[0] == 2


PIECES = st.sampled_from(
    (
        "not no never denied hoax fake report said reportedly 38 41 about more than $5 million in May 2012 before "
        "Paris London men were shot the bank fell rose : ? . , “ ” according to police may"
    ).split()
)
SENTENCES = st.one_of(TEXT, st.lists(PIECES, max_size=12).map(" ".join))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(SENTENCES, st.lists(SENTENCES, max_size=3))
@example("", [""])
@example("38", ["?"])
@example("\ud800 men", ["men \ud800"])
@example("It rose 1.12345678901234567890123456789012 percent.", ["It rose 99 percent."])
def test_whatever_the_texts_a_proposal_marks_words_that_stand_in_them(claim: str, passages: list[str]) -> None:
    found = compare(claim, passages)
    assert found == compare(claim, passages)
    assert sorted(found.ranking) == list(range(len(passages)))
    assert (found.passage is None) == (found.proposal.passage is None)
    _assert_marks_inside(found, claim, passages)


def _assert_marks_inside(found: Compared, claim: str, passages: list[str]) -> None:
    marked = (*found.proposal.reasons, *found.proposal.differences)
    assert all(s.end <= len(claim) for mark in marked for s in mark.earlier_spans)
    if found.passage is not None:
        assert all(s.end <= len(passages[found.passage]) for mark in marked for s in mark.later_spans)


WORDS = st.sampled_from("minister bank left Paris sold Acme opened plants found weapons London Berlin lent".split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=7, unique=True).map(" ".join))
def test_a_passage_that_is_the_claim_itself_corroborates_it(claim: str) -> None:
    assert compare(f"The {claim}.", [f"The {claim}."]).proposal.relation is Relation.CORROBORATES


EARLIER = "Airbus cuts jobs\n\nAirbus will cut 10,000 jobs in Europe. Ann Lee sold her shares in Acme on Monday."
LATER = "Airbus retreats\n\nIt rained.\n\nAirbus will cut 8,000 jobs in Europe, the company said."


def _matches() -> list[Match]:
    article = read_article(EARLIER, published=date(2007, 2, 28))
    later = read_article(LATER, published=date(2007, 5, 1))
    return list(find_matches(article, find_claims(article), [prepare(later)]))


def test_each_claim_of_an_article_is_compared_with_each_later_one() -> None:
    cut, sold = _matches()
    assert (cut.relation, sold.relation) == (Relation.UPDATES, Relation.SILENT)
    assert cut.passages[0].of(LATER) == "Airbus will cut 8,000 jobs in Europe, the company said."
    assert [r.text for r in cut.reasons] == ["10,000 → 8,000 jobs"]
    assert [s.of(EARLIER) for s in cut.reasons[0].earlier_spans] == ["10,000"]
    assert [s.of(LATER) for s in cut.reasons[0].later_spans] == ["8,000"]


HEAD = "Airbus cuts jobs at Acme and Boeing waits"

SAME_MATTER = [
    ("Airbus announced 10,000 job cuts over four years.",
     "These problems led to a recently announced plan at Airbus in which 10,000 jobs go.", Relation.CORROBORATES),
    ("Toyota reported a 32% drop in US sales.", "Toyota reported a 39% drop in US sales.", Relation.UPDATES),
    ("Acme opened a plant in Leeds.", "Acme did not open a plant in Leeds.", Relation.CONTRADICTS),
    ("Acme opened a plant in Leeds.", "Police said that Acme had opened a plant in Leeds.", Relation.REPORTS),
]  # fmt: skip

OTHER_MATTERS = [
    # Two contracts of different sums, two planes, two dates of two things.
    ("Acme and EADS beat Boeing to a $40 billion contract for the United States.",
     "EADS, parent of Airbus, won a $13 billion contract for the United Kingdom."),
    ("The first plane will be delivered to Pakistan Airlines in January 2006.",
     "Deliveries to Singapore Airlines are not due until October."),
    ("Boeing will begin production in 2006.", "Boeing had been suspended since July 2003 after breaking the law."),
    ("A $14 billion deal for Ford and Chrysler was rejected.", "Ford and Chrysler had pleaded for $14 billion."),
    ("Airbus denies that it sells planes to Acme.", "Acme fleets are new."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "passage", "relation"), SAME_MATTER)
def test_in_an_article_what_restates_changes_or_denies_a_claim_is_found(
    claim: str, passage: str, relation: Relation
) -> None:
    assert _in_articles(claim, passage) == [relation]


@pytest.mark.parametrize(("claim", "passage"), OTHER_MATTERS)
def test_in_an_article_the_same_words_of_another_matter_say_nothing(claim: str, passage: str) -> None:
    assert set(_in_articles(claim, passage)) <= {Relation.SILENT}


def _in_articles(claim: str, passage: str) -> list[Relation]:
    article = read_article(f"{HEAD}\n\n{claim}", published=date(2007, 2, 28))
    later = read_article(f"{HEAD} on\n\nIt rained.\n\n{passage}", published=date(2007, 5, 1))
    return [match.relation for match in find_matches(article, find_claims(article), [prepare(later)])]


def test_a_plane_that_only_the_titles_name_is_told_from_another_one() -> None:
    claim = "The aircraft will enter service in 2008."
    article = read_article(f"Boeing shows the 787\n\n{claim}", published=date(2005, 1, 29))
    same = read_article(f"Boeing builds the 787\n\n{claim}", published=date(2005, 4, 27))
    other = read_article(f"Airbus flies the A380\n\n{claim}", published=date(2005, 4, 27))
    found = find_matches(article, find_claims(article), [prepare(same), prepare(other)])
    assert [match.relation for match in found] == [Relation.CORROBORATES, Relation.SILENT]


def test_a_passage_that_was_rejected_for_a_claim_is_not_gone_by_for_that_claim_only() -> None:
    article = read_article(f"{EARLIER} It will cut 10,000 jobs at Airbus.", published=date(2007, 2, 28))
    claims, later = find_claims(article), prepare(read_article(LATER, published=date(2007, 5, 1)))
    plain = list(find_matches(article, claims, [later]))
    cut = plain[0]
    part_of_it = Span(cut.passages[0].start + 3, cut.passages[0].start + 4)
    found = list(find_matches(article, claims, [later], {(cut.claim_id, cut.coverage_id): [part_of_it]}))
    assert not any(passage.overlaps(part_of_it) for passage in found[0].passages)
    assert found[1:] == plain[1:]
    assert any(passage.overlaps(part_of_it) for match in found[1:] for passage in match.passages)


def test_a_word_that_stands_for_several_is_told_once() -> None:
    claim = "European Aeronautic Defence and Space Company won the contract."
    found = compare(claim, ["EADS won the contract."]).proposal
    assert [reason.text.count("EADS") for reason in found.reasons] == [1]


def test_where_every_passage_is_rejected_the_coverage_is_silent() -> None:
    article, later = read_article(EARLIER), read_article(LATER)
    claims = find_claims(article)
    everything = {(claim.id, later.id): [Span(0, len(LATER))] for claim in claims}
    assert {match.relation for match in find_matches(article, claims, [prepare(later)], everything)} == {
        Relation.SILENT
    }


def test_only_what_is_missing_is_compared_and_the_answer_is_the_same() -> None:
    article, later = read_article(EARLIER), [read_article(LATER), read_article(f"{LATER} Airbus shares fell.")]
    claims, coverage = find_claims(article), [prepare(one) for one in later]
    due = {(claims[0].id, later[1].id), (claims[1].id, later[0].id)}
    every = list(find_matches(article, claims, coverage))
    found = list(find_matches(article, claims, coverage, pairs=due))
    assert found == [match for match in every if (match.claim_id, match.coverage_id) in due]
    assert list(find_matches(article, claims, coverage, pairs=())) == []


def test_mutilated_articles_are_compared_and_every_mark_stands_in_its_text() -> None:
    articles = [read_article(text) for _, text in mutants(8, longest=600)]
    coverage = [prepare(article) for article in articles[1:]]
    texts = {article.id: article.text for article in articles}
    for match in find_matches(articles[0], find_claims(articles[0]), coverage):
        later = texts[match.coverage_id]
        marks = (*match.reasons, *match.differences)
        spans = (*match.passages, *(s for mark in marks for s in mark.later_spans))
        assert all(s.end <= len(later) for s in spans)
        assert all(s.end <= len(articles[0].text) for mark in marks for s in mark.earlier_spans)
        assert 0 <= match.score <= 1
