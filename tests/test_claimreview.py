"""ClaimReview: what schema.org knows, each claim with a name of its own, a number only where there is one."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from dossiers import ARTICLE, COURT, HELD, LEE, PAID, dossier, dossiers
from hypothesis import given, settings
from jsonld import FOLDER, expanded, quads
from lxml.html import document_fromstring

from claims.model import Evidence, Review, SourceType, Span
from claims.vocabulary import VERIFICATION
from storage.exports.claimreview import claim_reviews
from storage.exports.linked import address

if TYPE_CHECKING:
    from storage.dossier import Dossier

Node = dict[str, Any]
SCHEMA = json.loads((FOLDER / "schema-org.json").read_text(encoding="utf-8"))
TYPES, PROPERTIES = SCHEMA["types"], SCHEMA["properties"]


def reviewed(finding: str, **fields: Any) -> Review:  # noqa: ANN401 - any field of a review
    return Review("c1", "Bob", verification=finding, **fields)


def graph(whole: Dossier) -> list[Node]:
    return list(json.loads(claim_reviews(whole))["@graph"])


def one(review: Review) -> Node:
    found = graph(dossier(ARTICLE, [HELD, PAID], review))
    assert len(found) == 1
    return found[0]


# -- schema.org --------------------------------------------------------------------------------------------------------


def above(kind: str) -> set[str]:
    """Return a type with all types above it."""
    return {kind}.union(*(above(parent) for parent in TYPES[kind]))


def faults(node: Node) -> list[str]:
    """Return what schema.org does not know of a thing and all within it."""
    found = []
    for key, values in node.items():
        if key.startswith("@"):
            continue
        if not above(node["@type"]) & set(PROPERTIES[key]["domains"]):
            found.append(f"{key} of {node['@type']}")
        for value in values if isinstance(values, list) else [values]:
            if not kinds(value) & set(PROPERTIES[key]["ranges"]):
                found.append(f"{key}: {value!r}")
            found += faults(value) if isinstance(value, dict) else []
    return found


def kinds(value: object) -> set[str]:
    """Return what a value may be taken for; a text is a Text, and a URL or a day where it is written as one."""
    if isinstance(value, dict):
        return above(value["@type"])
    if isinstance(value, int):
        return {"Number"}
    text = str(value)
    return {"Text"} | ({"URL"} if address(text) else set()) | ({"Date"} if is_day(text) else set())


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_every_property_is_one_of_its_type_and_holds_what_schema_org_says(whole: Dossier) -> None:
    assert [fault for node in graph(whole) for fault in faults(node)] == []


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "Claim", "claimReviewed": "x"},
        {"@type": "ClaimReview", "itemReviewed": "x"},
        {"@type": "Claim", "appearance": {"@type": "Person"}},
        {"@type": "Article", "datePublished": "last month"},
        {"@type": "ClaimReview", "citation": [{"@type": "Quotation", "isPartOf": {"@type": "Rating"}}]},
    ],
)
def test_the_check_finds_what_schema_org_does_not_know(node: Node) -> None:
    assert len(faults(node)) == 1


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_a_processor_reads_each_review_with_its_claim(whole: Dossier) -> None:
    document = claim_reviews(whole)
    found = [node for node in expanded(document) if "http://schema.org/itemReviewed" in node]
    assert len(found) == len(json.loads(document)["@graph"])
    for node in found:
        assert node["@type"] == ["http://schema.org/ClaimReview"]
        assert node["http://schema.org/itemReviewed"][0]["@id"].startswith("urn:claimbook:claim:")


def test_a_processor_reads_the_same_from_the_same_claim_in_two_reviews() -> None:
    whole = dossier(ARTICLE, [HELD], reviewed("false"), Review("c1", "Ann", verification="verified"))
    stated = quads(claim_reviews(whole))
    assert stated.count("<http://schema.org/itemReviewed> <urn:claimbook:claim:c1>") == 2
    assert stated.count("<urn:claimbook:claim:c1> <http://schema.org/text>") == 1
    assert '"2016-12-13"^^<http://schema.org/Date>' in stated


def test_a_claim_without_a_word_is_reviewed_all_the_same() -> None:
    blank = replace(HELD, spans=(Span(36, 37),))
    (found,) = graph(dossier(ARTICLE, [blank], reviewed("false")))
    assert "claimReviewed" not in found
    assert found["reviewRating"]["ratingValue"] == 1


# -- findings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finding", "number", "label"),
    [
        ("verified", 5, "Verified"),
        ("verified_with_correction", 4, "With correction"),
        ("misleading", 3, "Misleading"),
        ("false", 1, "False"),
    ],
)
def test_four_findings_have_a_number_with_our_label(finding: str, number: int, label: str) -> None:
    assert one(reviewed(finding))["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": number,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": label,
    }


@pytest.mark.parametrize("finding", ["unproven", "conflicting", "not_checkable", "outdated", "our-own"])
def test_other_findings_are_said_in_words_and_have_no_rating(finding: str) -> None:
    found = one(reviewed(finding))
    assert "reviewRating" not in found
    assert found["reviewBody"]


def test_a_finding_says_what_it_means_and_as_of_when() -> None:
    body = one(reviewed("unproven", as_of=date(2016, 12, 20)))["reviewBody"]
    assert body == "Unproven. Not enough evidence either way. As of 2016-12-20."


@pytest.mark.parametrize("finding", ["unchecked", "withdrawn", ""])
def test_what_is_no_finding_is_not_published(finding: str) -> None:
    assert graph(dossier(ARTICLE, [HELD], reviewed(finding))) == []


def test_a_claim_that_was_withdrawn_is_not_published() -> None:
    assert graph(dossier(ARTICLE, [replace(HELD, withdrawn="opinion")], reviewed("false"))) == []


def test_each_reviewer_has_a_review_of_the_claim_and_each_claim_its_own_name() -> None:
    others = Review("c2", "Ann", verification="false"), Review("c1", "Ann", verification="verified")
    found = graph(dossier(ARTICLE, [HELD, PAID], reviewed("false"), *others))
    assert [(node["itemReviewed"]["@id"], node["author"]["name"]) for node in found] == [
        ("urn:claimbook:claim:c1", "Ann"),
        ("urn:claimbook:claim:c1", "Bob"),
        ("urn:claimbook:claim:c2", "Ann"),
    ]
    assert len({node["@id"] for node in found}) == 3


def test_every_finding_in_the_list_is_decided_on() -> None:
    published = {entry.key for entry in VERIFICATION if graph(dossier(ARTICLE, [HELD], reviewed(entry.key)))}
    assert {entry.key for entry in VERIFICATION} - published == {"unchecked", "withdrawn"}


def test_where_it_appeared_is_known_and_where_it_will_be_published_is_not() -> None:
    found = one(reviewed("false"))
    assert found["itemReviewed"]["appearance"] == {
        "@type": "Article",
        "@id": "https://www.dailynk.com/38",
        "url": "https://www.dailynk.com/38",
        "headline": "38 held",
        "datePublished": "2016-12-13",
        "publisher": {"@type": "Organization", "name": "Daily NK"},
    }
    assert found["dateModified"] == "2017-01-03"
    assert not {"url", "datePublished"} & set(found)


def test_notes_for_colleagues_are_not_published() -> None:
    document = claim_reviews(dossier(ARTICLE, [HELD], reviewed("false", notes="her number is 555 0100")))
    assert b"555" not in document


def test_evidence_is_cited_with_its_address_and_its_words() -> None:
    page = Evidence("e2", "Land registry, sheet 4")
    work = {"@type": "CreativeWork", "name": COURT.locator, "url": COURT.locator}
    assert one(reviewed("verified", evidence=(COURT, page)))["citation"] == [
        {"@type": "Quotation", "text": "38 were held", "isPartOf": work},
        {"@type": "CreativeWork", "name": "Land registry, sheet 4"},
    ]


def test_evidence_from_somebody_who_is_not_to_be_known_is_not_published() -> None:
    assert "citation" not in one(reviewed("verified", evidence=(Evidence("e1", "anonymous source, by phone"),)))


# -- whose claim it is -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "author"),
    [
        (LEE, {"@type": "Person", "name": "Ann Lee"}),
        (replace(LEE, source_type=SourceType.ORGANISATION), {"@type": "Organization", "name": "Ann Lee"}),
        (replace(LEE, source_type=SourceType.MEDIA), {"@type": "Organization", "name": "Ann Lee"}),
        (None, {"@type": "Organization", "name": "Daily NK"}),
        (replace(LEE, source_type=SourceType.OUTLET), {"@type": "Organization", "name": "Daily NK"}),
        (replace(LEE, source_type=SourceType.UNNAMED), None),
        (replace(LEE, source_type=SourceType.DOCUMENT), None),
        (replace(LEE, source=None, source_type=SourceType.BARE), None),
        (replace(LEE, source="She"), None),
        (replace(LEE, guess=True), None),
        (replace(LEE, source_type=SourceType.OUTLET, guess=True), None),
    ],
)
def test_the_author_of_a_claim_is_its_source_and_the_outlet_only_of_what_it_asserts(
    said: Any,  # noqa: ANN401 - an attribution or none
    author: Node | None,
) -> None:
    found = graph(dossier(ARTICLE, [replace(HELD, attribution=said)], reviewed("false")))
    assert found[0]["itemReviewed"].get("author") == author


def test_the_author_is_given_with_the_full_name_that_the_article_has() -> None:
    article = replace(ARTICLE, text=f"{ARTICLE.text} Ms Lee left.")
    said = replace(LEE, source="Ms Lee", source_spans=(Span(52, 58),))
    found = graph(dossier(article, [replace(HELD, attribution=said)], reviewed("false")))
    assert found[0]["itemReviewed"]["author"]["name"] == "Ann Lee"


def test_two_who_speak_together_are_two_authors() -> None:
    said = replace(LEE, source="Minister Ann Lee and Mayor Bo Park")
    found = graph(dossier(ARTICLE, [replace(HELD, attribution=said)], reviewed("false")))
    assert [one["name"] for one in found[0]["itemReviewed"]["author"]] == ["Minister Ann Lee", "Mayor Bo Park"]


def test_nobody_is_named_whom_a_reviewer_judges_to_be_no_such_source() -> None:
    assert "author" not in one(reviewed("false", sourcing="unnamed"))["itemReviewed"]
    assert "author" in one(reviewed("false", sourcing="named"))["itemReviewed"]


def test_a_claim_is_published_as_it_stands_alone() -> None:
    claim = replace(HELD, restated="38 defectors were held in Liaoning.")
    found = graph(dossier(ARTICLE, [claim], reviewed("false")))[0]
    assert found["claimReviewed"] == found["itemReviewed"]["text"] == "38 defectors were held in Liaoning."


# -- inside a page -----------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_a_document_may_stand_inside_a_page(whole: Dossier) -> None:
    document = claim_reviews(whole)
    page = f'<script type="application/ld+json">{document.decode()}</script><p>after</p>'
    tree = document_fromstring(f"<html><body>{page}</body></html>")
    assert [p.text for p in tree.iter("p")] == ["after"]
    assert json.loads(next(tree.iter("script")).text) == json.loads(document)
    assert html.unescape(document.decode()) == document.decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        (" http://a.example ", "http://a.example"),
        ("HTTPS://A.example", "HTTPS://A.example"),
        ("https://a.example/ünï", "https://a.example/ünï"),
        ("javascript:alert(1)", ""),
        ("https://a.example/ p. 4", ""),
        ("see https://a.example", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ('https://a.example/"onclick', ""),
        ("https://a.example/\u202egpj", ""),
        ("data:text/html,x", ""),
    ],
)
def test_only_what_is_wholly_a_web_address_is_one(text: str, found: str) -> None:
    assert address(text) == found
