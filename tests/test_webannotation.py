"""Web Annotations: valid by the model, and the words of each claim are found again by its selectors alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from dossiers import ARTICLE, COURT, HELD, LEE, PAID, dossier, dossiers
from hypothesis import given, settings
from jsonld import expanded, quads

from claims.model import Article, Claim, Kind, Origin, Review, Span
from claims.shape import draw, rebound
from storage.dossier import read_from_the_start
from storage.exports.formats import as_bytes
from storage.exports.linked import address
from storage.exports.webannotation import web_annotations
from storage.file import Action
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.dossier import Dossier

Node = dict[str, Any]
OA = "http://www.w3.org/ns/oa#"
FULL = Review(
    "c1", "Bob", "named", "false", "called her", "high", date(2016, 12, 20), date(2017, 12, 20), evidence=(COURT,)
)


def collection(whole: Dossier) -> Node:
    found: Node = json.loads(web_annotations(whole))
    return found


def items(whole: Dossier) -> list[Node]:
    return list(collection(whole).get("first", {}).get("items", ()))


def values(annotation: Node) -> list[tuple[str, str]]:
    return [(body["purpose"], body["value"]) for body in annotation["body"] if "value" in body]


# -- the model ---------------------------------------------------------------------------------------------------------

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MOTIVATIONS = """
assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning
replying tagging
""".split()
"""Section 3.3.5 of the model."""


def is_iri(text: object) -> bool:
    return isinstance(text, str) and bool(re.fullmatch(r"urn:claimbook:[\w:.%~-]+", text) or address(text) == text)


def faults_of_collection(node: Node) -> Iterator[str]:
    """Yield what a collection with one page inside lacks of what the model says it MUST have (sections 5.1, 5.2)."""
    if node.get("@context") != "http://www.w3.org/ns/anno.jsonld":
        yield "context"
    if not is_iri(node.get("id")) or node.get("type") != "AnnotationCollection":
        yield "collection"
    page = node.get("first")
    if node["total"] != len(page["items"] if page else []) or (page is not None and not page["items"]):
        yield "total"
    if page and not (is_iri(page.get("id")) and page.get("type") == "AnnotationPage" and "@context" not in page):
        yield "page"
    if page and (page["partOf"] != node["id"] or page["startIndex"] != 0):
        yield "part of"
    for annotation in page["items"] if page else []:
        yield from faults_of_annotation(annotation)


def faults_of_annotation(node: Node) -> Iterator[str]:
    """Yield likewise of an annotation (sections 3.1 to 3.3), and what it SHOULD have: who created it, and when."""
    if not is_iri(node.get("id")) or node.get("type") != "Annotation" or node.get("motivation") not in MOTIVATIONS:
        yield "annotation"
    if not MOMENT.fullmatch(node.get("created", "")) or not is_iri(node.get("creator", {}).get("id")):
        yield "created"
    if not MOMENT.fullmatch(node.get("modified", "2017-01-01T00:00:00Z")):
        yield "modified"
    if not node.get("target"):
        yield "target"
    for body in node.get("body", []):
        textual = body["type"] == "TextualBody" and isinstance(body.get("value"), str)
        linked = body["type"] == "SpecificResource" and is_iri(body.get("source"))
        if (
            not (textual or linked)
            or body["purpose"] not in MOTIVATIONS
            or not is_iri(body.get("id", "urn:claimbook:x"))
            or body.get("language", "en") != "en"
        ):
            yield "body"
    for target in node.get("target", []):
        yield from faults_of_target(target)


def faults_of_target(node: Node) -> Iterator[str]:
    """Yield likewise of a specific resource, its state and its selectors (sections 4 to 4.3)."""
    if node.get("type") != "SpecificResource" or not is_iri(node.get("source")):
        yield "source"
    if "state" in node and not (node["state"].get("type") == "TimeState" and is_iri(node["state"].get("cached"))):
        yield "state"
    quote, position = node["selector"]
    if quote.get("type") != "TextQuoteSelector" or not all(
        isinstance(quote.get(key), str) for key in ("exact", "prefix", "suffix")
    ):
        yield "quote"
    if position.get("type") != "TextPositionSelector" or not 0 <= position["start"] < position["end"]:
        yield "position"


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_what_the_model_asks_for_is_there(whole: Dossier) -> None:
    assert list(faults_of_collection(collection(whole))) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (["@context"], "https://schema.org", "context"),
        (["id"], "not an iri", "collection"),
        (["total"], 7, "total"),
        (["first", "type"], "Page", "page"),
        (["first", "items", 0, "id"], "c1", "annotation"),
        (["first", "items", 0, "target"], [], "target"),
        (["first", "items", 0, "body", 0, "value"], None, "body"),
        (["first", "items", 0, "body", 0, "language"], "English", "body"),
        (["first", "items", 0, "created"], "2017-01-03T09:30:00+00:00", "created"),
        (["first", "items", 0, "creator"], {}, "created"),
        (["first", "items", 1, "modified"], "2017-01-03", "modified"),
        (["first", "items", 0, "target", 0, "source"], "javascript:x", "source"),
        (["first", "items", 0, "target", 0, "selector", 0, "exact"], None, "quote"),
        (["first", "items", 0, "target", 0, "selector", 1, "end"], 0, "position"),
    ],
)
def test_the_check_finds_what_the_model_refuses(path: list[Any], value: object, fault: str) -> None:
    node = collection(dossier(ARTICLE, [HELD], FULL))
    *way, last = path
    inner: Any = node
    for key in way:
        inner = inner[key]
    inner[last] = value
    assert fault in list(faults_of_collection(node))


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_a_processor_knows_every_term(whole: Dossier) -> None:
    node = collection(whole)
    found = expanded(web_annotations(whole))[0]
    assert keys_of(found, "@") == keys_of(node, "@")
    assert found["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollection"]


def keys_of(node: object, dropped: str) -> int:
    """Count the properties of a thing and all within it, but for its name, its type and lists: none may be lost."""
    if isinstance(node, list):
        return sum(keys_of(one, dropped) for one in node)
    if not isinstance(node, dict):
        return 0
    own = sum(not key.startswith(dropped) and key not in {"id", "type"} for key in node)
    return own + sum(keys_of(value, dropped) for value in node.values())


def test_a_processor_reads_who_says_what_of_which_words() -> None:
    stated = quads(web_annotations(dossier(ARTICLE, [HELD], FULL)))
    review = "<urn:claimbook:review:c1:Bob>"
    assert f"{review} <{OA}motivatedBy> <{OA}assessing>" in stated
    assert f"{review} <{OA}hasBody> <urn:claimbook:verification:false>" in stated
    assert f"{review} <http://purl.org/dc/terms/creator> <urn:claimbook:person:Bob>" in stated
    assert f'<{OA}exact> "38 defectors were held"' in stated
    assert f"<{OA}hasSource> <https://www.dailynk.com/38>" in stated


# -- selectors ---------------------------------------------------------------------------------------------------------


def places(text: str, quote: Node) -> list[Span]:
    """Return where a quotation stands in a text, as any reader of annotations looks it up."""
    exact, before = quote["exact"], quote["prefix"]
    whole = before + exact + quote["suffix"]
    starts = (found.start() + len(before) for found in re.finditer(f"(?={re.escape(whole)})", text))
    return [Span(start, start + len(exact)) for start in starts]


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_the_words_of_a_claim_are_found_by_either_selector_and_nowhere_else(whole: Dossier) -> None:
    text = whole.article.text.encode("utf-8", "replace").decode()
    found = {item["id"]: item["target"] for item in items(whole)}
    for claim in whole.standing:
        targets = found[f"urn:claimbook:claim:{claim.id}"]
        assert [places(text, target["selector"][0]) for target in targets] == [[span] for span in claim.spans]
        assert [Span(*map(target["selector"][1].get, ("start", "end"))) for target in targets] == list(claim.spans)


def test_positions_count_code_points_where_a_character_takes_two_units() -> None:
    article = Article("a1", "🎉🎉 38 held.")
    target = items(dossier(article, [Claim("c1", "a1", (Span(3, 10),), Kind.EVENT)]))[0]["target"][0]
    assert target["selector"][0]["exact"] == "38 held"
    assert (target["selector"][1]["start"], target["selector"][1]["end"]) == (3, 10)


def test_words_that_stand_twice_are_told_apart_by_the_words_around_them() -> None:
    line = "The same long sentence stands in this text, word for word, twice. "
    article = Article("a1", line + line)
    start = len(line) + line.index("word for word")
    quote = items(dossier(article, [Claim("c1", "a1", (Span(start, start + 13),), Kind.EVENT)]))[0]["target"][0][
        "selector"
    ][0]
    assert places(article.text, quote) == [Span(start, start + 13)]


def test_a_claim_of_several_stretches_has_a_target_for_each() -> None:
    claim = replace(HELD, spans=(Span(0, 7), Span(13, 35)))
    assert [t["selector"][0]["exact"] for t in items(dossier(ARTICLE, [claim]))[0]["target"]] == [
        "Ann Lee",
        "38 defectors were held",
    ]


def test_an_article_with_an_address_says_of_which_text_the_positions_are() -> None:
    target = items(dossier(ARTICLE, [HELD]))[0]["target"][0]
    assert target["source"] == "https://www.dailynk.com/38"
    assert target["state"] == {"type": "TimeState", "cached": "urn:claimbook:article:a1"}


def test_an_article_without_a_usable_address_is_called_by_its_own_name() -> None:
    target = items(dossier(replace(ARTICLE, url="javascript:alert(1)"), [HELD]))[0]["target"][0]
    assert target["source"] == "urn:claimbook:article:a1"
    assert "state" not in target


# -- what is said ------------------------------------------------------------------------------------------------------


def test_what_was_found_in_a_claim_is_said_of_it() -> None:
    claim = replace(HELD, restated="38 were held.")
    assert values(items(dossier(ARTICLE, [claim]))[0]) == [
        ("classifying", "Kind: Quantity"),
        ("classifying", "Source type: Named"),
        ("identifying", "Source: Ann Lee"),
        ("describing", "Restated: 38 were held."),
    ]


def test_a_review_is_an_annotation_of_its_own_by_its_reviewer() -> None:
    claim, review = items(dossier(ARTICLE, [HELD], FULL))
    assert values(review) == [
        ("classifying", "Sourcing: Named"),
        ("assessing", "Verification: False"),
        ("assessing", "Confidence: High"),
        ("assessing", "As of: 2016-12-20"),
        ("describing", "Due again: 2017-12-20"),
        ("describing", "Evidence: https://court.example/file?a=1&b=2 (primary, supports): “38 were held”"),
        ("commenting", "called her"),
    ]
    assert {"type": "SpecificResource", "purpose": "linking", "source": COURT.locator} in review["body"]
    assert (review["creator"]["name"], review["modified"]) == ("Bob", "2017-01-03T09:30:00Z")
    assert review["target"] == claim["target"]


def test_what_a_desk_has_of_its_own_keeps_its_key() -> None:
    review = items(dossier(ARTICLE, [HELD], Review("c1", "Bob", verification="half true")))[1]
    assert (review["body"][0]["id"], review["body"][0]["value"]) == (
        "urn:claimbook:verification:half%20true",
        "Verification: half true",
    )
    assert "language" not in review["body"][0]


def test_who_has_taken_everything_back_has_said_nothing() -> None:
    assert len(items(dossier(ARTICLE, [HELD, PAID], Review("c1", "Bob")))) == 2


def test_the_language_is_said_of_our_own_words_and_of_none_that_people_or_articles_wrote() -> None:
    claim = replace(HELD, restated="38 were held.")
    bodies = [body for item in items(dossier(ARTICLE, [claim], FULL)) for body in item["body"]]
    assert {body["value"].partition(":")[0]: body.get("language") for body in bodies if "value" in body} == {
        **dict.fromkeys(["Kind", "Source type", "Sourcing", "Verification", "Confidence", "As of", "Due again"], "en"),
        **dict.fromkeys(["Source", "Restated", "Evidence", "called her"]),
    }


def test_a_claim_that_was_withdrawn_is_left_out() -> None:
    assert [item["id"] for item in items(dossier(ARTICLE, [replace(HELD, withdrawn="opinion"), PAID]))] == [
        "urn:claimbook:claim:c2"
    ]


def test_an_article_without_claims_is_a_collection_of_none() -> None:
    node = collection(dossier(ARTICLE, []))
    assert node["total"] == 0
    assert not {"first", "last"} & set(node)


def test_the_same_data_are_the_same_bytes() -> None:
    whole = dossier(ARTICLE, [replace(HELD, attribution=LEE)], FULL)
    assert web_annotations(whole) == web_annotations(whole)


# -- who began it, and when --------------------------------------------------------------------------------------------


class Clock:
    """A clock that stands still until it is set."""

    minute = 0

    def __call__(self) -> datetime:
        return datetime(2017, 1, 3, 9, self.minute, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """Return a file with an article that was split at nine, by the clock."""
    with Store.open(tmp_path / "desk.sqlite", clock=clock) as opened:
        opened.add_article(ARTICLE, [HELD], "Ada")
        yield opened


def taken(store: Store) -> dict[str, Node]:
    """Return the annotations that leave a file, by their names."""
    found = json.loads(as_bytes(store, "annotations", ["a1"]))["first"]["items"]
    return {one["id"].removeprefix("urn:claimbook:"): one for one in found}


def began(store: Store) -> dict[str, tuple[str, str]]:
    """Return likewise who created each, and when."""
    return {name: (one["creator"]["name"], one["created"]) for name, one in taken(store).items()}


def test_a_review_that_is_changed_later_keeps_the_moment_it_was_created(store: Store, clock: Clock) -> None:
    changes = [("Bob", "notes", "called her"), ("Ann", "notes", "read it"), ("Bob", "verification", "false")]
    for clock.minute, (who, field, value) in enumerate(changes, start=1):
        store.save_review("c1", who, {field: value})
    assert began(store) == {
        "claim:c1": ("Claimbook", "2017-01-03T09:00:00Z"),
        "review:c1:Ann": ("Ann", "2017-01-03T09:02:00Z"),
        "review:c1:Bob": ("Bob", "2017-01-03T09:01:00Z"),
    }
    assert taken(store)["review:c1:Ann"]["modified"] == "2017-01-03T09:02:00Z"
    assert taken(store)["review:c1:Bob"]["modified"] == "2017-01-03T09:03:00Z"


def test_a_claim_is_by_whoever_drew_it_first_whatever_became_of_it(store: Store, clock: Clock) -> None:
    clock.minute = 1
    store.reshape(Action.DRAWN, "Bob", [], [draw(ARTICLE, [Span(37, 50)], "c2")])
    clock.minute = 2
    found = store.claim("c1")
    store.reshape(Action.BOUNDED, "Ann", [found], [rebound(ARTICLE, found, [Span(16, 35)])])
    store.correct_claim("c2", {"restated": "The city paid them."}, "Ann")
    assert store.claim("c1").origin is Origin.PERSON
    assert began(store) == {
        "claim:c1": ("Claimbook", "2017-01-03T09:00:00Z"),
        "claim:c2": ("Bob", "2017-01-03T09:01:00Z"),
    }


def test_when_a_review_began_is_hidden_with_the_review(store: Store) -> None:
    store.need("a1", 2, "Ed")
    for who, notes in [("Ann", "called her"), ("Ann", "read it"), ("Bob", "no finding yet"), ("Bob", "none yet")]:
        store.save_review("c1", who, {"notes": notes})
    with Store.open(store.path, "Bob") as his:
        assert set(read_from_the_start(his, "a1").first_said) == {("c1", "Bob")}
        assert set(taken(his)) == {"claim:c1", "review:c1:Bob"}
    assert set(read_from_the_start(store, "a1").first_said) == {("c1", "Ann"), ("c1", "Bob")}
