"""A seed that nobody chooses, and orders that anybody can draw again."""

import hashlib

import pytest
from hypothesis import given
from hypothesis.strategies import integers, sets, text

from checkmyogp.domain.method_2.seeds import NotADigest, drawn_order, seed_from


def test_the_seed_is_the_beginning_of_the_opening_entrys_digest():
    assert seed_from("0123456789abcdef" * 4) == 0x0123456789ABC
    assert seed_from("f" * 64) == 2**52 - 1


@pytest.mark.parametrize("digest", ["", "abc", "F" * 64, "g" * 64, "0" * 65, "0" * 64 + "\n", "0" * 63 + "٣"])
def test_anything_but_a_digest_is_refused(digest: str):
    with pytest.raises(NotADigest):
        seed_from(digest)


@given(raters=sets(text(min_size=1, max_size=5).filter(str.isascii), max_size=6), draw=integers(0, 1999))
def test_an_order_has_everybody_once_whoever_is_named_first(raters: set[str], draw: int):
    order = drawn_order(sorted(raters), seed=7, draw=draw)

    assert sorted(order) == sorted(raters)
    assert order == drawn_order(sorted(raters, reverse=True), seed=7, draw=draw)


def test_a_stranger_draws_the_same_order():
    ngos = ["a", "b", "c", "d"]

    by_hand = sorted(ngos, key=lambda ngo: hashlib.sha256(f"11:3:{ngo}".encode()).hexdigest())

    assert drawn_order(ngos, seed=11, draw=3) == by_hand


def test_every_order_is_about_as_frequent():
    ngos = ["a", "b", "c"]

    first = [tuple(drawn_order(ngos, seed=1, draw=draw)) for draw in range(600)]

    assert all(70 < first.count(order) < 130 for order in set(first))
    assert len(set(first)) == 6
