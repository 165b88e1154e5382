"""Loading packs: all or nothing, nothing twice, amendments dated, and no code for another country."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.domain.scales import Silence
from checkmyogp.packs.services import Loaded
from checkmyogp.plans import queries
from checkmyogp.plans.editions import OfficialTextDiffers
from checkmyogp.plans.models import Edition, Milestone, Organisation, Plan, Stakeholder
from checkmyogp.plans.services import NotThisMembers, PartGone
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.rubrics.services import RubricDiffers
from tests.factories.amending import amend_whole
from tests.factories.packs import EXAMPLIA, FEES, MONGOLIA, append, copy_of, edit, load
from tests.factories.rounds import open_round, organisation, plan
from tests.plugins.engines import ON_SQLITE


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
    edit(pack, "organisations.toml", 'en = "Open Ledger"', 'en = "The Open Ledger"')
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
aliases = ["Open Ledger"]
"""


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


def test_a_commitments_stakeholder_that_an_amendment_leaves_out_has_no_stake_any_more(pack: Path):
    amend_whole(pack, FEES, "supporting.government = []\n")

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
