"""What can be wrong with a pack: each mistake is one line with file, key, what is wrong and what is allowed."""

from pathlib import Path

import pytest

from checkmyogp.packs import pack as packs
from tests.factories.packs import BUDGET, EXAMPLIA, FEES, append, copy_of, edit, mistakes

PLAN = "plans/xm-nap-1/plan.toml"
LAMPS = "crosswalks/lamps-1.toml"
TIDE = "rubrics/tide-1.toml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A sound pack to spoil."""
    return copy_of(EXAMPLIA, tmp_path)


def test_the_pack_that_the_mistakes_are_made_in_is_sound():
    assert packs.read(EXAMPLIA).member.languages == ("en", "fr", "es")


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        pytest.param(
            FEES,
            'leads = ["Port Ministry"]',
            'leads = ["Ministry of Tides"]',
            f"{FEES}: milestone[1].leads[1]: 'Ministry of Tides' is no organisation; "
            "allowed: a name or alias of organisations.toml",
            id="unknown organisation",
        ),
        pytest.param(
            FEES,
            'printed = "2030"',
            'printed = "soon"',
            f"{FEES}: milestone[1].due.printed: this date does not parse: 'soon' is not a year, two years, "
            "'starts in' a year, or a year and a month; "
            "allowed: 2025, 2024-2027, starts in 2024, 2014 July, or starts and ends beside it",
            id="a date that does not parse",
        ),
        pytest.param(
            FEES,
            'number = "1.2"',
            'number = "1.1"',
            f"{PLAN}: milestone 1.1: two milestones have this number; allowed: each number once in the plan",
            id="two milestones with one number",
        ),
        pytest.param(
            BUDGET,
            'number = "2.1.1"',
            'number = "1.1"',
            f"{PLAN}: milestone 1.1: two milestones have this number; allowed: each number once in the plan",
            id="two milestones with one number in two commitments",
        ),
        pytest.param(
            BUDGET,
            'number = "2"',
            'number = "1"',
            f"{PLAN}: commitment 1: two commitments have this number; allowed: each number once in the plan",
            id="two commitments with one number",
        ),
        pytest.param(
            FEES,
            'number = "1.2"',
            'number = "one.two"',
            f"{FEES}: milestone[2].number: 'one.two' has the wrong form; allowed: the form [0-9]+(\\.[0-9]+)*",
            id="a number that is none",
        ),
        pytest.param(
            FEES,
            'number = "1.2"\n',
            "",
            f"{FEES}: milestone[2].number: is missing; allowed: text",
            id="a number that is missing",
        ),
        pytest.param(
            PLAN,
            "ogp_id =",
            "opg_id =",
            f"{PLAN}: opg_id: is no key of this table; allowed: amendment, current, introduction, note, number, "
            "ogp_id, period, slug, source, title, translations",
            id="a misspelt key",
        ),
        pytest.param(
            PLAN,
            ', es = "Primer plan de acción de Ejemplia"',
            "",
            f"{PLAN}: title.es: this language is missing; allowed: a text in en, fr, es",
            id="a missing language",
        ),
        pytest.param(
            PLAN,
            '"Primer plan de acción de Ejemplia"',
            '"  "',
            f"{PLAN}: title.es: is empty; allowed: some words",
            id="an empty text",
        ),
        pytest.param(
            PLAN,
            '"Primer plan de acción de Ejemplia"',
            "5",
            f"{PLAN}: title.es: 5 is not text; allowed: text",
            id="a number in place of a text",
        ),
        pytest.param(
            PLAN,
            '"Primer plan de acción de Ejemplia"',
            '"Primer\\u0000plan"',
            f"{PLAN}: title.es: holds a control character; allowed: text that can be printed",
            id="a character that no database keeps",
        ),
        pytest.param(
            PLAN,
            'slug = "xm-nap-1"',
            'slug = "xm-nap-2"',
            f"{PLAN}: slug: 'xm-nap-2' is not the folder's name; allowed: xm-nap-1",
            id="a slug that is not the folder's name",
        ),
        pytest.param(
            PLAN,
            'printed = "2029-2031"',
            'printed = "2031-2029"',
            f"{PLAN}: period.printed: this date does not parse: 2029-12-31 comes before 2031-01-01; "
            "allowed: 2025, 2024-2027, starts in 2024, 2014 July, or starts and ends beside it",
            id="a period that ends before it starts",
        ),
        pytest.param(
            PLAN,
            'printed = "2029-2031"',
            'printed = "since 2029", starts = 2029-01-01T00:00:00Z, ends = 2031-12-31',
            f"{PLAN}: period.starts: datetime.datetime(2029, 1, 1, 0, 0, tzinfo=datetime.timezone.utc) is not a date "
            "such as 2025-06-30, without quotation marks; allowed: a date such as 2025-06-30, without quotation marks",
            id="a moment in place of a day",
        ),
        pytest.param(
            PLAN,
            'fr = "official"',
            'fr = "certified"',
            f"{PLAN}: translations.fr: 'certified' is unknown; allowed: official, unofficial, editorial",
            id="an unknown standing",
        ),
        pytest.param(
            "organisations.toml",
            'aliases = ["Port Ministry"]',
            'aliases = ["Port Ministry", "TREASURY"]',
            "organisations.toml: organisation[2].aliases: 'Treasury' is already a spelling of ministry-of-ports; "
            "allowed: each spelling once in the pack",
            id="an alias of two organisations",
        ),
        pytest.param(
            "organisations.toml",
            'aliases = ["Port Ministry"]',
            'aliases = ["Port Ministry", "port  ministry"]',
            "organisations.toml: organisation[1].aliases: 'port  ministry' says nothing new; "
            "allowed: spellings that differ by more than case or marks",
            id="an alias twice",
        ),
        pytest.param(
            "organisations.toml",
            'key = "treasury"',
            'key = "ministry-of-ports"',
            "organisations.toml: organisation[2].key: 'ministry-of-ports' stands twice; allowed: each key once",
            id="a key twice",
        ),
        pytest.param(
            "organisations.toml",
            'members = ["dock-league"]',
            'members = ["dockers"]',
            "organisations.toml: organisation harbour-ngos.members: 'dockers' is no organisation; allowed: a key",
            id="an unknown member of a group",
        ),
        pytest.param(
            "member.toml",
            'code = "xm"',
            'code = "Examplia!"',
            "member.toml: code: 'Examplia!' has the wrong form; allowed: the form [a-z0-9]+(-[a-z0-9]+)*",
            id="a code of the wrong form",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_is_allowed(pack: Path, file: str, old: str, new: str, line: str):
    edit(pack, file, old, new)

    assert line in mistakes(pack)


def test_a_milestone_that_nobody_leads_is_named(pack: Path):
    edit(pack, BUDGET, 'leads = ["Treasury"]', "leads = []")

    assert (
        f"{BUDGET}: commitment[1].milestone[1].leads: nobody leads this milestone; allowed: at least one organisation"
    ) in mistakes(pack)


def test_amendments_out_of_order_are_named(pack: Path):
    edit(pack, FEES, '[[milestone]]\nnumber = "1.2"', """[[milestone.amendment]]
on = 2030-03-01
change = "amended"
reason = { en = "r", fr = "r", es = "r" }

[[milestone.amendment]]
on = 2030-02-01
change = "amended"
reason = { en = "r", fr = "r", es = "r" }

[[milestone]]
number = "1.2\"""")  # fmt: skip

    assert (
        f"{FEES}: milestone[1].amendment[2].on: 2030-02-01 comes before the amendment above it; "
        "allowed: the oldest first"
    ) in mistakes(pack)


def test_broken_toml_is_named_with_its_line(pack: Path):
    append(pack, PLAN, "\nthis is not TOML\n")

    assert [line for line in mistakes(pack) if line.startswith(f"{PLAN}: : the file is not TOML: ")]


def test_a_file_that_is_not_utf_8_is_named(pack: Path):
    (pack / PLAN).write_bytes('title = "Écluse"'.encode("latin-1"))

    assert mistakes(pack) == [f"{PLAN}: : the file is not UTF-8; allowed: a file saved as UTF-8"]


@pytest.mark.parametrize("file", ["member.toml", "organisations.toml", PLAN])
def test_a_missing_file_is_named(pack: Path, file: str):
    (pack / file).unlink()

    assert f"{file}: : the file is missing; allowed: a TOML file of this name" in mistakes(pack)


def test_a_pack_without_rubric_or_commitments_says_so(pack: Path):
    (pack / TIDE).unlink()
    (pack / FEES).unlink()
    (pack / BUDGET).unlink()

    lines = mistakes(pack)

    assert "rubrics/: : there is no usable rubric; allowed: at least one rubric file" in lines
    assert f"{PLAN}: : the plan has no commitment; allowed: at least one commitment-N.toml beside it" in lines


def test_all_mistakes_are_named_at_once(pack: Path):
    edit(pack, FEES, '"NGOs of the harbour"', '"NGOs of the tide"')
    edit(pack, PLAN, "ogp_id =", "opg_id =")
    edit(pack, LAMPS, 'level = "some"', 'level = "splendid"')

    assert len(mistakes(pack)) == 3
