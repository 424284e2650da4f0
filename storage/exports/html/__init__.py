"""The report: all that is known and said of one article as one HTML file, to read on any screen, to print and to send.

It has no script and loads nothing. Its text is other people's: the template escapes all of it, `shown` replaces what
HTML cannot hold, and only addresses of the web become links. Start reading at `report`; the page is `report.html`.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from claims.excerpts import excerpts
from claims.filters import says_something
from claims.house_rules import OFF, RULES, find_breaches
from claims.model import Origin, Relation, words
from claims.quoting import find_quote
from claims.vocabulary import (
    CONFIDENCE,
    DISMISSALS,
    KINDS,
    MANNERS,
    RELATIONS,
    REPLACED,
    SOURCE_TYPES,
    SOURCING,
    STANCES,
    VERIFICATION,
    choice,
)
from storage.exports.html import findings
from storage.exports.html.text import blocks, shown
from storage.plain import called, day, figure, period

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from jinja2 import Template

    from claims.house_rules import Breach
    from claims.model import Article, Claim, Evidence, Judgement, Match, Review, Settlement
    from claims.vocabulary import Choice
    from storage.dossier import Dossier
    from storage.store import DatedReview

Thing = TypeVar("Thing")
Key = TypeVar("Key")

FOLDER: Final = Path(__file__).parent

WEB: Final = ("http://", "https://")
"""What an address starts with that becomes a link."""


class Later(NamedTuple):
    """A claim beside one later article: what people decided or noted, and what is only proposed."""

    article: Article
    judgements: tuple[Judgement, ...]
    proposed: Match | None

    @property
    def passage(self) -> str:
        """The words of the later article that the proposal goes by."""
        return words(self.article.text, self.proposed.passages[:1]) if self.proposed else ""


class Note(NamedTuple):
    """A footnote: a claim, its number, and all that is said of it."""

    number: int
    claim: Claim
    finding: Choice
    settled: Settlement | None
    reviews: tuple[DatedReview, ...]
    differences: Sequence[str]
    later: tuple[Later, ...]
    breaches: tuple[Breach, ...]


def report(dossier: Dossier, off: Collection[str] = OFF) -> bytes:
    """Return the report as UTF-8; `off` are keys of the house rules that are not looked at, which it says."""
    from claims.consistency import find_inconsistencies  # noqa: PLC0415 - importing the parser takes a second

    breaches = find_breaches(dossier.article, dossier.standing, _reviews(dossier), off)
    notes = _notes(dossier, breaches)
    style = (FOLDER / "report.css").read_text(encoding="utf-8")
    page = _template().render(
        dossier=dossier,
        article=dossier.article,
        notes=notes,
        numbers={note.claim.id: note.number for note in notes},
        blocks=blocks(dossier.article, dossier.standing, {n.claim.id for n in notes if findings.is_decided(n.finding)}),
        clashes=find_inconsistencies(dossier.article, dossier.standing),
        broken=[(rule, _by_text(breaches, rule.key)) for rule in RULES],
        off=[rule for rule in RULES if rule.key in off],
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        **_summary(dossier, notes),
    )
    return page.encode()


def _said(dossier: Dossier) -> list[DatedReview]:
    """Return the reviews of the claims that stand, without those in which nothing is left."""
    standing = {claim.id for claim in dossier.standing}
    return [dated for dated in dossier.reviews if dated.review.claim_id in standing and says_something(dated.review)]


def _reviews(dossier: Dossier) -> list[Review]:
    return [dated.review for dated in _said(dossier)]


def _by_text(breaches: Iterable[Breach], rule: str) -> dict[str, list[Breach]]:
    """Return the breaches of a rule by what they say, so that what is said of many claims is said once."""
    return _grouped((breach for breach in breaches if breach.rule == rule), lambda breach: breach.text)


def _summary(dossier: Dossier, notes: Sequence[Note]) -> dict[str, Any]:
    """Return who checked the article and when, and how many claims there are of each sort."""
    found = [note.finding for note in notes]
    settled = dossier.settled
    judged = [findings.sourcing((d.review for d in note.reviews), settled.get(note.claim.id)) for note in notes]
    by_person = groupby(sorted(_said(dossier), key=_who), key=_who)
    return {
        "people": [(who, sorted(group, key=attrgetter("at"))) for who, group in by_person],
        "by_finding": findings.by_finding(found),
        "by_source": findings.by_source(dossier.standing, judged),
        "by_kind": findings.by_kind(dossier.standing, found),
        "decided": sum(map(findings.is_decided, found)),
        "differing": [note for note in notes if note.differences and note.claim.id not in settled],
        "by_the_desk": [note for note in notes if note.claim.id in settled],
        "drawn": sum(claim.origin is Origin.PERSON for claim in dossier.standing),
        "used": _used(dossier, found),
    }


def _who(dated: DatedReview) -> str:
    return dated.review.reviewer


def _notes(dossier: Dossier, breaches: Iterable[Breach]) -> list[Note]:
    reviews = _grouped(_said(dossier), lambda dated: dated.review.claim_id)
    broken = _grouped(breaches, lambda breach: breach.claim_id)
    later = _later(dossier)
    notes = []
    for number, claim in enumerate(dossier.standing, start=1):
        here = tuple(reviews[claim.id])
        said = [dated.review for dated in here]
        found = findings.finding(said, dossier.settled.get(claim.id))
        settled, differing = dossier.settlements.get(claim.id), findings.differences(said)
        beside = tuple(later[claim.id]), tuple(broken[claim.id])
        notes.append(Note(number, claim, found, settled, here, differing, *beside))
    return notes


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> defaultdict[Key, list[Thing]]:
    found = defaultdict[Key, list[Thing]](list)
    for thing in things:
        found[key(thing)].append(thing)
    return found


def _later(dossier: Dossier) -> defaultdict[str, list[Later]]:
    """Return by claim the later articles of which anything is said; who proposes silence proposes nothing to read."""
    judged = _grouped(dossier.judgements, lambda one: (one.claim_id, one.coverage_id))
    proposed = {(one.claim_id, one.coverage_id): one for one in dossier.matches if one.relation is not Relation.SILENT}
    found = defaultdict[str, list[Later]](list)
    for claim in dossier.standing:
        for article in dossier.coverage:
            pair = (claim.id, article.id)
            judgements, match = tuple(judged[pair]), proposed.get(pair)
            if judgements or match:
                found[claim.id].append(Later(article, judgements, match))
    return found


def _used(dossier: Dossier, found: Iterable[Choice]) -> list[tuple[str, list[Choice]]]:
    """Return the lists of the vocabulary, of each what the report uses, in the order of the list."""
    reviews = _reviews(dossier)
    claims = dossier.standing
    said = [claim.attribution for claim in claims if claim.attribution]
    pieces = [piece for review in reviews for piece in review.evidence]
    desk = [one for claim in claims if (one := dossier.settlements.get(claim.id))]
    relations = [*(one.relation for one in dossier.judgements), *(one.relation for one in dossier.matches)]
    lists = (
        (
            "Findings",
            (*VERIFICATION, findings.DIFFER),
            [one.key for one in found] + [r.verification for r in reviews] + [d.verification for d in desk],
        ),
        (
            "Sourcing",
            SOURCING,
            [r.sourcing for r in reviews] + [d.sourcing for d in desk] + [one.source_type for one in said],
        ),
        ("Whose words", MANNERS, [one.manner for one in said]),
        ("Kinds of claims", KINDS, [claim.kind for claim in claims]),
        ("Confidence", CONFIDENCE, [r.confidence for r in reviews]),
        ("What evidence does to a claim", STANCES, [piece.stance for piece in pieces]),
        ("Later coverage", RELATIONS, relations),
    )
    used = ((name, [choice(entries, key) for key in _ordered(entries, keys)]) for name, entries, keys in lists)
    return [(name, choices) for name, choices in used if choices]


def _ordered(entries: Sequence[Choice], keys: Iterable[str]) -> list[str]:
    there = {str(key) for key in keys} - {""}
    listed = [entry.key for entry in entries]
    return [key for key in listed if key in there] + sorted(there - {*listed})


# The template


@lru_cache(1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "label": choice,
        "called": called,
        "day": day,
        "excerpts": excerpts,
        "figure": figure,
        "period": period,
        "in_copy": _in_copy,
        "is_web": is_web,
        "words": words,
        "CONFIDENCE": CONFIDENCE,
        "DISMISSALS": (*DISMISSALS, *REPLACED),
        "KINDS": KINDS,
        "MANNERS": MANNERS,
        "RELATIONS": RELATIONS,
        "SOURCE_TYPES": SOURCE_TYPES,
        "SOURCING": SOURCING,
        "STANCES": STANCES,
        "VERIFICATION": VERIFICATION,
    }
    return environment.get_template("report.html")


def _final(value: object) -> object:
    """Return what may go into the page; it is escaped after this."""
    is_markup = hasattr(value, "__html__")
    return shown(value) if isinstance(value, str) and not is_markup else value


def is_web(address: str) -> bool:
    """Say whether an address may become a link: no other scheme does, and nothing with blanks or line ends in it."""
    return address.casefold().startswith(WEB) and not any(char.isspace() for char in address)


def _in_copy(dossier: Dossier, evidence: Evidence) -> str:
    """Return whether a quotation stands in the stored copy, in words; blank where that cannot be looked up."""
    copy = dossier.copies.get(evidence.copy)
    if copy is None or not copy.text or not evidence.quote:
        return ""
    return (
        "The quotation stands in it." if find_quote(copy.text, evidence.quote) else "The quotation is not found in it."
    )
