"""Finds figures in a parsed paragraph: what they come to, in which unit, and what is counted.

The idea: `numbers` has one pattern for a number; here is one for what may stand around it (`FIGURE`: approximation,
currency sign, second figure of a range, unit) and one for shares and multiples (`RATIO`). The parser says what is
counted, and which numbers are names.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.language import span, text_of, touched
from claims.model import Quantity, Span
from claims.numbers import NUMBER, any_of, is_vague, worth
from claims.words import (
    AIRCRAFT,
    AIRLINERS,
    CHANGES,
    CURRENCIES,
    INDEX,
    MULTIPLES,
    NUMBER_WORDS,
    NUMBERED,
    SCALES,
    SHARES,
    SPEECH,
    UNCOUNTED,
    UNITS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.language import Doc, Token

_ABOUT = (
    r"about|around|approximately|approx\.?|roughly|some|nearly|almost|close\sto|an\sestimated|estimated|circa|c\."
    r"|in\sthe\sregion\sof|an\saverage\sof"
)
_FROM = (
    r"(?:(?:well|far|much|just|slightly|a\slittle)\s)?(?:more\sthan|over|above|upwards?\sof|exceeding"
    r"|(?:greater|higher|larger|bigger|longer|older|heavier|faster)\sthan|in\sexcess\sof)|at\s(?:the\svery\s)?least|(?:no|not)\s(?:less|fewer)\sthan|a\sminimum\sof"
)
_UPTO = (
    r"up\sto|(?:(?:well|far|much|just|slightly|a\slittle)\s)?(?:under|below"
    r"|(?:less|fewer|lower|smaller|shorter|younger|lighter|slower)\sthan)"
    r"|at\s(?:the\svery\s)?most|(?:no|not)\smore\sthan|within|as\s(?:many|much|high)\sas|a\smaximum\sof"
)
_LEAD = rf"(?:(?<!\w)(?:(?P<about>~|(?:{_ABOUT})\s)|(?:(?P<from>{_FROM})|(?P<upto>{_UPTO}))\s)){{0,2}}"
_CODES = any_of({code for code in CURRENCIES.values() if code.isupper()})
_SIGN = rf"(?:{any_of(c for c in CURRENCIES if not c.replace(' ', '').isalpha() and c != 'rs.')}|(?-i:{_CODES}|Rs\.?))"
_NAME = any_of([*UNITS, *(c for c in CURRENCIES if c.replace(" ", "").isalpha() and c != "rs")])
_SORT = r"(?:working|business|calendar|consecutive|straight|full)"
_SHORT = r"(?:%|°[CF]|[kcm]m\b|[km]g\b|[kmgt]b\b|[kmg]w\b|mph\b|km/h|km²|m²)"
_NAMED = rf"(?:of\s(?=\w+s\b)|{_SORT}\s)?(?:{_NAME})\b(?![-\s]olds?\b)(?:-long\b|-contract\b)?"
_UNIT = rf"(?:\s?{_SHORT}|[-\s]{_NAMED})"
_LESS = r"(?P<less>\sor\s(?:less|fewer|under|younger|below))"
_MORE = r"(?P<more>\+|-plus\b|\sor\s(?:more|higher|above|older|over)\b)"
_END = r"(?![\w%]|[.,:/]\d|-\w|\s(?:th|st|nd|rd)\b)"

FIGURE: Final = re.compile(
    rf"""(?<![\w/.:,-]){_LEAD}(?P<between>between\s)?(?P<sign>{_SIGN}\s?)?(?P<minus>(?<![\w\d])[-−](?=\d))?
        (?P<first>{NUMBER}|half\san?(?=\s(?:{_NAME})\b))(?P<own>{_UNIT})?
        (?:(?P<join>\s?(?:--?|–|—)\s?|[-\s]to[-\s]|\sor\s|(?(between)\sand\s|\sto\s))
           (?:{_SIGN}\s?)?(?P<minus_too>[-−](?=\d))?(?P<second>{NUMBER}))?
        (?:{_MORE}|{_LESS}|(?P<odd>-odd\b|\sor\sso\b))?
        (?:(?P<age>[-\s](?:year|month|week|day)s?[-\s]olds?\b)|(?P<unit>{_UNIT})|-(?P<noun>[a-z]{{3,}}))?{_END}""",
    re.IGNORECASE | re.VERBOSE,
)
RATIO: Final = re.compile(
    rf"""(?<![\w.,-]){_LEAD}(?:
        (?P<part>{NUMBER})[-\s](?:(?:in|out\sof)[-\s](?:every\s)?(?P<whole>{NUMBER})|to[-\s](?:one|1)){_END}
      | (?<!\band\s)(?P<count>an?|one|two|three|four|five|six|seven|eight|nine)[-\s]
            (?P<share>{any_of(SHARES)})\b(?![-\s](?:million|billion|century|hour))
            (?:\sof\san?\s(?P<measure>{any_of(UNITS)})\b)?
      | (?<!first\s)(?<!second\s)(?<!other\s)
            (?P<half>half)(?=\s(?:of|the|its|his|her|their|our|as\s(?:many|much))\b)
      | (?P<twice>twice|thrice)(?=\s(?:as|the)\b)
      | (?P<multiple>{any_of(MULTIPLES)})(?=\s(?:the|its|his|her|their|our|that|what)\b)
      | (?P<fold>{any_of(NUMBER_WORDS)})fold\b) | \b(?P<often>twice|thrice)\b""",
    re.IGNORECASE | re.VERBOSE,
)
NO_FIGURE: Final = re.compile(
    r"""https?://\S+ | www\.\S+ | [\w.+-]{1,64}@\S+ | [@#]\w+                         # addresses, hashtags, "#2"
      | (?<![\d,.])\+?\(?\d{2,4}\)?(?:[\s.-](?!000)\(?\d{2,4}\)?){2,}(?![\d,%])     # telephone numbers, "555-1234" too
      | (?:^|(?<=[.:;,]\s)|(?<=\band\s))\d{1,2}\)(?=\s)                          # "two things: 1) …; 2) …"
      | \b(?:\d{3}-\d{4}\b
          | \d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock)         # "3.45 pm"
          | \d{1,2}[:.]?\d\d\s?(?:hours\s)?(?:UTC|GMT|BST|CET|E[DS]T|P[DS]T|hrs|local\stime)\b
          | \d+\s?(?:BCE?|AD|CE)\b | AD\s\d+ | 24[/-]7\b | \d+(?:\.\d+){2,}\b | No\.?\s?\d+
          | at\sone\s(?:point|time|stage)\b(?!\sin\stime) | one\s(?:by\sone|(?:more\s)?thing)\b
          | (?:in\sone\sfell\sswoop|one\sway\sor\s(?:an)?other|one\sor\s(?:an)?other)\b
          | one\sday\b(?=,|\s(?:he|she|it|they|we|I)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
"""Numbers that are no figure, whatever stands around them."""

_MODEL = re.compile(r"(?<![\w.,$])(\d{3})(?:s\b|-\d(?!\d\d))")
"""What is a name wherever it stands: the "787" of "three 787s" and of "the 787-8"."""

_VOTED = re.compile(r"\bvot(?:e[ds]?|ing)\b.{0,50}$", re.IGNORECASE)
_VOTE = re.compile(r"\s(?:vote|majority|margin)\b", re.IGNORECASE)

_INNER_CAPITAL = re.compile(r"[a-z]{1,2}[A-Z]")
"""How names of products are written that a number follows: "iOS 4"."""

NEAR = 60
"""How many characters before a figure may say what it is."""

_LONGEST_LIFE = 120
_RANGE_VERB = re.compile(r"\b(?:rang|var[iy]|anywhere|anything|aged?\b)\w*\s$", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged?|ages)\s(?:of\s)?$", re.IGNORECASE)


class Found(NamedTuple):
    """A figure before it is known what it counts: bounds in the paragraph, value and unit."""

    span: Span
    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    approximate: bool = False
    of: str | None = None


def find_quantities(doc: Doc, dates: tuple[Span, ...] = ()) -> list[Quantity]:
    """Return the figures of a paragraph in order; none that overlaps one of `dates` (spans of the article)."""
    names = (match for pattern in (NO_FIGURE, INDEX) for match in pattern.finditer(text_of(doc)))
    taken = [Span(*match.span()) for match in names]
    found = []
    for figure in (*_ratios(doc), *_figures(doc)):
        dated = any(span(doc, figure.span.start, figure.span.end).overlaps(d) for d in dates)
        if not dated and not any(figure.span.overlaps(t) for t in taken):
            taken.append(figure.span)
            found.append(figure)
    found = _without_names(doc, sorted(found))
    return [_quantity(doc, figure) for figure in _with_units(text_of(doc), found)]


def _quantity(doc: Doc, figure: Found) -> Quantity:
    where, of = figure.span, figure.of or _counted(_tokens(doc, figure)[-1], figure)
    here = span(doc, where.start, where.end)
    return Quantity(here, where.of(text_of(doc)), figure.low, figure.high, figure.unit, of, figure.approximate)


def _tokens(doc: Doc, figure: Found) -> list[Token]:
    return list(touched(doc, figure.span.start, figure.span.end))


# -- figures -----------------------------------------------------------------------------------------------------------


def _figures(doc: Doc) -> Iterator[Found]:
    at = 0
    while match := FIGURE.search(text_of(doc), at):
        at = match.end()
        low, high = _bounds(match)
        if match["second"] and _is_vote(text_of(doc), match):
            yield from _votes(match)
        elif not match["second"] or (low < high and _is_one_measure(match) and not _is_change(doc, match)):
            yield from _figure(doc, match, low, high)
        elif not match["join"].strip(" -–—"):
            # "1 – 0" is a score, "555-1234" a telephone number.
            continue
        else:
            # "from 9 to 10" of what rose, "40 to 30": two figures, the second is found anew.
            at = match.end("own") if match["own"] else match.end("first")
            yield _one(match, low)


def _bounds(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    low = worth(match["first"])
    high = worth(match["second"]) if match["second"] else low
    if match["second"]:
        low *= _shared_scale(match["first"], match["second"], low, high)
    low = -low if match["minus"] else low
    high = -high if match["minus_too"] or (match["minus"] and not match["second"]) else high
    return (min(low, high), max(low, high)) if match["between"] else (low, high)


def _shared_scale(first: str, second: str, low: Decimal, high: Decimal) -> int:
    """Return what the first figure of a range takes from the second: "$3 to 5 million", "20-30,000"."""
    last = re.split(r"[\s\d-]", second.lower())[-1]
    scale = SCALES.get(last, 1_000 if second.endswith(",000") else 1)
    bare = not any(c.isalpha() for c in first) or first.lower() in NUMBER_WORDS
    return scale if bare and low * scale <= high else 1


def _is_one_measure(match: re.Match[str]) -> bool:
    """Say whether both figures of a range are in one unit: not "$42 to four cents" or "9% or 998 points"."""
    first, second = _unit(match["own"] or match["sign"]), _unit(match["unit"])
    return first == second or (first is None or (second is None and not match["own"]))


def _is_change(doc: Doc, match: re.Match[str]) -> bool:
    """Say whether "from … to …" tells of two states, before and after: "rose from 9 to 10", not "range from"."""
    before = text_of(doc)[: match.start()]
    if "to" not in match["join"] or not before.lower().endswith("from ") or _RANGE_VERB.search(before[:-5]):
        return False
    place = touched(doc, match.start(), match.start() + 1)[0]
    return any(t.lemma_.lower() in CHANGES for t in place.sent if t.i < place.i)


def _one(match: re.Match[str], value: Decimal) -> Found:
    unit = _unit(match["own"] or match["sign"] or match["unit"])
    return Found(Span(match.start(), match.end("own") if match["own"] else match.end("first")), value, value, unit)


def _figure(doc: Doc, match: re.Match[str], low: Decimal, high: Decimal) -> Iterator[Found]:
    vague = is_vague(match["first"])
    unit = _unit(match["age"] or match["unit"] or match["own"] or match["sign"])
    noun = (match["noun"] or "").lower()
    if noun and (noun in UNCOUNTED or noun.endswith("ed") or low <= 1):
        return
    if match["second"] and not unit and not noun and "to" not in match["join"] and _is_alone(doc, match):
        return
    yield Found(
        Span(match.start(), match.end()),
        None if match["upto"] or match["less"] else low,
        None if match["from"] or match["more"] or vague else high,
        unit or _age(doc, match, low),
        bool(match["about"] or match["odd"]) or vague,
        noun or None,
    )


def _is_vote(text: str, match: re.Match[str]) -> bool:
    """Say whether two figures joined by a dash are the two sides of a vote: "voted 52-35", "a 52–35 vote"."""
    before = text[max(0, match.start() - NEAR) : match.start()]
    plain = match["first"].isdigit() and match["second"].isdigit() and not match["unit"] and not _AGED.search(before)
    near = _VOTED.search(before) or _VOTE.match(text, match.end())
    return plain and match["join"].strip() in {"-", "–", "—"} and bool(near)


def _votes(match: re.Match[str]) -> Iterator[Found]:
    for number in ("first", "second"):
        value = worth(match[number])
        yield Found(Span(*match.span(number)), value, value, of="votes")


def _is_alone(doc: Doc, match: re.Match[str]) -> bool:
    """Say whether two figures joined by a dash stand without a noun that they count: a score, a vote."""
    last = touched(doc, match.end() - 1, match.end())[0]
    return match["join"].strip() in {"-", "--", "–", "—"} and _counted_noun(last) is None


def _unit(words: str | None) -> str | None:
    name = re.sub(r"[\s-]+", " ", (words or "").lower()).strip(" -")
    name = re.sub(rf"^(?:of|{_SORT})\s|\s(?:long|contract)$", "", name)
    if name.endswith((" old", " olds")):
        return name.split()[0].removesuffix("s") + "s"
    return CURRENCIES.get(name) or CURRENCIES.get(name.replace(" ", "")) or UNITS.get(name)


def _age(doc: Doc, match: re.Match[str], value: Decimal) -> str | None:
    """Return "years" for an age without a unit: "aged 14", "Jane Smith, 47,"."""
    before, after = text_of(doc)[: match.start()], text_of(doc)[match.end() : match.end() + 1]
    if value > _LONGEST_LIFE or value < 1:
        return None
    if _AGED.search(before):
        return "years"
    named = match["first"].isdigit() and before.endswith(", ") and after in {",", ".", ";", ")"}
    comma = touched(doc, len(before) - 2, len(before) - 1)[0] if named else None
    return "years" if comma and comma.i and _is_person(comma.nbor(-1)) else None


def _is_person(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", "ORG", ""}


# -- shares and multiples ----------------------------------------------------------------------------------------------


def _ratios(doc: Doc) -> Iterator[Found]:
    for match in RATIO.finditer(text_of(doc)):
        value, unit = _ratio(match)
        if value is None or (match["count"] and _is_ordinal(doc, match)):
            continue
        low, high = None if match["upto"] else value, None if match["from"] else value
        yield Found(Span(*match.span()), low, high, unit, bool(match["about"]))


def _ratio(match: re.Match[str]) -> tuple[Decimal | None, str]:
    if match["whole"]:
        part, whole = worth(match["part"]), worth(match["whole"])
        return ((part / whole).quantize(Decimal("0.0001")).normalize() if 0 < part < whole else None), "share"
    if match["part"]:
        return worth(match["part"]), "to 1"
    if match["share"]:
        count = 1 if match["count"].lower() in {"a", "an"} else NUMBER_WORDS[match["count"].lower()]
        measure = UNITS.get(re.sub(r"\s", " ", match["measure"].lower())) if match["measure"] else None
        return count * Decimal(SHARES[match["share"].lower()]), measure or "share"
    if match["half"]:
        return Decimal(SHARES["half"]), "share"
    times = match["twice"] or match["often"] or match["multiple"]
    return Decimal(MULTIPLES[times.lower()] if times else NUMBER_WORDS[match["fold"].lower()]), "times"


def _is_ordinal(doc: Doc, match: re.Match[str]) -> bool:
    """Say whether "a third" counts in order ("a third goal") or is a length of time ("a quarter")."""
    if match["count"].lower() not in {"a", "an", "one"} or match["share"].lower() == "half":
        return False
    last = touched(doc, match.start("share"), match.end("share"))[0]
    following = last.nbor() if last.i + 1 < len(doc) else None
    return following is not None and following.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}


# -- what a figure counts ----------------------------------------------------------------------------------------------


def _with_units(text: str, found: list[Found]) -> list[Found]:
    """Give a bare figure the unit of the next that it is listed with: "by 1.5 and 3 percent"."""
    result: list[Found] = []
    for figure in reversed(found):
        follows = result[-1] if result else None
        if follows and not figure.unit and not figure.of and follows.unit not in {None, "share", "times"}:
            between = text[figure.span.end : follows.span.start].lower().strip(" ,")
            listed = figure.span.end < follows.span.start and between in {"and", "or", "to"}
            result.append(figure._replace(unit=follows.unit if listed and text[follows.span.start].isalnum() else None))
        else:
            result.append(figure)
    return result[::-1]


def _without_names(doc: Doc, found: list[Found]) -> list[Found]:
    """Drop numbers that are names ("Boeing 747", "page 12") or the word "one" for somebody; once a name, always."""
    names = {figure.span.of(text_of(doc)) for figure in found if _is_name(doc, figure)}
    long = {name for name in names if re.fullmatch(r"\d{3,}", name)} | set(_MODEL.findall(text_of(doc)))
    named = [f for f in found if _is_name(doc, f) or f.span.of(text_of(doc)) in long or _is_airliner(doc, f)]
    kept = [f for f in found if f not in named and not _is_somebody(doc, f)]
    return [_measured(doc, figure) for figure in kept]


def _measured(doc: Doc, figure: Found) -> Found:
    """Take back a unit that is a verb: "the two won"."""
    last = _tokens(doc, figure)[-1]
    return figure._replace(unit=None) if figure.unit == "KRW" and last.pos_ == "VERB" else figure


def _is_name(doc: Doc, figure: Found) -> bool:
    tokens = _tokens(doc, figure)
    first, last = tokens[0], tokens[-1]
    if figure.unit or figure.of or figure.low != figure.high:
        return False
    before = doc[first.i - 1] if first.i else None
    proper = last.pos_ == "PROPN" and (first.is_alpha or last.text.isdigit())
    if before is None or proper:
        return proper
    if _INNER_CAPITAL.match(before.text):
        return True
    counts = last.dep_ == "nummod" and last.head.i > last.i
    if before.lower_ in NUMBERED and not counts:
        return True
    if before.lower_ in {"and", "or", ","} and last.dep_ == "conj":
        return last.head.i > 0 and last.head.pos_ == "NUM" and doc[last.head.i - 1].lower_ in NUMBERED
    named = last.head.i < first.i and last.head.pos_ == "PROPN" and last.dep_ in {"nummod", "compound", "flat"}
    return named or (
        before.pos_ == "PROPN" and (before.head in {last.head, last}) and before.dep_ in {"compound", "nmod"}
    )


def _is_airliner(doc: Doc, figure: Found) -> bool:
    """Say whether a number is an airliner's, where the paragraph is of such: "the 787", "more 777 planes"."""
    if figure.span.of(text_of(doc)) not in AIRLINERS or not AIRCRAFT.search(text_of(doc)):
        return False
    noun = _counted_noun(_tokens(doc, figure)[-1])
    return noun is None or bool(AIRCRAFT.fullmatch(noun.text))


def _is_somebody(doc: Doc, figure: Found) -> bool:
    """Say whether "one" counts nothing: alone, or for "a certain": "One clerk, John Smith, left", "One clerk said"."""
    tokens = _tokens(doc, figure)
    last = tokens[-1]
    if last.lower_ != "one" or len(tokens) > 1 or figure.unit or figure.of:
        return False
    if not (last.dep_ == "nummod" and last.head.i > last.i):
        return True
    named = any(t.dep_ == "appos" and t.pos_ == "PROPN" for t in last.head.children)
    return named or (last.head.dep_ == "nsubj" and last.head.head.lemma_.lower() in SPEECH)


def _counted(last: Token, figure: Found) -> str | None:
    """Return the noun that is counted: "38 defectors", "46 percent of voters"; None for money and measures alone."""
    following = last.nbor() if last.i + 1 < len(last.doc) else None
    if following is not None and following.lower_ == "of":
        objects = [t for t in following.children if t.dep_ == "pobj" and t.pos_ in {"NOUN", "PROPN"}]
        return _noun(objects[0]) if objects else None
    if figure.unit == "share" and following is not None and following.pos_ in {"DET", "PRON"}:
        last = following
    noun = None if figure.unit and figure.unit != "share" else _counted_noun(last)
    return last.doc[last.i + 1 : noun.i + 1].text if noun else None


def _counted_noun(last: Token) -> Token | None:
    """Return the head of what follows a number: adjectives and nouns up to the last noun of them."""
    noun = None
    for token in last.doc[last.i + 1 : last.i + 7]:
        modifies = token.dep_ in {"amod", "compound", "nmod", "advmod", "punct", "nummod", "poss", "case", "npadvmod"}
        part = token.pos_ in {"ADJ", "ADV", "VERB"} or (token.pos_ == "NUM" and (noun or token.text in AIRLINERS))
        if noun is not None and noun.pos_ == "NOUN" and token.pos_ == "PROPN":
            break
        if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.ent_type_ not in {"DATE", "TIME"}):
            noun = token
            if not modifies:
                break
        elif not (modifies and part) and token.text != "-":
            break
    return noun


def _noun(head: Token) -> str:
    first = min((t.i for t in head.children if t.dep_ in {"compound", "amod"}), default=head.i)
    return head.doc[min(first, head.i) : head.i + 1].text


# -- without a parser --------------------------------------------------------------------------------------------------


def find_plain(text: str) -> Iterator[Found]:
    """Yield the single figures of a text by their pattern alone; its spans lie in that text.

    What they count is not known, nor which of them are names. Numbers in words are left to `find_quantities`.
    """
    no_figures = [Span(*match.span()) for pattern in (NO_FIGURE, INDEX) for match in pattern.finditer(text)]
    for match in FIGURE.finditer(text):
        where = Span(*match.span())
        if match["first"][:1].isdigit() and not match["second"] and not any(where.overlaps(n) for n in no_figures):
            low, high = _bounds(match)
            unit = _unit(match["age"] or match["unit"] or match["own"] or match["sign"])
            least = None if match["upto"] or match["less"] else low
            yield Found(where, least, None if match["from"] or match["more"] else high, unit, bool(match["about"]))
