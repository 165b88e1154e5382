"""Photographs every page and state: `python -m tests.look`, then look through look/index.html.

Each state in both languages, at three widths, light and dark, from sites that are made for this and thrown away.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import escape
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsing import HEIGHT, LANGUAGES, SCHEMES, WIDTHS, NoBrowser, Scheme, launched, served, show
from tests.checkout import ROOT
from tests.plugins.databases import Databases, Sqlite
from tests.plugins.sites import migrate, running, seed
from tests.states import EMPTY, FULL, State
from tests.workplaces import ROUND_IS, WORK, Workplace, WorkState, build

FOLDER = ROOT / "look"
TALLEST = 6000
"""Pixels of a picture; what lies below is cut off."""
INDEX = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Every page and state</title>
<style>
body {{ font: 1rem/1.4 system-ui, sans-serif; margin: 1rem; color-scheme: light dark; }}
nav {{ columns: 14rem; margin-bottom: 2rem; }}
nav a {{ display: block; }}
ul {{ display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; align-items: start; }}
img {{ display: block; height: 22rem; width: auto; max-width: 30rem; border: 1px solid #888; }}
img {{ object-fit: cover; object-position: top left; }}
</style>
</head>
<body>
<h1>Every page and state</h1>
<nav aria-label="States">
{contents}
</nav>
{sections}
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """One state, in one language, at one width, light or dark."""

    state: State
    language: str
    width: int
    scheme: Scheme

    @property
    def file(self) -> str:
        """Its name in the folder."""
        return f"{self.state.name}-{self.language}-{self.width}-{self.scheme}.png"

    @property
    def caption(self) -> str:
        """What it shows."""
        return f"{self.language}, {self.width} px, {self.scheme}"


def pictures_of(state: State) -> list[Picture]:
    """Every picture of a state, those that belong beside each other in a row."""
    return [Picture(state, *shown) for shown in product(LANGUAGES, WIDTHS, SCHEMES)]


@contextmanager
def sites() -> Generator[tuple[str, str, dict[str, Workplace]]]:
    """A site as `make run` shows it, one with nothing in it, and one for each state of a round at work."""
    with ExitStack() as until_done:
        folder = Path(until_done.enter_context(tempfile.TemporaryDirectory()))
        # The database and the secret of the checkout are left alone.
        os.environ["CHECKMYOGP_INSTANCE_PATH"] = str(folder)
        databases = Databases(Sqlite(folder))
        empty = databases.built("empty", migrate)
        full = databases.built("full", seed, on=empty)
        apps = [until_done.enter_context(running(address)) for address in (full, empty)]
        served_full, served_empty = (until_done.enter_context(served(app)) for app in apps)
        places: dict[str, Workplace] = {}
        for round_is in ROUND_IS:
            app = until_done.enter_context(running(databases.built(round_is, _nothing, on=empty)))
            seats = build(app, round_is)
            places[round_is] = Workplace(until_done.enter_context(served(app)), round_is, seats)
        yield served_full, served_empty, places


def _nothing(_address: str) -> None:
    """A copy to be filled in by others."""


def photograph(page: Page, site: str, state: State, folder: Path) -> Iterator[Picture]:
    """Take every picture of a state, loading it once for each language."""
    for language in LANGUAGES:
        show(page, site, language, state)
        for picture in (each for each in pictures_of(state) if each.language == language):
            page.set_viewport_size({"width": picture.width, "height": HEIGHT})
            page.emulate_media(color_scheme=picture.scheme)
            height = min(page.evaluate("() => document.documentElement.scrollHeight"), TALLEST)
            clip = {"x": 0, "y": 0, "width": picture.width, "height": height}
            page.screenshot(path=folder / picture.file, full_page=True, clip=clip)  # pyright: ignore[reportArgumentType]
            yield picture


def index(states: Sequence[State]) -> str:
    """The page to look through."""
    contents = "\n".join(f'<a href="#{state.name}">{escape(state.name)}</a>' for state in states)
    return INDEX.format(contents=contents, sections="\n".join(map(_section, states)))


def _section(state: State) -> str:
    figures = "\n".join(
        f'<li><a href="{escape(picture.file)}"><img src="{escape(picture.file)}" loading="lazy" alt="">'
        f"{escape(picture.caption)}</a></li>"
        for picture in pictures_of(state)
    )
    sent = f", with a file sent: {state.upload}" if state.upload else ""
    return (
        f'<h2 id="{escape(state.name)}">{escape(state.name)}</h2>\n'
        f"<p><code>{escape(state.path)}</code>{escape(sent)}</p>\n<ul>\n{figures}\n</ul>"
    )


def take_all(browser: Browser, folder: Path) -> int:
    """Every picture of every state, saying how far it has come; how many there are."""
    page, taken = browser.new_page(), 0
    with sites() as (full, empty, places):
        everything = [(full, state) for state in FULL] + [(empty, state) for state in EMPTY]
        everything += [(places[state.round_is].site, state) for state in WORK]
        for turn, (site, state) in enumerate(everything, start=1):
            if isinstance(state, WorkState):
                places[state.round_is].seat(page.context, state.seat)
            taken += sum(1 for _picture in photograph(page, site, state, folder))
            print(f"{turn} of {len(everything)}: {state.name}", flush=True)  # noqa: T201 - says how far it has come
    return taken


def main() -> None:
    """Take the pictures and write the page to look through."""
    started = time.monotonic()
    try:
        with sync_playwright() as playwright, launched(playwright) as browser:
            shutil.rmtree(FOLDER, ignore_errors=True)
            FOLDER.mkdir()
            taken = take_all(browser, FOLDER)
    except NoBrowser:
        sys.exit("Chromium is needed to photograph pages, and none was found on PATH. Install it, then: make look")
    (FOLDER / "index.html").write_text(index([*FULL, *EMPTY, *WORK]), encoding="utf-8")
    seconds = round(time.monotonic() - started)
    print(f"{taken} pictures in {seconds} s: open {FOLDER / 'index.html'}")  # noqa: T201 - says where to look


if __name__ == "__main__":
    main()
