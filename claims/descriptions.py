"""Which noun a relative clause, an apposition or a participle speaks of, and whether that is sure enough to cut it off.

What may speak of something else ("He resigned in May, which surprised the party") stays with the clause it stands in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import words
from claims.governors import SUBJECTS, is_denied, is_divisible, is_effect, is_limited, subject_of
from claims.nominals import first_of
from claims.parts import joins_list

if TYPE_CHECKING:
    from claims.language import Token

NOUN_CLAUSES = frozenset({"relcl", "acl", "appos"})
"""What describes a noun."""

UNNAMED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
"""Entities that are no things: nobody tells more of a date."""

BODIES = frozenset({"PERSON", "ORG", "NORP"})
"""Entities that do something themselves."""


def is_loose(token: Token) -> bool:
    """Take a relative clause or apposition between commas; without commas it only says which one is meant."""
    # What stays after it ("the plane built by the plant, the home of the firm") keeps it too.
    later = (t for t in token.head.children if t.dep_ in NOUN_CLAUSES and t.i > token.i)
    return _can_go(token) and all(_can_go(t) for t in later)


def _can_go(token: Token) -> bool:
    beside = after_comma(token) and not is_limited(token.head) and not _goes_on(token) and _is_sure(token)
    # "Maleficent is a film directed by …": what describes the predicate noun is said of the subject.
    return _is_of_subject(token) or beside


def _goes_on(clause: Token) -> bool:
    """Say whether "and" follows without a comma: "plans, in which posts are cut | and plants closed" is misread."""
    after = clause.right_edge.i + 1
    return clause.right_edge.dep_ == "cc" or (after < clause.sent.end and clause.doc[after].dep_ == "cc")


def _is_sure(clause: Token) -> bool:
    """Say whether it is certain which noun a clause describes."""
    if clause.dep_ == "appos":
        return _describes(clause)
    if clause.doc[clause.left_edge.i - 2] not in clause.head.subtree or not _agrees(clause) or _is_shared_out(clause):
        return False
    if clause.dep_ == "acl":
        return not is_effect(clause)
    opening = _opening(clause)
    return opening is None or opening.lower_ != "which" or not (_is_of_either(clause) or _may_mean_all(clause, opening))


def _is_shared_out(clause: Token) -> bool:
    """Say whether a clause gives "respectively" to several what the parse ties to one."""
    return len(_coordinated(clause)) == 1 and any(t.lower_ == "respectively" for t in clause.subtree)


def _is_of_either(clause: Token) -> bool:
    """Say whether "which" may be the agreement or the firms in "an agreement between two firms, which defined"."""
    between = clause.head.dep_ == "pobj" and clause.head.head.lower_ == "between"
    return between and clause.head.head.head.pos_ == "NOUN" and _is_plural(clause) is None


def _opening(clause: Token) -> Token | None:
    """Return the "who", "which" or "where" of a relative clause."""
    inside = (clause.doc[i] for i in range(clause.left_edge.i, clause.i))
    return next((t for t in inside if t.tag_ in {"WDT", "WP", "WP$", "WRB"}), None)


def _may_mean_all(clause: Token, which: Token) -> bool:
    """Say whether "which" may stand for all that was told before: "He left, which surprised us", "in which case"."""
    noun = described(clause)
    told = next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}), noun)
    bracketed = clause.doc[clause.left_edge.i - 1].text == "("
    if bracketed or (noun.i < told.i and clause.right_edge.i < told.i):
        return False
    if noun.ent_type_ in UNNAMED or which.dep_ == "det" or which.head.lower_ in words.MEANWHILE | {"by", "upon"}:
        return True
    if which.dep_ == "dobj":
        return clause.lemma_ in words.SPEECH | words.THOUGHT | words.STANCE | {"do"}
    judged = any(t.dep_ == "acomp" or t.lemma_ in words.SUMMARIES for t in clause.children)
    return which.dep_ in SUBJECTS and (clause.lemma_ in words.EFFECTS or (clause.lemma_ == "be" and judged))


def _agrees(clause: Token) -> bool:
    """Say whether a clause agrees in number with the noun that it hangs on, as far as its verb shows it."""
    plural = _is_plural(clause)
    if len(_coordinated(clause)) > 1 and plural is None:
        return clause.dep_ == "acl"
    noun = described(clause)
    one = noun.tag_ == "NN" and not noun.ent_type_ and noun.lemma_.lower() not in words.GROUP_NOUNS
    alone = len(_coordinated(clause)) == 1 and not any(t.dep_ == "conj" for t in noun.children)
    return not (alone and ((plural and one) or (plural is False and noun.tag_ == "NNS")))


def _is_plural(clause: Token) -> bool | None:
    """Say whether a clause speaks of several, by its noun or its verb; None where neither shows it."""
    if clause.dep_ == "appos":
        return clause.tag_ in {"NNS", "NNPS", "CD"} or any(t.dep_ == "conj" for t in clause.children)
    if relative(clause) is None:
        return None
    verb = min((clause, *(t for t in clause.children if t.dep_ in {"aux", "auxpass"})), key=lambda t: t.i)
    if verb.tag_ == "VBZ" or verb.lower_ == "was":
        return False
    return True if verb.tag_ == "VBP" or verb.lower_ == "were" else None


def _coordinated(clause: Token) -> list[Token]:
    """Return the nouns, joined by "and", of which a clause may describe the last or all; of "A, and B," only B."""
    members = [first_of(clause.head)]
    for member in members:
        members += [t for t in member.children if t.dep_ == "conj" and t.i < clause.left_edge.i and t not in members]
    last = max(members, key=lambda t: t.i)
    joint = last.doc[last.left_edge.i - 1]
    apart = last in {clause.head, members[0]} and joint.dep_ == "cc" and last.doc[joint.i - 1].text == ","
    return [last] if apart or clause.head.pos_ not in {"NOUN", "PROPN"} else members


def relative(clause: Token) -> Token | None:
    """Return the "who" or "which" that is the subject of a relative clause."""
    return next((t for t in clause.children if t.dep_ in SUBJECTS and t.tag_ in {"WDT", "WP"}), None)


def described(clause: Token) -> Token:
    """Return what a clause says something of: in "a film from 2014, which" not the year, and of "X is a film" X.

    Of several nouns ("the guards and the mayor, who was …") one alone is the last, and several are all.
    """
    noun = clause.head
    nouns = _coordinated(clause)
    if len(nouns) > 1:
        noun = max(nouns, key=lambda t: t.i) if _is_plural(clause) is False else nouns[0]
    noun = _beyond_object(noun, clause)
    while noun.ent_type_ == "DATE" and noun.dep_ == "pobj":
        above = noun.head.head
        above = above.head if above.dep_ in {"acl", "relcl"} else above
        if above.pos_ not in {"NOUN", "PROPN"}:
            break
        noun = above
    subject = subject_of(first_of(noun).head)
    of_subject = first_of(noun).dep_ == "attr" and subject is not None and subject.lower_ not in words.POINTERS
    return subject if of_subject and subject is not None else noun


def _is_of_subject(token: Token) -> bool:
    """Take "is an actor who began …", "is a film directed by …": not "is not a man who", "is the one who"."""
    noun = first_of(token.head)
    copula = noun.head
    fits = token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"})
    subject = subject_of(copula)
    if not fits or noun.dep_ != "attr" or subject is None or subject.lower_ in words.POINTERS:
        return False
    vague = any(t.lower_ in {"a", "an"} for t in noun.children) or token.dep_ == "acl"
    told = token.dep_ == "acl" or relative(token) is not None
    return (
        vague
        and told
        and not is_denied(copula, token.left_edge.i)
        and is_divisible(copula, range(copula.i, token.left_edge.i))
        and not _is_second(token)
    )


def _is_second(clause: Token) -> bool:
    """Say whether another clause about the noun stands between them: the second may tell of a noun in the first."""
    between = clause.doc[clause.head.i + 1 : clause.left_edge.i]
    return any(t.dep_ in {"relcl", "acl"} for t in between)


def _beyond_object(noun: Token, clause: Token) -> Token:
    """Return the plan of "a plan to close schools which, according to X, parents have condemned", not the schools."""
    which = clause.dep_ == "relcl" and any(t.lower_ == "which" for t in clause.subtree)
    judges = clause.lemma_.lower() in words.STANCE | words.SPEECH | words.THOUGHT
    if not (which and judges and any(t.dep_ == "nsubj" and t.lower_ != "which" for t in clause.children)):
        return noun
    while noun.dep_ == "dobj" and noun.head.dep_ in {"pcomp", "acl"}:
        noun = noun.head.head.head if noun.head.dep_ == "pcomp" else noun.head.head
    return noun


def _describes(token: Token) -> bool:
    """Tell "Hwang, a former secretary of the party" from one more name in a list or an address."""
    if (
        token.head.pos_ not in {"PROPN", "NOUN"}
        or joins_list(token)
        or token.ent_type_ == token.head.ent_type_ == "GPE"
        or (token.pos_ == "PROPN" and token.doc[token.left_edge.i - 1].text == "(")
        or token.doc[token.left_edge.i - 2] not in token.head.subtree
        or _is_of_event(token)
        or _is_of_nearer(token)
    ):
        return False
    return any(t.dep_ in {"det", "amod", "prep", "poss", "compound"} for t in token.children)


def _is_of_nearer(noun: Token) -> bool:
    """Find "the plane built by the plant, the home of the firm", where another noun stands before the comma.

    A name after its office ("the head of the party, Anna Smith") is told of no other noun.
    """
    before = noun.doc[noun.left_edge.i - 2]
    nearer = before.pos_ in {"NOUN", "PROPN"} and before.ent_type_ not in UNNAMED
    return nearer and before not in _coordinated(noun) and noun.pos_ != "PROPN" and not _is_in_name(noun.head, before)


def _is_in_name(noun: Token, nearer: Token) -> bool:
    """Say whether the nearer noun is part of a name or an office: "the Bank of England", "the mayor of Lyon"."""
    return nearer.ent_type_ != "" and (
        nearer.ent_type_ == noun.ent_type_ or (nearer.ent_type_ == "GPE" and _acts(noun))
    )


def _is_of_event(noun: Token) -> bool:
    """Take "…, an increase over last year", "made from scratch, a display of skill" for what they say of all before.

    No date and no bare material is described so, and a colon after it ("Batman: The Series") stands inside a name.
    """
    after = noun.right_edge.i + 1
    colon = after < noun.sent.end and noun.doc[after].text == ":"
    vague = any(t.lower_ in {"a", "an"} for t in noun.children)
    bare = noun.head.tag_ == "NN" and vague and not any(t.i < noun.head.i for t in noun.head.children)
    of_place = noun.head.ent_type_ == "GPE" and _is_person(noun)
    return colon or bare or of_place or noun.head.ent_type_ in UNNAMED or noun.lemma_.lower() in words.SUMMARIES


def after_comma(token: Token) -> bool:
    """Say whether a comma, a dash or a bracket stands before a branch."""
    first = token.left_edge.i
    return first > token.sent.start and token.doc[first - 1].text in {",", "—", "–", "--", "("}


# -- participles -------------------------------------------------------------------------------------------------------


def speaks_of_subject(participle: Token, subject: Token | None) -> bool:
    """Say whether a participle beside a clause surely speaks of its subject.

    "…, meaning that" and "…, forcing them to" speak of the event; in "the sentence of the Court, recognising" it is the
    Court, and in "According to Yonhap, quoting KCNA, the army" it is not the army.
    """
    if subject is None or is_effect(participle):
        return False
    first = participle.left_edge.i
    if first == participle.sent.start:
        return True
    named = subject.pos_ == "PROPN"
    if participle.i < subject.i or named or _acts(subject) or participle.doc[first - 2] in subject.subtree:
        return participle.i > subject.i
    return not any(_acts(participle.doc[i]) for i in range(participle.head.i + 1, first))


def _acts(noun: Token) -> bool:
    """Say whether a noun is somebody: by name, a pronoun, a body, or a word like "gamers" and "activists"."""
    known = noun.ent_type_ in BODIES or noun.lemma_.lower() in words.GROUP_NOUNS
    if noun.pos_ == "PRON":
        return noun.tag_ == "PRP" and noun.lower_ not in {"it", *words.POINTERS}
    return noun.pos_ in {"NOUN", "PROPN"} and (known or _is_person(noun))


def _is_person(noun: Token) -> bool:
    return noun.lower_.rstrip("s").endswith(words.DOERS)
