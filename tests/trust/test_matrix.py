"""Every address and method as everybody, in every state of a round: each answered as a reviewed table says."""

from collections.abc import Callable, Generator

import pytest
from flask import Flask, abort
from flask.typing import ResponseReturnValue
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from checkmyogp import app as factory
from checkmyogp.accounts.models import Person
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain import permissions
from checkmyogp.domain.identities import Office
from checkmyogp.domain.permissions import RULES, Permission
from checkmyogp.reporting import queries as reporting
from checkmyogp.rounds import queries as rounds
from checkmyogp.web import access, headers
from tests.factories import people
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE, ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import make_app
from tests.trust.matrix import checking, table
from tests.trust.matrix.addresses import Place
from tests.trust.matrix.driving import CONFIRM, HIDDEN, SIGN_IN, WORDS, YES, Cell, Driver
from tests.trust.matrix.running import entered

HARNESS = "matrix"
REVIEWED = table.read(table.REVIEWED.read_text(encoding="utf-8"))
Plant = Callable[[Flask, pytest.MonkeyPatch], None]


@pytest.fixture(scope="module")
def driver(databases: Databases, empty_database: str) -> Generator[Driver]:
    """One for all, since nothing lasts."""
    with entered(databases, empty_database) as driver:
        yield driver


@pytest.fixture
def own_driver(databases: Databases, empty_database: str) -> Generator[Driver]:
    """This test's own, whose addresses it may change."""
    with entered(databases, empty_database) as driver:
        yield driver


@pytest.mark.asvs("2.3.1", "3.5.3", "6.3.4", "8.2.1", "8.2.2", "8.3.1", "8.4.1")
def test_everybody_is_answered_as_the_table_says(driver: Driver, scale: Scale, proof: Proof):
    every = driver.cells()
    cells = every if scale.heavy else checking.sample(every)
    if proof.engine == "postgresql" and not scale.heavy:
        # Who may do what is decided above the database; that it understands each question, a few of each address show.
        cells = cells[::10]

    found = checking.unreviewed(driver, REVIEWED) + checking.problems(driver, REVIEWED, cells)

    proof.holds(HARNESS, tried=len(cells), found=found)


@ON_SQLITE_UNLESS_PROVED
def test_what_is_asked_for_without_its_text_is_guarded_alike(driver: Driver, scale: Scale, proof: Proof):
    gets = [cell for cell in driver.cells() if cell.place.method == "GET"]
    cells = gets if scale.heavy else checking.sample(gets)[::10]

    proof.holds(f"{HARNESS}: HEAD", tried=len(cells), found=checking.unlike_without_text(driver, cells))


