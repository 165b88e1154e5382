"""Random lives of a round over HTTP: every answer is the one that a small model gives, and everything holds after."""

import uuid
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RULE_MARKER, run_state_machine_as_test
from sqlalchemy import select

from checkmyogp.accreditation import queries as accreditation
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain import permissions
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.permissions import RULES
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from checkmyogp.snapshots import services as scorecards
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import running
from tests.trust.machine import world
from tests.trust.machine.living import Life, Site

pytestmark = ON_SQLITE_UNLESS_PROVED

HARNESS = "lives of a round"


@pytest.fixture
def site(databases: Databases, empty_database: str) -> Site:
    """A copy of the beginning for each life."""
    built = databases.built("lives", world.build, on=empty_database)

    @contextmanager
    def copy() -> Generator[Flask]:
        with databases.fresh(like=built) as address, running(address) as app:
            yield app

    return copy


def only(*steps: str) -> dict[str, Any]:
    """The attributes of a life in which nobody begins with anything but these, whatever those may lead to."""

    def no_rule(name: str) -> Callable[..., None]:
        def step(life: Life, **chosen: Any) -> None:
            getattr(Life, name)(life, **chosen)

        return step

    rules = {name for name, step in vars(Life).items() if hasattr(step, RULE_MARKER)}
    return {name: no_rule(name) for name in rules - set(steps)}


def lived(
    site: Site,
    *,
    lives: int,
    steps: int,
    beginnings: Sequence[RoundState] = tuple(RoundState),
    attributes: Mapping[str, Any] = MappingProxyType({}),
) -> tuple[int, list[str]]:
    """So many lives of at most so many steps; how much was tried, and where one went otherwise than the model."""
    kind = type("OneLife", (Life,), {"site": staticmethod(site), "steps": 0, "beginnings": beginnings, **attributes})
    try:
        run_state_machine_as_test(
            kind,
            settings=settings(
                max_examples=lives,
                stateful_step_count=steps,
                deadline=None,
                derandomize=True,
                database=None,
                # A shorter life with the same fault would take longer to find than a long one takes to read.
                phases=[Phase.generate],
                report_multiple_bugs=False,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
            ),
        )
    except Exception as error:  # noqa: BLE001 - whatever the application or the comparison says
        return kind.steps, ["\n".join([repr(error), *getattr(error, "__notes__", [])])]
    return kind.steps, []


@pytest.mark.asvs("2.3.1", "2.3.2")
def test_every_life_goes_as_the_model_says(site: Site, scale: Scale, proof: Proof):
    tried, found = lived(site, lives=scale.of(3, 150), steps=scale.of(40, 60))

    proof.holds(HARNESS, tried=tried, found=found)


def a_submission_after_the_close(patch: pytest.MonkeyPatch) -> None:
    def whatever_its_state(round_id: uuid.UUID, **_rest: object) -> Round:
        return db.session.scalars(select(Round).where(Round.id == round_id).order_by(Round.id)).one()

    patch.setattr(rounds, "hold_open", whatever_its_state)
    _judge_no_longer(patch, permissions.round_is_open)


def a_revoked_ngo_may_submit(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(accreditation, "hold_may_score", lambda *_where, **_rest: True)
    _judge_no_longer(patch, permissions.is_accredited)


def _judge_no_longer(patch: pytest.MonkeyPatch, condition: permissions.Predicate) -> None:
    """Take a condition out of every rule: at the door it is judged as well as by the service."""
    rules = {permission: tuple(each for each in rule if each is not condition) for permission, rule in RULES.items()}
    patch.setattr(permissions, "RULES", rules)


def a_step_without_an_audit_entry(patch: pytest.MonkeyPatch) -> None:
    record = audit.record

    def forget_replies(action: str, **rest: Any) -> object:
        return None if action == "reply.given" else record(action, **rest)

    patch.setattr(audit, "record", forget_replies)


def a_correction_that_one_officer_makes_alone(patch: pytest.MonkeyPatch) -> None:
    confirm = scorecards.confirm_correction

    def by_somebody_else(*, actor: Identity, **rest: Any) -> object:
        return confirm(actor=replace(actor, key="somebody-else"), **rest)

    patch.setattr(scorecards, "confirm_correction", by_somebody_else)


def a_published_scorecard_that_changes(patch: pytest.MonkeyPatch) -> None:
    snapshot = queries.snapshot
    patch.setattr(queries, "snapshot", lambda plan, round_, *_version: snapshot(plan, round_))


PLANTED = [
    (a_submission_after_the_close, RoundState.CLOSED, "submits"),
    (a_revoked_ngo_may_submit, RoundState.OPEN, "is_decided_on"),
    (a_step_without_an_audit_entry, RoundState.CLOSED, "replies"),
    (a_correction_that_one_officer_makes_alone, RoundState.PUBLISHED, "is_corrected_by_one_alone"),
    (a_published_scorecard_that_changes, RoundState.PUBLISHED, "is_corrected"),
]


@pytest.mark.parametrize(("plant", "beginning", "step"), PLANTED, ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_bug_is_met_in_one_of_the_lives(
    plant: Callable[[pytest.MonkeyPatch], None],
    beginning: RoundState,
    step: str,
    site: Site,
    proof: Proof,
    monkeypatch: pytest.MonkeyPatch,
):
    plant(monkeypatch)

    tried, found = lived(site, lives=20, steps=8, beginnings=[beginning], attributes=only(step, "peeks"))

    proof.catches(HARNESS, plant.__name__.replace("_", " "), tried=tried, found=found)
