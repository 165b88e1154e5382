"""A browser, and two sites for it: one as `make run` shows it, and one with nothing in it."""

from collections.abc import Generator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright

from tests.browsing import HEIGHT, NoBrowser, launched, served
from tests.e2e.watching import Watched
from tests.plugins.databases import Databases
from tests.plugins.sites import running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Generator[Browser]:
    """The machine's Chromium."""
    try:
        with launched(playwright) as browser:
            yield browser
    except NoBrowser as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def full_site(browser: Browser, read_only_seeded_app: Flask) -> Generator[str]:
    """The address of the site with the demonstration."""
    with served(read_only_seeded_app) as address:
        yield address


@pytest.fixture(scope="session")
def empty_site(browser: Browser, databases: Databases, empty_database: str) -> Generator[str]:
    """The address of a site with nothing in it."""
    with databases.fresh(like=empty_database) as address, running(address) as app, served(app) as site:
        yield site


@pytest.fixture(scope="session")
def window(browser: Browser) -> Generator[Watched]:
    """One window for all tests that only look at pages; it notes whatever goes wrong meanwhile."""
    context = browser.new_context(viewport={"width": 1280, "height": HEIGHT})
    yield Watched(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def large_type(playwright: Playwright, browser: Browser) -> Generator[Page]:
    """A window of a reader who has set letters to twice their size."""
    with launched(playwright, "--blink-settings=defaultFontSize=32") as large:
        yield large.new_page()


@pytest.fixture
def watched(window: Watched) -> Generator[Watched]:
    """The window, with nothing noted yet; at the end nothing may have been."""
    window.start()
    yield window
    assert window.noted == []


@pytest.fixture
def without_scripts(browser: Browser) -> Generator[Page]:
    """A narrow window in which no script runs."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()
