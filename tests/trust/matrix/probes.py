"""For each condition of each rule, one request that is answered otherwise without it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from checkmyogp.domain import permissions
from checkmyogp.domain.permissions import Permission, Predicate
from checkmyogp.drafting.services import NotYours
from tests.factories.assessing import Fields
from tests.trust.matrix.addresses import Place
from tests.trust.matrix.driving import Cell, Driver

REVIEWED = Path(__file__).parents[1] / "rules.csv"


@dataclass(frozen=True, slots=True)
class Probe:
    """One line of the table."""

    permission: Permission
    condition: str
    cell: Cell
    typed: Fields
    """Over what the form would hold."""
    answer: str
    without: str
    """What is answered where the rule lacks the condition."""


def read() -> list[Probe]:
    """All of them."""
    with REVIEWED.open(encoding="utf-8", newline="") as lines:
        return [
            Probe(
                Permission[line["permission"]],
                line["condition"],
                Cell(Place(line["endpoint"], line["method"], line["target"], line["round"]), line["role"]),
                dict(parse_qsl(line["typed"], keep_blank_values=True)),
                line["answer"],
                line["without"],
            )
            for line in csv.DictReader(lines)
        ]


def name(condition: Predicate) -> str:
    """What the rules call it."""
    return next(name for name, value in vars(permissions).items() if value is condition)


def unprobed(probes: Iterable[Probe]) -> list[str]:
    """A sentence for each condition without a probe, and for each probe without a condition."""
    there = {(permission, name(each)) for permission, rule in permissions.RULES.items() for each in rule}
    known = {(probe.permission, probe.condition) for probe in probes}
    unshown = [f"{permission.name}: nobody shows what {each} does" for permission, each in sorted(there - known)]
    gone = [f"{permission.name}: {each} is no condition of the rule" for permission, each in sorted(known - there)]
    return unshown + gone


def asked(driver: Driver, probe: Probe) -> str:
    """What is answered. A service that refuses where the rule should have done so before has no page."""
    try:
        return driver.ask(probe.cell, probe.typed).word
    except NotYours:
        return "not a lead"


def problems(driver: Driver, probes: Iterable[Probe]) -> list[str]:
    """A sentence for each request that is not answered as its line says."""
    answers = [(probe, asked(driver, probe)) for probe in probes]
    return [
        f"{probe.permission.name}, {probe.condition}: {probe.cell} is answered {word!r} and not {probe.answer!r}"
        for probe, word in answers
        if word != probe.answer
    ]
