"""What can be wrong with the rubrics and crosswalks of a pack: each mistake is one line, as in the rest of it."""

from pathlib import Path

import pytest

from checkmyogp.packs import pack as packs
from tests.factories.packs import EXAMPLIA, copy_of, edit, mistakes

LAMPS = "crosswalks/lamps-1.toml"
TIDE = "rubrics/tide-1.toml"
HEADLINE = 'headline = "completion"\n'
OPENING_QUESTION = 'key = "opening"\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A sound pack to spoil."""
    return copy_of(EXAMPLIA, tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        pytest.param(
            LAMPS,
            'level = "some"',
            'level = "splendid"',
            f"{LAMPS}: band[2].level: 'splendid' is no level of completion; allowed: nothing, some, most, all",
            id="a level outside the rubric",
        ),
        pytest.param(
            LAMPS,
            'silence = "not_yet_due"',
            'silence = "no_evidence"',
            f"{LAMPS}: band[4].silence: an agency cannot report no_evidence; allowed: not_yet_due",
            id="a silence that is not an agency's",
        ),
        pytest.param(
            LAMPS,
            'raw = "amber"',
            'raw = "red"',
            f"{LAMPS}: band[2].raw: 'red' stands twice; allowed: each band once",
            id="a band twice",
        ),
        pytest.param(
            TIDE,
            'evidence_from = "most"',
            'evidence_from = "plenty"',
            f"{TIDE}: criterion[1].evidence_from: 'plenty' is no level; allowed: nothing, some, most, all",
            id="evidence from an unknown level",
        ),
        pytest.param(
            TIDE,
            'key = "some"',
            'key = "nothing"',
            f"{TIDE}: criterion[1].level[2].key: 'nothing' stands twice; allowed: each level once",
            id="a level twice",
        ),
        pytest.param(
            TIDE,
            OPENING_QUESTION,
            'key = "completion"\n',
            f"{TIDE}: criterion[2].key: 'completion' stands twice; allowed: each criterion once",
            id="a criterion twice",
        ),
        pytest.param(
            TIDE,
            "version = 1",
            "version = 0",
            f"{TIDE}: version: 0 is out of range; allowed: a whole number from 1 to 999",
            id="a version that is none",
        ),
        pytest.param(
            TIDE,
            HEADLINE,
            'headline = "splendour"\n',
            f"{TIDE}: headline: 'splendour' is no compared criterion of this rubric; allowed: completion",
            id="a headline that is no criterion",
        ),
        pytest.param(
            TIDE,
            HEADLINE,
            'headline = "opening"\n',
            f"{TIDE}: headline: 'opening' is no compared criterion of this rubric; allowed: completion",
            id="a headline that nobody compares",
        ),
        pytest.param(
            TIDE,
            HEADLINE,
            "headline = 1\n",
            f"{TIDE}: headline: 1 is not text; allowed: text",
            id="a headline that is no text",
        ),
        pytest.param(
            TIDE,
            "compared = true",
            "compared = false",
            f"{TIDE}: headline: no criterion is compared, so that a scorecard has nothing to open with; "
            "allowed: compared = true on at least one criterion",
            id="nothing to open with",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_is_allowed(pack: Path, file: str, old: str, new: str, line: str):
    edit(pack, file, old, new)

    assert line in mistakes(pack)


def test_where_several_criteria_are_compared_the_headline_is_asked_for(pack: Path):
    edit(pack, TIDE, "compared = false", "compared = true")
    edit(pack, TIDE, HEADLINE, "")

    assert mistakes(pack) == [
        f"{TIDE}: headline: is missing: say which compared criterion opens a scorecard; allowed: completion, opening"
    ]


def test_where_one_criterion_is_compared_there_is_nothing_to_choose(pack: Path):
    edit(pack, TIDE, HEADLINE, "")

    assert packs.read(pack).rubrics[0].rubric.headline == "completion"


def test_levels_that_make_no_scale_are_named(pack: Path):
    edit(pack, TIDE, "value = 3", "value = 4")

    assert any(line.startswith(f"{TIDE}: criterion[1]") and "ascend one by one" in line for line in mistakes(pack))


def test_one_rubric_version_in_two_files_is_named(pack: Path):
    (pack / "rubrics" / "tide-again.toml").write_bytes((pack / TIDE).read_bytes())

    assert (
        "rubrics/tide-again.toml: version: tide version 1 stands in another file; allowed: each version once"
    ) in mistakes(pack)
