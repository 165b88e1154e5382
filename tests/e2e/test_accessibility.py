"""Axe finds nothing on any page, in any state, in either language, narrow or wide, light or dark; nothing overflows."""

import pytest

from tests.browsing import LANGUAGES, WIDTHS, show
from tests.e2e.watching import LOOKED_AT, OPEN_ALL, Watched
from tests.plugins.engines import ON_SQLITE
from tests.states import EMPTY, FULL, State

pytestmark = [
    pytest.mark.browser,
    ON_SQLITE,
    # Flask-Compress reads a file whole and leaves it to the garbage collector to close it.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

NARROW, MIDDLE, WIDE = WIDTHS


def looked_at(watched: Watched, language: str) -> dict[str, list[str]]:
    """What axe finds with everything unfolded, and where the page overflows.

    Colours are the same in every language and width, and the order of a page in every scheme and language: so in
    English colours are looked at in both schemes; in Mongolian, whose words are longer, the rest and the sizes of what
    is pressed on a narrow page, where there is least room. The other widths have the same marks, so there only the
    overflow counts.
    """
    found: dict[str, list[str]] = {}
    watched.resize(WIDE)
    found["as it comes, too wide"] = too_wide(watched)
    watched.page.evaluate(OPEN_ALL)
    if language == "en":
        found["wide, light"] = watched.poor_contrasts()
        watched.show_in("dark")
        found["wide, dark"] = watched.poor_contrasts()
        watched.show_in("light")
    for width in (WIDE, MIDDLE, NARROW):
        watched.resize(width)
        found[f"{width} px"] = too_wide(watched)
    if language != "en":
        found["narrow"] = watched.violations(colours=False)
    return {where: problems for where, problems in found.items() if problems}


def too_wide(watched: Watched) -> list[str]:
    return [f"{pixels} px too wide"] if (pixels := watched.overflow()) > 0 else []


@pytest.mark.parametrize("state", FULL, ids=lambda state: state.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_read_a_page(watched: Watched, full_site: str, language: str, state: State):
    show(watched.page, full_site, language, state)

    assert looked_at(watched, language) == {}


@pytest.mark.parametrize("state", EMPTY, ids=lambda state: state.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_read_a_page_of_an_empty_site(watched: Watched, empty_site: str, language: str, state: State):
    show(watched.page, empty_site, language, state)

    assert looked_at(watched, language) == {}


PLANTED = {
    "label": "() => document.querySelector('label').remove()",
    "color-contrast": "() => { document.querySelector('h1').style.color = '#eee'; }",
    "html-has-lang": "() => document.documentElement.removeAttribute('lang')",
    "heading-order": "() => document.querySelector('h2').outerHTML = '<h4>too deep</h4>'",
    "target-size": """() => ['a', 'b'].forEach(name => {
        const button = document.createElement('button');
        button.textContent = name;
        button.style.cssText = 'width: 10px; height: 10px; min-height: 0; padding: 0';
        document.querySelector('main').prepend(button);
    })""",
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_barrier_is_reported(watched: Watched, full_site: str, rule: str):
    watched.page.goto(f"{full_site}/en/verify")
    watched.page.evaluate(PLANTED[rule])

    assert any(problem.startswith(rule) for problem in watched.violations())


def test_planted_colours_are_reported_where_only_colours_are_looked_at(watched: Watched, full_site: str):
    watched.page.goto(f"{full_site}/en/verify")
    watched.show_in("dark")
    watched.page.evaluate(PLANTED["color-contrast"].replace("#eee", "#222"))

    assert watched.poor_contrasts() != []
    assert not any(problem.startswith("color-contrast") for problem in watched.violations(colours=False))


OF_ANOTHER_KIND = """() => {
    document.styleSheets[0].insertRule('.planted { color: #eee }');
    document.querySelector('main p').classList.add('planted');
}"""


def test_a_page_is_not_looked_at_twice_but_for_what_was_not_there_before(watched: Watched, full_site: str):
    watched.page.goto(f"{full_site}/en/verify")
    assert watched.violations() == []
    before = {name: set(kinds) for name, kinds in LOOKED_AT.items()}

    assert watched.violations() == []
    assert before == LOOKED_AT
    watched.page.evaluate(OF_ANOTHER_KIND)
    assert any("planted" in problem for problem in watched.violations())


def test_a_planted_overflow_is_reported(watched: Watched, full_site: str):
    watched.page.goto(f"{full_site}/en/verify")
    watched.resize(NARROW)
    watched.page.evaluate("() => { document.querySelector('h1').style.width = '400px'; }")

    assert watched.overflow() > 0


def test_a_planted_error_script_and_stranger_are_noted(window: Watched, full_site: str):
    window.start()
    window.page.goto(f"{full_site}/en/verify")

    window.page.evaluate("""() => {
        console.error('planted');
        const script = document.createElement('script');
        script.textContent = 'window.planted = true';
        document.body.append(script);
        const image = document.createElement('img');
        image.src = 'http://stranger.invalid/spy.png';
        document.body.append(image);
    }""")
    window.page.wait_for_function("() => document.images[0].complete")

    noted = "\n".join(window.noted)
    assert "planted" in noted
    assert "script-src" in noted or "inline script" in noted
    assert "stranger.invalid" in noted
    assert window.page.evaluate("() => window.planted") is None
