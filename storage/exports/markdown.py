"""Markdown for a ticket or a mail: what was found of each claim, by whom, on what evidence.

Nothing that an article or a reviewer wrote is read as Markdown or HTML, and only whole web addresses become links.
"""

from __future__ import annotations

import re
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from claims.filters import disagree, of_claims, says_something, source_type
from claims.vocabulary import CONFIDENCE, KINDS, SOURCE_TYPES, SOURCING, STANCES, VERIFICATION, choice
from storage.exports.linked import address
from storage.opinions import counted
from storage.plain import called, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Article, Claim, Evidence, Review, Settlement
    from storage.dossier import Dossier

_MARKS: Final = re.compile(r"[\\`*_\[\]<~|$#]|&(?=[#\w])|(?<=www)\.|:(?=//)", re.IGNORECASE)
"""What Markdown, as CommonMark or GitHub reads it, may take for a mark, an entity or the head of an address."""

_HEAD: Final = re.compile(r"^(?=[-+=>])|^\d{1,9}(?=[.)])")
"""What makes a line an item, a heading, a rule or a quotation; the mark after it is escaped."""

_ORDER: Final = {entry.key: number for number, entry in enumerate(VERIFICATION)}

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def markdown(dossier: Dossier) -> bytes:
    """Return what is known of an article and its claims, in reading order; of a claim, by reviewer."""
    reviews = of_claims(d.review for d in sorted(dossier.reviews, key=attrgetter("review.reviewer")))
    said = {claim.id: [r for r in reviews.get(claim.id, ()) if says_something(r)] for claim in dossier.standing}
    settled = [dossier.settled.get(claim.id) for claim in dossier.standing]
    blocks = [
        f"# {escaped(called(dossier.article))}",
        " · ".join(_about(dossier.article)),
        f"As of {dossier.read_at:%Y-%m-%d %H:%M} UTC: {_summary(map(_status, said.values(), settled))}.",
        _left_out(len(dossier.left_out)),
        *(
            _claim(number, claim, dossier.article, said[claim.id], dossier.settlements.get(claim.id))
            for number, claim in enumerate(dossier.standing, 1)
        ),
    ]
    return ("\n\n".join(filter(None, blocks)) + "\n").encode(errors="replace")


def escaped(text: str) -> str:
    """Return a text, on one line, that Markdown shows as it is; control characters are shown as such."""
    flat = " ".join(_CONTROL.sub("\ufffd", text).split())
    return _HEAD.sub(r"\g<0>\\", _MARKS.sub(r"\\\g<0>", flat))


def linked(text: str) -> str:
    """Return a web address as a link, any other text as it is."""
    return f"<{link}>" if (link := address(text)) else escaped(text)


def _about(article: Article) -> Iterator[str]:
    """Yield where, by whom and when an article was published."""
    yield from map(escaped, filter(None, (article.outlet, article.byline, day(article.published))))
    if article.url:
        yield linked(article.url)


def _left_out(claims: int) -> str:
    if not claims:
        return ""
    return f"What others found on {counted(claims)} is left out: it is hidden from whoever made this."


def _summary(statuses: Iterable[str]) -> str:
    """Return “3 claims: 2 ○ Unchecked, 1 ✓ Verified / ✗ False”, the most frequent first."""
    found = Counter(statuses)
    many = f"{found.total()} claim{'' if found.total() == 1 else 's'}"
    return ": ".join(filter(None, (many, ", ".join(f"{count} {status}" for status, count in found.most_common()))))


def _status(reviews: Sequence[Review], settled: Settlement | None) -> str:
    """Return what the desk found, else each finding on a claim once, in the order of the list."""
    if settled:
        return escaped(choice(VERIFICATION, settled.verification).shown)
    keys = sorted(
        {review.verification for review in reviews} - {"unchecked"}, key=lambda key: (_ORDER.get(key, 99), key)
    )
    return " / ".join(escaped(choice(VERIFICATION, key).shown) for key in keys or ["unchecked"])


def _claim(number: int, claim: Claim, article: Article, reviews: Sequence[Review], found: Settlement | None) -> str:
    """Return a claim as an item of a numbered list, with what is said of it below."""
    head = f"{number}. "
    settled = found if found and not found.is_reopened else None
    differ = " (reviewers differ)" if disagree(reviews) and not settled else ""
    below = [f"- {_source(claim)}", *_desk(found), *(line for review in reviews for line in _review(review))]
    lines = [f"**{_status(reviews, settled)}**{differ} {escaped(claim.restated or claim.text(article))}", *below]
    return head + f"\n{' ' * len(head)}".join(lines)


def _desk(found: Settlement | None) -> Iterator[str]:
    if found:
        sourcing = f"; sourcing: {choice(SOURCING, found.sourcing).label}" if found.sourcing else ""
        state = "; open again" if found.is_reopened else ""
        said = (
            f"The desk ({found.by}): {choice(VERIFICATION, found.verification).shown}{sourcing}{state}. {found.reason}"
        )
        yield f"- {escaped(said)}"


def _source(claim: Claim) -> str:
    said = claim.attribution
    who = escaped((said.source or "") if said else "")
    kind = choice(SOURCE_TYPES, source_type(claim)).label.lower()
    about = f"{kind}, a guess" if said and said.guess else kind
    return f"{choice(KINDS, claim.kind.value).label}. Source: {f'{who} ({about})' if who else about}"


def _review(review: Review) -> Iterator[str]:
    """Yield the lines on what one person says: the finding, and below it evidence and notes."""
    parts = (
        choice(VERIFICATION, review.verification).shown,
        f"sourcing: {choice(SOURCING, review.sourcing).label}" if review.sourcing else "",
        f"confidence: {choice(CONFIDENCE, review.confidence).label}" if review.confidence else "",
        f"as of {day(review.as_of)}" if review.as_of else "",
        f"due again {day(review.due)}" if review.due else "",
    )
    yield f"- {escaped(review.reviewer)}: {escaped('; '.join(filter(None, parts)))}"
    yield from (f"  - {_evidence(piece)}" for piece in review.evidence)
    if notes := list(filter(None, map(escaped, review.notes.splitlines()))):
        # Two blanks end a line without ending the paragraph.
        yield "  - Notes: " + "  \n".join(notes).replace("\n", "\n         ")


def _evidence(piece: Evidence) -> str:
    about = ", ".join(filter(None, (
        choice(STANCES, piece.stance.value).label.lower(),
        "primary" if piece.primary else "",
        f"looked at {day(piece.accessed)}" if piece.accessed else "",
        "copy kept" if piece.copy else "",
    )))  # fmt: skip
    quote = f": “{escaped(piece.quote)}”" if piece.quote else ""
    return f"{linked(piece.locator)} ({about}){quote}"
