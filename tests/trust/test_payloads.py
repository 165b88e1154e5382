"""Whatever anybody types is shown as text: no page runs it, follows it or builds anything of it."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Playwright

from checkmyogp.domain import evidence
from checkmyogp.domain import texts as domain_texts
from checkmyogp.domain.identities import Office
from checkmyogp.domain.texts import DIRECTION_MARKS
from checkmyogp.domain.wording import Wording
from checkmyogp.web import evidence_rows
from tests.browsing import NoBrowser, launched, served
from tests.factories import accreditation
from tests.factories.accounts import mails
from tests.factories.assessing import Member
from tests.factories.browsing import send
from tests.factories.people import sign_in
from tests.factories.replying import Somebody
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import OWN, running
from tests.trust.payloads import world
from tests.trust.payloads.corpus import MARKUP, REFUSED_LINKS, Texts
from tests.trust.payloads.looking import Looker
from tests.trust.payloads.world import AGENCY, NGO, ROUND, World

HARNESS = "payloads in a browser"
REFUSING = "links that are refused"
pytestmark = [pytest.mark.browser, ON_SQLITE_UNLESS_PROVED]

Plant = Callable[[World, pytest.MonkeyPatch], None]


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Generator[Browser]:
    """The machine's Chromium."""
    try:
        with launched(playwright) as browser:
            yield browser
    except NoBrowser as missing:
        pytest.skip(str(missing))


@dataclass(frozen=True)
class Written:
    """A database full of payloads, to be copied."""

    address: str
    begun: World


@pytest.fixture(scope="module")
def written(databases: Databases, empty_database: str) -> Generator[Written]:
    """A round that is open, in which everybody has spoken."""
    with databases.fresh(like=empty_database) as address:
        with running(address) as app:
            begun = world.build(app, Texts())
        yield Written(address, begun)


@contextmanager
def stage(databases: Databases, written: Written) -> Generator[tuple[World, str]]:
    """A copy of it, served; with its address. What templates become with a bug planted must not be lent to others."""
    with databases.fresh(like=written.address) as address, running(address, **OWN) as app, served(app) as site:
        app.config["PUBLIC_URL"] = site
        yield replace(written.begun, app=app), site


@contextmanager
def another(databases: Databases, like: str, turn: int) -> Generator[tuple[World, str]]:
    """The same round with other payloads in other places."""
    with databases.fresh(like=like) as address, running(address) as app, served(app) as site:
        app.config["PUBLIC_URL"] = site
        yield world.build(app, Texts(first=13 * turn)), site


@contextmanager
def looker(browser: Browser, site: str) -> Generator[Looker]:
    """A window of one's own."""
    context = browser.new_context()
    yield Looker(context, site)
    context.close()


def states(full: World) -> Iterator[str]:
    """The round as it opens, closes and is published."""
    yield "open"
    world.close(full)
    yield "closed"
    world.publish(full)
    yield "published"


def look_at_everything(full: World, looks: Looker, *, both: bool, follow: bool, refused: int) -> None:
    """Every page in every state of the round: in both languages or in turn; and so many refused forms."""
    for state in states(full):
        if both:
            looks.everything(full, state, ("en", "mn"), follow=follow)
        else:
            looks.in_turn(full, state)
        if state == "open":
            give_back(looks, full, refused)


@pytest.mark.asvs("1.1.2", "1.2.1", "3.2.2")
def test_nothing_that_anybody_typed_becomes_more_than_text(
    databases: Databases, empty_database: str, written: Written, browser: Browser, scale: Scale, proof: Proof
):
    with stage(databases, written) as (full, address), looker(browser, address) as looks:
        look_at_everything(full, looks, both=scale.heavy, follow=scale.heavy, refused=scale.of(1, len(MARKUP)))
        tried, found = looks.tried, looks.found
    assert looks.shown * 2 > looks.tried
    assert full.texts.typed == set(MARKUP)
    for turn in range(1, scale.of(1, 4)):
        with another(databases, empty_database, turn) as (full, address), looker(browser, address) as looks:
            look_at_everything(full, looks, both=True, follow=False, refused=0)
            tried, found = tried + looks.tried, [*found, *looks.found]
    proof.holds(HARNESS, tried=tried, found=found)


