"""What goes over the wire to the reader: plain JSON data, offsets in code points. No Streamlit here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.vocabulary import KINDS, MANNERS, SOURCE_TYPES, SOURCING, VERIFICATION, choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from claims.model import Article, Attribution, Claim, Quantity, Review, Span, TimeRef
    from claims.vocabulary import Choice

UNKNOWN_STATUS = -1
"""Stands for a finding that is no longer on the desk's list."""


def article_data(article: Article, claims: Sequence[Claim]) -> dict[str, object]:
    """Return what the reader draws once: it must not change while a reviewer works, so no findings are in it."""
    return {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "about": _about(article),
        "body": _pairs(article.body),
        "chrome": _pairs(article.chrome),
        "claims": [{"id": claim.id, "spans": _pairs(claim.spans)} for claim in claims],
        "choices": [{"key": entry.key, "label": entry.label, "symbol": entry.symbol} for entry in VERIFICATION],
    }


def _about(article: Article) -> str:
    """Return the outlet, and whatever else is known of the article that its text does not say."""
    day = article.published.isoformat() if article.published else ""
    unsaid = [fact for fact in (article.title, article.byline, day) if fact not in article.text]
    return " · ".join(filter(None, [article.outlet, *unsaid]))


def claim_data(article: Article, claim: Claim, review: Review) -> dict[str, object]:
    """Return one claim's words and what was found in it, each finding with its place in the text."""
    return {
        "id": claim.id,
        "words": claim.text(article),
        "findings": list(_findings(claim)),
        "reviewer": review.reviewer,
        "notes": review.notes,
    }


def fields(claim: Claim, review: Review) -> list[dict[str, object]]:
    """Return what the reviewer decides of a claim, each field with its choices and their definitions."""
    shown = choice(SOURCE_TYPES, claim.attribution.source_type if claim.attribution else "none")
    proposal = {"proposed": shown.key, "proposal": f"The article shows: {shown.label}. {shown.definition}"}
    return [
        _field("Verification", VERIFICATION, review.verification) | {"required": True},
        _field("Sourcing", SOURCING, review.sourcing) | proposal,
    ]


def _field(label: str, choices: tuple[Choice, ...], chosen: str) -> dict[str, object]:
    # A finding of an older list is shown too, at the end.
    older = () if not chosen or chosen in {entry.key for entry in choices} else (choice(choices, chosen),)
    listed = [entry._asdict() for entry in choices + older]
    return {"name": label.lower(), "label": label, "value": chosen, "choices": listed}


def state(article: Article, claims: Sequence[Claim], reviews: Iterable[Review], at: int) -> dict[str, object]:
    """Return where the reviewer stands: which claim is open, and each claim's finding, as its place in the list."""
    by_claim = {review.claim_id: review for review in reviews}
    places = {entry.key: place for place, entry in enumerate(VERIFICATION)}
    found = [by_claim.get(claim.id) for claim in claims]
    return {
        "article": article.id,
        "at": at,
        "checked": sum(map(is_checked, found)),
        "statuses": [places.get(review.verification, UNKNOWN_STATUS) if review else 0 for review in found],
    }


def is_checked(review: Review | None) -> bool:
    """Say whether there is a finding."""
    return review is not None and review.verification != "unchecked"


def _findings(claim: Claim) -> Iterator[dict[str, object]]:
    kind = choice(KINDS, claim.kind)
    yield _finding("Kind", kind.label, kind.definition)
    yield from _sourced(claim.attribution) if claim.attribution else _own_voice()
    yield from (_finding("Figure", figure.text, _reading(figure), [figure.span]) for figure in claim.quantities)
    yield from (_finding("Date", time.text, _days(time), [time.span]) for time in claim.times)
    yield _finding("Worth", f"{claim.check_worthiness:.0%}", "How much it deserves a check: a first guess.")


def _own_voice() -> Iterator[dict[str, object]]:
    none = choice(SOURCE_TYPES, "none")
    yield _finding("Says it", "The article itself", f"{none.label}. {none.definition}")


def _sourced(said: Attribution) -> Iterator[dict[str, object]]:
    shown, manner = choice(SOURCE_TYPES, said.source_type), choice(MANNERS, said.manner)
    guess = " A guess." if said.guess else ""
    yield _finding(
        "Says it", said.source or "Nobody is given", f"{shown.label}. {shown.definition}{guess}", said.source_spans
    )
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
