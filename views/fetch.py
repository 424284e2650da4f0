"""Fetches a page by its address, from the public internet and from nowhere else. No Streamlit here."""

from __future__ import annotations

import time
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin, urlsplit

import requests
from AntiSSRF import AntiSSRFError, AntiSSRFPolicy, PolicyConfigOptions

from claims.intake import MAX_FILE, NotTaken, Taken, take
from claims.model import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_REDIRECTS: Final = 5
"""How often a page may send on to another; a shortened link to a page with a proper name does it three times."""

PATIENCE: Final = (5.0, 10.0)
"""Seconds to wait for a connection, and for the next bytes."""

LONGEST: Final = 30.0
"""Seconds that it may take in all, whatever trickles in."""

_HEADERS: Final = {"User-Agent": "Claimbook (fact-checking; one page at a time)", "Accept": "text/html, */*;q=0.5"}
_PASTE: Final = "Open it in a browser, copy the article and paste it."


def fetched(address: str, allowed: Sequence[str] = ()) -> list[Taken | NotTaken]:
    """Return what lies at an http or https address, taken as a file is, with the address that it was found at.

    Only public addresses are connected to, also after redirects; what was looked up is what is connected to, so that a
    name cannot change in between. `allowed` are networks to allow besides, for tests. Raises WorkbenchError.
    """
    final, content = _in_time(lambda: _fetch(address.strip(), allowed))
    name = unquote(urlsplit(final).path).rpartition("/")[2] or urlsplit(final).hostname or final
    return [one._replace(url=one.url or final) if isinstance(one, Taken) else one for one in take(name, content)]


def _in_time(work: Callable[[], tuple[str, bytes]]) -> tuple[str, bytes]:
    """Do something for as long as anyone should have to wait; a server that never ends is left to itself."""
    answers: SimpleQueue[tuple[str, bytes] | WorkbenchError] = SimpleQueue()

    def answer() -> None:
        try:
            answers.put(work())
        except WorkbenchError as error:
            answers.put(error)
        except Exception as error:  # noqa: BLE001 - whatever a network or an odd address makes of the libraries
            why = type(error).__name__
            answers.put(WorkbenchError(f"The page could not be fetched ({why}). Check the address. {_PASTE}"))

    Thread(target=answer, name="fetch", daemon=True).start()
    try:
        found = answers.get(timeout=LONGEST)
    except Empty:
        found = WorkbenchError(f"The page took longer than {LONGEST:.0f} seconds. {_PASTE}")
    if isinstance(found, WorkbenchError):
        raise found
    return found


def _fetch(address: str, allowed: Sequence[str]) -> tuple[str, bytes]:
    with _session(allowed) as session:
        for _ in range(MAX_REDIRECTS + 1):
            _check(address)
            try:
                # Not followed by requests, which would read what a redirect says besides, however long it is.
                with session.get(address, timeout=PATIENCE, stream=True, allow_redirects=False) as response:
                    onward = session.get_redirect_target(response)
                    if onward is None:
                        return address, _body(response)
                    address = urljoin(address, onward)
            except AntiSSRFError as error:
                message = f"That address is not on the public internet, so nothing was fetched. {_PASTE}"
                raise WorkbenchError(message) from error
    message = f"The page sends on more than {MAX_REDIRECTS} times. {_PASTE}"
    raise WorkbenchError(message)


def _session(allowed: Sequence[str]) -> requests.Session:
    policy = AntiSSRFPolicy(PolicyConfigOptions.EXTERNAL_ONLY_LATEST)
    policy.allow_plain_text_http = True
    policy.add_xff_header = False  # says that this was a proxy, which many a newspaper's site turns away
    if allowed:
        policy.add_allowed_addresses(list(allowed))
    session: requests.Session = policy.get_antissrf_session()
    # No passwords out of ~/.netrc, and no proxy, whose address would be the one that is checked.
    session.trust_env = False
    session.headers.update(_HEADERS)
    return session


def _check(address: str) -> None:
    """Refuse what is no plain address of a page; requests itself would send a name and a password along."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        message = "That is not the address of a web page: it starts with http:// or https:// and has no password in it."
        raise WorkbenchError(message)


def _body(response: requests.Response) -> bytes:
    """Return what a server sends, unpacked, if it is a page and not too much of one."""
    if response.status_code != requests.codes.ok:
        message = f"The site answers with {response.status_code} {response.reason or ''}".rstrip() + f". {_PASTE}"
        raise WorkbenchError(message)
    content, end = bytearray(), time.monotonic() + LONGEST
    for chunk in response.iter_content(1 << 16):
        content += chunk
        if len(content) > MAX_FILE or time.monotonic() > end:
            message = f"The page has more than {MAX_FILE // 1_000_000} MB, or never ends. {_PASTE}"
            raise WorkbenchError(message)
    return bytes(content)
