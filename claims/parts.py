"""Reads one clause as the several statements that it makes: the members of a list, its date and its place, its cause.

Each statement is a set of token indices. Nothing is divided under a word that speaks of the whole ("not A or B",
"between A and B", "only A and B"): a part must say no more than the clause said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import words
from claims.governors import SUBJECTS, is_divisible

if TYPE_CHECKING:
    from claims.language import Token

LISTED = frozenset({"dobj", "attr", "pobj", "oprd", "dative", "acomp", "appos", "npadvmod", "dep", "ROOT"})
"""What a member of a list may be to its verb: not its subject, since subjects may have done it together."""

OWN_WORDS = frozenset({"det", "poss", "nummod", "amod", "compound", "nmod"})
"""What makes a common noun a thing of its own: "the costumes", "two prizes"; not "surveillance and crackdowns"."""

MAX_MEMBERS = 12
"""A longer list is read as one statement: nobody checks so many one by one."""

LONGEST_DATE = 6
"""Of how many words "on Monday 3 May 2010" may be made."""

NAMES = frozenset({"GPE", "LOC", "FAC", "ORG", "EVENT", "PERSON", "WORK_OF_ART", "NORP"})
"""What a circumstance beside a date tells of by name: where, by whom, as what."""


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
    members = max(lists, key=len, default=[])
    if not 1 < len(members) <= MAX_MEMBERS or not is_divisible(head, whole):
        return [whole]
    class_ = _class(members[0]) & whole
    outside = whole - {i for m in members for i in _branch(m)} | (_shared(members) & whole)
    general = [whole - _branch(members[0].head)] if class_ else []
    return [*general, *(outside - class_ | (_alone(m, members) & whole) for m in members)]


def _list_from(first: Token, head: Token, whole: set[int]) -> list[Token]:
    """Return the members of the list that a token opens, in order; nothing where they do not stand alone."""
    if first.dep_ not in LISTED or first == head or joins_list(first) or _inside_subject(first, head):
        return []
    members = [first]
    for member in members:
        following = (t for t in member.children if t.i in whole and t.i > member.i)
        members += [t for t in following if (t.dep_ == "conj" or joins_list(t)) and t not in members]
    members.sort(key=lambda t: t.i)
    joined = any(t.dep_ == "cc" for m in members for t in m.children)
    return members if joined and all(_stands_alone(m, first) for m in members) else []


def joins_list(noun: Token) -> bool:
    """See through a parse that takes what stands in a list for an apposition to what stands before it."""
    if noun.dep_ != "appos" or noun.pos_ != noun.head.pos_ or any(t.lower_ in {"a", "an"} for t in noun.children):
        return False
    named = noun.pos_ == "PROPN" and not any(t.dep_ == "det" for t in noun.children)
    ends = any(t.dep_ == "cc" for t in noun.head.children)
    return any(t.dep_ == "conj" for t in noun.children) or (named and ends)


def _stands_alone(member: Token, first: Token) -> bool:
    owned = first.dep_ == "attr" or any(t.dep_ in OWN_WORDS for t in member.children)
    return member.pos_ == "PROPN" or (member.pos_ == "NOUN" and owned)


def _class(member: Token) -> set[int]:
    """Return "films such as" and "a number of films, including": what its members are, and no more than that."""
    prep = member.head
    such = prep.lower_ == "as" and prep.i > 0 and prep.nbor(-1).lower_ == "such"
    if member.dep_ != "pobj" or not (such or prep.lower_ == "including") or prep.head.pos_ not in {"NOUN", "PROPN"}:
        return set()
    return _branch(prep.head)


def _alone(member: Token, members: list[Token]) -> set[int]:
    """Return one member of a list with what belongs to it, without the other members and what joins them."""
    inside = _branch(member)
    others = {i for m in members if m != member and m.i in inside for i in _branch(m)}
    joints = {i for t in member.children if t.dep_ in {"cc", "preconj"} for i in _branch(t)}
    article = {t.i for t in members[0].children if t.lower_ in {"a", "an"}} if not _is_determined(member) else set()
    return inside - others - joints - {t.i for t in member.children if t.is_punct and t.i > member.i} | article


def _is_determined(member: Token) -> bool:
    return member.pos_ == "PROPN" or any(t.dep_ in {"det", "poss", "nummod"} for t in member.children)


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
    places = [t for t in around if t not in dates and any(x.ent_type_ in NAMES for x in t.subtree)]
    if len(dates) != 1 or not places or not is_divisible(head, whole):
        return [whole]
    where = {i for t in places for i in _branch(t)}
    return [whole - _branch(dates[0]), whole - where]


def _is_dated(token: Token) -> bool:
    inside = list(token.subtree)
    return len(inside) <= LONGEST_DATE and any(t.ent_type_ == "DATE" and t.like_num for t in inside)


def _branch(token: Token) -> set[int]:
    return {t.i for t in token.subtree}
