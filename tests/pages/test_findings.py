"""The finding of each silent case is a true sentence of its own, in both languages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale, gettext, ngettext

from tests.factories.answers import report, score
from tests.factories.packs import BUDGET, EXAMPLIA, FEES, append, copy_of, edit, load
from tests.factories.rounds import close, close_and_publish, correct, open_round, publish
from tests.pages.conftest import inspecting
from tests.pages.inspecting import Inspector, page
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

LANGUAGES = ("en", "mn")
ADDRESS = "/scorecards/xm-nap-1/first"
MILESTONES = ("1.1", "1.2", "2.1.1")
AGENCIES = {"1.1": "ministry-of-ports", "1.2": "ministry-of-ports", "2.1.1": "treasury"}
OUTSIDERS = ("open-ledger", "civic-lens", "river-watch")

Sentence = Callable[[], str]


def said(sentence: str, compared: int = len(MILESTONES), **numbers: int) -> str:
    """A sentence of the catalogue about the milestones that both judged."""
    one = sentence.replace("milestones that", "milestone that")
    return ngettext(one, sentence, compared, **{"government": 0, "both": 0, "others": 0, **numbers}, level="All")


BOTH = "Of the %(num)s milestones that both judged, "
GOVERNMENT = "the government puts %(government)s at “%(level)s”; "


def government_alone() -> str:
    return said(f"{BOTH}{GOVERNMENT}civil society puts none of these there.", government=2)


def both() -> str:
    return said(f"{BOTH}{GOVERNMENT}civil society puts %(both)s of these there.", government=3, both=3)


def neither() -> str:
    return said(f"{BOTH}neither side puts any at “%(level)s”.")


def civil_society_alone() -> str:
    return said(
        f"{BOTH}the government puts none at “%(level)s”; civil society puts %(others)s there.", government=0, others=3
    )


def some_of_each() -> str:
    return said(
        f"{BOTH}{GOVERNMENT}civil society puts %(both)s of these there, and %(others)s others.",
        government=1, both=1, others=2,
    )  # fmt: skip


def only_one_met() -> str:
    return said(f"{BOTH}{GOVERNMENT}civil society puts %(both)s of these there.", 1, government=1, both=1)


def silent() -> str:
    text = "Nothing can be compared: civil society judged %(num)s of %(all)s milestones, the government none."
    return ngettext(text, text, 3, all=3)


def unscored() -> str:
    text = "Nothing can be compared: the government judged %(num)s of %(all)s milestones, and enough NGOs none."
    return ngettext(text, text, 1, all=3)


def both_silent() -> str:
    return gettext("Of the %(all)s milestones neither the government nor civil society judged any.", all=3)


CASES: dict[str, tuple[dict[str, int], int, int, Sentence]] = {
    "usual": ({"1.1": 3, "1.2": 3, "2.1.1": 1}, 3, 1, government_alone),
    "government-silent": ({}, 3, 3, silent),
    "no-quorum": ({"1.1": 3}, 2, 3, unscored),
    "both-silent": ({}, 0, 3, both_silent),
    "aligned": (dict.fromkeys(MILESTONES, 3), 3, 3, both),
    "aligned-at-nothing": (dict.fromkeys(MILESTONES, 0), 3, 0, neither),
    "aligned-where-both-spoke": ({"1.1": 3}, 3, 3, only_one_met),
    "civil-society-alone": (dict.fromkeys(MILESTONES, 1), 3, 3, civil_society_alone),
    "some-of-each": ({"1.1": 3, "1.2": 1, "2.1.1": 0}, 3, 3, some_of_each),
}
"""What the government says of which milestone; how many NGOs score; which level; the sentence that this gives."""


def held(reports: dict[str, int], ngos: int, level: int, *, demonstration: bool = False) -> None:
    """A whole round, published."""
    round_ = open_round(demonstration=demonstration)
    for milestone, said in reports.items():
        report(round_, AGENCIES[milestone], milestone, said)
    for ngo in OUTSIDERS[:ngos]:
        score(round_, ngo, m1_1=level, m1_2=level, m2_1_1=level)
    close_and_publish(round_)


def findings(reader: Inspector, language: str) -> Iterator[str]:
    """What the scorecard's heading says, and what the lists of scorecards say of it."""
    yield page(reader.get(f"/{language}{ADDRESS}")).heading
    for path in ("/", "/scorecards"):
        main = page(reader.get(f"/{language}{path}")).main
        yield from (link.text() for link in main.all("a") if link.attributes["href"] == f"/{language}{ADDRESS}")


