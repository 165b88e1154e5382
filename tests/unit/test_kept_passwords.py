"""What is kept of passwords and tokens."""

import base64

import pytest

from checkmyogp.accounts import passwords
from checkmyogp.accounts.tokens import hashed, new_token
from checkmyogp.domain.passwords import Weakness

PASSWORD = "Seven tame geese "  # noqa: S105 - of nobody

pytestmark = pytest.mark.usefixtures("hashes_of_a_site")


@pytest.mark.asvs("11.4.2")
def test_a_password_is_hashed_slowly_and_with_a_salt():
    first, second = passwords.hash_of(PASSWORD), passwords.hash_of(PASSWORD)

    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second


@pytest.mark.asvs("6.2.8")
@pytest.mark.parametrize(
    "typed", ["seven tame geese ", "Seven tame geese", "Seven tame geese  ", " Seven tame geese ", "Seven tame goose "]
)
def test_a_password_is_compared_as_it_was_typed(typed: str):
    kept = passwords.hash_of(PASSWORD)

    assert passwords.matches(PASSWORD, kept)
    assert not passwords.matches(typed, kept)


@pytest.mark.asvs("6.2.8", "6.2.9")
def test_every_letter_of_a_long_password_counts():
    kept = passwords.hash_of("x7" * 128)

    assert passwords.matches("x7" * 128, kept)
    assert not passwords.matches("x7" * 127 + "x8", kept)


@pytest.mark.asvs("6.2.4")
@pytest.mark.parametrize("common", ["1qaz2wsx3edc", "password1234", "Qwertyuiop123", "bltynbabrfwbz"])
def test_the_list_that_ships_is_asked(common: str):
    assert passwords.weakness_of(common, address="bat@example.org") in {Weakness.COMMON, Weakness.REPEATED}


@pytest.mark.asvs("7.2.3", "11.5.1")
def test_tokens_are_long_random_and_kept_as_a_hash():
    made = [new_token() for _ in range(100)]

    assert len(set(made)) == 100
    assert {len(base64.urlsafe_b64decode(f"{token}=")) for token in made} == {32}
    assert {len(hashed(token)) for token in made} == {64}
