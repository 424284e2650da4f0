"""Runs `python -m claims` in this process, where the parser is loaded: one of its own takes seconds to load it."""

from __future__ import annotations

import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from subprocess import CompletedProcess
from unittest.mock import patch

from claims.__main__ import main


def run_claims(*arguments: str, given: str = "") -> CompletedProcess[str]:
    """Run a command with a standard input of its own, and return what it printed and its status."""
    out, errors = TextIOWrapper(BytesIO(), encoding="utf-8"), TextIOWrapper(BytesIO(), encoding="utf-8")
    with (
        patch.object(sys, "stdin", TextIOWrapper(BytesIO(given.encode()))),
        redirect_stdout(out),
        redirect_stderr(errors),
    ):
        status = main([*arguments])
    return CompletedProcess(arguments, status, _written(out), _written(errors))


def _written(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
