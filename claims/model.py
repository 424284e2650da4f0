"""The types that the whole project speaks in: articles, claims, what was found in them, what people say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from decimal import Decimal

MAX_WORD = 40
"""How much of a word is looked at on each side of a hyphen, in characters."""

_BROKEN = re.compile(r"[-‐](?<=[^\W\d_][-‐])[^\S\n\r]*[\n\r]\s*(?=[^\W\d_A-Z])")
"""A hyphen at the end of a line, and what lies between it and the rest of the word.

It begins with what is rare: what stands before a hyphen is only looked at where there is one.
"""


class WorkbenchError(Exception):
    """Something went wrong that a person can do something about; `str()` of it is the sentence for the screen."""


class TextError(WorkbenchError):
    """A text that cannot be taken as an article: empty, too long, or not text at all."""


class ShapeError(WorkbenchError):
    """Bounds that no claim can have: outside the article, empty, or too many."""


class Kind(StrEnum):
    """What a claim asserts, after AVeriTeC and Full Fact."""

    EVENT = "event"
    QUANTITY = "quantity"
    POSITION = "position"
    CAUSE = "cause"
    RULE = "rule"
    PREDICTION = "prediction"
    OPINION = "opinion"


class SourceType(StrEnum):
    """What the article shows of who says it."""

    NAMED = "named"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    MEDIA = "media"
    UNNAMED = "unnamed"
    BARE = "bare"
    NONE = "none"


class Manner(StrEnum):
    """Whose words they are: the source's (direct, marks or not) or the article's (indirect)."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Origin(StrEnum):
    """Who drew the bounds of a claim."""

    SPLITTER = "splitter"
    PERSON = "person"


class Relation(StrEnum):
    """What later coverage makes of a claim; the machine proposes one, a person may also be unsure."""

    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    REPORTS = "reports"
    SILENT = "silent"


class Aspect(StrEnum):
    """In what a claim and a later passage differ."""

    NUMBER = "number"
    TIME = "time"
    PLACE = "place"
    SPEAKER = "speaker"
    CERTAINTY = "certainty"
    WORDING = "wording"


class Clash(StrEnum):
    """In what two places of one article do not fit each other."""

    HEADLINE = "headline"
    TOTAL = "total"
    SHARE = "share"
    CHANGE = "change"
    CONVERSION = "conversion"
    WEEKDAY = "weekday"
    AGE = "age"
    DURATION = "duration"
    FIGURE = "figure"
    SOURCES = "sources"
    TREND = "trend"


class Stance(StrEnum):
    """What a piece of evidence does to the claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    NEITHER = "neither"


class Standing(StrEnum):
    """How a stretch of an article is accounted for."""

    CLAIM = "claim"
    DISMISSED = "dismissed"
    OPEN = "open"


class Workflow(StrEnum):
    """How far a claim has come: read off what people found and set (see `workflow`)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_SOURCE = "waiting_for_source"
    NEEDS_SECOND_REVIEWER = "needs_second_reviewer"
    DISAGREEMENT = "disagreement"
    DONE = "done"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of `Article.text`, in `str` offsets (code points)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a stretch that holds nothing: every span can be shown."""
        if not 0 <= self.start < self.end:
            message = f"not a stretch of text: {self.start}-{self.end}"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """Return the words of the stretch."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether `other` lies within this stretch."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


def words(text: str, spans: Iterable[Span]) -> str:
    """Return the words of several stretches of `text`, with an ellipsis where something lies between.

    A word that was hyphenated over a line break is whole.
    """
    return joined(text, (span.of(text) for span in spans))


def joined(text: str, stretches: Iterable[str]) -> str:
    """Return stretches of `text` as `words` does."""
    return " … ".join(
        [
            " ".join((_mended(stretch, text) if "\n" in stretch or "\r" in stretch else stretch).split())
            for stretch in stretches
        ]
    )


def _mended(stretch: str, text: str) -> str:
    return _BROKEN.sub(lambda found: hyphen(found, text), stretch)


def hyphen(broken: re.Match[str], text: str) -> str:
    """Return the hyphen at which a word was broken where `text` writes the word with one elsewhere, else nothing.

    "high-|ranking" keeps its hyphen if there is a "high-ranking" in the middle of a line; "gov-|ernment" has none.
    """
    before = re.search(r"\w+$", broken.string[max(0, broken.start() - MAX_WORD) : broken.start()])
    after = re.match(r"\w+", broken.string[broken.end() : broken.end() + MAX_WORD])
    return "-" if before and after and f"{before.group()}-{after.group()}" in text else ""


