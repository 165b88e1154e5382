"""The stand-alone verifier of the audit chain: what is whole holds, and every change is found."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from tests.unit.running_the_verifier import Ran
from tests.unit.small_chains import CARD, PLAYED, RECEIPTS, ROUND, STEPS, Site, check, small_site

EVERY_ENTRY = range(1, 10)
SHOWN_ENTRIES = (1, 2, 3, 7, 9)
OTHER_HEAD = "d" * 64

Change = Callable[[Site, int], object]


def chain(site: Site, folder: Path, *kept: str, language: str = "en") -> Ran:
    heads = [word for digest in kept for word in ("--head", digest)]
    return check("chain", site.save(folder / "copy"), *heads, language=language)


def grown(yesterday: Site, today: Site, folder: Path) -> Ran:
    words = ("--yesterday", yesterday.save(folder / "yesterday"), "--today", today.save(folder / "today"))
    return check("grown", *words, "--details")


def edit(site: Site, number: int) -> None:
    site.entries[number - 1]["content"]["actor"] = "another"


def delete(site: Site, number: int) -> None:
    del site.entries[number - 1]


def insert(site: Site, number: int) -> None:
    site.entries.insert(number - 1, deepcopy(site.entries[number - 1]))
    edit(site, number)


def swap(site: Site, number: int) -> None:
    place = number % len(site.entries)
    site.entries[number - 1], site.entries[place] = site.entries[place], site.entries[number - 1]


def rehash(site: Site, number: int) -> None:
    edit(site, number)
    site.hash_from(number, number)


def truncate(site: Site, number: int) -> None:
    del site.entries[number - 1 :]


def rewrite(site: Site, number: int) -> None:
    edit(site, number)
    site.hash_from(number)


def take_heads_along(site: Site) -> None:
    """Publish other hashes in the place of those that left, as whoever owns the database can."""
    last = {entry["sequence"]: entry["digest"] for entry in site.entries}
    site.heads = [{**head, "digest": last[head["sequence"]]} for head in site.heads if head["sequence"] in last]
    for round_ in site.rounds:
        round_["heads"] = [head for head in reversed(site.heads) if head["round"] == ROUND]


def test_what_is_whole_holds(tmp_path: Path):
    site = small_site()

    ran = chain(site, tmp_path, site.heads[0]["digest"].upper(), site.heads[1]["digest"])

    assert (ran.code, ran.err) == (0, "")
    assert "9 entries, 5 of them in full; 2 published hashes; 1 rounds, 1 scorecards" in ran.out
    assert f"Entry 9 is the last one: {site.entries[-1]['digest']}" in ran.out
    assert "HOLDS: nothing contradicts anything else." in ran.out


@pytest.mark.parametrize("number", SHOWN_ENTRIES)
def test_an_edited_entry_is_found_where_it_is_shown(tmp_path: Path, number: int):
    ran = chain(small_site().changed(lambda site: edit(site, number)), tmp_path)

    assert ran.code == 1
    assert f"entries[{number}].digest: " in ran.out


@pytest.mark.parametrize("number", EVERY_ENTRY)
@pytest.mark.parametrize("change", [delete, insert, swap, rehash, truncate, rewrite])
def test_every_other_change_is_found_at_every_entry(tmp_path: Path, change: Change, number: int):
    ran = chain(small_site().changed(lambda site: change(site, number)), tmp_path)

    assert ran.code == 1
    assert "DOES NOT HOLD" in ran.out


@pytest.mark.parametrize("number", EVERY_ENTRY)
@pytest.mark.parametrize("change", [truncate, rewrite])
def test_with_its_heads_taken_along_it_is_found_by_whoever_kept_one(tmp_path: Path, change: Change, number: int):
    site, kept = small_site(), small_site().heads[0]["digest"]

    def falsify(site: Site) -> None:
        change(site, number)
        take_heads_along(site)

    ran = chain(site.changed(falsify), tmp_path, kept)

    assert ran.code == 1
    assert f"--head: nothing stands there, expected {kept} (a hash that left the site is published for ever)" in ran.out


def test_a_chain_and_heads_written_anew_hold_for_whoever_kept_nothing(tmp_path: Path):
    def falsify(site: Site) -> None:
        rewrite(site, 4)
        take_heads_along(site)

    assert chain(small_site().changed(falsify), tmp_path).code == 0


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param(lambda site: site.heads[0].update(digest=OTHER_HEAD), "stays that of its entry", id="a head"),
        pytest.param(lambda site: site.heads[1].update(occasion="round.opened"), "what its entry says", id="occasion"),
        pytest.param(lambda site: site.heads[1].update(round="xm-nap-1/other"), "what its entry says", id="round"),
        pytest.param(lambda site: site.heads.pop(1), "at each close and publication", id="a head not published"),
        pytest.param(lambda site: site.heads.reverse(), "later hashes have higher numbers", id="heads in disorder"),
        pytest.param(lambda site: site.rounds[0]["receipts"].pop(), "commits to the receipts", id="a receipt gone"),
        pytest.param(
            lambda site: site.rounds[0].update(receipts=[*RECEIPTS, "f" * 64]), "commits to the receipts", id="added"
        ),
        pytest.param(
            lambda site: site.rounds[0].update(receipts=RECEIPTS[::-1]), "listed once, by hash", id="in another order"
        ),
        pytest.param(
            lambda site: site.rounds[0]["scorecards"][0].update(sha256=OTHER_HEAD), "very bytes", id="another hash"
        ),
        pytest.param(lambda site: site.rounds[0]["scorecards"].pop(), "very bytes", id="a scorecard gone"),
        pytest.param(
            lambda site: (site.entries.clear(), site.heads.clear()),
            "very bytes",
            id="an empty chain beside a scorecard",
        ),
        pytest.param(
            lambda site: site.rounds[0]["scorecards"].append(
                {"version": 3, "sha256": OTHER_HEAD, "published_at": "2030-02-01T00:00:00Z"}
            ),
            "versions count up from one",
            id="a version that was never published",
        ),
        pytest.param(
            lambda site: site.cards.__setitem__(0, CARD.replace(b"false", b"false ")), "very bytes", id="other bytes"
        ),
    ],
)
def test_whatever_contradicts_the_chain_is_found(tmp_path: Path, change: Callable[[Site], object], rule: str):
    ran = chain(small_site().changed(change), tmp_path)

    assert ran.code == 1
    assert rule in ran.out


def test_a_withheld_number_is_no_contradiction(tmp_path: Path):
    def withhold(site: Site) -> None:
        del site.heads[0]["sequence"], site.entries[7:]

    assert chain(small_site().changed(withhold), tmp_path, small_site().heads[0]["digest"]).code == 0


def test_a_demonstration_is_nobodys_news_and_may_be_taken_out(tmp_path: Path):
    shown = small_site(steps=(*PLAYED, *STEPS))
    scorecards = [
        {"version": number, "sha256": str(number) * 64, "published_at": "2030-01-01T00:00:00Z"} for number in (1, 2)
    ]
    invented = {**shown.rounds[0], "round": "demonstration", "demonstration": True, "receipts": [], "heads": []}
    shown.rounds.append({**invented, "scorecards": scorecards})

    ran = grown(shown, small_site(steps=(*PLAYED, *STEPS)), tmp_path)

    assert (ran.code, ran.err) == (0, "")
    assert "13 entries, 8 of them in full" in ran.out


def test_what_has_only_grown_holds(tmp_path: Path):
    yesterday = small_site().changed(_before_publication)

    ran = grown(yesterday, small_site(), tmp_path)

    assert (ran.code, ran.err) == (0, "")
    assert "2 entries and 1 hashes more than yesterday" in ran.out


def _before_publication(site: Site) -> None:
    del site.entries[7:], site.heads[0]
    site.rounds[0] |= {"state": "closed", "scorecards": [], "heads": site.heads}
    site.cards.clear()


@pytest.mark.parametrize("number", EVERY_ENTRY)
@pytest.mark.parametrize("change", [delete, insert, swap, rehash, truncate, rewrite])
def test_a_site_that_changed_its_past_is_found_even_with_its_heads(tmp_path: Path, change: Change, number: int):
    def falsify(site: Site) -> None:
        change(site, number)
        for place, entry in enumerate(site.entries, 1):
            entry["sequence"] = entry["content"]["sequence"] = place
        site.hash_from(1)
        take_heads_along(site)

    ran = grown(small_site(), small_site().changed(falsify), tmp_path)

    assert ran.code == 1
    assert "what was public yesterday is public today" in ran.out


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param(lambda site: site.entries[2].update(withheld=True), "public yesterday", id="no longer in full"),
        pytest.param(lambda site: site.heads[0].update(published_at="2031-01-01T00:00:00Z"), "yesterday", id="moment"),
        pytest.param(lambda site: site.heads[0].pop("sequence"), "a number that was told once stays", id="number"),
        pytest.param(lambda site: site.heads.pop(0), "published for ever", id="a head"),
        pytest.param(lambda site: site.rounds[0].update(state="open"), "only goes forward", id="opened again"),
        pytest.param(lambda site: site.rounds[0].pop("receipts"), "public yesterday", id="receipts"),
        pytest.param(lambda site: site.rounds[0]["heads"].pop(), "published for ever", id="a head of a round"),
        pytest.param(lambda site: site.rounds[0]["scorecards"].pop(), "public yesterday", id="a scorecard"),
        pytest.param(lambda site: site.rounds.pop(), "public yesterday", id="a round"),
        pytest.param(lambda site: site.cards.pop(), "public yesterday", id="bytes"),
    ],
)
def test_whatever_was_taken_back_is_found(tmp_path: Path, change: Callable[[Site], object], rule: str):
    ran = grown(small_site(), small_site().changed(change), tmp_path)

    assert ran.code == 1
    assert rule in ran.out


def test_a_copy_without_hashes_cannot_be_compared_with_one_that_has_them(tmp_path: Path):
    site = small_site()
    today = Path(site.save(tmp_path / "today"))
    (today / "head.json").unlink()

    ran = check("grown", "--yesterday", site.save(tmp_path / "yesterday"), "--today", str(today))

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("The published hashes were not given")
