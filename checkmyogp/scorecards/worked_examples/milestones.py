"""Examples of one milestone: position, verdict, distance, flip number, spread, fragile, silences."""

from dataclasses import dataclass

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.method_2.flip_numbers import flip_number
from checkmyogp.domain.method_2.positions import CountedLevels, Middle, counted
from checkmyogp.domain.method_2.silences import PRECEDENCE, foremost
from checkmyogp.domain.method_2.verdicts import Alignment, MilestoneFinding, TwoAccounts, compare_accounts, find
from checkmyogp.domain.scales import Silence

SCALE = (0, 1, 2, 3)
QUORUM = 3
POSITIONS = ((0, 1, 1, 2, 3), (2, 3, 3, 3), (1, 1, 2, 3), (2, 2, 3, 3), (2, 3))
VERDICTS = ((3, (1, 1, 2, 2, 3)), (1, (2, 2, 2, 2, 3)), (3, (1, 1, 1, 3, 3, 3)), (2, (0, 1, 2, 2, 3)), (2, (2, 2, 2)))
DISTANCES = ((3, (0, 1, 1, 1, 2)), (3, (0, 1, 2, 2)), (2, (1, 1, 3, 3)))
FLIPS = ((3, (1, 1, 2, 2, 3)), (2, (0, 1, 2)), (1, (2, 2, 2, 2, 3)), (3, (1, 1, 1, 3, 3, 3)), (2, (2, 2, 2, 2, 2)))
SPREADS = ((1, 1, 2), (0, 1, 1, 1, 2))
FRAGILE = (3, ((1, True), (2, False), (2, False), (3, False), (3, False)))
"""The government's level, and those of the NGOs with whether each is interested."""
BOTH_SILENT = (Silence.NOT_YET_DUE, Silence.NO_QUORUM)
"""The government's silence and civil society's."""


@dataclass(frozen=True, slots=True)
class PositionExample:
    """Some levels and the position they give."""

    levels: tuple[int, ...]
    position: Middle | Silence
    at_top: bool


@dataclass(frozen=True, slots=True)
class VerdictExample:
    """A milestone that both judged, with everything that its verdict rests on."""

    government: int
    levels: tuple[int, ...]
    accounts: TwoAccounts

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.accounts.verdict

    @property
    def alignment(self) -> Alignment:
        """What it means where it is "aligned"."""
        return self.accounts.alignment

    @property
    def half(self) -> int:
        """Half of the NGOs, rounded down: more than these are a majority."""
        return len(self.levels) // 2

    @property
    def flip_number(self) -> int:
        """How many NGOs would have to change for another verdict."""
        return int(flip_number(self.accounts, SCALE))


@dataclass(frozen=True, slots=True)
class FragileExample:
    """A milestone with an interested NGO, judged with it and without it."""

    finding: MilestoneFinding
    with_interested: TwoAccounts
    without_interested: TwoAccounts


@dataclass(frozen=True, slots=True)
class MilestoneExamples:
    """The examples of every rule about one milestone."""

    quorum: int
    positions: tuple[PositionExample, ...]
    verdicts: tuple[VerdictExample, ...]
    distances: tuple[VerdictExample, ...]
    flips: tuple[VerdictExample, ...]
    spreads: tuple[CountedLevels, ...]
    fragile: FragileExample
    precedence: tuple[Silence, ...]
    both_silent: tuple[Silence, Silence]
    named: Silence
    """What those two come to."""


def milestone_examples() -> MilestoneExamples:
    """Compute them."""
    return MilestoneExamples(
        quorum=QUORUM,
        positions=tuple(_position(levels) for levels in POSITIONS),
        verdicts=tuple(verdict_example(government, levels) for government, levels in VERDICTS),
        distances=tuple(verdict_example(government, levels) for government, levels in DISTANCES),
        flips=tuple(verdict_example(government, levels) for government, levels in FLIPS),
        spreads=tuple(map(CountedLevels, SPREADS)),
        fragile=_fragile(),
        precedence=PRECEDENCE,
        both_silent=BOTH_SILENT,
        named=foremost(BOTH_SILENT),
    )


def verdict_example(government: int, levels: tuple[int, ...]) -> VerdictExample:
    """A milestone that the government gave a level and these NGOs theirs."""
    return VerdictExample(government, levels, _both(compare_accounts(government, CountedLevels(levels))))


def _both(compared: TwoAccounts | Silence) -> TwoAccounts:
    if isinstance(compared, Silence):
        raise TypeError(f"an example that has to be judged is silent: {compared}")
    return compared


def _position(levels: tuple[int, ...]) -> PositionExample:
    found = counted(levels, quorum=QUORUM, otherwise=Silence.NOT_ASSESSED)
    if isinstance(found, Silence):
        return PositionExample(levels, found, at_top=False)
    return PositionExample(levels, found.middle, found.at_top(SCALE[-1]))


def _fragile() -> FragileExample:
    government, given = FRAGILE
    ratings = tuple(
        Rating(f"ngo-{place}", level, Counting.INTERESTED if interested else Counting.COUNTED)
        for place, (level, interested) in enumerate(given)
    )
    finding = find(MilestoneRatings("1.1", "1", withdrawn=False, government=government, ratings=ratings), quorum=QUORUM)
    return FragileExample(finding, _both(finding.compared), _both(finding.without_interested))
