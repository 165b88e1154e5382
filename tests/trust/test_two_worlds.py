"""Before the close nobody else can tell whether an NGO or an agency has said anything, nor an officer what it was."""

from collections.abc import Collection, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from itertools import zip_longest

import pytest
from flask import Flask

from tests.plugins.databases import Build, Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import running
from tests.trust.clock import Clock, standing_at
from tests.trust.worlds import addresses, base, happening, looking, planting, sealed
from tests.trust.worlds.addresses import Receipt
from tests.trust.worlds.journal import journal
from tests.trust.worlds.looking import Eyes, Sight, differences
from tests.trust.worlds.sealed import EMPTY, FULL, Acted, Said, World

pytestmark = ON_SQLITE_UNLESS_PROVED

HARNESS = "two worlds"
LATER = "two worlds: what happens later"

EVERYBODY_ELSE = (base.VISITOR, base.LEAD, base.MEMBER, base.STRANGE_LEAD, base.REPORTER, base.RESEARCHER)
ONLY_NGO, ONLY_AGENCY = World(ngo=Said.MUCH), World(agency=Said.MUCH)
LITTLE, DRAFTS = World(Said.LITTLE, Said.LITTLE), World(Said.DRAFTS, Said.DRAFTS)
Pair = tuple[World, World]


class Worlds:
    """The application in each world, made when first asked for."""

    def __init__(self, databases: Databases, empty: str, clock: Clock) -> None:
        self.clock = clock
        self._databases = databases
        self._base = databases.built("worlds", base.build, on=empty)
        self._open = ExitStack()
        self._apps: dict[World, Flask] = {}

    def app(self, world: World) -> Flask:
        """For reading only: it is shared."""
        if world not in self._apps:
            address = self._databases.built(world.name, world_of(world), on=self._base)
            self._apps[world] = self._open.enter_context(running(address))
        return self._apps[world]

    def fresh(self, world: World) -> AbstractContextManager[Acted]:
        """For acting in: a copy of its own."""
        return sealed.fresh(self._databases, self._base, world)

    def close(self) -> None:
        """Let go of every connection."""
        self._open.close()


def world_of(world: World) -> Build:
    """Fills a database with what is sealed in this world."""

    def build(address: str) -> None:
        sealed.build(address, world)

    return build


@pytest.fixture(scope="module")
def worlds(databases: Databases, empty_database: str) -> Generator[Worlds]:
    """Every world, at the same moment."""
    with standing_at(base.NOW) as clock:
        made = Worlds(databases, empty_database, clock)
        yield made
        made.close()


@dataclass(frozen=True, slots=True)
class Glance:
    """Who compares two worlds, and by which addresses."""

    observer: base.Observer
    pair: Pair
    eyes: Eyes


def glances(worlds: Worlds, scale: Scale) -> Iterator[Glance]:
    """Everybody, on every page that might tell."""
    app, parts = worlds.app(EMPTY), addresses.known(worlds.app(FULL))
    public, private = addresses.public(app), addresses.private(app)
    work = [endpoint for endpoint in private if not endpoint.startswith("accounts.")]
    for observer, pairs in compared(heavy=scale.heavy):
        # Public pages are the same bytes for whoever is signed in, which has a test of its own.
        reads_all = scale.heavy or observer is base.VISITOR
        most = scale.of(2 if observer is base.VISITOR else 1, 4)
        for language in ("en", "mn") if scale.heavy and observer in {base.VISITOR, base.LEAD} else ("en",):
            # What concerns an account only is in the short run read by one of them, and by whoever has none.
            own = private if reads_all or observer is base.MEMBER else work
            wanted = [*own, *(public if reads_all else ())]
            found = addresses.paths(app, parts, wanted, language=language, most=most)
            found += checks_of_receipts(worlds) if reads_all else []
            yield from (Glance(observer, pair, Eyes(tuple(found), scale.of(6, 4))) for pair in pairs)


def compared(*, heavy: bool) -> Iterator[tuple[base.Observer, list[Pair]]]:
    """Who must not tell which worlds apart."""
    pairs = [(EMPTY, FULL)]
    yield from ((observer, pairs + ([(EMPTY, DRAFTS)] if heavy else [])) for observer in EVERYBODY_ELSE)
    yield base.OWN_LEAD, [(EMPTY, ONLY_AGENCY)]
    yield base.OWN_REPORTER, [(EMPTY, ONLY_NGO)]
    # Officers may know who has submitted, in order to remind the others; nothing else.
    yield base.OFFICER, [(LITTLE, FULL), *([(EMPTY, DRAFTS)] if heavy else [])]


def checks_of_receipts(worlds: Worlds) -> list[str]:
    """Asking for each receipt that is still sealed."""
    return [f"/en/receipts?receipt={receipt}" for receipt, _, _ in addresses.receipts(worlds.app(FULL))]


def told_apart(worlds: Worlds, glance: Glance) -> list[str]:
    """Every difference in what is seen, and in what is logged while it is looked at."""
    sights, lines = list[Sight](), list[list[str]]()
    for world in glance.pair:
        with journal() as noted:
            sights.append(glance.eyes.look(worlds.app(world), glance.observer))
        lines.append(noted.lines)
    return differences(glance.observer, *sights) + in_the_logs(*lines)


