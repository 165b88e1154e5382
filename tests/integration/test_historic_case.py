"""The case that the rule on conflicts was made for: DEMO implemented a milestone, and assessed it as complete."""

import shutil
from pathlib import Path

from flask import Flask

from tests.checkout import ROOT
from tests.factories.answers import assess, given
from tests.factories.packs import MONGOLIA, copy_of, load
from tests.factories.rounds import close_and_publish, open_round
from tests.plugins.engines import ON_SQLITE

DEMO = "democracy-education-center"


@ON_SQLITE
def test_demo_is_recused_from_what_it_led_and_the_page_can_say_why(site: Flask, tmp_path: Path):
    pack = copy_of(MONGOLIA, tmp_path)
    shutil.rmtree(pack / "plans")
    shutil.copytree(ROOT / "tests" / "packs" / "mn-nap-2", pack / "plans" / "mn-nap-2")
    load(pack)
    round_ = open_round(plan_slug="mn-nap-2", rubric=("check-my-ogp", 1), ngos=(DEMO,))
    complete = {"completion": given(3), "participation": given(4), "opening": given(2)}

    assess(round_, DEMO, {"1.1": complete})
    scorecard = close_and_publish(round_)

    assert scorecard.counting("1.1") == {DEMO: "recused"}
    assert scorecard.conflicts("1.1", DEMO) == [("lead", "recused")]
    assert scorecard.outcome("1.1") == "no_quorum"
    assert scorecard.result("1.1")["levels"] == []
    assert scorecard.milestone("1.1")["assessments"][0]["answers"][0]["account"] == 3
