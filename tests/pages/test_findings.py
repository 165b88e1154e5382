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

Sentences = Callable[[], tuple[str, str]]


def reported_complete(count: int) -> str:
    return ngettext(
        "The government puts %(num)s of %(all)s milestones at the highest level, “%(level)s”.",
        "The government puts %(num)s of %(all)s milestones at the highest level, “%(level)s”.",
        count,
        all=len(MILESTONES),
        level="All",
    )


def found_complete(count: int) -> str:
    return ngettext(
        "Civil society puts %(num)s at “%(level)s”.", "Civil society puts %(num)s at “%(level)s”.", count, level="All"
    )


def found_alone(count: int) -> str:
    return found_complete(count)


def found_nothing() -> str:
    return found_complete(0)


def silent() -> str:
    return gettext("The government has reported on none of the %(all)s milestones.", all=len(MILESTONES))


def unscored() -> str:
    return gettext("No milestone was scored by enough NGOs to say what civil society finds.")


def agreeing() -> str:
    return gettext("Civil society agrees on every milestone.")


CASES: dict[str, tuple[dict[str, int], int, int, Sentences]] = {
    "usual": ({"1.1": 3, "1.2": 3, "2.1.1": 1}, 3, 1, lambda: (reported_complete(2), found_nothing())),
    "government-silent": ({}, 3, 3, lambda: (silent(), found_alone(3))),
    "no-quorum": ({"1.1": 3}, 2, 3, lambda: (reported_complete(1), unscored())),
    "both-silent": ({}, 0, 3, lambda: (silent(), unscored())),
    "aligned": (dict.fromkeys(MILESTONES, 3), 3, 3, lambda: (reported_complete(3), agreeing())),
    "aligned-at-nothing": (dict.fromkeys(MILESTONES, 0), 3, 0, lambda: (reported_complete(0), agreeing())),
    "aligned-where-both-spoke": ({"1.1": 3}, 3, 3, lambda: (reported_complete(1), found_complete(3))),
}
"""What the government says of which milestone; how many NGOs score; which level; the sentences that this gives."""


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
    reports, ngos, level, sentences = CASES[name]
    with app.app_context():
        load(EXAMPLIA)
        held(reports, ngos, level)

    for language in LANGUAGES:
        said = list(findings(own_reader, language))

        with app.test_request_context(), force_locale(language):
            expected = " ".join(sentences())
        assert said == [expected] * 3


@pytest.mark.parametrize("name", ["usual", "government-silent", "no-quorum"])
def test_what_is_invented_begins_by_saying_so(app: Flask, own_reader: Inspector, name: str):
    reports, ngos, level, sentences = CASES[name]
    with app.app_context():
        load(EXAMPLIA)
        held(reports, ngos, level, demonstration=True)

    for language in LANGUAGES:
        said = list(findings(own_reader, language))

        with app.test_request_context(), force_locale(language):
            expected = " ".join((gettext("Demonstration:"), *sentences()))
        assert set(said) == {expected}


def test_a_plan_without_an_active_milestone_says_so(app: Flask, own_reader: Inspector, tmp_path: Path):
    with app.app_context():
        load(all_withdrawn(tmp_path))
        close_and_publish(open_round())

    for language in LANGUAGES:
        shown = page(own_reader.get(f"/{language}{ADDRESS}"))

        with app.test_request_context(), force_locale(language):
            assert shown.heading == gettext("The plan has no active milestone.")
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
    assert index.main.text().index("The government puts 2 of 3") < index.main.text().index("Demonstration:")