def give_back(looks: Looker, full: World, number: int) -> None:
    """Send what is refused, so many times: each page gives it back, the one of a form that came too late among them."""
    for turn in range(number):
        language = ("en", "mn")[turn % 2]
        looks.context.clear_cookies()
        looks.open(f"/{language}/receipts")
        looks.send({"receipt": full.texts.raw(200), "salt": full.texts.raw()})
        full.seat(looks.context, looks.site, "applicant")
        looks.open(f"/{language}/apply/{world.PLAN}")
        looks.send({"funding": full.texts.prose(), "documents-0-url": REFUSED_LINKS[turn % len(REFUSED_LINKS)]})
        full.seat(looks.context, looks.site, "lead")
        looks.open(f"/{language}/assess/{ROUND}/1.1")
        Member.of(full.app, NGO).write("1.1", world.assessed(full.texts, "1"))
        looks.send({"completion-reason": full.texts.prose()}, "main button[value=stay]")
        assert looks.page.locator("#meanwhile").count() == 1
        looks.context.clear_cookies()
        looks.send({"completion-reason": full.texts.prose()}, "main button[value=stay]")


def raw_lines(full: World, patch: pytest.MonkeyPatch) -> None:
    """Prose is written as mark-up."""

    def raw(text: str) -> list[Markup]:
        return [Markup(line) for line in text.splitlines()]  # noqa: S704 - this is the bug

    patch.setitem(full.app.jinja_env.filters, "lines", raw)


def raw_words(full: World, patch: pytest.MonkeyPatch) -> None:
    """Names and public reasons are written as mark-up."""

    def raw(wording: Wording) -> Markup:
        return Markup(wording.text("en"))  # noqa: S704 - likewise

    patch.setitem(full.app.jinja_env.filters, "words", raw)


def unescaped(full: World, patch: pytest.MonkeyPatch) -> None:
    """Every template writes what it is given, as one whose name does not end in .html would."""
    patch.setattr(full.app.jinja_env, "autoescape", False)


def any_link(full: World, patch: pytest.MonkeyPatch) -> None:
    """A document may stand at any address."""
    patch.setattr(evidence, "refuse_unless_link", lambda _url: None)
    with full.app.app_context():
        said = world.application(full.texts, REFUSED_LINKS[0])
        accreditation.apply(world.WAITING, now=datetime.now(UTC), said=said)


def turned_words(full: World, patch: pytest.MonkeyPatch) -> None:
    """Marks that turn the direction of writing are kept."""
    patch.setattr(domain_texts, "DIRECTION_MARKS", frozenset[str]())
    turned = next(text for text in MARKUP if DIRECTION_MARKS.intersection(text))
    assert Member.of(full.app, NGO).write("1.1", {"completion-reason": turned}).status_code == 303


PLANTS: tuple[Plant, ...] = (raw_lines, raw_words, unescaped, any_link, turned_words)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_payload_that_becomes_more_than_text_is_noticed(
    databases: Databases, written: Written, browser: Browser, proof: Proof, plant: Plant
):
    with (
        pytest.MonkeyPatch.context() as patch,
        stage(databases, written) as (full, address),
        looker(browser, address) as looks,
    ):
        plant(full, patch)
        for seat, path in (
            ("visitor", f"/en/register/{world.PLAN}/{NGO}"),
            ("officer", f"/en/accreditation/applications/{world.PLAN}/{world.WAITING}"),
            ("lead", f"/en/assess/{ROUND}/1.1"),
        ):
            full.seat(looks.context, address, seat)
            looks.open(path)
    proof.catches(HARNESS, str(plant.__doc__), tried=looks.tried, found=looks.found)


