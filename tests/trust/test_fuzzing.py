"""Garbage in every address, parameter, field, header and file: nothing breaks, and nothing unseen is kept."""

from collections.abc import Generator, Iterator, Mapping
from functools import wraps
from typing import Any, cast

import pytest
from flask import Flask, request
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.domain.texts import clean_text
from checkmyogp.snapshots import queries
from checkmyogp.web import forms
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import assert_everything_holds, running
from tests.trust.clock import standing_at
from tests.trust.fuzzing import world
from tests.trust.fuzzing.reaching import Reach, form_token, reaches
from tests.trust.fuzzing.trying import (
    Found,
    Piece,
    Trier,
    explored,
    in_addresses,
    in_bodies,
    in_fields,
    in_files,
    in_headers,
    in_queries,
    spread,
)

HARNESS = "fuzzing"
UNSEEN = "fuzzing: what is kept"
ALSO_SENT: Mapping[str, dict[str, str]] = {
    "accounts.add_passkey": {"answer": "{}", "name": "phone"},
    "accounts.use_passkey": {"answer": "{}"},
    "accounts.begin_authenticator": {},
    "accounts.question_for_using": {},
    "accounts.end_session": {},
    "accounts.end_other_sessions": {},
    "accounts.remove_passkey": {},
    "accounts.register_address": {"registered": "office@example.org"},
    "accounts.withdraw": {},
    "irm.confirm_import": {"previewed": "unsealed"},
    "comparison.drop_note": {"revision": "1"},
    "irm.withdraw": {"seen": "00000000-0000-0000-0000-000000000007"},
    "rounds.discard": {},
    "round_admin.confirm_correction": {},
    "verification.recompute_receipt": {"receipt": "0" * 64, "salt": "00" * 32},
    "round_admin.withdraw_correction": {},
}
"""Fields of what is sent from pages that have more to them than their address, or from none at all."""
FILES = {
    "irm.preview_table": "table",
    "verification.check": "scorecard",
    "verification.recompute_receipt": "content",
}
"""What a file is called in the forms that take one."""


@pytest.fixture
def fuzzed(databases: Databases, empty_database: str) -> Generator[Flask]:
    """A site in which every address leads somewhere, at the moment for which it was made."""
    built = databases.built("fuzzed", world.build, on=empty_database)
    with (
        standing_at(world.NOW),
        databases.fresh(like=built) as address,
        running(address, PUBLIC_URL="http://localhost") as app,
    ):
        yield app


def everything(app: Flask, found: Found) -> Iterator[Piece]:
    """Every piece of garbage in every place."""
    token = form_token(app)
    yield from in_addresses(found.reaches)
    yield from in_queries(found.reaches, found.parameters)
    yield from in_headers(found.reaches)
    yield from in_bodies(found.reaches, token)
    with app.app_context():
        published = queries.all_snapshots()[0].content
    for reach in found.reaches:
        if reach.method == "POST":
            yield from in_fields(reach, fields(found, reach), token)
            if reach.rule.endpoint in FILES:
                yield from in_files(reach, FILES[reach.rule.endpoint], published)


def fields(found: Found, reach: Reach) -> dict[str, str]:
    """What is sent there."""
    return {**ALSO_SENT.get(reach.rule.endpoint, {}), **found.forms.get(reach.path(), {})}


def unseen(app: Flask) -> list[str]:
    """Every text in the database that is not as cleaning leaves it."""
    with app.app_context():
        return [
            f"{table.name}.{column.name}: {text[:80]!r}"
            for table in db.metadata.sorted_tables
            for column in table.columns
            for value in db.session.scalars(select(column).order_by(*table.primary_key.columns))
            for text in texts(value)
            if text.strip() != clean_text(text)
        ]


def texts(value: Any) -> Iterator[str]:
    """The texts in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from texts(part)


OF_THE_MACHINE_S_OWN = "GET watching.figures: 404 NOT FOUND "
"""What only a program of the operator's on this machine finds."""


@ON_SQLITE_UNLESS_PROVED
def test_every_address_is_reached_and_every_form_is_known(fuzzed: Flask):
    found = explored(Trier(fuzzed), reaches(fuzzed))

    assert list(found.refused) == [OF_THE_MACHINE_S_OWN]
    unknown = {
        reach.rule.endpoint for reach in found.reaches if reach.method == "POST" and reach.path() not in found.forms
    }
    assert sorted(unknown - set(ALSO_SENT)) == []


@pytest.mark.asvs("1.2.4", "1.3.3", "2.2.1", "15.3.5")
def test_nothing_breaks(fuzzed: Flask, scale: Scale, proof: Proof):
    trier = Trier(fuzzed)
    found = explored(trier, reaches(fuzzed))
    pieces = spread(everything(fuzzed, found), scale.of(150, 12_000))

    faults = trier.faults(pieces)

    proof.holds(HARNESS, tried=len(pieces), found=faults)
    proof.holds(UNSEEN, tried=len(pieces), found=unseen(fuzzed))
    with fuzzed.app_context():
        assert_everything_holds()


def of_nul(app: Flask) -> list[Piece]:
    """A NUL in every field of two forms, and in one parameter."""
    trier, wanted = (
        Trier(app),
        {"verification.check_receipt", "assessment.milestone", "assessment.save", "rounds.draft"},
    )
    found = explored(trier, [reach for reach in reaches(app) if reach.rule.endpoint in wanted | {"rounds.drafting"}])
    return [piece for piece in everything(app, found) if piece.what.startswith("NUL ")]


@ON_SQLITE_UNLESS_PROVED
def test_a_view_that_breaks_on_a_nul_is_noticed(fuzzed: Flask, proof: Proof):
    view = fuzzed.view_functions["verification.check_receipt"]

    @wraps(view)
    def breaking() -> object:
        assert "\0" not in request.args.get("receipt", "")
        return view()

    pieces = of_nul(fuzzed)
    fuzzed.view_functions["verification.check_receipt"] = cast("Any", breaking)

    faults = Trier(fuzzed).faults(pieces)

    proof.catches(HARNESS, "a view that breaks on NUL", tried=len(pieces), found=faults)


@ON_SQLITE_UNLESS_PROVED
def test_a_text_that_nobody_cleans_is_noticed(fuzzed: Flask, proof: Proof, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(forms, "clean_text", lambda typed: typed)
    monkeypatch.setattr(forms, "clean_line", lambda typed: typed)
    pieces = of_nul(fuzzed)

    # One engine refuses to keep a NUL, which breaks the view, and the other one keeps it.
    faults = Trier(fuzzed).faults(pieces) + unseen(fuzzed)

    proof.catches(UNSEEN, "a text that nobody cleans", tried=len(pieces), found=faults)
