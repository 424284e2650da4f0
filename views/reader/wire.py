"""What goes over the wire to the reader: plain JSON data, offsets in code points. No Streamlit here."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from claims.mentions import parts
from claims.model import Review
from claims.stretches import cover
from claims.vocabulary import (
    CONFIDENCE,
    DISMISSALS,
    KINDS,
    MANNERS,
    SOURCE_TYPES,
    SOURCING,
    STANCES,
    VERIFICATION,
    WORKFLOW,
    choice,
)
from claims.worth import because
from storage.plain import day
from views.reader.copies import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from claims.model import Article, Attribution, Claim, Comment, Dismissed, Evidence, Quantity, Span, Talk, TimeRef
    from claims.vocabulary import Choice

NONE_YET = Review("", "").verification
"""Of a claim on which there is no finding."""

UNKNOWN_STATUS = -1
"""Stands for a finding that is no longer on the desk's list."""


def article_data(  # noqa: PLR0913, PLR0917 - all that is known
    article: Article,
    claims: Sequence[Claim],
    reviews: Sequence[Review] = (),
    dismissed: Sequence[Dismissed] = (),
    who: str = "",
    file: Path | None = None,
    talks: Mapping[str, Talk] | None = None,
    people: Collection[str] = (),
) -> dict[str, object]:
    """Return all that the reader and the panel show, so that the way from claim to claim needs no server.

    It is sent once, when the page opens; `review_data` of the claim in hand and `state` follow with every change.
    `file` is where the copies of sources are, `people` are the names that a comment can mention.
    """
    said = said_of(reviews)
    return {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "about": _about(article),
        "body": _pairs(article.body),
        "chrome": _pairs(article.chrome),
        "claims": [_claim_data(claim, article) | inherited(claim, said, file) for claim in claims],
        "stretches": [
            [stretch.span.start, stretch.span.end, stretch.state.value]
            for stretch in cover(article, claims, [one.span for one in dismissed])
        ],
        "dismissed": [[one.span.start, one.span.end, one.reason] for one in dismissed],
        "fields": [
            _field("Verification", VERIFICATION, "unchecked"),
            _field("Sourcing", SOURCING, ""),
            _field("Confidence", CONFIDENCE, ""),
        ],
        "lists": {
            "kind": _listed(KINDS),
            "source_type": _listed(SOURCE_TYPES),
            "manner": _listed(MANNERS),
            "stance": _listed(STANCES),
            "reason": _listed(DISMISSALS),
            "workflow": _listed(WORKFLOW),
        },
        "reviewer": who,
        "people": [name for name in people if name != who],
        "talks": {claim_id: talk_data(talk, people, who) for claim_id, talk in (talks or {}).items()},
        "reviews": {review.claim_id: review_data(review, file) for review in reviews},
    }


def _about(article: Article) -> str:
    """Return the outlet, and whatever else is known of the article that its text does not say."""
    day = article.published.isoformat() if article.published else ""
    unsaid = [fact for fact in (article.title, article.byline, day) if fact not in article.text]
    return " · ".join(filter(None, [article.outlet, *unsaid]))


def _claim_data(claim: Claim, article: Article) -> dict[str, object]:
    """Return one claim and what was found in it, each finding with its place in the text."""
    shown = choice(SOURCE_TYPES, claim.attribution.source_type if claim.attribution else "none")
    return {
        "id": claim.id,
        "spans": _pairs(claim.spans),
        "findings": list(_findings(claim, article.text)),
        "proposals": {"sourcing": [shown.key, f"The article shows: {shown.label}. {shown.definition}"]},
        "worth": round(claim.check_worthiness, 4),
        "found": {
            "kind": claim.kind.value,
            "attribution": _attribution_out(claim.attribution),
            "quantities": [_figure_out(figure) for figure in claim.quantities],
            "times": [_time_out(time) for time in claim.times],
            "restated": claim.restated,
        },
    }


def said_of(reviews: Iterable[Review]) -> dict[str, Review]:
    """Return what one reviewer has said of each claim; blank reviews are left out."""
    return {review.claim_id: review for review in reviews if review != Review(review.claim_id, review.reviewer)}


def inherited(claim: Claim, said: Mapping[str, Review], file: Path | None = None) -> dict[str, object]:
    """Return what the reviewer `said_of` the claim that this one was made from, if nothing is said of this one yet."""
    parent = next((said[parent] for parent in claim.parents if parent in said), None)
    return {"inherited": review_data(parent, file) if parent and claim.id not in said else None}


def review_data(review: Review, file: Path | None = None) -> dict[str, Any]:
    """Return what one reviewer says of one claim; what is quoted is looked up in the copies that `file` holds."""
    return {
        "verification": review.verification,
        "sourcing": review.sourcing,
        "confidence": review.confidence,
        "as_of": day(review.as_of),
        "due": day(review.due),
        "notes": review.notes,
        "evidence": [evidence_out(one, file) for one in review.evidence],
    }


def talk_data(talk: Talk, people: Collection[str], who: str) -> dict[str, Any]:
    """Return what people say to one another of a claim, who is to work on it, and how far it has come."""
    handover = talk.handover
    return {
        "comments": [_comment(comment, people, who) for comment in talk.comments],
        "assigned_to": handover.assigned_to,
        "finish_by": day(handover.finish_by),
        "waiting_for": handover.waiting_for,
        "workflow": talk.workflow.value,
    }


