"""The workbench behind nginx with TLS, as deploy/nginx.conf sets it up: marks, uploads, and a line that is cut."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from claims.article import sample_text
from storage.store import MAX_COPY, Store
from tests.browser.browsers import NOTHING_WAITS
from tests.conftest import ROOT
from views import articles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.conftest import Server

NGINX, OPENSSL = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin"), shutil.which("openssl")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (NGINX and OPENSSL), reason="needs nginx and openssl"),
]

CUT = 2.0
"""Seconds that the line is cut for."""


@pytest.fixture
def settings(tmp_path: Path, server: Server) -> Path:
    """Return nginx's settings: those of the repository, with a port, a certificate and a server of this test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pem, key = tmp_path / "claimbook.pem", tmp_path / "claimbook.key"
    subject = ["-subj", "/CN=localhost", "-nodes", "-newkey", "rsa:2048", "-keyout", str(key), "-out", str(pem)]
    subprocess.run([str(OPENSSL), "req", "-x509", *subject], check=True, capture_output=True)  # noqa: S603 - our own
    site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (
        ("listen 443", f"listen 127.0.0.1:{port}"),
        ("/etc/ssl/certs/claimbook.pem", str(pem)),
        ("/etc/ssl/private/claimbook.key", str(key)),
        ("127.0.0.1:8501", f"localhost:{server.port}"),
    ):
        assert old in site
        site = site.replace(old, new)
    kept = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = tmp_path / "nginx.conf"
    head = f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error; events {{}}"
    path.write_text(f"{head} http {{ access_log off; {kept}\n{site} }}", encoding="utf-8")
    (tmp_path / "port").write_text(str(port), encoding="ascii")
    return path


def _started(settings: Path) -> subprocess.Popen[bytes]:
    proxy = subprocess.Popen([str(NGINX), "-c", str(settings)])  # noqa: S603 - our own
    port = int((settings.parent / "port").read_text(encoding="ascii"))
    for _ in range(100):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return proxy
        time.sleep(0.05)
    pytest.fail((settings.parent / "error").read_text(encoding="utf-8"))


def _stopped(proxy: subprocess.Popen[bytes]) -> None:
    proxy.terminate()  # at once, with all that is under way
    proxy.wait()


@pytest.fixture
def proxied(browser: Browser) -> Iterator[Page]:
    """Open a window that does not mind who signed the certificate."""
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 860})
    yield context.new_page()
    context.close()


def test_behind_a_proxy_marks_are_saved_20_mb_go_up_and_a_line_that_is_cut_loses_nothing(
    server: Server, settings: Path, proxied: Page
) -> None:
    article_id = articles.add(server.file, "Ana", sample_text(), {}).article_id
    with Store.open(server.file) as store:
        claims = store.claims(article_id)
    proxy = _started(settings)
    try:
        port = (settings.parent / "port").read_text(encoding="ascii")
        page = proxied
        page.goto(f"https://localhost:{port}/review?article={article_id}&claim={claims[3].id}")
        page.get_by_label("Your name").fill("Ann")
        page.get_by_label("Your name").press("Enter")
        page.get_by_role("radio", name="Unproven").click()
        expect(page.get_by_text(re.compile("Saved .* revision"))).to_be_visible()
        large = settings.parent / "large.bin"
        large.write_bytes(bytes(MAX_COPY))
        page.get_by_text("Keep a copy of a source").click()
        page.locator("input[type=file]").set_input_files(large)
        expect(page.locator(".cb-claim").get_by_text("large.bin").first).to_be_visible()
        page.get_by_label("Notes").press_sequentially("Half ")
        _stopped(proxy)
        page.get_by_label("Notes").press_sequentially("a note")
        page.get_by_role("radio", name="High").click()
        time.sleep(CUT)
        proxy = _started(settings)
        with Store.open(server.file) as store:
            store.correct_claim(claims[9].id, {"withdrawn": "other"}, "Ben")
        expect(page.get_by_text(f"of {len(claims) - 1} claims checked")).to_be_visible()
        page.wait_for_function(NOTHING_WAITS)
    finally:
        _stopped(proxy)
    with Store.open(server.file) as store:
        said = store.review(claims[3].id, "Ann")
        assert (said.verification, said.notes, said.confidence) == ("unproven", "Half a note", "high")
        assert len(store.copy(said.evidence[0].copy).content) == MAX_COPY
