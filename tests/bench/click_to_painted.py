"""How long from a click on a claim to its editor on screen: python tests/bench/click_to_painted.py [REVISIONS].

Several pages in one run, because only their ratios mean anything on another machine: an article of 10 claims, one of
1,000, the same in a file of REVISIONS (100,000 if not given) revisions, and the least that Streamlit can do, one with
a button. A click needs no server, a mark does: it is shown at once, and `receipt` is how long until the screen says
that it is saved. Nothing here is a test; a timed test is a coin flip.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from claims.model import Article, Claim, Kind, Span  # noqa: E402 - the path comes first
from storage.store import Store  # noqa: E402
from tests.bench.store import fill  # noqa: E402
from tests.browser.browsers import ARGUMENTS, installed  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

CLICKS = 40
WARM_UP = 8
OPENINGS = 5
BUTTON = """
import streamlit as st
st.session_state.n = st.session_state.get("n", 0) + st.button("Click")
st.write(f"clicked {st.session_state.n} times")
"""
SENTENCE = "On day {n} the ministry said that {n} of its boats had left the harbour, and that none came back. "

TIMED = """
([click, done]) => new Promise((resolve) => {
  const isDone = new Function(`return ${done}`);
  const start = performance.now();
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
  const watcher = new MutationObserver(() => { if (isDone()) { watcher.disconnect(); painted(); } });
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  document.querySelector(click).click();
})
"""


def main() -> None:
    """Measure and print."""
    revisions = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        ten, thousand, among = (
            _review(page, Path(folder) / f"{size}-{others}.sqlite", size, others)
            for size, others in ((10, 0), (1_000, 0), (1_000, revisions))
        )
        button = _button(page, Path(folder))
        browser.close()
    print(f"one st.button: {button:.1f} ms")
    for name in ten:
        print(f"{name}: 10 claims {ten[name]:.1f} ms, {ten[name] / button:.2f} of the button; 1,000 claims", end=" ")
        print(
            f"{thousand[name] / ten[name]:.2f} of that; among {revisions:,} {among[name] / thousand[name]:.2f} of that"
        )


def _review(page: Page, file: Path, size: int, others: int) -> dict[str, float]:
    """Return medians: of clicks on one claim after another, near and far, of marks on one claim, of their undoing."""
    if others:
        fill(file, others)
    article, claims = generated(size)
    with Store.open(file) as store:
        number = store.add_article(article, claims, "bench").revision
    with served(ROOT / "app.py", file) as (url, _):
        order = [(7 * step) % size for step in range(1, CLICKS + 1)]
        marks, undos = range(number + 1, number + CLICKS + 1), range(number + CLICKS + 1, number + 2 * CLICKS + 1)
        return {
            "open": _opened(page, f"{url}/review?article={article.id}"),
            "click": _median(page, list(map(_click_on, order))),
            "mark to receipt": _median(page, [_mark(revision) for revision in marks]),
            "undo": _median(page, [(".cb-steps button:nth-child(3)", _says(revision)) for revision in undos]),
        }


def _opened(page: Page, address: str) -> float:
    """Return the median time from an address to the claim in hand, in milliseconds; the first time warms up."""
    times = []
    for _ in range(OPENINGS + 1):
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_selector(".cb-place:not(:empty)")
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[1:])


def _click_on(number: int) -> tuple[str, str]:
    place = f"document.querySelector('.cb-place').textContent.startsWith('Claim {number + 1} ')"
    return f".cb-badge[data-claims='{number}']", place


def _mark(revision: int) -> tuple[str, str]:
    """Return a mark that makes this revision; the article was the first."""
    key = ("verified", "false")[revision % 2]
    return f"[role=radio][data-key={key}]", _says(revision)


def _says(revision: int) -> str:
    return f"document.querySelector('.cb-receipt').textContent.endsWith('revision {revision}')"


def _button(page: Page, folder: Path) -> float:
    script = folder / "button.py"
    script.write_text(BUTTON, encoding="utf-8")
    with served(script, folder / "none.sqlite") as (url, _):
        page.goto(url)
        page.wait_for_selector("text=clicked 0 times")
        clicks = [f"document.body.innerText.includes('clicked {n} times')" for n in range(1, CLICKS + 1)]
        return _median(page, [("[data-testid=stButton] button", done) for done in clicks])


def _median(page: Page, clicks: list[tuple[str, str]]) -> float:
    times = []
    for click in clicks:
        times.append(page.evaluate(TIMED, list(click)))
        time.sleep(0.15)  # a reviewer is slower; the run behind the click has ended by then
    return statistics.median(times[WARM_UP:])


def generated(size: int) -> tuple[Article, list[Claim]]:
    """Return an article with a claim a sentence, five to a paragraph."""
    sentences = [SENTENCE.format(n=n + 1) + ("\n\n" if n % 5 == 4 else "") for n in range(size)]
    text = "".join(sentences)
    name = f"{size:016x}"
    claims, start = [], 0
    for n, sentence in enumerate(sentences):
        span = Span(start, start + len(sentence.rstrip()) - 1)
        claims.append(Claim(f"{size:08x}{n:08x}", name, (span,), Kind.EVENT, check_worthiness=0.5))
        start += len(sentence)
    return Article(name, text, title=f"{size} claims", body=(Span(0, len(text)),)), claims


@contextmanager
def served(script: Path, file: Path) -> Iterator[tuple[str, int]]:
    """Serve a Streamlit script on a free port; yield its address and the number of its process."""
    port = 8600 + os.getpid() % 300
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    environment = os.environ | {"CLAIMBOOK_DB": str(file)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603 - ours
        try:
            _wait_for(f"http://localhost:{port}/_stcore/health")
            yield f"http://localhost:{port}", server.pid
        finally:
            server.terminate()


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url)  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    main()
