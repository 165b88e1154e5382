"""Passwords that are hashed in no time, but where the hash itself is the subject, and under `make prove`.

Hashing with the parameters of a site is most of what a test of signing in would do.
"""

from collections.abc import Generator

import pytest
from argon2 import PasswordHasher

from checkmyogp.accounts import passwords

OF_A_SITE = passwords._HASHER
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True, scope="session")
def quick_hashes(pytestconfig: pytest.Config) -> Generator[None]:
    """For the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        if not pytestconfig.getoption("prove"):
            patch.setattr(passwords, "_HASHER", QUICK)
        yield


@pytest.fixture
def hashes_of_a_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what is kept of a password."""
    monkeypatch.setattr(passwords, "_HASHER", OF_A_SITE)
