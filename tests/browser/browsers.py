"""Finds a browser to test in: Chromium or Chrome of this computer, else the one that Playwright has installed."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

ARGUMENTS = [
    "--no-sandbox",  # containers have none to offer
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NOTHING_WAITS = """() => Object.keys(sessionStorage).every(
  (name) => !name.includes('outbox/') || sessionStorage.getItem(name) === '[]')"""
"""Says that the server has confirmed all that was done in the window."""

LEAVE_WAITING = """([name, act]) => {
  const left = JSON.stringify([{ ...act, number: 1, token: `left-${act.article}` }]);
  sessionStorage.setItem(`claimbook.outbox/${name}/${act.article}`, left);
}"""
"""Leaves an act in the window as one that the server has not confirmed; it is an old one, as its number says."""


def installed() -> str | None:
    """Return the path of a browser, or None where there is none at all."""
    return next(filter(None, map(shutil.which, NAMES)), None) or _of_playwright()


def _of_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None
