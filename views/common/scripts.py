"""Serves the scripts of components: as Streamlit sends them, each click would carry 70 kB of what the browser has."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

import streamlit as st
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

SCRIPTS: Final = "scripts"
"""Where they are, below the address of the workbench."""

_KEPT: Final[dict[str, str]] = {}
"""Each by a name that changes with it, so that a browser may keep it for good."""


def below(name: str) -> str:
    """Return the path of something below the address of the workbench, which a proxy may have put in a folder."""
    return "/".join(["", *filter(None, [str(st.get_option("server.baseUrlPath")).strip("/"), name])])


def loaded(source: str) -> str:
    """Return a module that loads another one, which is served from now on, and stands for it."""
    name = f"{sha256(source.encode()).hexdigest()[:16]}.js"
    _KEPT[name] = source
    # two lines, as Streamlit takes one for a path; a whole address, as what it sends has nothing beside it there
    return f"const there = await import(`${{location.origin}}{below(SCRIPTS)}/{name}`);\nexport default there.default;"


async def script(request: Request) -> Response:
    """Answer with a script that some page has."""
    source = _KEPT.get(request.path_params["name"])
    if source is None:
        return Response(status_code=404)
    always = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(source, media_type="text/javascript", headers=always)