def loosened(
    permission: Permission, *, without: permissions.Predicate, instead: tuple[permissions.Predicate, ...]
) -> Plant:
    """A rule with one of its conditions taken out, and others in its place."""

    def plant(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        kept = tuple(rule for rule in RULES[permission] if rule is not without)
        monkeypatch.setattr(permissions, "RULES", {**RULES, permission: (*kept, *instead)})

    return plant


def a_post_under_the_rule_for_reading(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.view_functions["rounds.discard"], "permission", Permission.READ)


def every_agency_leads_everything(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "led", lambda round_, _agency_id: rounds.pinned(round_.id))


def hidden_says_so(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "abort", lambda _code: abort(403))


def hidden_has_another_header(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(code: int) -> None:
        headers.allow_our_script()
        abort(code)

    monkeypatch.setattr(access, "abort", refuse)


def done_and_then_hidden(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    discard = app.view_functions["rounds.discard"]

    def done(**where: str) -> ResponseReturnValue:
        discard(**where)
        return abort(404)

    done.permission = Permission.READ  # type: ignore[attr-defined]  # As the decorator does.
    monkeypatch.setitem(app.view_functions, "rounds.discard", done)


PLANTED = {
    "members may submit": (
        loosened(Permission.ASSESSMENT_SUBMIT, without=permissions.is_ngo_lead, instead=(permissions.is_ngo_member,)),
        ("assessment.submit", "open"),
        "as member: 'yes'",
    ),
    "no step-up before closing": (
        loosened(Permission.ROUND_CLOSE, without=permissions.second_factor_is_fresh, instead=()),
        ("round_admin.close", "over"),
        "as officer, stale: 'yes'",
    ),
    "a POST under the rule for reading": (
        a_post_under_the_rule_for_reading,
        ("rounds.discard", "draft"),
        "as visitor: 'yes'",
    ),
    "an agency edits another's report": (
        every_agency_leads_everything,
        ("reporting.save", "open"),
        "other open as reporter: 'yes'",
    ),
    "403 instead of 404": (hidden_says_so, ("rounds.editing", "draft"), "'403'"),
    "a hidden page with another header": (
        hidden_has_another_header,
        ("rounds.editing", "draft"),
        "the status or a header",
    ),
    "done before it is refused": (done_and_then_hidden, ("rounds.discard", "draft"), "something was written"),
}
"""What is planted, where it must be found, and how that is told."""


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_hole_is_found(driver: Driver, monkeypatch: pytest.MonkeyPatch, proof: Proof, name: str):
    plant, where, told = PLANTED[name]
    cells = checking.about(driver.cells(), *where)
    before = checking.problems(driver, REVIEWED, cells)

    plant(driver.app, monkeypatch)
    found = checking.problems(driver, REVIEWED, cells)

    assert before == []
    proof.catches(HARNESS, name, tried=len(cells), found=[problem for problem in found if told in problem])


def unruled() -> str:
    return "Nobody has said who may see this."


@ON_SQLITE_UNLESS_PROVED
def test_a_new_address_is_refused_until_somebody_has_put_it_into_the_table(own_driver: Driver, proof: Proof):
    own_driver.app.add_url_rule("/en/new", "new", unruled)
    driver = own_driver.anew()
    cells = checking.about(driver.cells(), "new", "")

    found = checking.unreviewed(driver, REVIEWED)

    assert found == ["GET new is not in the table"]
    assert {driver.ask(cell).word for cell in cells} == {"403"}
    proof.catches(HARNESS, "a new address", tried=len(cells), found=found)


def test_a_line_without_an_address_is_found(driver: Driver):
    gone = {Cell(Place("gone", "GET"), role): YES for role in table.NAMES}

    assert checking.unreviewed(driver, {**REVIEWED, **gone}) == ["GET gone is in the table and nowhere else"]


@pytest.mark.asvs("8.2.1", "8.3.1")
@ON_SQLITE
def test_the_application_refuses_to_start_with_an_address_without_a_rule(
    empty_database: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(factory.api, "init_app", lambda app: app.add_url_rule("/en/new", "new", unruled))

    with pytest.raises(access.NoRule, match=r"^new \(GET\) has no rule"):
        make_app(empty_database)


def test_the_table_is_written_as_it_is_read():
    assert table.written(REVIEWED) == table.REVIEWED.read_text(encoding="utf-8")
    assert set(REVIEWED.values()) <= WORDS.keys()


ONLY = {
    "assessment": {"lead", "lead, stale", "lead, revoked", "lead, applying", "member"},
    "reporting": {"reporter", "reporter, stale"},
    "rounds": {"officer", "officer, stale"},
}
"""Whose work it is: for nobody else is there any such page."""
BEFORE_THE_CLOSE = {"draft", "open", "over"}
BINDING = {
    "assessment.submit", "reporting.submit",
    "round_admin.close", "round_admin.publish", "round_admin.confirm_correction",
    "accreditation.answer", "accreditation.propose",
    "accounts.confirm_officer", "accounts.confirm_recovery",
}  # fmt: skip
TURNED_AWAY = {HIDDEN, SIGN_IN, CONFIRM}


@pytest.mark.asvs("8.1.1")
def test_the_table_says_what_the_specification_says():
    """Read without the application: nobody who reviews three hundred lines sees everything."""
    for cell, word in REVIEWED.items():
        feature = cell.place.endpoint.partition(".")[0]
        if cell.role not in ONLY.get(feature, set(table.NAMES)):
            assert word in TURNED_AWAY, cell
        if feature == "replies" and cell.place.state in BEFORE_THE_CLOSE:
            assert word in TURNED_AWAY, cell
        if cell.place.endpoint in BINDING and "stale" in cell.role:
            assert word in TURNED_AWAY, cell
        if cell.place.endpoint == "assessment.submit" and cell.role == "member":
            assert word == HIDDEN, cell
        if cell.place.target == "other" and feature in {"assessment", "reporting", "replies"}:
            assert word in TURNED_AWAY, cell


@pytest.mark.asvs("2.2.3")
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "change", ["office = 'officer,researcher'", "office = 'ngo'", "organisation = 'open-ledger'", "lead = true"]
)
def test_nobody_is_half_in_another_office(change: str):
    researcher = people.person(office=Office.RESEARCHER)

    with pytest.raises(IntegrityError), unit_of_work(db.session):
        db.session.execute(text(f"update person set {change}"))  # noqa: S608 - of the four above

    assert db.session.scalars(select(Person.office).order_by(Person.id)).all() == [researcher.office]


@pytest.mark.usefixtures("site")
def test_nobody_holds_two_offices_under_one_address():
    people.person(office=Office.RESEARCHER, address="somebody@example.org")

    with pytest.raises(IntegrityError):
        people.person(office=Office.OFFICER, address="Somebody@example.org")


@pytest.mark.usefixtures("site")
def test_an_office_is_held_in_one_place_only():
    """A second table of offices would let somebody have one in each.

    The chain keeps in which one somebody acted, a recovery for which one the invitation is to be.
    """
    schema = inspect(db.engine)

    held = [
        (name, column["name"])
        for name in schema.get_table_names()
        for column in schema.get_columns(name)
        if "office" in column["name"]
    ]

    assert sorted(held) == [(name, "office") for name in ("audit_entry", "invitation", "person", "recovery")]