def taken_from_drafts(full: World, links: Sequence[str]) -> list[str]:
    """The forms that took one of these addresses while the round is open."""
    found: list[str] = []
    lead, reporter = Member.of(full.app, NGO, lead=True), Somebody.of(full.app, AGENCY)
    applicant = full.app.test_client()
    sign_in(applicant, office=Office.NGO, organisation=world.WAITING, lead=True)
    for link in links:
        row = {"completion-evidence-1-url": link, "completion-evidence-1-title": "A list"}
        document = {"documents-0-url": link, "documents-0-title": "A list", "code_of_conduct": "y"}
        answers = {
            "assessment": lead.write("1.2", row),
            "report": reporter.write(f"/en/report/{ROUND}/1.2", row),
            "application": send(applicant, f"/en/apply/{world.PLAN}", **document),
        }
        found += [f"{name}: {link!r}" for name, answer in answers.items() if answer.status_code != 400]
    return found


def taken_from_replies(full: World, links: Sequence[str]) -> list[str]:
    """Those that a reply took once it is closed."""
    world.close(full)
    reporter, path = Somebody.of(full.app, AGENCY), f"/en/reply/{ROUND}/1.2"
    reply = {"text": "We published it.", "reply-evidence-1-title": "A list"}
    return [
        f"reply: {link!r}"
        for link in links
        if reporter.write(path, {**reply, "reply-evidence-1-url": link}).status_code != 400
    ]


@pytest.mark.asvs("1.2.2", "2.2.1")
def test_no_link_is_taken_but_a_plain_web_address(databases: Databases, written: Written, proof: Proof):
    with stage(databases, written) as (full, _address):
        found = [*taken_from_drafts(full, REFUSED_LINKS), *taken_from_replies(full, REFUSED_LINKS)]
    proof.holds(REFUSING, tried=len(REFUSED_LINKS) * 4, found=found)


def test_a_form_that_takes_any_link_is_noticed(
    databases: Databases, written: Written, proof: Proof, monkeypatch: pytest.MonkeyPatch
):
    with stage(databases, written) as (full, _address):
        monkeypatch.setattr(evidence_rows, "refuse_unless_link", lambda _url: None)
        found = taken_from_drafts(full, REFUSED_LINKS[:1])
    proof.catches(REFUSING, "evidence may have any address", tried=3, found=found)


@pytest.mark.asvs("1.2.3", "1.3.11", "3.2.1")
def test_data_and_mails_carry_payloads_as_text(databases: Databases, written: Written, proof: Proof):
    found: list[str] = []
    with stage(databases, written) as (full, _address):
        app = full.app
        assert list(states(full)) == ["open", "closed", "published"]
        paths = ("register", f"rounds/{ROUND}", f"scorecards/{ROUND}", f"scorecards/{ROUND}/1", "scorecards")
        for path in paths:
            answer = app.test_client().get(f"/api/v1/{path}")
            found += [f"{path}: {wrong}" for wrong in wrong_in_data(answer)]
        letters = mails(app)
        found += [f"{mail.subject!r} is no single line" for mail in letters if len(mail.subject.splitlines()) != 1]
        found += [f"{mail.recipient!r} is no single address" for mail in letters if len(mail.recipient.split()) != 1]
        assert any("p4y" in mail.body for mail in letters)
    proof.holds("payloads in data and mails", tried=len(paths) + len(letters), found=found)


def wrong_in_data(answer: Any) -> list[str]:
    """Why a browser might take an answer with data for a page."""
    wrong: list[str] = []
    if answer.status_code != 200 or answer.mimetype != "application/json":
        wrong.append(f"{answer.status} {answer.mimetype}")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        wrong.append("may be sniffed")
    if "script-src" in answer.headers["Content-Security-Policy"]:
        wrong.append("may run scripts")
    return wrong
