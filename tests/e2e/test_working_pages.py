"""Whoever works in a round can use every page: axe finds nothing, nothing overflows, no error and no stranger."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser

from tests.browsing import HEIGHT, WIDTHS, served
from tests.e2e.watching import OPEN_ALL, Watched
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE
from tests.plugins.sites import running
from tests.workplaces import ROUND_IS, WORK, Workplace, WorkState, build

pytestmark = [pytest.mark.browser, ON_SQLITE]

NARROW, _MIDDLE, WIDE = WIDTHS


@pytest.fixture(scope="module", params=ROUND_IS)
def workplace(request: pytest.FixtureRequest, databases: Databases, empty_database: str) -> Generator[Workplace]:
    """A site with a round in one state, and a session for each seat."""
    with databases.fresh(like=empty_database) as address, running(address) as app:
        seats = build(app, request.param)
        with served(app) as site:
            yield Workplace(site, request.param, seats)


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Generator[Watched]:
    """A window for whoever sits down at it."""
    context = browser.new_context(viewport={"width": 1280, "height": HEIGHT})
    yield Watched(context.new_page())
    context.close()


def problems(desk: Watched, workplace: Workplace, state: WorkState) -> dict[str, list[str]]:
    """What is wrong with a page, with everything unfolded.

    Colours are looked at in English, wide, light and dark, and everything else in Mongolian and narrow.
    """
    workplace.seat(desk.page.context, state.seat)
    found: dict[str, list[str]] = {}
    desk.start()
    desk.resize(WIDE)
    for language in ("en", "mn"):
        address = f"{workplace.site}/{language}{state.path}"
        answer = desk.page.goto(address)
        assert answer is not None
        assert (answer.status, desk.page.url) == (200, address)
        desk.page.evaluate(OPEN_ALL)
        if language == "en":
            found["wide, light"] = desk.poor_contrasts()
            desk.show_in("dark")
            found["wide, dark"] = desk.poor_contrasts()
            desk.show_in("light")
        found[f"wide, {language}"] = [f"{pixels} px too wide"] if (pixels := desk.overflow()) > 0 else []
    desk.resize(NARROW)
    found["narrow"] = [f"{pixels} px too wide"] if (pixels := desk.overflow()) > 0 else []
    found["narrow, mn"] = desk.violations(colours=False)
    return {where: wrong for where, wrong in found.items() if wrong}


def test_everybody_at_work_can_use_every_page(desk: Watched, workplace: Workplace, subtests: pytest.Subtests):
    for state in (each for each in WORK if each.round_is == workplace.round_is):
        with subtests.test(state.name):
            assert problems(desk, workplace, state) == {}
            assert desk.noted == []
