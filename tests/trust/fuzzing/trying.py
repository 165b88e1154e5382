"""Sends garbage, one piece at a time, and says what was not answered as it should be."""

import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from unittest.mock import patch
from urllib.parse import quote_from_bytes, urlencode

from flask import Flask
from werkzeug.test import TestResponse

from checkmyogp.web import query_string
from tests.factories.allowances import forget_attempts
from tests.pages.markup import Element, read
from tests.plugins.reading import Reader
from tests.trust.fuzzing import garbage
from tests.trust.fuzzing.reaching import OTHER_SEATS, Reach, visitor

LONGEST_WORK = 5.0
"""Seconds of computing for one answer."""
LARGEST_ANSWER = 1024 * 1024
LARGEST_ECHO = 6
"""A form is shown again as it was typed, and a quotation mark takes five letters in a page."""
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=border"
SEED = 7

Fields = Mapping[str, str]

USUAL: Fields = {"date": "2030-02-01", "datetime-local": "2030-05-01T00:00", "number": "3", "checkbox": "y"}
"""What fits into fields, by their type."""


@dataclass(frozen=True)
class Piece:
    """One request with one thing in it that should not be there."""

    reach: Reach
    what: str
    path: bytes = b""
    query: str = ""
    body: Callable[[], bytes] = bytes
    """Made when it is sent: all of them together would not fit into the memory."""
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def __str__(self) -> str:
        return f"{self.reach.name}: {self.what}"


def spread(pieces: Iterable[Piece], count: int) -> list[Piece]:
    """So many of them, every address as often as any other, each time with something else."""
    chance = random.Random(SEED)  # noqa: S311 - nothing here is a secret, and what was found must be found again
    by_address: defaultdict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_address[piece.reach.name].append(piece)
    for own in by_address.values():
        chance.shuffle(own)
    chosen: list[Piece] = []
    while by_address and len(chosen) < count:
        for name in list(by_address):
            chosen.append(by_address[name].pop())
            if not by_address[name]:
                del by_address[name]
    return chosen[:count]


