"""Each condition of each rule is judged: whoever takes one out of the table changes what somebody is answered."""

from collections.abc import Generator

import pytest
from flask import Flask

from checkmyogp import app as factory
from checkmyogp.domain import permissions
from checkmyogp.domain.permissions import RULES, Permission, Predicate
from checkmyogp.web.access import Found, NoRule, access
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE, ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof
from tests.plugins.sites import make_app
from tests.trust.matrix import probes
from tests.trust.matrix.driving import Driver
from tests.trust.matrix.running import entered

pytestmark = ON_SQLITE_UNLESS_PROVED

HARNESS = "rules"
PROBES = probes.read()
CONDITIONS = [(permission, condition) for permission, rule in RULES.items() for condition in rule]
NAMES = [f"{permission.name}-{probes.name(condition)}" for permission, condition in CONDITIONS]


@pytest.fixture(scope="module")
def driver(databases: Databases, empty_database: str) -> Generator[Driver]:
    """One for all, since nothing lasts."""
    with entered(databases, empty_database) as driver:
        yield driver


@pytest.mark.asvs("8.1.1", "8.2.2", "8.3.1")
def test_every_condition_has_a_request_that_shows_it_and_each_is_answered_so(driver: Driver, proof: Proof):
    found = probes.unprobed(PROBES) + probes.problems(driver, PROBES)

    proof.holds(HARNESS, tried=len(PROBES), found=found)


@pytest.mark.parametrize(("permission", "condition"), CONDITIONS, ids=NAMES)
def test_a_rule_without_one_of_its_conditions_answers_somebody_otherwise(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, proof: Proof, permission: Permission, condition: Predicate
):
    name = probes.name(condition)
    of_condition = [probe for probe in PROBES if (probe.permission, probe.condition) == (permission, name)]
    kept = tuple(rule for rule in RULES[permission] if rule is not condition)
    monkeypatch.setattr(permissions, "RULES", {**RULES, permission: kept})

    found = probes.problems(driver, of_condition)
    answered = [probes.asked(driver, probe) for probe in of_condition]

    assert answered == [probe.without for probe in of_condition]
    proof.catches(HARNESS, f"{permission.name} without {name}", tried=len(of_condition), found=found)


def test_a_condition_that_nobody_shows_is_found(monkeypatch: pytest.MonkeyPatch):
    more = (*RULES[Permission.CODE], permissions.round_is_closed)
    monkeypatch.setattr(permissions, "RULES", {**RULES, Permission.CODE: more})

    assert probes.unprobed(PROBES) == ["CODE: nobody shows what round_is_closed does"]


def test_a_condition_that_was_taken_out_is_missed(monkeypatch: pytest.MonkeyPatch):
    less = tuple(rule for rule in RULES[Permission.REPLY] if rule is not permissions.has_a_part)
    monkeypatch.setattr(permissions, "RULES", {**RULES, Permission.REPLY: less})

    assert probes.unprobed(PROBES) == ["REPLY: has_a_part is no condition of the rule"]


def nothing() -> Found[str]:
    return Found("", permissions.NOWHERE)


@access(Permission.READ_CLOSED)
def without_a_lookup() -> str:
    return ""


@access(Permission.REPLY, of=nothing)
def without_words(_thing: str) -> str:
    return ""


UNJUDGED = {
    "no lookup": (without_a_lookup, "READ_CLOSED, which is about a thing"),
    "no words for the moment": (without_words, "no words for whom REPLY refuses"),
}


@ON_SQLITE
@pytest.mark.parametrize("name", UNJUDGED)
def test_the_application_refuses_to_start_with_a_rule_that_it_cannot_judge_whole(
    empty_database: str, monkeypatch: pytest.MonkeyPatch, name: str
):
    view, told = UNJUDGED[name]

    def add(app: Flask) -> None:
        app.add_url_rule("/en/new", "new", view, methods=["GET", "POST"])

    monkeypatch.setattr(factory.api, "init_app", add)

    with pytest.raises(NoRule, match=rf"^new \(GET, POST\) .*{told}"):
        make_app(empty_database)


@pytest.mark.asvs("16.5.3")
def test_an_address_that_slipped_through_is_refused(driver: Driver, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(driver.app.view_functions["replies.closed"], "looks_up", False)
    cell = next(cell for cell in driver.cells() if (cell.place.endpoint, cell.role) == ("replies.closed", "officer"))

    assert driver.ask(cell).word == "403"
