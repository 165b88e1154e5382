"""What version 2 finds of each milestone on one criterion, in the plain form that a snapshot keeps."""

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.figures import PlainTable, account
from checkmyogp.domain.method_2.flip_numbers import Unflippable, flip_number
from checkmyogp.domain.method_2.plain import stance
from checkmyogp.domain.method_2.positions import CountedLevels
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, TwoAccounts, outcome_of
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence


def milestone(finding: MilestoneFinding, criterion: Criterion) -> PlainTable:
    """Where civil society stands; and where the government is asked the same, what both accounts come to."""
    content: PlainTable = {
        "number": finding.row.milestone,
        "levels": sorted(finding.row.levels()),
        "civil_society": _civil_society(finding.civil_society, criterion),
    }
    if criterion.compared:
        content |= {
            "government": account(finding.government),
            "outcome": finding.outcome.value,
            "fragile": finding.fragile,
            **_accounts(finding.compared, criterion),
        }
        if finding.row.has_interested:
            content["without_interested"] = {
                "levels": sorted(finding.row.levels(interested=False)),
                "outcome": outcome_of(finding.without_interested).value,
            }
    return content


def _civil_society(stands: CountedLevels | Silence, criterion: Criterion) -> PlainTable:
    if isinstance(stands, Silence):
        return stance(stands)
    return {
        **stance(stands.middle),
        "lowest": stands.lowest,
        "highest": stands.highest,
        "split": stands.split,
        "at_top": stands.at_top(criterion.highest),
    }


def _accounts(compared: TwoAccounts | Silence, criterion: Criterion) -> PlainTable:
    """What is said only where there is a verdict."""
    if isinstance(compared, Silence):
        return {}
    support, flip = compared.support, flip_number(compared, criterion.values)
    content: PlainTable = {
        "distance": compared.distance,
        "support": {"below": support.below, "at": support.at, "above": support.above},
    }
    if not isinstance(flip, Unflippable):
        content["flip_number"] = flip
    if compared.verdict is Verdict.ALIGNED:
        content["alignment"] = compared.alignment.value
    return content
