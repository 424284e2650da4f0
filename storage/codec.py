"""Model types to table rows and back, exactly: Decimals and dates as text, enums by value, lists as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from claims.model import (
    Article,
    Aspect,
    Attribution,
    Change,
    Claim,
    Comment,
    Copy,
    Difference,
    Dismissed,
    Evidence,
    Handover,
    Judgement,
    Kind,
    Manner,
    Match,
    Origin,
    Quantity,
    Reason,
    Rejected,
    Relation,
    Review,
    Revision,
    Settlement,
    Sign,
    SourceType,
    Span,
    Stance,
    TimeRef,
)
from storage.errors import RefusedError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

Row: TypeAlias = dict[str, str | int | float | bytes | None]
"""What goes into a table: column name to value."""

Stored: TypeAlias = "sqlite3.Row | dict[str, Any]"
"""What comes out of one; it is looked into by column name only."""


def article_row(article: Article) -> Row:
    """Return the row of `article_info`; the text has a table of its own."""
    return {
        "article_id": article.id,
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "url": article.url,
        "published": _day_out(article.published),
        "body_json": _json([_pair(span) for span in article.body]),
        "chrome_json": _json([_pair(span) for span in article.chrome]),
    }


def article(row: Stored) -> Article:
    """Return the article of a row of `article_now`."""
    return Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        byline=row["byline"],
        outlet=row["outlet"],
        url=row["url"],
        published=_day_in(row["published"]),
        body=_spans(json.loads(row["body_json"])),
        chrome=_spans(json.loads(row["chrome_json"])),
    )


def claim_row(claim: Claim) -> Row:
    """Return the row of `claim_info`."""
    return {
        "claim_id": claim.id,
        "spans_json": _json([_pair(span) for span in claim.spans]),
        "kind": claim.kind.value,
        "attribution_json": None if claim.attribution is None else _json(_attribution_out(claim.attribution)),
        "quantities_json": _json([_quantity_out(quantity) for quantity in claim.quantities]),
        "times_json": _json([_time_out(time) for time in claim.times]),
        "check_worthiness": claim.check_worthiness,
        "signs_json": _json([_sign_out(sign) for sign in claim.signs]),
        "origin": claim.origin.value,
        "parents_json": _json(claim.parents),
        "restated": claim.restated,
        "withdrawn": claim.withdrawn,
    }


def claim(row: Stored) -> Claim:
    """Return the claim of a row of `claim_now`."""
    attribution = row["attribution_json"]
    return Claim(
        id=row["id"],
        article_id=row["article_id"],
        spans=_spans(json.loads(row["spans_json"])),
        kind=Kind(row["kind"]),
        attribution=None if attribution is None else _attribution_in(json.loads(attribution)),
        quantities=tuple(quantity(given) for given in json.loads(row["quantities_json"])),
        times=tuple(time(given) for given in json.loads(row["times_json"])),
        check_worthiness=row["check_worthiness"],
        signs=tuple(_sign_in(given) for given in json.loads(row["signs_json"])),
        origin=Origin(row["origin"]),
        parents=tuple(json.loads(row["parents_json"])),
        restated=row["restated"],
        withdrawn=row["withdrawn"],
    )


def review_row(review: Review) -> Row:
    """Return the row of `review`."""
    return {
        "claim_id": review.claim_id,
        "reviewer": review.reviewer,
        "sourcing": review.sourcing,
        "verification": review.verification,
        "notes": review.notes,
        "confidence": review.confidence,
        "as_of": _day_out(review.as_of),
        "due": _day_out(review.due),
        "evidence_json": _json([_evidence_out(evidence) for evidence in review.evidence]),
    }


def review(row: Stored) -> Review:
    """Return the review of a row of `review` or `review_now`."""
    return Review(
        claim_id=row["claim_id"],
        reviewer=row["reviewer"],
        sourcing=row["sourcing"],
        verification=row["verification"],
        notes=row["notes"],
        confidence=row["confidence"],
        as_of=_day_in(row["as_of"]),
        due=_day_in(row["due"]),
        evidence=tuple(evidence(given) for given in json.loads(row["evidence_json"])),
    )


def dismissed(row: Stored) -> Dismissed:
    """Return the stretch of a row of `dismissal` or `dismissal_now`."""
    return Dismissed(passage(row), row["reason"])


def dismissal_row(article_id: str, dismissed: Dismissed) -> Row:
    """Return the row of `dismissal`."""
    span = dismissed.span
    return {"article_id": article_id, "start_at": span.start, "end_at": span.end, "reason": dismissed.reason}


def match_row(match: Match) -> Row:
    """Return the row of `proposal`, but for what it goes by and when it was made."""
    return {
        "claim_id": match.claim_id,
        "coverage_id": match.coverage_id,
        "relation": match.relation.value,
        "score": match.score,
        "passages_json": _json([_pair(span) for span in match.passages]),
        "reasons_json": _json([_reason_out(reason) for reason in match.reasons]),
        "differences_json": _json([_difference_out(difference) for difference in match.differences]),
    }


def match(row: Stored) -> Match:
    """Return the match of a row of `proposal`."""
    return Match(
        claim_id=row["claim_id"],
        coverage_id=row["coverage_id"],
        passages=_spans(json.loads(row["passages_json"])),
        score=row["score"],
        relation=Relation(row["relation"]),
        reasons=tuple(_reason_in(given) for given in json.loads(row["reasons_json"])),
        differences=tuple(_difference_in(given) for given in json.loads(row["differences_json"])),
    )


def judgement(row: Stored) -> Judgement:
    """Return the judgement of a row of `judgement_now`."""
    return Judgement(
        claim_id=row["claim_id"],
        coverage_id=row["coverage_id"],
        relation=row["relation"],
        by=row["reviewer"],
        at=moment(row["judged_at_utc"]),
        notes=row["notes"],
        proposed=row["proposed"],
    )


def rejected(row: Stored) -> Rejected:
    """Return the passage of a row of `rejection_now`."""
    at = moment(row["rejected_at_utc"])
    return Rejected(row["claim_id"], row["coverage_id"], passage(row), row["rejected_by"], at)


def settlement(row: Stored) -> Settlement:
    """Return what the desk found, of a row of `settlement_now`."""
    return Settlement(
        claim_id=row["claim_id"],
        verification=row["verification"],
        sourcing=row["sourcing"],
        reason=row["reason"],
        by=row["settled_by"],
        at=moment(row["settled_at_utc"]),
        revision=row["revision"],
        is_reopened=bool(row["is_reopened"]),
    )


def comment(row: Stored) -> Comment:
    """Return the comment of a row of `comment_now`."""
    said = row["comment_id"], row["claim_id"], row["reviewer"]
    return Comment(*said, moment(row["said_at_utc"]), row["text"], row["said"])


def handover(row: Stored) -> Handover:
    """Return the hand-over of a row of `handover` or `handover_now`."""
    return Handover(row["claim_id"], row["assigned_to"], _day_in(row["finish_by"]), row["waiting_for"])


def handover_row(handover: Handover) -> Row:
    """Return the row of `handover`."""
    return {
        "claim_id": handover.claim_id,
        "assigned_to": handover.assigned_to,
        "finish_by": _day_out(handover.finish_by),
        "waiting_for": handover.waiting_for,
    }


def passage(row: Stored) -> Span:
    """Return the stretch that a row of `rejection` or `dismissal` is about."""
    return Span(row["start_at"], row["end_at"])


def copy_row(copy: Copy) -> Row:
    """Return the row of `copy`."""
    return asdict(copy)


def copy(row: Stored) -> Copy:
    """Return the stored copy of a row of `copy`."""
    return Copy(row["sha256"], row["name"], row["media_type"], row["content"], row["text"])


def revision(row: Stored, changes: tuple[Change, ...]) -> Revision:
    """Return the revision of a row of `revision`, with what it changed."""
    at = moment(row["at_utc"])
    return Revision(row["number"], at, row["by"], row["action"], row["article_id"], row["claim_id"], changes)


def moment(text: str) -> datetime:
    """Return a stored moment, in UTC."""
    return datetime.fromisoformat(text)


def stored(at: datetime) -> str:
    """Return a moment as it is stored: 2017-01-03T09:30:00.000000+00:00."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def day(value: date | str | None) -> date | None:
    """Return the day meant by a field of a form: `2016-12-13`, or nothing. Raises RefusedError."""
    if not isinstance(value, str):
        return value
    try:
        return _day_in(value.strip() or None)
    except ValueError as error:
        message = f"“{value}” is not a date; write it as 2016-12-13."
        raise RefusedError(message) from error


