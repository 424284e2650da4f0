"""The archive of an article: into another file and out again it is the same, and whatever else is refused whole."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import TEXT as TEXT_OF_ANY_KIND

from claims.model import (
    Article,
    Claim,
    Dismissed,
    Evidence,
    Kind,
    Match,
    Reason,
    Relation,
    Span,
    Stance,
)
from storage.__main__ import main
from storage.archive.opened import opened
from storage.archive.rows import COLUMNS
from storage.archive.text import SINCE
from storage.chain import KEYS
from storage.errors import RefusedError, StoreError
from storage.exports.archive import write_one
from storage.exports.formats import as_bytes
from storage.file import Action
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from storage.archive.entering import Entered

TEXT = "38 defectors are held. It was so.\r\nIt is said to be. 👩‍👩‍👧"
CLAIMS = (Claim("c1", "a1", (Span(0, 22),), Kind.QUANTITY), Claim("c2", "a1", (Span(23, 33),), Kind.EVENT))
LATER = Article("b1", "41 defectors are held.", "Later", outlet="Wikinews", published=date(2017, 1, 1))


def packed(store: Store, article_id: str = "a1") -> bytes:
    out = io.BytesIO()
    write_one(store, out, article_id)
    return out.getvalue()


def taken(store: Store, archive: bytes, by: str = "Zoe") -> Entered:
    with opened(io.BytesIO(archive)) as found:
        return store.take_in(found, by)


def fill(store: Store) -> None:
    """Do something of everything to an article."""
    store.add_article(Article("z9", "Another."), [Claim("c9", "z9", (Span(0, 8),), Kind.EVENT)], "Cem")
    store.add_article(Article("a1", TEXT, "Title", body=(Span(0, 33),)), CLAIMS, "Ann", "click 1")
    store.update_article("a1", {"outlet": "Daily NK"}, "Bob")
    store.save_reviews(["c1", "c2"], "Ann", {"verification": "verified"}, "click 2")
    store.save_review("c9", "Cem", {"verification": "false"})
    store.undo("a1", "Ann")
    store.redo("a1", "Ann")
    copy = store.keep_copy("file.txt", "text/plain", b"38 are held", "38 are held")
    store.save_evidence("c1", "Ann", Evidence("e1", "Court file", Stance.SUPPORTS, quote="38", copy=copy))
    store.drop_evidence("c1", "Ann", "e1")
    store.dismiss("a1", [Dismissed(Span(35, 52), "opinion")], "Bob")
    whole = store.claim("c2")
    parts = [Claim(name, "a1", (span,), Kind.EVENT) for name, span in (("p1", Span(23, 25)), ("p2", Span(26, 33)))]
    store.reshape(Action.SPLIT, "Bob", [whole], [*parts, replace(whole, withdrawn="split")])
    store.add_article(LATER, [Claim("d1", "b1", (Span(0, 22),), Kind.QUANTITY)], "Cem")
    store.update_article("b1", {"title": "Much later"}, "Cem")
    store.cover("a1", ["b1"], "Ann")
    store.keep_matches([Match("c1", "b1", (Span(0, 22),), 0.9, Relation.UPDATES, (Reason("38 → 41"),))])
    store.judge("c1", "b1", "Ann", {"relation": "updates", "notes": "Which camp?"})
    store.reject("p1", "b1", [Span(0, 2)], "Bob")
    store.comment("c1", "Bob", "Who counted? @Ann")
    store.comment("c1", "Ann", "Not I.\nAsk @Bob again.")
    store.undo("a1", "Ann")
    store.hand_over(["c1", "p1"], "Ann", {"assigned_to": "Bob", "waiting_for": "the court file"})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    """Return a store with an article of which there is something of everything."""
    with Store.open(tmp_path / "desk.sqlite") as store:
        fill(store)
        yield store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """Return a store of somebody else, with an article of their own."""
    with Store.open(tmp_path / "other.sqlite") as store:
        store.add_article(Article("x1", "Elsewhere."), [Claim("x2", "x1", (Span(0, 9),), Kind.EVENT)], "Zoe")
        store.save_review("x2", "Zoe", {"notes": "x"})
        yield store


def known(store: Store) -> list[object]:
    """Return all that is known and said of the article."""
    return [
        store.article("a1"),
        store.claims("a1", withdrawn=True),
        store.reviews("a1"),
        store.dismissed("a1"),
        store.coverage("a1"),
        store.judgements("a1"),
        store.rejected("a1"),
        store.matches("a1"),
        [(one.id, one.by, one.at, one.text) for one in store.comments("a1")],
        [(one.handover, one.workflow) for one in store.talks(["c1", "c2"]).values()],
    ]


def said(store: Store) -> list[tuple[object, ...]]:
    """Return the history of the article but for its numbers."""
    history = [one for one in store.history("a1", limit=1000) if one.action != "imported"]
    return [(one.at, one.by, one.action, one.claim_id, one.changes) for one in history]


def test_an_archive_taken_in_and_exported_again_is_the_same_to_the_byte(desk: Store, other: Store) -> None:
    archive = packed(desk)
    assert taken(other, archive)[2:] == (20, 0)
    assert packed(other) == archive
    assert known(other) == known(desk)
    assert said(other) == said(desk)
    assert other.verify()[0] is desk.verify()[0] is None
    assert [one.id for one in other.articles()] == ["a1", "b1", "x1"]


def test_who_imported_it_and_when_is_in_the_history(desk: Store, other: Store) -> None:
    taken(other, packed(desk), "Zoe")
    newest = other.history("a1")[0]
    assert (newest.action, newest.by, newest.changes) == ("imported", "Zoe", ())
    with pytest.raises(RefusedError, match="nothing to undo"):
        other.undo("a1", "Zoe")


def test_ones_own_acts_are_undone_after_the_import_as_before(desk: Store, other: Store) -> None:
    taken(other, packed(desk))
    for person in ("Ann", "Bob", "Ann", "Ann", "Ann"):
        assert known(other) == known(desk)
        desk.undo("a1", person)
        other.undo("a1", person)
    desk.redo("a1", "Ann")
    other.redo("a1", "Ann")
    assert known(other) == known(desk)


def test_each_revision_has_the_seal_that_it_got_where_it_was_made(desk: Store, other: Store) -> None:
    taken(other, packed(desk))
    with zipfile.ZipFile(io.BytesIO(packed(other))) as pack:
        seals = [json.loads(line)["seal"] for line in pack.read("revision.jsonl").splitlines()]
    assert len(seals) == 22
    assert all(desk.holds(seal) for seal in seals)
    assert not any(other.holds(seal) for seal in seals)


def test_the_same_archive_again_and_an_older_one_change_nothing(desk: Store, other: Store) -> None:
    older = packed(desk)
    desk.save_review("c1", "Ann", {"notes": "More."})
    newer = packed(desk)
    taken(other, newer)
    seal = other.seal()
    for archive in (newer, older):
        assert "is here already" in str(taken(other, archive))
    assert other.seal() == seal


def test_what_a_colleague_added_comes_back(desk: Store, other: Store) -> None:
    taken(other, packed(desk))
    other.save_review("c1", "Zoe", {"verification": "false"})
    other.keep_copy("b.txt", "text/plain", b"b", "b")
    assert (
        str(taken(desk, packed(other), "Ann")) == "“Title” was here up to its revision 20; what came later was added."
    )
    assert known(desk) == known(other)
    assert packed(desk) == packed(other)
    assert desk.verify()[0] is None


def test_where_both_went_on_it_is_refused_and_nothing_is_changed(desk: Store, other: Store) -> None:
    taken(other, packed(desk))
    for store in (desk, other):
        store.save_review("c1", "Zoe", {"verification": "false"})
    seal = desk.seal()
    with pytest.raises(RefusedError, match="went on from revision 20"):
        taken(desk, packed(other))
    assert desk.seal() == seal


def test_an_article_that_came_as_later_coverage_takes_its_own_archive(desk: Store, other: Store) -> None:
    taken(other, packed(desk))
    assert other.claims("b1") == []
    taken(other, packed(desk, "b1"))
    assert [claim.id for claim in other.claims("b1")] == ["d1"]
    assert packed(other, "b1") == packed(desk, "b1")
    assert packed(other) == packed(desk)


def test_later_coverage_that_is_here_stays_as_it_is(desk: Store, other: Store) -> None:
    other.add_article(replace(LATER, title="Ours"), [], "Zoe")
    taken(other, packed(desk))
    assert [(one.id, one.title) for one in other.coverage("a1")] == [("b1", "Ours")]
    assert other.verify()[0] is None


def test_an_article_without_claims_has_an_archive_too(desk: Store, other: Store) -> None:
    desk.add_article(Article("n1", "Nothing."), [], "Ann")
    taken(other, packed(desk, "n1"))
    assert packed(other, "n1") == packed(desk, "n1")


def test_every_file_in_it_is_named_with_its_hash_and_explained(desk: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(desk))) as pack:
        manifest = json.loads(pack.read("manifest.json"))
        readme = pack.read("README.md").decode()
        assert {one["name"] for one in manifest["members"]} == {*pack.namelist()} - {"manifest.json"}
        for one in manifest["members"]:
            content = pack.read(one["name"])
            assert (len(content), sha256(content).hexdigest()) == (one["bytes"], one["sha256"])
            assert f"`{one['name']}`" in readme or one["name"].startswith(("README", "copies/"))
        assert pack.read(f"copies/{sha256(b'38 are held').hexdigest()}") == b"38 are held"


def test_several_articles_are_a_zip_of_archives_and_come_in_together(
    desk: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.update_article("a1", {"title": "../..\\a:b\n" * 20}, "Ann")
    whole, new = tmp_path / "all.zip", tmp_path / "new.sqlite"
    assert main(["export", str(desk.path), "--as", "archive", "-o", str(whole)]) == 0
    assert main(["import", str(new), str(whole), "--as", "Zoe"]) == 0
    assert capsys.readouterr().out.count("was imported") == 3
    with Store.open(new) as store:
        assert as_bytes(store, "archive", ["z9", "a1", "b1"]) == whole.read_bytes()
        assert store.verify()[0] is None


def test_the_command_imports_an_archive_and_says_why_it_does_not(
    desk: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a1.zip").write_bytes(packed(desk))
    (tmp_path / "no.zip").write_bytes(b"PK no")
    command = ["import", str(tmp_path / "new.sqlite"), "--as", "Zoe"]
    assert main([*command, str(tmp_path / "a1.zip")]) == 0
    assert main([*command, str(tmp_path / "a1.zip")]) == 0
    assert "“Title” was imported, with 20 revisions.\n“Title” is here already" in capsys.readouterr().out
    assert main([*command, str(tmp_path / "no.zip")]) == 1
    assert main([*command, str(tmp_path / "absent.zip")]) == 1
    assert "Nothing was imported: the archive is damaged" in capsys.readouterr().err


def test_a_seal_that_was_kept_elsewhere_is_looked_up(desk: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(desk.path), "--seal", desk.seal()]) == 0
    assert main(["verify", str(desk.path), "--seal", "0" * 64]) == 1
    assert [line.split()[-4:] for line in capsys.readouterr().out.splitlines()[1::2]] == [
        ["is", "in", "the", "file."],
        ["not", "in", "the", "file."],
    ]


def test_every_column_that_is_kept_is_in_an_archive_or_left_behind_on_purpose(desk: Store) -> None:
    renamed = {"number": "revision"}
    for table, columns in COLUMNS.items():
        kept = {row["name"] for row in desk.each(f"PRAGMA table_info({table})")}
        assert {renamed.get(name, name) for name in kept} - {*columns} == {
            "claim": {"article_id"},
            "dismissal": {"article_id"},
            "coverage": {"article_id"},
            "needed": {"article_id"},
            "revision": {"token"},
            "copy": {"content"},
        }.get(table, set())
    assert {*COLUMNS} == {*KEYS} - {"origin", "member", "looked"}


def test_what_the_desk_finds_and_needs_is_in_an_archive_and_an_older_one_without_it_is_read(
    desk: Store, tmp_path: Path
) -> None:
    desk.need("a1", 2, "Ed")
    desk.settle("c1", "Ed", {"verification": "false", "sourcing": "", "reason": "It was denied."}, 10**6)

    def as_of_version_1(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"]) | {"version": 1}
        files["manifest.json"] = json.dumps(manifest).encode()
        for name in SINCE:
            del files[f"{name}.jsonl"]

    for name, content in (("new", packed(desk)), ("old", repacked(packed(desk), as_of_version_1))):
        with Store.open(tmp_path / f"{name}.sqlite") as store, opened(io.BytesIO(content)) as archive:
            store.take_in(archive, "Zoe")
            assert store.needed("a1") == (2 if name == "new" else 1)
            assert [one.reason for one in store.settlements("a1")] == ["It was denied."] * (name == "new")


# What is refused


def repacked(archive: bytes, change: Callable[[dict[str, bytes]], object], *, honest: bool = True) -> bytes:
    """Return an archive with its files changed; `honest` gives the manifest the new hashes."""
    with zipfile.ZipFile(io.BytesIO(archive)) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    change(files)
    if honest and "manifest.json" in files:
        manifest = json.loads(files["manifest.json"])
        manifest["members"] = [
            {"name": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in files.items()
            if name != "manifest.json"
        ]
        files["manifest.json"] = json.dumps(manifest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return out.getvalue()


def _edit(table: str, old: str, new: str) -> Callable[[dict[str, bytes]], object]:
    def change(files: dict[str, bytes]) -> None:
        name = f"{table}.jsonl" if table != "manifest" else "manifest.json"
        before = files[name].decode()
        assert old in before
        files[name] = before.replace(old, new, 1).encode()

    return change


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda files: files.update({"../../evil.txt": b"x"}), "“../../evil.txt” is in the zip"),
        (lambda files: files.update({"/etc/passwd": b"x"}), "“/etc/passwd” is in the zip"),
        (_edit("review", "verified", "false"), "“review.jsonl” was changed"),
        (lambda files: files.pop("review.jsonl"), "“review.jsonl” is missing"),
        (lambda files: files.pop("manifest.json"), "no archive of Claimbook"),
        (lambda files: files.update({"manifest.json": b"[]"}), "not as Claimbook writes it"),
        (_edit("manifest", '"version": 2', '"version": 3'), "newer version"),
        (_edit("manifest", "claimbook archive", "other archive"), "another program"),
        (lambda files: files.update({"README.md": b"0" * 2_000_000}), "README.md"),
    ],
)
def test_a_zip_that_is_not_what_its_manifest_says_is_refused(
    desk: Store, other: Store, change: Callable[[dict[str, bytes]], object], why: str
) -> None:
    seal = other.seal()
    with pytest.raises(RefusedError, match=re.escape(why)):
        taken(other, repacked(packed(desk), change, honest=False))
    assert other.seal() == seal


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("article", '"id": "a1"', '"id": "a2"'),
        ("claim", '"c1"', '"x2"'),
        ("revision", '"revision": 3', '"revision": 4'),
        ("revision", '"action": "added"', '"action": "imported"'),
        ("revision", '"action": "added"', '"action": "hacked"'),
        ("revision", '"by": "Bob"', '"by": " "'),
        ("revision", "+00:00", ""),
        ("revision", "+00:00", "+02:00"),
        ("revision", "T", '\\"'),
        ("proposal", "+00:00", "+02:00"),
        ("revision", '"step": 3', '"step": 6'),
        ("revision", '"step": 3', '"step": 99'),
        ("revision", '"seal": "', '"seal": "x'),
        ("review", '"claim_id": "c1"', '"claim_id": "x2"'),
        ("review", '"notes": ""', '"notes": {}'),
        ("review", '"notes": ""', '"note": ""'),
        ("review", '"as_of": null', '"as_of": "soon"'),
        ("review", '"notes": ""', '"notes": "\\u0000"'),
        ("review", '"notes": ""', '"notes": "\\ud83d"'),
        ("review", '"revision": 3', '"revision": 99'),
        ("review", '"revision": 3', '"revision": 99999999999999999999999'),
        ("claim_info", "[0, 22]", "[0, 999]"),
        ("claim_info", "[0, 22]", "[22, 0]"),
        ("claim_info", '"kind": "quantity"', '"kind": "hearsay"'),
        ("claim_info", '"check_worthiness": 0.0', '"check_worthiness": NaN'),
        ("claim_info", '"check_worthiness": 0.0', '"check_worthiness": 1e999'),
        ("claim_info", '"quantities": []', '"quantities": [{}]'),
        ("claim_info", '"signs": []', '"signs": ' + "[" * 5000 + "]" * 5000),
        ("dismissal", '"end_at": 52', '"end_at": 520'),
        ("coverage", '"coverage_id": "b1"', '"coverage_id": "x1"'),
        ("coverage", '"coverage_id": "b1"', '"coverage_id": "a1"'),
        ("rejection", '"end_at": 2', '"end_at": 999'),
        ("proposal", '"updates"', '"guesses"'),
        ("copy", '"sha256": "', '"sha256": "0'),
        ("article_info", '"article_id": "b1"', '"article_id": "a1"'),
    ],
)
def test_rows_that_no_claimbook_writes_are_refused_whole(
    desk: Store, other: Store, table: str, old: str, new: str
) -> None:
    seal = other.seal()
    with pytest.raises(RefusedError, match=r"^Nothing was"):
        taken(other, repacked(packed(desk), _edit(table, old, new)))
    assert other.seal() == seal
    assert [one.id for one in other.articles()] == ["x1"]


def test_another_text_under_the_same_id_is_refused(desk: Store, other: Store) -> None:
    other.add_article(Article("a1", "Something else."), [], "Zoe")
    with pytest.raises(RefusedError, match="another text"):
        taken(other, packed(desk))


def test_a_revision_that_is_here_gets_no_further_rows(desk: Store, other: Store) -> None:
    archive = packed(desk)
    taken(other, archive)
    desk.save_review("c1", "Ann", {"notes": "More."})
    row = '{"start_at": 0, "end_at": 2, "revision": 2, "reason": "other"}\n'
    with pytest.raises(RefusedError, match="Nothing was imported"):
        taken(other, repacked(packed(desk), lambda files: files.update({"dismissal.jsonl": row.encode() * 2})))


@pytest.mark.parametrize("kept", [0, 10, 1000, -30])
def test_a_zip_that_was_cut_off_is_refused(desk: Store, other: Store, kept: int) -> None:
    with pytest.raises(RefusedError, match="damaged"):
        taken(other, packed(desk)[:kept])


def test_a_bomb_is_refused_before_it_is_unpacked(desk: Store, other: Store) -> None:
    out = io.BytesIO(packed(desk))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("copies/bomb", b"0" * 50_000_000)
    with pytest.raises(RefusedError, match="zip bombs"):
        taken(other, out.getvalue())


def test_a_file_that_is_there_twice_is_refused(desk: Store, other: Store) -> None:
    out = io.BytesIO(packed(desk))
    with zipfile.ZipFile(out, "a") as pack, pytest.warns(UserWarning, match="Duplicate"):
        pack.writestr("review.jsonl", b"")
    with pytest.raises(RefusedError, match="twice"):
        taken(other, out.getvalue())


def test_a_zip_packed_again_by_another_program_is_taken(desk: Store, other: Store) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed(desk))) as pack, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in reversed(pack.namelist()):
            again.writestr(name, pack.read(name))
        again.writestr("__MACOSX/._review.jsonl", b"x")
    taken(other, out.getvalue())
    assert packed(other) == packed(desk)


# What always holds

TEXTS = TEXT_OF_ANY_KIND | st.sampled_from(["=1+1", "👩‍👩‍👧\r\n", "\u2028\x85\x1f", "“a”", "\\u0000", "x" * 40_000])

ACTS = st.tuples(
    st.sampled_from(
        [
            *"mark note all kind withdraw draw dismiss reopen list unlist judge reject readmit say hand".split(),
            *("evidence", "title", "undo", "redo"),
        ]
    ),
    st.sampled_from(["Ann", "Bob"]),
    st.integers(0, 5),
    TEXTS,
)


def _act(store: Store, act: str, person: str, number: int, text: str) -> None:
    claim = ["c1", "c2"][number % 2]
    stretch = Dismissed(Span(number, 34), "other" if act == "dismiss" else "")
    done: dict[str, Callable[[], object]] = {
        "mark": lambda: store.save_review(claim, person, {"verification": ["false", "verified"][number % 2]}),
        "note": lambda: store.save_review(claim, person, {"notes": text, "due": "2030-01-01"}),
        "all": lambda: store.save_reviews(["c1", "c2"], person, {"notes": str(number)}),
        "kind": lambda: store.correct_claim(claim, {"kind": [Kind.RULE, Kind.CAUSE][number % 2]}, person),
        "withdraw": lambda: store.correct_claim(claim, {"withdrawn": ["other", ""][number % 2]}, person),
        "draw": lambda: store.reshape(
            Action.DRAWN, person, [], [Claim(f"n{number}", "a1", (Span(number, 9),), Kind.EVENT)]
        ),
        "dismiss": lambda: store.dismiss("a1", [stretch], person),
        "reopen": lambda: store.dismiss("a1", [stretch], person),
        "list": lambda: store.cover("a1", ["b1"], person),
        "unlist": lambda: store.uncover("a1", "b1", person),
        "judge": lambda: store.judge(claim, "b1", person, {"relation": ["updates", "silent"][number % 2]}),
        "reject": lambda: store.reject(claim, "b1", [Span(number, 9)], person),
        "readmit": lambda: store.reject(claim, "b1", [Span(number, 9)], person, again=True),
        "evidence": lambda: store.save_evidence(
            claim, person, Evidence(f"e{number}", "File", copy=store.keep_copy("f", "", bytes([number]), ""))
        ),
        "say": lambda: store.comment(claim, person, f"@Bob {text}"),
        "hand": lambda: store.hand_over(["c1", claim], person, {"assigned_to": text, "waiting_for": str(number % 2)}),
        "title": lambda: store.update_article(["a1", "b1"][number % 2], {"title": text}, person),
        "undo": lambda: store.undo("a1", person),
        "redo": lambda: store.redo("a1", person),
    }
    with suppress(StoreError):  # what cannot be done now, or is not there
        done[act]()


@settings(max_examples=40, deadline=None)
@given(st.lists(ACTS, max_size=14), st.lists(ACTS, max_size=4))
def test_whatever_people_do_the_round_trip_is_the_identity_and_work_goes_to_and_fro(
    tmp_path_factory: pytest.TempPathFactory,
    acts: list[tuple[str, str, int, str]],
    more: list[tuple[str, str, int, str]],
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with Store.open(folder / "a.sqlite", clock=lambda: moment) as desk, Store.open(folder / "b.sqlite") as other:
        desk.add_article(Article("a1", TEXT, "Title"), CLAIMS, "Ann")
        desk.add_article(LATER, [], "Bob")
        for act in acts:
            _act(desk, *act)
        archive = packed(desk)
        taken(other, archive)
        assert packed(other) == archive
        assert (known(other), said(other)) == (known(desk), said(desk))
        for person in ("Ann", "Bob"):
            mine, theirs = (store.steps("a1", person) for store in (desk, other))
            assert [mine.undo is None, mine.redo is None] == [theirs.undo is None, theirs.redo is None]
        for act in more:
            _act(other, *act)
        if other.articles()[0].title == "Title" and "title" not in {act[0] for act in more}:
            taken(desk, packed(other))
            assert known(desk) == known(other)
        assert desk.verify()[0] is other.verify()[0] is None