@pytest.mark.parametrize("name", CASES)
def test_a_silence_has_a_sentence_of_its_own(app: Flask, own_reader: Inspector, name: str):
    reports, ngos, level, sentence = CASES[name]
    with app.app_context():
        load(EXAMPLIA)
        held(reports, ngos, level)

    for language in LANGUAGES:
        shown = list(findings(own_reader, language))

        with app.test_request_context(), force_locale(language):
            expected = sentence()
        assert shown == [expected] * 3


@pytest.mark.parametrize("name", ["usual", "government-silent", "no-quorum"])
def test_what_is_invented_begins_by_saying_so(app: Flask, own_reader: Inspector, name: str):
    reports, ngos, level, sentence = CASES[name]
    with app.app_context():
        load(EXAMPLIA)
        held(reports, ngos, level, demonstration=True)

    for language in LANGUAGES:
        shown = list(findings(own_reader, language))

        with app.test_request_context(), force_locale(language):
            expected = f"{gettext('Demonstration:')} {sentence()}"
        assert set(shown) == {expected}


def test_a_plan_without_an_active_milestone_says_so(app: Flask, own_reader: Inspector, tmp_path: Path):
    with app.app_context():
        load(all_withdrawn(tmp_path))
        close_and_publish(open_round())

    for language in LANGUAGES:
        shown = page(own_reader.get(f"/{language}{ADDRESS}"))

        with app.test_request_context(), force_locale(language):
            assert shown.heading == gettext("There is no active milestone.")
            assert gettext("Withdrawn") in shown.main.text()
        assert own_reader.get(f"/{language}{ADDRESS}/1/milestones/1.1").status_code == 200


def all_withdrawn(folder: Path) -> Path:
    """The pack with every milestone taken out of the plan."""
    amendment = """
[[milestone.amendment]]
on = 2029-12-01
change = "withdrawn"
reason = { en = "Decree 8", fr = "Décret 8", es = "Decreto 8" }
"""
    pack = copy_of(EXAMPLIA, folder)
    edit(pack, FEES, '[[milestone]]\nnumber = "1.2"', f'{amendment}\n[[milestone]]\nnumber = "1.2"')
    append(pack, FEES, amendment)
    append(pack, BUDGET, amendment.replace("milestone.", "commitment.milestone."))
    return pack


def test_nothing_published_says_so_and_an_unpublished_round_is_nowhere(app: Flask, own_reader: Inspector):
    with app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        score(round_, "open-ledger", m1_1=2)
        close(round_)

    for language in LANGUAGES:
        listed = [page(own_reader.get(f"/{language}{path}")).main.text() for path in ("/", "/scorecards", "/verify")]

        with app.test_request_context(), force_locale(language):
            assert all(gettext("No scorecard has been published yet.") in text for text in listed)
        assert own_reader.get(f"/{language}{ADDRESS}").status_code == 404
        assert own_reader.get("/api/v1/scorecards/xm-nap-1/first/1").status_code == 404


def test_a_correction_says_why_and_the_old_version_points_to_it(app: Flask, own_reader: Inspector):
    with app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        close(round_)
        first = publish(round_).content
        correct(round_, "An agency's name was misspelt.")

    for language in LANGUAGES:
        old, new, latest = (page(own_reader.get(f"/{language}{ADDRESS}{tail}")) for tail in ("/1", "/2", ""))

        with app.test_request_context(), force_locale(language):
            newer = gettext("A corrected version has been published since.")
            corrected = gettext("Version %(version)s is a correction.", version=2)
        assert newer in old.main.text()
        assert corrected not in old.main.text()
        for shown in (new, latest):
            assert newer not in shown.main.text()
            assert f"{corrected} An agency's name was misspelt." in shown.main.text()
            assert f"/{language}{ADDRESS}/1" in shown.links()
    assert own_reader.get("/api/v1/scorecards/xm-nap-1/first/1").data == first


def test_a_real_round_is_listed_apart_from_a_demonstration(seeded_app: Flask):
    with seeded_app.app_context():
        load(EXAMPLIA)
        held(*CASES["usual"][:3])

    with inspecting(seeded_app) as reader:
        data = reader.get("/api/v1/scorecards").get_json()
        home, index = (page(reader.get(f"/en{path}")) for path in ("/", "/scorecards"))

    assert [entry["round"] for entry in data["scorecards"]] == ["first"]
    assert [entry["round"] for entry in data["demonstrations"]] == ["demonstration"]
    assert not any("demonstration" in link for link in home.links())
    assert index.main.text().index("the government puts 2 at “All”") < index.main.text().index("Demonstration: Of")
