"""Version 2 of the method written a second time, from its published text alone. It imports nothing of the product.

Slow and plain on purpose: where the product has a formula this tries every way, where it counts majorities this looks
at the middle. A level is a number, a silence a word.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, permutations, product

SCALE = (0, 1, 2, 3)
TABLE = ("withdrawn", "not_yet_due", "no_quorum", "no_evidence", "unable", "not_assessed", "not_reported")
HEADLINES = (
    "positions", "positions_at_top", "comparable", "government_higher", "aligned", "civil_society_higher",
    "government_at_top", "civil_society_at_top", "both_at_top",
)  # fmt: skip


@dataclass
class Answer:
    """What one NGO said, first and after it revised, and whether that counts."""

    ngo: str
    first: int | str
    counting: str  # counted, interested, recused, not_accredited
    revised: int | None = None

    @property
    def stands(self) -> int | str:
        return self.first if self.revised is None else self.revised

    @property
    def level(self) -> int | None:
        """The level where there is one that counts."""
        if self.counting not in {"counted", "interested"} or isinstance(self.stands, str):
            return None
        return self.stands


@dataclass
class Promise:
    """One milestone."""

    number: str
    commitment: str
    withdrawn: bool
    government: int | str
    answers: list[Answer] = field(default_factory=list[Answer])

    def levels(self, *, of: Iterable[str] | None = None, interested: bool = True) -> list[int]:
        return sorted(
            answer.level
            for answer in self.answers
            if answer.level is not None
            and (of is None or answer.ngo in of)
            and (interested or answer.counting != "interested")
        )

    def silence_of_civil_society(self) -> str:
        """What it is called that nobody's level counts."""
        words = [answer.stands for answer in self.answers if isinstance(answer.stands, str)]
        if any(isinstance(answer.stands, int) for answer in self.answers):
            return "no_quorum"
        return next((word for word in ("no_evidence", "unable") if word in words), "not_assessed")


def middles(levels: Sequence[int]) -> tuple[int, int]:
    """The middle two of sorted levels, or the middle one twice, found by taking away both ends."""
    left = list(levels)
    while len(left) > 2:
        left = left[1:-1]
    return left[0], left[-1]


def verdict(government: int, levels: Sequence[int]) -> str:
    """A majority lies below the government exactly where even the upper of the middle two does."""
    lower, upper = middles(levels)
    if upper < government:
        return "government_higher"
    return "civil_society_higher" if lower > government else "aligned"


def civil_society(promise: Promise, levels: Sequence[int], quorum: int) -> tuple[int, int] | str:
    if promise.withdrawn:
        return "withdrawn"
    if not levels:
        return promise.silence_of_civil_society()
    return middles(levels) if len(levels) >= quorum else "no_quorum"


def outcome(promise: Promise, quorum: int) -> str:
    stands = civil_society(promise, promise.levels(), quorum)
    said = "withdrawn" if promise.withdrawn else promise.government
    silences = [side for side in (said, stands) if isinstance(side, str)]
    if silences:
        return min(silences, key=TABLE.index)
    assert isinstance(promise.government, int)
    return verdict(promise.government, promise.levels())


def fragile(promise: Promise, quorum: int) -> bool:
    if outcome(promise, quorum) in TABLE:
        return False
    left = promise.levels(interested=False)
    assert isinstance(promise.government, int)
    return len(left) < max(quorum, 1) or verdict(promise.government, left) != outcome(promise, quorum)


def flip(government: int, levels: Sequence[int]) -> int:
    """One NGO after the other goes to any level, until some way to do that gives another verdict."""
    published, reached, steps = verdict(government, levels), {tuple(levels)}, 0
    while all(verdict(government, way) == published for way in reached):
        steps += 1
        reached = {
            tuple(sorted((*way[:place], level, *way[place + 1 :])))
            for way in reached
            for place in range(len(way))
            for level in (SCALE[0], government, SCALE[-1])
        }
    return steps


def headlines(government: int | str, levels: Sequence[int], quorum: int) -> set[str]:
    """The counts that one active milestone is in."""
    if not levels or len(levels) < quorum:
        return set()
    top = levels.count(SCALE[-1]) > len(levels) / 2
    found = {"positions"} | ({"positions_at_top"} if top else set())
    if isinstance(government, str):
        return found
    found |= {"comparable", verdict(government, levels)} | ({"civil_society_at_top"} if top else set())
    if government == SCALE[-1]:
        found |= {"government_at_top"} | ({"both_at_top"} if top else set())
    return found


