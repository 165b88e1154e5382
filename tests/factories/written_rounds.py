"""The method's written examples as plans that were really scored: a pack, a rubric, a round, published."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.factories.answers import SALT, assess, given
from tests.factories.packs import EXAMPLIA, copy_of, load
from tests.factories.rounds import NGOS, close_and_publish, open_round
from tests.factories.scorecards import Scorecard
from tests.unit.domain.written_scores import table

RATERS = NGOS[:4]
"""The columns of an example."""
MILESTONES_OF_A_COMMITMENT = 4


def published(folder: Path, written: str, levels: Sequence[int]) -> Scorecard:
    """A plan with a milestone for each unit, scored as written on a rubric of these levels."""
    units = table(written)
    load(pack(folder, len(units), levels))
    round_ = open_round(rubric=("ladder", 1), quorum=2)
    for place, ngo in enumerate(RATERS[: len(units[0])]):
        answers = {
            number(unit): {"completion": given(level)}
            for unit, scores in enumerate(units)
            if (level := scores[place]) is not None
        }
        assess(round_, ngo, answers, salt=bytes([place, *SALT[1:]]))
    return close_and_publish(round_)


def number(unit: int) -> str:
    """The milestone of a unit, counted from 0: four to a commitment."""
    commitment, place = divmod(unit, MILESTONES_OF_A_COMMITMENT)
    return f"{commitment + 1}.{place + 1}"


def pack(folder: Path, units: int, levels: Sequence[int]) -> Path:
    """Examplia with another plan and a rubric of its own."""
    made = copy_of(EXAMPLIA, folder)
    plan = made / "plans" / "xm-nap-1"
    shutil.rmtree(made / "crosswalks")
    for file in plan.glob("commitment-*.toml"):
        file.unlink()
    for first in range(0, units, MILESTONES_OF_A_COMMITMENT):
        numbers = [number(unit) for unit in range(first, min(first + MILESTONES_OF_A_COMMITMENT, units))]
        commitment = numbers[0].partition(".")[0]
        (plan / f"commitment-{commitment}.toml").write_text(_commitment(commitment, numbers), encoding="utf-8")
    (made / "rubrics" / "ladder-1.toml").write_text(_rubric(levels), encoding="utf-8")
    return made


def _commitment(commitment: str, numbers: Sequence[str]) -> str:
    head = f"""
number = "{commitment}"
title = {_words(f"Promise {commitment}")}
period = {{ printed = "2029-2031" }}
leads = ["Treasury"]

[translations]
en = "official"
fr = "official"
es = "unofficial"

[supporting]
government = []
civil_society = []
other = []
"""
    return head + "".join(
        f"""
[[milestone]]
number = "{each}"
title = {_words(f"Step {each}")}
text = {_words(f"Do step {each}.")}
outputs = []
due = {{ printed = "2030" }}
leads = ["Treasury"]
supporting = {{ government = [], civil_society = [], other = [] }}
"""
        for each in numbers
    )


def _rubric(levels: Sequence[int]) -> str:
    head = f"""
key = "ladder"
version = 1

[[criterion]]
key = "completion"
name = {_words("Completion")}
question = {_words("How much is done?")}
compared = true
evidence_from = "rung{levels[-1]}"
"""
    return head + "".join(
        f"""
[[criterion.level]]
value = {level}
key = "rung{level}"
name = {_words(f"Rung {level}")}
descriptor = {_words(f"It stands on rung {level}.")}
"""
        for level in levels
    )


def _words(text: str) -> str:
    return f'{{ en = "{text}", fr = "{text}", es = "{text}" }}'
