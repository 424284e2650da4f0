"""`python -m storage export`, `backup`, `import`, `verify`, `check`, `datasette`: away, safe, in, whole, to look at."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from claims.model import WorkbenchError
from storage.archive.opened import archives
from storage.backup import back_up
from storage.exports.datasette import metadata
from storage.exports.formats import FORMATS, named
from storage.health import check
from storage.place import refuse_place, written_whole
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status, 1 after a message on standard error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # who reads has had enough, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python says so at the end
        return 1
    except (WorkbenchError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - standard error is where a command says what went wrong
        return 1


def collect_seldom() -> None:
    """Look less often for what nobody holds any more: that took the CSV of 10,000 claims 34 ms of 350, for nothing.

    By itself Python looks whenever 700 objects more are held, as they are of each hundred rows, and after some such
    looks through all that is loaded, which was 27 of them.
    """
    gc.set_threshold(10_000)


def verify(file: Path, kept: str | None = None) -> bool:
    """Say whether a store is as it was written, and print what is not, or the last seal. Raises WorkbenchError.

    A seal that was `kept` elsewhere has to be in it too: what it stands for is then what it was.
    """
    _refuse_missing(file)
    with Store.open(file) as store:
        broken, seal = store.verify()
        is_there = kept is None or store.holds(kept)
    print(broken or f"Nothing was changed from outside. Last seal: {seal}")  # noqa: T201 - a command line prints
    if kept is not None:
        print(f"The seal {kept} is {'' if is_there else 'not '}in the file.")  # noqa: T201 - likewise
    return broken is None and is_there


def take_in(file: Path, given: Path, by: str) -> None:
    """Take an archive, or a zip of several, into a store, which is made where there is none; print what became of each.

    Raises WorkbenchError, OSError. Of a zip of several those before the one that cannot be taken stay.
    """
    with given.open("rb") as stream, Store.open(file) as store:
        for archive in archives(stream):
            print(store.take_in(archive, by))  # noqa: T201 - a command line prints


def export(file: Path, form: str, article_ids: list[str] | None, output: Path | None) -> None:
    """Write a store, or some of its articles, to `output` or to standard output. Raises WorkbenchError, OSError.

    `form` is the key of one of the `FORMATS`.
    """
    chosen = named(form)
    _refuse_missing(file)
    if output is not None:
        refuse_place(file, output)
    with Store.open(file) as store:
        if output is None:
            chosen.write(store, sys.stdout.buffer, article_ids)
            return
        several = len(store.articles() if article_ids is None else article_ids) != 1
        if chosen.is_of_one and several and output.suffix.lower() != ".zip":
            message = f"“{form}” is of one article each, and several are a zip: name one with --article, or a .zip."
            raise WorkbenchError(message)
        with written_whole(output) as part, part.open("wb") as out:
            chosen.write(store, out, article_ids)


def _refuse_missing(file: Path) -> None:
    if not file.is_file():
        message = f"There is no file “{file}”."
        raise WorkbenchError(message)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m storage", description="Work with a Claimbook file.")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("export", help="take the reviews away")
    command.add_argument("file", type=Path, help="the Claimbook file")
    command.add_argument("--article", action="append", metavar="ID", help="only this article; may be repeated")
    forms = "; ".join(f"{one.key}: {one.purpose[0].lower()}{one.purpose[1:].rstrip('.')}" for one in FORMATS)
    command.add_argument("--as", dest="form", default="csv", choices=[one.key for one in FORMATS], help=forms)
    command.add_argument("-o", "--output", type=Path, help="where to; standard output if not given")
    command.set_defaults(run=_export)
    command = commands.add_parser("import", help="bring a working sheet back, or take in an archive")
    command.add_argument("file", type=Path, help="the Claimbook file; for an archive it is made where there is none")
    command.add_argument("given", type=Path, help="the sheet, as XLSX; an archive or several, as zip")
    command.add_argument(
        "--as-reviewer", "--as", dest="by", required=True, metavar="NAME", help="whose findings it has; who imports it"
    )
    command.add_argument("--dry-run", action="store_true", help="only print what a sheet would change")
    command.set_defaults(run=_import)
    command = commands.add_parser("backup", help="copy the file, safely while others save into it")
    command.add_argument("file", type=Path, help="the Claimbook file")
    command.add_argument("copy", type=Path, help="where the copy goes; an older one is replaced")
    command.set_defaults(run=_backup)
    command = commands.add_parser("verify", help="find the first row that was changed from outside")
    command.add_argument("file", type=Path, help="the Claimbook file")
    command.add_argument("--seal", help="a seal that was kept elsewhere: is it in the file?")
    command.set_defaults(run=lambda options: not verify(options.file, options.seal))
    command = commands.add_parser("check", help="say whether the file can be opened and written; 1 where it cannot")
    command.add_argument("file", type=Path, help="the Claimbook file")
    command.set_defaults(run=_check)
    command = commands.add_parser("datasette", help="print what Datasette is to say of the file, as its metadata")
    command.add_argument("file", type=Path, help="the Claimbook file")
    command.set_defaults(run=_datasette)
    return parser


def _datasette(options: argparse.Namespace) -> int:
    _refuse_missing(options.file)
    with Store.open(options.file) as store:  # an older file gets its views
        print(metadata(store))  # noqa: T201 - a command line prints
    return 0


def _check(options: argparse.Namespace) -> int:
    newest = check(options.file)
    print(f"It can be opened and written. Newest revision: {newest:,}.")  # noqa: T201 - a command line prints
    return 0


def _backup(options: argparse.Namespace) -> int:
    back_up(options.file, options.copy)
    print(f"Copied to {options.copy}.")  # noqa: T201 - a command line prints
    return 0


def _export(options: argparse.Namespace) -> int:
    export(options.file, options.form, options.article, options.output)
    return 0


def _import(options: argparse.Namespace) -> int:
    if options.given.suffix.lower() == ".zip":
        if options.dry_run:
            message = "Nothing was imported: --dry-run is for sheets. An archive is taken whole, or not at all."
            raise WorkbenchError(message)
        take_in(options.file, options.given, options.by)
        return 0
    from storage.sheet.command import bring_back  # noqa: PLC0415 - its library takes a third of a second

    _refuse_missing(options.file)
    lines, is_all = bring_back(options.file, options.given, options.by, dry_run=options.dry_run)
    print(*lines, sep="\n")  # noqa: T201 - a command line prints
    return int(not is_all)


if __name__ == "__main__":
    collect_seldom()
    sys.exit(main())
