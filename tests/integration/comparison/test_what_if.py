"""What the finding of a real round hangs on: bands read otherwise, revisions, and what there is nothing to vary of."""

from flask import Flask

from tests.factories.answers import report, score
from tests.factories.packs import EXAMPLIA, load
from tests.factories.replying import answer, reply
from tests.factories.rounds import close, close_and_publish, open_round, publish
from tests.pages.inspecting import page
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

SENSITIVITY = "/en/scorecards/xm-nap-1/first/1/analysis/sensitivity"
NGOS = ("open-ledger", "civic-lens", "fair-budget")


def test_a_band_read_a_level_lower_says_which_milestone_comes_to_what(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        report(round_, "ministry-of-ports", "1.1", "green")
        for ngo in NGOS:
            score(round_, ngo, m1_1=2)
        close_and_publish(round_)

    shown = page(client.get(SENSITIVITY)).main.text()

    # Green means the highest of the four levels; the NGOs give the one below it.
    assert "Green, as Most, not as All: 1 outcome changes" in shown
    assert "“Government higher” becomes “Aligned”" in shown


def test_without_bands_revisions_and_stakes_there_is_nothing_to_vary(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        report(round_, "treasury", "2.1.1", 1)
        close_and_publish(round_)

    shown = page(client.get(SENSITIVITY)).main.text()

    assert "No NGO revised a level after a reply" in shown
    assert "No NGO whose level counts is marked as interested" in shown
    assert "Of the 3 milestones" not in shown


def test_with_few_commitments_the_direction_says_that_it_cannot_show_anything(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        for agency, milestone in (("ministry-of-ports", "1.1"), ("treasury", "2.1.1")):
            report(round_, agency, milestone, 3)
        for ngo in ("open-ledger", "civic-lens", "river-watch"):
            score(round_, ngo, m1_1=1, m2_1_1=1)
        close_and_publish(round_)

    shown = page(client.get(SENSITIVITY)).main.text()

    # Two commitments, both with the government higher: of the four flips two are as one-sided.
    assert "2 of 4. With fewer than 6 commitments to compare this cannot show anything." in shown


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

    assert "before “Government 2 levels higher”, now “Aligned”" in shown
