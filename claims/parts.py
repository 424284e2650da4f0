"""Reads one clause as the several statements that it makes: the members of a list, its date and its place, its cause.

Each statement is a set of token indices. Nothing is divided under a word that speaks of the whole ("not A or B",
"between A and B", "only A and B"): a part must say no more than the clause said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.language import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})

LISTED = frozenset({"dobj", "attr", "pobj", "oprd", "dative", "acomp", "appos", "npadvmod", "dep", "ROOT"})
"""What a member of a list may be to its verb: not its subject, since subjects may have done it together."""

OWN_WORDS = frozenset({"det", "poss", "nummod", "amod", "compound", "nmod"})
"""What makes a common noun a thing of its own: "the costumes", "two prizes"; not "surveillance and crackdowns"."""

MAX_MEMBERS = 12
"""A longer list is read as one statement: nobody checks so many one by one."""

LONGEST_DATE = 6
"""Of how many words "on Monday 3 May 2010" may be made."""

PLACES = frozenset({"GPE", "LOC", "FAC", "ORG", "EVENT"})


def statements(head: Token, whole: set[int]) -> list[set[int]]:
    """Return the statements that a clause makes, in reading order; the clause alone where it cannot be divided."""
    return [
        part
        for caused in _with_and_without_cause(head, whole)
        for listed in _one_by_one(head, caused)
        for part in _when_and_where(head, listed)
    ]


def _with_and_without_cause(head: Token, whole: set[int]) -> list[set[int]]:
    """Read two things in "due to crackdowns, people are uneasy": that they are, and why; in "despite …" the first."""
    lead = [t for t in head.children if t.dep_ in {"prep", "advmod"} and t.i < head.i and t.lower_ in words.GROUNDS]
    if not lead or not whole - _branch(lead[0]):
        return [whole]
    without = whole - _branch(lead[0])
    return [without] if lead[0].lower_ == "despite" else [whole, without]


def _one_by_one(head: Token, whole: set[int]) -> list[set[int]]:
    """Read a list as so many statements: "starring Jolie, Fanning and Copley" says three things."""
    lists = [found for t in head.subtree if t.i in whole and len(found := _list_from(t, head, whole)) > 1]
    if not lists or not _is_divisible(head, whole):
        return [whole]
    members = max(lists, key=len)
    if len(members) > MAX_MEMBERS:
        return [whole]
    outside = whole - {i for m in members for i in _branch(m)} | (_shared(members) & whole)
    return [outside | (_alone(m, members) & whole) for m in members]


def _list_from(first: Token, head: Token, whole: set[int]) -> list[Token]:
    """Return the members of the list that a token opens, in order; nothing where they do not stand alone."""
    if first.dep_ not in LISTED or first == head or _inside_subject(first, head):
        return []
    members, joined = [first], False
    for member in members:
        following = [t for t in member.children if t.i in whole and _follows(t, member)]
        members += [t for t in following if t not in members]
        joined = joined or any(t.dep_ == "cc" for t in member.children)
    return sorted(members, key=lambda t: t.i) if joined and all(map(_stands_alone, members)) else []


def _follows(token: Token, member: Token) -> bool:
    """Say whether a token is the next member; the parse takes a name in the midst of a list for an apposition."""
    named = token.dep_ == "appos" and token.pos_ == member.pos_ == "PROPN"
    return token.i > member.i and (token.dep_ == "conj" or (named and not any(t.dep_ == "det" for t in token.children)))


def _stands_alone(member: Token) -> bool:
    return member.pos_ == "PROPN" or (member.pos_ == "NOUN" and any(t.dep_ in OWN_WORDS for t in member.children))


def _alone(member: Token, members: list[Token]) -> set[int]:
    """Return one member of a list with what belongs to it, without the other members and what joins them."""
    inside = _branch(member)
    others = {i for m in members if m != member and m.i in inside for i in _branch(m)}
    joints = {i for t in member.children if t.dep_ in {"cc", "preconj"} for i in _branch(t)}
    return inside - others - joints - {t.i for t in member.children if t.is_punct and t.i > member.i}


def _shared(members: list[Token]) -> set[int]:
    """Return what follows the whole list and belongs to all of it: "a remake and a retelling of the tale"."""
    late = (t for t in members[0].rights if t.i > members[-1].i and t.dep_ in {"prep", "acl", "relcl"})
    return {i for t in late for i in _branch(t)}


def _inside_subject(token: Token, head: Token) -> bool:
    while token not in (head, token.head):
        if token.dep_ in SUBJECTS:
            return True
        token = token.head
    return False


def _when_and_where(head: Token, whole: set[int]) -> list[set[int]]:
    """Read two things in "opened in Lyon on 3 May 2010": where, and when; not where a figure needs its date."""
    around = [t for t in head.rights if t.dep_ in {"prep", "npadvmod", "agent"} and t.i in whole]
    dates = [t for t in around if _is_dated(t)]
    places = [t for t in around if t not in dates and any(x.ent_type_ in PLACES for x in t.subtree)]
    if len(dates) != 1 or not places or not _is_divisible(head, whole):
        return [whole]
    where = {i for t in places for i in _branch(t)}
    return [whole - _branch(dates[0]), whole - where]


def _is_dated(token: Token) -> bool:
    inside = list(token.subtree)
    return len(inside) <= LONGEST_DATE and any(t.ent_type_ == "DATE" and t.like_num for t in inside)


def _is_divisible(head: Token, whole: Iterable[int]) -> bool:
    """Say whether no word of a clause speaks of all of it."""
    return not any(head.doc[i].lower_ in words.INDIVISIBLE for i in whole)


def _branch(token: Token) -> set[int]:
    return {t.i for t in token.subtree}
