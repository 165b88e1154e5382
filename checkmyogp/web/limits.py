"""How often somebody may try: counted for an account and a network together, so that nobody shuts out somebody else.

- Every attempt counts for the account as tried from this network, until one succeeds.
- Failures count for the network as well, more of them, so that a room full of people can sign in over one connection.
- A browser in which this account has signed in before has an allowance of its own, whatever goes on around it.
- Whoever is over one limit is refused at once, and nothing more is counted.
"""

import hashlib
import hmac
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

from checkmyogp.attempts import storage
from checkmyogp.web import devices, logs
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
    own: RateLimitItem
    """For an account from one network, or in one browser that it has signed in with before."""
    network: RateLimitItem
    """For everybody else of a network together."""
    strangers: RateLimitItem | None = None
    """For an account from everywhere but such browsers; only where a password was given already."""


SIGN_IN = Limit("sign-in", parse("10 per 5 minutes"), parse("100 per 5 minutes"))
SECOND_FACTOR = Limit("second-factor", parse("5 per 5 minutes"), parse("100 per 5 minutes"), parse("50 per day"))
RESET = Limit("reset", parse("5 per day"), parse("100 per day"))
CHECK = Limit("check", parse("10 per 10 minutes"), parse("10 per 10 minutes"))
"""Scorecards that are sent to be checked and take long."""


@dataclass(frozen=True, slots=True)
class Counter:
    """One count that is held against a limit."""

    name: str
    item: RateLimitItem
    key: str

    def has_room(self) -> bool:
        """Whether one more is allowed."""
        return _limiter().test(self.item, self.name, self.key)

    def count(self) -> bool:
        """One more; false where somebody else has taken the last one in the same moment."""
        return _limiter().hit(self.item, self.name, self.key)

    def clear(self) -> None:
        """Begin anew."""
        _limiter().clear(self.item, self.name, self.key)

    def seconds(self) -> int:
        """How long until there is room."""
        stats = _limiter().get_window_stats(self.item, self.name, self.key)
        return max(1, math.ceil(stats.reset_time - time.time()))


@contextmanager
def attempt(limit: Limit, account: str) -> Generator[None]:
    """One attempt on this account. Leaving by an error is a failure, leaving normally a success.

    Raises:
        TooOften: when this account was tried from here, or this network failed, too often of late.
    """
    own, others = _counters(limit, account)
    _refuse_spent(own, *others)
    if not own.count():
        raise _spent(own)
    try:
        yield
    except ValueError:
        logs.security("attempt.failed", limit=limit.name)
        for counter in others:
            counter.count()
        raise
    logs.security("attempt.succeeded", limit=limit.name)
    own.clear()


def spend(limit: Limit, account: str = "") -> None:
    """One more of something that neither fails nor succeeds, such as asking for a mail.

    Raises:
        TooOften: when this account from here, or this network, has used up what it may.
    """
    own, others = _counters(limit, account)
    _refuse_spent(own, *others)
    for counter in (own, *others):
        counter.count()


def _counters(limit: Limit, account: str) -> tuple[Counter, tuple[Counter, ...]]:
    """The counter of this account from here, and those that it shares with others."""
    device = devices.known(account)
    if device:
        return Counter(limit.name, limit.own, _keyed("device", account, device)), ()
    network = _network()
    own = Counter(limit.name, limit.own, _keyed("account", account, network))
    shared = [Counter(limit.name, limit.network, _keyed("network", network))]
    if limit.strangers:
        shared.append(Counter(limit.name, limit.strangers, _keyed("strangers", account)))
    return own, tuple(shared)


def _refuse_spent(*counters: Counter) -> None:
    for counter in counters:
        if not counter.has_room():
            raise _spent(counter)


def _spent(counter: Counter) -> TooOften:
    logs.security("limit.reached", limit=counter.name)
    return TooOften(seconds=counter.seconds())


def _keyed(*parts: str) -> str:
    """Counters may be kept where nobody's address should be; without the secret key none can be guessed from one."""
    said = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hmac.digest(str(current_app.config["SECRET_KEY"]).encode(), said, hashlib.sha256).hex()


def _network() -> str:
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, ONE_NETWORK), strict=False))
    return str(address)


def _limiter() -> MovingWindowRateLimiter:
    return current_app.extensions["limits"]


def init_app(app: Flask) -> None:
    """Open the store of the counters.

    Raises:
        Unusable: when the setting names a store that cannot be used.
    """
    address = str(app.config["RATELIMIT_STORAGE_URI"] or f"{storage.SCHEME}://")
    try:
        opened = storage_from_string(address)
    except (ConfigurationError, ValueError) as error:
        msg = f"RATELIMIT_STORAGE_URI cannot be used: {error}"
        raise Unusable(msg) from error
    app.extensions["limits"] = MovingWindowRateLimiter(opened)  # pyright: ignore[reportArgumentType] - any that counts
    devices.init_app(app)
