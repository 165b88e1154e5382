"""Everything can be reached by keyboard and seen to be, letters are there, and large type fits."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browsing import HEIGHT, LANGUAGES, WIDTHS
from tests.e2e.watching import OPEN_ALL, OVERFLOW, Watched
from tests.plugins.engines import ON_SQLITE
from tests.states import MILESTONE, SCORECARD

pytestmark = [
    pytest.mark.browser,
    ON_SQLITE,
    # Flask-Compress reads a file whole and leaves it to the garbage collector to close it.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

FOCUSED = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    return {
        name: at.tagName.toLowerCase(),
        href: at.getAttribute('href') || '',
        seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        shown: box.width > 0 && box.left >= 0 && box.right <= innerWidth && box.bottom > 0 && box.top < innerHeight,
        place: [...document.querySelectorAll('*')].indexOf(at),
    };
}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, summary')]
    .filter(each => each.checkVisibility()).length"""
SCROLLED = "() => [...document.querySelectorAll('[tabindex]')].filter(each => each.checkVisibility()).length"
GLYPHS = """letters => {
    const drawn = letter => {
        const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
        canvas.width = canvas.height = 60;
        pen.font = '40px ' + getComputedStyle(document.body).fontFamily;
        pen.fillText(letter, 5, 45);
        return canvas.toDataURL();
    };
    const missing = [drawn('\\u{10fffd}'), drawn('\\uffff'), drawn('')];
    return letters.filter(letter => missing.includes(drawn(letter)));
}"""
TRACKS = "() => [...document.querySelectorAll('.track')].map(each => each.getBoundingClientRect().width)"

COVERED = """() => {
    const heads = [...document.querySelectorAll('.scale span, .scorecard thead th:not(.track-cell)')];
    const boxes = heads.filter(each => getComputedStyle(each).position !== 'absolute').map(each => {
        const range = document.createRange();
        range.selectNodeContents(each);
        return [each.textContent.trim(), range.getBoundingClientRect()];
    });
    return boxes.flatMap(([name, one], place) => [
        ...boxes.slice(place + 1).filter(([, other]) => one.left < other.right && other.left < one.right
            && one.top < other.bottom && other.top < one.bottom).map(([other]) => `${name} / ${other}`),
        ...(one.left < 0 || one.right > innerWidth ? [`${name} leaves the page`] : []),
    ]);
}"""


def walk(watched: Watched) -> list[dict[str, Any]]:
    """Press the tab key until the page has been gone through; what had the focus, in order."""
    found: list[dict[str, Any]] = []
    while True:
        watched.page.keyboard.press("Tab")
        at = watched.page.evaluate(FOCUSED)
        if at["name"] == "body" or any(at["place"] == before["place"] for before in found):
            return found
        found.append(at)


@pytest.mark.parametrize("width", [WIDTHS[0], WIDTHS[2]])
@pytest.mark.parametrize("path", ["/", SCORECARD, f"{MILESTONE}/2.3", "/verify", "/method/rules", "/plans/mn-nap-5"])
def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    watched: Watched, full_site: str, path: str, width: int
):
    watched.resize(width)
    watched.page.goto(f"{full_site}/mn{path}")

    found = walk(watched)

    reachable = watched.page.evaluate(REACHABLE) + watched.page.evaluate(SCROLLED)
    assert found[0]["href"] == "#content"
    assert [at for at in found if not at["seen"]] == []
    assert [at for at in found if not at["shown"]] == []
    assert [at["place"] for at in found] == sorted(at["place"] for at in found)
    assert len(found) == reachable


def test_the_first_link_skips_to_the_content(watched: Watched, full_site: str):
    watched.page.goto(f"{full_site}/en{SCORECARD}")

    watched.page.keyboard.press("Tab")
    watched.page.keyboard.press("Enter")
    watched.page.keyboard.press("Tab")

    assert watched.page.url.endswith("#content")
    assert watched.page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_filters_unfold_and_are_chosen_by_keyboard(watched: Watched, full_site: str):
    watched.page.goto(f"{full_site}/en{SCORECARD}")
    watched.page.locator(".filters summary").focus()

    watched.page.keyboard.press("Enter")
    watched.page.keyboard.press("Tab")
    while "outcome=aligned" not in watched.page.evaluate(FOCUSED)["href"]:
        watched.page.keyboard.press("Tab")
    with watched.page.expect_navigation():
        watched.page.keyboard.press("Enter")

    assert "outcome=aligned" in watched.page.url
    assert 0 < len(watched.page.evaluate(TRACKS)) < 39


@pytest.mark.parametrize("path", [SCORECARD, f"{SCORECARD}?criterion=opening", f"{MILESTONE}/1.1"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_track_keeps_its_width_and_all_are_equally_wide(watched: Watched, full_site: str, path: str, width: int):
    watched.resize(width)
    watched.page.goto(f"{full_site}/mn{path}")

    widths = [round(each) for each in watched.page.evaluate(TRACKS)]

    assert len(set(widths)) == 1
    assert widths[0] >= 280


@pytest.mark.parametrize("criterion", ["completion", "participation", "opening"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_levels_do_not_cover_each_other(watched: Watched, full_site: str, language: str, criterion: str):
    watched.page.goto(f"{full_site}/{language}{SCORECARD}?criterion={criterion}")

    covered: dict[int, list[str]] = {}
    for width in WIDTHS:
        watched.resize(width)
        covered[width] = watched.page.evaluate(COVERED)

    assert {width: names for width, names in covered.items() if names} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_mongolian_and_the_tugrik_are_drawn(watched: Watched, full_site: str, language: str):
    watched.page.goto(f"{full_site}/{language}/")

    assert watched.page.evaluate(GLYPHS, list("ӨөҮүЁё₮“”–−·≥")) == []
    assert watched.page.evaluate(GLYPHS, ["\U0010fffc"]) == ["\U0010fffc"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/", SCORECARD, f"{MILESTONE}/2.3", "/verify", "/method/rules", "/plans/mn-nap-5"])
def test_type_twice_as_large_fits(large_type: Page, full_site: str, path: str, language: str):
    large_type.goto(f"{full_site}/{language}{path}")
    large_type.evaluate(OPEN_ALL)

    overflows: dict[int, int] = {}
    for width in (640, 768, 1280):
        large_type.set_viewport_size({"width": width, "height": HEIGHT})
        overflows[width] = large_type.evaluate(OVERFLOW)

    assert large_type.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "32px"
    assert overflows == {640: 0, 768: 0, 1280: 0}
