"""What changed between a claim and a later passage: figures, dates, places, who says it, how sure it is, words.

Each function finds one aspect. Figures are compared only where they count the same thing, dates and places only where
the same thing happened then and there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claims import words
from claims.dates import apart, is_open, meet, period
from claims.figures import agree, counterpart, stands_in
from claims.language import spans
from claims.match import terms
from claims.model import Aspect, Difference
from claims.passing_on import hedges
from claims.reasons import said
from claims.statement import tokens_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.alignment import Alignment
    from claims.language import Doc, Token
    from claims.model import Span, TimeRef
    from claims.statement import Statement

NEARLY: Final = 0.6
"""From this share on two statements are of one thing though their verbs differ."""

WHOLLY: Final = 0.95
"""From this share on two statements differ in one word only."""

PLACES: Final = frozenset({"GPE", "LOC", "FAC"})

NAMES: Final = frozenset({"PERSON", "ORG", "NORP", *PLACES})


def find_differences(claim: Statement, passage: Statement, shared: Alignment) -> list[Difference]:
    """Return in what a passage differs from a claim, figures first; spans lie in the texts that each was read from."""
    found = [*_numbers(claim, passage), *_ordinals(claim, shared), *_times(claim, passage, shared)]
    found += [*_places(claim, passage, shared), *_speakers(claim, passage, shared), *_certainty(claim, passage, shared)]
    found += [*_wording(shared), *_names(claim, passage, shared), *_peoples(claim, passage, shared)]
    found += _sorts(claim, passage, shared)
    return [d for d in dict.fromkeys(found) if d.earlier.lower() != d.later.lower()]


def _difference(aspect: Aspect, earlier: Iterable[Token], later: Iterable[Token]) -> Difference:
    one, other = tuple(earlier), tuple(later)
    return Difference(aspect, said(one), said(other), spans(one), spans(other))


# -- figures -----------------------------------------------------------------------------------------------------------


def _numbers(claim: Statement, passage: Statement) -> Iterator[Difference]:
    for figure in claim.quantities:
        other = counterpart(figure, claim, passage)
        if other is not None and not agree(figure, other) and not stands_in(figure, passage):
            yield Difference(Aspect.NUMBER, figure.text, other.text, (figure.span,), (other.span,))


def _ordinals(claim: Statement, shared: Alignment) -> Iterator[Difference]:
    """Find "the third album" and "the fourth album"."""
    for token in claim.doc:
        place = words.RANKS.get(token.lower_)
        noun = shared.partner(token.head) if place and token.dep_ in {"amod", "nummod", "compound"} else None
        other = next((t for t in noun.children if t.lower_ in words.RANKS), None) if noun else None
        if other is not None and words.RANKS[other.lower_] != place:
            yield _difference(Aspect.NUMBER, [token], [other])


# -- dates and places --------------------------------------------------------------------------------------------------


def _times(claim: Statement, passage: Statement, shared: Alignment) -> Iterator[Difference]:
    for time in claim.times:
        others = [t for t in passage.times if _same_event(claim, time, passage, t, shared)]
        if not others and is_open(claim.doc, time) and shared.spoken_of([time.span]) >= NEARLY:
            # "Before 2000": whatever is dated here is later.
            others = list(passage.times)
        if others and all(apart(period(claim.doc, time), period(passage.doc, other)) for other in others):
            other = others[0]
            yield Difference(Aspect.TIME, time.text, other.text, (time.span,), (other.span,))


def same_day(claim: Statement, passage: Statement) -> bool:
    """Say whether both statements say of which time they are, and it is the same."""
    mine = [period(claim.doc, time) for time in claim.times]
    theirs = [period(passage.doc, time) for time in passage.times]
    return any(meet(a, b) for a in mine for b in theirs)


def _same_event(claim: Statement, time: TimeRef, passage: Statement, other: TimeRef, shared: Alignment) -> bool:
    """Say whether two dates are those of one thing: their verbs or nouns are the same, or the statements nearly are."""
    one, two = _holder(claim.doc, time.span), _holder(passage.doc, other.span)
    if one is None or two is None:
        return False
    return shared.partner(one) == two or (one.lemma_ == two.lemma_ and shared.share >= NEARLY)


def _holder(doc: Doc, where: Span) -> Token | None:
    """Return what a date or place hangs on, beyond its prepositions."""
    inside = tokens_at(doc, where)
    outer = next((t.head for t in inside if t.head not in inside), inside[0] if inside else None)
    while outer is not None and outer.dep_ in {"prep", "pobj", "pcomp"} and outer.head != outer:
        outer = outer.head
    return outer


def _places(claim: Statement, passage: Statement, shared: Alignment) -> Iterator[Difference]:
    before, after = ({t.lower_ for t in doc} for doc in (claim.doc, passage.doc))
    mine = [n for n in _place_names(claim.doc) if not {t.lower_ for t in n if t.pos_ == "PROPN"} & after]
    theirs = [n for n in _place_names(passage.doc) if not {t.lower_ for t in n if t.pos_ == "PROPN"} & before]
    for name in mine:
        holder, *slot = _slot(name[-1])
        same = [n for n in theirs if _slot(n[-1])[1:] == tuple(slot) and slot[-1]]
        there = [n for n in same if shared.partner(holder) == _slot(n[-1])[0]]
        if there or (len(same) == len(mine) == 1 and shared.spoken_of(spans(name)) >= NEARLY):
            yield _difference(Aspect.PLACE, name, (there or same)[0])


def _place_names(doc: Doc) -> list[list[Token]]:
    return [list(e) for e in doc.ents if e.label_ in PLACES and not e.text.isupper()]


# -- who says it, and how sure it is -----------------------------------------------------------------------------------


def _speakers(claim: Statement, passage: Statement, shared: Alignment) -> Iterator[Difference]:
    """Find another source, one that was dropped ("police said") or one that is new."""
    mine, theirs = claim.speaker, passage.speaker
    if shared.share >= NEARLY and not _stems(mine.text) & _stems(theirs.text):
        yield Difference(Aspect.SPEAKER, mine.text, theirs.text, mine.spans, theirs.spans)


def _stems(text: str) -> set[str]:
    return set(terms(text))


def _certainty(claim: Statement, passage: Statement, shared: Alignment) -> Iterator[Difference]:
    mine, theirs = hedges(claim), hedges(passage)
    if bool(mine) != bool(theirs) and shared.share >= NEARLY:
        yield _difference(Aspect.CERTAINTY, mine[:1], theirs[:1])


# -- words -------------------------------------------------------------------------------------------------------------


def _wording(shared: Alignment) -> Iterator[Difference]:
    for pair in shared.opposites:
        yield _difference(Aspect.WORDING, [pair.earlier.token], [pair.later.token])


def _names(claim: Statement, passage: Statement, shared: Alignment) -> Iterator[Difference]:
    """Find another name in the same place: the subject, object or complement of the same word."""
    before, after = ({t.lower_ for t in doc} for doc in (claim.doc, passage.doc))
    for name in _named(claim.doc):
        head, *slot = _slot(name[-1])
        others = (n for n in _named(passage.doc) if n[-1].ent_type_ == name[-1].ent_type_)
        for other in others:
            there, *as_ = _slot(other[-1])
            same = as_ == slot and shared.partner(head) == there and shared.spoken_of(spans(name)) >= NEARLY
            if same and _is_another(name, other, before, after):
                yield _difference(Aspect.WORDING, name, other)
                break


def _peoples(claim: Statement, passage: Statement, shared: Alignment) -> Iterator[Difference]:
    """Find "is a Canadian" and "is an American actor": each says of which people somebody is."""
    mine, theirs = _people(claim.doc), _people(passage.doc)
    if mine is None or theirs is None or {mine.lower_, theirs.lower_} & words.WIDE_PEOPLES:
        return
    if _is_of_one(shared):
        yield _difference(Aspect.WORDING, [mine], [theirs])


def _sorts(claim: Statement, passage: Statement, shared: Alignment) -> Iterator[Difference]:
    """Find "is a singer" and "is a director", "a drama series" and "a comedy series": each says what something is."""
    mine, theirs = _told_of(claim.doc)[:1], _told_of(passage.doc)[:1]
    if not mine or not theirs or not _is_of_one(shared):
        return
    if shared.partner(mine[0]) == theirs[0]:
        mine, theirs = ([t for t in noun.children if t.dep_ == "compound"] for noun in (mine[0], theirs[0]))
    left_out, taken = {w.token for w in shared.missing}, {p.later.token for p in shared.pairs}
    for one, other in zip(mine, theirs, strict=False):
        alike = one.pos_ == other.pos_ == "NOUN" and one in left_out and other not in taken
        if alike and one.lemma_.lower() not in words.SORTS and shared.spoken_of(spans([one])) >= WHOLLY:
            yield _difference(Aspect.WORDING, [one], [other])


def _is_of_one(shared: Alignment) -> bool:
    """Say whether two statements have a subject in common."""
    under = ((_is_under_subject(p.earlier.token), _is_under_subject(p.later.token)) for p in shared.pairs)
    return bool(shared.open) or any(all(both) for both in under)


def _is_under_subject(token: Token) -> bool:
    return any(t.dep_ == "nsubj" for t in (token, *token.ancestors))


def _people(doc: Doc) -> Token | None:
    """Return the one word that says of what people the subject of a text is, none where there are several."""
    told = _told_of(doc)
    found = [t for s in told for t in (s, *s.children) if t.ent_type_ == "NORP" and t.dep_ != "compound"]
    return found[0] if len(found) == 1 else None


def _told_of(doc: Doc) -> list[Token]:
    """Return what a text says that its subject is: "is an actor"."""
    be = next((t for t in doc if t.dep_ == "ROOT" and t.lemma_ == "be"), None)
    return [t for t in be.children if t.dep_ in {"attr", "acomp"}] if be is not None else []


def _is_another(name: list[Token], other: list[Token], before: set[str], after: set[str]) -> bool:
    """Say whether two names are those of two: neither text has the other's, but for a last name that both have."""
    if any(t.is_upper for t in (*name, *other)):
        return False  # ISIS may be the Islamic State, US the United States
    one, two = [t.lower_ for t in name], [t.lower_ for t in other]
    if one[-1] == two[-1] and len(one) > 1 and len(two) > 1:
        one, two = one[:1], two[:1]
    return not set(one) & after and not set(two) & before


def _named(doc: Doc) -> list[list[Token]]:
    """Return the names of people, bodies, places and peoples in a text."""
    return [list(e) for e in doc.ents if e.label_ in NAMES]


def _slot(token: Token) -> tuple[Token, str, str]:
    """Return where a name stands: the word that it hangs on, as what, and by which preposition."""
    while token.dep_ == "compound" and token.head.pos_ == "PROPN":
        token = token.head
    head, link = token.head, token.dep_
    if head.dep_ in {"prep", "agent"}:
        return head.head, link, head.lower_
    if head.lemma_ == "be" and link == "nsubj":
        head = next((t for t in head.children if t.dep_ == "attr"), head)
    return head, "subject" if link.startswith("nsubj") else link, ""
