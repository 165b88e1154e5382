"""What makes a password too easy."""

import pytest

from checkmyogp.domain.passwords import Weakness, normalised, weakness

COMMONEST = {"password", "qwerty", "123456", "iloveyou"}
KNOWN = ("bat.dorj@example.org", "bat.dorj", "Check My OGP")


@pytest.mark.asvs("6.2.1", "6.2.11")
@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevenchars", Weakness.TOO_SHORT),
        ("x" * 257, Weakness.TOO_LONG),
        ("password1234", Weakness.COMMON),
        ("PASSWORD!2029", Weakness.COMMON),
        ("iloveyou-2029", Weakness.COMMON),
        ("aaaaaaaaaaaa", Weakness.REPEATED),
        ("qwertyqwerty", Weakness.REPEATED),
        ("abcdefghijklm", Weakness.REPEATED),
        ("zyxwvutsrqponm", Weakness.REPEATED),
        ("BAT.Dorj@example.org", Weakness.KNOWN),
        ("bat-dorj-2029", Weakness.KNOWN),
        ("checkmyogp2029", Weakness.KNOWN),
    ],
)
def test_an_easy_one_is_refused(password: str, why: Weakness):
    assert weakness(password, commonest=COMMONEST, known=KNOWN) is why


@pytest.mark.asvs("6.2.5", "6.2.9")
@pytest.mark.parametrize(
    "password",
    [
        "twelve chars",
        "x7" * 5 + "yz" * 123,
        "password and geese",
        "password-12345678",
        "долоон хөх шувуу",
        "            a",
        "849302847561",
    ],
)
def test_anything_else_is_taken_as_it_is(password: str):
    assert weakness(password, commonest=COMMONEST, known=(*KNOWN, "123")) is None


def test_length_is_counted_in_letters_as_people_count_them():
    assert normalised("й" * 12) == normalised("и\u0306" * 12)
    assert len(normalised("и\u0306" * 12)) == 12
