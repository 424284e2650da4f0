"""The files for a server: systemd can read them, and what they run is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

UNITS = sorted((ROOT / "deploy").glob("claimbook*.*"))
ANALYSER = shutil.which("systemd-analyze")


@pytest.mark.skipif(not ANALYSER, reason="needs systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        here = unit.read_text(encoding="utf-8").replace("/opt/claimbook/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(here, encoding="utf-8")
    command = [str(ANALYSER), "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (found.returncode, found.stderr) == (0, "")


def test_the_backup_unit_copies_the_file_and_looks_the_copy_over(tmp_path: Path) -> None:
    unit = (ROOT / "deploy" / "claimbook-backup.service").read_text(encoding="utf-8")
    script = re.search(r"ExecStart=/bin/sh -c '(.*)'", unit)
    assert script
    run = script[1].replace("$$", "$").replace("%%", "%").replace(".venv/bin/python", sys.executable)
    source = tmp_path / "claimbook.sqlite"
    subprocess.run([sys.executable, "-c", FILL, str(source)], check=True, cwd=ROOT)  # noqa: S603 - our own
    environment = {"FROM": str(source), "TO": str(tmp_path / "backups"), "PATH": "/usr/bin:/bin"}
    (tmp_path / "backups").mkdir()
    told = subprocess.run(["/bin/sh", "-c", run], env=environment, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert "Nothing was changed from outside" in told.stdout
    assert [copy.suffix for copy in (tmp_path / "backups").iterdir()] == [".sqlite"]


FILL = "import sys, pathlib; from storage.store import Store; Store.open(pathlib.Path(sys.argv[1])).close()"
