"""The command line: what each command says, and that each refusal is a sentence with a non-zero exit."""

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.accounts.models import Person
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.plans import queries as plans
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from tests.factories.answers import score
from tests.factories.commands import done, refused
from tests.factories.packs import EXAMPLIA, MONGOLIA, copy_of, edit
from tests.factories.rounds import CLOSES, DURING, OPENS, close
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE
from tests.plugins.sites import running

pytestmark = ON_SQLITE

LONG_AGO = timedelta(days=3653)
PLAN = "plans/xm-nap-1/plan.toml"


@pytest.fixture
def bare(databases: Databases) -> Generator[Flask]:
    """An application whose database was never set up."""
    with databases.fresh() as address, running(address) as app:
        yield app


@pytest.fixture
def closed(round_: Round) -> Round:
    """A round that closed so long ago that its time for replies is over."""
    with unit_of_work(db.session):
        round_.opens_at, round_.closes_at = OPENS - LONG_AGO, CLOSES - LONG_AGO
    score(round_, "open-ledger", m1_1=1, now=DURING - LONG_AGO)
    close(round_, now=CLOSES - LONG_AGO)
    return round_


@pytest.mark.asvs("6.3.2", "15.2.3")
def test_setup_makes_everything_but_a_demonstration(bare: Flask):
    said = done(bare, "setup")

    assert "Preparing the database" in said
    assert "Pack mn: " in said
    assert done(bare, "round", "list") == "There is no round yet.\n"
    with bare.app_context():
        assert list(queries.all_snapshots()) == []
        assert list(db.session.scalars(select(Person.address).order_by(Person.id))) == []


def test_setup_again_loses_and_changes_nothing(seeded_app: Flask):
    said = done(seeded_app, "setup", "--demonstration")

    assert "Pack mn: 0 rows added, 0 changed." in said
    assert "The demonstration round is already there." in said


def test_the_demonstration_is_listed_with_its_mark(read_only_seeded_app: Flask):
    assert done(read_only_seeded_app, "round", "list") == (
        "mn-nap-5/demonstration: published, closes 2025-08-01 (demonstration)\n"
    )


def test_the_demonstration_is_loaded_and_removed(seeded_app: Flask):
    assert "Demonstration round removed." in done(seeded_app, "demo", "remove")
    assert "There is no demonstration round." in done(seeded_app, "demo", "remove")
    assert "Demonstration round loaded." in done(seeded_app, "demo", "load")
    assert "The demonstration round is already there." in done(seeded_app, "demo", "load")


def test_the_demonstration_without_its_plan_is_refused(app: Flask):
    assert refused(app, "demo", "load") == "The plan mn-nap-5 is not loaded; run: flask setup\n"


def test_a_sound_pack_is_called_sound(app: Flask):
    assert done(app, "pack", "check", str(MONGOLIA)).endswith("sound. 2 plans, 130 organisations.\n")


def test_a_pack_is_loaded_by_its_path_and_once(app: Flask):
    assert "rows added, 0 changed." in done(app, "pack", "load", str(EXAMPLIA))
    assert "Pack examplia: 0 rows added, 0 changed." in done(app, "pack", "load", str(EXAMPLIA))


@pytest.mark.parametrize("command", ["check", "load"])
def test_every_mistake_of_a_pack_is_a_line_and_nothing_is_written(app: Flask, tmp_path: Path, command: str):
    pack = copy_of(EXAMPLIA, tmp_path)
    edit(pack, PLAN, "ogp_id =", "opg_id =")
    edit(pack, "crosswalks/lamps-1.toml", 'level = "some"', 'level = "splendid"')

    lines = refused(app, "pack", command, str(pack)).splitlines()

    assert [line.split(": ")[:2] for line in lines] == [["crosswalks/lamps-1.toml", "band[2].level"], [PLAN, "opg_id"]]
    with app.app_context():
        assert list(plans.plans()) == []


def test_a_changed_official_text_is_refused_as_a_sentence(app: Flask, tmp_path: Path):
    pack = copy_of(EXAMPLIA, tmp_path)
    done(app, "pack", "load", str(pack))
    edit(pack, "plans/xm-nap-1/commitment-1.toml", "Publish all harbour fees.", "Publish some harbour fees.")

    assert refused(app, "pack", "load", str(pack)) == (
        "Milestone 1.1: the official text differs from what was loaded. "
        "A plan's text changes only by a dated [[milestone.amendment]], "
        "which gives on, change, reason and what is new; leave what was loaded as it is.\n"
    )


@pytest.mark.parametrize("command", [("pack", "load"), ("pack", "check"), ("scorecard", "verify")])
def test_a_path_that_leads_nowhere_is_refused(app: Flask, command: tuple[str, ...]):
    assert "does not exist" in refused(app, *command, "/nowhere/at/all")


def test_a_folder_without_a_pack_is_refused(app: Flask, tmp_path: Path):
    assert refused(app, "pack", "check", str(tmp_path)).startswith("member.toml: : the file is missing")


def test_a_closed_round_is_published_once(closed: Round, round_app: Flask):
    said = done(round_app, "scorecard", "publish", "xm-nap-1", "first")

    found = queries.snapshot("xm-nap-1", "first")
    assert found is not None
    assert f"Published xm-nap-1/first version 1, sha256 {found.digest}" in said
    assert refused(round_app, "scorecard", "publish", "xm-nap-1", "first") == "published cannot become published\n"


def test_an_open_round_is_not_published(round_: Round, round_app: Flask):
    assert refused(round_app, "scorecard", "publish", "xm-nap-1", "first") == "open cannot become published\n"


def test_a_round_that_is_not_there_is_not_published(app: Flask):
    assert refused(app, "scorecard", "publish", "xm-nap-1", "tenth") == (
        "There is no round tenth of xm-nap-1. flask round list shows every round.\n"
    )


@pytest.mark.parametrize(
    "command",
    [
        ("verify",),
        ("round", "list"),
        ("demo", "load"),
        ("demo", "remove"),
        ("pack", "load", str(EXAMPLIA)),
        ("scorecard", "publish", "xm-nap-1", "first"),
    ],
)
def test_a_database_that_was_never_set_up_is_a_sentence_and_not_a_crash(bare: Flask, command: tuple[str, ...]):
    assert "Run: flask setup" in refused(bare, *command)


def test_a_server_that_does_not_answer_is_a_sentence_and_not_a_crash():
    with running("postgresql+psycopg://nobody@127.0.0.1:1/nothing") as app:
        assert "The database does not answer as it should" in refused(app, "verify")


def test_nothing_is_left_in_a_transaction_after_a_refusal(app: Flask, tmp_path: Path):
    refused(app, "demo", "load")

    with app.app_context():
        assert not db.session().in_transaction()
