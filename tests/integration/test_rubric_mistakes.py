"""What can be wrong with the rubrics and crosswalks of a pack: each mistake is one line, as in the rest of it."""

from pathlib import Path

import pytest

from tests.factories.packs import EXAMPLIA, copy_of, edit, mistakes

LAMPS = "crosswalks/lamps-1.toml"
TIDE = "rubrics/tide-1.toml"
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
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_is_allowed(pack: Path, file: str, old: str, new: str, line: str):
    edit(pack, file, old, new)

    assert line in mistakes(pack)


def test_levels_that_make_no_scale_are_named(pack: Path):
    edit(pack, TIDE, "value = 3", "value = 4")

    assert any(line.startswith(f"{TIDE}: criterion[1]") and "ascend one by one" in line for line in mistakes(pack))


def test_one_rubric_version_in_two_files_is_named(pack: Path):
    (pack / "rubrics" / "tide-again.toml").write_bytes((pack / TIDE).read_bytes())

    assert (
        "rubrics/tide-again.toml: version: tide version 1 stands in another file; allowed: each version once"
    ) in mistakes(pack)
