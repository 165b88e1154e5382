"""How often somebody may try: counted for the account that is tried, and for the network that tries.

Every attempt counts for the account until one succeeds; for the network only failures do, so that a room full of people
behind one connection can sign in.
"""

import hashlib
import ipaddress
import math
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from checkmyogp.web import logs
from checkmyogp.web.settings import Unusable

ONE_NETWORK = 64
"""Whoever has one IPv6 address has at least 2 to the power of 64 of them."""


class TooOften(TooManyRequests):
    """More attempts than are allowed in this time."""

    def __init__(self, *, seconds: int) -> None:
        super().__init__(retry_after=seconds)
        self.minutes = math.ceil(seconds / 60)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts in so much time."""

    name: str
    item: RateLimitItem


SIGN_IN = Limit("sign-in", parse("10 per 5 minutes"))
SECOND_FACTOR = Limit("second-factor", parse("5 per 5 minutes"))
RESET = Limit("reset", parse("5 per day"))


@contextmanager
def attempt(limit: Limit, account: str) -> Generator[None]:
    """One attempt on this account. Leaving by an error is a failure, leaving normally a success.

    Raises:
        TooOften: when this account was tried, or this network failed, too often of late.
    """
    limiter, network = _limiter(), _network()
    if not limiter.test(limit.item, limit.name, network) or not limiter.hit(limit.item, limit.name, _hashed(account)):
        raise TooOften(seconds=_seconds(limit, account))
    try:
        yield
    except ValueError:
        logs.security("attempt.failed", at=limit.name)
        limiter.hit(limit.item, limit.name, network)
        raise
    limiter.clear(limit.item, limit.name, _hashed(account))


def spend(limit: Limit, account: str) -> None:
    """One more of something that neither fails nor succeeds, such as asking for a mail.

    Raises:
        TooOften: when this account or this network has used up what it may.
    """
    allowed = [_limiter().hit(limit.item, limit.name, key) for key in (_network(), _hashed(account))]
    if not all(allowed):
        raise TooOften(seconds=_seconds(limit, account))


def _seconds(limit: Limit, account: str) -> int:
    used_up = [
        stats.reset_time
        for key in (_network(), _hashed(account))
        if (stats := _limiter().get_window_stats(limit.item, limit.name, key)).remaining == 0
    ]
    return max(1, math.ceil(max(used_up, default=time.time()) - time.time()))


def _hashed(account: str) -> str:
    """Counters may be kept outside of the database, where nobody's address should be."""
    return "account:" + hashlib.sha256(account.encode("utf-8", "surrogatepass")).hexdigest()


def _network() -> str:
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "network:unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return f"network:{address}"
    return f"network:{ipaddress.ip_network((address, ONE_NETWORK), strict=False)}"


def _limiter() -> MovingWindowRateLimiter:
    return current_app.extensions["limits"]


def init_app(app: Flask) -> None:
    """Open the store of the counters.

    Raises:
        Unusable: when the setting names a store that cannot be used.
    """
    try:
        storage = storage_from_string(app.config["RATELIMIT_STORAGE_URI"])
    except (ConfigurationError, ValueError) as error:
        msg = f"RATELIMIT_STORAGE_URI cannot be used: {error}"
        raise Unusable(msg) from error
    app.extensions["limits"] = MovingWindowRateLimiter(storage)
