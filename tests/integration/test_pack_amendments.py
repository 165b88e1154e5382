"""Amendments: dated, they change what they name and nothing else, and the earlier edition stays."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.domain.plans import EditionChange
from checkmyogp.packs.services import Loaded
from checkmyogp.plans import queries
from checkmyogp.plans.editions import OfficialTextDiffers
from checkmyogp.plans.models import Edition, Milestone, Organisation, Stakeholder
from checkmyogp.rounds import queries as rounds
from tests.factories.packs import EXAMPLIA, FEES, copy_of, edit, load, mistakes
from tests.factories.rounds import open_round, plan
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED

pytestmark = ON_SQLITE_UNLESS_PROVED

AFTER_FEES = 'supporting = { government = ["Treasury"], civil_society = ["\'River Watch\' NGO"], other = [] }\n'


@pytest.fixture
def pack(site: Flask, tmp_path: Path) -> Path:
    """Examplia's pack, loaded, and to be edited."""
    folder = copy_of(EXAMPLIA, tmp_path)
    load(folder)
    return folder


def editions(number: str) -> list[Edition]:
    milestone = db.session.scalars(select(Milestone).where(Milestone.number == number).order_by(Milestone.id)).one()
    return list(queries.editions_of(milestone.id))


def amend(pack: Path, amendment: str) -> None:
    """Add a dated change to milestone 1.1."""
    edit(pack, FEES, AFTER_FEES, f"{AFTER_FEES}\n[[milestone.amendment]]\n{amendment}\n")


def test_an_amendment_is_dated_and_the_earlier_edition_stays(pack: Path):
    amend(
        pack,
        """on = 2030-03-01
change = "amended"
reason = { en = "Decree 7", fr = "Décret 7", es = "Decreto 7" }
text = { en = "Publish all fees monthly.", fr = "Publier les tarifs chaque mois.", es = "Cada mes." }
due = { printed = "2031" }""",
    )

    load(pack)

    adopted, amended = editions("1.1")
    assert (adopted.text.text("en"), adopted.due_printed, adopted.change) == ("Publish all harbour fees.", "2030", None)
    assert (amended.text.text("en"), amended.due_printed) == ("Publish all fees monthly.", "2031")
    assert (amended.change, amended.in_force_from) == (EditionChange.AMENDED, date(2030, 3, 1))
    assert load(pack) == Loaded(0, 0)


REASON = 'on = 2030-03-01\nchange = "amended"\nreason = { en = "Decree 7", fr = "Décret 7", es = "Decreto 7" }\n'


@pytest.mark.parametrize(
    ("named", "left"),
    [
        ('leads = ["Treasury"]', ["lead treasury", "supporting treasury", "supporting river-watch"]),
        (
            'supporting.civil_society = ["Civic Lens"]',
            ["lead ministry-of-ports", "supporting treasury", "supporting civic-lens"],
        ),
        ("supporting.government = []", ["lead ministry-of-ports", "supporting river-watch"]),
        ("", ["lead ministry-of-ports", "supporting treasury", "supporting river-watch"]),
    ],
)
def test_an_amendment_changes_only_the_lists_that_it_names(pack: Path, named: str, left: list[str]):
    amend(pack, f"{REASON}{named}")

    load(pack)

    entries = db.session.execute(
        select(Stakeholder.role, Organisation.key)
        .join(Organisation, Stakeholder.organisation_id == Organisation.id)
        .where(Stakeholder.edition_id == editions("1.1")[1].id)
        .order_by(Stakeholder.place)
    )
    assert [f"{role.value} {key}" for role, key in entries] == left


def test_an_amendment_that_leaves_nobody_to_lead_is_named(pack: Path):
    amend(pack, f"{REASON}leads = []")

    said = "nobody would lead this milestone any more; allowed: at least one organisation"
    assert mistakes(pack) == [f"{FEES}: milestone[1].amendment[1].leads: {said}"]


def test_a_withdrawn_milestone_keeps_its_words(pack: Path):
    amend(
        pack, 'on = 2030-03-01\nchange = "withdrawn"\nreason = { en = "Decree 8", fr = "Décret 8", es = "Decreto 8" }'
    )

    load(pack)

    adopted, withdrawn = editions("1.1")
    assert (adopted.withdrawn, withdrawn.withdrawn) == (False, True)
    assert withdrawn.text == adopted.text


def test_a_corrected_transcription_is_an_edition_that_says_so(pack: Path):
    amend(
        pack,
        """on = 2030-03-01
change = "transcription"
reason = { en = "We had dropped a word.", fr = "Un mot manquait.", es = "Faltaba una palabra." }
text = { en = "Publish all the harbour fees.", fr = "Publier tous les tarifs.", es = "Publicar todas." }""",
    )

    load(pack)

    assert [edition.change for edition in editions("1.1")] == [None, EditionChange.TRANSCRIPTION]


def test_an_amendment_that_was_loaded_can_neither_go_nor_change_its_day_or_kind(pack: Path):
    reason = 'reason = { en = "Decree 8", fr = "Décret 8", es = "Decreto 8" }'
    amend(pack, f'on = 2030-03-01\nchange = "amended"\n{reason}')
    load(pack)

    edit(pack, FEES, "on = 2030-03-01", "on = 2030-04-01")
    with pytest.raises(OfficialTextDiffers, match=r"Milestone 1\.1"):
        load(pack)
    edit(pack, FEES, "on = 2030-04-01", "on = 2030-03-01")
    edit(pack, FEES, 'change = "amended"', 'change = "withdrawn"')
    with pytest.raises(OfficialTextDiffers, match=r"Milestone 1\.1"):
        load(pack)
    edit(pack, FEES, f'[[milestone.amendment]]\non = 2030-03-01\nchange = "withdrawn"\n{reason}\n', "")
    with pytest.raises(OfficialTextDiffers, match="an amendment that was loaded before is no longer in the pack"):
        load(pack)

    assert editions("1.1")[1].in_force_from == date(2030, 3, 1)
    assert editions("1.1")[1].withdrawn is False


def test_an_open_round_keeps_the_wording_it_was_opened_with(pack: Path):
    round_ = open_round()
    amend(pack, 'on = 2030-01-20\nchange = "withdrawn"\nreason = { en = "Decree", fr = "Décret", es = "Decreto" }')

    load(pack)

    assert [pinned.edition.number for pinned in rounds.pinned(round_.id)] == [1, 1, 1]
    assert [edition.number for edition in queries.latest_editions(plan().id)] == [2, 1, 1]
