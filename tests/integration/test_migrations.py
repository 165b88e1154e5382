"""Migrations: one head, equal to the models, and passable in both directions with rows in place."""

import json
from collections.abc import Generator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint, func, inspect, select, text

from checkmyogp import resources
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.wording import editorial
from checkmyogp.rounds.models import Round, RoundWords
from checkmyogp.rubrics.models import CriterionRow, CrosswalkVersion, RubricVersion
from checkmyogp.snapshots import queries
from checkmyogp.verification import checks, invariants
from checkmyogp.verification.invariants import opening_words
from tests.factories.commands import done, refused
from tests.factories.corrected_packs import corrected
from tests.factories.migrating import destroy_down_to
from tests.factories.packs import load
from tests.factories.rounds import close, open_round_of_version_1, publish
from tests.plugins.databases import Databases
from tests.plugins.sites import running


@pytest.fixture
def blank(databases: Databases) -> Generator[Flask]:
    """An application whose database was never migrated."""
    with databases.fresh() as address, running(address) as app, app.app_context():
        yield app


def revisions() -> list[str]:
    """Every revision, the newest first."""
    scripts = ScriptDirectory(str(resources.MIGRATIONS))
    return [script.revision for script in scripts.walk_revisions()]


def check_names() -> set[str]:
    """The names of the CHECK constraints that the database has."""
    inspector = inspect(db.engine)
    return {
        str(found["name"])
        for table in Base.metadata.sorted_tables
        for found in inspector.get_check_constraints(table.name)
    }


def model_names(kind: type[CheckConstraint | UniqueConstraint | ForeignKeyConstraint]) -> set[str]:
    """The names that the models give to constraints of this kind."""
    return {
        str(found.name)
        for table in Base.metadata.sorted_tables
        for found in table.constraints
        if isinstance(found, kind)
    }


def rows() -> dict[str, int]:
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        # The migration itself writes its one row.
        if table.name != "key_check"
    }


def test_there_is_one_head():
    assert ScriptDirectory(str(resources.MIGRATIONS)).get_heads() == revisions()[:1]


def test_the_head_has_the_tables_that_the_models_describe(site: Flask):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_the_head_has_the_checks_that_the_models_describe(site: Flask):
    assert check_names() == model_names(CheckConstraint)


def test_the_head_has_the_foreign_keys_that_the_models_describe(site: Flask):
    inspector = inspect(db.engine)
    found = {
        str(key["name"]) for table in Base.metadata.sorted_tables for key in inspector.get_foreign_keys(table.name)
    }

    longest = db.engine.dialect.max_identifier_length
    assert {name[:50] for name in found} == {name[:50] for name in model_names(ForeignKeyConstraint)}
    assert all(len(name) <= longest for name in found)


def test_a_missing_check_would_be_noticed(site: Flask):
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            connection.execute(text("alter table plan drop constraint ck_plan_starts_before_it_ends"))
    else:
        rename = "update sqlite_master set sql = replace(sql, 'ck_plan_starts_before_it_ends', 'ck_plan_other')"
        with db.engine.begin() as connection:
            connection.execute(text("pragma writable_schema = on"))
            connection.execute(text(rename))
            connection.execute(text("pragma writable_schema = off"))

    assert model_names(CheckConstraint) - check_names() == {"ck_plan_starts_before_it_ends"}


def test_each_revision_goes_down_and_up_again(blank: Flask):
    upgrade()

    for _ in revisions():
        destroy_down_to("-1")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    upgrade()

    assert left == set()
    assert check_names() == model_names(CheckConstraint)


@pytest.mark.tampers
def test_the_newest_revisions_pass_in_both_directions_with_rows_in_place(seeded_site: Flask):
    before = rows()
    db.session.remove()

    destroy_down_to(revisions()[-1])
    kept = set(inspect(db.engine).get_table_names())
    upgrade()

    # What a round is called is kept anew, of what it is called now.
    kept.add("round_words")
    assert rows() == {name: count if name in kept else 0 for name, count in before.items()}
    assert before["score"] > 0
    assert before["reply"] > 0, "a table that a newer revision creates has rows to lose"
    # The salts of its entries are gone, which is why a site refuses to go down.
    assert checks.of_chain() == ["The audit chain breaks at entry 1."]
    assert [line for snapshot in queries.all_snapshots() for line in checks.of_snapshot(snapshot)] == []


def test_the_first_revision_goes_down_with_rows_in_place_and_up_again(seeded_site: Flask):
    db.session.remove()

    destroy_down_to("base")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    upgrade()

    assert left == set()
    assert not any(rows().values())


