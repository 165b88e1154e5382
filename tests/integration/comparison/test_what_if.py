"""Scenarios of a real round: crosswalks from the database, revisions, and what there is nothing to vary of."""

from pathlib import Path

from flask import Flask

from tests.factories.answers import report, score
from tests.factories.packs import EXAMPLIA, copy_of, load
from tests.factories.replying import answer, reply
from tests.factories.rounds import close, close_and_publish, open_round, publish
from tests.pages.inspecting import page
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

SENSITIVITY = "/en/scorecards/xm-nap-1/first/1/analysis/sensitivity"
NGOS = ("open-ledger", "civic-lens", "fair-budget")


def milder_lamps(folder: Path) -> Path:
    """Examplia with a second version of its lamps, to which green means only some."""
    pack = copy_of(EXAMPLIA, folder)
    first = (pack / "crosswalks" / "lamps-1.toml").read_text(encoding="utf-8")
    second = first.replace("version = 1", "version = 2").replace('level = "all"', 'level = "some"')
    (pack / "crosswalks" / "lamps-2.toml").write_text(second, encoding="utf-8")
    return pack


def test_every_version_of_a_crosswalk_that_was_known_reads_the_bands_again(app: Flask, client: Reader, tmp_path: Path):
    with app.app_context():
        load(milder_lamps(tmp_path))
        round_ = open_round()
        report(round_, "ministry-of-ports", "1.1", "green")
        for ngo in NGOS:
            score(round_, ngo, m1_1=1)
        close_and_publish(round_)

    shown = page(client.get(SENSITIVITY)).main.text()

    assert "The government puts 0 of 3 milestones at the highest level, “All”." in shown
    assert "With bands read by lamps-2: Aligned" in shown
    assert "lamps-1" not in shown


def test_a_version_that_came_after_the_opening_adds_no_scenario(app: Flask, client: Reader, tmp_path: Path):
    with app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        report(round_, "ministry-of-ports", "1.1", "green")
        close_and_publish(round_)
    before = page(client.get(SENSITIVITY)).main.text()
    with app.app_context():
        assert load(milder_lamps(tmp_path)).added

    assert page(client.get(SENSITIVITY)).main.text() == before
    assert "lamps-2" not in before


def test_with_one_version_there_is_nothing_to_vary(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        report(round_, "ministry-of-ports", "1.1", "green")
        close_and_publish(round_)

    shown = page(client.get(SENSITIVITY)).main.text()

    assert "are read by lamps-1, and no other version of it is known" in shown
    assert "No NGO revised a level after a reply" in shown
    assert "No NGO whose level counts is marked as interested" in shown
    assert "Under no assumption does any milestone come to anything else." in shown


def test_revised_levels_are_set_against_the_first_ones(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        report(round_, "ministry-of-ports", "1.1", 3)
        for ngo in NGOS:
            score(round_, ngo, m1_1=1)
        close(round_)
        reply(round_, "ministry-of-ports", "1.1")
        for ngo in NGOS[:2]:
            answer(round_, ngo, "1.1", "ministry-of-ports", completion=3)
        publish(round_)

    shown = page(client.get(SENSITIVITY)).main.text()

    assert "As it is: Aligned" in shown
    assert "With the levels from before the replies: Government higher" in shown