def _comment(comment: Comment, people: Collection[str], who: str) -> dict[str, object]:
    """Return a comment in runs, each with whom it names: nobody, somebody, or the reader."""
    runs = [
        [part.text, "you" if who in part.people else "somebody" if part.people else ""]
        for part in parts(comment.text, {*people, who})
    ]
    return {"by": comment.by, "at": comment.at.isoformat(), "text": comment.text, "runs": runs}


def evidence_out(evidence: Evidence, file: Path | None = None) -> dict[str, Any]:
    """Return a piece of evidence, and whether its passage stands in its copy."""
    plain = {"stance": evidence.stance.value, "accessed": day(evidence.accessed)}
    return asdict(evidence) | plain | (quoted(file, evidence) if file else {"found": None, "damaged": False})


def _attribution_out(said: Attribution | None) -> dict[str, Any] | None:
    if said is None:
        return None
    spans = {"source_spans": _pairs(said.source_spans), "cue_spans": _pairs(said.cue_spans)}
    kinds = {"source_type": said.source_type.value, "manner": said.manner.value, "guess": said.guess}
    return {"source": said.source, "cue": said.cue} | spans | kinds


def _figure_out(figure: Quantity) -> dict[str, Any]:
    ends = {
        name: None if value is None else f"{value:f}" for name, value in (("low", figure.low), ("high", figure.high))
    }
    about = {"unit": figure.unit, "of": figure.of, "approximate": figure.approximate}
    return {"span": [figure.span.start, figure.span.end], "text": figure.text} | ends | about


def _time_out(time: TimeRef) -> dict[str, Any]:
    days = {"first": day(time.first), "last": day(time.last)}
    return {"span": [time.span.start, time.span.end], "text": time.text} | days


def _listed(choices: Iterable[Choice]) -> list[dict[str, str]]:
    return [entry._asdict() for entry in choices]


def _field(label: str, choices: tuple[Choice, ...], default: str) -> dict[str, object]:
    """Return something that is decided of a claim; what has a default cannot be left open."""
    return {"name": label.lower(), "label": label, "default": default, "choices": _listed(choices)}


def state(article: Article, claims: Sequence[Claim], found: Mapping[str, str], at: int) -> dict[str, object]:
    """Return where the reviewer stands: which claim is open, and each claim's finding, as its place in the list.

    `found` has the reviewer's verification of each claim on which there is a review.
    """
    places = {entry.key: place for place, entry in enumerate(VERIFICATION)}
    findings = [found.get(claim.id, NONE_YET) for claim in claims]
    return {
        "article": article.id,
        "at": at,
        "checked": sum(finding != NONE_YET for finding in findings),
        "statuses": [places.get(finding, UNKNOWN_STATUS) for finding in findings],
    }


def _findings(claim: Claim, text: str) -> Iterator[dict[str, object]]:
    kind = choice(KINDS, claim.kind)
    yield _finding("Kind", kind.label, kind.definition)
    yield from _sourced(claim.attribution) if claim.attribution else _own_voice()
    yield from (_finding("Figure", figure.text, _reading(figure), [figure.span]) for figure in claim.quantities)
    yield from (_finding("Date", time.text, _days(time), [time.span]) for time in claim.times)
    told = [span for sign in claim.signs for span in sign.spans]
    yield _finding("Worth", f"{claim.check_worthiness:.0%}", because(text, claim.signs), told)


def _own_voice() -> Iterator[dict[str, object]]:
    none = choice(SOURCE_TYPES, "none")
    yield _finding("Says it", "The article itself", f"{none.label}. {none.definition}")


def _sourced(said: Attribution) -> Iterator[dict[str, object]]:
    shown, manner = choice(SOURCE_TYPES, said.source_type), choice(MANNERS, said.manner)
    label, doubt = ("Says it?", " A guess: a quotation seems to run on.") if said.guess else ("Says it", "")
    note = f"{shown.label}. {shown.definition}{doubt}"
    yield _finding(label, said.source or "Nobody is given", note, said.source_spans)
    if said.cue:
        yield _finding("Cue", said.cue, "", said.cue_spans)
    yield _finding("Manner", manner.label, manner.definition)


def _finding(label: str, value: str, note: str, spans: Iterable[Span] = ()) -> dict[str, object]:
    return {"label": label, "value": value, "note": note, "spans": _pairs(spans)}


def _reading(figure: Quantity) -> str:
    """Return a figure as the workbench read it: "about 600 USD", "30,000 defectors", "10-20 %"."""
    ends = (figure.low,) if figure.value is not None else (figure.low, figure.high)
    about = "about" if figure.approximate else ""
    return " ".join(filter(None, [about, "–".join(map(_number, ends)), figure.unit, figure.of]))


def _number(value: Decimal | None) -> str:
    return "…" if value is None else f"{value:,f}"


def _days(time: TimeRef) -> str:
    if time.first is time.last is None:
        return "Which day is not known."
    ends = [day.isoformat() if day else "…" for day in (time.first, time.last)]
    return ends[0] if ends[0] == ends[1] else " – ".join(ends)


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
