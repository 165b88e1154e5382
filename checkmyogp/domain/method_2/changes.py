"""Which verdicts are others when the same scores are read otherwise. Shown, never substituted for the finding.

Source: the published method, version 2, section "How sure are we?", point E.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from checkmyogp.domain.divergence import Outcome, Verdict
from checkmyogp.domain.method_2.verdicts import MilestoneFinding


@dataclass(frozen=True, slots=True)
class ChangedVerdict:
    """A milestone that comes to something else than was published, one of both being a verdict."""

    milestone: str
    before: Outcome
    after: Outcome


def changed_verdicts(
    before: Iterable[MilestoneFinding], after: Iterable[MilestoneFinding]
) -> tuple[ChangedVerdict, ...]:
    """What changes from one reading to another, in the order given; both are of the same milestones.

    Raises:
        ValueError: when they are not.
    """
    both = [(one, other) for one, other in zip(before, after, strict=True)]
    for one, other in both:
        if one.row.milestone != other.row.milestone:
            raise ValueError(f"{one.row.milestone} cannot be compared with {other.row.milestone}")
    return tuple(
        ChangedVerdict(one.row.milestone, one.outcome, other.outcome)
        for one, other in both
        if one.outcome != other.outcome and any(isinstance(each.outcome, Verdict) for each in (one, other))
    )
