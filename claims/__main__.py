"""The command line: `python -m claims split`, `check` and `compare` with files, for people or as JSON lines."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims import check_main, compare_main
from claims.article import read_article
from claims.intake import MAX_ZIP, NotTaken, Taken, take, wanted
from claims.model import Article, Attribution, Claim, Quantity, TextError, TimeRef, words
from claims.split import find_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from claims.model import Span

Record = dict[str, Any]
"""One JSON object; its shape is that of the pipe, documented in the README."""

Answer = tuple[Record, Article | None, list[Claim]]
"""A record, and its article with the claims; None for one that could not be read, whose record then says why."""

COLUMNS = (
    "id",
    "claim",
    "text",
    "start",
    "end",
    "kind",
    "source",
    "source_type",
    "cue",
    "manner",
    "quantities",
    "times",
    "check_worthiness",
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 if every record was read, 1 if one was not (its line says why), 2 for wrong arguments."""
    parser = _options()
    options = parser.parse_args(arguments)
    if not options.files and not options.jsonl:
        parser.error("name at least one file, or give --jsonl to read records from standard input")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return int(_compare(parser, options) if options.command == "compare" else _split(options))


def _split(options: argparse.Namespace) -> bool:
    """Split what is given and print its claims, or for `check` in what it does not fit itself."""
    files = list(_files(options.files))
    answers = _answers(_from_files(files) if options.files else _from_lines(sys.stdin))
    if options.command == "check":
        show = _show_checked_jsonl if options.jsonl else _show_checked
    else:
        show = _show_jsonl if options.jsonl else _show_csv if options.csv else _show_people
    return show(_with_progress(answers, files) if _are_many(files) else answers)


def _are_many(files: list[Path]) -> bool:
    return len(files) > 1 or any(file.suffix.lower() == ".zip" for file in files)


def _compare(parser: argparse.ArgumentParser, options: argparse.Namespace) -> bool:
    if options.jsonl:
        return _show_records(compare_main.answers(_from_lines(sys.stdin)))
    articles = [_read_or_say(record) for record in _from_files(_files(options.files))]
    if len(articles) < 2:  # noqa: PLR2004 - one article and one later
        parser.error("name an article and at least one later one")
    first, later = articles[0], [article for article in articles[1:] if article]
    for line in compare_main.told(first, later) if first and later else ():
        print(line)
    return None in articles


def _read_or_say(record: Record) -> Article | None:
    """Return the article of a record; None, and a line on standard error, for one that cannot be read."""
    try:
        return _article(record)
    except (TextError, ValueError, TypeError) as problem:
        print(f"{record['id']}: {problem}", file=sys.stderr)
        return None


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m claims", description="Split articles into claims, compare them.")
    commands = parser.add_subparsers(dest="command", required=True)
    kinds = "plain text, .html, .pdf, .docx, a .zip or a folder of these"
    split = commands.add_parser("split", help="print the claims of articles")
    split.add_argument("files", nargs="*", type=Path, metavar="FILE", help=kinds)
    form = split.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="one row a claim")
    form.add_argument("--jsonl", action="store_true", help="one JSON object a line; without files, from standard input")
    check = commands.add_parser("check", help="say in which figures, dates and trends an article does not fit itself")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help=kinds)
    check.add_argument(
        "--jsonl", action="store_true", help="one JSON object a line; without files, from standard input"
    )
    compare = commands.add_parser("compare", help="say what later articles make of each claim of an article")
    compare.add_argument("files", nargs="*", type=Path, metavar="FILE", help="the article, then later ones")
    compare.add_argument("--jsonl", action="store_true", help="read claims with passages, one JSON object a line")
    return parser


