"""What breaks the field's rules of sourcing and verification in a reviewed article: each rule with whose it is.

The rules are those of handbooks; what a phrase of theirs means for a claim and its reviews is said in each rule's text.
Rules of sourcing look at the article (a reviewer's judgement of its sourcing goes before the machine's); rules of
verification look at findings, so a review without one breaks none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.bylines import is_by
from claims.evidence import (
    can_be_repeated,
    is_anonymous,
    is_document,
    marks_of,
    origins,
)
from claims.filters import NO_FINDING, of_claims, source_type
from claims.model import Evidence, Kind, Stance
from claims.model import words as words_at
from claims.vocabulary import VERIFICATION, choice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from claims.model import Article, Claim, Review, Span

UNDECIDED: Final = NO_FINDING | {"", "unproven", "not_checkable"}
"""Keys of `vocabulary.VERIFICATION` that say nothing for or against a claim; a desk's own keys say something."""

SUPPORTED: Final = frozenset({"verified", "verified_with_correction"})
REFUTED: Final = frozenset({"false", "misleading"})
NAMELESS: Final = frozenset({"unnamed", "bare"})
"""Keys of `vocabulary.SOURCING` of sources without a name."""

UNDESCRIBED: Final = frozenset({"bare", "outlet"})
"""Those of sources of which nothing is said at all."""

INDEPENDENT: Final = 2
SECONDARY: Final = 3
"""How many sources are asked for, and how many where none of them is primary."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One claim, or one person's finding on it, that breaks a rule: `rule` is its key, `text` the sentence to show.

    `words` are those that it goes by; they stand in the article at `spans`, or are the evidence's where there are none.
    `reviewer` is "" where it is about the claim and nobody's finding alone.
    """

    rule: str
    claim_id: str
    text: str
    reviewer: str = ""
    words: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A claim and what everybody says of it."""

    article: Article
    claim: Claim
    reviews: tuple[Review, ...]

    @property
    def decided(self) -> Iterator[Review]:
        """The reviews with a finding for or against the claim."""
        return (review for review in self.reviews if review.verification not in UNDECIDED)


class Told(NamedTuple):
    """What a rule has to say of a case; the rest of a `Breach` is known."""

    text: str
    reviewer: str = ""
    words: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the field. `text` says what is asked, `citation` who asks it, `url` where it is to be read."""

    key: str
    title: str
    text: str
    citation: str
    url: str
    broken: Callable[[Case], Iterable[Told]] = field(repr=False, compare=False)


def find_breaches(
    article: Article, claims: Iterable[Claim], reviews: Iterable[Review], off: Collection[str] = ()
) -> list[Breach]:
    """Return what breaks the rules, by claim in the order given; `off` are keys of the rules that a desk does not keep.

    Withdrawn claims break none. The order of the reviews does not matter.
    """
    by_claim = of_claims(reviews)
    kept = [rule for rule in RULES if rule.key not in off]
    cases = (Case(article, claim, tuple(by_claim.get(claim.id, ()))) for claim in claims if not claim.withdrawn)
    return [breach for case in cases for rule in kept for breach in _breaches(rule, case)]


def _breaches(rule: Rule, case: Case) -> list[Breach]:
    found = [Breach(rule.key, case.claim.id, *told) for told in rule.broken(case)]
    return sorted(found, key=attrgetter("reviewer", "text", "words"))


# -- sourcing in the article -------------------------------------------------------------------------------------------


def _anonymous_opinion(case: Case) -> Iterator[Told]:
    if case.claim.kind is Kind.OPINION and _sourcing(case) & NAMELESS:
        yield _of_source(case, "An opinion rests on a source without a name")


def _plural_source(case: Case) -> Iterator[Told]:
    """Tell of a plural for one source on file; what contradicts the claim is none of its sources."""
    said = case.claim.attribution
    if not (said and said.source and _sourcing(case) & NAMELESS and _is_several(said.source)):
        return
    on_file = [piece for review in case.reviews for piece in review.evidence if piece.stance is not Stance.CONTRADICTS]
    if len(origins(on_file)) == 1:
        yield _of_source(case, "The article has several sources, one is on file")


