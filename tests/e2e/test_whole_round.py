"""A whole round, from the first invitation to a corrected scorecard, in a real browser, in both languages."""

import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from tests.browsing import served
from tests.e2e.whole_round import accounts, cast, story
from tests.e2e.whole_round.place import BEGINS, PLAN, ROUND, Place
from tests.e2e.whole_round.story import NOT_REPLIED_TO, REPLIED_TO, REVISING, Kept
from tests.factories import commands
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_POSTGRESQL_UNLESS_PROVED, ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Scale
from tests.plugins.sites import running
from tests.trust.clock import standing_at

pytestmark = pytest.mark.browser

SCORECARD = f"/scorecards/{ROUND}"
MILESTONES, MORE_THAN_THERE_ARE = 39, 50
THOSE_THAT_DIFFER = 8
"""The first ones: by keyboard, with a conflict of interest, with every answer there is."""


def set_up(address: str) -> None:
    """The Mongolian pack, as an operator begins."""
    with running(address) as app:
        commands.done(app, "setup")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(("mn", "en"), marks=ON_SQLITE_UNLESS_PROVED, id="mn"),
        pytest.param(("en", "mn"), marks=[ON_SQLITE_UNLESS_PROVED, ON_POSTGRESQL_UNLESS_PROVED], id="en"),
    ],
)
def kept(
    request: pytest.FixtureRequest, databases: Databases, empty_database: str, browser: Browser, scale: Scale
) -> Generator[Kept]:
    """The round, gone through once: by NGOs, agencies and readers in Mongolian and by officers in English.

    `make prove` does so the other way round as well, on each engine, and there every milestone of the plan is assessed
    by keyboard and mouse; otherwise those that differ.
    """
    language, officers_language = request.param
    begun = databases.built("mongolian", set_up, on=empty_database)
    with (
        databases.fresh(like=begun) as address,
        running(address) as app,
        served(app) as site,
        standing_at(BEGINS) as clock,
    ):
        app.config["PUBLIC_URL"] = site
        most = MORE_THAN_THERE_ARE if scale.heavy else THOSE_THAT_DIFFER
        agencies = cast.OTHER_AGENCIES if scale.heavy else cast.ONE_MORE_AGENCY
        place = Place(app, browser, site, language, officers_language, clock, most, agencies)
        yield story.go_through(place)
        place.leave()


@pytest.fixture
def reader(kept: Kept) -> Generator[Page]:
    """Somebody from the public."""
    window = kept.place.window()
    yield window.page
    window.page.context.close()


def test_everybody_could_do_their_part_without_a_fault_on_any_page(kept: Kept):
    assert kept.assessed == min(MILESTONES, kept.place.assessed)
    assert kept.place.noted == []


def test_whoever_keeps_a_receipt_finds_it_published(kept: Kept, reader: Page):
    for mine in kept.receipts:
        reader.goto(f"{kept.place.home}/receipts")
        reader.fill("[name=receipt]", mine.receipt)
        reader.fill("[name=salt]", mine.salt)
        reader.set_input_files("[name=content]", FilePayload(name="mine.json", mimeType="", buffer=mine.content))
        with reader.expect_navigation():
            reader.click("main button")
        assert mine.receipt in reader.locator("section[role=status]").inner_text()
        reader.goto(f"{kept.place.home}/rounds/{ROUND}")
        assert mine.receipt in reader.locator(".hashes code").all_inner_texts()
    assert reader.locator(".hashes code").count() == len(cast.NGOS) + len(kept.place.other_agencies) + 1


def test_the_first_level_and_the_revised_one_stand_beside_the_reply(kept: Kept, reader: Page):
    language = kept.place.language
    names = kept.place.level_names("completion")

    reader.goto(f"{kept.place.home}{SCORECARD}/1/milestones/{REPLIED_TO}")

    revised = reader.locator("#replies ~ article h4", has_text=cast.OTHER_NGOS[REVISING][language])
    assert revised.count() == 1
    voice = reader.locator("article.voice", has=reader.locator("h3", has_text=cast.OTHER_NGOS[REVISING][language]))
    said = voice.locator("p:has(.level)").first.inner_text()
    assert names[3] in said.partition("\n")[0]
    assert names[1] in voice.locator("p:has(.level) .soft").first.inner_text()
    replies = reader.locator("#replies ~ article").inner_text()
    for words in (cast.REPLY, cast.KEPT, cast.REVISED):
        assert words[language] in replies


