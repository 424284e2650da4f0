"""What a source is: how far its phrase reaches, of what kind it is, and for whom a pronoun stands.

The words of sources are data in `words`; the attributions themselves are found in `attribution`.
"""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 - also named in a value's type at run time
from typing import TYPE_CHECKING

from claims import words
from claims.model import SourceType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.language import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})

BESIDE = frozenset({"prep", "appos", "compound", "flat", "nummod", "conj"})
"""What names and places a noun after it."""

BODIES = frozenset({"ORG", "GPE", "NORP", "FAC"})
"""What the parser calls names that are no person's."""

PLACES = frozenset({"GPE", "LOC"})

# -- how far it reaches ------------------------------------------------------------------------------------------------


def phrase(head: Token, cue: Token | None = None) -> tuple[Token, ...]:
    """Return a source's noun phrase with what names it, places it and picks it out, without loose ends.

    A name may follow after a comma ("the secretary general, Jane Smith"); what describes a name is left out. So is a
    clause that holds the verb by which the source speaks, its `cue`: "a man who said".
    """
    end = _last(head, cue).i + 1
    # A name goes on through its capitals: "Kim Kwang In" is no preposition.
    while head.doc[end - 1].pos_ == "PROPN" and end < head.sent.end and _goes_on(head.doc[end]):
        end += 1
    tokens = list(head.doc[_first(head) : end])
    while tokens and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens.pop()
    while tokens and (tokens[0].is_punct or tokens[0].is_space or tokens[0].dep_ == "cc"):
        tokens.pop(0)
    return tuple(tokens)


def _first(head: Token) -> int:
    """Return where a source starts: after "Speaking in court, ", which the parse may hang on a name."""
    before = head.doc[head.left_edge.i : head.i]
    comma = next((t.i for t in reversed(before) if t.text == ","), None)
    told = comma is not None and any(t.pos_ in {"VERB", "AUX"} and t.dep_ in {"advcl", "acl", "ccomp"} for t in before)
    return comma + 1 if comma is not None and told else head.left_edge.i


def _goes_on(token: Token) -> bool:
    return token.is_title and token.pos_ == "ADP"


def _last(head: Token, cue: Token | None = None) -> Token:
    last = head
    for child in head.rights:
        if child.dep_ in {"punct", "cc"} or (child.dep_ == "appos" and not _belongs(child)):
            continue
        joined = child.dep_ in {"appos", "conj"}
        if not _belongs(child) or (cue is not None and not joined and cue in child.subtree):
            break
        last = _last(child, cue) if joined else child.right_edge
    return last


def _belongs(child: Token) -> bool:
    """Say whether a branch to the right of a noun is part of the source that the noun is."""
    if child.doc[child.left_edge.i - 1].is_punct:
        return child.dep_ == "conj" or child.lower_ == "including" or _is_name_of(child, child.head)
    if child.dep_ not in BESIDE:
        return _picks_out(child)
    return child.head.pos_ != "PROPN" or not (_describes(child) or _is_when(child))


def _picks_out(child: Token) -> bool:
    """Say whether a branch tells who is meant: "those who left", "people familiar with the case", "data kept by X".

    What else is told of people ("employees who spoke to us") describes them; "a report that …" is what it says.
    """
    if child.dep_ == "amod":
        return child.head.pos_ == "NOUN"
    if child.dep_ not in {"relcl", "acl"} or any(t.dep_ == "ccomp" for t in child.subtree):
        return False
    made = is_document(child.head) and child.lemma_.lower() not in words.GETTING
    return child.head.lower_ in words.WHOEVER or (made and any(t.dep_ == "agent" for t in child.children))


def _describes(child: Token) -> bool:
    """See an apposition to a name through its lost comma: "Ann Lee a baker"."""
    return child.dep_ == "appos" and child.pos_ == "NOUN"


def _is_when(child: Token) -> bool:
    """Say whether a branch tells when a name spoke: "Ann Lee on Monday"; the report in May is which report."""
    dated = any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
    return child.dep_ == "prep" and child.lower_ in {"on", "in", "at", "during"} and dated


