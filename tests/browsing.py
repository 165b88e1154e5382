"""A real browser on a site of one's own: for the tests in a browser and for the screenshots."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from threading import Thread
from typing import Literal

from flask import Flask
from playwright.sync_api import Browser, Page, Playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.states import State
from tests.uploads import UPLOADS

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)
WIDTHS = (320, 768, 1280)
HEIGHT = 900
LANGUAGES = ("en", "mn")
SNAPSHOT = "/api/v1/scorecards/mn-nap-5/demonstration/1"

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


class NoBrowser(RuntimeError):
    """There is no Chromium on this machine."""


def chromium(playwright: Playwright) -> str:
    """Where Chromium is: on PATH, or where Playwright keeps its own.

    Raises:
        NoBrowser: when there is none.
    """
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    own = playwright.chromium.executable_path
    if on_path is None and shutil.which(own) is None:
        raise NoBrowser("Chromium: not found on PATH")
    return on_path or own


@contextmanager
def launched(playwright: Playwright, *flags: str) -> Generator[Browser]:
    """A browser that fetches nothing of its own accord."""
    browser = playwright.chromium.launch(executable_path=chromium(playwright), args=[*FLAGS, *flags])
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def served(app: Flask) -> Generator[str]:
    """The application on a port of this machine; its address without a slash at the end."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's own name
        """Say nothing: what a test asks for is in the test."""


def show(page: Page, site: str, language: str, state: State) -> None:
    """Bring the page into this state, as a reader would."""
    page.goto(f"{site}/{language}{state.path}")
    if state.upload:
        published = page.request.get(f"{site}{SNAPSHOT}").body()
        file = {"name": "scorecard.json", "mimeType": "application/json", "buffer": UPLOADS[state.upload](published)}
        page.locator("#scorecard").set_input_files(file)  # pyright: ignore[reportArgumentType]
        with page.expect_navigation():
            page.locator("main button").click()
