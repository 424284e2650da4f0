"""The report: whole, valid, safe with any text, and plain about what people decided and what is only proposed."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from html5lib import HTMLParser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.article import read_article
from claims.house_rules import OFF, RULES
from claims.model import (
    Article,
    Attribution,
    Claim,
    Copy,
    Dismissed,
    Evidence,
    Judgement,
    Kind,
    Manner,
    Match,
    Reason,
    Relation,
    Review,
    SourceType,
    Span,
    Stance,
)
from claims.split import find_claims
from storage.dossier import Dossier, read_dossier
from storage.exports.html import is_web, report
from storage.exports.html.text import blocks, shown
from storage.store import DatedReview, Store
from tests.reviewed import reviewed
from tests.strategies import ARTICLES, DAYS, EVIDENCE, KEYS, SAID, TEXT, found_in

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
ODD = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
TEXT_ONE = "The camp holds 38 people, and the camp burned.\n\nNobody asked why."
ONE = Article(
    "a1", TEXT_ONE, "The camp", "Ana Lee", "Daily", "https://example.org/1", date(2016, 12, 13), (Span(0, 46),)
)
HOLDS = Claim("c1", "a1", (Span(0, 24),), Kind.QUANTITY)
BURNED = Claim("c2", "a1", (Span(30, 45),), Kind.EVENT)
LATER = Article("b1", "The camp holds 41 people.", "41 held", outlet="The Post", published=date(2017, 1, 2))


def _dossier(
    article: Article = ONE,
    claims: tuple[Claim, ...] = (HOLDS, BURNED),
    *said: Review,
    **more: Any,  # noqa: ANN401 - any other field
) -> Dossier:
    dated = tuple(DatedReview(review, number, NOW) for number, review in enumerate(said, start=7))
    nothing: dict[str, Any] = dict.fromkeys(("dismissed", "coverage", "matches", "judgements", "rejected"), ())
    return Dossier(article, claims, dated, **(nothing | {"copies": {}, "seal": "5ea1", "read_at": NOW} | more))


def _parsed(dossier: Dossier, off: frozenset[str] = OFF) -> Element:
    """Return the page, read by a parser that takes nothing but valid HTML."""
    page: Element = HTMLParser(strict=True, namespaceHTMLElements=False).parse(report(dossier, off))
    return page


def _id(page: Element, name: str) -> Element:
    (found,) = [element for element in page.iter() if element.get("id") == name]
    return found


def _said(element: Element) -> str:
    """Return an element's text as it is read: on one line."""
    return " ".join("".join(element.itertext()).split())


def _article_text(page: Element) -> str:
    """Return the text of the article without the numbers of its footnotes."""
    text = _id(page, "text")
    for parent in list(text.iter()):
        for at, child in reversed(list(enumerate(parent))):
            if child.tag == "sup":
                parent.remove(child)
                before = parent[at - 1] if at else None
                if before is None:
                    parent.text = (parent.text or "") + (child.tail or "")
                else:
                    before.tail = (before.tail or "") + (child.tail or "")
    return "".join(text.itertext())


