"""`python -m storage export FILE` and `verify FILE`: take the reviews as a table; see whether anyone tampered."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from claims.model import WorkbenchError
from storage.exports.csv import write_comparisons_csv, write_csv
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status, 1 after a message on standard error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (WorkbenchError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - standard error is where a command says what went wrong
        return 1


def verify(file: Path) -> bool:
    """Say whether a store is as it was written, and print what is not, or the last seal. Raises WorkbenchError."""
    _refuse_missing(file)
    with Store.open(file) as store:
        broken, seal = store.verify()
    print(broken or f"Nothing was changed from outside. Last seal: {seal}")  # noqa: T201 - a command line prints
    return broken is None


def export(
    file: Path, article_ids: list[str] | None, output: Path | None, *, excel: bool, comparisons: bool = False
) -> None:
    """Write a table of a store to `output`, or to standard output. Raises WorkbenchError, OSError.

    It is that of claims and reviewers, or, if asked, that of claims and later articles.
    """
    write = write_comparisons_csv if comparisons else write_csv
    _refuse_missing(file)
    if output is not None and output.exists() and output.samefile(file):
        message = f"“{output}” is the file to export from. Give another name for the table."
        raise WorkbenchError(message)
    encoding = "utf-8-sig" if excel else "utf-8"
    with Store.open(file) as store:
        if output is not None:
            # An older table is replaced when the new one is whole, not before.
            part = output.with_name(f"{output.name}.part")
            with part.open("w", encoding=encoding, newline="") as out:
                write(store, out, article_ids)
            part.replace(output)
            return
        # Not print's own stream: on Windows that one has another encoding and doubles the line ends.
        out = io.TextIOWrapper(sys.stdout.buffer, encoding=encoding, newline="")
        write(store, out, article_ids)
        out.detach()


def _refuse_missing(file: Path) -> None:
    if not file.is_file():
        message = f"There is no file “{file}”."
        raise WorkbenchError(message)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m storage", description="Work with a Claimbook file.")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("export", help="write the reviews as CSV")
    command.add_argument("file", type=Path, help="the Claimbook file")
    command.add_argument("--article", action="append", metavar="ID", help="only this article; may be repeated")
    command.add_argument("--comparisons", action="store_true", help="the claims beside later coverage instead")
    command.add_argument("--excel", action="store_true", help="add the mark by which Excel knows UTF-8")
    command.add_argument("-o", "--output", type=Path, help="where to; standard output if not given")
    command.set_defaults(run=_export)
    command = commands.add_parser("verify", help="find the first row that was changed from outside")
    command.add_argument("file", type=Path, help="the Claimbook file")
    command.set_defaults(run=lambda options: not verify(options.file))
    return parser


def _export(options: argparse.Namespace) -> int:
    export(options.file, options.article, options.output, excel=options.excel, comparisons=options.comparisons)
    return 0


if __name__ == "__main__":
    sys.exit(main())
