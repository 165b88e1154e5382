"""What a reader does without a script: finds a milestone and its evidence, checks the scorecard, changes language."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import LANGUAGES
from tests.plugins.engines import ON_SQLITE
from tests.states import MILESTONE, SCORECARD

pytestmark = [
    pytest.mark.browser,
    ON_SQLITE,
    # Flask-Compress reads a file whole and leaves it to the garbage collector to close it.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

OTHER = {"en": "mn", "mn": "en"}


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_finds_a_milestone_and_checks_the_scorecard(
    without_scripts: Page, full_site: str, tmp_path: Path, language: str
):
    page, scorecard = without_scripts, f"/{language}{SCORECARD}"

    page.goto(f"{full_site}/{language}/")
    page.locator(f"main a[href='{scorecard}']").first.click()
    finding = heading(page)
    everything = page.locator(".track").count()
    assert re.findall(r"\d+", finding) == ["30", "16", "5"]

    page.locator(".filters summary").click()
    page.locator(".filters a[href*='outcome=government_higher']").click()
    filtered = page.locator(".track").count()
    assert 0 < filtered < everything == 39
    assert re.findall(r"\d+", heading(page))[0] == str(filtered)
    assert heading(page) != finding

    page.locator(".scorecard th[scope=row] a").first.click()
    expect(page).to_have_url(re.compile(re.escape(f"/{language}{MILESTONE}/1.1")))
    evidence = page.locator("main a[rel~=noopener]").first
    assert (evidence.get_attribute("href") or "").startswith("https://")
    page.locator("nav a[rel=next]").click()
    expect(page).to_have_url(re.compile(re.escape(f"{MILESTONE}/1.2")))

    page.goto(f"{full_site}{scorecard}")
    file = tmp_path / "scorecard.json"
    download = page.locator("main .meta a[href^='/api/']").first.get_attribute("href")
    file.write_bytes(page.request.get(f"{full_site}{download}").body())
    page.locator(f".site-header a[href='/{language}/verify']").click()
    page.locator("#scorecard").set_input_files(file)
    page.locator("main button").click()
    expect(page.locator("#result")).to_be_visible()
    assert page.locator(f"section a[href='{scorecard}/1']").count() == 1


@pytest.mark.parametrize(
    "path", ["/", "/plans/mn-nap-5/milestones/2.2", f"{SCORECARD}?commitment=5&sort=divergence", f"{MILESTONE}/6.1"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switch_of_language_stays_on_the_page(without_scripts: Page, full_site: str, language: str, path: str):
    page, other = without_scripts, OTHER[language]

    page.goto(f"{full_site}/{language}{path}")
    before = heading(page)
    page.locator(f".languages a[lang={other}]").click()

    expect(page).to_have_url(f"{full_site}/{other}{path}")
    assert page.locator("html").get_attribute("lang") == other
    assert heading(page) != before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_file_is_said_to_be_none_beside_the_field(without_scripts: Page, full_site: str, language: str):
    page = without_scripts
    page.goto(f"{full_site}/{language}/verify")

    page.locator("#scorecard").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": b"rubbish"})
    page.locator("main button").click()

    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("#scorecard").get_attribute("aria-describedby") == "refusal"


def test_the_root_leads_to_the_readers_language(without_scripts: Page, full_site: str):
    without_scripts.set_extra_http_headers({"Accept-Language": "mn-MN,mn;q=0.9"})

    without_scripts.goto(f"{full_site}/")

    expect(without_scripts).to_have_url(f"{full_site}/mn/")