def test_a_rubric_from_before_gets_the_headline_that_its_scorecards_had(blank: Flask):
    upgrade()
    _rubric_before("known", {"opening": True, "completion": True})
    _rubric_before("foreign", {"speed": False, "openness": True, "trust": True})
    _rubric_before("nothing-compared", {"completion": False})
    db.session.remove()

    destroy_down_to("0006")
    upgrade()

    found = {row.key: row.headline for row in db.session.scalars(select(RubricVersion).order_by(RubricVersion.key))}
    assert found == {"foreign": "openness", "known": "completion", "nothing-compared": "completion"}


@pytest.mark.tampers
def test_rubrics_and_bands_from_before_are_the_members_who_used_them(seeded_site: Flask):
    db.session.remove()

    destroy_down_to("0007")
    upgrade()

    rubric = db.session.scalars(select(RubricVersion).order_by(RubricVersion.key)).one()
    crosswalk = db.session.scalars(select(CrosswalkVersion).order_by(CrosswalkVersion.key)).one()
    assert (rubric.member, rubric.arrival, crosswalk.member) == ("mn", 1, "mn")


@pytest.mark.tampers
def test_a_round_from_before_keeps_what_it_is_called_on_the_day_of_the_upgrade(round_: Round, tmp_path: Path):
    opened = json.loads(_kept_words().content)
    db.session.remove()

    destroy_down_to("0011")
    upgrade()

    assert json.loads(_kept_words().content) == opened | {"kept": "upgrade"}
    assert not _kept_words().opening.since_opening
    load(corrected(tmp_path))
    assert list(opening_words.of_opening(_round())) == []
    assert _round().words is not None
    assert _round().member_name != _round().plan.member.name


@pytest.mark.tampers
@pytest.mark.examplia
def test_a_round_that_was_published_before_may_have_had_other_names_then(site: Flask, tmp_path: Path):
    round_ = open_round_of_version_1()
    close(round_)
    publish(round_)
    load(corrected(tmp_path))
    db.session.remove()

    destroy_down_to("0011")
    upgrade()

    assert [line for check in invariants.OF_A_ROUND for line in check(_round())] == []


def _round() -> Round:
    return db.session.scalars(select(Round).order_by(Round.id)).one()


def _kept_words() -> RoundWords:
    return db.session.scalars(select(RoundWords).order_by(RoundWords.round_id)).one()


def _rubric_before(key: str, compared: dict[str, bool]) -> None:
    """A rubric none of whose criteria is marked, though it tells which are compared."""
    words = editorial(en="Words")
    row = RubricVersion(key=key, version=1, arrival=1)
    row.criteria = [
        CriterionRow(place=place, key=name, name=words, question=words, compared=shown, evidence_from=0)
        for place, (name, shown) in enumerate(compared.items(), start=1)
    ]
    with unit_of_work(db.session):
        db.session.add(row)


@pytest.mark.tampers
def test_the_triggers_are_back_after_going_down_and_up(seeded_site: Flask):
    before = triggers()
    left: list[set[str]] = []
    db.session.remove()
    for revision in revisions()[1:]:
        destroy_down_to(revision)
        left.append(triggers())
    upgrade()

    assert left == sorted(left, key=len, reverse=True)
    assert left[-1] == set(), "the first revision has none"
    assert len({len(before), *map(len, left)}) > len(["all", "none"]), "more than one revision makes some"
    assert triggers() == before


def triggers() -> set[str]:
    """The names of the triggers that the database has."""
    by_engine = {
        "sqlite": "select name from sqlite_master where type = 'trigger'",
        "postgresql": "select tgname from pg_trigger where not tgisinternal",
    }
    with db.engine.connect() as connection:
        return set(connection.execute(text(by_engine[db.engine.dialect.name])).scalars())


@pytest.mark.parametrize("below", ["base", "0001", "0002", "0010"])
def test_a_way_down_that_would_destroy_what_never_changes_is_refused(
    seeded_app: Flask, below: str, caplog: pytest.LogCaptureFixture
):
    with seeded_app.app_context():
        before, guarded = rows(), triggers()
        db.session.remove()

    refused(seeded_app, "db", "downgrade", below)

    assert "Nothing was changed. To go back to an older version of the program, restore a backup" in caplog.text
    with seeded_app.app_context():
        assert (rows(), triggers()) == (before, guarded)


def test_a_way_down_past_empty_tables_is_taken(blank: Flask):
    upgrade()
    db.session.remove()

    done(blank, "db", "downgrade", "base")

    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
