"""Loading packs: all or nothing, nothing twice, amendments dated, and no code for another country."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.domain.plans import Change
from checkmyogp.domain.scales import Silence
from checkmyogp.packs.services import Loaded
from checkmyogp.plans import queries
from checkmyogp.plans.editions import OfficialTextDiffers
from checkmyogp.plans.models import Edition, Milestone, Organisation, Plan, Stakeholder
from checkmyogp.plans.services import NotThisMembers, PartGone
from checkmyogp.rounds import queries as rounds
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.rubrics.services import RubricDiffers
from tests.factories.packs import EXAMPLIA, FEES, MONGOLIA, append, copy_of, edit, load, mistakes
from tests.factories.rounds import open_round, organisation, plan
from tests.plugins.engines import ON_SQLITE

AFTER_FEES = 'supporting = { government = ["Treasury"], civil_society = ["\'River Watch\' NGO"], other = [] }\n'


@pytest.fixture
def pack(site: Flask, tmp_path: Path) -> Path:
    """Examplia's pack, loaded, and to be edited."""
    folder = copy_of(EXAMPLIA, tmp_path)
    load(folder)
    return folder


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def editions(number: str) -> list[Edition]:
    milestone = db.session.scalars(select(Milestone).where(Milestone.number == number).order_by(Milestone.id)).one()
    return list(queries.editions_of(milestone.id))


def amend(pack: Path, amendment: str) -> None:
    """Add a dated change to milestone 1.1."""
    edit(pack, FEES, AFTER_FEES, f"{AFTER_FEES}\n[[milestone.amendment]]\n{amendment}\n")


def test_a_pack_of_another_country_loads_without_code(pack: Path):
    fees = editions("1.1")[0]

    assert fees.text.text("es") == "Publicar todas las tasas."
    assert [version.standing.value for version in fees.text.versions] == ["official", "official", "unofficial"]
    assert rubrics.crosswalk_as_domain(rubrics.crosswalk_in_force("lamps", 1)).account("grey") is Silence.NOT_YET_DUE
    assert [found.number for found in queries.commitments(plan().id)] == ["1", "2", "2.1"]


@ON_SQLITE
def test_two_countries_live_beside_each_other(pack: Path):
    load(MONGOLIA)

    assert [found.slug for found in queries.plans()] == ["xm-nap-1", "mn-nap-5", "mn-nap-1"]


def test_loading_again_changes_nothing_and_is_not_recorded(pack: Path):
    before, head = rows(), audit.head()

    assert load(pack) == Loaded(0, 0)

    assert (rows(), audit.head()) == (before, head)


def test_the_mongolian_pack_loads_once(read_only_seeded_site: Flask):
    counts = rows()

    assert counts["plan"] == 2
    assert queries.commitment_counts()[plan("mn-nap-5").id] == 9
    assert queries.milestone_counts()[plan("mn-nap-5").id] == 39


def test_words_of_this_site_may_be_corrected_in_place(pack: Path):
    edit(pack, FEES, "Publicar todas las tasas.", "Publicar todas las tasas portuarias.")
    edit(pack, FEES, 'en = "Publish the fees"', 'en = "Publish harbour fees"')

    assert load(pack) == Loaded(0, 1)

    assert editions("1.1")[0].title.text("en") == "Publish harbour fees"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Publish all harbour fees.", "Publish some harbour fees."),
        ("Publier tous les tarifs.", "Publier quelques tarifs."),
        ('en = "A list of fees"', 'en = "A summary of fees"'),
        ('due = { printed = "2030" }', 'due = { printed = "2031" }'),
        ('leads = ["Port Ministry"]', 'leads = ["Treasury"]'),
        ("\"'River Watch' NGO\"", '"Civic Lens"'),
    ],
)
def test_a_silently_changed_official_text_is_refused_and_nothing_is_written(pack: Path, old: str, new: str):
    edit(pack, FEES, old, new)
    edit(pack, "organisations.toml", 'en = "Treasury"', 'en = "The Treasury"')
    append(pack, "organisations.toml", NEW_ORGANISATION)
    before = rows()

    with pytest.raises(OfficialTextDiffers, match=r"Milestone 1\.1: the official text differs"):
        load(pack)

    assert rows() == before


NEW_ORGANISATION = """
[[organisation]]
key = "newcomers"
name = { en = "Newcomers", fr = "Nouveaux venus", es = "Recién llegados" }
sector = "civil_society"
kind = "body"
aliases = ["Treasury"]
"""


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
    assert (amended.change, amended.in_force_from) == (Change.AMENDED, date(2030, 3, 1))
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

    assert [edition.change for edition in editions("1.1")] == [None, Change.TRANSCRIPTION]


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


def test_a_milestone_that_disappears_from_the_pack_is_refused(pack: Path):
    text = (pack / FEES).read_text(encoding="utf-8")
    (pack / FEES).write_text(text[: text.rindex("[[milestone]]")], encoding="utf-8")

    with pytest.raises(PartGone, match=r"milestone 1\.2 is no longer in the pack"):
        load(pack)

    assert len(editions("1.2")) == 1


