"""Senders who never finish, and readers who want a page meanwhile; all on this machine."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

ATTACKER, READER = "127.0.0.9", "127.0.0.1"
"""Two networks, as far as a limit by network can tell."""
PATIENCE = 8.0
"""Seconds after which a reader gives up."""
BETWEEN = 0.1
TRICKLE = 0.5
"""Seconds between two bytes."""
LARGE = 15_000_000
PAGE = "/en/verify"


@dataclass(frozen=True)
class Door:
    """Where a site answers."""

    port: int
    encrypted: bool = False

    def connected(self, source: str) -> socket.socket:
        """A connection from this network."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE, source_address=(source, 0))
        if not self.encrypted:
            return plain
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(plain, server_hostname="ogp.example.org")


def _head(length: int) -> bytes:
    return (
        f"POST {PAGE} HTTP/1.1\r\nHost: ogp.example.org\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


def _begun(door: Door, *, bodies: int, headers: int) -> list[socket.socket]:
    senders: list[socket.socket] = []
    for number in range(bodies + headers):
        with contextlib.suppress(OSError):
            sender = door.connected(ATTACKER)
            sender.sendall(_head(100_000) + b"a=" if number < bodies else _head(100_000)[:40])
            senders.append(sender)
    return senders


def _trickle(senders: list[socket.socket], over: threading.Event) -> None:
    while not over.wait(TRICKLE):
        for sender in senders:
            with contextlib.suppress(OSError):
                sender.sendall(b"a")


def _upload(door: Door, over: threading.Event) -> None:
    while not over.is_set():
        with contextlib.suppress(OSError), door.connected(ATTACKER) as sender:
            sender.sendall(_head(LARGE))
            for _ in range(LARGE // 100_000):
                sender.sendall(b"a" * 100_000)
            sender.recv(1000)


@contextmanager
def besieged(door: Door, *, bodies: int, headers: int, uploads: int) -> Generator[int]:
    """So many who send bodies byte by byte, so many who send headers so, so many who upload as fast as they can."""
    over = threading.Event()
    senders = _begun(door, bodies=bodies, headers=headers)
    threads = [threading.Thread(target=_trickle, args=(senders, over), daemon=True)]
    threads += [threading.Thread(target=_upload, args=(door, over), daemon=True) for _ in range(uploads)]
    for thread in threads:
        thread.start()
    try:
        yield len(senders) + uploads
    finally:
        over.set()
        for sender in senders:
            sender.close()
        for thread in threads:
            thread.join(PATIENCE)


@dataclass(frozen=True)
class Reading:
    """What became of a reader's requests."""

    seconds: tuple[float, ...]
    """For each that was answered with the page."""
    unanswered: tuple[str, ...]

    @property
    def usual(self) -> float:
        return median(self.seconds)


def read(door: Door, *, seconds: float) -> Reading:
    """Ask for a page again and again, for so long."""
    until, times, unanswered = time.monotonic() + seconds, list[float](), list[str]()
    while time.monotonic() < until or not (times or unanswered):
        began = time.monotonic()
        if _is_answered(door):
            times.append(time.monotonic() - began)
        else:
            unanswered.append(f"no page within {time.monotonic() - began:.1f} s")
        threading.Event().wait(BETWEEN)
    return Reading(tuple(times), tuple(unanswered))


def _is_answered(door: Door) -> bool:
    try:
        with door.connected(READER) as reader:
            reader.sendall(b"GET /en/ HTTP/1.1\r\nHost: ogp.example.org\r\nConnection: close\r\n\r\n")
            return reader.recv(1000).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
