"""Pages fetched from a real server: what is on this computer or its network is refused, however it is asked for."""

from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from documents import ARTICLE, SENTENCE, page

from claims.intake import Taken
from claims.model import WorkbenchError
from views import fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOPBACK = ("127.0.0.1/32",)


class Site(BaseHTTPRequestHandler):
    """A small web site with what can go wrong on one."""

    def do_GET(self) -> None:
        """Answer by the path."""
        if self.path == "/story":
            self._send(200, page(ARTICLE))
        elif self.path.startswith("/to?"):
            self._send(302, b"x" * 1000, self.path.partition("?")[2])
        elif self.path == "/again":
            self._send(302, b"", "/again")
        elif self.path == "/huge":
            self._send(200, b"x" * (fetch.MAX_FILE + 1))
        else:
            self._send(404, b"no")

    def _send(self, status: int, body: bytes, onward: str = "") -> None:
        self.send_response(status)
        if onward:
            self.send_header("Location", onward)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Serve the site on loopback, and return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _refusal(address: str, allowed: tuple[str, ...] = ()) -> str:
    with pytest.raises(WorkbenchError) as refused:
        fetch.fetched(address, allowed)
    return str(refused.value)


def test_a_page_is_taken_as_a_file_is_with_its_address(site: str) -> None:
    (one,) = fetch.fetched(f" {site}/story ", LOOPBACK)
    assert isinstance(one, Taken)
    assert SENTENCE in one.text
    assert (one.name, one.url) == ("story", f"{site}/story")


def test_a_redirect_is_followed_to_where_it_leads(site: str) -> None:
    (one,) = fetch.fetched(f"{site}/to?/story", LOOPBACK)
    assert isinstance(one, Taken)
    assert one.url == f"{site}/story"


def test_this_computer_is_refused_unless_a_test_allows_it(site: str) -> None:
    assert "not on the public internet" in _refusal(f"{site}/story")


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",  # noqa: S104 - to be refused
        "100.64.0.1", "168.63.129.16", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]",
        "[::]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "2130706433", "0x7f000001", "017700000001", "127.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused_however_they_are_written(host: str) -> None:
    assert "not on the public internet" in _refusal(f"http://{host}/")


@pytest.mark.parametrize("onward", ["http://127.0.0.2/", "http://10.0.0.1/", "http://169.254.169.254/latest"])
def test_a_redirect_to_an_address_that_is_not_public_is_refused(site: str, onward: str) -> None:
    assert "not on the public internet" in _refusal(f"{site}/to?{onward}", LOOPBACK)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://paper.example/a",
        "file:///etc/passwd",
        "paper.example",
        "http://",
        "https://me:pw@paper.example/",
        "http://[",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    assert _refusal(address)


@pytest.mark.parametrize("onward", ["file:///etc/passwd", "ftp://127.0.0.1/"])
def test_a_redirect_to_another_kind_of_address_is_refused(site: str, onward: str) -> None:
    assert "not the address of a web page" in _refusal(f"{site}/to?{onward}", LOOPBACK)


def test_a_name_that_changes_after_it_was_looked_up_changes_nothing(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look-up gives an address that is allowed, and where nobody listens; each later one the site's."""
    port = site.rpartition(":")[2]
    hosts = iter(["127.0.0.2"])
    answers = {host: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM) for host in ("127.0.0.1", "127.0.0.2")}

    def changing(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        return list(answers[host if host in answers else next(hosts, "127.0.0.1")])

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    assert "could not be fetched" in _refusal(f"http://paper.example:{port}/story", ("127.0.0.2/32",))


def test_one_address_of_several_that_is_not_public_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [*socket.getaddrinfo("8.8.8.8", 80), *socket.getaddrinfo("127.0.0.1", 80)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert "not on the public internet" in _refusal("http://paper.example/")


@pytest.mark.parametrize(
    ("path", "said"), [("/again", "more than 5 times"), ("/huge", "more than 50 MB"), ("/none", "answers with 404")]
)
def test_a_page_that_cannot_be_had_says_why(site: str, path: str, said: str) -> None:
    assert said in _refusal(f"{site}{path}", LOOPBACK)


def test_nobody_waits_for_a_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LONGEST", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert "took longer" in _refusal(f"http://127.0.0.1:{silent.getsockname()[1]}/", LOOPBACK)


def test_no_password_of_this_computer_and_no_proxy_is_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert fetch.fetched(f"{site}/story", LOOPBACK)
