"""What a government said of a plan and its commitments changes by dated amendments, which keep what was before."""

import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.domain.plans import EditionChange
from checkmyogp.packs.services import Loaded
from checkmyogp.plans import queries
from checkmyogp.plans.models import Commitment, DatedAmendment
from tests.factories.amending import NEW_TITLE, PLAN, REASON, amend_inner, amend_whole
from tests.factories.commands import done, refused
from tests.factories.packs import BUDGET, EXAMPLIA, FEES, append, copy_of, edit, load, mistakes
from tests.factories.rounds import open_round, plan
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED

pytestmark = ON_SQLITE_UNLESS_PROVED

HOW = "which gives on, change, reason and what is new"


@pytest.fixture
def pack(site: Flask, tmp_path: Path) -> Path:
    """Examplia's pack, loaded, and to be edited."""
    folder = copy_of(EXAMPLIA, tmp_path)
    load(folder)
    return folder


def commitment(number: str = "1") -> Commitment:
    found = queries.commitment_at(plan().id, number)
    assert found is not None
    return found


def responsible(number: str = "1") -> list[str]:
    """Who leads and who supports a commitment, by role and key."""
    rows = queries.stakeholders_of_plan(plan().id)
    return [f"{row.role.value} {row.organisation.key}" for row in rows if row.commitment_id == commitment(number).id]


def amendments() -> list[DatedAmendment]:
    return list(db.session.scalars(select(DatedAmendment).order_by(DatedAmendment.number)))


CHANGES = [
    (PLAN, 'en = "First action plan of Examplia"', 'en = "First plan of Examplia"', "xm-nap-1: title", ""),
    (PLAN, 'period = { printed = "2029-2031" }', 'period = { printed = "2029-2032" }', "xm-nap-1: period", ""),
    (PLAN, "number = 1", "number = 2", "xm-nap-1: number", ""),
    (FEES, 'en = "Open the harbour"', 'en = "Open each harbour"', "xm-nap-1, commitment 1: title", ""),
    (FEES, 'fr = "Ouvrir le port"', 'fr = "Ouvrir chaque port"', "xm-nap-1, commitment 1: title", ""),
    (FEES, 'period = { printed = "2029-2031" }', 'period = { printed = "2029-2030" }', "commitment 1: period", ""),
    (FEES, 'leads = ["Ministry of Ports"]', 'leads = ["Treasury"]', "commitment 1: leads and supporting", ""),
    (FEES, 'en = "Nobody knows the fees."', 'en = "Some know the fees."', "commitment 1: answer", ""),
    (BUDGET, 'en = "Citizens\' budget"', 'en = "The budget"', "xm-nap-1, commitment 2.1: title", "commitment."),
]
"""A place of an official word, what would stand there, what the refusal names, and where its amendment would stand."""


@pytest.mark.parametrize(("file", "old", "new", "named", "within"), CHANGES)
def test_an_official_word_is_refused_without_an_amendment(
    app: Flask, pack: Path, file: str, old: str, new: str, named: str, within: str
):
    path = pack / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    said = refused(app, "pack", "load", str(pack))

    assert f"{named} is not what was loaded." in said
    assert f"[[{within}amendment]]{'' if file != PLAN else ' in plan.toml'}, {HOW}" in said
    db.session.rollback()
    assert (plan().number, plan().title.text("en")) == (1, "First action plan of Examplia")
    assert commitment().title.text("en") == "Open the harbour"


def test_a_translation_of_ours_may_change_at_any_time(pack: Path):
    edit(pack, FEES, 'es = "Abrir el puerto"', 'es = "Abrir el puerto entero"')
    edit(pack, PLAN, 'es = "Primer plan de acción de Ejemplia"', 'es = "Primer plan"')

    assert load(pack) == Loaded(0, 2)
    assert commitment().title.text("es") == "Abrir el puerto entero"


def test_an_amendment_is_dated_and_keeps_what_was_before(pack: Path):
    amend_whole(pack, FEES, NEW_TITLE)

    load(pack)

    kept = amendments()[0]
    assert commitment().title.text("en") == "Open all harbours"
    assert (kept.in_force_from, kept.change, kept.number) == (date(2030, 3, 1), EditionChange.AMENDED, 1)
    assert (kept.title_before.text("en"), kept.period_before) == ("Open the harbour", "2029-2031")
    assert json.loads(kept.before)["answers"] == [
        {"question": "problem", "text": {"en": "Nobody knows the fees.", "fr": "Personne ne connaît les tarifs."}}
    ]
    assert load(pack) == Loaded(0, 0)


def test_a_plan_and_a_sub_commitment_are_amended_alike(pack: Path):
    amend_whole(pack, PLAN, 'period = { printed = "2029-2032" }\nnumber = 2\n')
    amend_inner(pack, BUDGET, "2.1", NEW_TITLE)

    load(pack)

    assert (plan().period_printed, plan().ends, plan().number) == ("2029-2032", date(2032, 12, 31), 2)
    assert commitment("2.1").title.text("en") == "Open all harbours"
    assert [row.commitment_id for row in amendments()] == [None, commitment("2.1").id]
    assert load(pack) == Loaded(0, 0)


