"""What one member's pack can do to another's: nothing, and the refusal says whose it is."""

import re
from pathlib import Path

import pytest
from flask import Flask

from checkmyogp.db import db
from checkmyogp.packs.services import Loaded
from checkmyogp.plans.models import Member
from checkmyogp.plans.services import AnotherNature, NotThisMembers
from checkmyogp.reporting import queries as reporting
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.rubrics.services import AnothersRubric, RubricDiffers
from tests.factories.packs import EXAMPLIA, FEES, copy_of, edit, load
from tests.factories.rounds import draft_round, plan
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED

pytestmark = ON_SQLITE_UNLESS_PROVED

MEMBER, TIDE, LAMPS = "member.toml", "rubrics/tide-1.toml", "crosswalks/lamps-1.toml"


@pytest.fixture
def pack(site: Flask, tmp_path: Path) -> Path:
    """Examplia's pack, loaded, and to be edited."""
    folder = copy_of(EXAMPLIA, tmp_path)
    load(folder)
    return folder


@pytest.fixture
def neighbour(pack: Path, tmp_path: Path) -> Path:
    """The pack of another member, on the same rubric, without bands; not loaded."""
    (tmp_path / "neighbours").mkdir()
    folder = copy_of(EXAMPLIA, tmp_path / "neighbours")
    edit(folder, MEMBER, 'code = "xm"', 'code = "yz"')
    edit(folder, MEMBER, 'ogp_code = "EXM"', 'ogp_code = "YZX"')
    organisations = folder / "organisations.toml"
    written = organisations.read_text(encoding="utf-8").replace('key = "', 'key = "yz-')
    organisations.write_text(written.replace('members = ["', 'members = ["yz-'), encoding="utf-8")
    (folder / "plans" / "xm-nap-1").rename(folder / "plans" / "yz-nap-1")
    edit(folder, "plans/yz-nap-1/plan.toml", 'slug = "xm-nap-1"', 'slug = "yz-nap-1"')
    (folder / LAMPS).rename(tmp_path / "lamps-1.toml")
    return folder


def examplia() -> tuple[object, ...]:
    """What is known of the first member."""
    member = plan().member
    return member.code, member.ogp_code, member.name, member.languages, member.time_zone


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('ogp_code = "EXM"', 'ogp_code = "ZZX"', r"xm is the code of another member: Examplia \(EXM\)"),
        ('code = "xm"', 'code = "zz"', r"EXM is the OGP code of another member, xm: Examplia \(EXM\)"),
        (
            'name = { en = "Examplia", fr = "Examplie", es = "Ejemplia" }',
            'name = { en = "Zed", fr = "Zède", es = "Zeta" }',
            r"xm is the code of another member: Examplia \(EXM\)",
        ),
    ],
)
def test_a_pack_cannot_take_another_member_over(pack: Path, old: str, new: str, said: str):
    before = examplia()
    edit(pack, MEMBER, f"\n{old}", f"\n{new}")

    with pytest.raises(NotThisMembers, match=said):
        load(pack)

    assert examplia() == before


def test_a_member_corrects_its_own_name_and_time_zone(pack: Path):
    edit(pack, MEMBER, 'es = "Ejemplia"', 'es = "Ejemplía"')
    edit(pack, MEMBER, 'ogp_code = "EXM"', 'ogp_code = "EXM"\ntime_zone = "Asia/Ulaanbaatar"')

    assert load(pack) == Loaded(0, 1)

    assert plan().member.name.text("es") == "Ejemplía"
    assert plan().member.time_zone == "Asia/Ulaanbaatar"


def test_two_members_share_a_rubric_and_the_second_changes_nothing_of_the_first(neighbour: Path):
    assert load(neighbour).changed == 0

    assert [row.member for row in rubrics.rubrics()] == ["xm"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('en = "Most is done."', 'en = "Half is done."', r"completion\.most\.descriptor\.en"),
        ('en = "Most",', 'en = "Mostly",', r"completion\.most\.name\.en"),
        ('es = "Cumplimiento"', 'es = "Avance"', r"completion\.name\.es"),
        ('en = "Is government more open?"', 'en = "Open?"', r"opening\.question\.en"),
    ],
)
def test_no_pack_changes_a_word_of_a_known_rubric(pack: Path, neighbour: Path, old: str, new: str, place: str):
    for folder in (pack, neighbour):
        edit(folder, TIDE, old, new)

        with pytest.raises(RubricDiffers, match=f"Rubric tide version 1: {place} is known as"):
            load(folder)


def test_a_rubric_gains_a_language_and_keeps_the_others(pack: Path, neighbour: Path):
    everything = sorted(neighbour.rglob("*.toml"))
    for file in everything:
        file.write_text(re.sub(r'\bes = |"es"', _in_portuguese, file.read_text(encoding="utf-8")), encoding="utf-8")

    load(neighbour)

    tide = rubrics.rubric("tide", 1)
    assert tide is not None
    assert tide.criteria[0].name.texts() == {
        "en": "Completion", "fr": "Réalisation", "es": "Cumplimiento", "pt": "Cumplimiento",
    }  # fmt: skip


def _in_portuguese(found: re.Match[str]) -> str:
    return found.group().replace("es", "pt")


def test_a_pack_cannot_bring_a_new_version_of_anothers_rubric(neighbour: Path):
    edit(neighbour, TIDE, "version = 1", "version = 2")

    with pytest.raises(AnothersRubric, match="tide is a rubric of another member, xm, and version 2"):
        load(neighbour)


def test_a_pack_cannot_bring_anothers_bands(neighbour: Path, tmp_path: Path):
    (tmp_path / "lamps-1.toml").rename(neighbour / LAMPS)

    with pytest.raises(AnothersRubric, match="lamps is a crosswalk of another member, xm; give yours another key"):
        load(neighbour)

    assert db.session.query(Member).count() == 1


def test_agencies_are_offered_the_bands_of_their_own_member_only(neighbour: Path):
    load(neighbour)

    offered = {
        slug: [row.key for row in reporting.crosswalks(draft_round(plan_slug=slug))]
        for slug in ("xm-nap-1", "yz-nap-1")
    }

    assert offered == {"xm-nap-1": ["lamps"], "yz-nap-1": []}


def test_a_rubric_that_sorts_before_does_not_take_the_method_page(neighbour: Path):
    edit(neighbour, TIDE, 'key = "tide"', 'key = "aaa"')

    load(neighbour)

    shown = rubrics.latest_rubric()
    assert shown is not None
    assert shown.key == "tide"


def test_bands_stay_with_the_rubric_version_they_were_made_for(pack: Path):
    second = (pack / TIDE).read_text(encoding="utf-8").replace("version = 1", "version = 2")
    (pack / "rubrics" / "tide-2.toml").write_text(second, encoding="utf-8")

    load(pack)
    load(pack)

    assert [row.key for row in reporting.crosswalks(draft_round())] == ["lamps"]


@pytest.mark.parametrize(("old", "new"), [("sector", 'sector = "other"'), ("kind", 'kind = "group"')])
def test_an_organisation_does_not_change_its_nature(pack: Path, old: str, new: str):
    organisations = pack / "organisations.toml"
    lines = organisations.read_text(encoding="utf-8").splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith(old))
    lines[first] = new
    organisations.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(AnotherNature, match="ministry-of-ports is known as government, body and would become"):
        load(pack)


def test_a_translation_may_be_corrected(pack: Path):
    edit(pack, FEES, "Publicar todas las tasas.", "Publicar todas las tasas portuarias.")

    assert load(pack) == Loaded(0, 1)
