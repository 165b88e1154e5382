"""What was registered before a round: the stand-alone verifier finds its digest in the entry that opened the round."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checkmyogp.domain.canon import canonical
from tests.unit.running_the_verifier import Ran
from tests.unit.small_chains import CARD, REGISTERED, REGISTRATION, ROUND, Site, check, small_site

OPENING = 3
NAMES_IT = "the entry that opened the round names what was registered for it"


def ran_on(site: Site, folder: Path) -> Ran:
    return check("chain", site.save(folder / "copy"), "--details")


def another_document(site: Site) -> None:
    site.registrations = [canonical(json.loads(REGISTRATION) | {"quorum": 2})]


def an_opening_that_names_another(site: Site) -> None:
    site.entries[OPENING - 1]["content"]["subject"] = f"{ROUND}/{'0' * 64}"
    site.hash_from(OPENING)


def an_opening_that_names_none(site: Site) -> None:
    site.entries[OPENING - 1]["content"]["subject"] = ROUND
    site.hash_from(OPENING)


def a_card_that_names_none(site: Site) -> None:
    site.cards = [canonical({name: value for name, value in json.loads(CARD).items() if name != "registered"})]


def a_round_that_names_another(site: Site) -> None:
    site.rounds[0]["registration"] = {"sha256": "0" * 64}


def test_what_the_opening_names_holds(tmp_path: Path):
    assert ran_on(small_site(), tmp_path).code == 0


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (another_document, f"{ROUND}/registration"),
        (an_opening_that_names_another, f"{ROUND}/1.registered"),
        (an_opening_that_names_none, f"{ROUND}/registration"),
        (a_card_that_names_none, f"{ROUND}/1.registered"),
        (a_round_that_names_another, f"{ROUND}.registration"),
    ],
)
def test_whatever_tells_another_story_is_named(tmp_path: Path, change: Callable[[Site], None], at: str):
    ran = ran_on(small_site().changed(change), tmp_path)

    assert ran.code == 1
    assert any(line.startswith(f"  {at}: ") and NAMES_IT in line for line in ran.out.splitlines()), ran.out


def test_before_the_opening_can_be_read_they_are_compared_with_each_other(tmp_path: Path):
    def withhold(site: Site) -> None:
        site.entries[OPENING - 1]["withheld"] = True

    assert ran_on(small_site().changed(withhold), tmp_path).code == 0
    other = small_site().changed(withhold).changed(another_document)
    ran = check("chain", other.save(tmp_path / "other"))
    assert (ran.code, NAMES_IT in ran.out) == (1, True)


def test_a_seed_from_another_entry_is_named(tmp_path: Path):
    site = small_site()
    told = {"opening": site.entries[OPENING - 1]["digest"]}
    right = site.changed(lambda site: setattr(site, "cards", [canonical(json.loads(CARD) | {"method": told})]))
    wrong = site.changed(
        lambda site: setattr(site, "cards", [canonical(json.loads(CARD) | {"method": {"opening": "1" * 64}})])
    )

    sentence = "the seed comes from the entry that opened the round"
    assert sentence not in check("chain", right.save(tmp_path / "right")).out
    assert sentence in check("chain", wrong.save(tmp_path / "wrong")).out


def test_a_registration_that_is_another_today_is_named(tmp_path: Path):
    yesterday, today = small_site(), small_site().changed(another_document)
    words = ("--yesterday", yesterday.save(tmp_path / "one"), "--today", today.save(tmp_path / "other"))

    ran = check("grown", *words, "--details")

    assert ran.code == 1
    expected = f"expected {REGISTERED} (what was public yesterday is public today)"
    assert f"{ROUND}/registration" in ran.out
    assert expected in ran.out