def _undescribed_source(case: Case) -> Iterator[Told]:
    if _sourcing(case) & UNDESCRIBED:
        yield _of_source(case, "Nothing is said of who knows this, or how")


def _sourcing(case: Case) -> set[str]:
    """Return how a claim is sourced: as reviewers judge it, else as the machine found it, unless that is a guess."""
    if judged := {review.sourcing for review in case.reviews} - {""}:
        return judged
    said = case.claim.attribution
    return set() if said and said.guess else {source_type(case.claim)}


def _of_source(case: Case, text: str) -> Told:
    """Return a sentence with the words in which the article gives its source, or tells that there is one."""
    said = case.claim.attribution
    spans = (said.source_spans or said.cue_spans) if said else ()
    shown = ((said.source or said.cue or "") if said else "") or words_at(case.article.text, spans)
    return Told(f"{text}: “{shown}”." if shown else f"{text}.", "", shown, spans)


def _is_several(source: str) -> bool:
    """Say whether a source is more than one person by the number of its noun: "sources close to the ministry"."""
    if words.SEVERAL.match(source):
        return True
    head = re.findall(r"[\w-]+", words.AFTER_HEAD.split(source, maxsplit=1)[0].casefold())
    return bool(head) and not words.ONE_ONLY.match(source) and _is_plural(head[-1])


def _is_plural(noun: str) -> bool:
    return noun == "people" or noun.endswith("men") or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


# -- findings ----------------------------------------------------------------------------------------------------------


def _single_source(case: Case) -> Iterator[Told]:
    """Tell of each finding on a delicate claim that too few speak for; the article cannot speak for itself."""
    findings = sorted({review.verification for review in case.decided})
    if not findings or not (why := _delicate(case)):
        return
    own = _own_marks(case.article)
    on_file = [piece for review in case.reviews for piece in review.evidence]
    for finding in findings:
        pieces = _speaking_for(finding, on_file)
        count = sum(not marks & own for marks in origins(pieces))
        if pieces and count < INDEPENDENT:
            yield Told(f"{_label(finding)} rests on {_sources(count)}; {why.text}.", "", why.words, why.spans)


def _delicate(case: Case) -> Told | None:
    """Return why one source is not enough for a claim: it is contested, contradicted or sensitive."""
    if len({review.verification for review in case.reviews} - NO_FINDING) > 1:
        return Told("reviewers differ")
    against = (p for review in case.reviews for p in review.evidence if p.stance is Stance.CONTRADICTS)
    if piece := min(against, key=attrgetter("locator", "quote", "id"), default=None):
        return Told("evidence contradicts the claim", "", piece.quote or piece.locator)
    said = f"{case.claim.text(case.article)} {case.claim.restated}"
    found = words.SENSITIVE.search(said)
    return Told(f"it speaks of “{found.group()}”", "", found.group(), case.claim.spans) if found else None


def _own_marks(article: Article) -> frozenset[str]:
    named = (Evidence("", locator) for locator in (article.outlet, article.url) if locator)
    return frozenset().union(*map(marks_of, named))


def _few_secondary(case: Case) -> Iterator[Told]:
    for review, pieces in _secondary_only(case):
        if len(pieces) < SECONDARY:
            text = f"{_says(review)} with no primary source and {len(pieces)} of {SECONDARY} secondary ones."
            yield Told(text, review.reviewer, _locators(pieces))


def _same_origin(case: Case) -> Iterator[Told]:
    for review, pieces in _secondary_only(case):
        count = len(origins(pieces))
        if len(pieces) >= SECONDARY > count:
            text = f"{_says(review)} on {len(pieces)} secondary sources, which come from {count}."
            yield Told(text, review.reviewer, _locators(pieces))


def _secondary_only(case: Case) -> Iterator[tuple[Review, list[Evidence]]]:
    for review in _to_be_shown(case):
        pieces = _speaking_for(review.verification, review.evidence)
        if pieces and not any(piece.primary for piece in pieces):
            yield review, pieces


