"""Every sequence of acts, the short ones first; whatever leads to the same state is gone on from once.

A state is a copy of the database and a moment. What is refused changes nothing, so the next act is tried on the same
copy.
"""

from collections import deque
from collections.abc import Hashable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from unittest.mock import patch

from checkmyogp.accounts import passwords
from tests.factories import people
from tests.plugins.databases import Databases
from tests.plugins.sites import running
from tests.trust.clock import Clock
from tests.trust.coalition import goals, world
from tests.trust.coalition.acts import Act, Kind
from tests.trust.coalition.goals import Before
from tests.trust.coalition.site import Site
from tests.trust.coalition.world import Beginning

A_MINUTE = timedelta(minutes=1)
PASSES: Mapping[str, timedelta] = {"waits for three days and an hour": timedelta(hours=73)}
THE_TURN = "waits until every round goes on into its next state"


@dataclass(frozen=True, slots=True)
class Depth:
    """How far is searched."""

    steps: int
    guests: int = 1
    """How many mailboxes are named that nobody knows at first."""
    waits: int = 1
    """How often time passes, but for the turn."""
    kinds: frozenset[Kind] = frozenset(Kind)
    """What acts are about."""
    turns_late: bool = False
    """Whether the rounds may go on after any step, and not only before the first."""
    everywhere: bool = False
    """Whether everybody looks at every page of a round, and not only where what is sealed stands for its owners."""


@dataclass(frozen=True, slots=True)
class Node:
    """A state, and how it was come to."""

    address: str
    moment: datetime
    kept: ExitStack
    """Holds the copy of the database for as long as it is gone on from."""
    steps: tuple[str, ...] = ()
    waits: int = 0

    @property
    def turned(self) -> bool:
        """Whether the rounds have gone on."""
        return self.moment >= world.TURN


@dataclass(slots=True)
class Outcome:
    """What a search has tried and found: each as the steps that lead there."""

    tried: int = 0
    states: int = 0
    found: list[str] = field(default_factory=list[str])


class Search:
    """All that one person can come to from where it begins."""

    def __init__(self, databases: Databases, base: str, clock: Clock, beginning: Beginning, depth: Depth) -> None:
        self._databases, self._base, self._clock = databases, base, clock
        self._beginning, self._depth = beginning, depth
        self._before = Before(frozenset(), frozenset(), frozenset())
        self._seen: set[Hashable] = set()
        self._looked: set[Hashable] = set()
        self.outcome = Outcome()

    def run(self, *, until: str = "") -> Outcome:
        """Search everything; or only until something is found of which these are words."""
        with patch.object(passwords, "hash_of", lambda _password: people.UNUSABLE):
            waiting = deque([self._root()])
            while waiting and not self._has_found(until):
                with waiting[0].kept:
                    waiting.extend(self._from(waiting.popleft(), until))
            for node in waiting:
                node.kept.close()
        self._clock.moment = world.NOW
        return self.outcome

    def _root(self) -> Node:
        kept = ExitStack()
        address = kept.enter_context(self._databases.fresh(like=self._base))
        root = Node(address, world.NOW, kept)
        self._clock.moment = world.NOW
        with running(address) as app:
            site = Site(app, self._beginning)
            with app.app_context():
                self._before = Before.of(self._beginning)
            self._is_new(site, root)
        return root

    def _has_found(self, until: str) -> bool:
        return bool(until) and any(until in found for found in self.outcome.found)

    def _from(self, node: Node, until: str) -> Iterator[Node]:
        """Every new state that one step leads to."""
        with running(node.address) as app:
            found = Site(app, self._beginning).acts(self._depth.kinds, guests=self._depth.guests)
            steps: list[Act | str] = [*found, *self._waits(node)]
        pending = deque(steps)
        while pending and not self._has_found(until):
            kept = ExitStack()
            address = kept.enter_context(self._databases.fresh(like=node.address))
            child = self._step(node, address, kept, pending)
            if child and len(child.steps) < self._depth.steps:
                yield child
            else:
                kept.close()

    def _waits(self, node: Node) -> list[str]:
        if Kind.WAITS not in self._depth.kinds:
            return []
        turn = [THE_TURN] if not node.turned and (self._depth.turns_late or not node.steps) else []
        if node.waits >= self._depth.waits:
            return turn
        return turn + [name for name, time in PASSES.items() if node.turned or node.moment + time < world.TURN]

    def _step(self, node: Node, address: str, kept: ExitStack, pending: deque[Act | str]) -> Node | None:
        """Try one after the other on this copy until one is not refused; where that leads, if it is new."""
        with running(address) as app:
            site = Site(app, self._beginning)
            self._clock.moment = node.moment + A_MINUTE
            site.is_at_work(self._clock.moment)
            while pending:
                step = pending.popleft()
                self.outcome.tried += 1
                if isinstance(step, str):
                    self._wait(site, step)
                elif not site.send(step):
                    continue
                self._clock.pass_(A_MINUTE)
                site.schedule(self._clock.moment)
                waits = node.waits + (isinstance(step, str) and step in PASSES)
                child = Node(address, self._clock.moment, kept, (*node.steps, str(step)), waits)
                return child if self._is_new(site, child) else None
        return None

    def _wait(self, site: Site, step: str) -> None:
        if step == THE_TURN:
            self._clock.moment = world.TURN
            site.schedule(world.TURN)
            site.turn()
        else:
            self._clock.pass_(PASSES[step])

    def _is_new(self, site: Site, node: Node) -> bool:
        """Whether nobody came to this state before; if so, what is wrong with it is noted."""
        with site.app.app_context():
            wrong = goals.reached(self._beginning, self._before)
        state = (site.state(), node.turned, node.waits, *wrong)
        if state in self._seen:
            return False
        self._seen.add(state)
        self.outcome.states += 1
        site.is_at_work(self._clock.moment)
        for reader in site.readers():
            key = (reader.seat, node.turned)
            if key not in self._looked:
                self._looked.add(key)
                wrong += site.look(reader, everywhere=self._depth.everywhere)
        self.outcome.found += [f"{sentence}\n{_listed(node)}" for sentence in wrong]
        return True


def _listed(node: Node) -> str:
    return "\n".join(f"  {number}. {step}" for number, step in enumerate(node.steps, start=1))
