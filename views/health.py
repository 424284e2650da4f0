"""Answers whether the data file can be opened and written, for whatever watches over the server. No Streamlit here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse

from claims.model import WorkbenchError
from storage.health import check

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

ILL: Final = 503


def health(_: Request, path: Path) -> PlainTextResponse:
    """Answer 200, or 503 with the reason on standard error: where the file is is nobody's business outside.

    It waits for the disk, so the server calls it beside what it does for others.
    """
    if not path.exists():
        return PlainTextResponse("ok: there is no data file yet")
    try:
        check(path)
    except WorkbenchError as error:
        print(error, file=sys.stderr, flush=True)  # noqa: T201 - a service's log
        return PlainTextResponse("The data file cannot be opened and written.", ILL)
    return PlainTextResponse("ok")
