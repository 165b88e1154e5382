"""Codes of the second factor, at a time that stands still."""

import math
from datetime import UTC, datetime

import pytest

from checkmyogp.accounts import codes

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 - the one of RFC 6238, appendix B
AT = datetime.fromtimestamp(1111111109, UTC)
STEP = 1111111109 // 30
SHOWN = "081804"


@pytest.mark.asvs("6.5.5")
@pytest.mark.parametrize(("offset", "accepted"), [(-2, None), (-1, STEP - 1), (0, STEP), (1, STEP + 1), (2, None)])
def test_one_step_to_either_side_is_tolerated(offset: int, accepted: int | None):
    code = codes.TOTP(SECRET).generate_otp(STEP + offset)

    assert codes.step_of(SECRET, code, now=AT) == accepted


@pytest.mark.parametrize("written", [SHOWN, "081 804", " 081-804\t", "０８１８０４"])
def test_a_code_of_the_standard_is_known_however_it_is_typed(written: str):
    assert codes.step_of(SECRET, written, now=AT) == STEP


@pytest.mark.parametrize("written", ["", "081803", "81804", "0818044", "abcdef", "٠٨١٨٠٤", "\0"])
def test_anything_else_is_no_code(written: str):
    assert codes.step_of(SECRET, written, now=AT) is None


def test_recovery_codes_differ_and_hold_no_letters_that_are_mistaken_for_others():
    made = [code for _ in range(50) for code in codes.new_recovery_codes()]

    assert len(set(made)) == 500
    assert not set("".join(made)) & set("01ilo")


@pytest.mark.asvs("6.5.2", "6.5.4", "11.5.1")
def test_recovery_codes_are_too_many_to_be_tried_out_also_against_a_plain_hash():
    made = [code.replace("-", "") for _ in range(50) for code in codes.new_recovery_codes()]
    signs = set("".join(made))

    assert {math.log2(len(signs) ** len(code)) > 128 for code in made} == {True}


def test_the_picture_names_no_style_and_no_script():
    picture = codes.drawn(codes.provisioning_uri(SECRET, address="bat@example.org"), title="QR code")

    assert picture.startswith('<svg role="img" ')
    assert "<title>QR code</title>" in picture
    assert "style" not in picture
    assert "http" not in picture
