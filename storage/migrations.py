"""The tables, built up in named steps: facts never change, and each change of a value is a new row with its revision.

`article` and `claim` say that a thing exists; `article_info`, `claim_info` and `review` hold full snapshots of what is
known of it, one row a revision; the `…_now` views show the newest row of each and are what people should browse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlite_utils import Migrations

from storage.chain import KEYS, seal
from storage.errors import NewerError, NotAStoreError, ReadOnlyError
from storage.tidy import make_views

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

APPLICATION_ID: Final = 0x436C426B
"""“ClBk”, kept in the file's header: it tells our files from other programs' databases."""


def articles(db: Database) -> None:
    """Texts and the log. A token names one click, so that the same click sent twice is one revision."""
    db.executescript("""
        CREATE TABLE article (
            id TEXT PRIMARY KEY NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        CREATE TABLE claim (
            id TEXT PRIMARY KEY NOT NULL,
            article_id TEXT NOT NULL REFERENCES article
        ) STRICT;
        CREATE TABLE revision (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at_utc TEXT NOT NULL,
            by TEXT NOT NULL,
            action TEXT NOT NULL,
            article_id TEXT NOT NULL REFERENCES article,
            claim_id TEXT REFERENCES claim,
            token TEXT UNIQUE
        ) STRICT;
        CREATE INDEX claim_by_article ON claim (article_id);
        CREATE INDEX revision_by_article ON revision (article_id);
        CREATE INDEX revision_by_claim ON revision (claim_id);
        CREATE INDEX revision_by_person ON revision (by);
    """)


def snapshots(db: Database) -> None:
    """Keep what is known and said after each revision; splitting an article is one revision for all of it."""
    db.executescript("""
        CREATE TABLE article_info (
            revision INTEGER PRIMARY KEY REFERENCES revision,
            article_id TEXT NOT NULL REFERENCES article,
            title TEXT NOT NULL,
            byline TEXT NOT NULL,
            outlet TEXT NOT NULL,
            url TEXT NOT NULL,
            published TEXT,
            body_json TEXT NOT NULL,
            chrome_json TEXT NOT NULL
        ) STRICT;
        CREATE TABLE claim_info (
            revision INTEGER NOT NULL REFERENCES revision,
            claim_id TEXT NOT NULL REFERENCES claim,
            spans_json TEXT NOT NULL,
            kind TEXT NOT NULL,
            attribution_json TEXT,
            quantities_json TEXT NOT NULL,
            times_json TEXT NOT NULL,
            check_worthiness REAL NOT NULL,
            origin TEXT NOT NULL,
            parents_json TEXT NOT NULL,
            PRIMARY KEY (claim_id, revision)
        ) STRICT;
        CREATE TABLE review (
            revision INTEGER PRIMARY KEY REFERENCES revision,
            claim_id TEXT NOT NULL REFERENCES claim,
            reviewer TEXT NOT NULL,
            sourcing TEXT NOT NULL,
            verification TEXT NOT NULL,
            notes TEXT NOT NULL
        ) STRICT;
        CREATE INDEX article_info_by_article ON article_info (article_id, revision);
        -- verification rides along so that the list of articles is counted without touching the rows
        CREATE INDEX review_by_claim ON review (claim_id, reviewer, revision, verification);
    """)


def append_only(db: Database) -> None:
    """Refuse to change or delete what is written, whichever program tries."""
    for table in ("article", "claim", "revision", "article_info", "claim_info", "review"):
        _refuse_changes(db, table)


def _refuse_changes(db: Database, table: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        db.execute(f"""
            CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, 'nothing in a Claimbook file is changed or deleted; add a row'); END
        """)


def newest(db: Database) -> None:
    """Show the newest row of each thing, with columns for people: open the file in Datasette and start here."""
    db.executescript("""
        CREATE VIEW article_now AS
        SELECT article.id, title, byline, outlet, url, published, body_json, chrome_json, article_info.revision,
               added.number AS added_revision, added.by AS added_by, added.at_utc AS added_at_utc, article.text
        FROM article
        JOIN article_info ON article_info.revision =
             (SELECT max(revision) FROM article_info WHERE article_id = article.id)
        JOIN revision AS added ON added.number =
             (SELECT min(revision) FROM article_info WHERE article_id = article.id);

        CREATE VIEW claim_now AS
        SELECT claim.id, claim.article_id, spans_json, kind, attribution_json, quantities_json, times_json,
               check_worthiness, origin, parents_json, claim_info.revision,
               (SELECT group_concat(substr(article.text, 1 + json_extract(span.value, '$[0]'),
                       json_extract(span.value, '$[1]') - json_extract(span.value, '$[0]')), ' … ')
                FROM article, json_each(spans_json) AS span WHERE article.id = claim.article_id) AS text
        FROM claim
        JOIN claim_info ON claim_info.claim_id = claim.id AND claim_info.revision =
             (SELECT max(revision) FROM claim_info WHERE claim_id = claim.id);

        CREATE VIEW review_now AS
        SELECT review.claim_id, claim.article_id, reviewer, sourcing, verification, notes,
               at_utc AS reviewed_at_utc, review.revision
        FROM claim
        JOIN review ON review.claim_id = claim.id AND review.revision =
             (SELECT max(newer.revision) FROM review AS newer
              WHERE newer.claim_id = review.claim_id AND newer.reviewer = review.reviewer)
        JOIN revision ON revision.number = review.revision;
    """)


def signs(db: Database) -> None:
    """Keep why a claim is worth checking; of a claim from before this step nobody asked."""
    db.executescript("""
        ALTER TABLE claim_info ADD COLUMN signs_json TEXT NOT NULL DEFAULT '[]';
        DROP VIEW claim_now;
        CREATE VIEW claim_now AS
        SELECT claim.id, claim.article_id, spans_json, kind, attribution_json, quantities_json, times_json,
               check_worthiness, signs_json, origin, parents_json, claim_info.revision,
               (SELECT group_concat(substr(article.text, 1 + json_extract(span.value, '$[0]'),
                       json_extract(span.value, '$[1]') - json_extract(span.value, '$[0]')), ' … ')
                FROM article, json_each(spans_json) AS span WHERE article.id = claim.article_id) AS text
        FROM claim
        JOIN claim_info ON claim_info.claim_id = claim.id AND claim_info.revision =
             (SELECT max(revision) FROM claim_info WHERE claim_id = claim.id);
    """)


def sealed(db: Database) -> None:
    """Chain every row to the one before by its hash; the rows of an older file are sealed as they are found."""
    db.executescript("""
        CREATE TABLE seal (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            table_name TEXT NOT NULL,
            key_json TEXT NOT NULL,
            cells INTEGER NOT NULL,
            sha256 TEXT NOT NULL
        ) STRICT;
    """)
    for table in ("article", "claim", "revision", "article_info", "claim_info", "review"):
        _seal_all(db, table)
    _refuse_changes(db, "seal")


def _seal_all(db: Database, table: str) -> None:
    rows = db.execute(f"SELECT {', '.join(KEYS[table])} FROM {table} ORDER BY rowid")  # noqa: S608 - our own names
    seal(db, table, list(map(tuple, rows)))


def undoing(db: Database) -> None:
    """Let a revision name the one that it undoes or does again."""
    db.execute("ALTER TABLE revision ADD COLUMN step INTEGER REFERENCES revision")


def shaping(db: Database) -> None:
    """Let people restate and withdraw claims, and dismiss stretches of text; a blank reason opens one again."""
    db.executescript("""
        ALTER TABLE claim_info ADD COLUMN restated TEXT NOT NULL DEFAULT '';
        ALTER TABLE claim_info ADD COLUMN withdrawn TEXT NOT NULL DEFAULT '';
        CREATE INDEX claim_info_by_revision ON claim_info (revision);
        CREATE TABLE dismissal (
            article_id TEXT NOT NULL REFERENCES article,
            start_at INTEGER NOT NULL,
            end_at INTEGER NOT NULL,
            revision INTEGER NOT NULL REFERENCES revision,
            reason TEXT NOT NULL,
            PRIMARY KEY (article_id, start_at, end_at, revision)
        ) STRICT;
        CREATE INDEX dismissal_by_revision ON dismissal (revision);
        DROP VIEW claim_now;
        CREATE VIEW claim_now AS
        SELECT claim.id, claim.article_id, spans_json, kind, attribution_json, quantities_json, times_json,
               check_worthiness, signs_json, origin, parents_json, restated, withdrawn, claim_info.revision,
               (SELECT group_concat(substr(article.text, 1 + json_extract(span.value, '$[0]'),
                       json_extract(span.value, '$[1]') - json_extract(span.value, '$[0]')), ' … ')
                FROM article, json_each(spans_json) AS span WHERE article.id = claim.article_id) AS text
        FROM claim
        JOIN claim_info ON claim_info.claim_id = claim.id AND claim_info.revision =
             (SELECT max(revision) FROM claim_info WHERE claim_id = claim.id);

        CREATE VIEW dismissal_now AS
        SELECT article_id, start_at, end_at, reason, max(revision) AS revision,
               (SELECT substr(text, 1 + start_at, end_at - start_at) FROM article WHERE id = article_id) AS text
        FROM dismissal GROUP BY article_id, start_at, end_at HAVING reason <> '';
    """)
    _refuse_changes(db, "dismissal")
    _seal_all(db, "claim_info")


def evidence(db: Database) -> None:
    """Keep what a finding rests on, how sure it is and when it is due again; a source's copy is kept once."""
    db.executescript("""
        ALTER TABLE review ADD COLUMN confidence TEXT NOT NULL DEFAULT '';
        ALTER TABLE review ADD COLUMN as_of TEXT;
        ALTER TABLE review ADD COLUMN due TEXT;
        ALTER TABLE review ADD COLUMN evidence_json TEXT NOT NULL DEFAULT '[]';
        CREATE TABLE copy (
            sha256 TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            content BLOB NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        DROP VIEW review_now;
        CREATE VIEW review_now AS
        SELECT review.claim_id, claim.article_id, reviewer, sourcing, verification, notes, confidence, as_of, due,
               evidence_json, at_utc AS reviewed_at_utc, review.revision
        FROM claim
        JOIN review ON review.claim_id = claim.id AND review.revision =
             (SELECT max(newer.revision) FROM review AS newer
              WHERE newer.claim_id = review.claim_id AND newer.reviewer = review.reviewer)
        JOIN revision ON revision.number = review.revision;
    """)
    _refuse_changes(db, "copy")
    _seal_all(db, "review")


