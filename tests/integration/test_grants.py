"""On PostgreSQL the site runs as a role that cannot touch what is frozen, even where no trigger stood in its way."""

import secrets
from collections.abc import Generator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import make_url, text
from sqlalchemy.exc import ProgrammingError

from checkmyogp.db import db
from checkmyogp.db.grants import ENDED, FROZEN
from checkmyogp.rounds.models import Round
from tests.factories.answers import report, score
from tests.factories.commands import done
from tests.factories.officers import the_round
from tests.factories.replying import reply
from tests.factories.rounds import CLOSES, REPLIES_END, close, publish
from tests.plugins.engines import ON_POSTGRESQL, ON_SQLITE
from tests.plugins.sites import running


def owner_says(app: Flask, statement: str) -> list[str]:
    with app.app_context(), db.engine.begin() as connection:
        result = connection.execute(text(statement))
        return [str(value) for value in result.scalars()] if result.returns_rows else []


@pytest.fixture
def role(round_app: Flask) -> Generator[str]:
    """A role that can sign in to the server, and nothing else."""
    name = f"site_{secrets.token_hex(6)}"
    owner_says(round_app, f"create role {name} login")
    yield name
    owner_says(round_app, f"drop owned by {name}")
    owner_says(round_app, f"drop role {name}")


@pytest.fixture
def site(round_app: Flask, role: str) -> Generator[Flask]:
    """The application as that role."""
    done(round_app, "database", "grant", role)
    address = make_url(round_app.config["SQLALCHEMY_DATABASE_URI"]).set(username=role)
    with running(address.render_as_string(hide_password=False)) as app, app.app_context():
        yield app


def play(round_: Round) -> None:
    score(round_, "open-ledger", m1_1=1)
    report(round_, "ministry-of-ports", "1.1", 3)
    close(round_)
    reply(round_, "ministry-of-ports", "1.1", now=CLOSES)
    publish(round_, now=REPLIES_END + timedelta(days=1))


@ON_POSTGRESQL
def test_the_site_s_role_plays_a_whole_round(site: Flask):
    play(the_round())

    assert "Everything holds: 1 scorecards" in done(site, "verify")


@pytest.mark.asvs("13.2.2")
@ON_POSTGRESQL
@pytest.mark.parametrize("table", [*FROZEN, *ENDED])
@pytest.mark.parametrize("attempt", ["delete from {}", "truncate {} cascade", "alter table {} disable trigger all"])
def test_the_site_s_role_cannot_touch_what_is_frozen(site: Flask, table: str, attempt: str):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), db.engine.begin() as connection:
        connection.execute(text(attempt.format(table)))


@ON_POSTGRESQL
def test_what_has_ended_can_be_said_of_a_code_and_nothing_else(site: Flask):
    with db.engine.begin() as connection:
        connection.execute(text("update irm_code set ended_by = ended_by, ended_at = ended_at"))

    with pytest.raises(ProgrammingError, match="permission denied"), db.engine.begin() as connection:
        connection.execute(text("update irm_code set code = code"))


@ON_POSTGRESQL
def test_every_table_with_a_trigger_that_freezes_it_is_on_the_list(round_app: Flask):
    found = owner_says(
        round_app,
        "select distinct c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid "
        "where not t.tgisinternal and t.tgname like '%never%' order by c.relname",
    )

    assert found == sorted([*FROZEN, *ENDED])


@ON_POSTGRESQL
def test_whom_nothing_can_be_kept_from_is_refused(round_app: Flask):
    [owner] = owner_says(round_app, "select current_user")

    for name, said in ((owner, "owns the tables"), ("nobody_of_that_name", "has no role")):
        result = round_app.test_cli_runner().invoke(args=["database", "grant", name])
        assert (result.exit_code, said in result.output) == (1, True)


@ON_SQLITE
def test_an_engine_without_roles_says_so(app: Flask):
    result = app.test_cli_runner().invoke(args=["database", "grant", "site"])

    assert (result.exit_code, "SQLite knows no roles" in result.output) == (1, True)