def _thin_evidence(case: Case) -> Iterator[Told]:
    for review in _to_be_shown(case):
        pieces = _speaking_for(review.verification, review.evidence)
        if any(map(can_be_repeated, pieces)) or (not pieces and review.verification in REFUTED):
            continue
        how = "on evidence that nobody could look up" if pieces else "with nothing that speaks for it"
        yield Told(f"{_says(review)} {how}.", review.reviewer, _locators(pieces))


def _number_without_document(case: Case) -> Iterator[Told]:
    figures = case.claim.quantities
    if not figures and case.claim.kind is not Kind.QUANTITY:
        return
    for review in _to_be_shown(case):
        pieces = _speaking_for(review.verification, review.evidence)
        if review.verification in SUPPORTED and pieces and not any(map(is_document, pieces)):
            shown = ", ".join(figure.text for figure in figures)
            text = f"{_says(review)} on no document: “{shown}”." if shown else f"{_says(review)} on no document."
            yield Told(text, review.reviewer, shown, tuple(figure.span for figure in figures))


def _own_work(case: Case) -> Iterator[Told]:
    for review in case.reviews:
        if review.verification not in NO_FINDING | {""} and is_by(review.reviewer, case.article.byline):
            text = f"{review.reviewer} wrote the article and says {_label(review.verification)}."
            yield Told(text, review.reviewer, case.article.byline)


def _refuted_without_evidence(case: Case) -> Iterator[Told]:
    for review in case.reviews:
        if review.verification in REFUTED and not _speaking_for(review.verification, review.evidence):
            how = "all its evidence supports the claim" if review.evidence else "gives no evidence"
            yield Told(f"{_says(review)}, but {how}.", review.reviewer, _locators(review.evidence))


def _opinion_decided(case: Case) -> Iterator[Told]:
    if case.claim.kind is Kind.OPINION:
        for review in case.decided:
            yield Told(
                f"{_says(review)} of an opinion.", review.reviewer, case.claim.text(case.article), case.claim.spans
            )


def _anonymous_evidence(case: Case) -> Iterator[Told]:
    for review in case.decided:
        for piece in filter(is_anonymous, review.evidence):
            text = f"{_says(review)} on a source without a name: “{piece.locator}”."
            yield Told(text, review.reviewer, piece.locator)


def _to_be_shown(case: Case) -> Iterator[Review]:
    """Return the findings that need evidence: what is common knowledge needs none to be confirmed."""
    return (r for r in case.decided if r.verification not in SUPPORTED or r.sourcing != "common")