def review_fields(given: Mapping[str, str]) -> dict[str, Any]:
    """Return fields of a review as the model has them: days as dates. Raises RefusedError."""
    return {name: day(value) if name in ("as_of", "due") else value for name, value in given.items()}


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 by which a stored copy is known."""
    return sha256(content).hexdigest()


def decoded(cells: Iterable[str | None]) -> list[Any]:
    """Return what the cells of a column of JSON hold, None where one is empty; in one go, as calls take longest."""
    found: list[Any] = json.loads(f"[{','.join([cell or 'null' for cell in cells])}]")
    return found


def refuse_unstorable(row: Row) -> None:
    """Raise RefusedError for text that would not come back whole in every program that reads the file."""
    for name, value in row.items():
        if not isinstance(value, str):
            continue
        if "\0" in value:
            message = f"Nothing was saved: the {_plain(name)} holds a NUL character. Remove it, then save again."
            raise RefusedError(message)
        try:
            value.encode()
        except UnicodeEncodeError as error:
            message = (
                f"Nothing was saved: character {error.start + 1} of the {_plain(name)} is half of an emoji or of "
                "another rare character. Remove it, then save again."
            )
            raise RefusedError(message) from error


def _plain(column: str) -> str:
    """Return a column's name as a person would say it."""
    return column.removesuffix("_json").replace("_", " ")


