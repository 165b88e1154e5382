"""What can be wrong with vignettes of a pack: each mistake is one line, as everywhere in a pack."""

from pathlib import Path

import pytest

from checkmyogp.packs import pack as packs
from tests.factories.packs import EXAMPLIA, MONGOLIA, append, copy_of, mistakes


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A sound pack to spoil."""
    return copy_of(EXAMPLIA, tmp_path)


def test_the_mongolian_pack_has_one_for_each_level_in_both_languages():
    (found,) = packs.read(MONGOLIA).vignettes

    assert sorted(each.level for each in found.vignettes) == [0, 1, 2, 3]
    assert {tuple(each.text.texts()) for each in found.vignettes} == {("en", "mn")}


VIGNETTES = "vignettes/tide-1.toml"
A_SET = """key = "tide-cases"
version = 1
rubric = "tide"

[[vignette]]
key = "no-list"
criterion = "completion"
level = "nothing"
text = { en = "There is no list.", fr = "Il n'y a pas de liste.", es = "No hay lista." }
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param(
            'rubric = "tide"',
            'rubric = "ebb"',
            f"{VIGNETTES}: rubric: 'ebb' is no rubric of this pack; allowed: tide",
            id="an unknown rubric",
        ),
        pytest.param(
            '"completion"',
            '"beauty"',
            f"{VIGNETTES}: vignette[1].criterion: 'beauty' is no criterion of the rubric; allowed: completion, opening",
            id="an unknown criterion",
        ),
        pytest.param(
            'criterion = "completion"\nlevel = "nothing"',
            'criterion = "opening"\nlevel = "same"',
            f"{VIGNETTES}: vignette[1].criterion: the government is not asked about 'opening', and vignettes compare; "
            "allowed: completion",
            id="a criterion that the government is not asked about",
        ),
        pytest.param(
            '"nothing"',
            '"half"',
            f"{VIGNETTES}: vignette[1].level: 'half' is no level of completion; allowed: nothing, some, most, all",
            id="an unknown level",
        ),
        pytest.param(
            ', es = "No hay lista."',
            "",
            f"{VIGNETTES}: vignette[1].text.es: this language is missing; allowed: a text in en, fr, es",
            id="a missing language",
        ),
    ],
)
def test_a_mistake_in_vignettes_is_one_line(pack: Path, old: str, new: str, line: str):
    (pack / "vignettes").mkdir()
    append(pack, VIGNETTES, A_SET.replace(old, new))

    assert mistakes(pack) == [line]


def test_vignettes_with_one_key_and_versions_that_stand_twice_are_named(pack: Path):
    (pack / "vignettes").mkdir()
    append(pack, VIGNETTES, A_SET + A_SET[A_SET.index("[[") :])
    append(pack, "vignettes/tide-2.toml", A_SET)

    assert mistakes(pack) == [
        f"{VIGNETTES}: vignette[2].key: 'no-list' stands twice; allowed: each vignette once",
        "vignettes/tide-2.toml: version: tide-cases version 1 stands in another file; allowed: each version once",
    ]


def test_a_set_without_vignettes_is_named(pack: Path):
    (pack / "vignettes").mkdir()
    append(pack, VIGNETTES, A_SET[: A_SET.index("[[")])

    assert mistakes(pack) == [f"{VIGNETTES}: vignette: the set has no vignette; allowed: at least one [[vignette]]"]
