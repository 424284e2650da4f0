"""Reads what comes back over the wire into the model; a browser may send anything, and RefusedError says so."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from claims.model import Attribution, Evidence, Kind, Manner, Quantity, SourceType, Span, Stance, TimeRef, words
from storage.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.model import Article

MAX_SPANS: Final = 1000
"""How many stretches one act may name: more than the longest article has sentences."""

MAX_DIGITS: Final = 40
"""How long a figure may be, in digits before or after the point: longer ones are no figures of any article."""


@contextmanager
def refused() -> Iterator[None]:
    """Turn whatever goes wrong while something is read into a sentence for the screen."""
    try:
        yield
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        message = "Nothing was saved: something in this form cannot be read. Check its figures and dates."
        raise RefusedError(message) from error


def spans_in(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Return stretches of text, in code points; at most MAX_SPANS."""
    with refused():
        given = tuple(pairs)
        if len(given) > MAX_SPANS:
            raise ValueError(len(given))
        return tuple(Span(int(start), int(end)) for start, end in given)


def place_in(given: Any) -> int:  # noqa: ANN401 - plain JSON
    """Return a place in the text, in code points."""
    with refused():
        return int(given)


def mark_in(act: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str] | None]:
    """Return a field of a review with its new value, and with the one that was on the screen if that is said."""
    with refused():
        field = str(act["field"])
        return {field: _text(act["value"])}, {field: _text(act["was"])} if "was" in act else None


def comment_in(given: object) -> str:
    """Return what somebody says to the others."""
    with refused():
        return _text(given)


def evidence_in(given: Mapping[str, Any]) -> Evidence:
    """Return a piece of evidence."""
    with refused():
        return Evidence(
            id=_text(given["id"]),
            locator=_text(given["locator"]).strip(),
            stance=Stance(given["stance"]),
            primary=bool(given["primary"]),
            quote=_text(given["quote"]).strip(),
            accessed=_day(given["accessed"]),
            copy=_text(given.get("copy", "")),
        )


def pasted_in(given: Mapping[str, Any]) -> tuple[str, bytes]:
    """Return the text that was pasted with a piece of evidence, "" where none was, and the bytes to keep of it."""
    with refused():
        text = _text(given.get("pasted", ""))
        return text, text.encode()


def correction_in(article: Article, field: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - plain JSON
    """Return a field of a claim as the model has it."""
    with refused():
        match field:
            case "kind":
                return {field: Kind(value)}
            case "attribution":
                return {field: None if value is None else _attribution(article, value)}
            case "quantities":
                return {field: tuple(_figure(article, given) for given in _few(value))}
            case "times":
                return {field: tuple(_time(article, given) for given in _few(value))}
            case "restated":
                return {field: " ".join(_text(value).split())}
    message = f"Nothing was saved: “{field}” is not a field that can be corrected."
    raise RefusedError(message)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text_or_none(value: object) -> str | None:
    return None if value in (None, "") else _text(value)


def _few(value: list[Any]) -> list[Any]:
    if len(value) > MAX_SPANS:
        raise ValueError(len(value))
    return value


def _attribution(article: Article, given: Mapping[str, Any]) -> Attribution:
    """Return who says it; a source that somebody typed is looked up in the text, where it may stand word by word."""
    source = _text_or_none(given["source"])
    spans = _within(article, *spans_in(given["source_spans"]))
    if source and not spans:
        source = " ".join(source.split())
        place = article.text.find(source)
        spans = (Span(place, place + len(source)),) if place >= 0 else ()
    return Attribution(
        source=source,
        source_spans=spans if source else (),
        cue=_text_or_none(given["cue"]),
        cue_spans=_within(article, *spans_in(given["cue_spans"])),
        source_type=SourceType(given["source_type"]),
        manner=Manner(given["manner"]),
        guess=bool(given["guess"]),
    )


def _within(article: Article, *spans: Span) -> tuple[Span, ...]:
    """Return stretches of the article; one beyond its end would break every screen that shows it."""
    for span in spans:
        if span.end > len(article.text):
            raise ValueError(span)
    return spans


def _figure(article: Article, given: Mapping[str, Any]) -> Quantity:
    span, text = _place(article, given)
    return Quantity(
        span=span,
        text=text,
        low=_number(given["low"]),
        high=_number(given["high"]),
        unit=_text_or_none(given["unit"]),
        of=_text_or_none(given["of"]),
        approximate=bool(given["approximate"]),
    )


def _number(text: str | None) -> Decimal | None:
    """Return a figure as typed, with or without commas between the thousands."""
    if text is None or not text.strip():
        return None
    number = Decimal(text.replace(",", "").strip())
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS or len(text) > 2 * MAX_DIGITS:
        raise ValueError(text)
    return number


def _time(article: Article, given: Mapping[str, Any]) -> TimeRef:
    return TimeRef(*_place(article, given), _day(given["first"]), _day(given["last"]))


def _place(article: Article, given: Mapping[str, Any]) -> tuple[Span, str]:
    """Return where a figure or date stands and its words, which are those of the text whatever was sent."""
    (span,) = _within(article, Span(*given["span"]))
    text = _text(given["text"])
    return span, text if text.split() == span.of(article.text).split() else words(article.text, (span,))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
