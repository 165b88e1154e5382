"""What version 2 counts over a plan and over each commitment, in the plain form that a snapshot keeps."""

from collections.abc import Collection, Sequence

from checkmyogp.domain.figures import PlainTable, account
from checkmyogp.domain.irm.agreement import Lifting
from checkmyogp.domain.method_2.derived_levels import DerivedLevel, of_civil_society, of_the_government
from checkmyogp.domain.method_2.headline_counts import mean_distance, plan_counts
from checkmyogp.domain.method_2.plain import headlines_of, mean, stance
from checkmyogp.domain.method_2.positions import CountedLevels
from checkmyogp.domain.method_2.two_lists import two_lists
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, active
from checkmyogp.domain.rubrics import Criterion


def counts(findings: Sequence[MilestoneFinding], criterion: Criterion, *, due: Collection[str]) -> PlainTable:
    """Both sides' lists and every count over a selection; ``due`` names what was due by the end of the period."""
    counted, lists = plan_counts(findings, highest=criterion.highest, due=due), two_lists(findings, criterion.values)
    heard = active(findings)
    stands = [finding.civil_society for finding in heard]
    content: PlainTable = {
        "active": counted.active,
        "withdrawn": counted.withdrawn,
        "due": counted.due,
        "split": sum(isinstance(each, CountedLevels) and each.split for each in stands),
        "headlines": {headline.value: counted.of(headline) for headline in headlines_of(criterion)},
        "civil_society": [{"stands": stance(where), "milestones": many} for where, many in lists.civil_society],
    }
    if criterion.compared:
        content |= {
            "government": [{"said": account(said), "milestones": many} for said, many in lists.government],
            "not_comparable": {silence.value: many for silence, many in counted.not_comparable},
            "fragile": sum(finding.fragile for finding in heard),
            "mean_distance": mean(mean_distance(findings)),
        }
    return content


def commitments(
    findings: Sequence[MilestoneFinding], criterion: Criterion, *, due: Collection[str]
) -> list[PlainTable]:
    """The counts and the derived levels of each commitment at the top, in the plan's order."""
    by_number: dict[str, list[MilestoneFinding]] = {}
    for finding in findings:
        by_number.setdefault(finding.row.commitment, []).append(finding)
    return [
        {
            "number": number,
            "counts": counts(found, criterion, due=due),
            "derived": {rule.value: _derived(found, criterion, rule) for rule in Lifting},
        }
        for number, found in by_number.items()
    ]


def _derived(findings: Sequence[MilestoneFinding], criterion: Criterion, rule: Lifting) -> PlainTable:
    content: PlainTable = {"civil_society": _level(of_civil_society(findings, criterion.values, rule=rule))}
    if criterion.compared:
        content["government"] = _level(of_the_government(findings, criterion.values, rule=rule))
    return content


def _level(derived: DerivedLevel) -> PlainTable:
    return {"level": account(derived.level), "milestones": derived.milestones}