def counts(promises: Sequence[Promise], quorum: int, panel: Iterable[str] | None = None) -> Counter[str]:
    return Counter(
        name
        for promise in promises
        if not promise.withdrawn
        for name in headlines(promise.government, promise.levels(of=panel), quorum)
    )


def ends(tried: Sequence[Counter[str]]) -> dict[str, tuple[int, int]]:
    return {name: (min(each[name] for each in tried), max(each[name] for each in tried)) for name in HEADLINES}


def heard(promises: Sequence[Promise]) -> list[str]:
    """The NGOs with a counted level on an active milestone."""
    active = [promise for promise in promises if not promise.withdrawn]
    return sorted({answer.ngo for promise in active for answer in promise.answers if answer.level is not None})


def panel_ranges(promises: Sequence[Promise], quorum: int) -> dict[int, dict[str, tuple[int, int]]]:
    ngos = heard(promises)
    return {
        size: ends([counts(promises, quorum, panel) for panel in combinations(ngos, size)])
        for size in range(len(ngos) - 1, quorum - 1, -1)
    }


def at_extremes(promises: Sequence[Promise], quorum: int, at_most: int) -> dict[str, tuple[int, int]]:
    ngos = heard(promises)
    return ends([
        counts([_moved(promise, dict(zip(some, ways, strict=True))) for promise in promises], quorum)
        for number in range(at_most + 1)
        for some in combinations(ngos, number)
        for ways in product((SCALE[0], SCALE[-1]), repeat=number)
    ])  # fmt: skip


def _moved(promise: Promise, to: dict[str, int]) -> Promise:
    answers = [
        Answer(each.ngo, to.get(each.ngo, each.level), each.counting) if each.level is not None else each
        for each in promise.answers
    ]
    return Promise(promise.number, promise.commitment, promise.withdrawn, promise.government, answers)


def missing(promise: Promise, accredited: Iterable[str], recused: Iterable[str]) -> int:
    """How many accredited, unrecused NGOs gave no level."""
    gave = {each.ngo for each in promise.answers if each.level is not None}
    out = {each.ngo for each in promise.answers if each.counting in {"recused", "not_accredited"}}
    out |= {each.ngo for each in promise.answers if each.stands == "recused"}
    return len(set(accredited) - gave - out - set(recused))


def bounded(promises: Sequence[Promise], quorum: int, unheard: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Every way to give a milestone's missing scores is tried."""
    low, high = Counter[str](), Counter[str]()
    for promise in (each for each in promises if not each.withdrawn):
        ways = [
            headlines(promise.government, sorted([*promise.levels(), *levels]), quorum)
            for levels in combinations_with_replacement(SCALE, unheard[promise.number])
        ]
        low.update(name for name in HEADLINES if all(name in way for way in ways))
        high.update(name for name in HEADLINES if any(name in way for way in ways))
    return {name: (low[name], high[name]) for name in HEADLINES}


def coins(promises: Sequence[Promise], quorum: int) -> tuple[int, int]:
    """How many of all flips of commitments are at least as one-sided."""
    signs: dict[str, int] = {}
    for promise in promises:
        found = outcome(promise, quorum)
        if found not in TABLE:
            one = (found == "government_higher") - (found == "civil_society_higher")
            signs[promise.commitment] = signs.get(promise.commitment, 0) + one
    totals = [
        sum(sign * way for sign, way in zip(signs.values(), ways, strict=True))
        for ways in product((1, -1), repeat=len(signs))
    ]
    return sum(abs(total) >= abs(sum(signs.values())) for total in totals), len(totals)


def mean(promises: Sequence[Promise], quorum: int) -> Fraction | None:
    """The mean of whole levels between the government and the nearer of the middle two, where there is a verdict."""
    distances: list[int] = []
    for promise in promises:
        if (found := outcome(promise, quorum)) not in TABLE:
            assert isinstance(promise.government, int)
            lower, upper = middles(promise.levels())
            away = {"government_higher": promise.government - upper, "civil_society_higher": promise.government - lower}
            distances.append(away.get(found, 0))
    return Fraction(sum(distances), len(distances)) if distances else None


def by_chance(promises: Sequence[Promise]) -> tuple[Fraction, Fraction] | None:
    """All pairable values in one bag, and every two of them drawn."""
    units = [promise.levels() for promise in promises if not promise.withdrawn and len(promise.levels()) > 1]
    drawn = list(permutations([level for unit in units for level in unit], 2))
    if not drawn:
        return None
    return (
        Fraction(sum(one == other for one, other in drawn), len(drawn)),
        Fraction(sum(abs(one - other) < 2 for one, other in drawn), len(drawn)),
    )
