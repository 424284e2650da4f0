"""ClaimReview, the form in which fact checks are read by search engines and archives: schema.org's terms as JSON-LD.

One `ClaimReview` for each claim that the desk settled, else for each finding of a reviewer; each claim has its own
`@id`, which stays the same from export to export. schema.org asks for no rating, so a finding that is none of the four
with a number has none: its label and definition are in `reviewBody`. (Google shows only reviews with a rating, and asks
for the `url` of the page on which the check is published: that page does not exist yet, so whoever publishes adds `url`
and `datePublished`.)
Notes stay here: they were written for colleagues.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from claims.evidence import is_anonymous
from claims.filters import NO_FINDING
from claims.model import Review, SourceType
from claims.speakers import find_speakers, people_in
from claims.vocabulary import VERIFICATION, choice
from claims.words import PRONOUNS
from storage.exports.linked import Node, address, dumped, known, name, name_of
from storage.plain import day
from storage.store import DatedReview

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Article, Claim, Evidence, Settlement
    from claims.speakers import Speaker
    from storage.dossier import Dossier

RATINGS: Final = {"verified": 5, "verified_with_correction": 4, "misleading": 3, "false": 1}
"""The findings that have a number, from 1 (worst) to 5 (best)."""

_TYPES: Final = {
    SourceType.NAMED: "Person",
    SourceType.ORGANISATION: "Organization",
    SourceType.MEDIA: "Organization",
}
"""What schema.org calls a source that is somebody."""

_OWN_VOICE: Final = frozenset({SourceType.NONE, SourceType.OUTLET})


def claim_reviews(dossier: Dossier) -> bytes:
    """Return the findings on an article, by claim in reading order, then by reviewer, as one document of JSON-LD."""
    by_claim: dict[str, list[DatedReview]] = {}
    for dated in sorted(dossier.reviews, key=attrgetter("review.reviewer")):
        by_claim.setdefault(dated.review.claim_id, []).append(dated)
    speakers = find_speakers(dossier.article, dossier.standing)
    graph = [
        one for claim in dossier.standing for one in _reviews(claim, dossier, by_claim.get(claim.id, []), speakers)
    ]
    return dumped({"@context": "https://schema.org", "@graph": graph})


def _reviews(
    claim: Claim, dossier: Dossier, reviews: Sequence[DatedReview], speakers: Mapping[str, Speaker]
) -> list[Node]:
    """Return the ClaimReview of what the desk found, else one for each finding."""
    settled = dossier.settled.get(claim.id)
    judged = {settled.sourcing} if settled and settled.sourcing else {dated.review.sourcing for dated in reviews}
    claimed = _claim(claim, dossier.article, _source(claim, dossier.article, judged, speakers))
    if settled:
        return [_settled(settled, claim, claimed, reviews)]
    return [_review(d, claim, claimed) for d in reviews if d.review.verification not in NO_FINDING | {""}]


def _settled(settled: Settlement, claim: Claim, reviewed: Node, reviews: Iterable[DatedReview]) -> Node:
    """Return what the desk found, on the evidence of those who found the same."""
    same = [dated.review for dated in reviews if dated.review.verification == settled.verification]
    evidence = tuple(piece for review in same for piece in review.evidence)
    found = Review(claim.id, settled.by, settled.sourcing, settled.verification, evidence=evidence)
    return _review(DatedReview(found, settled.revision, settled.at), claim, reviewed) | {
        "@id": name("settlement", claim.id)
    }


def _review(dated: DatedReview, claim: Claim, reviewed: Node) -> Node:
    review = dated.review
    return known(
        {
            "@type": "ClaimReview",
            "@id": name("review", claim.id, review.reviewer),
            "claimReviewed": reviewed.get("text"),
            "itemReviewed": reviewed,
            "reviewRating": _rating(review),
            "reviewBody": _body(review),
            "author": {"@type": "Person", "name": review.reviewer},
            "dateModified": day(dated.at.date()),
            "citation": [_cited(piece) for piece in review.evidence if not is_anonymous(piece)],
        }
    )


def _rating(review: Review) -> Node | None:
    if review.verification not in RATINGS:
        return None
    return {
        "@type": "Rating",
        "ratingValue": RATINGS[review.verification],
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": choice(VERIFICATION, review.verification).label,
    }


def _body(review: Review) -> str:
    """Return “Unproven. Not enough evidence either way. As of 2016-12-20.”."""
    finding = choice(VERIFICATION, review.verification)
    as_of = f"As of {day(review.as_of)}." if review.as_of else ""
    return " ".join(filter(None, (f"{finding.label}.", finding.definition, as_of)))


def _cited(piece: Evidence) -> Node:
    """Return what a finding rests on: the work, or the words of it that were quoted."""
    work = known({"@type": "CreativeWork", "name": piece.locator, "url": address(piece.locator)})
    return {"@type": "Quotation", "text": piece.quote, "isPartOf": work} if piece.quote else work


def _claim(claim: Claim, article: Article, author: list[Node]) -> Node:
    return known(
        {
            "@type": "Claim",
            "@id": name("claim", claim.id),
            "text": claim.restated or claim.text(article),
            "author": author[0] if len(author) == 1 else author,
            "appearance": _article(article),
        }
    )


def _source(claim: Claim, article: Article, judged: Iterable[str], speakers: Mapping[str, Speaker]) -> list[Node]:
    """Return whose claim it is, where that is sure: the outlet only for what it asserts, and for nothing it reports.

    Nobody is named to the public on a guess, by a pronoun, or where the sourcing was `judged` otherwise: by the desk,
    or without it by a reviewer.
    """
    said = claim.attribution
    kind = said.source_type if said else SourceType.NONE
    if (said and said.guess) or {*judged} - {"", kind.value}:
        return []
    if kind in _OWN_VOICE:
        return list(filter(None, [_organisation(article.outlet)]))
    if said is None or kind not in _TYPES or not said.source or said.source.lower() in PRONOUNS:
        return []
    who = speakers[claim.id].name
    return [{"@type": _TYPES[kind], "name": one} for one in (people_in(who) if kind is SourceType.NAMED else [who])]


def _article(article: Article) -> Node:
    return known(
        {
            "@type": "Article",
            "@id": name_of(article),
            "url": address(article.url),
            "headline": article.title,
            "datePublished": day(article.published),
            "publisher": _organisation(article.outlet),
        }
    )


def _organisation(called: str) -> Node | None:
    return {"@type": "Organization", "name": called} if called else None
