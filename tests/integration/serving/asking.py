"""Requests as an ASGI server hands them over, from senders who are quick, slow, or gone."""

import asyncio
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from checkmyogp.serving import Front

Header = tuple[bytes, bytes]
FORM = (b"content-type", b"application/x-www-form-urlencoded")
NEVER = 3600.0
Answer = TypeVar("Answer")


@dataclass
class Sender:
    """Sends the pieces one after the other, each after so many seconds, and reads what comes back."""

    pieces: Sequence[bytes] = (b"",)
    after: float = 0.0
    """Seconds before each piece."""
    hangs_up: bool = False
    reads_for: float = 0.0
    """Seconds that it takes to read each piece of the answer."""
    events: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    asked_for: int = 0
    """How many pieces the site wanted to have."""

    async def receive(self) -> dict[str, Any]:
        """The next piece."""
        place, self.asked_for = self.asked_for, self.asked_for + 1
        await asyncio.sleep(self.after)
        if self.hangs_up or place >= len(self.pieces):
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": self.pieces[place], "more_body": place + 1 < len(self.pieces)}

    async def send(self, event: dict[str, Any]) -> None:
        """A piece of the answer."""
        if event["type"] == "http.response.body":
            await asyncio.sleep(self.reads_for)
        self.events.append(event)

    @property
    def status(self) -> int:
        return int(self.events[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.events[0]["headers"]}

    @property
    def text(self) -> str:
        return b"".join(event["body"] for event in self.events[1:]).decode()


def scope(path: str, *headers: Header, method: str = "GET") -> dict[str, Any]:
    """What a server knows of a request before its body."""
    address, _, query = path.partition("?")
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1"), *headers],
        "client": ("192.0.2.1", 1234),
        "server": ("127.0.0.1", 8000),
    }


def ask(front: Front, path: str, *headers: Header, method: str = "GET", sender: Sender | None = None) -> Sender:
    """One request and its answer."""
    somebody = sender or Sender()
    run(front(scope(path, *headers, method=method), somebody.receive, somebody.send))
    return somebody


def run(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """What it gives, from a loop in a thread of its own: a browser driven by this process keeps one running in ours."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, asked).result()


def length(number: int) -> Header:
    return (b"content-length", str(number).encode())
