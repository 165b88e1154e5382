"""What is for one person is kept by no cache; what caches keep is the same for every reader, in its own language."""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from unittest.mock import patch

import pytest
from flask import Flask, Response, request, session
from flask.sessions import SessionMixin
from sqlalchemy import Connection, event, func, select
from werkzeug.test import TestResponse

from checkmyogp.accounts.models import LoginSession
from checkmyogp.db import db
from checkmyogp.web import headers, languages
from tests.pages.inspecting import header_problems
from tests.pages.markup import read
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import running
from tests.trust.clock import standing_at
from tests.trust.worlds import addresses, base
from tests.trust.worlds.looking import seen

pytestmark = ON_SQLITE_UNLESS_PROVED

PUBLIC, PRIVATE = "public pages", "private pages"
ABOUT_PEOPLE = ("signed_in", "from person")
"""What every query for whoever is asking names."""
VALIDATORS = ("ETag", "Last-Modified", "Expires")
"""Headers by which a cache keeps something, or asks whether it is still good."""
LONG_AFTER = "Sat, 01 Jan 2050 00:00:00 GMT"


@pytest.fixture(scope="module")
def app(databases: Databases, empty_database: str) -> Generator[Flask]:
    """A site with rounds in every state and somebody of each office signed in; it is only read."""
    built = databases.built("worlds", base.build, on=empty_database)
    with standing_at(base.NOW), databases.fresh(like=built) as address, running(address) as app:
        yield app


def faults_of_public(app: Flask, observers: Iterable[base.Observer], paths: Iterable[str]) -> list[str]:
    """A line for each thing that is not the same for every reader."""
    visitor, found = base.browser(app, base.VISITOR), list[str]()
    readers = [(each.name, base.browser(app, each), "en") for each in observers]
    # The address says the language, and whoever has no account may have a browser that speaks another one.
    readers += [("a reader of another language", base.browser(app, base.VISITOR), "mn")]
    for path in paths:
        with _asking(app) as asked:
            plain = visitor.get(path, buffered=True, headers={"Accept-Language": "en"})
            found += [f"{path}: {fault}" for fault in faults(plain, private=False)]
            for name, reader, language in readers:
                if "no-store" in plain.headers["Cache-Control"] and language == "mn":
                    continue
                answer = reader.get(path, buffered=True, headers={"Accept-Language": language})
                if seen(answer) != seen(plain):
                    found.append(f"{path}: {name} gets another answer: {seen(answer).differs_from(seen(plain))}")
        found += [f"{path}: asks who is there: {statement[:80]}" for statement in asked]
    return found


def faults_of_private(app: Flask, observers: Iterable[base.Observer], paths: Collection[str]) -> list[str]:
    """A line for each answer that a cache might keep, or that is in the wrong language."""
    found = list[str]()
    for observer in observers:
        reader = base.browser(app, observer)
        for number, path in enumerate(paths):
            # Whoever signs in chose a language for mails; a page is in the one that its address names.
            answers = [reader.get(path, buffered=True, headers={"Accept-Language": "mn, en;q=0.5"})]
            if number % 5 == 0:
                answers += [reader.head(path), reader.post(path)]
                answers += [reader.get(path, headers={"If-None-Match": "*", "If-Modified-Since": LONG_AFTER})]
            for answer in answers:
                found += [
                    f"{observer.name}: {answer.request.method} {path}: {fault}"
                    for fault in faults(answer, private=True)
                ]
    return found


def faults(response: TestResponse, *, private: bool) -> Iterator[str]:
    """What is wrong with one answer."""
    sent = response.headers
    yield from header_problems(response, private=private)
    # Every refusal says that it depends on cookies, so that what is hidden and what is not there look alike.
    if "Cookie" in sent.get("Vary", "") and not private and response.status_code < HTTPStatus.BAD_REQUEST:
        yield "caches are told that it depends on cookies"
    if private and sent.get("Cache-Control") != "no-store":
        yield f"caches may keep it: {sent.get('Cache-Control')}"
    if private:
        yield from (f"caches may ask whether it is still good: {name}" for name in VALIDATORS if name in sent)
    if private and response.status_code == HTTPStatus.NOT_MODIFIED:
        yield "a copy was taken for good"
    if HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST:
        return  # Browsers follow it, and nobody reads its words.
    language = response.request.path.strip("/").split("/")[0]
    said = [part.attributes.get("lang") for part in read(response.text).root.all("html")]
    if said not in ([], [language]) and language in {"en", "mn"}:
        yield f"the page is in {said}"


@contextmanager
def _asking(app: Flask) -> Generator[list[str]]:
    """Every look at the session's cookie, and every query for a session or a person."""
    with app.app_context():
        engine = db.engine
    found, keep = list[str](), app.session_interface.save_session

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if any(name in statement.lower() for name in ABOUT_PEOPLE):
            found.append(statement)

    def note_session(app: Flask, session: SessionMixin, response: Response) -> None:
        if session.accessed or session.modified:
            found.append("the session")
        keep(app, session, response)

    event.listen(engine, "before_cursor_execute", note)
    try:
        with patch.object(app.session_interface, "save_session", note_session):
            yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def paths(app: Flask, of: Iterable[str], scale: Scale) -> list[str]:
    """Addresses in both languages; few of each in the short run."""
    parts = addresses.known(app)
    return [
        path
        for language, most in (("en", scale.of(1, 8)), ("mn", scale.of(1, 8)))
        for path in addresses.paths(app, parts, of, language=language, most=most)
    ]