def batches(db: Database) -> None:
    """Let revisions that were one act name the first of them, and find one's newest without reading the others."""
    db.executescript("""
        ALTER TABLE revision ADD COLUMN batch INTEGER REFERENCES revision;
        CREATE INDEX revision_by_batch ON revision (batch) WHERE batch IS NOT NULL;
        CREATE INDEX revision_by_article_and_person ON revision (article_id, by, number);
    """)
    _seal_all(db, "revision")


def coverage(db: Database) -> None:
    """List later articles beside another; keep what the machine proposes of each claim, and apart, what people decide.

    A proposal is no revision and can be computed again, but it is sealed all the same: people decide by what it says,
    and "nothing was changed from outside" has to be true of that too.
    """
    db.executescript("""
        CREATE TABLE coverage (
            article_id TEXT NOT NULL REFERENCES article,
            coverage_id TEXT NOT NULL REFERENCES article,
            revision INTEGER NOT NULL REFERENCES revision,
            listed INTEGER NOT NULL,
            PRIMARY KEY (article_id, coverage_id, revision)
        ) STRICT;
        CREATE INDEX coverage_by_revision ON coverage (revision);
        CREATE TABLE judgement (
            revision INTEGER PRIMARY KEY REFERENCES revision,
            claim_id TEXT NOT NULL REFERENCES claim,
            coverage_id TEXT NOT NULL REFERENCES article,
            reviewer TEXT NOT NULL,
            relation TEXT NOT NULL,
            notes TEXT NOT NULL,
            proposed TEXT NOT NULL
        ) STRICT;
        CREATE INDEX judgement_by_claim ON judgement (claim_id, coverage_id, reviewer, revision);
        CREATE TABLE rejection (
            claim_id TEXT NOT NULL REFERENCES claim,
            coverage_id TEXT NOT NULL REFERENCES article,
            start_at INTEGER NOT NULL,
            end_at INTEGER NOT NULL,
            revision INTEGER NOT NULL REFERENCES revision,
            rejected INTEGER NOT NULL,
            PRIMARY KEY (claim_id, coverage_id, start_at, end_at, revision)
        ) STRICT;
        CREATE INDEX rejection_by_revision ON rejection (revision);
        CREATE TABLE proposal (
            claim_id TEXT NOT NULL REFERENCES claim,
            coverage_id TEXT NOT NULL REFERENCES article,
            basis TEXT NOT NULL,
            method TEXT NOT NULL,
            at_utc TEXT NOT NULL,
            relation TEXT NOT NULL,
            score REAL NOT NULL,
            passages_json TEXT NOT NULL,
            reasons_json TEXT NOT NULL,
            differences_json TEXT NOT NULL,
            PRIMARY KEY (claim_id, coverage_id, basis)
        ) STRICT;

        CREATE VIEW coverage_now AS
        SELECT article_id, coverage_id, listed, max(revision) AS revision
        FROM coverage GROUP BY article_id, coverage_id HAVING listed;

        CREATE VIEW judgement_now AS
        SELECT judgement.claim_id, claim.article_id, coverage_id, reviewer, relation, notes, proposed,
               at_utc AS judged_at_utc, judgement.revision
        FROM claim
        JOIN judgement ON judgement.claim_id = claim.id AND judgement.revision =
             (SELECT max(newer.revision) FROM judgement AS newer
              WHERE newer.claim_id = judgement.claim_id AND newer.coverage_id = judgement.coverage_id
                    AND newer.reviewer = judgement.reviewer)
        JOIN revision ON revision.number = judgement.revision;

        CREATE VIEW rejection_now AS
        SELECT rejection.claim_id, claim.article_id, coverage_id, start_at, end_at, by AS rejected_by,
               at_utc AS rejected_at_utc, rejection.revision,
               (SELECT substr(text, 1 + start_at, end_at - start_at) FROM article WHERE id = coverage_id) AS text
        FROM claim
        JOIN rejection ON rejection.claim_id = claim.id AND rejected AND rejection.revision =
             (SELECT max(newer.revision) FROM rejection AS newer
              WHERE newer.claim_id = rejection.claim_id AND newer.coverage_id = rejection.coverage_id
                    AND newer.start_at = rejection.start_at AND newer.end_at = rejection.end_at)
        JOIN revision ON revision.number = rejection.revision;
    """)
    for table in ("coverage", "judgement", "rejection", "proposal"):
        _refuse_changes(db, table)


