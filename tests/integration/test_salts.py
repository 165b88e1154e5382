"""After the publication anybody makes every receipt again from the scores; before it nobody sees a salt."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.assessment.models import Submission
from checkmyogp.db import db
from checkmyogp.domain.canon import canonical, sha256
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.rounds.models import Round
from tests.factories.answers import declare, report, score
from tests.factories.rounds import close, publish
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader
from tests.unit.running_the_verifier import Ran, run, verifier
from tests.unit.small_scorecards import figured

SALTS = "/api/v1/scorecards/xm-nap-1/first/salts"
CARD = "/api/v1/scorecards/xm-nap-1/first"
REGISTERED = "/api/v1/rounds/xm-nap-1/first/registration"
OF_THE_DEMONSTRATION = tuple(
    address.replace("xm-nap-1/first", "mn-nap-5/demonstration") for address in (CARD, REGISTERED, SALTS)
)
FROM_OUTSIDE = (
    *("/en/rounds/xm-nap-1/first", "/en/rounds/xm-nap-1/first/registration", "/en/receipts", "/en/verify"),
    *("/api/v1/rounds/xm-nap-1/first", REGISTERED, "/api/v1/audit/entries", "/api/v1/audit/head"),
    *("/api/v1/scorecards", "/metrics"),
)

Table = dict[str, Any]
Change = Callable[[Table], object]


@pytest.fixture
def reader(round_app: Flask) -> Reader:
    """Anybody."""
    found = round_app.test_client()
    assert isinstance(found, Reader)
    return found


def checked(folder: Path, card: Table, registered: Table, salts: Table) -> Ran:
    """What the verifier says of the three files of a round; the scorecard names the registration that it is given."""
    files = {"card": card, "registered": registered, "salts": salts}
    for name, content in files.items():
        (folder / name).write_bytes(canonical(content))
    beside = ("--registered", str(folder / "registered"), "--salts", str(folder / "salts"))
    return run(str(folder / "card"), *beside, "--sha256", sha256(canonical(card)), "--details", "--language", "en")


def differences(card: Table, registered: Table, salts: Table) -> list[str]:
    """Where the scorecard and what is beside it differ; its figures, which take their time, are not computed again."""
    beside = verifier.Beside(canonical(registered), canonical(salts))
    return [found.at for found in verifier.compared_with(card, beside).differences]


@pytest.fixture(scope="module")
def demonstration(read_only_seeded_app: Flask) -> tuple[Table, Table, Table]:
    """What anybody can download of it: the scorecard, its registration, its salts."""
    client = read_only_seeded_app.test_client()
    card, registered, salts = (client.get(address).get_json() for address in OF_THE_DEMONSTRATION)
    return card, registered, salts


def copies(files: tuple[Table, Table, Table]) -> tuple[Table, Table, Table]:
    card, registered, salts = (json.loads(json.dumps(each)) for each in files)
    return card, registered, salts


@ON_SQLITE
def test_every_receipt_of_the_demonstration_is_made_again(demonstration: tuple[Table, Table, Table], tmp_path: Path):
    card, registered, salts = demonstration

    ran = checked(tmp_path, card, registered, salts)

    assert (ran.code, ran.err) == (0, "")
    assert "32 of 32 receipts made again from the scores and the salts" in ran.out
    assert "Compared with what was registered before the round" in ran.out
    revised = [
        answer for one in card["milestones"] for given in one["assessments"] for answer in given["answers"]
        if "first" in answer
    ]  # fmt: skip
    assert revised, "what was sealed is the first account of what was revised"


def given_by(card: Table, rater: str) -> Table:
    return next(
        given for one in card["milestones"] for given in one["assessments"]
        if given["rater"] == rater and "first" not in given["answers"][0]
    )  # fmt: skip


def another_level(card: Table) -> None:
    answer = given_by(card, "demonstration-ngo-b")["answers"][0]
    answer["account"] = 0 if answer["account"] else 1


def another_reason(card: Table) -> None:
    given_by(card, "demonstration-ngo-b")["answers"][0]["reason"] += " Indeed."


def another_confidence(card: Table) -> None:
    answer = given_by(card, "demonstration-ngo-b")["answers"][0]
    answer["confidence"] = "low" if answer["confidence"] != "low" else "high"


def another_address(card: Table) -> None:
    given = (one for milestone in card["milestones"] for one in milestone["assessments"])
    said = next(
        answer for one in given if one["rater"] == "demonstration-ngo-b" for answer in one["answers"]
        if answer["evidence"]
    )  # fmt: skip
    said["evidence"][0]["url"] += "/other"


@ON_SQLITE
@pytest.mark.parametrize("change", [another_level, another_reason, another_confidence, another_address])
def test_a_changed_answer_is_named_by_its_ngo(demonstration: tuple[Table, Table, Table], change: Change):
    card, registered, salts = copies(demonstration)
    change(card)

    assert differences(card, registered, salts) == ["receipts[demonstration-ngo-b]"]


@ON_SQLITE
def test_a_changed_score_is_red_though_everything_else_was_made_to_follow(
    demonstration: tuple[Table, Table, Table], tmp_path: Path
):
    card, registered, salts = copies(demonstration)
    another_level(card)

    ran = checked(tmp_path, figured(card), registered, salts)

    assert ran.code == 1
    assert "DOES NOT HOLD. Differences: 1\n  receipts[demonstration-ngo-b]: " in ran.out
    assert "that is what the salt and the published words give" in ran.out
    assert "31 of 32 receipts made again" in ran.out


@ON_SQLITE
def test_a_changed_report_is_named_by_its_agency(demonstration: tuple[Table, Table, Table]):
    card, registered, salts = copies(demonstration)
    said = next(one["reports"][0] for one in card["milestones"] if one["reports"])
    said["narrative"] += " Indeed."

    assert differences(card, registered, salts) == [f"receipts[{said['agency']}]"]


def one_fewer(salts: Table) -> None:
    salts["opened"].pop()


def twice(salts: Table) -> None:
    salts["opened"].append(salts["opened"][0])


def another_salt(salts: Table) -> None:
    salts["opened"][0]["salt"] = "00" * 16


def another_owner(salts: Table) -> None:
    next(one for one in salts["opened"] if one["kind"] == "assessment")["organisation"] = "demonstration-ngo-zz"


def of_another_round(salts: Table) -> None:
    salts["round"] = "another"


def replaced_without_a_trace(salts: Table) -> None:
    salts["replaced"] = [{"organisation": "demonstration-ngo-b", "submissions": 1}]


@ON_SQLITE
@pytest.mark.parametrize(
    "change", [one_fewer, twice, another_salt, another_owner, of_another_round, replaced_without_a_trace]
)
def test_salts_that_are_not_those_of_the_round_do_not_hold(demonstration: tuple[Table, Table, Table], change: Change):
    card, registered, salts = copies(demonstration)
    change(salts)

    assert differences(card, registered, salts) != []


def another_band(registered: Table) -> None:
    registered["crosswalks"][0]["bands"][0]["account"] = 3


def another_quorum(registered: Table) -> None:
    registered["method"]["quorum"] = 2


def another_version(registered: Table) -> None:
    registered["method"]["version"] = 1


def another_question(registered: Table) -> None:
    registered["rubric"]["criteria"][0]["question"]["en"]["text"] = "Was it done?"


def another_headline(registered: Table) -> None:
    registered["tests"]["headline"] = "participation"


def another_test(registered: Table) -> None:
    registered["tests"]["direction"]["fewest_commitments"] = 3


def another_milestone(registered: Table) -> None:
    registered["milestones"].pop()


def another_seed(registered: Table) -> None:
    registered["method"]["seed"]["digits"] = 12


@ON_SQLITE
@pytest.mark.parametrize(
    ("change", "at"),
    [
        (another_band, "crosswalks["),
        (another_quorum, "method.quorum"),
        (another_version, "method.version"),
        (another_question, "rubric.criteria[completion].question"),
        (another_headline, "tests.headline"),
        (another_test, "tests.direction.fewest_commitments"),
        (another_milestone, "milestones["),
        (another_seed, "method.seed.digits"),
    ],
)
def test_what_was_registered_otherwise_is_named(demonstration: tuple[Table, Table, Table], change: Change, at: str):
    card, registered, salts = copies(demonstration)
    change(registered)
    renamed = differences(card | {"registered": sha256(canonical(registered))}, registered, salts)

    assert "registered" in differences(card, registered, salts)
    assert renamed
    assert all(found.startswith(at) for found in renamed), renamed


def hold_a_round(app: Flask) -> list[str]:
    """Three NGOs and an agency submit, one of them twice; the salts of all of it."""
    with app.app_context():
        round_ = db.session.scalars(select(Round)).one()
        score(round_, "open-ledger", m1_1=3)
        score(round_, "open-ledger", m1_1=2)
        score(round_, "civic-lens", m1_1=1, m1_2=1)
        declare(round_, "fair-budget", "1.2", Conflict.STAFF, ConflictLevel.INTERESTED)
        score(round_, "fair-budget", m1_1=1)
        report(round_, "treasury", "2.1.1", 2)
        kinds = (Submission, ReportSubmission)
        return [row.salt.hex() for kind in kinds for row in db.session.scalars(select(kind).order_by(kind.receipt))]


def told(reader: Reader, salts: list[str]) -> list[str]:
    """The addresses at which anybody could read one of these."""
    pages = {address: reader.get(address).text for address in FROM_OUTSIDE}
    return [address for address, text in pages.items() if any(salt in text for salt in salts)]


def test_nobody_sees_a_salt_before_the_publication(round_app: Flask, reader: Reader):
    salts = hold_a_round(round_app)

    assert reader.get(SALTS).status_code == 404
    assert told(reader, salts) == []
    with round_app.app_context():
        close(db.session.scalars(select(Round)).one())
    assert reader.get(SALTS).status_code == 404
    assert told(reader, salts) == []
    with round_app.app_context():
        publish(db.session.scalars(select(Round)).one())
    answered = reader.get(SALTS)
    assert answered.status_code == 200
    assert answered.headers["Digest"].startswith("sha-256=")


@ON_SQLITE
def test_what_was_never_public_stays_so_and_is_named(round_app: Flask, reader: Reader, tmp_path: Path):
    hold_a_round(round_app)
    with round_app.app_context():
        round_ = db.session.scalars(select(Round)).one()
        close(round_)
        publish(round_)
        kept = db.session.scalars(select(Submission).order_by(Submission.receipt)).all()
        secret = {row.salt.hex() for row in kept if b"fair-budget" in row.content}
        earlier = {row.salt.hex() for row in kept if row.version == 1 and b"open-ledger" in row.content}

    answered = reader.get(SALTS)
    salts = answered.get_json()

    # It declared a conflict with a milestone that it did not score; whoever had the salt could try the words.
    assert [(one["organisation"], one["reason"]) for one in salts["withheld"]] == [
        ("fair-budget", "holds_what_was_never_public")
    ]
    assert salts["replaced"] == [{"organisation": "open-ledger", "submissions": 1}]
    assert "Our treasurer" not in answered.text
    assert not any(salt in answered.text for salt in secret)
    # The tests give an NGO one salt for all it says, and a site another one each time.
    assert earlier == {one["salt"] for one in salts["opened"] if one["organisation"] == "open-ledger"}
    ran = checked(tmp_path, reader.get(CARD).get_json(), reader.get(REGISTERED).get_json(), salts)
    assert (ran.code, ran.err) == (0, "")
    assert "3 of 4 receipts made again" in ran.out
    assert "not made again (holds_what_was_never_public): fair-budget" in ran.out
    assert "earlier submissions, replaced, whose receipts cannot be made again: open-ledger (1)" in ran.out
