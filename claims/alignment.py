"""Which words of a claim a passage takes up, which it turns into their opposite, and which it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.dates import meet, period
from claims.figures import agree, counterpart
from claims.language import spans
from claims.match import stem, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claims.dates import Period
    from claims.language import Token
    from claims.model import Span, TimeRef
    from claims.statement import Statement, Word

PREFIX: Final = 5
"""How many letters two words share at least that are forms of one: "execute", "execution"."""

SHARED: Final = 0.6
"""How much of the longer one that must be."""

EXACT: Final = frozenset({"PROPN", "NUM"})


class Pair(NamedTuple):
    """A word of the claim and one of the passage."""

    earlier: Word
    later: Word


class Alignment(NamedTuple):
    """What two statements share; `share` is how much of what the claim says, from 0 to 1.

    `missing` words are those left out, `open` those of its subject for which the passage has "he" or "the film";
    `is_said` says that it is not only the name of whom the claim speaks, of whom much can be said.
    """

    pairs: tuple[Pair, ...]
    opposites: tuple[Pair, ...]
    missing: tuple[Word, ...]
    open: tuple[Word, ...]
    is_said: bool

    @property
    def share(self) -> float:
        """Return how much of the claim is taken up, from 0 to 1."""
        return self.spoken_of(())

    def spoken_of(self, changed: Iterable[Span]) -> float:
        """Return how much of the claim is taken up or has something else in its place, in `changed` spans of it."""
        spans = tuple(changed)
        kept = sum(p.earlier.weight for p in (*self.pairs, *self.opposites))
        left_out = [w for w in self.missing if not any(place.overlaps(s) for place in word_spans(w) for s in spans)]
        whole = kept + sum(w.weight for w in self.missing)
        return 1 - sum(w.weight for w in left_out) / whole if whole else 0.0

    def partner(self, token: Token) -> Token | None:
        """Return the word of the passage that takes up one of the claim."""
        return next((p.later.token for p in (*self.pairs, *self.opposites) if p.earlier.token == token), None)


def word_spans(word: Word) -> tuple[Span, ...]:
    """Return where a word stands in its text; a figure with what belongs to it."""
    whole = word.figure or word.time
    return (whole.span,) if whole else spans([word.token])


def align(
    claim: Statement, passage: Statement, rarity: Callable[[str], float] | None = None, *, points_back: bool = False
) -> Alignment:
    """Find for each word of a claim the one of a passage that is the same word, or else its opposite.

    `rarity` is what a word weighs for how seldom it is, by its stem; with `points_back` a passage of "he" or "the film"
    is taken to be of whom or what the claim names.
    """
    by_key: dict[str, Word] = {}
    for word in passage.words:
        by_key.setdefault(word.key, word)
    own, short = {word.key for word in claim.words}, _shortened(claim, passage)
    pairs, opposites, missing = [], [], []
    for word in (_weighed(word, rarity) for word in claim.words):
        if same := by_key.get(word.key) or short.get(word.token.i) or _other_form(word, claim, passage):
            pairs.append(Pair(word, same))
        elif contrary := next(
            (w for w in passage.words if w.key not in own and is_opposite(word.token, w.token)), None
        ):
            opposites.append(Pair(word, contrary))
        else:
            missing.append(word)
    back = subject_of(claim) if points_back and _points_back(passage) else set()
    open_ = tuple(word for word in missing if word.token.i in back)
    left_out = tuple(word for word in missing if word.token.i not in back)
    return Alignment(tuple(pairs), tuple(opposites), left_out, open_, _is_said(claim, left_out))


def _weighed(word: Word, rarity: Callable[[str], float] | None) -> Word:
    return word._replace(weight=word.weight * rarity(stem(word.token.lower_))) if rarity else word


def _other_form(word: Word, claim: Statement, passage: Statement) -> Word | None:
    """Return the word of a passage that says the same in another form: a figure, a date, a word of the same root."""
    return _figure(word, claim, passage) or _date(word, claim, passage) or _kin(word, passage.words)


def _figure(word: Word, claim: Statement, passage: Statement) -> Word | None:
    """Return the figure of a passage that can be right if one of a claim is: 35 for "more than 34"."""
    other = counterpart(word.figure, claim, passage) if word.figure else None
    if word.figure is None or other is None or not agree(word.figure, other):
        return None
    return next(w for w in passage.words if w.figure is other)


def _date(word: Word, claim: Statement, passage: Statement) -> Word | None:
    """Return a date of a passage that can be of the same day."""
    days = period(claim.doc, word.time) if word.time else None
    dates = ((w, w.time) for w in passage.words if w.time)
    return next((w for w, time in dates if word.time and _meet(word.time, days, time, passage)), None)


def _meet(one: TimeRef, days: Period | None, other: TimeRef, passage: Statement) -> bool:
    """Say whether two dates meet; of one whose year is not known, its day and month must stand in the other."""
    later = period(passage.doc, other)
    if days and later:
        return meet(days, later)
    less, more = sorted((set(terms(one.text)), set(terms(other.text))), key=len)
    return less <= more


def _is_said(claim: Statement, missing: Iterable[Word]) -> bool:
    """Say whether a word beyond the claim's subject is taken up, if there is one."""
    subject, left_out = subject_of(claim), {word.token.i for word in missing}
    beyond = [word.token.i for word in claim.words if word.token.i not in subject and not word.time]
    return not beyond or any(place not in left_out for place in beyond)