def passages(db: Database) -> None:
    """Make room for the index of passages (`storage.passages`): derived from the texts, and so neither sealed nor kept.

    It is filled later, since cutting the texts of a large file takes minutes. Passages are numbered through: `first` is
    the number of an article's first one; `total` passages with `size` words there are up to its last one. A letter that
    is not ASCII is part of a word, and so is a decimal point: the words are those of `claims.match`, and are not cut.
    """
    db.executescript("""
        CREATE TABLE passages (
            first INTEGER PRIMARY KEY,
            article_id TEXT NOT NULL UNIQUE REFERENCES article,
            spans_json TEXT NOT NULL,
            total INTEGER NOT NULL,
            size INTEGER NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE passage USING fts5 (
            terms, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '.'"
        );
        CREATE VIRTUAL TABLE passage_term USING fts5vocab (passage, row);
    """)


def imports(db: Database) -> None:
    """Keep, of a revision that came in with an archive, the seal that it had in the file where it was made."""
    db.executescript("""
        CREATE TABLE origin (
            revision INTEGER PRIMARY KEY REFERENCES revision,
            sha256 TEXT NOT NULL
        ) STRICT;
        CREATE INDEX seal_of_revision ON seal (key_json) WHERE table_name = 'revision';
    """)
    _refuse_changes(db, "origin")


