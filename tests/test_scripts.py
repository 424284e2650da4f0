"""The scripts of components are served once, each under a name that changes with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from views.common.scripts import SCRIPTS, loaded, script

if TYPE_CHECKING:
    import pytest


def _served(address: str) -> tuple[int, str, str]:
    answer = TestClient(Starlette(routes=[Route("/desk/scripts/{name}", script)])).get(address)
    return answer.status_code, answer.text, answer.headers.get("cache-control", "")


def _address(module: str) -> str:
    (found,) = re.findall(r"[$][{]location[.]origin[}]([^`]+)`", module)
    return str(found)


def test_what_a_component_loads_is_served_below_the_address_of_the_workbench(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.get_option", {"server.baseUrlPath": "/desk/"}.get)
    source = "export default () => {}; // “é”"
    address = _address(loaded(source))
    assert address.startswith(f"/desk/{SCRIPTS}/")
    status, text, kept = _served(address)
    assert (status, text) == (200, source)
    assert "immutable" in kept


def test_another_script_has_another_address_and_the_same_one_the_same() -> None:
    assert _address(loaded("one")) == _address(loaded("one")) != _address(loaded("two"))


def test_what_no_component_has_is_not_there() -> None:
    assert _served(f"/desk/{SCRIPTS}/app.py")[0] == 404
