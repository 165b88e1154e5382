"""The demonstration round: the same everywhere, showing everything that can occur, and inventing nobody real."""

import json
from collections.abc import Generator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from checkmyogp import demonstration
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.demonstration.loader import NothingToDemonstrate
from checkmyogp.domain import canon
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import OUTCOMES
from checkmyogp.domain.names import folded
from checkmyogp.domain.scales import Silence
from checkmyogp.plans.models import Organisation, Spelling
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.snapshots import queries
from checkmyogp.snapshots.models import Snapshot
from tests.factories.scorecards import Scorecard
from tests.plugins.databases import Sqlite
from tests.plugins.engines import ON_SQLITE
from tests.plugins.sites import running, seed

PLAN, ROUND = "mn-nap-5", "demonstration"


INVENTED = (
    "accreditation",
    "accredited_ngo",
    "answer_to_reply",
    "chosen_vignettes",
    "closing_extract",
    "conflict_of_interest",
    "correction",
    "counted_answer",
    "draft",
    "extension",
    "late_name",
    "reply",
    "reply_evidence",
    "report_draft",
    "report_evidence",
    "report_submission",
    "revised_level",
    "round",
    "round_milestone",
    "round_registration",
    "round_vignettes",
    "round_words",
    "score",
    "score_evidence",
    "self_report",
    "snapshot",
    "snapshot_extract",
    "stand_in",
    "submission",
    "vignette_submission",
)
"""Tables that hold nothing real as long as no real round was held."""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The snapshot as another site makes it, on SQLite."""
    address = Sqlite(tmp_path_factory.mktemp("elsewhere")).make("another")
    seed(address)
    with running(address) as app, app.app_context():
        return published().content


@pytest.fixture
def scorecard(read_only_seeded_site: Flask) -> Scorecard:
    """The demonstration's scorecard."""
    return Scorecard.of(published().content)


def published() -> Snapshot:
    found = queries.snapshot(PLAN, ROUND)
    assert found is not None
    return found


def rows() -> dict[str, int]:
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def but_for_the_opening(content: bytes) -> dict[str, Any]:
    """A scorecard without what nobody chooses: the entry that opened the round, and what was drawn from it."""
    plain = json.loads(content)
    del plain["method"]["opening"], plain["method"]["seed"]
    for figures in (*plain["figures"], *plain["figures_before_replies"]):
        del figures["agreement"]["interval"]
    return plain


def test_every_site_and_engine_makes_the_same_but_for_what_is_drawn(read_only_seeded_site: Flask, elsewhere: bytes):
    assert but_for_the_opening(published().content) == but_for_the_opening(elsewhere)
    assert published().content != elsewhere


def test_it_says_that_it_is_a_demonstration(scorecard: Scorecard):
    assert scorecard.content["demonstration"] is True
    assert scorecard.content["figures"][0]["counts"]["active"] == 39


def test_every_verdict_and_every_silence_of_an_active_milestone_occurs(scorecard: Scorecard):
    found = {entry["outcome"] for entry in scorecard.figures()["milestones"]}

    assert found == {outcome.value for outcome in OUTCOMES}


def test_every_silence_but_a_withdrawal_is_said_or_found_somewhere(scorecard: Scorecard):
    said = json.dumps(scorecard.content)

    for silence in set(Silence) - {Silence.WITHDRAWN}:
        assert f'"{silence.value}"' in said, silence


def test_each_side_s_list_and_what_both_come_to_add_up_to_the_active_milestones(scorecard: Scorecard):
    for criterion in ("completion", "participation"):
        counts = scorecard.figures(criterion)["counts"]
        headlines = counts["headlines"]
        assert sum(each["milestones"] for each in counts["government"]) == counts["active"] == 39
        assert sum(each["milestones"] for each in counts["civil_society"]) == 39
        assert headlines["comparable"] + sum(counts["not_comparable"].values()) == 39
        assert sum(headlines[verdict.value] for verdict in Verdict) == headlines["comparable"]


def test_split_and_fragile_results_occur_and_verdicts_that_one_ngo_decides_and_that_four_do(scorecard: Scorecard):
    milestones = scorecard.figures()["milestones"]

    assert scorecard.figures()["counts"]["split"] > 0
    assert scorecard.figures()["counts"]["fragile"] > 0
    assert {entry["flip_number"] for entry in milestones if "flip_number" in entry} == {1, 2, 3, 4}
    assert any(
        entry["fragile"]
        and {entry["outcome"], entry["without_interested"]["outcome"]} <= {verdict.value for verdict in Verdict}
        for entry in milestones
    )


def test_conflicts_of_each_kind_and_level_occur(scorecard: Scorecard):
    found = {
        (conflict["conflict"], conflict["level"])
        for milestone in scorecard.content["milestones"]
        for assessment in milestone["assessments"]
        for conflict in assessment["conflicts"]
    }

    assert {("lead", "recused"), ("supporting", "interested"), ("funding", "interested"), ("staff", "recused")} <= found


def test_values_are_missing_a_position_between_two_levels_occurs_and_one_report_replaces_another(scorecard: Scorecard):
    raters = [len(entry["assessments"]) for entry in scorecard.content["milestones"]]
    middles = [entry["civil_society"].get("middle", [0, 0]) for entry in scorecard.figures()["milestones"]]
    reports = [entry["reports"] for entry in scorecard.content["milestones"]]

    assert min(raters) == 0
    assert max(raters) == 6
    assert any(lower != upper for lower, upper in middles)
    assert any(not report["stands"] for said in reports for report in said)


