"""Reports: the forms in which an article's reviews leave, the house rules, and what does not fit inside the article.

The address says which article and view are open, and which house rules are off where that is not the usual choice.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.excerpts import excerpts
from claims.house_rules import OFF, RULES, find_breaches
from storage.dossier import read_dossier
from storage.exports.formats import FORMATS
from storage.exports.html import report
from storage.plain import file_name
from storage.store import Store
from views import sheet
from views.choose import choose_article, choose_view, in_hand
from views.clicks import newest
from views.downloads import draw_failure, made, telling
from views.frame import data_file, errors_told, left_out, plain, reviewer
from views.live.component import follow
from views.table import number

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from claims.excerpts import Run
    from claims.house_rules import Breach, Rule
    from claims.model import Article, Claim, Inconsistency, Review
    from storage.store import ArticleSummary

VIEWS = {"downloads": "Downloads", "rules": "House rules", "inside": "Inside the article"}
"""The views, as they are called on screen."""

SWITCHED = "off"
"""What the rules that are off are called in the address, separated by commas."""

NONE = "none"
"""What stands there where no rule is off."""

MOST = 6
"""How many breaches of a rule are seen at once; the list scrolls."""


def page(open_review: Callable[..., None]) -> None:
    """Show what can be taken away of the article that the address names; `open_review` goes to one of its claims."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            article_id, summaries = in_hand(store, reviewer()), store.articles()
            follow(store, article_id or "")
            article = store.article(article_id) if article_id else None
            claims = store.claims(article.id) if article else []
            reviews = store.reviews(article.id) if article else []
            seen = newest(store, article.id) if article else 0
            hidden = len(store.left_out(article.id)) if article else 0
        if article is None:
            st.info("There are no articles yet. Add one on the page Articles.")
            return
        shown = _head(summaries, article)
        if hidden:
            st.info(left_out(hidden))
        match shown:
            case "rules":
                _rules(article, claims, reviews, open_review)
            case "inside":
                _inside(article, claims, seen, open_review)
            case _:
                _downloads(article, hidden)


