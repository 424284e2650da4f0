"""The pipe: one JSON object a line in and out, in order, whatever happens to one of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from commands import run_claims
from documents import ARTICLE, SENTENCE, page, pdf, zipped

from tests.conftest import ROOT

SAMPLE = Path(__file__).parents[1] / "claims" / "sample" / "daily-nk-2016-12-13.txt"


def _process(*arguments: str, given: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a user does; the other tests run it in this process."""
    command = [sys.executable, "-m", "claims", *arguments]
    return subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - our own


def test_records_come_back_in_order_and_a_bad_one_stops_nobody() -> None:
    lines = [json.dumps({"id": "a", "text": "He left."}), "no json", json.dumps({"id": "c", "text": "\ud800"}),
             json.dumps({"id": "d", "text": "She\u2028said that he left."})]  # fmt: skip
    done = _process("split", "--jsonl", given="\n".join(lines) + "\n")
    records = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert [r["id"] for r in records] == ["a", None, "c", "d"]
    assert ["error" in r for r in records] == [False, True, True, False]
    assert done.returncode == 1


def test_a_record_has_the_documented_shape() -> None:
    record = {"id": "a1", "text": "There were 38 of them last month, Jane Smith said.", "published": "2016-12-13"}
    (claim,) = json.loads(run_claims("split", "--jsonl", given=json.dumps(record)).stdout)["claims"]
    assert claim["attribution"]["source"] == "Jane Smith"
    assert claim["times"][0]["first"] == "2016-11-01"
    assert [record["text"][a:b] for a, b in claim["spans"]] == [claim["text"]]


def test_files_that_cannot_be_read_are_named_and_the_rest_are_printed() -> None:
    done = run_claims("split", "missing.txt", str(SAMPLE))
    assert "missing.txt" in done.stderr
    assert "38 defectors being held" in done.stdout
    assert done.returncode == 1


def test_with_several_files_standard_error_says_how_far_it_is() -> None:
    done = run_claims("split", "--csv", str(SAMPLE), "missing.txt")
    assert [line.split(":")[0] for line in done.stderr.splitlines() if " of " in line] == [
        f"1 of 2  {SAMPLE}",
        "2 of 2  missing.txt",
    ]
    assert done.stdout.count(str(SAMPLE)) > 40


def test_files_of_every_kind_are_split_and_folders_and_zips_opened(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.pdf").write_bytes(pdf([SENTENCE]))
    (tmp_path / "a" / ".DS_Store").write_bytes(b"x")
    (tmp_path / "b.zip").write_bytes(zipped({"two.html": page(ARTICLE), "three.png": b"\x89PNG"}))
    done = run_claims("split", "--jsonl", str(tmp_path))
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(record["id"]).relative_to(tmp_path).as_posix() for record in records] == [
        "a/one.pdf",
        "b.zip/two.html",
        "b.zip/three.png",
    ]
    assert [len(record.get("claims", [])) > 0 for record in records] == [True, True, False]
    assert "OCR" in records[2]["error"]
    assert done.returncode == 1


def test_what_a_page_says_of_itself_is_said_of_its_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(page(ARTICLE, "<title>Minister leaves</title>"))
    done = run_claims("split", "--jsonl", str(tmp_path / "a.txt"))
    assert json.loads(done.stdout)["title"] == "Minister leaves"
    assert "this is a web page" in done.stderr


def test_csv_has_one_row_a_claim() -> None:
    done = run_claims("split", "--csv", str(SAMPLE))
    assert done.returncode == 0
    assert "orders have been issued to border guards" in done.stdout


def test_compared_records_come_back_in_order_and_a_bad_one_stops_nobody() -> None:
    good = {"id": "p1", "claim": {"text": "38 men are held."}, "passages": ["It rained.", "41 men are held."]}
    lines = [json.dumps(good), "no json", json.dumps({"id": "p3"}), json.dumps(good | {"id": "p4", "passages": []}),
             json.dumps(good | {"id": "p5", "claim": {"text": "\ud800"}})]  # fmt: skip
    done = _process("compare", "--jsonl", given="\n".join(lines))
    records = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert [r["id"] for r in records] == ["p1", None, "p3", "p4", "p5"]
    assert ["error" in r for r in records] == [False, True, True, False, False]
    assert done.returncode == 1


def test_a_compared_record_has_the_documented_shape() -> None:
    record = {"id": "p1", "claim": {"text": "38 men are held."}, "passages": ["It rained.", "41 men are held."]}
    done = run_claims("compare", "--jsonl", given=json.dumps(record))
    found = json.loads(done.stdout)
    assert (found["ranking"], found["relation"], found["passage"]) == ([1, 0], "updates", 1)
    assert found["reasons"] == ["38 → 41 men"]
    assert [(d["aspect"], d["earlier"], d["later"]) for d in found["differences"]] == [("NUMBER", "38", "41")]
    assert done.returncode == 0


def test_for_people_each_claim_stands_with_what_later_articles_make_of_it(tmp_path: Path) -> None:
    first, later = tmp_path / "first.txt", tmp_path / "later.txt"
    first.write_text("Jobs at Airbus\n\nAirbus will cut 10,000 jobs in Europe.", encoding="utf-8")
    later.write_text("Airbus retreats\n\nAirbus will cut 8,000 jobs in Europe.", encoding="utf-8")
    done = run_claims("compare", str(first), str(later), "missing.txt")
    assert "updates" in done.stdout
    assert "10,000 → 8,000 jobs" in done.stdout
    assert "missing.txt" in done.stderr
    assert done.returncode == 1


def test_for_people_cautions_come_first_and_what_is_new_last() -> None:
    names = ("fire-monday", "fire-tuesday", "fire-inquiry", "fire-monday")
    done = run_claims("compare", *(str(ROOT / "tests" / "coverage" / f"{name}.txt") for name in names))
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Mind: ")
    assert "the article itself" in done.stdout
    new = lines[lines.index("New in the coverage") :]
    assert any("40,000 dollars each" in line for line in new)
