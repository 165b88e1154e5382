"""Each request in three steps: its body is awaited, a thread answers, the answer is sent while the thread is free."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO, Any, Self

from flask import Flask
from flask_babel import force_locale, gettext

from checkmyogp.serving import environ as environs
from checkmyogp.serving.bodies import BodyTooLarge, Gone, Receive, TooSlow, received
from checkmyogp.web.query_string import GIVEN_UP

Send = Callable[[dict[str, Any]], Awaitable[None]]

PIECE = 64 * 1024
"""Bytes of an answer that are handed over at a time, so that a slow reader is noticed."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much of everything one process takes on."""

    seconds: float
    """For a body to come, and for a piece of an answer to be taken."""
    largest: int
    """Bytes of a body."""
    threads: int = 4
    waiting: int = 256
    """Requests that are complete and wait for a thread; the next one is asked to come back."""
    bodies: int = 512 * 1024 * 1024
    """Bytes of all bodies that are being received, by what they announce."""

    @classmethod
    def of(cls, app: Flask) -> Self:
        """As the settings say."""
        return cls(seconds=app.config["RECEIVE_SECONDS"], largest=app.config["MAX_CONTENT_LENGTH"])


@dataclass(slots=True)
class HttpAnswer:
    """What goes back."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list[tuple[bytes, bytes]])
    body: bytes = b""


class Busy(RuntimeError):
    """More than this process takes on at a time."""


class Front:
    """A WSGI application as an ASGI application that is not kept waiting by those who send or read slowly."""

    def __init__(self, app: Flask, bounds: Capacity) -> None:
        """Make the threads."""
        self._app = app
        self._bounds = bounds
        self._threads = ThreadPoolExecutor(bounds.threads, thread_name_prefix="answering")
        self._asked = 0
        self._announced = 0

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request, or say that the process is up."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        # Whoever has hung up, or does not read, is left alone; the server then closes the connection.
        with suppress(Gone, TimeoutError):
            await self._sent(await self._answered(scope, receive), send)

    async def _answered(self, scope: Mapping[str, Any], receive: Receive) -> HttpAnswer:
        try:
            given = environs.headers(scope["headers"])
        except environs.Ambiguous:
            return self._short(HTTPStatus.BAD_REQUEST, scope["path"])
        try:
            return await self._with_its_body(scope, given, receive)
        except Busy:
            return self._short(HTTPStatus.SERVICE_UNAVAILABLE, scope["path"])
        except TooSlow:
            return await self._given_up(scope, given, HTTPStatus.REQUEST_TIMEOUT)
        except BodyTooLarge:
            return await self._given_up(scope, given, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    async def _with_its_body(self, scope: Mapping[str, Any], given: Mapping[str, str], receive: Receive) -> HttpAnswer:
        announced = self._announcement(given)
        if announced > self._bounds.largest:
            raise BodyTooLarge
        if announced and self._announced + announced > self._bounds.bodies:
            raise Busy
        self._announced += announced
        try:
            body, length = io.BytesIO(), 0
            if announced:
                body, length = await received(receive, seconds=self._bounds.seconds, most=self._bounds.largest)
            with body:
                return await self._by_a_thread(scope, given, body, length)
        finally:
            self._announced -= announced

    def _announcement(self, given: Mapping[str, str]) -> int:
        """How many bytes the body says it has; one that comes in pieces and does not say may have as many as any."""
        length = given.get("content-length", "0")
        known = "transfer-encoding" not in given and length.isascii() and length.isdecimal()
        return int(length[:20]) if known else self._bounds.largest

    async def _given_up(self, scope: Mapping[str, Any], given: Mapping[str, str], status: HTTPStatus) -> HttpAnswer:
        """The page that says why, or a sentence where all threads are busy; what is still on its way is not awaited."""
        if self._asked >= self._bounds.threads:
            return self._short(status, scope["path"])
        extra = {GIVEN_UP: int(status)}
        answer = await self._by_a_thread(scope, given, io.BytesIO(), 0, extra)
        answer.headers.append((b"connection", b"close"))
        return answer

    async def _by_a_thread(
        self,
        scope: Mapping[str, Any],
        given: Mapping[str, str],
        body: IO[bytes],
        length: int,
        extra: Mapping[str, object] | None = None,
    ) -> HttpAnswer:
        if self._asked >= self._bounds.threads + self._bounds.waiting:
            raise Busy
        asked = {**environs.environ(scope, given, body, length), **(extra or {})}
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, _run, self._app, asked)
        finally:
            self._asked -= 1

    def _short(self, status: HTTPStatus, path: str) -> HttpAnswer:
        """A sentence for which no thread is needed."""
        first = path.strip("/").partition("/")[0]
        language = first if first in self._app.config["LANGUAGES"] else self._app.config["DEFAULT_LANGUAGE"]
        with self._app.app_context(), force_locale(language):
            sentence = {
                HTTPStatus.REQUEST_TIMEOUT: gettext("This took too long to arrive"),
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE: gettext("This file is too large"),
                HTTPStatus.SERVICE_UNAVAILABLE: gettext("The site is very busy. Try again in ten seconds."),
                HTTPStatus.BAD_REQUEST: gettext("This request cannot be read."),
            }[status]
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
        ]
        if status is HTTPStatus.SERVICE_UNAVAILABLE:
            headers.append((b"retry-after", b"10"))
        return HttpAnswer(status, headers, f"{sentence}\n".encode())

    async def _sent(self, answer: HttpAnswer, send: Send) -> None:
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        pieces = range(0, len(answer.body), PIECE)
        for start in pieces[:-1]:
            piece = answer.body[start : start + PIECE]
            event = {"type": "http.response.body", "body": piece, "more_body": True}
            await asyncio.wait_for(send(event), self._bounds.seconds)
        last = answer.body[pieces[-1] :] if pieces else b""
        await send({"type": "http.response.body", "body": last, "more_body": False})


def _run(app: Flask, asked: dict[str, Any]) -> HttpAnswer:
    """Let Flask answer, in one of the threads."""
    answer, written = HttpAnswer(), io.BytesIO()

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], object]:
        answer.status = int(status.split(" ", maxsplit=1)[0])
        answer.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return written.write

    given: Iterable[bytes] = app(asked, start)
    try:
        for piece in given:
            written.write(piece)
    finally:
        close = getattr(given, "close", None)
        if close:
            close()
    answer.body = written.getvalue()
    return answer


async def _live(receive: Receive, send: Send) -> None:
    """Say to the server that the process is up, and that it may go."""
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return
