"""What a round would have come to under other assumptions, and which milestones hang on them.

A scenario is one changed assumption; everything else stays as published. What flips is a milestone whose result is
another one. The result is the outcome where the government is asked the same, otherwise civil society's position.
Source: the published method, section "One milestone, one criterion"; docs/decisions/0010-the-workbench.md.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, unique
from fractions import Fraction

from checkmyogp.domain.crosswalks import Crosswalk
from checkmyogp.domain.divergence import SPREAD_THAT_SPLITS, Outcome, midpoint, verdict_on
from checkmyogp.domain.findings import OUTCOMES, MilestoneRatings
from checkmyogp.domain.records import Records, before_replies, crosswalk_versions, read_by
from checkmyogp.domain.records import rows as rows_of
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence

QUORUMS = (2, 3, 4)
"""The quorums that are tried, whichever of them was published."""


@unique
class Assumption(StrEnum):
    """What a scenario changes."""

    PUBLISHED = "published"
    """Nothing: what the others are compared with."""
    WITHOUT_INTERESTED = "without_interested"
    WITHOUT_RATER = "without_rater"
    QUORUM = "quorum"
    MEAN = "mean"
    """Civil society stands at the mean of the levels instead of their median."""
    FIRST_SCORES = "first_scores"
    """The levels that stood before anybody replied."""
    CROSSWALK = "crosswalk"
    """Another version of the table that maps an administration's bands to levels."""


@dataclass(frozen=True, slots=True)
class ChangedAssumption:
    """One changed assumption: which, and of whom or to what (an NGO's key, a quorum, a version of a crosswalk)."""

    assumption: Assumption
    subject: str = ""


PUBLISHED = ChangedAssumption(Assumption.PUBLISHED)

Result = Outcome | Fraction
"""What a milestone comes to: a verdict or a silence; a position where only civil society is asked."""


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """What one milestone comes to in a scenario."""

    row: MilestoneRatings
    position: Fraction | Silence
    result: Result
    split: bool


@dataclass(frozen=True, slots=True)
class Flip:
    """A milestone that comes to something else than was published."""

    milestone: str
    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class ScenarioCounts:
    """Counts over the active milestones, as a scorecard has them."""

    active: int
    withdrawn: int
    reported: int
    assessed: int
    comparable: int
    government_at_top: int
    civil_society_at_top: int
    split: int
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One changed assumption, what it leads to, and what flips under it."""

    change: ChangedAssumption
    counts: ScenarioCounts
    flips: tuple[Flip, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Every scenario of a criterion, the published one first."""

    scenarios: tuple[Scenario, ...]
    unchangeable: tuple[ChangedAssumption, ...]
    """Assumptions under which nothing can vary: nobody is interested, nobody revised, there is one crosswalk."""

    @property
    def published(self) -> Scenario:
        """What the others are compared with."""
        return self.scenarios[0]

    @property
    def flips(self) -> Mapping[str, Sequence[tuple[ChangedAssumption, Flip]]]:
        """For each milestone that flips at all, in which scenarios."""
        found: dict[str, list[tuple[ChangedAssumption, Flip]]] = {}
        for scenario in self.scenarios:
            for flip in scenario.flips:
                found.setdefault(flip.milestone, []).append((scenario.change, flip))
        return found

    @property
    def steady(self) -> int:
        """How many active milestones come to the same in every scenario."""
        return self.published.counts.active - len(self.flips)


Centre = Callable[[Sequence[int]], Fraction]
"""Where a sorted list of levels stands."""


def mean(ascending: Sequence[int]) -> Fraction:
    """The mean of at least one level."""
    return Fraction(sum(ascending), len(ascending))


@dataclass(frozen=True, slots=True)
class Rule:
    """How a milestone is judged: as published, but for what a scenario changes."""

    criterion: Criterion
    quorum: int
    without: frozenset[str] = frozenset()
    interested: bool = True
    centre: Centre = midpoint

    def found(self, row: MilestoneRatings) -> ScenarioOutcome:
        """What a milestone comes to."""
        heard = sorted(row.levels(without=self.without, interested=self.interested))
        stands = self._position(row, heard)
        split = not isinstance(stands, Silence) and heard[-1] - heard[0] >= SPREAD_THAT_SPLITS
        return ScenarioOutcome(row, stands, self._result(row, stands), split)

    def _position(self, row: MilestoneRatings, heard: Sequence[int]) -> Fraction | Silence:
        """Where civil society stands; levels that are left out leave a silence that says that some scored."""
        if len(heard) >= self.quorum:
            return self.centre(heard)
        return Silence.NO_QUORUM if heard or row.levels() else row.silence_reason

    def _result(self, row: MilestoneRatings, stands: Fraction | Silence) -> Result:
        if isinstance(stands, Silence) or not self.criterion.compared:
            return stands
        return row.government if isinstance(row.government, Silence) else verdict_on(row.government - stands)