def _is_name_of(appos: Token, head: Token) -> bool:
    """Say whether an apposition is a name: "the chairman, Ann Lee" and not "Ann Lee, a baker"."""
    if appos.dep_ != "appos" or appos.pos_ != "PROPN" or appos.ent_type_ in PLACES:
        return False
    bracketed = appos.doc[appos.left_edge.i - 1].text in {"(", "["}
    return not bracketed and (head.pos_ == "NOUN" or (head.ent_type_ != "PERSON" and appos.ent_type_ == "PERSON"))


def name_of(head: Token) -> Token | None:
    """Return the name by which a source is called beside its description: "the chairman, Ann Lee"."""
    beside = [t for t in head.children if t.dep_ == "appos" and t.pos_ == "PROPN"]
    named = next((t for t in beside if head.pos_ == "NOUN" or _is_name_of(t, head)), None)
    # "The president and chief engineer of the firm, Ann Lee": the parse may hang her name on the firm.
    last = (t for t in head.subtree if t.dep_ == "appos" and t.ent_type_ == "PERSON" and t.i > head.i)
    return named or (next(last, None) if head.pos_ == "NOUN" and is_people(head) else None)


# -- of what kind it is ------------------------------------------------------------------------------------------------


def source_type(head: Token, verb: Token | None = None) -> SourceType:
    """Say what kind of source a noun phrase is: the first of `_TYPES` that fits."""
    if verb is not None and verb.lemma_.lower() in {"learn", "understand"} and head.pos_ == "PROPN":
        return SourceType.MEDIA if head.ent_type_ == "PERSON" else SourceType.OUTLET
    return next((kind for kind, fits in _TYPES if fits(head)), SourceType.UNNAMED)


def _text(head: Token) -> str:
    text: str = head.doc[head.left_edge.i : head.i + 1].text
    return text


def _described(head: Token) -> bool:
    return any(t.dep_ in {"amod", "prep", "compound", "relcl", "acl"} for t in head.children)


def _noun_in(head: Token, nouns: frozenset[str]) -> bool:
    return head.pos_ in {"NOUN", "PROPN"} and bool({head.lemma_.lower(), head.lower_} & nouns)


def _called(head: Token, kinds: Iterable[str]) -> bool:
    name = name_of(head)
    return name is not None and name.ent_type_ in kinds


def _is_name(head: Token) -> bool:
    """Take for a name what the parser takes for one, unless it is a word for people in small letters."""
    return head.pos_ == "PROPN" and not (head.is_lower and is_people(head))


def _is_full_name(head: Token) -> bool:
    """Take for a person's name what holds a place ("Valeska Paris") where somebody is told beside it: ", a woman"."""
    first = any(t.dep_ == "compound" and t.pos_ == "PROPN" for t in head.lefts)
    return first and any(t.dep_ == "appos" and t.lemma_.lower() in words.PEOPLE for t in head.rights)


_TYPES: tuple[tuple[SourceType, Callable[[Token], bool]], ...] = (
    (SourceType.UNNAMED, lambda h: _noun_in(h, words.BARE_SOURCES) and _described(h)),
    (SourceType.BARE, lambda h: _noun_in(h, words.BARE_SOURCES)),
    (
        SourceType.MEDIA,
        lambda h: bool(words.MEDIA_NAMES.search(_text(h))) if h.ent_type_ != "PERSON" else h.text in words.MEDIA_ALONE,
    ),
    (SourceType.MEDIA, lambda h: h.ent_type_ != "PERSON" and _noun_in(h, words.MEDIA_NOUNS)),
    (SourceType.DOCUMENT, lambda h: h.pos_ == "NOUN" and _noun_in(h, words.DOCUMENT_NOUNS)),
    (SourceType.NAMED, lambda h: h.pos_ == "PROPN" and (_called(h, {"PERSON"}) or _is_full_name(h))),
    (SourceType.ORGANISATION, lambda h: h.pos_ == "PROPN" and h.ent_type_ in BODIES),
    (SourceType.ORGANISATION, lambda h: _noun_in(h, words.GROUP_NOUNS) or _called(h, BODIES)),
    (SourceType.NAMED, lambda h: _is_name(h) or h.lower_ in {"he", "she", "i"}),
    (SourceType.NAMED, lambda h: name_of(h) is not None),
)


