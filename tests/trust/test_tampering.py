"""Whoever owns the database edits, deletes, inserts, swaps, hashes again, cuts off or writes anew: it is noticed.

By `flask verify`, which sees every row; and by a stranger, who has yesterday's public files and one mailed hash, and
runs the verifier that anybody can download.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import partial
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from checkmyogp.verification import checks, invariants
from checkmyogp.verification.invariants import heads
from tests.factories import mutations, stranger, tampering
from tests.factories.commands import refused
from tests.factories.mutations import Mutation
from tests.factories.playing import play
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import running
from tests.unit.small_chains import chain_verifier

pytestmark = ON_SQLITE_UNLESS_PROVED

OWN, STRANGER = "tampering, seen by flask verify", "tampering, seen by a stranger"


@dataclass
class Stage:
    """A site that has lived, in a transaction in which nothing holds and which is never kept; and what a stranger has.

    ``kept`` are yesterday's files, ``mailed`` the hash that left at the last publication.
    """

    app: Flask
    folder: Path
    kept: Path
    mailed: str

    def __post_init__(self) -> None:
        self._numbers = count(1)

    @contextmanager
    def after(self, mutation: Mutation) -> Generator[None]:
        """The same site once somebody has done this."""
        with db.session.begin_nested() as savepoint:
            mutation.apply()
            db.session.expire_all()
            yield
            savepoint.rollback()
        db.session.expire_all()

    def verify(self) -> list[str]:
        """What `flask verify` says."""
        figures = [line for snapshot in queries.all_snapshots() for line in checks.of_snapshot(snapshot)]
        return figures + checks.of_chain() + invariants.broken()

    def compare(self, *, kept: bool = True) -> bool:
        """Whether the verifier finds something: with what was kept, or with today's files alone."""
        today = stranger.save(self.app, self.folder / f"{next(self._numbers):05}")
        alone = ["chain", str(today)]
        words = ["grown", "--yesterday", str(self.kept), "--today", str(today), "--head", self.mailed]
        with redirect_stdout(StringIO()):
            return chain_verifier.main(words if kept else alone) != 0


@pytest.fixture(scope="module")
def stage(databases: Databases, open_round_database: str, tmp_path_factory: pytest.TempPathFactory) -> Generator[Stage]:
    """Two versions of a scorecard are published; a stranger has saved what is public."""
    folder = tmp_path_factory.mktemp("public")
    with databases.fresh(like=open_round_database) as address, running(address) as app, app.app_context():
        play(db.session.scalars(select(Round).order_by(Round.id)).one())
        kept = stranger.save(app, folder / "yesterday")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(invariants, "_read_one_state", lambda: None)
            db.session.rollback()
            tampering.unlock()
            yield Stage(app, folder, kept, mutations.last_head())
            tampering.lock()
        db.session.remove()


def unnoticed(stage: Stage, tried: Iterable[Mutation], notices: Callable[[], object]) -> list[str]:
    """The mutations that pass."""
    found: list[str] = []
    for mutation in tried:
        with stage.after(mutation):
            if not notices():
                found.append(f"{mutation.name}: nobody notices")
    return found


def some(scale: Scale, found: Iterable[Mutation]) -> list[Mutation]:
    """Each kind at every place, or at a few."""
    by_kind: dict[str, list[Mutation]] = {}
    for mutation in found:
        by_kind.setdefault(mutation.kind, []).append(mutation)
    chosen = scale.of(2, 1000)
    return [each for kind in by_kind.values() for each in kind[:: max(1, len(kind) // chosen)][:chosen]]


def test_flask_verify_notices_every_mutation_of_the_chain_and_of_snapshots(stage: Stage, scale: Scale, proof: Proof):
    assert stage.verify() == []
    tried = some(scale, [*mutations.of_entries(), *mutations.of_snapshots(), *mutations.of_heads()])

    proof.holds(OWN, tried=len(tried), found=unnoticed(stage, tried, stage.verify))


def test_a_stranger_with_a_copy_notices_every_public_mutation(stage: Stage, scale: Scale, proof: Proof):
    assert not stage.compare()
    tried = some(scale, [*mutations.in_public(), *mutations.with_heads_taken_along()])

    proof.holds(STRANGER, tried=len(tried), found=unnoticed(stage, tried, stage.compare))


@contextmanager
def nothing_of(owner: object, *names: str) -> Generator[None]:
    """These checks find nothing."""
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(owner, name, lambda *_args: [])
        yield


def test_a_verify_that_does_not_follow_the_chain_misses_some(stage: Stage, scale: Scale, proof: Proof):
    tried = some(scale, mutations.of_entries())
    with nothing_of(checks, "of_chain"):
        found = unnoticed(stage, tried, stage.verify)

    proof.catches(OWN, "the links are not followed", tried=len(tried), found=found)


def test_a_verify_that_forgets_what_left_misses_a_chain_written_anew(stage: Stage, scale: Scale, proof: Proof):
    tried = some(scale, [each for each in mutations.of_entries() if each.kind == "rewrite an entry"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            invariants, "OF_THE_SITE", tuple(c for c in invariants.OF_THE_SITE if c is not heads.on_the_chain)
        )
        found = unnoticed(stage, tried, stage.verify)

    proof.catches(OWN, "published hashes are not compared", tried=len(tried), found=found)


def test_a_stranger_who_kept_nothing_misses_heads_that_were_taken_along(stage: Stage, scale: Scale, proof: Proof):
    tried = some(scale, mutations.with_heads_taken_along())
    found = unnoticed(stage, tried, partial(stage.compare, kept=False))

    proof.catches(STRANGER, "nobody kept a copy or a mail", tried=len(tried), found=found)


def test_a_verifier_that_compares_no_copies_and_no_links_misses_some(stage: Stage, scale: Scale, proof: Proof):
    tried = some(scale, mutations.in_public())
    with nothing_of(chain_verifier, "of_links", "shrunk"):
        found = unnoticed(stage, tried, stage.compare)

    proof.catches(STRANGER, "neither links nor copies are compared", tried=len(tried), found=found)


def test_the_command_itself_refuses_with_the_reason(databases: Databases, open_round_database: str):
    with databases.fresh(like=open_round_database) as address, running(address) as app:
        with app.app_context():
            play(db.session.scalars(select(Round).order_by(Round.id)).one())
            tampering.unlock()
            next(each for each in mutations.of_entries() if each.kind == "edit an entry").apply()
            db.session.commit()
            db.session.remove()

        assert "The audit chain breaks at entry" in refused(app, "verify")