@pytest.mark.parametrize(
    ("named", "left"),
    [
        ('leads = ["Treasury"]', ["lead treasury", "supporting treasury"]),
        (
            'supporting.civil_society = ["Civic Lens"]',
            ["lead ministry-of-ports", "supporting treasury", "supporting civic-lens"],
        ),
        ("supporting.government = []", ["lead ministry-of-ports"]),
        (NEW_TITLE, ["lead ministry-of-ports", "supporting treasury"]),
    ],
)
def test_an_amendment_of_a_commitment_changes_only_the_lists_that_it_names(pack: Path, named: str, left: list[str]):
    amend_whole(pack, FEES, named)

    load(pack)

    assert responsible() == left
    assert [answer.text.text("en") for answer in commitment().answers] == ["Nobody knows the fees."]


def test_amendments_follow_one_another(pack: Path):
    amend_whole(pack, FEES, NEW_TITLE)
    load(pack)
    later = REASON.replace("2030-03-01", "2030-04-01").replace("amended", "transcription")
    amend_whole(pack, FEES, 'period = { printed = "2029-2030" }\n', dated=later)

    load(pack)

    first, second = amendments()
    assert (first.title_before.text("en"), second.title_before.text("en")) == ("Open the harbour", "Open all harbours")
    assert (commitment().title.text("en"), commitment().period_printed) == ("Open all harbours", "2029-2030")


def test_an_amendment_that_was_loaded_can_neither_go_nor_change(app: Flask, pack: Path):
    amend_whole(pack, FEES, NEW_TITLE)
    load(pack)

    edit(pack, FEES, "on = 2030-03-01", "on = 2030-04-01")
    assert "commitment 1: an amendment that was loaded before has another day" in refused(
        app, "pack", "load", str(pack)
    )
    edit(pack, FEES, "on = 2030-04-01", "on = 2030-03-01")
    edit(pack, FEES, 'en = "Open all harbours"', 'en = "Open some harbours"')
    assert "commitment 1: title is not what was loaded" in refused(app, "pack", "load", str(pack))
    edit(pack, FEES, f"\n[[amendment]]\n{REASON}{NEW_TITLE.replace('all', 'some')}", "")
    assert "an amendment that was loaded before is no longer in the pack" in refused(app, "pack", "load", str(pack))

    db.session.rollback()
    assert commitment().title.text("en") == "Open all harbours"


def test_mistakes_in_amendments_are_named_with_what_is_allowed(pack: Path):
    amend_whole(pack, FEES, 'titel = "Open"\n', dated=REASON.replace("amended", "withdrawn"))
    amend_whole(pack, FEES, NEW_TITLE, dated=REASON.replace("2030-03", "2030-02"))
    amend_whole(pack, PLAN, 'period = { printed = "starts in 2029" }\n')

    allowed = "answer, change, leads, on, period, reason, supporting, title"
    assert mistakes(pack) == [
        f"{FEES}: amendment[1].change: only milestones are withdrawn; allowed: amended or transcription",
        f"{FEES}: amendment[1].titel: is no key of this table; allowed: {allowed}",
        f"{FEES}: amendment[2].on: 2030-02-01 comes before the amendment above it; allowed: the oldest first",
        f"{PLAN}: amendment[1].period: a plan has an end; allowed: a period with both ends, such as 2024-2027",
    ]


def test_a_milestone_stays_under_its_commitment(app: Flask, pack: Path):
    left, _, moved = (pack / FEES).read_text(encoding="utf-8").rpartition("[[milestone]]")
    (pack / FEES).write_text(left, encoding="utf-8")
    append(pack, BUDGET, f"\n[[milestone]]{moved}")

    said = refused(app, "pack", "load", str(pack))

    assert "xm-nap-1: milestone 1.2 stood under another commitment before; it stays there." in said


def test_a_sub_commitment_stays_under_its_own(app: Flask, pack: Path):
    left, _, moved = (pack / BUDGET).read_text(encoding="utf-8").partition("[[commitment]]")
    (pack / BUDGET).write_text(left + MILESTONE, encoding="utf-8")
    append(pack, FEES, f"\n[[commitment]]{moved}")

    said = refused(app, "pack", "load", str(pack))

    assert "xm-nap-1: commitment 2.1 stands in another place of the plan than before." in said


MILESTONE = """
[[milestone]]
number = "2.9"
title = { en = "New", fr = "Neuf", es = "Nuevo" }
text = { en = "New", fr = "Neuf", es = "Nuevo" }
outputs = []
due = { printed = "2030" }
leads = ["Treasury"]
"""


def test_the_pages_of_a_plan_show_what_was_amended_and_what_was_before(app: Flask, pack: Path):
    amend_whole(pack, FEES, NEW_TITLE)
    amend_whole(pack, PLAN, 'title = { en = "The plan", fr = "Le plan", es = "El plan" }\n')

    load(pack)

    shown = app.test_client().get("/en/plans/xm-nap-1").text
    assert "The government changed its plan. Decree 7" in shown
    assert "Before: Open the harbour" in shown
    assert "Before: First action plan of Examplia" in shown
    told = app.test_client().get("/api/v1/plans/xm-nap-1").json
    assert told is not None
    assert [each["before"]["title"]["en"] for each in told["amendments"]] == ["First action plan of Examplia"]
    assert told["commitments"][0]["amendments"][0]["on"] == "2030-03-01"


def test_an_open_round_keeps_the_words_of_before_an_amendment(app: Flask, pack: Path):
    round_ = open_round()
    amend_whole(pack, FEES, NEW_TITLE)

    load(pack)

    assert round_.words is not None
    assert round_.words.commitments[0].title.text("en") == "Open the harbour"
    assert done(app, "verify")