@pytest.mark.asvs("3.2.1", "3.4.3", "3.4.4", "3.4.5", "3.4.6", "4.1.1", "14.2.2")
def test_public_pages_are_the_same_for_everybody_and_look_at_nobody(app: Flask, scale: Scale, proof: Proof):
    tried = paths(app, addresses.public(app), scale)
    observers = base.PEOPLE[: scale.of(1, len(base.PEOPLE))]

    proof.holds(PUBLIC, tried=len(tried), found=faults_of_public(app, observers, tried))


@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6", "14.2.2", "14.3.2")
def test_private_pages_are_kept_by_no_cache(app: Flask, scale: Scale, proof: Proof):
    tried = paths(app, addresses.private(app), scale)
    observers = (base.VISITOR, *base.PEOPLE) if scale.heavy else (base.OFFICER,)

    proof.holds(PRIVATE, tried=len(tried) * len(observers), found=faults_of_private(app, observers, tried))


def answering(bug: pytest.MonkeyPatch, change: Callable[[Response], object]) -> None:
    """Let every answer be changed before the session is written into it."""
    process = Flask.process_response

    def answer(app: Flask, response: Response) -> Response:
        if response.status_code == HTTPStatus.OK:
            change(response)
        return process(app, response)

    bug.setattr(Flask, "process_response", answer)


def a_look_at_the_session(bug: pytest.MonkeyPatch) -> None:
    """A public page looks into the session."""
    answering(bug, lambda _: session.get("theme"))


def a_kept_session(bug: pytest.MonkeyPatch) -> None:
    """A public page remembers its reader in a cookie."""
    answering(bug, lambda _: session.update(been_here=True))


def a_greeting(bug: pytest.MonkeyPatch) -> None:
    """A public page says who is signed in."""

    def greet(response: Response) -> None:
        if request.cookies:
            response.set_data(response.get_data(as_text=True).replace("</main>", "Welcome back</main>"))

    answering(bug, greet)


def a_look_for_the_person(bug: pytest.MonkeyPatch) -> None:
    """A public page counts the people who are at work."""
    answering(bug, lambda _: db.session.scalar(select(func.count()).select_from(LoginSession)))


def the_browser_s_language(bug: pytest.MonkeyPatch) -> None:
    """A page is written in the browser's language, whatever its address says."""
    bug.setattr(languages, "current", languages.negotiated)


def one_language_for_all(bug: pytest.MonkeyPatch) -> None:
    """The language of the first reader is everybody's."""
    bug.setattr(languages, "current", lambda: "mn")


def no_policy(bug: pytest.MonkeyPatch) -> None:
    """The content security policy is left out where nobody has thought of it."""
    bug.setattr(headers, "CONTENT_SECURITY_POLICY", "")


def a_public_work_page(bug: pytest.MonkeyPatch) -> None:
    """A work page may be kept by caches for a minute."""
    answering(bug, headers.public)


def a_tagged_work_page(bug: pytest.MonkeyPatch) -> None:
    """A work page has an ETag, and answers that nothing has changed."""

    def tag(response: Response) -> None:
        response.add_etag()
        response.make_conditional(request)

    answering(bug, tag)


PLANTED_IN_PUBLIC = (
    a_look_at_the_session, a_kept_session, a_greeting, a_look_for_the_person, the_browser_s_language,
    one_language_for_all, no_policy,
)  # fmt: skip
PLANTED_IN_PRIVATE = (a_public_work_page, a_tagged_work_page, the_browser_s_language, one_language_for_all, no_policy)


@pytest.mark.parametrize("plant", PLANTED_IN_PUBLIC)
def test_a_public_page_that_looks_at_its_reader_is_caught(
    app: Flask, proof: Proof, plant: Callable[[pytest.MonkeyPatch], None]
):
    tried = addresses.paths(app, addresses.known(app), ["plans.index", "accreditation.register"])
    with pytest.MonkeyPatch.context() as bug:
        plant(bug)
        found = faults_of_public(app, [base.LEAD], tried)

    proof.catches(PUBLIC, str(plant.__doc__), tried=len(tried), found=found)


@pytest.mark.parametrize("plant", PLANTED_IN_PRIVATE)
def test_a_private_page_that_could_be_kept_is_caught(
    app: Flask, proof: Proof, plant: Callable[[pytest.MonkeyPatch], None]
):
    tried = addresses.paths(app, addresses.known(app), ["accounts.home", "accounts.own_sessions"])
    with pytest.MonkeyPatch.context() as bug:
        plant(bug)
        found = faults_of_private(app, [base.LEAD], tried)

    proof.catches(PRIVATE, str(plant.__doc__), tried=len(tried), found=found)
