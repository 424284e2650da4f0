"""What the README says is what the code does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commands import run_claims

from storage.exports.csv import comparisons_dictionary, data_dictionary
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "columns"), [("csv", data_dictionary), ("comparisons", comparisons_dictionary)], ids=["csv", "comparisons"]
)
def test_the_columns_of_each_table_are_those_in_the_readme(name: str, columns: Callable[[], str]) -> None:
    table = README.split(f"<!-- {name}-columns:start -->")[1].split(f"<!-- {name}-columns:end -->")[0]
    assert table.strip() == columns().strip()


@pytest.mark.parametrize("command", ["split", "check"])
def test_the_output_in_the_readme_is_what_the_command_prints(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = "claims/sample/daily-nk-2016-12-13.txt"
    monkeypatch.chdir(ROOT)
    printed = run_claims(command, sample).stdout
    shown = README.split(f"$ python -m claims {command} {sample}\n")[1].split("    …\n")[0]
    assert [line.strip() for line in shown.splitlines() if line.strip()] == [
        line.strip() for line in printed.splitlines() if line.strip()
    ][: len([line for line in shown.splitlines() if line.strip()])]


def test_every_module_is_in_the_map() -> None:
    modules = {p.name for folder in ("claims", "storage", "views") for p in (ROOT / folder).glob("*.py")}
    assert not {name for name in modules - {"__init__.py"} if f"`{name}`" not in README}