def _refuse_foreign(page: Element) -> None:
    """Fail for anything that runs or that a browser would fetch, and for a link that leads nowhere."""
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in page.iter():
        assert element.tag not in {"script", "link", "img", "iframe", "object", "embed", "form", "base", "video"}
        assert not {name for name in element.attrib if name.startswith("on") or name in {"src", "style"}}
        if href := element.get("href"):
            assert href[1:] in ids if href.startswith("#") else href.casefold().startswith(("http://", "https://"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return the sample article as two people reviewed it."""
    path = tmp_path_factory.mktemp("library") / "desk.sqlite"
    article_id = reviewed(path)
    with Store.open(path) as store:
        return read_dossier(store, article_id)


# The page as a whole


def test_the_sample_makes_valid_html_that_runs_and_loads_nothing(sample: Dossier) -> None:
    page = _parsed(sample)
    _refuse_foreign(page)
    assert page.get("lang") == "en"
    levels = [int(element.tag[1]) for element in page.iter() if element.tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"header", "nav", "main", "footer"} <= {element.tag for element in page.iter()}


def test_the_policy_of_the_page_allows_its_own_style_and_nothing_else(sample: Dossier) -> None:
    page = _parsed(sample)
    (style,) = page.iter("style")
    (policy,) = [meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv")]
    allowed = b64encode(sha256((style.text or "").encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"


def test_the_same_dossier_gives_the_same_bytes(sample: Dossier) -> None:
    assert report(sample) == report(sample)


def test_the_article_stands_in_it_once_with_the_number_of_each_claim(sample: Dossier) -> None:
    page = _parsed(sample)
    refs = {link.get("href") for sup in _id(page, "text").iter("sup") for link in sup.iter("a")}
    assert refs == {f"#claim-{number}" for number in range(1, len(sample.standing) + 1)}
    for number, claim in enumerate(sample.standing, start=1):
        (quotation,) = _id(page, f"claim-{number}").findall("blockquote")
        assert _said(quotation) == claim.text(sample.article)
    assert _article_text(page) == sample.article.text


def test_what_the_sample_shows_of_a_claim_is_all_there(sample: Dossier) -> None:
    page = _parsed(sample)
    number, claim = next(
        (n, c) for n, c in enumerate(sample.standing, start=1) if "38 defectors" in c.text(sample.article)
    )
    said = _said(_id(page, f"claim-{number}"))
    (copy,) = sample.copies
    assert claim.quantities[0].text == "38"
    assert f"SHA-256 {copy}" in said
    assert "The quotation stands in it." in said
    assert "accessed 2017-02-19" in said
    assert "↻ Updates, decided by Ana Lee. Three more within a month." in said
    assert "There are 41 defectors" in said


# Claims in the text


def test_claims_that_overlap_or_lie_in_several_stretches_are_marked_in_place() -> None:
    apart = Claim("c3", "a1", (Span(0, 8), Span(15, 24)), Kind.EVENT)
    (body, *_) = blocks(ONE, [HOLDS, apart], {"c1"})
    assert [(piece.text, piece.claims, piece.checked) for piece in body.pieces] == [
        ("The camp", 2, True),
        (" holds ", 1, True),
        ("38 people", 2, True),
        (", and the camp burned.", 0, False),
    ]
    assert [tuple(map(tuple, piece.ending)) for piece in body.pieces] == [((2, 1),), (), ((1, 1), (2, 2)), ()]


def test_a_claim_beyond_the_text_has_no_number_in_it_and_no_way_back() -> None:
    page = _parsed(_dossier(ONE, (HOLDS, replace(BURNED, spans=(Span(900, 905),)))))
    _refuse_foreign(page)
    assert _article_text(page) == TEXT_ONE


# What people say


def test_reviewers_stand_side_by_side_and_it_is_said_plainly_where_they_differ() -> None:
    page = _parsed(
        _dossier(
            ONE,
            (HOLDS,),
            Review("c1", "Ana", "named", "verified", confidence="high", as_of=date(2026, 1, 2)),
            Review("c1", "Ben", "bare", "false", notes="Two\nlines"),
        )
    )
    said = _said(_id(page, "claim-1"))
    assert "! Reviewers differ on the finding: Ana says ✓ Verified; Ben says ✗ False." in said
    assert "! Reviewers differ on the sourcing: Ana says Named; Ben says Bare." in said
    assert "✓ Verified, high confidence, as of 2026-01-02. Sourcing: named." in said
    assert "Revision 8, 2026-01-01 12:00 UTC" in said
    assert "On 1 claim reviewers differ: 1." in _said(_id(page, "summary"))


def test_who_took_everything_back_says_nothing() -> None:
    page = _parsed(_dossier(ONE, (HOLDS,), Review("c1", "Ana")))
    assert "Nobody has looked at it yet." in _said(_id(page, "claim-1"))
    assert "Nobody has looked at its claims yet." in _said(page)


def test_evidence_says_where_it_is_what_it_does_and_whether_the_copy_has_the_quotation() -> None:
    pieces = (
        Evidence(
            "e1", "https://example.org/a", Stance.SUPPORTS, primary=True, quote="38", accessed=NOW.date(), copy="ab"
        ),
        Evidence("e2", "Court file, p. 4", Stance.CONTRADICTS, quote="39", copy="ab"),
        Evidence("e3", "javascript:alert(1)", copy="gone"),
    )
    copies = {"ab": Copy("ab", "file.txt", "text/plain", b"", "38 people")}
    page = _parsed(_dossier(ONE, (HOLDS,), Review("c1", "Ana", evidence=pieces), copies=copies))
    said = _said(_id(page, "claim-1"))
    assert "+ Supports, primary: https://example.org/a, accessed 2026-01-01 38 Copy kept: file.txt. The quot" in said
    assert (
        "− Contradicts: Court file, p. 4 39 Copy kept: file.txt. The quotation is not found in it. SHA-256 ab" in said
    )
    _refuse_foreign(page)


def test_what_a_desk_calls_its_own_is_shown_as_it_is() -> None:
    page = _parsed(_dossier(ONE, (HOLDS,), Review("c1", "Ana", "hearsay", "half-true", confidence="sure")))
    assert "half-true, sure confidence. Sourcing: hearsay." in _said(_id(page, "claim-1"))
    assert "half-true A choice of this desk’s own list." in _said(_id(page, "method"))


def test_what_was_withdrawn_or_dismissed_is_listed_with_why() -> None:
    gone = replace(BURNED, withdrawn="opinion")
    page = _parsed(_dossier(ONE, (HOLDS, gone), dismissed=(Dismissed(Span(48, 65), "question"),)))
    said = _said(_id(page, "aside"))
    assert "“the camp burned” Opinion: A judgement or a wish; nothing to check." in said
    assert "“Nobody asked why.” Question: Asks and asserts nothing." in said
    assert "1 claim, 0 with a finding." in _said(_id(page, "summary"))


def test_a_proposal_is_called_one_until_somebody_decides() -> None:
    match = Match("c1", "b1", (Span(0, 25),), 0.9, Relation.UPDATES, (Reason("38 → 41 people"),))
    silent = Match("c2", "b1", (), 0.0, Relation.SILENT)
    open_ = _dossier(coverage=(LATER,), matches=(match, silent))
    said = _said(_id(_parsed(open_), "claim-1"))
    assert "Only proposed by the program, decided by nobody: ↻ Updates (38 → 41 people)." in said
    assert "The camp holds 41 people." in said
    assert "only proposed for 1." in _said(_id(_parsed(open_), "later"))
    assert "later coverage" not in _said(_id(_parsed(open_), "claim-2"))
    noted = replace(open_, judgements=(Judgement("c1", "b1", "", "Ben", NOW, "Look again"),))
    assert "Not decided by Ben. Look again Only proposed" in _said(_id(_parsed(noted), "claim-1"))
    decided = replace(open_, judgements=(Judgement("c1", "b1", "contradicts", "Ana", NOW),))
    said = _said(_id(_parsed(decided), "claim-1"))
    assert "✗ Contradicts, decided by Ana." in said
    assert "proposed" not in said
    assert "decided on 1." in _said(_id(_parsed(decided), "later"))


def test_broken_house_rules_are_listed_and_those_that_are_off_are_named() -> None:
    dossier = _dossier(ONE, (HOLDS,), Review("c1", "Ben", verification="false"))
    said = _said(_id(_parsed(dossier), "rules"))
    assert "False or misleading without evidence" in said
    assert "Ben says “False”, but gives no evidence. Claim 1." in said
    assert "Switched off: Fewer than three secondary sources." in said
    none = _said(_id(_parsed(dossier, frozenset(rule.key for rule in RULES)), "rules"))
    assert "No rule that was looked at is broken. Looked at and not broken: none." in none


def test_what_breaks_a_rule_in_the_same_words_is_said_once() -> None:
    said = [Review(claim.id, "Ben", verification="false") for claim in (HOLDS, BURNED)]
    found = _said(_id(_parsed(_dossier(ONE, (HOLDS, BURNED), *said)), "rules"))
    assert "Ben says “False”, but gives no evidence. Claims 1, 2." in found


def test_what_does_not_fit_inside_the_article_is_shown_with_its_sum() -> None:
    article = read_article("Fire\n\nPolice said three men and two women were killed, six in all.")
    said = _said(_id(_parsed(_dossier(article, tuple(find_claims(article)))), "inside"))
    assert "3 + 2 = 5, not six" in said
    assert said.count("three men and two women were killed, six in all") == 1


def test_an_article_without_claims_has_a_report() -> None:
    page = _parsed(_dossier(Article("a1", "Nothing here."), ()))
    assert "The article has no claims." in _said(_id(page, "summary"))
    assert _article_text(page) == "Nothing here."


# Any text


HOSTILE = (
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; & <!-- ]]>",
    "\u202etxt.exe\u2066",
    "\ud800 \x00\x07\x1b\x85\uffff 🎉",
    "<svg/onload=alert(1)>' onmouseover='x",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_is_text_wherever_it_stands(text: str) -> None:
    article = Article("a1", text, text, text, text, text)
    claim = Claim(
        "c1",
        "a1",
        (Span(0, len(text)),),
        Kind.OPINION,
        Attribution(text, (), text, (), SourceType.BARE, Manner.DIRECT),
        restated=text,
    )
    piece = Evidence("e1", text, quote=text, copy="ab")
    page = _parsed(
        _dossier(
            article,
            (claim, replace(claim, id="c2", withdrawn=text)),
            Review("c1", text, text, text, text, text, evidence=(piece,)),
            coverage=(replace(article, id="b1"),),
            judgements=(Judgement("c1", "b1", text, text, NOW, text),),
            copies={"ab": Copy("ab", text, text, b"", text)},
        )
    )
    _refuse_foreign(page)
    assert _article_text(page) == shown(text)


def test_a_long_note_is_there_in_full() -> None:
    note = "word " * 8000 + "end"
    assert note in _said(_parsed(_dossier(ONE, (HOLDS,), Review("c1", "Ana", notes=note))))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=1#c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://example.org and p. 4", False),
        ("Court file", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, expected: bool) -> None:  # noqa: FBT001 - a column
    assert is_web(address) is expected


REVIEWS = st.builds(
    Review,
    claim_id=st.just(""),
    reviewer=SAID,
    sourcing=KEYS | st.just(""),
    verification=KEYS | st.sampled_from(["unchecked", "verified", "false", "withdrawn"]),
    notes=TEXT,
    as_of=st.none() | DAYS,
    evidence=st.lists(EVIDENCE, max_size=2).map(tuple),
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Draw an article with claims that overlap, in one or several stretches, and what people say of them."""
    article = draw(ARTICLES.filter(lambda drawn: len(drawn.text) > 1))
    claims = {claim.id: claim for claim in draw(st.lists(found_in(article), max_size=4))}
    apart = {
        one.id: replace(one, spans=tuple(sorted({*one.spans, *draw(found_in(article)).spans})))
        for one in claims.values()
    }
    said = [replace(draw(REVIEWS), claim_id=claim_id) for claim_id in claims for _ in range(draw(st.integers(0, 2)))]
    return _dossier(article, tuple(apart.values()), *said)


@ODD
@given(dossiers())
def test_whatever_the_dossier_is_the_page_is_valid_and_has_the_whole_text_once(dossier: Dossier) -> None:
    page = _parsed(dossier)
    _refuse_foreign(page)
    assert _article_text(page) == shown(dossier.article.text)


@given(st.text(st.characters()))
def test_what_is_shown_has_nothing_that_html_cannot_hold(text: str) -> None:
    parser = HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parse(f"<!DOCTYPE html><title>x</title><p>{shown(text).replace('&', '').replace('<', '')}")
    assert parser.errors == []