def test_some_agencies_reply_ngos_keep_and_revise_and_the_others_are_silent(scorecard: Scorecard):
    replies = {entry["number"]: entry["replies"] for entry in scorecard.content["milestones"] if entry["replies"]}
    kinds = [answer["kind"] for said in replies.values() for reply in said for answer in reply["answers"]]
    silent = [entry["number"] for entry in scorecard.content["milestones"] if entry["silent_leads"]]

    assert sorted(replies) == ["1.1", "5.1.4", "5.1.5", "9.1"]
    assert (kinds.count("revised"), kinds.count("kept")) == (1, 5)
    assert any(not reply["answers"] for said in replies.values() for reply in said), "one reply is left unanswered"
    assert any(reply["evidence"] for said in replies.values() for reply in said)
    assert "1.2" in silent
    assert "4.1" not in silent, "nobody scored it, so there was nothing to reply to"


def test_one_revision_changes_what_one_milestone_comes_to(scorecard: Scorecard):
    (before, *_others) = scorecard.content["figures_before_replies"]
    first = {entry["number"]: entry["outcome"] for entry in before["milestones"]}
    changed = {number: (first[number], scorecard.outcome(number)) for number in first}

    assert {number: pair for number, pair in changed.items() if pair[0] != pair[1]} == {
        "5.1.4": ("government_higher", "aligned")
    }
    assert before["counts"]["headlines"]["aligned"] + 1 == scorecard.figures()["counts"]["headlines"]["aligned"]


def test_every_submission_of_an_agency_has_a_receipt_in_the_snapshot(scorecard: Scorecard):
    sealed = db.session.scalars(select(ReportSubmission).order_by(ReportSubmission.receipt)).all()

    assert len(sealed) == len({row.organisation_id for row in sealed}) + 1, "one agency changed its mind"
    assert {row.receipt for row in sealed} < set(scorecard.content["receipts"])
    assert all(canon.receipt(row.content, salt=row.salt) == row.receipt for row in sealed)


def test_only_invented_organisations_say_anything(scorecard: Scorecard):
    invented = set(
        db.session.scalars(select(Organisation.key).where(Organisation.demonstration).order_by(Organisation.key))
    )
    speaking = {
        entry["key"]
        for group in (
            scorecard.content["raters"],
            scorecard.content["agencies"],
            *(milestone["leads"] for milestone in scorecard.content["milestones"]),
        )
        for entry in group
    }

    assert speaking <= invented
    assert all(key.startswith("demonstration-") for key in invented)
    assert all(milestone["leads"] for milestone in scorecard.content["milestones"])


def test_no_real_organisation_is_named_in_anything_that_is_said(scorecard: Scorecard):
    real = set(db.session.scalars(select(Spelling.folded).order_by(Spelling.folded)))
    said = folded(" | ".join(everything_said(scorecard)))

    # Words such as "Government" are names of the plan too; in a sentence they name nobody.
    named = [name for name in sorted(real) if len(name.split()) > 1 and name in said]
    assert named == []


def everything_said(scorecard: Scorecard) -> Generator[str]:
    """Every reason, narrative, explanation, publisher, title and quotation."""
    for milestone in scorecard.content["milestones"]:
        for reply in milestone["replies"]:
            yield reply["text"]
            yield from (text for piece in reply["evidence"] for text in piece.values())
            yield from (answer["reason"] for answer in reply["answers"])
        for report in milestone["reports"]:
            yield report["narrative"]
            yield from (text for piece in report["evidence"] for text in piece.values())
        for assessment in milestone["assessments"]:
            yield from (conflict.get("explanation", "") for conflict in assessment["conflicts"])
            for answer in assessment["answers"]:
                yield answer["reason"]
                yield from (text for piece in answer["evidence"] for text in piece.values())


def test_loading_it_again_changes_nothing(seeded_site: Flask):
    before = rows()

    with unit_of_work(db.session):
        loaded = demonstration.load()

    assert not loaded
    assert rows() == before


def test_removing_it_takes_everything_invented_out_and_leaves_the_rest(seeded_site: Flask):
    before = rows()
    invented = db.session.scalars(select(Organisation.key).where(Organisation.demonstration).order_by(Organisation.key))
    expected = {**before, "organisation": before["organisation"] - len(invented.all()), **dict.fromkeys(INVENTED, 0)}

    with unit_of_work(db.session):
        removed = demonstration.remove()

    assert removed
    assert rows() == expected


@ON_SQLITE
def test_after_its_removal_it_can_be_loaded_again_and_is_the_same(seeded_site: Flask):
    first = published().content
    with unit_of_work(db.session):
        demonstration.remove()
    with unit_of_work(db.session):
        again = demonstration.remove()

    with unit_of_work(db.session):
        demonstration.load()

    assert not again
    assert but_for_the_opening(published().content) == but_for_the_opening(first)


def test_it_needs_the_mongolian_pack(site: Flask):
    with pytest.raises(NothingToDemonstrate, match="The plan mn-nap-5 is not loaded"), unit_of_work(db.session):
        demonstration.load()
