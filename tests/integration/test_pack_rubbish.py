"""Whatever stands in the place of a pack is refused in lines that name the file; nothing ends in a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from checkmyogp.db import db
from checkmyogp.packs import pack as packs
from checkmyogp.plans.models import Member
from tests.factories.packs import BUDGET, EXAMPLIA, FEES, copy_of, edit, mistakes

MEMBER, LAMPS, TIDE, PLAN = "member.toml", "crosswalks/lamps-1.toml", "rubrics/tide-1.toml", "plans/xm-nap-1/plan.toml"
HUGE = "9" * 5000
HUGE_IN_HEXADECIMAL = "0x" + "f" * 5000
LONG = "a" * 101


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A sound pack to spoil."""
    return copy_of(EXAMPLIA, tmp_path)


def in_place_of(file: Path) -> None:
    file.unlink()
    file.mkdir()


def linked_outside(file: Path) -> None:
    elsewhere = file.parents[3] / "elsewhere.toml"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


def linked_to_itself(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def in_two_bytes_each(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-16")


def with_a_nul(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\x00")


def nested(file: Path) -> None:
    file.write_text("x = " + "[" * 50_000, encoding="utf-8")


def too_large(file: Path) -> None:
    file.write_bytes(b"#" * 5_000_001)


def with_a_number_of_thousands_of_digits(file: Path) -> None:
    file.write_text(f"number = {HUGE}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (in_place_of, "this is no file; allowed: a TOML file of this name"),
        (linked_outside, "the file is a link to one outside of the pack; allowed: a file of the pack itself"),
        (linked_to_itself, "the file cannot be read"),
        (in_two_bytes_each, "the file is not UTF-8"),
        (with_a_nul, "the file is not TOML"),
        (nested, "the file is nested too deeply"),
        (too_large, "the file is too large; allowed: at most 5,000,000 bytes"),
        (with_a_number_of_thousands_of_digits, "the file is not TOML"),
        (Path.unlink, "the file is missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(pack: Path, spoil: Callable[[Path], None], said: str):
    spoil(pack / PLAN)

    assert [line for line in mistakes(pack) if line.startswith(f"{PLAN}: : {said}")]


def test_a_byte_order_mark_is_none_of_a_files_words(pack: Path):
    for file in pack.rglob("*.toml"):
        file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")

    assert packs.read(pack) == packs.read(EXAMPLIA)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (PLAN, "number = 1", f"number = {HUGE_IN_HEXADECIMAL}", f"{PLAN}: number: this number is out of range"),
        (FEES, 'number = "1"', f"number = {HUGE_IN_HEXADECIMAL}", f"{FEES}: number: this number is not text"),
        (FEES, 'number = "1.1"', f'number = "{HUGE}"', f"{FEES}: milestone[1].number: is too long"),
        (BUDGET, 'number = "2.1"', f'number = "{"1" * 41}"', f"{BUDGET}: commitment[1].number: is too long"),
        (LAMPS, 'key = "lamps"', f'key = "{LONG}"', f"{LAMPS}: key: is too long; allowed: at most 100 characters"),
        (TIDE, 'key = "tide"', f'key = "{LONG}"', f"{TIDE}: key: is too long"),
        (TIDE, 'key = "some"', f'key = "{LONG}"', f"{TIDE}: criterion[1].level[2].key: is too long"),
        (MEMBER, '\ncode = "xm"', f'\ncode = "{LONG}"', f"{MEMBER}: code: is too long"),
        (MEMBER, '"es"]', '"es", "es"]', f"{MEMBER}: languages[4]: 'es' stands twice; allowed: each language once"),
        (MEMBER, '"es"]', '"es", "e s"]', f"{MEMBER}: languages[4]: 'e s' is no language code"),
        (MEMBER, '["en", "fr", "es"]', "[[], {}]", f"{MEMBER}: languages: holds something that is not text"),
        (FEES, 'leads = ["Port Ministry"]', "leads = [[[[]]]]", f"{FEES}: milestone[1].leads[1]: '[[[]]]' is no"),
        ("organisations.toml", '["dock-league"]', '["harbour-ngos"]',
         "organisations.toml: organisation[5].members: 'harbour-ngos' is this group itself"),
        ("organisations.toml", '["Port Ministry"]', f'["Port Ministry", "{"x" * 501}"]',
         "organisations.toml: organisation[1].aliases: a spelling has no letter or too many"),
        ("organisations.toml", '["Port Ministry"]', '["Port Ministry", ""]',
         "organisations.toml: organisation[1].aliases[2]: is empty"),
        ("organisations.toml", '["Port Ministry"]', '["Port Ministry", "a\\u0000"]',
         "organisations.toml: organisation[1].aliases[2]: holds a control character"),
        ("organisations.toml", '["Port Ministry"]', '["Port Ministry", "a\\u202eb"]',
         "organisations.toml: organisation[1].aliases[2]: holds a sign that turns the text after it round"),
    ],
)  # fmt: skip
def test_what_no_database_keeps_is_a_mistake(pack: Path, file: str, old: str, new: str, line: str):
    edit(pack, file, old, new)

    assert [found for found in mistakes(pack) if found.startswith(line)]


def test_one_crosswalk_version_in_two_files_is_named(pack: Path):
    (pack / "crosswalks" / "lamps-2.toml").write_bytes((pack / LAMPS).read_bytes())

    assert mistakes(pack) == [
        "crosswalks/lamps-2.toml: version: lamps version 1 stands in another file; allowed: each version once"
    ]


def test_commitments_within_commitments_have_an_end(pack: Path):
    nesting = "".join(f'[[{".".join(["commitment"] * depth)}]]\nnumber = "2.{depth}"\n' for depth in range(1, 300))
    (pack / BUDGET).write_text(f'number = "2"\n{nesting}', encoding="utf-8")

    assert any("is nested too deeply; allowed: commitments on at most 5 levels" in line for line in mistakes(pack))


def test_two_commitments_far_apart_cannot_have_one_number(pack: Path):
    edit(pack, BUDGET, "[[commitment.milestone]]", '[[commitment.commitment]]\nnumber = "1"\n[[commitment.milestone]]')

    assert f"{PLAN}: commitment 1: two commitments have this number; allowed: each number once in the plan" in (
        mistakes(pack)
    )


@pytest.mark.parametrize("command", ["check", "load"])
@pytest.mark.parametrize("spoil", [in_place_of, nested, too_large, with_a_nul])
def test_a_command_refuses_rubbish_in_sentences_and_writes_nothing(
    site: Flask, pack: Path, command: str, spoil: Callable[[Path], None]
):
    spoil(pack / MEMBER)

    result = site.test_cli_runner().invoke(args=["pack", command, str(pack)])

    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert result.output.splitlines()[-1].startswith("member.toml: : ")
    assert db.session.scalar(select(func.count()).select_from(Member)) == 0


def test_an_empty_folder_is_no_pack(site: Flask, tmp_path: Path):
    (tmp_path / "empty").mkdir()

    result = site.test_cli_runner().invoke(args=["pack", "check", str(tmp_path / "empty")])

    assert result.exit_code == 1
    assert result.output == "member.toml: : the file is missing; allowed: a TOML file of this name\n"
