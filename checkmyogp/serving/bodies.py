"""Taking in a request's body: as a whole, against the clock, and never more than is allowed."""

import asyncio
from collections.abc import Awaitable, Callable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

Receive = Callable[[], Awaitable[dict[str, Any]]]

IN_MEMORY = 256 * 1024
"""Bytes from which on a body waits on the disk."""
SLOWEST = 4 * 1024
"""Bytes a second: whoever sends at least so fast is given the time that the whole takes."""


class Gone(ConnectionError):
    """The sender has hung up."""


class TooSlow(TimeoutError):
    """A body that did not come in time."""


class BodyTooLarge(ValueError):
    """More than the site takes."""


async def received(receive: Receive, *, seconds: float, most: int) -> tuple[IO[bytes], int]:
    """The body, from its beginning, and its length in bytes.

    It has ``seconds`` to come, and a second more for each 4 KiB that have come: a slow line is waited for, a sender
    who trickles is not.

    Raises:
        Gone, TooSlow, TooLarge: whichever is the case; nothing is then kept of it.
    """
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever asked for it closes it
    try:
        length = await _filled(body, receive, seconds, most)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body, length


async def _filled(body: IO[bytes], receive: Receive, seconds: float, most: int) -> int:
    clock = asyncio.get_running_loop().time
    length, until, more = 0, clock() + seconds, True
    while more:
        chunk, more = await _next(receive, until + length / SLOWEST - clock())
        length += len(chunk)
        if length > most:
            raise BodyTooLarge
        body.write(chunk)
    return length


async def _next(receive: Receive, seconds: float) -> tuple[bytes, bool]:
    try:
        event = await asyncio.wait_for(receive(), max(0, seconds))
    except TimeoutError as late:
        raise TooSlow from late
    if event["type"] != "http.request":
        raise Gone
    return event.get("body", b""), bool(event.get("more_body", False))