class Trier:
    """One application, with a browser for every address."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.readers: dict[str, Reader] = {}

    def reader(self, endpoint: str) -> Reader:
        """Whoever may open this address; somebody new wherever a request may have ended the session."""
        blueprint = endpoint.rpartition(".")[0]
        own = endpoint if endpoint in OTHER_SEATS else blueprint
        permission = getattr(self.app.view_functions[endpoint], "permission", "")
        key = f"{own} {permission}"
        if key not in self.readers or blueprint == "accounts":
            self.readers[key] = visitor(self.app, endpoint)
        return self.readers[key]

    def send(self, piece: Piece) -> TestResponse:
        """Send it as it is, byte for byte."""
        forget_attempts(self.app)
        path = piece.path or piece.reach.path()
        return self.reader(piece.reach.rule.endpoint).open(
            "/",
            method=piece.reach.method,
            data=piece.body(),
            content_type=piece.content_type or None,
            buffered=True,
            environ_overrides={
                "PATH_INFO": path.decode("latin-1"),
                "QUERY_STRING": piece.query,
                **{_as_variable(name): value for name, value in piece.headers.items()},
            },
        )

    def fault(self, piece: Piece) -> str:
        """What is wrong with the answer, or nothing."""
        began = time.process_time()
        largest = LARGEST_ANSWER + LARGEST_ECHO * len(piece.body())
        try:
            answer = self.send(piece)
        except Exception as error:  # noqa: BLE001 - whatever a view lets out would be answered with a 500
            return f"{piece}: {type(error).__name__}: {str(error)[:200]}"
        worked = time.process_time() - began
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return f"{piece}: {answer.status}"
        if worked > LONGEST_WORK:
            return f"{piece}: {worked:.1f} seconds of work"
        return f"{piece}: {len(answer.data):,} bytes" if len(answer.data) > largest else ""

    def faults(self, pieces: Iterable[Piece]) -> list[str]:
        """What is wrong with each that is not answered as it should be."""
        return [fault for piece in pieces if (fault := self.fault(piece))]


def _as_variable(name: str) -> str:
    variable = name.upper().replace("-", "_")
    return variable if variable in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{variable}"


def in_addresses(reaches: Sequence[Reach]) -> Iterator[Piece]:
    """Garbage in the place of each part of an address."""
    for reach in reaches:
        for name in reach.arguments:
            for what, data in garbage.IN_ADDRESSES.items():
                yield Piece(reach, f"{what} as {name}", path=reach.path({name: data}))


def in_queries(reaches: Sequence[Reach], known: Mapping[str, set[str]]) -> Iterator[Piece]:
    """Garbage as the value of each parameter that an address knows, and of one that none knows."""
    for reach in reaches:
        for name in sorted({"unknown", "next"} | known.get(reach.rule.endpoint, set())):
            for what, data in garbage.IN_ADDRESSES.items():
                value = quote_from_bytes(data)
                yield Piece(reach, f"{what} as ?{name}", query=f"{name}={value}")
            yield Piece(reach, f"?{name} twice", query=f"{name}=1&{name}=2")
        yield Piece(reach, "no query at all", query="&=&%&%zz=%ff&;;=\xff[]")


def in_headers(reaches: Sequence[Reach]) -> Iterator[Piece]:
    """Garbage in each header that we, or the libraries below us, read."""
    for reach in reaches:
        for name, values in garbage.HEADERS.items():
            for value in values:
                yield Piece(reach, f"{name}: {value[:30]!r}", headers={name: value})


def in_fields(reach: Reach, fields: Fields, token: str) -> Iterator[Piece]:
    """Garbage in each field of a form, each field missing, and each given twice."""
    whole = {**fields, "csrf_token": token}
    for name in [*whole, "unknown"]:
        others = {key: value for key, value in whole.items() if key != name}
        for what, data in garbage.BYTES.items():
            yield _form(reach, f"{what} in {name}", [*others.items(), (name, data)])
        for value in garbage.JSON:
            said = json.dumps({**others, name: value})
            yield _json(reach, f"{name} as JSON: {said[-40:]}", said, token)
        yield _file(reach, f"{name} as a file", others, name)
        yield _form(reach, f"no {name}", [*others.items()])
        yield _form(reach, f"{name} three times", [*whole.items(), (name, "1"), (name, "2")])
    for what, data in garbage.BYTES.items():
        yield _form(reach, f"{what} in every field", [*((name, data) for name in fields), ("csrf_token", token)])


def _form(reach: Reach, what: str, sent: Sequence[tuple[str, str | bytes]]) -> Piece:
    return Piece(reach, what, body=lambda: urlencode(sent).encode(), content_type=FORM)


def _json(reach: Reach, what: str, said: str, token: str) -> Piece:
    return Piece(reach, what, body=said.encode, content_type="application/json", headers={"X-CSRFToken": token})


def _file(reach: Reach, what: str, others: Fields, name: str) -> Piece:
    part = '--border\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    parts = [part.format(key, "", value) for key, value in others.items()] + [part.format(name, '; filename="x"', "y")]
    body = "".join([*parts, "--border--\r\n"]).encode()
    return Piece(reach, what, body=lambda: body, content_type=MULTIPART)


def in_bodies(reaches: Sequence[Reach], token: str) -> Iterator[Piece]:
    """Whole bodies that are no form."""
    for reach in reaches:
        if reach.method == "POST":
            for what, (content_type, body) in garbage.BODIES.items():
                headers = {"X-CSRFToken": token}
                yield Piece(
                    reach, f"a body of {what}", body=lambda body=body: body, content_type=content_type, headers=headers
                )


def in_files(reach: Reach, name: str, published: bytes) -> Iterator[Piece]:
    """Files that are not what they should be."""
    for what, data in garbage.files(published).items():
        start = f'--border\r\nContent-Disposition: form-data; name="{name}"; filename="x.json"\r\n\r\n'.encode()
        salt = b'--border\r\nContent-Disposition: form-data; name="salt"\r\n\r\n' + b"00" * 32 + b"\r\n"
        body = salt + start + data + b"\r\n--border--\r\n"
        yield Piece(reach, f"a file: {what}", body=lambda body=body: body, content_type=MULTIPART)


@dataclass(frozen=True)
class Found:
    """What the pages say themselves of what may be sent."""

    reaches: Sequence[Reach]
    parameters: Mapping[str, set[str]]
    """The parameters that each endpoint knows."""
    forms: Mapping[bytes, Fields]
    """The fields of every form on every page, by the address they are sent to."""
    refused: Sequence[str]
    """The pages that did not open."""


def explored(trier: Trier, reaches: Sequence[Reach]) -> Found:
    """Open every page once."""
    known: dict[str, set[str]] = {"verification.check_receipt": {"receipt"}}
    forms: dict[bytes, Fields] = {}
    refused: list[str] = []
    for reach in reaches:
        if reach.method == "GET":
            with _noting(known.setdefault(reach.rule.endpoint, set())):
                answer = trier.send(Piece(reach, "nothing"))
            if answer.status_code >= HTTPStatus.BAD_REQUEST or "/account/sign-in" in (answer.location or ""):
                refused.append(f"{reach.name}: {answer.status} {answer.location or ''}")
            if answer.mimetype == "text/html":
                forms |= _forms(answer.text, reach.path().decode())
    return Found(reaches, known, forms, refused)


@contextmanager
def _noting(names: set[str]) -> Generator[None]:
    query_args = query_string.query_args

    def note(allowed: Mapping[str, Collection[str]], *, typed: str = "") -> dict[str, str]:
        names.update(allowed, [typed] if typed else [])
        return query_args(allowed, typed=typed)

    with patch.object(query_string, "query_args", note):
        yield


def _forms(page: str, address: str) -> dict[bytes, Fields]:
    return {
        (form.attributes.get("action") or address).partition("?")[0].encode(): _fields(form)
        for form in read(page).root.all("form")
        if form.attributes.get("method", "get").lower() == "post"
    }


def _fields(form: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in form.all("input", "select", "textarea", "button"):
        if name := element.attributes.get("name", ""):
            options = [option.attributes.get("value", "") for option in element.all("option")]
            usual = _usual(element.attributes, name)
            found[name] = element.attributes.get("value") or next(filter(None, options), usual)
    return found


def _usual(attributes: Mapping[str, str], name: str) -> str:
    """What fits into an empty field, so that what is sent with garbage in another field is taken seriously."""
    if name.endswith(("url", "address")):
        return "guest@example.org" if attributes.get("type") == "email" else "https://example.org/"
    return USUAL.get(attributes.get("type", ""), "A few words.")
