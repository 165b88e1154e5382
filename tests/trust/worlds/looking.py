"""What somebody gets to see: each answer with all its bytes and headers, but for what is chance in every answer."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.test import TestResponse

from checkmyogp.web import logs
from tests.factories.accounts import mails
from tests.plugins.reading import Reader
from tests.trust.worlds.base import Observer, browser

TOKEN = re.compile(rb'(name="csrf_token"(?: type="hidden")? value=")[\w.-]+(")')
"""What a form carries against forged requests: made anew for each answer."""
COOKIE = re.compile(r"^([^=;]+)=[^;]*")
"""A cookie's value: signed with the moment at which it was set. Its name and all it says besides are compared."""
OF_THE_MOMENT = frozenset({"Date", "Expires", logs.HEADER})
"""Headers that say when the answer was made, and which one it is; for how long it is good, Cache-Control says too."""

Normalise = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def differs_from(self, other: "Seen") -> str:
        """In what, in a few words."""
        if self.status != other.status:
            return f"{self.status} / {other.status}"
        if self.headers != other.headers:
            return f"headers {sorted(set(self.headers) ^ set(other.headers))}"
        return f"body: {_first_difference(self.body, other.body)}"


Sight = Mapping[tuple[str, str], Seen]
"""All that one observer saw: a request and its answer."""


def _first_difference(one: bytes, other: bytes) -> str:
    place = next(
        (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
    start = max(0, place - 30)
    return f"{one[start : place + 60]!r} / {other[start : place + 60]!r}"


def seen(response: TestResponse, normalise: Normalise = bytes) -> Seen:
    """An answer without what is chance in it."""
    headers = tuple(
        (name, COOKIE.sub(r"\1=…", value) if name == "Set-Cookie" else normalise(value.encode()).decode())
        for name, value in response.headers
        if name not in OF_THE_MOMENT
    )
    return Seen(response.status, headers, normalise(TOKEN.sub(rb"\1\2", response.data)))


@dataclass(frozen=True, slots=True)
class Eyes:
    """How closely somebody looks."""

    paths: tuple[str, ...]
    closely_at_every: int = 1
    """Every so many-th address is also asked for its head alone, and for news since the last time."""
    normalise: Normalise = bytes

    def look(self, app: Flask, observer: Observer) -> Sight:
        """Open every address."""
        reader, found = browser(app, observer), dict[tuple[str, str], Seen]()
        for number, path in enumerate(self.paths):
            response = reader.get(path, buffered=True)
            found["GET", path] = seen(response, self.normalise)
            if number % self.closely_at_every == 0 or response.headers.get("ETag"):
                found["HEAD", path] = seen(reader.head(path, buffered=True), self.normalise)
                found["news", path] = seen(_news(reader, path, response), self.normalise)
        return found


def _news(reader: Reader, path: str, before: TestResponse) -> TestResponse:
    """The answer to whoever has an earlier one, and asks only for what is new since then."""
    tag = before.headers.get("ETag", '"an-earlier-one"')
    since = {"If-None-Match": tag, "If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT"}
    return reader.get(path, buffered=True, headers=since)


def differences(observer: Observer, one: Sight, other: Sight) -> list[str]:
    """A line for each answer that tells two worlds apart."""
    assert one.keys() == other.keys()
    return [
        f"{observer.name}: {kind} {path}: {answer.differs_from(other[kind, path])}"
        for (kind, path), answer in one.items()
        if answer != other[kind, path]
    ]


def letters(app: Flask, *, but_to: Iterable[Observer], normalise: Normalise = bytes) -> list[tuple[str, ...]]:
    """The outbox as everybody else gets it, oldest first."""
    own = {observer.address for observer in but_to}
    return sorted(
        (str(row.written_at), row.recipient, row.language, row.subject, normalise(row.body.encode()).decode())
        for row in mails(app)
        if row.recipient not in own
    )
