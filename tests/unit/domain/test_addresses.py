"""What can be an e-mail address."""

import pytest

from checkmyogp.domain.addresses import folded, is_address


@pytest.mark.parametrize(
    "text", ["a@example.org", "bat.dorj+ogp@mail.example.org", "сараа@жишээ.example", "o'x@example.org"]
)
def test_what_mail_can_be_sent_to(text: str):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "a@example",
        "a@@example.org",
        "a b@example.org",
        "a@example.org, b@example.org",
        "a@example.org\nBcc: b@example.org",
        "<a@example.org>",
        "a@example..org",
        "a@.example.org",
        f"{'a' * 250}@example.org",
    ],
)
def test_what_it_cannot(text: str):
    assert not is_address(text)


def test_addresses_are_compared_without_case_and_composition():
    assert folded("BAT@example.org") == folded("bat@example.org")
    assert folded("й@example.org") == folded("и\u0306@example.org")