def test_an_agency_that_did_not_reply_is_said_to_have_not(kept: Kept, reader: Page):
    agency = kept.place.organisation_name("ministry-of-education-and-science")

    reader.goto(f"{kept.place.home}{SCORECARD}/1/milestones/{NOT_REPLIED_TO}")

    assert reader.locator("#replies ~ article").count() == 0
    assert agency in reader.locator("#replies + p").inner_text()


def test_the_extension_and_the_correction_are_public_with_their_reasons(kept: Kept, reader: Page):
    language, home = kept.place.language, kept.place.home

    reader.goto(f"{home}{SCORECARD}/2")
    latest = reader.locator("main").inner_text()
    reader.goto(f"{home}{SCORECARD}/1")
    first = reader.locator("main").inner_text()
    reader.goto(f"{home}/rounds/{ROUND}")

    assert cast.EXTENDED[language] in reader.locator("main").inner_text()
    assert cast.EXTENDED[language] in latest
    assert cast.CORRECTED[language] in latest
    assert reader.locator("main").count() == 1
    assert cast.EXTENDED[language] in first


def test_everything_holds_by_the_site_and_without_trusting_it(kept: Kept, reader: Page, tmp_path: Path):
    place = kept.place
    file, verifier = tmp_path / "scorecard.json", tmp_path / "check_scorecard.py"

    reader.goto(f"{place.home}/verify")
    with reader.expect_download() as download:
        reader.locator("main a[href$='check_scorecard.py']").click()
    download.value.save_as(verifier)
    commands = [text.split() for text in reader.locator("main li code").all_inner_texts() if "--sha256" in text]
    for version in ("1", "2"):
        file.write_bytes(reader.request.get(f"{place.site}/api/v1/scorecards/{ROUND}/{version}").body())
        hashes = [command[-1] for command in commands if command[2].endswith(f"-{version}.json")]
        words = [sys.executable, verifier, file, "--sha256", *hashes]
        checked = subprocess.run(words, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    reader.set_input_files("#scorecard", file)
    with reader.expect_navigation():
        reader.click("main button")

    assert reader.locator(f"section a[href$='{SCORECARD}/2']").count() == 1
    assert "Everything holds: 2 scorecards" in place.run("verify")


def test_the_cookie_of_whoever_signed_out_opens_nothing(kept: Kept, reader: Page):
    context = reader.context
    assert kept.signed_out
    context.add_cookies([{"name": accounts.COOKIE, "value": kept.signed_out, "url": kept.place.site}])
    address = f"{kept.place.home}/account"

    shown = context.request.get(address, max_redirects=0)
    other = context.request.get(f"{kept.place.home}/accreditation/applications/{PLAN}/{cast.NGO}", max_redirects=0)

    assert (shown.status, other.status) == (303, 303)
    assert all("/account/sign-in" in answer.headers["location"] for answer in (shown, other))


@pytest.mark.parametrize(
    "fault",
    [
        "() => document.body.append(document.createElement('h1'))",
        "() => { document.body.innerHTML += '<p style=\"color: red\">'; }",
        "() => { document.body.innerHTML += '<img src=\"http://elsewhere.example/x.png\">'; }",
        "() => { setTimeout(() => { throw new Error('a fault of a script'); }); }",
        "() => { alert('a question'); }",
    ],
)
def test_a_fault_on_a_page_is_noted(kept: Kept, fault: str):
    window = kept.place.window()
    window.watched.noted = noted = list[str]()
    window.goto("/method")

    window.page.evaluate(fault)
    window.look()

    window.page.context.close()
    assert noted
