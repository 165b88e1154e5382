"""Canonical JSON, hashes, receipts and the chain."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import binary, booleans, dictionaries, integers, lists, recursive, text

from checkmyogp.domain.canon import GENESIS, NotCanonical, canonical, chained, receipt, sha256

PLAIN = recursive(
    text(alphabet='aяЯөүёz\n\t"\\/é€𝄞 ') | integers() | booleans(),
    lambda inner: lists(inner, max_size=4) | dictionaries(text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_and_nothing_is_escaped_that_need_not_be():
    assert (
        canonical({"b": [1, True, "Ө"], "a": {"я": "\n", "z": '"'}})
        == '{"a":{"z":"\\"","я":"\\n"},"b":[1,true,"Ө"]}'.encode()
    )


@pytest.mark.parametrize(
    "stranger",
    [None, 1.0, float("nan"), b"bytes", {"a": None}, [[0.5]], {1: "a"}, {"a": {"b": {2, 3}}}, object()],
)
def test_what_could_be_written_in_two_ways_is_refused(stranger: Any):
    with pytest.raises(NotCanonical):
        canonical(stranger)


def test_a_refusal_says_where_the_stranger_is():
    with pytest.raises(NotCanonical, match=r"\$\.figures\[1\]\.mean is a float"):
        canonical({"figures": [1, {"mean": 0.5}]})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("half", ["\ud800", {"\udc00": "a"}, ["fine", "\udfff"]])
def test_half_a_surrogate_pair_is_refused(half: Any):
    with pytest.raises(NotCanonical):
        canonical(half)


@given(content=PLAIN)
def test_what_was_written_can_be_read_and_written_again_to_the_same_bytes(content: Any):
    written = canonical(content)

    assert json.loads(written) == content
    assert canonical(json.loads(written)) == written


@given(content=dictionaries(text(max_size=4), integers(), max_size=6))
def test_the_order_in_which_keys_were_added_is_irrelevant(content: dict[str, int]):
    assert canonical(dict(reversed(content.items()))) == canonical(content)


def test_the_hash_is_sha_256():
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(content=binary(max_size=64), salt=binary(min_size=16, max_size=16))
def test_a_receipt_depends_on_every_byte_and_on_the_salt(content: bytes, salt: bytes):
    given_ = receipt(content, salt=salt)

    assert given_ == receipt(content, salt=salt)
    assert given_ != receipt(content + b"\0", salt=salt)
    assert given_ != receipt(content, salt=bytes(byte ^ 1 for byte in salt))


def test_a_chain_depends_on_everything_before():
    first, other = chained(GENESIS, {"a": 1}), chained(GENESIS, {"a": 2})

    assert len({first, other, chained(first, {"a": 1}), chained(other, {"a": 1})}) == 4
