"""What a file holds as tidy tables with readable names: views in the file itself, for Datasette and for exports.

Each says a thing once, and the same column means the same in each, so that they join. Views hold no data: a step of the
migrations makes them anew from what stands here. Columns of views that say what is in other tables too are joined
already, for reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database


class Table(NamedTuple):
    """A view: what a row is, what is in which column, and the query, in an order that says nothing."""

    purpose: str
    columns: Mapping[str, str]
    sql: str


_ARTICLE = {"article_id": "The article: a hash of its text."}
_CLAIM = _ARTICLE | {"claim_id": "The claim; it stays the same."}
_LATER = _CLAIM | {"coverage_id": "The later article: a hash of its text."}
_PLACE = {
    "start_at": "Where it starts in the article's text, in characters from 0.",
    "end_at": "Where it ends: the first character after it.",
}
_WORDS = {"text": "Its words, exactly as they stand there."}

TIDY: Final[Mapping[str, Table]] = {
    "articles": Table(
        "An article of the file.",
        _ARTICLE
        | {
            "title": "Its headline.",
            "byline": "Its author, as printed.",
            "outlet": "Who published it.",
            "url": "Where.",
            "published": "When, as 2016-12-13.",
            "added_by": "Who added it.",
            "added_at_utc": "When.",
            "text": "The text, exactly as it was given.",
        },
        """SELECT id AS article_id, title, byline, outlet, url, published, added_by,
                  replace(substr(added_at_utc, 1, 19), 'T', ' ') AS added_at_utc, text
           FROM article_now""",
    ),
    "claims": Table(
        "A claim, also one that is none any longer.",
        _CLAIM
        | {"text": "Its words, exactly as they stand there; “…” where something lies between."}
        | _PLACE
        | {
            "kind": "What it asserts: event, quantity, position, cause, rule, prediction or opinion.",
            "source": "Who says it, as printed; blank where nobody is given.",
            "source_type": "What the article shows of the source; blank where it speaks in its own voice.",
            "cue": "The words that attribute it, such as “said”.",
            "manner": "Whose words they are: direct or indirect.",
            "check_worthiness": "How much it deserves a check, from 0 to 1.",
            "origin": "Who drew its bounds: splitter or person.",
            "parents": "The claims that it was made from by splitting or merging.",
            "restated": "Its words as they stand alone, where a reviewer has put them so.",
            "withdrawn": "Why it is a claim no longer: a reason, or split or merged; blank while it is one.",
            "revision": "The revision that changed it last.",
        },
        """SELECT article_id, id AS claim_id, text, json_extract(spans_json, '$[0][0]') AS start_at,
                  json_extract(spans_json, '$[#-1][1]') AS end_at, kind,
                  json_extract(attribution_json, '$.source') AS source,
                  json_extract(attribution_json, '$.source_type') AS source_type,
                  json_extract(attribution_json, '$.cue') AS cue,
                  json_extract(attribution_json, '$.manner') AS manner, check_worthiness, origin,
                  (SELECT group_concat(value, '; ') FROM json_each(parents_json)) AS parents,
                  restated, withdrawn, revision
           FROM claim_now WHERE withdrawn <> 'undone'""",
    ),
    "spans": Table(
        "A stretch of the text in which a claim lies; most claims have one.",
        _CLAIM | {"part": "Which of the claim's stretches it is, from 1."} | _PLACE | _WORDS,
        """SELECT article_id, claim_now.id AS claim_id, span.key + 1 AS part,
                  json_extract(span.value, '$[0]') AS start_at, json_extract(span.value, '$[1]') AS end_at,
                  substr(article.text, 1 + json_extract(span.value, '$[0]'),
                         json_extract(span.value, '$[1]') - json_extract(span.value, '$[0]')) AS text
           FROM claim_now JOIN article ON article.id = article_id, json_each(spans_json) AS span
           WHERE withdrawn <> 'undone'""",
    ),
    "quantities": Table(
        "A figure of a claim.",
        _CLAIM
        | {
            "text": "The figure, as printed.",
            "low": "What it comes to, or the least of it; blank where that is open.",
            "high": "The same, or the most of it.",
            "unit": "Its unit, such as USD or km.",
            "counted": "What is counted.",
            "approximate": "1 where it is approximate.",
        }
        | _PLACE,
        """SELECT article_id, claim_now.id AS claim_id, json_extract(value, '$.text') AS text,
                  CAST(json_extract(value, '$.low') AS REAL) AS low,
                  CAST(json_extract(value, '$.high') AS REAL) AS high,
                  json_extract(value, '$.unit') AS unit, json_extract(value, '$.of') AS counted,
                  json_extract(value, '$.approximate') AS approximate,
                  json_extract(value, '$.span[0]') AS start_at, json_extract(value, '$.span[1]') AS end_at
           FROM claim_now, json_each(quantities_json) WHERE withdrawn <> 'undone'""",
    ),
    "times": Table(
        "A date or period of a claim.",
        _CLAIM
        | {
            "text": "The date, as printed.",
            "first_day": "The first day that is meant; blank where that is open or not known.",
            "last_day": "The last.",
        }
        | _PLACE,
        """SELECT article_id, claim_now.id AS claim_id, json_extract(value, '$.text') AS text,
                  json_extract(value, '$.first') AS first_day, json_extract(value, '$.last') AS last_day,
                  json_extract(value, '$.span[0]') AS start_at, json_extract(value, '$.span[1]') AS end_at
           FROM claim_now, json_each(times_json) WHERE withdrawn <> 'undone'""",
    ),
    "reviews": Table(
        "What one person says of a claim.",
        _CLAIM
        | {
            "reviewer": "Who.",
            "sourcing": "The reviewer's judgement of the source.",
            "verification": "The reviewer's finding.",
            "confidence": "How sure the reviewer is: low, medium or high.",
            "as_of": "The day as of which the finding holds.",
            "due": "The day on which it is due again.",
            "notes": "The reviewer's notes.",
            "reviewed_at_utc": "When it was last changed.",
            "revision": "The revision that changed it.",
        },
        """SELECT article_id, claim_id, reviewer, sourcing, verification, confidence, as_of, due, notes,
                  replace(substr(reviewed_at_utc, 1, 19), 'T', ' ') AS reviewed_at_utc, revision
           FROM review_now""",
    ),
    "settlements": Table(
        "What the desk found of a claim, beside its reviewers; it changes none of their reviews.",
        _CLAIM
        | {
            "verification": "The desk's finding.",
            "sourcing": "The desk's judgement of the source.",
            "reason": "Why.",
            "settled_by": "Who settled it.",
            "settled_at_utc": "When.",
            "open_again": "1 where a reviewer has changed a finding since, to something else.",
            "revision": "The revision that settled it.",
        },
        """SELECT article_id, claim_id, verification, sourcing, reason, settled_by,
                  replace(substr(settled_at_utc, 1, 19), 'T', ' ') AS settled_at_utc, is_reopened AS open_again,
                  revision
           FROM settlement_now""",
    ),
    "evidence": Table(
        "A piece of evidence that a review rests on.",
        _CLAIM
        | {
            "reviewer": "Whose review.",
            "evidence_id": "The piece; it stays the same.",
            "locator": "Where it is: a link, a document and page, a person and day.",
            "stance": "What it does to the claim: supports, contradicts or neither.",
            "is_primary": "1 where it is a primary source.",
            "quote": "The passage quoted.",
            "accessed": "The day on which it was looked at.",
            "copy_sha256": "The SHA-256 of the stored copy; blank where there is none.",
            "copy_name": "The name of the stored copy.",
        },
        """SELECT article_id, claim_id, reviewer, json_extract(value, '$.id') AS evidence_id,
                  json_extract(value, '$.locator') AS locator, json_extract(value, '$.stance') AS stance,
                  json_extract(value, '$.primary') AS is_primary, json_extract(value, '$.quote') AS quote,
                  json_extract(value, '$.accessed') AS accessed, json_extract(value, '$.copy') AS copy_sha256,
                  (SELECT name FROM copy WHERE sha256 = json_extract(value, '$.copy')) AS copy_name
           FROM review_now, json_each(evidence_json)""",
    ),
    "later_articles": Table(
        "An article that is listed as later coverage of another.",
        _ARTICLE
        | {
            "coverage_id": "The later article: a hash of its text.",
            "title": "Its headline.",
            "outlet": "Who published it.",
            "published": "When, as 2016-12-13.",
            "url": "Where.",
            "listed_by": "Who listed it.",
            "listed_at_utc": "When.",
        },
        """SELECT coverage_now.article_id, coverage_id, title, outlet, published, url, by AS listed_by,
                  replace(substr(at_utc, 1, 19), 'T', ' ') AS listed_at_utc
           FROM coverage_now JOIN article_now ON article_now.id = coverage_id
           JOIN revision ON number = coverage_now.revision""",
    ),
    "comparisons": Table(
        "What the machine proposes of a claim and a later article.",
        _LATER
        | {
            "relation": "What the later article makes of the claim.",
            "score": "How near its nearest passage is to the claim, from 0 to 1.",
            "reasons": "Why, such as “38 → 41 defectors”.",
            "passages": "Where the passages that it goes by stand in the later article, the nearest first.",
        },
        """SELECT article_id, claim_id, coverage_id, relation, score,
                  (SELECT group_concat(json_extract(value, '$.text'), '; ') FROM json_each(reasons_json)) AS reasons,
                  (SELECT group_concat(json_extract(value, '$[0]') || '-' || json_extract(value, '$[1]'), '; ')
                   FROM json_each(passages_json)) AS passages
           FROM claim JOIN proposal ON claim_id = claim.id
           WHERE proposal.rowid = (SELECT max(newer.rowid) FROM proposal AS newer
                 WHERE newer.claim_id = proposal.claim_id AND newer.coverage_id = proposal.coverage_id)""",
    ),
    "judgements": Table(
        "What one person decided or noted on a claim and a later article.",
        _LATER
        | {
            "reviewer": "Who.",
            "relation": "What the later article makes of the claim; blank where there are only notes.",
            "proposed": "What the machine proposed when it was decided.",
            "notes": "The person's notes on the two.",
            "judged_at_utc": "When it was last changed.",
            "revision": "The revision that changed it.",
        },
        """SELECT article_id, claim_id, coverage_id, reviewer, relation, proposed, notes,
                  replace(substr(judged_at_utc, 1, 19), 'T', ' ') AS judged_at_utc, revision
           FROM judgement_now WHERE relation <> '' OR notes <> ''""",
    ),
    "rejected": Table(
        "A passage of a later article that is not about a claim.",
        _LATER
        | {"start_at": "Where it starts in the later article's text, in characters from 0."}
        | {"end_at": "Where it ends: the first character after it."}
        | _WORDS
        | {"rejected_by": "Who said so.", "rejected_at_utc": "When."},
        """SELECT article_id, claim_id, coverage_id, start_at, end_at, text, rejected_by,
                  replace(substr(rejected_at_utc, 1, 19), 'T', ' ') AS rejected_at_utc
           FROM rejection_now""",
    ),
    "dismissed": Table(
        "A stretch of an article in which nothing is to be checked.",
        _ARTICLE | _PLACE | _WORDS | {"reason": "Why.", "dismissed_by": "Who said so.", "dismissed_at_utc": "When."},
        """SELECT dismissal_now.article_id, start_at, end_at, text, reason, by AS dismissed_by,
                  replace(substr(at_utc, 1, 19), 'T', ' ') AS dismissed_at_utc
           FROM dismissal_now JOIN revision ON number = dismissal_now.revision""",
    ),
    "comments": Table(
        "What one person said to the others about a claim.",
        _CLAIM
        | {
            "comment_id": "The comment; it stays the same.",
            "made_by": "Who said it.",
            "at_utc": "When.",
            "comment": "What was said.",
            "revision": "The revision in which it was said: that is their order.",
        },
        """SELECT article_id, claim_id, comment_id, reviewer AS made_by,
                  replace(substr(said_at_utc, 1, 19), 'T', ' ') AS at_utc, text AS comment, said AS revision
           FROM comment_now""",
    ),
    "assignments": Table(
        "Who is to work on a claim, and what it waits for.",
        _CLAIM
        | {
            "assigned_to": "Who is to work on it; blank for nobody.",
            "finish_by": "The day by which it is to be finished.",
            "waiting_for": "From whom or for what it waits; blank where it does not.",
            "made_by": "Who said so last.",
            "at_utc": "When.",
            "revision": "The revision that changed it.",
        },
        """SELECT article_id, claim_id, assigned_to, finish_by, waiting_for, handed_by AS made_by,
                  replace(substr(handed_at_utc, 1, 19), 'T', ' ') AS at_utc, revision
           FROM handover_now WHERE assigned_to <> '' OR waiting_for <> ''""",
    ),
    "revisions": Table(
        "A change: who did what, and when.",
        _ARTICLE
        | {
            "revision": "Its number in the file.",
            "claim_id": "The claim, where it was about one.",
            "action": "What was done.",
            "made_by": "Who did it.",
            "at_utc": "When.",
        },
        """SELECT article_id, number AS revision, claim_id, action, by AS made_by,
                  replace(substr(at_utc, 1, 19), 'T', ' ') AS at_utc
           FROM revision""",
    ),
}
"""The tables of the export for pandas."""

_ABOUT = {"article": "The article's headline.", "claim": "The claim's words."}

READING: Final[Mapping[str, Table]] = {
    "claims_and_reviews": Table(
        "Every claim that stands, with each review of it.",
        _ABOUT
        | {name: TIDY["claims"].columns[name] for name in ("kind", "source", "source_type")}
        | {name: TIDY["reviews"].columns[name] for name in ("reviewer", "verification", "sourcing", "confidence")}
        | {name: TIDY["reviews"].columns[name] for name in ("notes", "as_of", "due", "reviewed_at_utc")}
        | {"evidence": "How many pieces of evidence it rests on."}
        | {"desk": "What the desk found of the claim; blank where it has not, or where that is open again."}
        | _CLAIM,
        """SELECT title AS article, claims.text AS claim, kind, source, source_type, reviewer, verification, sourcing,
                  confidence, notes, as_of, due, replace(substr(reviewed_at_utc, 1, 19), 'T', ' ') AS reviewed_at_utc,
                  json_array_length(evidence_json) AS evidence,
                  (SELECT verification FROM settlement_now
                   WHERE settlement_now.claim_id = claims.claim_id AND NOT is_reopened) AS desk,
                  claims.article_id, claims.claim_id
           FROM claims JOIN article_now ON article_now.id = claims.article_id
           LEFT JOIN review_now ON review_now.claim_id = claims.claim_id WHERE claims.withdrawn = ''""",
    ),
    "evidence_of_claims": Table(
        "Every piece of evidence, with its claim and the finding that rests on it.",
        _ABOUT
        | {"verification": "The finding."}
        | {n: m for n, m in TIDY["evidence"].columns.items() if n not in _CLAIM},
        """SELECT title AS article, claims.text AS claim, reviews.verification, evidence.reviewer, evidence_id, locator,
                  stance, is_primary, quote, accessed, copy_sha256, copy_name
           FROM evidence JOIN claims ON claims.claim_id = evidence.claim_id
           JOIN article_now ON article_now.id = evidence.article_id
           JOIN reviews ON reviews.claim_id = evidence.claim_id AND reviews.reviewer = evidence.reviewer""",
    ),
    "coverage_decisions": Table(
        "Every decision on a claim and a later article.",
        _ABOUT
        | {"later_article": "The later article's headline.", "outlet": "Who published it.", "published": "When."}
        | {n: m for n, m in TIDY["judgements"].columns.items() if n not in _LATER},
        """SELECT article_now.title AS article, claims.text AS claim, later.title AS later_article, later.outlet,
                  later.published, reviewer, relation, proposed, notes, judged_at_utc, judgements.revision
           FROM judgements JOIN claims ON claims.claim_id = judgements.claim_id
           JOIN article_now ON article_now.id = judgements.article_id
           JOIN article_now AS later ON later.id = coverage_id""",
    ),
    "history": Table(
        "Every change, with its article and claim.",
        {"at_utc": "When.", "made_by": "Who did it.", "action": "What was done."}
        | _ABOUT
        | {"revision": "Its number in the file."},
        """SELECT at_utc, made_by, action, title AS article, claims.text AS claim, revisions.revision
           FROM revisions JOIN article_now ON article_now.id = revisions.article_id
           LEFT JOIN claims ON claims.claim_id = revisions.claim_id""",
    ),
}
"""Views for people who open the file in Datasette."""

VIEWS: Final[Mapping[str, Table]] = {**TIDY, **READING}


def make_views(db: Database) -> None:
    """Make the views, anew where they are there."""
    for name, table in VIEWS.items():
        db.execute(f"DROP VIEW IF EXISTS {name}")
        db.execute(f"CREATE VIEW {name} AS {table.sql}")