def _speaking_for(finding: str, evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return the evidence that a finding can rest on; what takes no side can be behind any."""
    against = Stance.CONTRADICTS if finding in SUPPORTED else Stance.SUPPORTS if finding == "false" else None
    return [piece for piece in evidence if piece.stance is not against]


def _says(review: Review) -> str:
    return f"{review.reviewer} says {_label(review.verification)}"


def _label(finding: str) -> str:
    return f"“{choice(VERIFICATION, finding).label}”"


def _sources(count: int) -> str:
    return ("no source but the article’s own outlet", "one independent source")[count]


def _locators(pieces: Iterable[Evidence]) -> str:
    return "; ".join(piece.locator or piece.quote for piece in pieces)


# -- the rules ---------------------------------------------------------------------------------------------------------


RULES: Final = (
    Rule(
        "anonymous-opinion",
        "Opinion without a name",
        "A source without a name may give information, “not opinion or speculation”.",
        "The Associated Press, News Values and Principles, “Anonymous sources”",
        "https://blog.ap.org/behind-the-news/when-is-it-ok-to-use-anonymous-sources",
        _anonymous_opinion,
    ),
    Rule(
        "plural-source",
        "“Sources”, with one on file",
        "Never “cite sources in the plural when we have only one”: evidence on file for the claim has one origin.",
        "Reuters Handbook of Journalism, “The Essentials of Reuters sourcing”",
        "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
        _plural_source,
    ),
    Rule(
        "undescribed-source",
        "Nothing said of the source",
        "That the outlet “has learned” it, or that it is “reportedly” so, is never enough: say how the source knows.",
        "NPR Ethics Handbook, Transparency, “Describe anonymous sources as clearly as you can” (2011)",
        "http://ethics.npr.org/g-transparency/i-d-that-source-as-best-you-can/",
        _undescribed_source,
    ),
    Rule(
        "single-source",
        "Fewer than two independent sources",
        "AFP asks for “at least two independent sources” of the central claim of a check; here of each claim on which "
        "reviewers differ, that evidence contradicts, or that speaks of death, violence, crime or an accusation.",
        "AFP Fact Check, “How we work”, Open sources",
        "https://factcheck.afp.com/How-we-work",
        _single_source,
    ),
    Rule(
        "few-secondary",
        "Fewer than three secondary sources",
        "Without a primary source, “find at least three” secondary ones for each fact.",
        "KSJ Fact-Checking Project, Fact-Checking 101, “Sourcing and Record Keeping”",
        "https://ksjfactcheck.org/fact-checking-101-module/sourcing-and-record-keeping/",
        _few_secondary,
    ),
    Rule(
        "same-origin",
        "Secondary sources with one origin",
        "Secondary sources must be “unique pieces from different journalists”, not one story printed several times: of "
        "three or more, those of one outlet or agency, with one stored copy or one quoted text, count once.",
        "KSJ Fact-Checking Project, Fact-Checking 101, “Sourcing and Record Keeping”",
        "https://ksjfactcheck.org/fact-checking-101-module/sourcing-and-record-keeping/",
        _same_origin,
    ),
    Rule(
        "thin-evidence",
        "Too thin to repeat the check",
        "Sources are given “in enough detail that readers can replicate” the check: an address, a place in a "
        "document, a person and a day, a quotation or a stored copy. A source who would be in danger is the exception.",
        "IFCN Code of Principles, commitment 2, “Transparency of Sources” (wording of 2016-2019)",
        "https://ifcncodeofprinciples.poynter.org/know-more/the-commitments-of-the-code-of-principles",
        _thin_evidence,
    ),
    Rule(
        "number-without-document",
        "Number without a document",
        "Numbers “must be documented, in virtually every case”: by a record, a primary source or a stored copy.",
        "Investigate Midwest, Fact-Checking Guidelines (2016), after the Center for Public Integrity (2009)",
        "https://investigatemidwest.org/fact-checking-guidelines/",
        _number_without_document,
    ),
    Rule(
        "own-work",
        "Checked by whoever wrote it",
        "A story is checked by somebody “who wasn’t involved in any of the reporting or editing”.",
        "The Bureau of Investigative Journalism, “Fact-checking at TBIJ”",
        "https://www.thebureauinvestigates.com/about-us/fact-checking/",
        _own_work,
    ),
    Rule(
        "refuted-without-evidence",
        "False or misleading without evidence",
        "“Let the evidence dictate the conclusions”: who calls a claim false or misleading shows what "
        "speaks against it.",
        "IFCN Code of Principles, commitment 1, “Nonpartisanship and Fairness” (wording of 2016-2019)",
        "https://ifcncodeofprinciples.poynter.org/know-more/the-commitments-of-the-code-of-principles",
        _refuted_without_evidence,
    ),
    Rule(
        "opinion-decided",
        "A finding on an opinion",
        "Fact-checkers “verify facts, not opinions or beliefs”.",
        "AFP Fact Check, “How we work”",
        "https://factcheck.afp.com/How-we-work",
        _opinion_decided,
    ),
    Rule(
        "anonymous-evidence",
        "A finding on an anonymous source",
        "“An anonymous source cannot be quoted as part of a fact-check investigation.”",
        "AFP Fact-Checking Stylebook",
        "https://factcheck.afp.com/afp-fact-checking-stylebook",
        _anonymous_evidence,
    ),
)
"""The rules, those of the article's sourcing first."""

OFF: Final = frozenset({"few-secondary"})
"""Keys of the rules that are kept only where somebody asks for it: most findings of a daily desk break them."""
