"""The application at the moment for which its site was built."""

from collections.abc import Generator
from contextlib import contextmanager

from flask import Flask

from tests.plugins.sites import running
from tests.trust.clock import standing_at
from tests.trust.matrix import world


@contextmanager
def at_work(address: str) -> Generator[Flask]:
    """On the database at this address."""
    with standing_at(world.NOW), running(address, PUBLIC_URL="http://localhost") as app:
        yield app
