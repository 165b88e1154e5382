"""Keys are made, changed while the site runs, and said not to fit; nothing is lost by any of it."""

import stat
from collections.abc import Generator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from checkmyogp import serving
from checkmyogp.db import db, keyring
from checkmyogp.db.keyring import KeyDoesNotFit, KeyFile, Keyring
from checkmyogp.mail.models import OutboxMail
from checkmyogp.rounds.models import Round
from checkmyogp.web import settings
from tests.factories.accounts import owner
from tests.factories.commands import done, refused
from tests.integration.test_sealed_columns import CANARY, everything, plant
from tests.plugins.databases import Databases
from tests.plugins.sites import make_app, running

NO_FIT = "The encryption key does not fit this database"


@pytest.fixture
def kept_apart(
    databases: Databases, open_round_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Generator[tuple[Flask, Round, KeyFile]]:
    """A site with a key file of its own, sealed with it, and something in everything that is sealed."""
    with databases.fresh(like=open_round_database) as address, running(address, TESTING=True) as app:
        keys = KeyFile(tmp_path / "encryption-keys")
        app.extensions[settings.KEYRING] = Keyring.given(keys.written() + app.extensions[settings.KEYRING].written())
        done(app, "secrets", "rotate")
        app.extensions[settings.KEYRING] = keys
        owner(app)
        with app.app_context():
            round_ = db.session.scalars(select(Round).order_by(Round.id)).one()
            plant(round_)
            yield app, round_, keys


def test_the_keys_of_a_new_site_are_its_owners_alone(app: Flask):
    file = Path(app.instance_path) / settings.KEYS_FILE

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text(encoding="ascii").split()) >= 1


@pytest.mark.tampers
def test_a_key_is_changed_while_the_site_runs(kept_apart: tuple[Flask, Round, KeyFile]):
    app, round_, keys = kept_apart
    before, first = everything(round_), keys.newest
    running_site = KeyFile(keys._file)
    db.session.rollback()

    said = done(app, "secrets", "rotate")
    with keyring.instead(running_site):
        after = everything(round_)
        sealed_by_the_other = running_site.seal(b"words", "outbox_mail.body")
    db.session.rollback()

    assert "values are sealed with the newest key now." in said
    assert after == before
    assert keys.newest != first
    assert sealed_by_the_other[1:9] == keys.newest
    assert "0 values" in done(app, "secrets", "rotate", "--same-key")
    assert "1 older keys are forgotten" in done(app, "secrets", "forget")
    assert everything(round_) == before
    with pytest.raises(KeyDoesNotFit), keyring.instead(KeyFile(keys._file.with_name("another"))):
        everything(round_)
    frozen = "update submission set version = 9"
    with pytest.raises(Exception, match="never changed"), db.engine.begin() as connection:
        connection.execute(text(frozen))


@pytest.mark.tampers
def test_a_key_in_use_is_not_forgotten(kept_apart: tuple[Flask, Round, KeyFile]):
    app, round_, keys = kept_apart
    before = everything(round_)
    db.session.rollback()
    keys.add_newest()

    said = refused(app, "secrets", "forget")

    assert "values are sealed with an older key. Run: flask secrets rotate" in said
    assert everything(round_) == before


@pytest.mark.tampers
def test_a_key_that_does_not_fit_is_said_and_nothing_is_served(
    kept_apart: tuple[Flask, Round, KeyFile], monkeypatch: pytest.MonkeyPatch
):
    app, _round, keys = kept_apart
    db.session.rollback()
    app.extensions[settings.KEYRING] = Keyring.given(keyring.new_key())
    monkeypatch.setattr(serving, "create_app", lambda: app)

    for command in (["verify"], ["serve"], ["secrets", "rotate"]):
        assert NO_FIT in refused(app, *command), command
    with pytest.raises(KeyDoesNotFit, match=NO_FIT):
        serving.application()
    ready = app.test_client().get("/ready")
    app.extensions[settings.KEYRING] = keys

    assert (ready.status_code, ready.json and ready.json["key"]) == (503, "missing")
    assert app.test_client().get("/ready").status_code == 200
    bodies = db.session.scalars(select(OutboxMail.body).where(OutboxMail.subject == "A link").order_by(OutboxMail.id))
    assert bodies.all() == [f"{CANARY} mailed"]


@pytest.mark.parametrize("given", ["short", "!!", "A" * 43, f"{'A' * 43}= x", "Ж" * 44])
def test_what_is_no_key_is_refused_at_the_start(databases: Databases, empty_database: str, given: str):
    with pytest.raises(settings.Unusable, match="ENCRYPTION_KEYS must hold keys"):
        make_app(empty_database, ENCRYPTION_KEYS=given)


@pytest.mark.tampers
def test_damage_to_one_value_is_named(kept_apart: tuple[Flask, Round, KeyFile]):
    app, _round, _keys = kept_apart
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(text("update outbox_mail set body = 'readable' where subject = 'A link'"))

    assert "outbox_mail.body: 1 values cannot be opened" in refused(app, "verify")
