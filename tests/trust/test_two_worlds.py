"""Before the close nobody else can tell whether an NGO or an agency has said anything, nor an officer what it was."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import ExitStack
from itertools import combinations

import pytest
from flask import Flask

from tests.plugins.databases import Databases
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import running
from tests.trust.clock import standing_at
from tests.trust.worlds import addresses, base, sealed
from tests.trust.worlds.looking import Eyes, differences
from tests.trust.worlds.sealed import EMPTY, FULL, Said, World

HARNESS = "two worlds"

EVERYBODY_ELSE = (base.VISITOR, base.LEAD, base.MEMBER, base.STRANGE_LEAD, base.REPORTER, base.RESEARCHER)
ONLY_NGO, ONLY_AGENCY = World(ngo=Said.MUCH), World(agency=Said.MUCH)
LITTLE, DRAFTS = World(Said.LITTLE, Said.LITTLE), World(Said.DRAFTS, Said.DRAFTS)
Pair = tuple[World, World]


class Worlds:
    """The application in each world, made when first asked for."""

    def __init__(self, databases: Databases, empty: str) -> None:
        self._databases = databases
        self._base = databases.built("worlds", base.build, on=empty)
        self._open = ExitStack()
        self._apps: dict[World, Flask] = {}
        self.logged: dict[World, list[str]] = {}

    def app(self, world: World) -> Flask:
        """For reading only: it is shared."""
        if world not in self._apps:
            address = self._databases.built(world.name, lambda address: self._act(address, world), on=self._base)
            self._apps[world] = self._open.enter_context(running(address))
        return self._apps[world]

    def _act(self, address: str, world: World) -> None:
        self.logged[world] = sealed.build(address, world).lines

    def close(self) -> None:
        """Let go of every connection."""
        self._open.close()


@pytest.fixture(scope="module")
def worlds(databases: Databases, empty_database: str) -> Generator[Worlds]:
    """Every world, at the same moment."""
    with standing_at(base.NOW):
        made = Worlds(databases, empty_database)
        yield made
        made.close()
