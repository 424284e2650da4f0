"""What rules and tagger settle on: who says it, in whose words, and what is stated at all."""

from __future__ import annotations

import pytest

from claims import reading
from claims.article import read_article, sample_text
from claims.model import Claim, Kind, Manner, SourceType
from claims.split import find_claims


def _claims(text: str) -> list[Claim]:
    return find_claims(read_article(text))


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work as on a computer on which the tagger cannot run."""
    monkeypatch.setattr(reading, "available", lambda: False)


@pytest.mark.parametrize(
    ("text", "source", "kind", "manner"),
    [
        ("The mayor of Lyon said the bridge had been closed in May.", "The mayor of Lyon", "unnamed", "indirect"),
        ("It is believed that 38 people are being held.", None, "bare", "indirect"),
        ("Forty people were hurt, according to police.", "police", "unnamed", "indirect"),
        ("“We lost 40 boats in the storm,” Jane Smith said.", "Jane Smith", "named", "direct"),
    ],
)
def test_a_source_is_given_with_its_type_and_manner(text: str, source: str | None, kind: str, manner: str) -> None:
    said = _claims(text)[0].attribution
    assert said is not None
    assert (said.source, said.source_type, said.manner) == (source, SourceType(kind), Manner(manner))


def test_beside_a_quotation_what_stands_without_marks_is_in_the_articles_words() -> None:
    claims = _claims("Ann Lee said it was unclear whether the virus had spread but warned that “this is a risk.”")
    assert [c.attribution and c.attribution.manner for c in claims] == [Manner.INDIRECT, Manner.DIRECT]


def test_a_place_in_it_does_not_make_a_source_a_named_one() -> None:
    text = "Agents are visiting the families of defectors, according to sources inside North Korea."
    said = _claims(text)[0].attribution
    assert said is not None
    assert said.source_type is SourceType.UNNAMED


def test_what_is_not_stated_as_a_fact_is_an_opinion() -> None:
    assert [claim.kind for claim in _claims("He should resign.")] in ([Kind.OPINION], [Kind.PREDICTION])
    assert [claim.kind for claim in _claims("The plan is ridiculous.")] == [Kind.OPINION]


@pytest.mark.parametrize(
    "text",
    [
        "The bank will spend the $20 million over the next five years.",
        "It will be the first time that Lee has seen the mill.",
        "The pictures will be at the museum in Lyon.",
    ],
)
def test_what_is_arranged_is_no_prediction(text: str) -> None:
    assert [claim.kind for claim in _claims(text)] in ([Kind.EVENT], [Kind.QUANTITY])


def test_what_cannot_be_cut_from_its_cue_is_still_its_sources() -> None:
    (claim,) = _claims("An exclusive report by Breitbart News gives readers a peak inside how a leak is done.")
    assert claim.attribution is not None
    assert claim.attribution.source_type is SourceType.MEDIA


@pytest.mark.usefixtures("rules_alone")
def test_without_the_tagger_the_rules_stand_alone() -> None:
    claims = _claims(sample_text())
    orders = next(claim for claim in claims if claim.attribution and claim.attribution.source == "Daily NK")
    assert orders.attribution is not None
    assert orders.attribution.source_type is SourceType.OUTLET


def test_hearsay_holds_for_what_happened_when_it_did() -> None:
    article = read_article("The army reportedly shelled the town when rebels entered it.")
    (claim,) = find_claims(article)
    assert claim.text(article) == "The army reportedly shelled the town when rebels entered it"
    assert claim.attribution is not None
    assert claim.attribution.source_type == "bare"


def test_words_between_marks_stay_the_speakers_whatever_is_stated_in_them() -> None:
    article = read_article(
        '"Six shells hit the area near the police posts. Fifteen shells fell near the river", said KCNA.'
    )
    claims = find_claims(article)
    assert len(claims) == 2
    assert {claim.attribution.manner for claim in claims if claim.attribution} == {"direct"}
