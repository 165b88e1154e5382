"""Scorecards of version 2 in which everything happens: silences, stakes, revisions, strangers, withdrawn milestones."""

import json
from random import Random
from typing import Any

from tests.factories.exports import figured

COUNTINGS = ["counted"] * 6 + ["interested", "recused"]
SILENCES = ["no_evidence", "unable", "recused"]


def random_scorecard(published: bytes, *, seed: int, ngos: int, milestones: int) -> bytes:
    """The plan of a published scorecard of form 3, cut short, with other NGOs, who say whatever comes to their mind."""
    content: dict[str, Any] = json.loads(published)
    chance = Random(seed)  # noqa: S311 - the same accounts each time
    keys = [f"ngo-{place:02}" for place in range(ngos)]
    strangers = {key for key in keys if chance.random() < 1 / 10}
    opening = "".join(chance.choice("0123456789abcdef") for _ in range(64))
    content["method"] |= {
        "quorum": chance.choice([1, 2, 3, 3, 4]),
        "opening": opening,
        "seed": int(opening[:13], 16),
        "draws": chance.choice([20, 100]),
    }
    content["milestones"] = sorted(
        chance.sample(content["milestones"], min(milestones, len(content["milestones"]))),
        key=content["milestones"].index,
    )
    scales = {each["key"]: [level["value"] for level in each["levels"]] for each in content["rubric"]["criteria"]}
    alike = chance.random() < 1 / 4
    for milestone in content["milestones"]:
        milestone["withdrawn"] = chance.random() < 1 / 10
        for report in milestone["reports"]:
            if "raw" not in report:
                said = chance.choice([*scales[report["criterion"]] * 3, {"silence": "not_yet_due"}])
                report["account"] = said
        milestone.update(_said_by_ngos(chance, keys, strangers, scales, alike=alike))
    name = content["raters"][0]["name"]
    rated = {each["rater"] for milestone in content["milestones"] for each in milestone["assessments"]}
    content["raters"] = [{"key": key, "name": name} for key in sorted(rated)]
    content["accredited"] = [{"key": key, "name": name} for key in [*keys, "silent"] if key not in strangers]
    _score_vignettes(content, keys, chance)
    return figured(content)


def _score_vignettes(content: dict[str, Any], keys: list[str], chance: Random) -> None:
    """Most NGOs and agencies score most cases, some of them a level off; whoever spoke before is gone."""
    vignettes = content["vignettes"]
    agencies = {report["agency"] for milestone in content["milestones"] for report in milestone["reports"]}
    scorers: list[dict[str, Any]] = []
    for key in sorted({*keys, *agencies}):
        given = {
            case["key"]: min(max(case["level"] + chance.choice([-1, 0, 0, 1]), 0), 3)
            for case in vignettes["cases"]
            if chance.random() < 24 / 25
        }
        if given and chance.random() < 9 / 10:
            side = "government" if key in agencies else "civil_society"
            scorers.append({"key": key, "name": content["member"]["name"], "side": side, "given": given})
    vignettes["scorers"] = scorers


def _said_by_ngos(
    chance: Random, keys: list[str], strangers: set[str], scales: dict[str, list[int]], *, alike: bool
) -> dict[str, Any]:
    assessments: list[dict[str, Any]] = []
    recused: list[str] = []
    for key in keys:
        silent = chance.random() < 1 / 5
        counting = "not_accredited" if key in strangers else chance.choice(COUNTINGS)
        if counting == "recused":
            recused.append(key)
        if not silent:
            answers = [_answer(chance, criterion, scale, alike=alike) for criterion, scale in scales.items()]
            assessments.append({"rater": key, "counting": counting, "conflicts": [], "answers": answers})
    return {"assessments": assessments, "recused": recused}


def _answer(chance: Random, criterion: str, scale: list[int], *, alike: bool) -> dict[str, Any]:
    level = scale[1] if alike and chance.random() < 9 / 10 else chance.choice(scale)
    account = {"silence": chance.choice(SILENCES)} if chance.random() < 1 / 7 else level
    answer: dict[str, Any] = {
        "criterion": criterion,
        "account": account,
        "reason": "So.",
        "language": "en",
        "evidence": [],
    }
    if chance.random() < 1 / 10:
        answer["first"] = {"account": chance.choice([*scale, {"silence": "unable"}])}
    return answer