def readable(db: Database) -> None:
    """Show what the file holds as tidy tables with readable names."""
    make_views(db)


def people(db: Database) -> None:
    """List the people of a file, how many opinions an article needs, and what the desk found.

    A settled claim is open again once somebody has changed a finding since, to something else than what was settled.
    `blind_claim` has the claims of articles that need more than one opinion, and how far each has come.
    """
    db.executescript("""
        CREATE TABLE member (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at_utc TEXT NOT NULL,
            by TEXT NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            identity TEXT NOT NULL
        ) STRICT;
        CREATE TABLE needed (
            article_id TEXT NOT NULL REFERENCES article,
            revision INTEGER NOT NULL REFERENCES revision,
            reviews INTEGER NOT NULL,
            PRIMARY KEY (article_id, revision)
        ) STRICT;
        CREATE INDEX needed_by_revision ON needed (revision);
        CREATE TABLE settlement (
            claim_id TEXT NOT NULL REFERENCES claim,
            revision INTEGER NOT NULL REFERENCES revision,
            verification TEXT NOT NULL,
            sourcing TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (claim_id, revision)
        ) STRICT;
        CREATE INDEX settlement_by_revision ON settlement (revision);

        CREATE VIEW member_now AS SELECT name, role, identity, max(number) AS number FROM member GROUP BY name;

        CREATE VIEW needed_now AS
        SELECT article_id, reviews, revision FROM needed
        WHERE revision = (SELECT max(newer.revision) FROM needed AS newer WHERE newer.article_id = needed.article_id);

        CREATE VIEW finding AS
        SELECT claim_id, reviewer, verification, sourcing, revision FROM review
        WHERE verification NOT IN ('unchecked', 'withdrawn') AND revision =
              (SELECT max(newer.revision) FROM review AS newer
               WHERE newer.claim_id = review.claim_id AND newer.reviewer = review.reviewer);

        CREATE VIEW settlement_now AS
        SELECT settlement.claim_id, claim.article_id, verification, sourcing, reason, by AS settled_by,
               at_utc AS settled_at_utc, settlement.revision,
               EXISTS (
                   SELECT 1 FROM review AS later
                   LEFT JOIN review AS earlier ON earlier.revision =
                        (SELECT max(revision) FROM review AS any_earlier
                         WHERE any_earlier.claim_id = later.claim_id AND any_earlier.reviewer = later.reviewer
                               AND any_earlier.revision < later.revision)
                   WHERE later.claim_id = settlement.claim_id AND later.revision > settlement.revision
                         AND (later.verification <> coalesce(earlier.verification, 'unchecked')
                              AND later.verification <> settlement.verification
                              OR later.sourcing <> coalesce(earlier.sourcing, '')
                              AND later.sourcing <> settlement.sourcing)
               ) AS is_reopened
        FROM settlement
        JOIN claim ON claim.id = settlement.claim_id
        JOIN revision ON revision.number = settlement.revision
        WHERE verification <> '' AND settlement.revision =
              (SELECT max(newer.revision) FROM settlement AS newer WHERE newer.claim_id = settlement.claim_id);

        CREATE VIEW blind_claim AS
        SELECT id, needed, opinions,
               EXISTS (SELECT 1 FROM settlement_now WHERE claim_id = id AND NOT is_reopened)
               OR (opinions >= needed AND findings = 1 AND sourcings <= 1) AS is_done
        FROM (
            SELECT claim.id, reviews AS needed,
                   (SELECT count(*) FROM finding WHERE claim_id = claim.id) AS opinions,
                   (SELECT count(DISTINCT verification) FROM finding WHERE claim_id = claim.id) AS findings,
                   (SELECT count(DISTINCT nullif(sourcing, '')) FROM finding WHERE claim_id = claim.id) AS sourcings
            FROM claim JOIN needed_now ON needed_now.article_id = claim.article_id WHERE reviews > 1
        );
    """)
    for table in ("member", "needed", "settlement"):
        _refuse_changes(db, table)


