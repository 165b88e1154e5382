"""Asks for each address as each role, and says in a word what came of it. Nothing that is sent lasts."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import Connection, event
from werkzeug.test import TestResponse

from checkmyogp.db import db
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import logs
from tests.factories.allowances import forget_attempts
from tests.factories.assessing import Fields
from tests.plugins.reading import is_a_write
from tests.trust.fuzzing.reaching import form_token
from tests.trust.matrix.addresses import NONE, Addresses, Place
from tests.trust.matrix.forms import Forms
from tests.trust.matrix.roles import NAMES, Browser, browsers

YES, FORM, NOTHING, REFUSED, HIDDEN, SIGN_IN, CONFIRM, SPENT = (
    "yes", "form", "nothing", "refused", "404", "sign in", "confirm", "spent",
)  # fmt: skip
WORDS = {
    YES: "The page is shown; what was sent is done and kept.",
    FORM: "Let through to the form, which is shown again: something else is wrong with what was sent.",
    NOTHING: "Let through, and there was nothing for it to do: what the address names is not this person's.",
    REFUSED: "Let through, and refused in words, because of the state in which the thing is.",
    HIDDEN: "As if there were no such address, to the byte.",
    SIGN_IN: "Led to where one signs in.",
    CONFIRM: "Led to where one gives the second factor once more.",
    SPENT: "The link has been used, or never was one.",
}
"""What the table can say."""
TURNED_AWAY = frozenset({HIDDEN, SIGN_IN, CONFIRM})
BY_STATUS = {
    HTTPStatus.BAD_REQUEST: FORM,
    HTTPStatus.NOT_FOUND: HIDDEN,
    HTTPStatus.CONFLICT: REFUSED,
    HTTPStatus.GONE: SPENT,
}
LEADS_TO = {"sign-in": SIGN_IN, "confirm": CONFIRM}


@dataclass(frozen=True, slots=True)
class Cell:
    """One place as one role."""

    place: Place
    role: str

    def __str__(self) -> str:
        return f"{self.place} as {self.role}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one request."""

    word: str
    faults: Sequence[str] = ()
    """What is wrong with it, whatever the table says."""


@dataclass
class Watch:
    """Counts the rows that requests write."""

    written: int = 0

    def note(
        self, _connection: Connection, cursor: Any, statement: str, *_rest: object
    ) -> None:  # fmt: skip
        """After each statement. SQLite counts the rows of a statement that returns some only once they are read."""
        if is_a_write(statement) and (cursor.rowcount or "returning" in statement.lower()):
            self.written += 1


@contextmanager
def nothing_lasts(app: Flask) -> Generator[Watch]:
    """Every commit is a rollback, so that each request finds the site as it was built."""
    with app.app_context():
        engine = db.engine
    watch = Watch()
    event.listen(engine, "after_cursor_execute", watch.note)
    try:
        with patch.object(engine.dialect, "do_commit", engine.dialect.do_rollback):
            yield watch
    finally:
        event.remove(engine, "after_cursor_execute", watch.note)


class Driver:
    """One site with everybody at their browsers."""

    def __init__(self, app: Flask, watch: Watch, seated: dict[str, Browser]) -> None:
        self.app = app
        self.watch = watch
        self.addresses = Addresses(app)
        self._browsers = seated
        self._token = form_token(app)
        self._forms = Forms(app, self.addresses, seated, lambda path, browser: self._send("GET", path, browser, {}))
        self._answers: dict[tuple[str, str, str], TestResponse] = {}

    def anew(self) -> "Driver":
        """The same with the addresses that the site has by now."""
        return Driver(self.app, self.watch, self._browsers)

    def cells(self) -> list[Cell]:
        """Every address and method as everybody, in an order that can be read."""
        return [Cell(place, role) for place in self.addresses.places() for role in NAMES]

    def ask(self, cell: Cell, typed: Fields | None = None) -> Answer:
        """Send one request, with this typed over what the form would hold."""
        place, browser = cell.place, self._browsers[cell.role]
        path = self.addresses.path(place, browser.own)
        data = {**self._forms.typed(place, cell.role), **(typed or {})} if place.method == "POST" else {}
        self.watch.written = 0
        response = self._send(place.method, path, browser, data)
        wrote = self.watch.written > 0
        word = _word(response, post=place.method == "POST", wrote=wrote)
        faults: list[str] = []
        if word in TURNED_AWAY and wrote:
            faults.append(f"{cell}: turned away with {word!r}, and something was written all the same")
        if word == HIDDEN and (differs := self._differs(response, cell)):
            faults.append(f"{cell}: {differs} is not as for an address that does not exist")
        return Answer(word, faults)

    def status(self, cell: Cell, method: str = "GET") -> tuple[int, str]:
        """What a page answers at once, and where it leads; only a page that was read is come back to."""
        browser = self._browsers[cell.role]
        answer = self._send(method, self.addresses.path(cell.place, browser.own), browser, {})
        return answer.status_code, urlsplit(answer.location or "").path

    def _send(self, method: str, path: str, browser: Browser, typed: Fields) -> TestResponse:
        data = {**typed, "csrf_token": self._token} if method == "POST" else None
        forget_attempts(self.app)
        client = self.app.test_client(use_cookies=False)
        return client.open(path, method=method, data=data, headers={"Cookie": browser.cookie}, buffered=True)

    def _differs(self, response: TestResponse, cell: Cell) -> str:
        """In what a hidden thing is not like one that does not exist."""
        nowhere = self._nowhere(cell.place)
        key = (cell.role, cell.place.method, nowhere)
        if key not in self._answers:
            self._answers[key] = self._send(cell.place.method, nowhere, self._browsers[cell.role], {})
        like = self._answers[key]
        if (response.status_code, _headers(response)) != (like.status_code, _headers(like)):
            return "the status or a header"
        return "" if response.data == like.data else "the page"

    def _nowhere(self, place: Place) -> str:
        """An address that does not exist: any at all for what is not for everybody; else one of the same kind,
        because a page that everybody knows says in its menu where it belongs."""
        if getattr(self.app.view_functions[place.endpoint], "permission", Permission.READ) is not Permission.READ:
            return "/en/nowhere"
        return self.addresses.path(replace(place, target=NONE, state=""), {})


def _headers(response: TestResponse) -> list[tuple[str, str]]:
    """All but the number of the request, which is chance."""
    return sorted((name, value) for name, value in response.headers.items() if name != logs.HEADER)


def _word(response: TestResponse, *, post: bool, wrote: bool) -> str:
    status = response.status_code
    if status < HTTPStatus.BAD_REQUEST and wrote:
        return YES
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        towards = urlsplit(response.location or "").path.rpartition("/account/")[2]
        return LEADS_TO.get(towards, NOTHING if post else YES)
    if status == HTTPStatus.OK:
        return FORM if post else YES
    return BY_STATUS.get(HTTPStatus(status), str(status))


@contextmanager
def seated(app: Flask) -> Generator[Driver]:
    """Everybody at their browsers; whatever they send is taken back."""
    with app.app_context():
        everybody = browsers(app)
    with nothing_lasts(app) as watch:
        yield Driver(app, watch, everybody)


def seen(driver: Driver, cells: Iterable[Cell]) -> dict[Cell, Answer]:
    """What comes of each."""
    return {cell: driver.ask(cell) for cell in cells}
