"""A coalition of one: nobody who holds a single seat comes to what is sealed, or to what takes two, by allowed steps.

The person has any number of mailboxes, so that everybody whom it invites may be itself, and it can wait.
"""

from collections.abc import Generator

import pytest

from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import running
from tests.trust.clock import Clock, standing_at
from tests.trust.coalition import planting, world
from tests.trust.coalition.acts import Kind
from tests.trust.coalition.planting import PLANTED, Planted
from tests.trust.coalition.search import Depth, Search
from tests.trust.coalition.site import Site, pages_with
from tests.trust.coalition.world import BEGINNINGS, Beginning

pytestmark = ON_SQLITE_UNLESS_PROVED

HARNESS = "a coalition of one"

SEATS = frozenset({Kind.ARRIVALS, Kind.RECOVERIES, Kind.STANDINGS, Kind.WAITS})
REST = frozenset(Kind) - SEATS | {Kind.ARRIVALS}
"""Two halves of what an officer does, which the short run tries apart."""


@pytest.fixture(scope="module")
def base(databases: Databases, empty_database: str) -> str:
    """The address of the database in which everybody begins."""
    return databases.built("coalition", world.build, on=empty_database)


@pytest.fixture
def clock() -> Generator[Clock]:
    """What moves when somebody waits."""
    with standing_at(world.NOW) as moved:
        yield moved


def depths(beginning: Beginning, scale: Scale) -> list[Depth]:
    """How far each person's steps are followed: an officer's furthest, who can do most."""
    officer = beginning is world.OFFICER
    if not scale.heavy:
        return [Depth(2, kinds=SEATS), Depth(2, kinds=REST)] if officer else [Depth(1)]
    if not officer:
        return [Depth(3, guests=2, waits=2, turns_late=True, everywhere=True)]
    return [
        Depth(2, guests=2, waits=2, turns_late=True, everywhere=True),
        Depth(3, kinds=SEATS, waits=2, turns_late=True),
        Depth(3, kinds=REST),
        Depth(5, kinds=frozenset({Kind.ARRIVALS, Kind.STANDINGS})),
    ]


@pytest.mark.parametrize("beginning", BEGINNINGS, ids=lambda beginning: beginning.name)
def test_nobody_comes_alone_to_what_is_not_for_one(
    beginning: Beginning, base: str, databases: Databases, clock: Clock, scale: Scale, proof: Proof
):
    for depth in depths(beginning, scale):
        outcome = Search(databases, base, clock, beginning, depth).run()

        proof.holds(f"{HARNESS}: {beginning.name}", tried=outcome.tried, found=outcome.found)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.plant.__name__)
def test_a_loosened_rule_is_found(
    planted: Planted,
    base: str,
    databases: Databases,
    clock: Clock,
    scale: Scale,
    proof: Proof,
    monkeypatch: pytest.MonkeyPatch,
):
    planted.plant(monkeypatch)
    finds = planted.finds_at_length if scale.heavy and planted.finds_at_length else planted.finds

    depth = Depth(planted.steps, kinds=planted.kinds)
    outcome = Search(databases, base, clock, world.OFFICER, depth).run(until=finds)

    expected = [found for found in outcome.found if finds in found]
    proof.catches(HARNESS, str(planted.plant.__doc__), tried=outcome.tried, found=expected)


def test_who_may_read_what_is_sealed_finds_it_where_the_others_look(base: str, databases: Databases, clock: Clock):
    owners = {world.NGO: "lead@example.org", world.AGENCY: "reporter@example.org"}

    with databases.fresh(like=base) as address, running(address) as app:
        site = Site(app, world.VISITOR)
        site.is_at_work(clock.moment)
        unread = [
            canary.words
            for canary in world.CANARIES
            if canary.slug != world.DRAFT
            and not any(
                canary.words in site.page(page, owners[canary.organisation])
                for page in pages_with(canary, everywhere=False)
            )
        ]

    assert unread == []


def test_what_is_found_is_told_step_by_step(
    base: str, databases: Databases, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    planting.officers_fill_any_seat(monkeypatch)
    depth = Depth(2, kinds=frozenset({Kind.PEOPLE, Kind.ARRIVALS}))

    found = Search(databases, base, clock, world.OFFICER, depth).run(until="reads a sealed draft of open-ledger").found

    told = next(each for each in found if "reads a sealed draft of open-ledger in first" in each)
    _, first, second = told.splitlines()
    assert "1. it@of-officer.example invites self-1@of-officer.example as ngo-lead of open-ledger" in first
    assert "2. self-1@of-officer.example comes in by the link in the mail" in second
