"""The vignettes of a scorecard: written from what was sealed, and read for the figures."""

from collections.abc import Mapping

from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.method_2.vignette_figures import Calibration
from checkmyogp.plans import queries as plan_queries
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.vignettes import frozen
from checkmyogp.snapshots.schema import FrozenCase, FrozenScorecard, FrozenScorer, FrozenVignettes
from checkmyogp.vignettes import queries


def vignettes(round_: Round) -> FrozenVignettes | None:
    """What a round that is over had as vignettes, and the levels that everybody gave; nothing where it used none."""
    kept = round_.vignettes
    if kept is None:
        return None
    cases: list[FrozenCase] = [
        {"key": each.key, "criterion": each.criterion, "level": each.level, "text": each.text.stored()}
        for each in frozen(kept)
    ]
    return {
        "key": kept.vignette_set.key,
        "version": kept.vignette_set.version,
        "digest": kept.digest,
        "salt": kept.salt.hex(),
        "cases": cases,
        "scorers": _scorers(round_),
    }


def _scorers(round_: Round) -> list[FrozenScorer]:
    rows = {row.organisation_id: row for row in queries.submissions(round_.id)}
    called = plan_queries.organisations(rows.keys())
    return [
        {
            "key": organisation.key,
            "name": round_.name_of(organisation).stored(),
            "side": "government" if organisation.sector is Sector.GOVERNMENT else "civil_society",
            "given": dict(queries.given_in(rows[id_])),
        }
        for id_, organisation in sorted(called.items(), key=lambda each: each[1].key)
    ]


def calibrations_of(content: FrozenScorecard) -> Mapping[str, Calibration]:
    """What the method takes of the vignettes, by criterion; nothing where there are none.

    Raises:
        KeyError, TypeError: when the content is not a scorecard's.
    """
    if "vignettes" not in content:
        return {}
    criteria = dict.fromkeys(case["criterion"] for case in content["vignettes"]["cases"])
    return {criterion: _calibration(content, content["vignettes"], criterion) for criterion in criteria}


def _calibration(content: FrozenScorecard, said: FrozenVignettes, criterion: str) -> Calibration:
    known = {case["key"]: case["level"] for case in said["cases"] if case["criterion"] == criterion}
    given = {
        scorer["key"]: {key: level for key, level in scorer["given"].items() if key in known}
        for scorer in said["scorers"]
    }
    agencies = {
        milestone["number"]: report["agency"]
        for milestone in content["milestones"]
        for report in milestone["reports"]
        if report["criterion"] == criterion and report["stands"]
    }
    return Calibration(known, {key: levels for key, levels in given.items() if levels}, agencies)
