"""Whatever a pack may bring, `flask verify` stays quiet on a site with rounds in every state; the rest is refused.

All of it through the commands that an operator types.
"""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from tests.factories.amending import NEW_TITLE, PLAN, REASON, amend_inner, amend_whole
from tests.factories.answers import report, score
from tests.factories.commands import done, refused
from tests.factories.corrected_packs import corrected, neighbour
from tests.factories.packs import BUDGET, EXAMPLIA, FEES, append, copy_of, edit
from tests.factories.playing import play
from tests.factories.rounds import close, draft_round, open_round
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.sites import running

pytestmark = ON_SQLITE_UNLESS_PROVED

ORGANISATIONS, LAMPS, TIDE, MEMBER = (
    "organisations.toml",
    "crosswalks/lamps-1.toml",
    "rubrics/tide-1.toml",
    "member.toml",
)
LONG = "a" * 101


def live(address: str) -> None:
    """One round is published and corrected, one closed, one open, one a draft."""
    with running(address) as app, app.app_context():
        play(db.session.scalars(select(Round).order_by(Round.id)).one())
        for slug in ("closed", "open"):
            round_ = open_round(slug=slug)
            report(round_, "ministry-of-ports", "1.1", "green")
            score(round_, "open-ledger", m1_1=1, m1_2=2)
            if slug == "closed":
                close(round_)
        draft_round(slug="drafted")


@pytest.fixture
def lived(databases: Databases, open_round_database: str) -> Generator[Flask]:
    """A site with rounds in every state."""
    built = databases.built("rounds_in_every_state", live, on=open_round_database)
    with databases.fresh(like=built) as address, running(address) as app:
        yield app


def renamed(pack: Path) -> None:
    edit(pack, ORGANISATIONS, 'en = "Open Ledger"', 'en = "Open Ledger Society"')
    edit(pack, ORGANISATIONS, 'en = "Ministry of Ports"', 'en = "Ministry of Seaports"')
    edit(pack, ORGANISATIONS, '["Port Ministry"]', '["Port Ministry", "Ministry of Ports"]')


def without_a_member(pack: Path) -> None:
    edit(pack, ORGANISATIONS, 'members = ["dock-league"]', "members = []")


def on_another_clock(pack: Path) -> None:
    edit(pack, MEMBER, 'ogp_code = "EXM"', 'ogp_code = "EXM"\ntime_zone = "Pacific/Kiritimati"')


def with_a_newer_rubric(pack: Path) -> None:
    written = (pack / TIDE).read_text(encoding="utf-8").replace("version = 1", "version = 2")
    (pack / "rubrics" / "tide-2.toml").write_text(written.replace("Most is done.", "Nearly all is done."), "utf-8")


def with_newer_bands(pack: Path) -> None:
    written = (pack / LAMPS).read_text(encoding="utf-8").replace("version = 1", "version = 2")
    (pack / "crosswalks" / "lamps-2.toml").write_text(written.replace('level = "all"', 'level = "some"'), "utf-8")


def amended(pack: Path) -> None:
    amend_whole(pack, PLAN, 'title = { en = "The plan", fr = "Le plan", es = "El plan" }\n')
    amend_inner(pack, BUDGET, "2.1", 'title = { en = "The budget", fr = "Le budget", es = "El presupuesto" }\n')
    append(pack, FEES, f'\n[[milestone.amendment]]\n{REASON}leads = ["Treasury"]\n')
    amend_whole(pack, FEES, f'{NEW_TITLE}leads = ["Open Ledger Society"]\n')


PERMITTED: tuple[Callable[[Path], None], ...] = (
    renamed,
    without_a_member,
    on_another_clock,
    with_a_newer_rubric,
    with_newer_bands,
    amended,
)


def frozen() -> list[bytes]:
    """The bytes of everything published, and of what was kept at a close and at an opening."""
    rounds = db.session.scalars(select(Round).order_by(Round.slug)).all()
    return [
        *(snapshot.content for round_ in rounds for snapshot in queries.snapshots_of(round_.id)),
        *(row.content for round_ in rounds for row in queries.closing_extracts(round_.id)),
        *(round_.kept_words.content for round_ in rounds if round_.kept_words),
    ]


def rows() -> dict[str, int]:
    """How many rows each table has, and how far the chain has come."""
    tables = Base.metadata.sorted_tables
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_every_permitted_pack_leaves_verify_quiet_and_what_is_frozen_as_it_is(lived: Flask, tmp_path: Path):
    with lived.app_context():
        before = frozen()
    pack = copy_of(EXAMPLIA, tmp_path)

    for change in PERMITTED:
        change(pack)
        assert ": 0 rows added, 0 changed" not in done(lived, "pack", "load", str(pack)), change.__name__
        assert "Everything holds" in done(lived, "verify"), change.__name__

    with lived.app_context():
        assert frozen() == before


def test_everything_corrected_at_once_and_a_new_country_leave_verify_quiet(lived: Flask, tmp_path: Path):
    (tmp_path / "beside").mkdir()
    with lived.app_context():
        before = frozen()

    for pack in (corrected(tmp_path), neighbour(tmp_path / "beside")):
        assert ": 0 rows added, 0 changed" not in done(lived, "pack", "load", str(pack))
        assert "Everything holds" in done(lived, "verify")

    with lived.app_context():
        assert frozen() == before


def test_a_round_that_took_its_names_from_today_would_be_an_alarm(
    lived: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pack = copy_of(EXAMPLIA, tmp_path)
    renamed(pack)
    done(lived, "pack", "load", str(pack))
    monkeypatch.setattr(Round, "name_of", lambda _round, organisation: organisation.name)

    assert "at its close is not what the rows say" in refused(lived, "verify")


def test_what_was_changed_past_every_pack_is_named(lived: Flask):
    with lived.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("update member set time_zone = 'Asia/Tokyo'")

    assert "time_zone of member is not what entry" in refused(lived, "verify")


REFUSED = [
    (MEMBER, '\ncode = "xm"', f'\ncode = "{LONG}"', "member.toml: code: is too long"),
    (ORGANISATIONS, 'key = "open-ledger"', f'key = "{LONG}"', "organisation[6].key: is too long"),
    (LAMPS, 'key = "lamps"', f'key = "{LONG}"', "crosswalks/lamps-1.toml: key: is too long"),
    (LAMPS, 'raw = "green"', f'raw = "{LONG}"', "has the wrong form"),
    (MEMBER, 'ogp_code = "EXM"', f'ogp_code = "{"A" * 41}"', "has the wrong form"),
    (FEES, 'ogp_id = "XM0001"', f'ogp_id = "{"A" * 41}"', "has the wrong form"),
    (FEES, 'number = "1.2"', f'number = "{"1" * 41}"', "number: is too long"),
    (TIDE, "Most is done.", "Half is done.", "give it a new version"),
    (FEES, 'en = "Open the harbour"', 'en = "Open it"', "commitment 1: title is not what was loaded"),
    (FEES, "Publish all harbour fees.", "Publish some.", "Milestone 1.1: the official text differs"),
]
"""A place, what would stand there, and what the command says instead of loading it."""


@pytest.mark.parametrize(("file", "old", "new", "said"), REFUSED)
def test_a_refused_pack_is_refused_in_a_sentence_and_writes_nothing(
    lived: Flask, tmp_path: Path, file: str, old: str, new: str, said: str
):
    pack = copy_of(EXAMPLIA, tmp_path)
    renamed(pack)
    edit(pack, file, old, new)
    with lived.app_context():
        before = rows()

    assert said in refused(lived, "pack", "load", str(pack))

    with lived.app_context():
        assert rows() == before