@dataclass(frozen=True, slots=True)
class Article:
    """A text exactly as it was given, and what is known of it. Body and chrome are stretches of the text."""

    id: str
    text: str
    title: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    body: tuple[Span, ...] = ()
    chrome: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it. `source` is None where nobody is given ("it is believed"); `guess` marks a likely reading."""

    source: str | None
    source_spans: tuple[Span, ...]
    cue: str | None
    cue_spans: tuple[Span, ...]
    source_type: SourceType
    manner: Manner
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of the text. One figure has `low == high`; a range has two; an open end is None."""

    span: Span
    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    of: str | None = None
    approximate: bool = False

    @property
    def value(self) -> Decimal | None:
        """The figure itself where there is one, None for a range."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A date or period of the text; both days are included, None is open or unresolved."""

    span: Span
    text: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for checking a claim or, with a weight (in log-odds) below zero, against it, and its words.

    A sign of the claim as a whole ("short", "question") has no spans.
    """

    name: str
    weight: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of an article, in one or several stretches in reading order.

    `restated` says it so that it stands alone; `withdrawn` is why it is a claim no longer ("" while it is one): a key
    of `vocabulary.DISMISSALS` or `vocabulary.REPLACED`.
    """

    id: str
    article_id: str
    spans: tuple[Span, ...]
    kind: Kind
    attribution: Attribution | None = None
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeRef, ...] = ()
    check_worthiness: float = 0.0
    signs: tuple[Sign, ...] = ()
    origin: Origin = Origin.SPLITTER
    parents: tuple[str, ...] = ()
    restated: str = ""
    withdrawn: str = ""

    def text(self, article: Article) -> str:
        """Return the claim's words, verbatim but for white space, gaps shown by an ellipsis."""
        return words(article.text, self.spans)


Pair: TypeAlias = tuple[str, str]
"""A claim and a later article, by their ids."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim says and a later passage says otherwise, each with its words and where they stand in its own text.

    A side that says nothing of it ("police said" was dropped) has "" and no spans.
    """

    aspect: Aspect
    earlier: str
    later: str
    earlier_spans: tuple[Span, ...] = ()
    later_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Two places of one article that do not fit each other: for people in `text`, and in `sum` what was reckoned.

    Spans lie in `Article.text`: what stands there, and what it does not fit. A headline that is not in the text has
    none. `claim_ids` are the claims that have a part in it, in reading order.
    """

    kind: Clash
    text: str
    sum: str
    spans: tuple[Span, ...]
    other_spans: tuple[Span, ...]
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a relation is proposed, as a sentence for the screen, and the words that it goes by in both texts."""

    text: str
    earlier_spans: tuple[Span, ...] = ()
    later_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What the machine proposes for a claim and one later article; what a person decided is a `Judgement`.

    `passages` are sentences of the coverage, the one that the proposal goes by first (or the nearest, where it is
    silent); `score`, from 0 to 1, is how near that is to the claim. Spans called later lie in the coverage's text,
    those called earlier in the claim's.
    """

    claim_id: str
    coverage_id: str
    passages: tuple[Span, ...]
    score: float
    relation: Relation
    reasons: tuple[Reason, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided on a claim and one later article, when (UTC): a key of `vocabulary.RELATIONS`.

    `relation` is "" where there are only notes so far; `proposed` is what the machine proposed when it was decided.
    """

    claim_id: str
    coverage_id: str
    relation: str
    by: str
    at: datetime
    notes: str = ""
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A passage of a later article that is not about a claim: who said so, for everybody, and when (UTC)."""

    claim_id: str
    coverage_id: str
    span: Span
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A stretch of the body in which nothing is to be checked, and why: a key of `vocabulary.DISMISSALS`."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a reviewer goes by: where it is (a URL, a document and page, a person and date) and what it says.

    `copy` is the SHA-256 of the stored copy, "" where there is none.
    """

    id: str
    locator: str
    stance: Stance = Stance.NEITHER
    primary: bool = False
    quote: str = ""
    accessed: date | None = None
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A source as it was when it was looked at. `text` is what could be read of it, "" where nothing could."""

    sha256: str
    name: str
    media_type: str
    content: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an article's body under the same claims, dismissed, or open; ids are in the claims' reading order."""

    span: Span
    state: Standing
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What one person says of one claim; `sourcing`, `verification` and `confidence` are keys of `vocabulary`'s lists.

    It holds as of one day and is due again on another.
    """

    claim_id: str
    reviewer: str
    sourcing: str = ""
    verification: str = "unchecked"
    notes: str = ""
    confidence: str = ""
    as_of: date | None = None
    due: date | None = None
    evidence: tuple[Evidence, ...] = ()


class Saying(NamedTuple):
    """What one person said of one claim at a moment (UTC), in the keys of `Review`; later ones stand before it."""

    claim_id: str
    reviewer: str
    verification: str
    sourcing: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the desk found of a claim, beside what its reviewers said: who settled it, why and when (UTC).

    `is_reopened` says that somebody has changed their finding since, to something else. `revision` made it what it is.
    """

    claim_id: str
    verification: str
    sourcing: str
    reason: str
    by: str
    at: datetime
    revision: int
    is_reopened: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """What one person said to the others about a claim, when (UTC), and in which revision: that is their order."""

    id: str
    claim_id: str
    by: str
    at: datetime
    text: str
    revision: int


@dataclass(frozen=True, slots=True)
class Handover:
    """Who is to work on a claim and to finish by when, and from whom or for what it waits; all blank for nobody."""

    claim_id: str
    assigned_to: str = ""
    finish_by: date | None = None
    waiting_for: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """What people say to one another of a claim, in order, what was handed over, and how far it has come."""

    comments: tuple[Comment, ...] = ()
    handover: Handover = Handover("")
    workflow: Workflow = Workflow.NOT_STARTED


@dataclass(frozen=True, slots=True)
class Revision:
    """One change: its number in the file, when (UTC), who, and what each field was and became."""

    number: int
    at: datetime
    by: str
    action: str
    article_id: str
    claim_id: str | None = None
    changes: tuple[Change, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a revision, before and after, and of which claim it is: None where it is the article's."""

    field: str
    before: str
    after: str
    claim_id: str | None = None