def is_document(noun: Token) -> bool:
    """Say whether a noun is something written or recorded."""
    return _noun_in(noun, words.DOCUMENT_NOUNS)


_VOICED = words.VOICED.union(
    words.GROUP_NOUNS, words.MEDIA_NOUNS, words.DOCUMENT_NOUNS, words.BARE_SOURCES, words.REPORT_NOUNS
)


def can_speak(head: Token) -> bool:
    """Say whether a noun is one that has a voice: a name, a pronoun, people, a body, a document; fees have none."""
    if head.pos_ != "NOUN" or head.ent_type_ in BODIES | {"PERSON"} or name_of(head) is not None:
        return True
    return head.lemma_.lower() in _VOICED or is_people(head)


def is_people(noun: Token) -> bool:
    """Say whether a noun stands for people, by the word or by its ending ("-er", "-ist")."""
    lemma = noun.lemma_.lower()
    return lemma in words.PEOPLE or (lemma not in words.NO_PEOPLE and bool(words.PEOPLE_ENDINGS.search(lemma)))


# -- for whom a pronoun stands -----------------------------------------------------------------------------------------

_MAY_STAND_FOR: dict[str, frozenset[SourceType]] = {
    "he": frozenset({SourceType.NAMED, SourceType.UNNAMED}),
    "she": frozenset({SourceType.NAMED, SourceType.UNNAMED}),
    "it": frozenset({SourceType.ORGANISATION, SourceType.MEDIA, SourceType.DOCUMENT, SourceType.OUTLET}),
    "they": frozenset({SourceType.ORGANISATION, SourceType.MEDIA, SourceType.UNNAMED}),
}
"""Of which kinds the source is that a pronoun stands for."""


def stands_for(pronoun: Token, before: Iterable[SourceType] = ()) -> SourceType | None:
    """Return the kind of source that a pronoun most likely stands for; nothing where the words before do not tell.

    That is the nearest subject before it in its paragraph that it fits, or else the last speaker of the one above, who
    were of the kinds `before`, the last one first.
    """
    kinds = _MAY_STAND_FOR.get(pronoun.lower_)
    if kinds is None:
        return None
    found = (_kind_for(pronoun, token) for token in _mentioned(pronoun))
    return next((k for k in found if k is not None), next((k for k in before if k in kinds), None))


def _mentioned(pronoun: Token) -> Iterator[Token]:
    """Yield what the words before a pronoun speak of, the nearest first: subjects, and sources after "according to"."""
    for token in reversed(pronoun.doc[: pronoun.i]):
        told = token.dep_ == "pobj" and token.head.head.lower_ == "according"
        if token.pos_ in {"NOUN", "PROPN"} and (token.dep_ in SUBJECTS or told):
            yield token


def _kind_for(pronoun: Token, noun: Token) -> SourceType | None:
    """Return the kind of a noun that a pronoun may stand for, by person and number."""
    kind, plural = source_type(noun), noun.tag_ in {"NNS", "NNPS"}
    if kind not in _MAY_STAND_FOR[pronoun.lower_]:
        return None
    if pronoun.lower_ in {"he", "she"}:
        other = noun.lemma_.lower() in (words.WOMEN if pronoun.lower_ == "he" else words.MEN)
        return kind if not plural and not other and (kind is SourceType.NAMED or is_people(noun)) else None
    return kind if kind is not SourceType.UNNAMED or (plural and is_people(noun)) else None


def people_in(doc: Doc) -> set[str]:
    """Return the last names of the people whom a paragraph calls by a longer name."""
    names = {e[-1] for e in doc.ents if e.label_ == "PERSON" and len(e) > 1}
    names |= {t for t in doc if t.pos_ == "PROPN" and _is_full_name(t)}
    return {t.text for t in names if t.is_title}
