"""Debian's Chromium and a server over the bundled samples."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ajsearch.settings import Settings

COMMAND = str(Path(sys.executable).with_name("ajsearch"))
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
"""Options with which the browser makes no connections of its own."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with nothing kept from another test."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def address(samples: Settings) -> Iterator[str]:
    """The address of a server over the bundled samples."""
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", "0", "--data", str(samples.data)], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    yield process.stderr.readline().split()[2]
    process.terminate()
    process.wait(timeout=10)
    process.stderr.close()