def talk(db: Database) -> None:
    """Keep what people say to one another of a claim, who is to work on it, and how far each has read.

    Somebody has looked at all that concerns them up to a revision: `looked` has a row for each time that they say so.
    """
    db.executescript("""
        CREATE TABLE comment (
            claim_id TEXT NOT NULL REFERENCES claim,
            comment_id TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            revision INTEGER NOT NULL REFERENCES revision,
            text TEXT NOT NULL,
            PRIMARY KEY (claim_id, comment_id, revision)
        ) STRICT;
        CREATE INDEX comment_by_revision ON comment (revision);
        CREATE INDEX comment_by_reviewer ON comment (reviewer, claim_id);
        CREATE TABLE handover (
            claim_id TEXT NOT NULL REFERENCES claim,
            revision INTEGER NOT NULL REFERENCES revision,
            assigned_to TEXT NOT NULL,
            finish_by TEXT,
            waiting_for TEXT NOT NULL,
            PRIMARY KEY (claim_id, revision)
        ) STRICT;
        CREATE INDEX handover_by_revision ON handover (revision);
        CREATE INDEX handover_by_person ON handover (assigned_to);
        CREATE TABLE looked (
            person TEXT NOT NULL,
            revision INTEGER NOT NULL REFERENCES revision,
            PRIMARY KEY (person, revision)
        ) STRICT;

        CREATE VIEW comment_now AS
        SELECT comment.claim_id, claim.article_id, comment_id, reviewer, text, at_utc AS said_at_utc,
               revision.number AS said, comment.revision
        FROM claim
        JOIN comment ON comment.claim_id = claim.id AND text <> '' AND comment.revision =
             (SELECT max(newer.revision) FROM comment AS newer
              WHERE newer.claim_id = comment.claim_id AND newer.comment_id = comment.comment_id)
        JOIN revision ON number =
             (SELECT min(older.revision) FROM comment AS older
              WHERE older.claim_id = comment.claim_id AND older.comment_id = comment.comment_id);

        CREATE VIEW handover_now AS
        SELECT handover.claim_id, claim.article_id, assigned_to, finish_by, waiting_for, by AS handed_by,
               at_utc AS handed_at_utc, handover.revision
        FROM claim
        JOIN handover ON handover.claim_id = claim.id AND handover.revision =
             (SELECT max(newer.revision) FROM handover AS newer WHERE newer.claim_id = handover.claim_id)
        JOIN revision ON number = handover.revision;
    """)
    for table in ("comment", "handover", "looked"):
        _refuse_changes(db, table)
    make_views(db)


