"""What the README says is what the code does."""

from __future__ import annotations

import subprocess
import sys

from storage.exports.csv import data_dictionary
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_columns_of_the_csv_are_those_in_the_readme() -> None:
    table = README.split("<!-- csv-columns:start -->")[1].split("<!-- csv-columns:end -->")[0]
    assert table.strip() == data_dictionary().strip()


def test_the_output_in_the_readme_is_what_the_command_prints() -> None:
    command = [sys.executable, "-m", "claims", "split", "claims/sample/daily-nk-2016-12-13.txt"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout  # noqa: S603 - our own
    shown = README.split("$ python -m claims split claims/sample/daily-nk-2016-12-13.txt\n")[1].split("    …\n")[0]
    assert [line.strip() for line in shown.splitlines() if line.strip()] == [
        line.strip() for line in printed.splitlines() if line.strip()
    ][: len([line for line in shown.splitlines() if line.strip()])]


def test_every_module_is_in_the_map() -> None:
    modules = {p.name for folder in ("claims", "storage", "views") for p in (ROOT / folder).glob("*.py")}
    assert not {name for name in modules - {"__init__.py"} if f"`{name}`" not in README}