def analysis(
    records: Records, criterion: Criterion, *, quorum: int, revised: bool, crosswalks: Iterable[Crosswalk] = ()
) -> Analysis:
    """Every scenario on one criterion of a scorecard.

    ``revised`` says whether anybody revised a level on any criterion; ``crosswalks`` are all known versions of those
    that reports were read by.
    """
    rows, rule = rows_of(records), Rule(criterion, quorum)
    published = [rule.found(row) for row in rows]
    tried = [*_of_raters(rows, rule), *_of_sums(rule)]
    played = [(change, [changed.found(row) for row in rows]) for change, changed in tried]
    read = [*_first_scores(records, revised=revised), *_by_crosswalks(records, criterion, crosswalks)]
    played += [(change, [rule.found(row) for row in rows_of(other)]) for change, other in read]
    return Analysis(
        (
            _scenario(PUBLISHED, published, published, criterion),
            *(_scenario(change, published, found, criterion) for change, found in played),
        ),
        tuple(_unchangeable([change for change, _found in played], records, criterion)),
    )


def _scenario(
    change: ChangedAssumption,
    published: Sequence[ScenarioOutcome],
    found: Sequence[ScenarioOutcome],
    criterion: Criterion,
) -> Scenario:
    flips = tuple(
        Flip(before.row.milestone, before.result, after.result)
        for before, after in zip(published, found, strict=True)
        if not before.row.withdrawn and before.result != after.result
    )
    return Scenario(change, count(found, top=criterion.highest), flips)


def count(found: Iterable[ScenarioOutcome], *, top: int) -> ScenarioCounts:
    """Count over the active milestones; ``top`` is the criterion's highest level ("complete")."""
    everything = tuple(found)
    active = [each for each in everything if not each.row.withdrawn]
    positions = [each for each in active if not isinstance(each.position, Silence)]
    counted = Counter(each.result for each in active)
    return ScenarioCounts(
        active=len(active),
        withdrawn=len(everything) - len(active),
        reported=sum(each.row.government != Silence.NOT_REPORTED for each in active),
        assessed=len(positions),
        comparable=sum(not isinstance(each.row.government, Silence) for each in positions),
        government_at_top=sum(each.row.government == top for each in active),
        civil_society_at_top=sum(each.position == top for each in positions),
        split=sum(each.split for each in positions),
        outcomes={outcome.value: counted[outcome] for outcome in OUTCOMES},
    )


def _of_raters(rows: Sequence[MilestoneRatings], rule: Rule) -> list[tuple[ChangedAssumption, Rule]]:
    """Without the interested NGOs, where there are any, and without each NGO that counts somewhere, by its key."""
    active = [row for row in rows if not row.withdrawn]
    raters = sorted({rating.rater for row in active for rating in row.ratings if rating.counts})
    interested = any(len(row.levels(interested=False)) < len(row.levels()) for row in active)
    return [
        *([(ChangedAssumption(Assumption.WITHOUT_INTERESTED), replace(rule, interested=False))] if interested else []),
        *(
            (ChangedAssumption(Assumption.WITHOUT_RATER, rater), replace(rule, without=frozenset({rater})))
            for rater in raters
        ),
    ]


def _of_sums(rule: Rule) -> list[tuple[ChangedAssumption, Rule]]:
    return [
        *((ChangedAssumption(Assumption.QUORUM, str(quorum)), replace(rule, quorum=quorum)) for quorum in QUORUMS),
        (ChangedAssumption(Assumption.MEAN), replace(rule, centre=mean)),
    ]


def _first_scores(records: Records, *, revised: bool) -> list[tuple[ChangedAssumption, Records]]:
    return [(ChangedAssumption(Assumption.FIRST_SCORES), before_replies(records))] if revised else []


def _by_crosswalks(
    records: Records, criterion: Criterion, known: Iterable[Crosswalk]
) -> list[tuple[ChangedAssumption, Records]]:
    """The scorecard as each version reads it that did not read all of its reports already and knows the same levels."""
    used = crosswalk_versions(records)
    return [
        (ChangedAssumption(Assumption.CROSSWALK, named(crosswalk.key, crosswalk.version)), read_by(records, crosswalk))
        for crosswalk in sorted(known, key=lambda crosswalk: (crosswalk.key, crosswalk.version))
        if crosswalk.criterion == criterion.key
        and used.get(crosswalk.key, {crosswalk.version}) != {crosswalk.version}
        and all(band.account in (*criterion.values, *Silence) for band in crosswalk.bands)
    ]


def named(crosswalk: str, version: int) -> str:
    """A version of a crosswalk as a country pack names its file."""
    return f"{crosswalk}-{version}"


def _unchangeable(
    tried: Sequence[ChangedAssumption], records: Records, criterion: Criterion
) -> Iterator[ChangedAssumption]:
    """What could not be varied; without the government there is nothing that a crosswalk could read."""
    assumptions = {change.assumption for change in tried}
    for assumption in (Assumption.WITHOUT_INTERESTED, Assumption.FIRST_SCORES):
        if assumption not in assumptions:
            yield ChangedAssumption(assumption)
    used = crosswalk_versions(records)
    varied = {change.subject.rpartition("-")[0] for change in tried if change.assumption is Assumption.CROSSWALK}
    for key in sorted(used.keys() - varied):
        yield ChangedAssumption(Assumption.CROSSWALK, named(key, max(used[key])))
    if criterion.compared and not used:
        yield ChangedAssumption(Assumption.CROSSWALK)