# -- in ----------------------------------------------------------------------------------------------------------------


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files given and those in the folders given, in order of their names."""
    for path in paths:
        if path.is_dir():
            inside = {file.relative_to(path).as_posix(): file for file in sorted(path.rglob("*")) if file.is_file()}
            names = wanted(list(inside))
            yield from (file for name, file in inside.items() if name in names)
        else:
            yield path


def _from_files(files: Iterable[Path]) -> Iterator[Record]:
    for file in files:
        try:
            if file.stat().st_size > MAX_ZIP:
                message = f"The file has more than {MAX_ZIP // 1_000_000} MB. Split it up."
                raise TextError(message)  # noqa: TRY301 - it is told as the others are
            found = take(str(file), file.read_bytes())
        except (OSError, TextError) as problem:
            yield {"id": str(file), "error": str(problem)}
        else:
            yield from map(_record, found)


def _record(found: Taken | NotTaken) -> Record:
    if isinstance(found, NotTaken):
        return {"id": found.name, "error": found.why}
    for note in found.notes:
        print(f"{found.name}: {note}", file=sys.stderr)
    known = found._asdict() | {"published": found.published and found.published.isoformat()}
    return {"id": found.name, **{key: known[key] for key in ("text", "title", "byline", "outlet", "url", "published")}}


def _from_lines(lines: Iterable[str]) -> Iterator[Record]:
    for line in lines:
        if line.strip():
            try:
                record = json.loads(line)
            except ValueError as problem:
                record = {"id": None, "error": f"not a JSON object: {problem}"}
            yield record if isinstance(record, dict) else {"id": None, "error": "not a JSON object"}


def _answers(records: Iterable[Record]) -> Iterator[Answer]:
    """Split one record after the other; what cannot be read keeps its place and says why."""
    for record in records:
        try:
            article = _article(record)
        except (TextError, ValueError, TypeError) as problem:
            yield {"id": record.get("id"), "error": str(problem)}, None, []
        else:
            yield record, article, find_claims(article)


def _with_progress(answers: Iterable[Answer], files: list[Path]) -> Iterator[Answer]:
    """Say on standard error how far it is: a line an article, which a log can keep; a zip holds who knows how many."""
    total = "" if any(file.suffix.lower() == ".zip" for file in files) else f" of {len(files)}"
    for number, (record, article, claims) in enumerate(answers, start=1):
        result = f"{len(claims)} claims" if article else "not read"
        print(f"{number}{total}  {record['id']}: {result}", file=sys.stderr)
        yield record, article, claims


def _article(record: Record) -> Article:
    if "error" in record:
        raise TextError(record["error"])
    if not isinstance(record.get("text"), str) or "id" not in record:
        message = "a record needs an id and a text"
        raise TextError(message)
    published = date.fromisoformat(record["published"]) if record.get("published") else None
    given = {name: str(record.get(name) or "") for name in ("title", "byline", "outlet", "url")}
    return read_article(record["text"], published=published, **given)


# -- out ---------------------------------------------------------------------------------------------------------------


def _show_jsonl(answers: Iterable[Answer]) -> bool:
    return _show_records(
        as_record(record["id"], article, claims) if article else record for record, article, claims in answers
    )


def _show_records(records: Iterable[Record]) -> bool:
    """Print one JSON object a line; say whether one of them could not be read."""
    failed = False
    for record in records:
        failed |= "error" in record
        print(json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode())
    return failed


def _show_csv(answers: Iterable[Answer]) -> bool:
    failed = False
    out = csv.writer(sys.stdout)
    out.writerow(COLUMNS)
    for record, article, claims in answers:
        failed |= article is None
        if article is None:
            print(f"{record['id']}: {record['error']}", file=sys.stderr)
        out.writerows(_row(record["id"], article, claim) for claim in claims if article)
    return failed


def _show_checked_jsonl(answers: Iterable[Answer]) -> bool:
    return _show_records(
        check_main.as_record(record["id"], article, claims) if article else record
        for record, article, claims in answers
    )


def _show_checked(answers: Iterable[Answer]) -> bool:
    failed = False
    for record, article, claims in answers:
        failed |= article is None
        if article is None:
            print(f"{record['id']}: {record['error']}", file=sys.stderr)
            continue
        for line in check_main.told(record["id"], article, claims):
            print(line)
    return failed


def _show_people(answers: Iterable[Answer]) -> bool:
    failed = False
    for record, article, claims in answers:
        failed |= article is None
        if article is None:
            print(f"{record['id']}: {record['error']}", file=sys.stderr)
            continue
        print(f"\n{article.title or record['id']}  ({len(claims)} claims)\n")
        for number, claim in enumerate(claims, start=1):
            print(f"{number:4}  {claim.text(article)}")
            print(f"      {_summary(claim)}")
    return failed


def _summary(claim: Claim) -> str:
    said = claim.attribution
    parts = [claim.kind.value, f"{claim.check_worthiness:.2f}"]
    if said:
        parts.append(
            f"{said.source or 'nobody named'} ({said.source_type}, {said.manner}{', a guess' if said.guess else ''})"
        )
    parts += [q.text for q in claim.quantities] + [_period(t) for t in claim.times]
    return " · ".join(parts)


def _row(name: str, article: Article, claim: Claim) -> list[object]:
    said = claim.attribution
    return [
        name, claim.id, claim.text(article), claim.spans[0].start, claim.spans[-1].end, claim.kind,
        *((said.source or "", said.source_type, said.cue or "", said.manner) if said else ("", "", "", "")),
        "; ".join(q.text for q in claim.quantities), "; ".join(map(_period, claim.times)), claim.check_worthiness,
    ]  # fmt: skip


def _period(time: TimeRef) -> str:
    days = " to ".join(dict.fromkeys(d.isoformat() for d in (time.first, time.last) if d))
    return f"{time.text} ({days})" if days else time.text


def as_record(name: str, article: Article, claims: list[Claim]) -> Record:
    """Return an article and its claims in the shape of the pipe."""
    return {
        "id": name,
        "title": article.title,
        "byline": article.byline,
        "published": article.published and article.published.isoformat(),
        "claims": [
            {
                "id": claim.id,
                "spans": _pairs(claim.spans),
                "text": words(article.text, claim.spans),
                "kind": claim.kind,
                "check_worthiness": claim.check_worthiness,
                "signs": [{"name": s.name, "weight": s.weight, "spans": _pairs(s.spans)} for s in claim.signs],
                "attribution": claim.attribution and _said(claim.attribution),
                "quantities": [_figure(q) for q in claim.quantities],
                "times": [_time(t) for t in claim.times],
            }
            for claim in claims
        ],
    }


def _said(said: Attribution) -> Record:
    return {
        "source": said.source,
        "source_spans": _pairs(said.source_spans),
        "cue": said.cue,
        "cue_spans": _pairs(said.cue_spans),
        "source_type": said.source_type,
        "manner": said.manner,
        "guess": said.guess,
    }


def _figure(quantity: Quantity) -> Record:
    return {
        "span": [quantity.span.start, quantity.span.end],
        "text": quantity.text,
        "value": _number(quantity.value),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "of": quantity.of,
        "approximate": quantity.approximate,
    }


def _time(time: TimeRef) -> Record:
    return {
        "span": [time.span.start, time.span.end],
        "text": time.text,
        "first": time.first and time.first.isoformat(),
        "last": time.last and time.last.isoformat(),
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


if __name__ == "__main__":
    sys.exit(main())