def test_a_milestone_can_be_added_in_the_middle_of_a_plan(pack: Path):
    append(
        pack,
        FEES,
        """
[[milestone]]
number = "1.3"
title = { en = "Publish the tides", fr = "Publier les marées", es = "Publicar las mareas" }
text = { en = "Publish the tides.", fr = "Publier les marées.", es = "Publicar las mareas." }
outputs = []
due = { printed = "2031" }
leads = ["Treasury"]
supporting = { government = [], civil_society = [], other = [] }
""",
    )

    load(pack)

    numbers = db.session.scalars(select(Milestone.number).order_by(Milestone.place)).all()
    assert numbers == ["1.1", "1.2", "1.3", "2.1.1"]
    assert load(pack) == Loaded(0, 0)


def test_a_commitments_stakeholder_that_the_pack_no_longer_names_has_no_stake_any_more(pack: Path):
    edit(pack, FEES, '[supporting]\ngovernment = ["Treasury"]', "[supporting]\ngovernment = []")

    load(pack)

    left = db.session.scalars(
        select(Organisation.key)
        .join(Stakeholder, Stakeholder.organisation_id == Organisation.id)
        .join(Plan, Plan.member_id == Organisation.member_id)
        .where(Stakeholder.commitment_id == queries.commitments(plan().id)[0].id)
        .order_by(Stakeholder.place)
    ).all()
    assert left == ["ministry-of-ports"]


def test_an_organisation_that_left_a_group_has_no_part_in_its_stakes_any_more(pack: Path):
    edit(pack, "organisations.toml", 'members = ["dock-league"]', "members = []")

    load(pack)

    assert queries.groups_of([organisation("dock-league").id]) == {}


def test_a_known_rubric_version_with_other_levels_is_refused(pack: Path):
    edit(pack, "rubrics/tide-1.toml", 'evidence_from = "most"', 'evidence_from = "some"')

    with pytest.raises(RubricDiffers, match="Rubric tide version 1 is known with other levels or rules"):
        load(pack)


def test_a_known_rubric_version_with_another_headline_is_refused(pack: Path):
    edit(pack, "rubrics/tide-1.toml", "compared = false", "compared = true")
    edit(pack, "rubrics/tide-1.toml", "version = 1", "version = 2")
    load(pack)
    edit(pack, "rubrics/tide-1.toml", 'headline = "completion"', 'headline = "opening"')

    with pytest.raises(RubricDiffers, match="Rubric tide version 2 is known with other levels or rules"):
        load(pack)

    assert {row.version: row.headline for row in rubrics.rubrics()} == {1: "completion", 2: "completion"}


def test_a_known_crosswalk_version_with_other_bands_is_refused(pack: Path):
    edit(pack, "crosswalks/lamps-1.toml", 'level = "some"', 'level = "most"')

    with pytest.raises(RubricDiffers, match="Crosswalk lamps version 1 is known with other bands"):
        load(pack)


def test_a_new_rubric_version_leaves_the_old_one_and_its_rounds_as_they_are(pack: Path):
    round_ = open_round()
    first = (pack / "rubrics" / "tide-1.toml").read_text(encoding="utf-8")
    second = first.replace("version = 1", "version = 2").replace('evidence_from = "most"', 'evidence_from = "some"')
    (pack / "rubrics" / "tide-2.toml").write_text(second, encoding="utf-8")

    load(pack)

    asked_from = {
        version: rubrics.as_domain(found).criterion("completion").evidence_from
        for version in (1, 2)
        if (found := rubrics.rubric("tide", version))
    }
    assert asked_from == {1: 2, 2: 1}
    assert round_.rubric.version == 1


def test_a_pack_cannot_take_over_another_countrys_plan(pack: Path, tmp_path: Path):
    stranger = tmp_path / "stranger"
    copy_of(EXAMPLIA, stranger)
    edit(stranger / "examplia", "member.toml", '\ncode = "xm"', '\ncode = "yz"')
    edit(stranger / "examplia", "member.toml", 'ogp_code = "EXM"', 'ogp_code = "YZX"')
    organisations = stranger / "examplia" / "organisations.toml"
    written = organisations.read_text(encoding="utf-8").replace('key = "', 'key = "yz-')
    organisations.write_text(written.replace('members = ["', 'members = ["yz-'), encoding="utf-8")

    (stranger / "examplia" / "crosswalks" / "lamps-1.toml").unlink()

    with pytest.raises(NotThisMembers, match="xm-nap-1 is a plan of another member, xm"):
        load(stranger / "examplia")

    assert plan().member.code == "xm"


def test_a_pack_cannot_name_an_organisation_as_another_countrys_is_named(pack: Path, tmp_path: Path):
    stranger = tmp_path / "stranger"
    copy_of(EXAMPLIA, stranger)
    edit(stranger / "examplia", "member.toml", '\ncode = "xm"', '\ncode = "yz"')
    edit(stranger / "examplia", "member.toml", 'ogp_code = "EXM"', 'ogp_code = "YZX"')

    with pytest.raises(NotThisMembers, match="civic-lens is an organisation of another member, xm"):
        load(stranger / "examplia")


def test_an_open_round_keeps_the_wording_it_was_opened_with(pack: Path):
    round_ = open_round()
    amend(pack, 'on = 2030-01-20\nchange = "withdrawn"\nreason = { en = "Decree", fr = "Décret", es = "Decreto" }')

    load(pack)

    assert [pinned.edition.number for pinned in rounds.pinned(round_.id)] == [1, 1, 1]
    assert [edition.number for edition in queries.latest_editions(plan().id)] == [2, 1, 1]