def handing_out(db: Database) -> None:
    """Say who was handed which claim and until when it is theirs; it is of the moment, and neither sealed nor kept."""
    db.executescript("""
        CREATE TABLE lease (
            claim_id TEXT NOT NULL REFERENCES claim,
            holder TEXT NOT NULL,
            token TEXT NOT NULL,
            handed_at_utc TEXT NOT NULL,
            until_utc TEXT NOT NULL,
            PRIMARY KEY (claim_id, holder)
        ) STRICT;
        CREATE INDEX lease_by_holder ON lease (holder);
    """)
    make_views(db)


def identities(db: Database) -> None:
    """Let a person's newest row be the one with their name or their identity: who has signed in is given a name."""
    db.executescript("""
        CREATE INDEX member_by_name ON member (name, number);
        CREATE INDEX member_by_identity ON member (identity, number);
        DROP VIEW member_now;
        CREATE VIEW member_now AS
        SELECT name, role, identity, number FROM member
        WHERE NOT EXISTS (SELECT 1 FROM member AS newer WHERE newer.name = member.name AND newer.number > member.number)
              AND NOT EXISTS (SELECT 1 FROM member AS newer
                              WHERE newer.identity = member.identity AND newer.identity <> ''
                                    AND newer.number > member.number);
    """)


STEPS: Final = (
    articles,
    snapshots,
    append_only,
    newest,
    signs,
    sealed,
    undoing,
    shaping,
    evidence,
    batches,
    coverage,
    passages,
    imports,
    readable,
    people,
    talk,
    handing_out,
    identities,
)
"""In the order they were invented. A step that was released is never changed; a new one is added."""

VERSION: Final = len(STEPS)
"""Kept in the file's header (`user_version`), so that opening a file that is up to date costs one look."""

MIGRATIONS: Final = Migrations("claimbook")
for _step in STEPS:
    MIGRATIONS()(_step)


def bring_up_to_date(db: Database, path: Path, *, writable: bool) -> None:
    """Give an empty or older file the tables of this version; raises for a file that is not ours or is newer."""
    if _version(db, path) == VERSION:
        return
    if not writable:
        raise ReadOnlyError(path)
    db.enable_wal()
    db.execute("BEGIN IMMEDIATE")
    try:
        # Asked again now that nobody else can write: two people may have opened the new file at once.
        if _version(db, path) < VERSION:
            MIGRATIONS.apply(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.commit()
    finally:
        db.rollback()


def _version(db: Database, path: Path) -> int:
    """Return how many steps the file has had, 0 for an empty one."""
    # One statement is one moment: in several, another process could finish its migration in between.
    application, version, objects = db.execute("""
        SELECT (SELECT application_id FROM pragma_application_id),
               (SELECT user_version FROM pragma_user_version),
               (SELECT count(*) FROM sqlite_master)
    """).fetchone()
    if application != APPLICATION_ID and (application or version or objects):
        raise NotAStoreError(path, "another program's database")
    if version > VERSION:
        raise NewerError(path)
    return int(version)