def _points_back(passage: Statement) -> bool:
    """Say whether a passage speaks of something that was named before it: "He …", "The film …"."""
    subject = _subject(passage)
    if subject is None:
        return False
    definite = any(t.lower_ in {"the", "this", "that", "his", "her", "its", "their"} for t in subject.children)
    named = any(t.pos_ == "PROPN" or t.ent_type_ for t in subject.subtree)
    return subject.pos_ == "PRON" or (definite and subject.pos_ == "NOUN" and not named)


def subject_of(claim: Statement) -> set[int]:
    """Return the places of the words that name of whom or what a claim speaks."""
    subject = _subject(claim)
    return {t.i for t in subject.subtree} if subject is not None else set()


def _subject(statement: Statement) -> Token | None:
    roots = (t for t in statement.doc if t.dep_ == "ROOT")
    return next((t for root in roots for t in root.children if t.dep_ in {"nsubj", "nsubjpass"}), None)


def is_opposite(one: Token, other: Token) -> bool:
    """Say whether two words of one part of speech cannot both be said of one thing."""
    first, second = (_SIDES.get(t.lemma_.lower()) or _SIDES.get(t.lower_, frozenset()) for t in (one, other))
    return one.pos_ == other.pos_ and bool(first & {-side for side in second})


def _kin(word: Word, among: Iterable[Word]) -> Word | None:
    """Return a word of the same root: "execution" for "execute"; a name or a figure is itself or another."""
    exact = word.token.pos_ in EXACT or word.figure or word.time
    return None if exact else next((w for w in among if _is_kin(word.key, w.key) or _is_same(word, w)), None)


def _shortened(claim: Statement, passage: Statement) -> dict[int, Word]:
    """Return, by the place of a word of the claim, that of the passage that is short for its name, or its full form."""
    mine, theirs = filter(_is_short, claim.words), filter(_is_short, passage.words)
    full = ((short, _full(short, passage.words)) for short in mine)
    found = {short.token.i: name[0] for short, name in full if name}
    return found | {word.token.i: short for short in theirs for word in _full(short, claim.words)}


def _is_short(word: Word) -> bool:
    letters = word.token.text.replace(".", "")
    return len(letters) > 1 and letters.isalpha() and letters.isupper()


def _full(short: Word, among: Sequence[Word]) -> list[Word]:
    """Return the words of the name that a short one stands for: "General", "Motors" for GM."""
    letters = short.token.text.replace(".", "")
    named = [w for w in among if w.token.pos_ == "PROPN" and w.token.text[0].isupper()]
    runs = (named[start : start + len(letters)] for start in range(len(named) - len(letters) + 1))
    close = (run for run in runs if run[-1].token.i - run[0].token.i <= len(letters) + 1)
    return next((run for run in close if "".join(w.token.text[0] for w in run) == letters), [])


def _is_kin(one: str, other: str) -> bool:
    longer = max(len(one), len(other))
    need = max(PREFIX, round(SHARED * longer))
    return one[:need] == other[:need] and min(len(one), len(other)) >= need


def _is_same(one: Word, other: Word) -> bool:
    """Say whether two words of one part of speech are used for each other: "plane", "aircraft"."""
    pair = {one.token.lemma_.lower(), other.token.lemma_.lower()}
    return one.token.pos_ == other.token.pos_ and bool(pair & _SYNONYMS) and any(pair <= line for line in words.SAME)


def _sides() -> dict[str, frozenset[int]]:
    """Return on which sides of which lines of opposites a word stands: the line's number, negative for the second."""
    found: dict[str, frozenset[int]] = {}
    for number, (one, other) in enumerate(words.OPPOSITES, start=1):
        for side, members in ((number, one), (-number, other)):
            for member in members:
                found[member] = found.get(member, frozenset()) | {side}
    return found


_SIDES: Final = _sides()

_SYNONYMS: Final = frozenset(word for line in words.SAME for word in line)
