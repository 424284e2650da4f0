"""`python -m storage export FILE`: take the reviews away as a table, without starting the workbench."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from claims.model import WorkbenchError
from storage.exports.csv import write_csv
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status, 1 after a message on standard error."""
    options = _parser().parse_args(arguments)
    try:
        export(options.file, options.article, options.output, excel=options.excel)
    except (WorkbenchError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - standard error is where a command says what went wrong
        return 1
    return 0


def export(file: Path, article_ids: list[str] | None, output: Path | None, *, excel: bool) -> None:
    """Write the table of a store to `output`, or to standard output. Raises WorkbenchError, OSError."""
    if not file.is_file():
        message = f"There is no file “{file}” to export from."
        raise WorkbenchError(message)
    if output is not None and output.exists() and output.samefile(file):
        message = f"“{output}” is the file to export from. Give another name for the table."
        raise WorkbenchError(message)
    encoding = "utf-8-sig" if excel else "utf-8"
    with Store.open(file) as store:
        if output is not None:
            # An older table is replaced when the new one is whole, not before.
            part = output.with_name(f"{output.name}.part")
            with part.open("w", encoding=encoding, newline="") as out:
                write_csv(store, out, article_ids)
            part.replace(output)
            return
        # Not print's own stream: on Windows that one has another encoding and doubles the line ends.
        out = io.TextIOWrapper(sys.stdout.buffer, encoding=encoding, newline="")
        write_csv(store, out, article_ids)
        out.detach()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m storage", description="Work with a Claimbook file.")
    command = parser.add_subparsers(required=True).add_parser("export", help="write the reviews as CSV")
    command.add_argument("file", type=Path, help="the Claimbook file")
    command.add_argument("--article", action="append", metavar="ID", help="only this article; may be repeated")
    command.add_argument("--excel", action="store_true", help="add the mark by which Excel knows UTF-8")
    command.add_argument("-o", "--output", type=Path, help="where to; standard output if not given")
    return parser


if __name__ == "__main__":
    sys.exit(main())
