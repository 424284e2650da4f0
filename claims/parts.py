"""Reads one clause as the several statements that it makes: the members of a list, its date and its place, its cause.

Each statement is a set of token indices. Nothing is divided under a word that speaks of the whole ("not A or B",
"between A and B", "only A and B"): a part must say no more than the clause said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import words
from claims.governors import SUBJECTS, is_denied, is_divisible, subject_of
from claims.nominals import YEAR

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
        for told in _with_and_without_tail(head, whole)
        for caused in _with_and_without_cause(head, told)
        for listed in _one_by_one(head, caused)
        for part in _when_and_where(head, listed)
    ]


def _with_and_without_tail(head: Token, whole: set[int]) -> list[set[int]]:
    """Read two things in "cut its production, forcing plants to close": what was done, and what is told of that."""
    last = max((i for i in whole if not head.doc[i].is_punct), default=head.i)
    late = [t for t in head.subtree if t != head and t.i in whole and _is_tail(t) and t.right_edge.i >= last]
    return [whole - _branch(late[0]), whole] if late and not is_denied(head) else [whole]


def _is_tail(clause: Token) -> bool:
    """Find what a comma sets apart at the end, though it stays with the sentence: ", which surprised the party"."""
    if clause.dep_ not in {"relcl", "appos", "advcl"}:
        return False
    first = clause.left_edge
    if first.i == first.sent.start or first.nbor(-1).text != ",":
        return False
    if clause.dep_ == "relcl":
        return "which" in {first.lower_, first.nbor().lower_}
    if clause.dep_ == "appos":
        return first.dep_ == "det" and not joins_list(clause)
    return clause.tag_ in {"VBG", "VBN"} and subject_of(clause) is None


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
    shared = _shared(members) & whole
    outside = whole - {i for m in members for i in _branch(m)} | shared
    if _is_told_of_all(members, outside - class_) or _has_late_name(members[-1], whole):
        return [whole]
    general = [whole - _branch(members[0].head)] if class_ else []
    return [*general, *(outside - class_ | (_alone(m, members) & whole) for m in members)]


def _is_told_of_all(members: list[Token], outside: set[int]) -> bool:
    """Say whether a sum or a second coordination stands beside a list: "paid 3 million to A and B" is not twice that.

    "In March and June he showed the A and the B" does not say what he showed when.
    """
    beside = [members[0].doc[i] for i in sorted(outside)]
    joined = (t for t in beside if t.dep_ == "conj" and t.pos_ in {"NOUN", "PROPN"} and t.head.i in outside)
    return any(_is_sum(t, members[0]) for t in beside) or not all(_is_apart(t, members) for t in joined)


def _is_sum(number: Token, member: Token) -> bool:
    """Say whether a number counts what is done, or what a list hangs on: not "in addition to the twelve", "iPad 2"."""
    # "The iPad 2", "Python 2.0": a number behind a noun is part of its name.
    named = number.head.pos_ == "PROPN" or (number.head.pos_ == "NOUN" and number.head.i < number.i)
    dated = number.ent_type_ in {"DATE", "TIME"} or YEAR.fullmatch(number.text)
    if number.pos_ not in {"NUM", "SYM"} or named or dated:
        return False
    noun = number
    while noun.dep_ in {"nummod", "compound", "quantmod", "nmod"}:
        noun = noun.head
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun in member.ancestors or above.pos_ in {"VERB", "AUX"}


def _is_apart(other: Token, members: list[Token]) -> bool:
    """Say whether another coordination stands around a list, or beyond a comma: "starred A and B, with C and D"."""
    first, last = other.head.left_edge.i, members[-1].i
    between = range(last, first) if last < first else range(other.i, members[0].left_edge.i)
    return other in members[0].ancestors or any(other.doc[i].text == "," for i in between)


def _has_late_name(last: Token, whole: set[int]) -> bool:
    """Say whether more is told of the last member, so that it is not sure where the list ends."""
    start = last.right_edge.i + 2
    told = [t for t in last.children if t.dep_ == "appos" and not joins_list(t)]
    # "Its lorries and its leader, the F-series truck": the parse may hang it anywhere.
    if start < last.sent.end and last.sent[start - last.sent.start].dep_ == "det":
        told += [t for t in last.doc[start].ancestors if t.left_edge.i == start and t.dep_ in LISTED]
    return any(t.doc[t.left_edge.i - 1].text == "," and t.i in whole for t in told)


def _list_from(first: Token, head: Token, whole: set[int]) -> list[Token]:
    """Return the members of the list that a token opens, in order; nothing where they do not stand alone."""
    if first.dep_ not in LISTED or first == head or joins_list(first) or _inside_subject(first, head):
        return []
    members = [first]
    for member in members:
        following = (t for t in member.children if t.i in whole and t.i > member.i)
        members += [t for t in following if (t.dep_ == "conj" or joins_list(t)) and t not in members]
    members.sort(key=lambda t: t.i)
    joined = any(t.dep_ == "cc" for m in members for t in m.children) and not _is_beside_noun(members[-1], first)
    return members if joined and all(_stands_alone(m, first) for m in members) else []


def _is_beside_noun(last: Token, first: Token) -> bool:
    """See through a parse of "a rise in prices and a fall in wages": the fall stands beside the rise."""
    prep, noun = first.head, first.head.head
    alike = any(t.dep_ == "prep" and t.lower_ == prep.lower_ for t in last.children)
    new = all(any(t.lower_ in {"a", "an"} for t in n.children) for n in (noun, last))
    return first.dep_ == "pobj" and alike and new


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
    last = members[-1]
    late = [t for t in members[0].rights if t.i > last.i and t.dep_ in {"prep", "acl", "relcl"}]
    # A name has nothing that hangs on it: "will cut the Aspen and the Durango from production".
    late += [t for t in last.rights if last.pos_ == "PROPN" and t.dep_ == "prep" and _is_of_verb(t)]
    return {i for t in late for i in _branch(t)}


def _is_of_verb(prep: Token) -> bool:
    return prep.lower_ != "of" and any(t.dep_ == "pobj" and t.pos_ == "NOUN" for t in prep.children)


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
    if token.dep_ == "npadvmod" and token.ent_type_ != "DATE":
        return False  # "went to the Bank of England, a body founded in 1694"
    return len(inside) <= LONGEST_DATE and any(t.ent_type_ == "DATE" and t.like_num for t in inside)


def _branch(token: Token) -> set[int]:
    return {t.i for t in token.subtree}
