"""The door: who somebody is, with a login and without; and that nothing but the login says it where there is one."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.model import Claim, Kind, Span
from storage.access import NOBODY, Member, Role
from storage.store import Store
from views import frame, people

if TYPE_CHECKING:
    from collections.abc import Mapping

APP = Path(__file__).parents[1] / "app.py"

AUTH = {
    "redirect_uri": "http://localhost/oauth2callback",
    "cookie_secret": "a secret that only this test has",
    "client_id": "claimbook",
    "client_secret": "likewise",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}
RULES = {"admins": ["ann@desk.example"], "roles_claim": "groups", "roles": {"desk": "reviewer", "readers": "viewer"}}

ANN = {"email": "ann@desk.example", "email_verified": True, "name": "Ann Lee"}
BEN = {"email": "ben@desk.example", "email_verified": True, "name": "Ben", "groups": ["desk"]}
VERA = {"email": "vera@desk.example", "email_verified": True, "name": "Vera", "groups": ["readers"]}

PAGES = {
    "articles": "lambda article_id: None",
    "review": "",
    "table": "lambda *claim: None, lambda *claim: None",
    "compare": "lambda article_id: None",
    "reports": "lambda article_id: None",
    "team": "lambda *claim: None",
    "history": "",
    "people": "",
}
"""The pages, and what each is called with."""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a data file with a short article."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    article = read_article("Bread costs 5 dollars now.\n\nNobody knows why it does.")
    with Store.open(path) as store:
        store.add_article(article, [Claim("c1", article.id, (Span(0, 26),), Kind.QUANTITY)], "Ada")
    return path


def opened(user: Mapping[str, Any] | None, rules: Mapping[str, Any] = RULES, **auth: Any) -> AppTest:  # noqa: ANN401
    """Open the workbench where there is a login, as somebody who has signed in or as nobody."""
    page = AppTest.from_file(APP, default_timeout=120)
    page.secrets["auth"] = AUTH | auth
    page.secrets["claimbook"] = dict(rules)
    claims = {"iss": "https://id.example", "sub": "7", "iat": time.time()} | (user or {})
    page.user = claims | {"is_logged_in": True} if user else {"is_logged_in": False}
    return page.run().run()


def words(page: AppTest) -> str:
    """Return all that a page says."""
    assert not page.exception
    kinds = ("title", "subheader", "text", "error", "info", "caption", "code", "markdown")
    return "\n".join(str(one.value) for kind in kinds for one in page.get(kind)).replace("\\", "")


def buttons(page: AppTest) -> list[str]:
    return [one.label for one in page.button]


def test_before_somebody_has_signed_in_nothing_is_read_and_one_button_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBOOK_DB", str(tmp_path / "claimbook.sqlite"))
    page = opened(None)
    assert buttons(page) == ["Sign in with id\\.example"]
    assert "Sign in to see" in words(page)
    assert list(tmp_path.iterdir()) == []


def test_each_provider_that_has_a_name_has_a_button(file: Path) -> None:  # noqa: ARG001 - it is there
    page = opened(None, google={"client_id": "a", "client_secret": "b", "server_metadata_url": "https://g.example"})
    assert buttons(page) == ["Sign in with id\\.example", "Sign in with Google"]


def test_whoever_is_let_in_works_under_the_name_that_the_file_has_for_them(file: Path) -> None:
    page = opened(ANN)
    assert "Ann Lee · admin" in words(page)
    assert [box.label for box in page.text_input if box.label == "Your name"] == []
    with Store.open(file) as store:
        assert store.members() == [Member("Ann Lee", Role.ADMIN, "ann@desk.example")]
    page.user = {**page.user, "name": "Ann Smith"}
    assert "Ann Lee · admin" in words(page.run())


def test_whoever_is_not_let_in_sees_their_identity_and_nothing_else(file: Path) -> None:  # noqa: ARG001 - it is there
    page = opened(BEN | {"groups": []})
    assert page.code[0].value == "ben@desk.example"
    assert "Nobody is an admin yet" in words(page)
    assert buttons(page) == ["Sign out"]
    assert not page.dataframe


def test_a_login_without_a_verified_email_is_known_by_issuer_and_subject(file: Path) -> None:  # noqa: ARG001 - likewise
    page = opened(ANN | {"email_verified": False})
    assert page.code[0].value == "https://id.example 7"


def test_a_token_that_says_nothing_of_who_somebody_is_lets_nobody_in(file: Path) -> None:  # noqa: ARG001 - likewise
    page = opened({"name": "Ann Lee", "sub": "", "iss": ""})
    assert "did not say who you are" in words(page)
    assert not page.dataframe


def test_a_sign_in_that_has_run_out_is_told_and_nothing_is_shown(file: Path) -> None:  # noqa: ARG001 - likewise
    page = opened(ANN | {"iat": time.time() - 13 * 3600})
    assert "Your sign-in has run out: it holds for 12 hours." in words(page)
    assert not page.dataframe


@pytest.mark.parametrize("rules", [{"admin": []}, {"roles": {"desk": "edtor"}}, {"hours": -1}])
def test_rules_that_cannot_be_understood_let_nobody_in(file: Path, rules: dict[str, Any]) -> None:  # noqa: ARG001
    page = opened(ANN, rules)
    assert "Whoever runs this server has to correct it" in words(page)
    assert not page.dataframe


def test_secrets_that_cannot_be_read_let_nobody_in(file: Path, tmp_path: Path) -> None:  # noqa: ARG001 - likewise
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n")
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(broken)])
    try:
        page = AppTest.from_file(APP, default_timeout=120).run().run()
    finally:
        config.set_option("secrets.files", before)
    assert "Nobody can sign in: in secrets.toml" in words(page)
    assert not page.dataframe


def test_a_login_that_is_set_up_badly_is_told_in_words() -> None:
    page = AppTest.from_string("from views import login\nlogin.leave_for('default')")
    page.secrets["auth"] = {name: value for name, value in AUTH.items() if name != "client_secret"}
    assert "Nobody can sign in" in words(page.run())


def test_a_provider_that_is_down_is_told_in_words(file: Path) -> None:  # noqa: ARG001 - likewise
    page = opened(None, server_metadata_url="http://localhost:9/.well-known/openid-configuration")
    page.button[0].click().run()
    assert "localhost does not answer" in words(page)


def test_neither_the_session_nor_the_browser_can_say_who_somebody_is(file: Path) -> None:
    page = opened(BEN)
    for key in (frame.NAME, "who", "claimbook_name"):
        page.session_state[key] = "Ann Lee"
    page.session_state[f"text {page.session_state['form']}"] = "Rice costs 3 dollars now. It rains."
    next(one for one in page.button if one.label == "Split into claims").click()
    page.run()
    with Store.open(file) as store:
        assert [one.added_by for one in store.articles()] == ["Ben", "Ada"]


def test_whoever_has_not_signed_in_is_nobody_for_a_callback_too(file: Path) -> None:
    def ask() -> None:
        import streamlit as st  # noqa: PLC0415 - the test bed runs this function's source alone

        from views.frame import reviewer  # noqa: PLC0415 - likewise

        st.button("Act", on_click=lambda: st.session_state.update(acted=reviewer()))

    page = AppTest.from_function(ask)
    page.secrets["auth"] = AUTH
    page.user = {"is_logged_in": False}
    page.run().button[0].click().run()
    assert page.session_state["acted"] == NOBODY
    page.user = {"is_logged_in": True, "iss": "https://id.example", "sub": "7", "iat": time.time()} | ANN
    page.button[0].click().run()
    assert page.session_state["acted"] == NOBODY
    with Store.open(file) as store:
        store.admit(Member("Ann", Role.ADMIN, "ann@desk.example"), "Ann")
    page.button[0].click().run()
    assert page.session_state["acted"] == "Ann"


def test_whoever_is_put_out_sees_so_at_the_next_run(file: Path) -> None:
    opened(ANN)
    page = opened(BEN)
    assert page.dataframe
    with Store.open(file) as store:
        store.admit(Member("Ben", Role.NONE, "ben@desk.example"), "Ann Lee")
    assert "this desk has not let you in, or no longer" in words(page.run())
    assert not page.dataframe


@pytest.mark.parametrize("view", PAGES)
def test_a_viewer_reads_every_page_and_is_offered_nothing_that_would_be_refused(file: Path, view: str) -> None:
    with Store.open(file) as store:
        store.admit(Member("Ada", Role.ADMIN), "Ada")
        store.admit(Member("Vera", Role.VIEWER), "Ada")
    page = AppTest.from_string(f"from views import {view}\n{view}.page({PAGES[view]})", default_timeout=60)
    page.session_state[frame.NAME] = "Vera"
    page.run().run()
    assert not page.exception
    assert not page.error
    acts = {"Split into claims", "Import", "Mark 0 claims", "Add", "Add the text", "Let in", "My working sheet"}
    assert acts.isdisjoint(buttons(page) + [one.proto.label for one in page.get("download_button")])
    for shown in page.get("bidi_component"):
        assert json.loads(shown.proto.json).get("may") is not True


@pytest.mark.parametrize("view", PAGES)
def test_a_name_that_is_not_listed_is_refused_on_every_page_and_the_box_for_another_stays(
    file: Path, view: str
) -> None:
    with Store.open(file) as store:
        store.admit(Member("Ada", Role.ADMIN), "Ada")
    page = AppTest.from_string(
        "from views import frame, login, " + view + "\n"
        "login.come_in()\n"
        f"with frame.errors_told():\n    {view}.page({PAGES[view]})",
        default_timeout=60,
    )
    page.run()
    page.text_input(key=frame.NAME).set_value("Eve").run()
    assert not page.exception
    assert [one.value.replace("\\", "") for one in page.error] == [
        "“Eve” is not let into this file. Ask an admin of it to add you."
    ]
    assert [box.label for box in page.text_input] == ["Your name"]
    page.text_input(key=frame.NAME).set_value("Ada").run()
    assert not page.error


def test_a_name_under_which_somebody_has_worked_is_told_when_it_is_typed(file: Path) -> None:  # noqa: ARG001
    page = AppTest.from_file(APP, default_timeout=120).run()
    page.text_input(key=frame.NAME).set_value("Ada").run()
    assert "There are marks by “Ada” in this file already. Go on only if that is you." in words(page)
    page.text_input(key=frame.NAME).set_value("Somebody new").run()
    assert "There are marks" not in words(page)


def test_without_a_login_the_start_page_says_so(file: Path) -> None:  # noqa: ARG001 - likewise
    page = AppTest.from_file(APP, default_timeout=120).run()
    assert "No login: whoever reaches this page may do everything." in words(page)


# The people


def show_people() -> AppTest:
    page = AppTest.from_string("from views import people\npeople.page()", default_timeout=60)
    page.session_state[frame.NAME] = "Ada"
    return page.run()


def let_in(page: AppTest, identity: str, name: str, role: Role) -> AppTest:
    for label, value in (("E-mail", identity), ("Name", name)):
        next(box for box in page.text_input if box.label == label).set_value(value)
    page.selectbox[-1].set_value(role.value)
    return next(one for one in page.button if one.label == "Let in").click().run()


def test_an_admin_lets_people_in_and_the_form_is_empty_again(file: Path) -> None:
    page = let_in(show_people(), " Ada@Desk.example", "Ada", Role.ADMIN)
    page = let_in(page, "Ben@desk.example", "", Role.EDITOR)
    assert "Let in as editor. Their name comes when they sign in." in words(page)
    assert page.text_input[0].value == ""
    with Store.open(file) as store:
        assert store.members() == [
            Member("Ada", Role.ADMIN, "ada@desk.example"),
            Member("ben@desk.example", Role.EDITOR, "ben@desk.example"),
        ]
    assert page.dataframe[0].value["Name"].tolist() == ["Ada", "has not come yet"]
    assert page.dataframe[1].value["Who decided"].tolist() == ["Ada", "Ada"]


@pytest.mark.parametrize(
    ("identity", "name", "why"),
    [
        ("", "", "a name has 1 to 80 characters"),
        ("eve@desk.example", "Ada", "“Ada” is listed already"),
        ("ADA@desk.example", "Eve", "“ada@desk.example” is another person"),
    ],
)
def test_who_cannot_be_let_in_stays_in_the_form(file: Path, identity: str, name: str, why: str) -> None:
    with Store.open(file) as store:
        store.admit(Member("Ada", Role.ADMIN, "ada@desk.example"), "Ada")
    page = let_in(show_people(), identity, name, Role.VIEWER)
    assert why in page.error[0].value.replace("\\", "")
    assert [box.value for box in page.text_input] == [identity, name]


def test_the_first_who_is_listed_has_to_be_an_admin(file: Path) -> None:
    page = let_in(show_people(), "", "Ada", Role.VIEWER)
    assert "somebody has to stay admin" in page.error[0].value
    with Store.open(file) as store:
        assert store.members() == []


def test_only_an_admin_sees_the_page_and_only_an_admin_decides(file: Path) -> None:
    with Store.open(file) as store:
        store.admit(Member("Ada", Role.ADMIN), "Ada")
        store.admit(Member("Ben", Role.EDITOR), "Ada")
    saved, why = people.admit(file, "Ben", Member("Ben", Role.ADMIN))
    assert (saved, "Only a person with the role “admin”" in why) == (False, True)
    page = show_people()
    page.session_state[frame.NAME] = "Ben"
    assert "Only an admin says who the people are." in words(page.run())
    assert not page.dataframe