def _head(summaries: Sequence[ArticleSummary], article: Article) -> str:
    """Draw which article and which view are open, and return the view."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choose_article(summaries, article.id, "article of the reports")
        return choose_view(VIEWS, "view of the reports")


# Downloads


def _downloads(article: Article, hidden: int) -> None:
    """Draw each form; an archive is whole or there is none, so that what is hidden stays where it is."""
    st.subheader("Take it away", anchor=False)
    name = file_name(article)
    for one in FORMATS:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                one.label,
                telling(partial(form_bytes, data_file(), reviewer(), one.key, article.id, off())),
                file_name=f"{name}{one.ending}",
                mime=one.media_type,
                on_click="ignore",
                icon=":material/download:",
                width=220,
                key=f"download {one.key}",
                disabled=one.is_whole and hidden > 0,
            )
            whole = " Only with nothing hidden from you." if one.is_whole and hidden else ""
            st.text(f"{one.purpose}{whole}", width="stretch")
    draw_failure()
    sheet.draw(article.id, name)


def form_bytes(path: Path, who: str, key: str, article_id: str, switched_off: Collection[str]) -> bytes:
    """Return an article in one of the forms, as it is now; the report looks at the rules that the page looks at."""
    if key != "html":
        return made(path, who, key, [article_id])
    with Store.open(path, who) as store:
        return report(read_dossier(store, article_id), switched_off)


# House rules


def off() -> frozenset[str]:
    """Return the rules that the address switches off, those that are off by default where it says nothing."""
    named = st.query_params.get(SWITCHED)
    return OFF if named is None else frozenset(named.split(",")) & {rule.key for rule in RULES}


def _rules(
    article: Article, claims: Sequence[Claim], reviews: Iterable[Review], open_review: Callable[..., None]
) -> None:
    """Draw the rules: first those that are broken, with where, then those that are kept, then those that are off."""
    broken = by_rule(find_breaches(article, claims, reviews, off()))
    numbers, said = number(claims), {claim.id: claim.text(article) for claim in claims}
    on = [rule for rule in RULES if rule.key not in off()]
    st.text(f"{len(broken)} of {len(on)} rules are broken." if broken else "No rule is broken.")
    for rule in on:
        if rule.key in broken:
            _rule(rule, f"**{rule.title}** · {len(broken[rule.key])}")
            _breaches(article, broken[rule.key], numbers, said, open_review)
    _others("Nothing found", [rule for rule in on if rule.key not in broken])
    _others("Switched off", [rule for rule in RULES if rule.key in off()])


def by_rule(breaches: Iterable[Breach]) -> Mapping[str, Sequence[Breach]]:
    """Return the breaches of each rule that is broken."""
    found: dict[str, list[Breach]] = {}
    for breach in breaches:
        found.setdefault(breach.rule, []).append(breach)
    return found


def _others(title: str, rules: Sequence[Rule]) -> None:
    if rules:
        st.subheader(title, anchor=False)
    for rule in rules:
        _rule(rule, f"**{rule.title}**")


def _rule(rule: Rule, label: str) -> None:
    key = f"rule {rule.key}"
    st.session_state[key] = rule.key not in off()
    st.toggle(label, key=key, on_change=take_rules, args=(off(),))
    st.markdown(f":small[{plain(rule.text)} [{plain(rule.citation)}]({rule.url})]")


def take_rules(was: Collection[str]) -> None:
    """Put in the address which rules are off; `was` are those that were when the switches were drawn."""
    session = st.session_state.to_dict()
    now = [rule.key for rule in RULES if not session.get(f"rule {rule.key}", rule.key not in was)]
    st.query_params[SWITCHED] = ",".join(now) or NONE


def _breaches(
    article: Article,
    breaches: Sequence[Breach],
    numbers: Mapping[str, int],
    said: Mapping[str, str],
    open_review: Callable[..., None],
) -> None:
    key, ids = f"breaches of {breaches[0].rule}", tuple(breach.claim_id for breach in breaches)
    st.dataframe(
        table(breaches, numbers, said),
        key=f"table of {breaches[0].rule}",
        hide_index=True,
        height=35 * min(len(breaches) + 1, MOST + 1) + 3,
        column_config=_columns(key, article.id, ids, open_review),
    )


def table(breaches: Iterable[Breach], numbers: Mapping[str, int], said: Mapping[str, str]) -> pd.DataFrame:
    """Return breaches as they are shown; cells are drawn as they are, never as Markdown."""
    return pd.DataFrame(
        [
            {
                "open": "Review",
                "claim": numbers[breach.claim_id],
                "said": said[breach.claim_id],
                "what": breach.text,
                "words": breach.words,
            }
            for breach in breaches
        ]
    )


def _columns(key: str, article_id: str, ids: Sequence[str], open_review: Callable[..., None]) -> dict[str, Any]:
    column = st.column_config
    return {
        "open": column.ButtonColumn(
            "", key=key, on_click=open_row, args=(key, article_id, ids, open_review), width="small"
        ),
        "claim": column.NumberColumn("Claim", width=60),
        "said": column.TextColumn("Its words", width=330),
        "what": column.TextColumn("What breaks the rule", width=400),
        "words": column.TextColumn("Goes by", width=170),
    }


def open_row(key: str, article_id: str, ids: Sequence[str], open_review: Callable[..., None]) -> None:
    """Open the claim whose row was clicked; `ids` are those of the rows that were on screen."""
    open_review(article_id, ids[st.session_state.to_dict()[key]["row"]])


# Inside the article


@st.cache_resource(max_entries=50, show_spinner="Looking for what does not fit …")
def _find(key: tuple[str, str, int], _article: Article, _claims: Sequence[Claim]) -> list[Inconsistency]:  # noqa: ARG001
    """Keep what was found in an article; `key` is the file, its id there, and its newest revision."""
    from claims.consistency import find_inconsistencies  # noqa: PLC0415 - importing the parser takes a second

    return find_inconsistencies(_article, _claims)


def _inside(article: Article, claims: Sequence[Claim], seen: int, open_review: Callable[..., None]) -> None:
    """Draw the figures, dates and trends that do not fit each other, with the sum that shows it and both places."""
    found = _find((str(data_file().resolve()), article.id, seen), article, claims)
    if not found:
        st.info("Nothing found: the figures, dates and trends that could be compared fit each other.")
        return
    st.text("What does not fit inside the article. It is a proposal: read both places before you go by it.")
    numbers = number(claims)
    for place, one in enumerate(found):
        with st.container(border=True):
            st.markdown(f"**{plain(one.text)}**")
            st.markdown(f":small[{one.kind.value.capitalize()}: {plain(one.sum)}]")
            for runs in excerpts(article.text, one.spans, one.other_spans):
                st.markdown(f"“{quoted(runs)}”")
            with st.container(horizontal=True):
                for claim_id in one.claim_ids:
                    st.button(
                        f"Claim {numbers[claim_id]}",
                        key=f"{place} {claim_id}",
                        on_click=open_review,
                        args=(article.id, claim_id),
                    )


def quoted(runs: Iterable[Run]) -> str:
    """Return a quotation as Markdown that marks what is meant, and shows the words as they are."""
    return "".join(f":orange-background[{plain(run.text)}]" if run.meant else plain(run.text) for run in runs)