def in_the_logs(one: list[str], other: list[str]) -> list[str]:
    """Lines of one log that the other has not at the same place."""
    return [f"log: {left} / {right}" for left, right in zip_longest(one, other, fillvalue="") if left != right]


@pytest.mark.asvs("8.2.3", "15.3.1")
def test_nobody_can_tell_the_worlds_apart(worlds: Worlds, scale: Scale, proof: Proof):
    found, tried = list[str](), 0
    for glance in glances(worlds, scale):
        found += told_apart(worlds, glance)
        tried += len(glance.eyes.paths)

    proof.holds(HARNESS, tried=tried, found=found)


@pytest.mark.parametrize(
    ("plant", "observer", "pair", "endpoint"),
    [
        (planting.a_count, base.VISITOR, (EMPTY, FULL), "scorecards.round_"),
        (planting.an_order, base.VISITOR, (EMPTY, DRAFTS), "accreditation.register"),
        (planting.a_forbidden, base.LEAD, (EMPTY, ONLY_NGO), "assessment.receipt"),
        (planting.a_tag, base.RESEARCHER, (EMPTY, ONLY_AGENCY), "api.round_"),
        (planting.a_shorter_life, base.REPORTER, (EMPTY, DRAFTS), "plans.plan"),
        (planting.a_cookie, base.VISITOR, (EMPTY, FULL), "accounts.sign_in"),
        (planting.the_live_head, base.VISITOR, (EMPTY, FULL), "api.audit_entries"),
        (planting.an_early_receipt, base.VISITOR, (EMPTY, FULL), "verification.check_receipt"),
        (planting.a_sum_for_officers, base.OFFICER, (LITTLE, FULL), "round_admin.manage"),
    ],
)
def test_a_page_that_tells_is_caught(
    worlds: Worlds, proof: Proof, plant: planting.Plant, observer: base.Observer, pair: Pair, endpoint: str
):
    app = worlds.app(FULL)
    paths = addresses.paths(app, addresses.known(app), [endpoint]) + checks_of_receipts(worlds)
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        found = told_apart(worlds, Glance(observer, pair, Eyes(tuple(paths))))

    proof.catches(HARNESS, str(plant.__doc__), tried=len(paths), found=found)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What is to be had of a world in which the others and the officers have gone on."""

    answers: Sight
    letters: list[tuple[str, ...]]
    lines: list[str]

    def differences(self, other: "Aftermath") -> list[str]:
        """Everything that tells this one from another."""
        mails = set(self.letters) ^ set(other.letters)
        return [
            *differences(base.VISITOR, self.answers, other.answers),
            *(f"mail: {mail}" for mail in sorted(mails)),
            *in_the_logs(self.lines, other.lines),
        ]


def aftermath(worlds: Worlds, world: World, receipts: Collection[Receipt], endpoints: Collection[str]) -> Aftermath:
    """Let the others and the officers go on, and then look again at these."""
    clock, began = worlds.clock, worlds.clock.moment
    with worlds.fresh(world) as acted, journal() as noted:
        app = acted.app
        answers = happening.posts(app, receipts)
        try:
            happening.officers_act(app, clock)
            normalise = happening.without_heads(app, since=began)
            paths = addresses.paths(app, addresses.known(app), endpoints, most=2)
            answers |= Eyes(tuple(paths), 6, normalise).look(app, base.VISITOR)
            own = (base.OWN_LEAD, base.OWN_MEMBER, base.OWN_REPORTER)
            letters = looking.letters(app, but_to=own, normalise=normalise)
        finally:
            clock.moment = began
    return Aftermath(answers, letters, acted.logged.lines + noted.lines)


def test_nothing_that_happens_later_in_an_open_round_tells(worlds: Worlds, scale: Scale, proof: Proof):
    public = addresses.public(worlds.app(EMPTY))
    receipts, found, tried = addresses.receipts(worlds.app(FULL)), list[str](), 0
    pairs = [(EMPTY, FULL)] + [(EMPTY, DRAFTS), (LITTLE, FULL), (EMPTY, ONLY_NGO), (EMPTY, ONLY_AGENCY)] * scale.of(
        0, 1
    )
    for pair in pairs:
        one, other = (aftermath(worlds, world, receipts, public) for world in pair)
        found += one.differences(other)
        tried += len(one.answers) + len(one.letters)

    proof.holds(LATER, tried=tried, found=found)


@pytest.mark.parametrize(
    ("plant", "pair"),
    [
        (planting.a_mail, (EMPTY, ONLY_NGO)),
        (planting.a_number_with_a_head, (EMPTY, ONLY_AGENCY)),
        (planting.a_log_line, (EMPTY, DRAFTS)),
        (planting.a_printed_line, (LITTLE, FULL)),
    ],
)
def test_what_tells_later_is_caught(worlds: Worlds, proof: Proof, plant: planting.Plant, pair: Pair):
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        one, other = (aftermath(worlds, world, (), ["api.audit_head"]) for world in pair)

    proof.catches(LATER, str(plant.__doc__), tried=len(one.answers), found=one.differences(other))