def shown(value: object) -> str:
    """Return a value for the log; what is not known is blank."""
    return "" if value is None else str(value)


def _json(value: object) -> str:
    """Return JSON with its letters as they are: people read these columns in Datasette."""
    return json.dumps(value, ensure_ascii=False)


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _day_out(value: date | None) -> str | None:
    """Drop the hour of a `datetime`, which Python counts as a `date`: it would not be read back."""
    return None if value is None else date(value.year, value.month, value.day).isoformat()


def _day_in(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _decimal_out(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def decimal(text: str | None) -> Decimal | None:
    """Return a figure of an entry of a list in JSON."""
    return None if text is None else Decimal(text)


def _attribution_out(attribution: Attribution) -> dict[str, object]:
    return {
        "source": attribution.source,
        "source_spans": [_pair(span) for span in attribution.source_spans],
        "cue": attribution.cue,
        "cue_spans": [_pair(span) for span in attribution.cue_spans],
        "source_type": attribution.source_type.value,
        "manner": attribution.manner.value,
        "guess": attribution.guess,
    }


def _attribution_in(given: dict[str, Any]) -> Attribution:
    return Attribution(
        source=given["source"],
        source_spans=_spans(given["source_spans"]),
        cue=given["cue"],
        cue_spans=_spans(given["cue_spans"]),
        source_type=SourceType(given["source_type"]),
        manner=Manner(given["manner"]),
        guess=given["guess"],
    )


def _quantity_out(quantity: Quantity) -> dict[str, object]:
    return {
        "span": _pair(quantity.span),
        "text": quantity.text,
        "low": _decimal_out(quantity.low),
        "high": _decimal_out(quantity.high),
        "unit": quantity.unit,
        "of": quantity.of,
        "approximate": quantity.approximate,
    }


def quantity(given: dict[str, Any]) -> Quantity:
    """Return the figure of an entry of a list in JSON."""
    return Quantity(
        span=Span(*given["span"]),
        text=given["text"],
        low=decimal(given["low"]),
        high=decimal(given["high"]),
        unit=given["unit"],
        of=given["of"],
        approximate=given["approximate"],
    )


def _evidence_out(evidence: Evidence) -> dict[str, object]:
    return asdict(evidence) | {"stance": evidence.stance.value, "accessed": _day_out(evidence.accessed)}


def evidence(given: dict[str, Any]) -> Evidence:
    """Return the piece of evidence of an entry of a list in JSON."""
    return Evidence(**given | {"stance": Stance(given["stance"]), "accessed": _day_in(given["accessed"])})


def _reason_out(reason: Reason) -> dict[str, object]:
    return {
        "text": reason.text,
        "earlier_spans": [_pair(span) for span in reason.earlier_spans],
        "later_spans": [_pair(span) for span in reason.later_spans],
    }


def _reason_in(given: dict[str, Any]) -> Reason:
    return Reason(given["text"], _spans(given["earlier_spans"]), _spans(given["later_spans"]))


def _difference_out(difference: Difference) -> dict[str, object]:
    return {
        "aspect": difference.aspect.value,
        "earlier": difference.earlier,
        "later": difference.later,
        "earlier_spans": [_pair(span) for span in difference.earlier_spans],
        "later_spans": [_pair(span) for span in difference.later_spans],
    }


def _difference_in(given: dict[str, Any]) -> Difference:
    return Difference(
        aspect=Aspect(given["aspect"]),
        earlier=given["earlier"],
        later=given["later"],
        earlier_spans=_spans(given["earlier_spans"]),
        later_spans=_spans(given["later_spans"]),
    )


def _sign_out(sign: Sign) -> dict[str, object]:
    return {"name": sign.name, "weight": sign.weight, "spans": [_pair(span) for span in sign.spans]}


def _sign_in(given: dict[str, Any]) -> Sign:
    return Sign(given["name"], given["weight"], _spans(given["spans"]))


def _time_out(time: TimeRef) -> dict[str, object]:
    return {
        "span": _pair(time.span),
        "text": time.text,
        "first": _day_out(time.first),
        "last": _day_out(time.last),
    }


def time(given: dict[str, Any]) -> TimeRef:
    """Return the date of an entry of a list in JSON."""
    return TimeRef(Span(*given["span"]), given["text"], _day_in(given["first"]), _day_in(given["last"]))
