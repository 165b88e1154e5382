"""The stand-alone verifier agrees with the application to the last digit, and says what it found."""

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from checkmyogp import create_app
from checkmyogp.db import db
from checkmyogp.domain.canon import canonical, sha256
from checkmyogp.snapshots.models import Snapshot
from checkmyogp.snapshots.recomputation import recomputed
from tests.unit.domain.written_scores import EXAMPLE_A, EXAMPLE_C, SKEW, table
from tests.unit.running_the_verifier import PATH, check, run, unnoticed, verifier
from tests.unit.small_scorecards import (
    chance,
    changed,
    other_value,
    places_of_figures,
    random_scorecard,
    replaced,
    small_bytes,
    small_scorecard,
    within,
    worded,
)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """The demonstration's scorecard as the application publishes it: the bytes, and their published hash."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHECKMYOGP_INSTANCE_PATH", str(tmp_path_factory.mktemp("site")))
        app = create_app({"TESTING": True})
    result = app.test_cli_runner().invoke(args=["setup", "--demonstration"])
    assert result.exit_code == 0, result.output
    with app.app_context():
        snapshot = db.session.scalars(select(Snapshot).order_by(Snapshot.version)).one()
        published = snapshot.content, snapshot.digest
        db.session.remove()
        db.engine.dispose()
    return published


@pytest.mark.parametrize("commitments", [3, 4, 9])
def test_a_small_scorecard_holds(commitments: int):
    card = small_scorecard(commitments)

    ran = check(card, "--sha256", sha256(canonical(card)))

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].startswith("HOLDS: these are the published bytes, and every figure follows")
    assert "Demonstration" not in ran.out
    assert f"Completion, Level 3: government {card['figures'][0]['counts']['government_at_top']} of " in ran.out


def test_a_scorecard_of_the_second_form_holds():
    card = small_scorecard()
    card["schema"], card["rubric"]["headline"] = "check-my-ogp/scorecard/2", "completion"

    assert verifier.check(canonical(card)).differences == []


def test_the_demonstration_holds_and_its_figures_are_the_applications(demonstration: tuple[bytes, str]):
    raw, digest = demonstration

    findings = verifier.check(raw, digest)

    assert findings.differences == []
    assert findings.digest == digest == sha256(raw)
    assert findings.figures == json.loads(canonical(recomputed(json.loads(raw))))
    assert len(findings.compared) > 2500


def test_the_report_says_what_was_checked(demonstration: tuple[bytes, str]):
    raw, digest = demonstration

    ran = check(raw, "--sha256", digest.upper())

    assert ran.code == 0
    assert f"SHA-256: {digest}" in ran.out
    assert "Demonstration: all but the plan is invented." in ran.out
    assert "39 milestones, 6 NGOs, 582 scores" in ran.out
    assert "4 replies of agencies; NGOs revised 1 scores after them" in ran.out
    assert "Completion, Complete, of 30 that both judged: government 16, civil society 5" in ran.out


@pytest.mark.parametrize("seed", range(30))
def test_two_implementations_give_the_same_figures(seed: int):
    card = random_scorecard(seed)

    given, first = verifier.figures_of(card), verifier.figures_of(verifier.before_replies(card))

    assert given == card["figures"]
    assert first == card.get("figures_before_replies", card["figures"])


@pytest.mark.parametrize(
    ("written", "levels", "ordinal", "quadratic"),
    [
        (EXAMPLE_A, range(1, 6), "0.815", "0.914"),
        (EXAMPLE_C, range(4), "0.812", "0.853"),
        (SKEW, range(4), "-0.026", "0.988"),
    ],
)
def test_the_published_examples_come_out(written: str, levels: range, ordinal: str, quadratic: str):
    units = [[level for level in unit if level is not None] for unit in table(written)]
    matrix = verifier.coincidences(units, list(levels), 6)

    alpha, ac2 = verifier.krippendorff([matrix], len(levels), 6), verifier.gwet(units, list(levels))

    assert verifier.shown_coefficient(alpha) == ordinal
    assert verifier.shown_coefficient(ac2) == quadratic


def test_it_runs_alone_in_another_folder(tmp_path: Path, demonstration: tuple[bytes, str]):
    shutil.copy2(PATH, tmp_path / "check.py")
    (tmp_path / "scorecard.json").write_bytes(demonstration[0])

    ran = subprocess.run(
        [sys.executable, "-I", "-S", "check.py", "scorecard.json", "--sha256", demonstration[1]],
        cwd=tmp_path,
        env={"LC_ALL": "mn_MN.UTF-8", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "БАТЛАГДЛАА" in ran.stdout.decode()


def test_it_needs_the_standard_library_of_python_3_9_only():
    tree = ast.parse(PATH.read_text(encoding="utf-8"), feature_version=(3, 9))

    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert imported <= sys.stdlib_module_names | {"collections.abc"}


def test_every_figure_is_compared(demonstration: tuple[bytes, str]):
    card = json.loads(demonstration[0])
    places = places_of_figures(card)
    for at in places:
        table = card
        for step in at[:-1]:
            table = table[step]
        table[at[-1]] = other_value(table[at[-1]])

    compared = verifier.check(canonical(card)).compared

    assert sum(map(verifier.differs, compared)) == len(places)


def test_no_figure_of_the_demonstration_can_be_changed_unnoticed(demonstration: tuple[bytes, str]):
    card = json.loads(demonstration[0])

    assert unnoticed(card, chance(10).sample(places_of_figures(card), 4)) == []


def test_each_figure_of_the_demonstration_is_named_when_it_alone_is_changed(demonstration: tuple[bytes, str]):
    card = json.loads(demonstration[0])
    given = {"figures": verifier.figures_of(card)}
    given["figures_before_replies"] = verifier.figures_of(verifier.before_replies(card))

    for at in places_of_figures(card):
        # Only the figures around the changed one are compared again, for there are thousands.
        around = at[:5]
        stands = replaced(within(card, around), at[5:], other_value)
        compared = verifier.side_by_side(stands, within(given, around), "")
        assert len(list(filter(verifier.differs, compared))) == 1, at


def test_only_the_first_differences_are_listed_unless_all_are_wanted():
    card = small_scorecard()
    for at in places_of_figures(card)[:30]:
        card = replaced(card, at, other_value)

    few, everything = check(card), check(card, "--details")

    assert "DOES NOT HOLD. Differences: 30" in few.out
    assert few.out.count("the file says") == 20
    assert "and 10 more; --details lists them all" in few.out
    assert everything.out.count("the file says") == 30


def test_details_list_every_figure():
    card = small_scorecard()

    ran = check(card, "--details")

    assert '  figures[completion].milestones[1.1].divergence.shown = "+2"' in ran.out
    assert len(re.findall(r"^  figures(?:_before_replies)?\[", ran.out, flags=re.MULTILINE)) == len(
        places_of_figures(card)
    )


def test_a_difference_says_where_what_and_what_instead():
    card = small_scorecard()
    card["figures"][0]["milestones"][0]["position"]["exact"] = "2"

    ran = check(card)

    where = "figures[completion].milestones[1.1].position.exact"
    assert f'  {where}: the file says "2", expected "1" (as the scores give it)' in ran.out


def test_the_report_is_in_mongolian_where_that_is_wanted():
    card = small_scorecard()
    other = changed(card, lambda card: card["figures"][0]["counts"].update(active=99))
    active = card["figures"][0]["counts"]["active"]

    kept = check(card, "--sha256", sha256(canonical(card)), language="mn")
    follows, broken = check(card, language="mn"), check(other, language="mn")

    assert (kept.code, follows.code, broken.code) == (0, 3, 1)
    assert "БАТЛАГДЛАА" in kept.out
    assert follows.out.splitlines()[-1].startswith("ҮЗҮҮЛЭЛТ ТААРЛАА; ҮГ ШАЛГАГДААГҮЙ")
    assert "Completion (мн), Level 3 (мн): төрийн тайлангаар" in kept.out
    assert "БАТЛАГДСАНГҮЙ. Зөрүү: 1" in broken.out
    assert f"figures[completion].counts.active: файлд 99 гэсэн, {active} байх ёстой" in broken.out


@pytest.mark.parametrize(
    ("surroundings", "said_then"),
    [({"LANG": "mn_MN.UTF-8"}, "БАТЛАГДЛАА"), ({"LANG": "mn_MN.UTF-8", "LC_ALL": "C"}, "HOLDS"), ({}, "HOLDS")],
)
def test_the_language_is_that_of_the_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str], said_then: str
):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "scorecard.json"
    file.write_bytes(small_bytes())

    assert said_then in run(str(file), "--sha256", sha256(small_bytes())).out


@pytest.mark.parametrize("words", ["REPORT", "RULES", "REFUSALS"])
def test_both_languages_say_the_same_things(words: str):
    for english, mongolian in getattr(verifier, words).values():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", mongolian))
        assert not re.search("[а-яА-ЯөӨүҮ]", english)


def test_nothing_in_the_file_can_command_the_terminal():
    card = small_scorecard()
    card["plan"]["slug"] = "\x1b[2J\u202eHOLDS\n"
    card["rubric"]["criteria"][0]["name"] = worded("\x07\x9b31m")
    card["figures"][0]["criterion"] = "\x1b]0;title\x07"

    ran = check(card, "--details")

    assert ran.code == 1
    assert all(char.isprintable() or char == "\n" for char in ran.out)
    assert "\\x1b[2J" in ran.out
