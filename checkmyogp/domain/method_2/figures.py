"""A round's findings under version 2 in the plain form that a snapshot keeps: each number exact and as shown.

What is the same is written as in version 1 (``domain.figures``). Every key that names a count, a silence, a verdict
or a rule is the value of its enum. Whoever has the scores, who might have scored, the bands and the digest of the
opening entry can compute all of it again.
Source: the published method, version 2.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from checkmyogp.domain.crosswalks import Crosswalk
from checkmyogp.domain.figures import PlainTable
from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2 import agreement_figures, count_figures, sureness_figures
from checkmyogp.domain.method_2.bounds import Entitled
from checkmyogp.domain.method_2.extremes import extremes
from checkmyogp.domain.method_2.milestone_figures import milestone
from checkmyogp.domain.method_2.ngo_agreement import ngo_agreement
from checkmyogp.domain.method_2.plain import ranges
from checkmyogp.domain.method_2.seeds import seed_from
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.method_2.vignette_figures import Calibration, of_vignettes
from checkmyogp.domain.records import Records, rows
from checkmyogp.domain.rubrics import Criterion


@dataclass(frozen=True, slots=True)
class Method2:
    """What the figures depend on besides the scores."""

    quorum: int
    opening: str
    """The digest of the public entry that opened the round."""
    draws: int
    """How often alpha's milestones are drawn again."""

    @property
    def seed(self) -> int:
        """What draws start from.

        Raises:
            NotADigest: where the opening is none.
        """
        return seed_from(self.opening)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the figures of a criterion are read from besides its records; the same for every criterion."""

    entitled: Entitled
    """Who might have scored what."""
    due: Collection[str]
    """The numbers of the milestones that were due by the end of the round's period."""
    crosswalks: Sequence[Crosswalk]
    """Those by which bands were read, of any criterion, as the scorecard lists them."""
    vignettes: Mapping[str, Calibration] = field(default_factory=dict[str, Calibration])
    """By criterion; nothing of a criterion without vignettes."""


def figures(criterion: Criterion, records: Records, method: Method2, given: Surroundings) -> PlainTable:
    """Everything the scorecard says of one criterion; ``records`` are all milestones, in the plan's order.

    Raises:
        NotADigest: where the method's opening is none.
    """
    said, quorum, seed = rows(records), method.quorum, method.seed
    findings = find_all(said, quorum=quorum)
    ends = extremes(said, criterion, quorum=quorum)
    content: PlainTable = {
        "criterion": criterion.key,
        "compared": criterion.compared,
        "milestones": [milestone(finding, criterion) for finding in findings],
        "counts": count_figures.counts(findings, criterion, due=given.due),
        "commitments": count_figures.commitments(findings, criterion, due=given.due),
        "agreement": agreement_figures.agreement(ngo_agreement(said, criterion.values, seed=seed, draws=method.draws)),
        "panels": sureness_figures.of_panels(said, criterion, quorum=quorum, seed=seed),
        "one_ngo": ranges(ends.one, criterion),
        "two_ngos": ranges(ends.two, criterion),
        "missing_scores": sureness_figures.of_missing_scores(said, criterion, given.entitled, quorum=quorum),
        "leans": sureness_figures.of_leans(said, criterion, quorum=quorum),
    }
    if criterion.compared:
        content |= {
            "flip_numbers": sureness_figures.of_flip_numbers(findings, criterion),
            "direction": sureness_figures.of_direction(findings),
            "bands": sureness_figures.of_bands(records, criterion, given.crosswalks, quorum=quorum),
        }
    if criterion.key in given.vignettes:
        content["vignettes"] = of_vignettes(said, criterion, given.vignettes[criterion.key], quorum=quorum)
    return content


def of_milestones(criterion: Criterion, said: Sequence[MilestoneRatings], *, quorum: int) -> list[PlainTable]:
    """What the scorecard says of each milestone on one criterion, and nothing of the plan as a whole."""
    return [milestone(finding, criterion) for finding in find_all(said, quorum=quorum)]
