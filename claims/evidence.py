"""What a piece of evidence is: where it comes from, which pieces are one source, what others can look up again."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from claims import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Evidence

MAX_LOCATOR: Final = 2000
"""How much of a locator is read, in characters; an address is no longer."""

MAX_QUOTED: Final = 200
"""How many words of a quotation are compared."""

RUN: Final = 8
"""From how many words in a row on two quotations are of one text, and not two that happen to say the same."""

REMEMBERED: Final = 1 << 11
"""Of how many pieces it is remembered what is in them: one rule after the other asks that of a claim's evidence."""

NESTED: Final = 3
"""How many addresses may lie in one another: an archive's copy of a redirect."""

_ADDRESS: Final = re.compile(
    r"https?:/{1,2}[^\s<>\"]+|(?<![\w@.-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?![\w.@-])[^\s<>\"]*", re.IGNORECASE
)
_SCHEME: Final = re.compile(r"^(?:https?:)?/{0,2}", re.IGNORECASE)
_NAME_END: Final = re.compile(r"[,:;|(\n\d–—]|\s-\s")
_PRIVATE: Final = ("localhost", ".local", ".internal", ".lan", ".intranet")


def origins(evidence: Iterable[Evidence]) -> list[frozenset[str]]:
    """Return the sources that are really different, each as the marks that it goes by.

    Two pieces are one source where they share a mark: the outlet (its name, its site, or the agency it credits), the
    stored copy, or a run of quoted words. That includes pieces that a third one joins.
    """
    found: list[frozenset[str]] = []
    for piece in evidence:
        marks = marks_of(piece)
        found = [*(other for other in found if not other & marks),
                 marks.union(*(other for other in found if other & marks))]  # fmt: skip
    return found


@lru_cache(REMEMBERED)
def marks_of(piece: Evidence) -> frozenset[str]:
    """Return what tells where a piece of evidence comes from: itself, as it is put down, where nothing else does."""
    marks = {*_outlets(piece.locator), *_agencies(piece.quote), *_runs(piece.quote)}
    marks |= {f"copy {piece.copy}"} if piece.copy else set()
    return frozenset(marks or {f"piece {piece.locator.strip() or piece.quote.strip() or piece.id}"})


def outlet(locator: str) -> str:
    """Return one name for an outlet, by its address or as people write it: "Daily NK" and "www.dailynk.com" have one.

    An archive's address is that of what it kept. "" where nothing is named.
    """
    locator = locator[:MAX_LOCATOR]
    return _of_address(found) if (found := address_in(locator)) else _of_name(locator)


@lru_cache(REMEMBERED)
def address_in(locator: str) -> str:
    """Return the web address in a locator, out of any archive's or redirect's around it; "" where there is none."""
    found = _first_address(locator[:MAX_LOCATOR])
    for _ in range(NESTED):
        host, rest = _parts(found)
        inner = _first_address(unquote(rest)) if site(host) in words.WRAPPERS else ""
        if not inner:
            break
        found = inner
    return found


def site(host: str) -> str:
    """Return what a host's owner has registered: "news.bbc.co.uk" is of "bbc.co.uk". Written by rule, not by a list."""
    labels = host.split(".")
    is_country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in words.SECOND_LEVELS  # noqa: PLR2004
    return host if host.replace(".", "").isdigit() else ".".join(labels[-3:] if is_country else labels[-2:])


def can_be_opened(piece: Evidence) -> bool:
    """Say whether somebody else finds what a locator points to: on the web, at a place in a document, a day's talk."""
    locator = piece.locator[:MAX_LOCATOR]
    if address := address_in(locator):
        return _is_public(_parts(address)[0])
    return any(mark.search(locator) for mark in (words.LOCATED, words.DOCUMENT_NUMBER, words.WRITTEN_DAY))


def can_be_repeated(piece: Evidence) -> bool:
    """Say whether somebody else can check against a piece of evidence: it was kept, or quoted, or can be opened."""
    return bool(piece.copy or piece.quote.strip()) or can_be_opened(piece)


def is_document(piece: Evidence) -> bool:
    """Say whether a piece is a record: kept, given with its place or number, the primary source itself, or a file."""
    locator = piece.locator[:MAX_LOCATOR]
    if piece.copy or words.DOCUMENT_NUMBER.search(locator):
        return True
    if address := address_in(locator):
        path = _parts(address)[1].partition("?")[0]
        return piece.primary or path.rpartition(".")[2].casefold() in words.RECORD_ENDINGS
    return bool(words.LOCATED.search(locator))


def is_anonymous(piece: Evidence) -> bool:
    """Say whether a locator gives a source that is not to be known."""
    return not address_in(piece.locator) and bool(words.ANONYMOUS.search(piece.locator[:MAX_LOCATOR]))


def plain(text: str) -> str:
    """Return the letters and digits of a name, without capitals, accents and what stands between them."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def _outlets(locator: str) -> frozenset[str]:
    return frozenset({*([f"outlet {name}"] if (name := outlet(locator)) else []), *_agencies(locator)})


def _runs(quote: str) -> frozenset[str]:
    """Return each run of quoted words, so that a longer and a shorter cutting from one text share some."""
    said = re.findall(r"\w+", quote.casefold())[:MAX_QUOTED]
    return frozenset("words " + " ".join(said[at : at + RUN]) for at in range(len(said) - RUN + 1))


def _agencies(text: str) -> set[str]:
    named = (plain(found["agency"]) for found in words.AGENCY_CREDIT.finditer(text[:MAX_LOCATOR]))
    return {f"outlet {words.AGENCY_NAMES.get(name, name)}" for name in named}


def _first_address(text: str) -> str:
    """Return the first web address of a text; a file's name looks like one and is none."""
    found = (match.group().rstrip(".,;:)]}'") for match in _ADDRESS.finditer(text))
    return next((each for each in found if _parts(each)[0].rpartition(".")[2] not in words.FILE_ENDINGS), "")


@lru_cache(REMEMBERED)
def _parts(address: str) -> tuple[str, str]:
    """Return an address's host, without "www.", and all that comes after it; "" twice for what only looks like one."""
    try:
        split = urlsplit(_SCHEME.sub("//", address, count=1))
        host = (split.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return "", ""
    return host, f"{split.path}?{split.query}" if split.query else split.path


def _of_address(address: str) -> str:
    host, rest = _parts(address)
    registered = site(host)
    if registered in words.HOSTS and host != registered:
        return host
    if registered in words.ACCOUNTS:
        return f"{registered}/{rest.strip('/').partition('/')[0].casefold()}"
    if registered in words.PLATFORMS | words.WRAPPERS:
        return f"{host}{rest}"
    labels = registered.split(".")
    return registered if {*labels[:2]} & words.PUBLIC_BODIES else _short(labels[0])


def _of_name(locator: str) -> str:
    """Return whose a piece of evidence is that has no address: the words up to the day, the page or the topic."""
    name = _short(_NAME_END.split(words.TALK.sub("", locator.strip(), count=1), maxsplit=1)[0])
    return "" if name in words.NO_NAMES else name


def _short(name: str) -> str:
    letters = plain(name)
    without = letters[3:] if len(letters) > 5 and letters.startswith("the") else letters  # noqa: PLR2004
    return words.NEWS_ENDINGS.sub("", without)


def _is_public(host: str) -> bool:
    """Say whether a host is on the public internet: no name of this machine's or this house's, no private number."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_PRIVATE)
