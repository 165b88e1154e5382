"""Recording what the IRM says: what stands, what stood before, and what is refused."""

import uuid
from datetime import timedelta

import pytest

from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.evidence import NotALink
from checkmyogp.domain.irm import CodeWord, Lifting, Mark, NotACode, Product, Scheme, Unlevelled
from checkmyogp.domain.irm.table import Finding, read
from checkmyogp.irm import queries, services, view_models
from checkmyogp.irm.services import CodeChangedMeanwhile, CodeSource, NothingChanged
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries as scorecards
from checkmyogp.snapshots.figures import PublishedLevel
from checkmyogp.snapshots.reader import Scorecard
from tests.factories.coding import RECORDED, REPORT, RESEARCHER, commitment, record, table
from tests.factories.rounds import PLAN, plan

COMPLETION = Scheme.RESULTS_COMPLETION
END = "Completion (End Of Term)"
LATER = RECORDED + timedelta(days=1)


def entries(action: str) -> list[str]:
    found = db.session.query(AuditEntry).filter_by(action=action).order_by(AuditEntry.sequence)
    return [entry.subject for entry in found]


def withdraw(number: str, scheme: Scheme, seen: uuid.UUID | None) -> None:
    with unit_of_work(db.session):
        services.withdraw_code(commitment=commitment(number), scheme=scheme, seen=seen, actor=RESEARCHER, now=LATER)


def scorecard() -> Scorecard:
    found = scorecards.snapshot(PLAN, "first", 1)
    assert found is not None
    return Scorecard.of(found.content, found.digest)


def test_a_code_stands_with_its_source_and_who_recorded_it(round_: Round):
    row = record("1", COMPLETION, CodeWord.LIMITED)

    assert queries.standing(row.commitment_id, COMPLETION) is row
    assert (row.said, row.page, row.source_url) == (CodeWord.LIMITED, REPORT.page, REPORT.url)
    assert (row.recorded_by, row.recorded_at, row.ended_at) == (RESEARCHER.key, RECORDED, None)
    assert entries("irm_code.recorded") == [f"{PLAN}/1/results_completion/nothing/limited"]


def test_a_code_that_is_replaced_stays_in_the_history(round_: Round):
    record("1", COMPLETION, CodeWord.LIMITED)
    record("1", COMPLETION, Mark.NR, now=LATER)

    found = queries.history(commitment("1").id, COMPLETION)

    assert [(row.said, row.ended_at) for row in found] == [(Mark.NR, None), (CodeWord.LIMITED, LATER)]
    assert entries("irm_code.recorded")[1] == f"{PLAN}/1/results_completion/limited/nr"


def test_the_same_code_from_another_page_is_a_change_and_from_the_same_page_is_none(round_: Round):
    record("1", COMPLETION, CodeWord.LIMITED)
    elsewhere = CodeSource(REPORT.title, REPORT.url, "15")
    record("1", COMPLETION, CodeWord.LIMITED, source=elsewhere, now=LATER)

    with pytest.raises(NothingChanged):
        record("1", COMPLETION, CodeWord.LIMITED, source=elsewhere, now=LATER)


def test_what_is_withdrawn_stands_no_longer_but_is_not_forgotten(round_: Round):
    row = record("1", COMPLETION, CodeWord.LIMITED)

    withdraw("1", COMPLETION, row.id)

    assert queries.standing_codes(PLAN) == []
    assert [each.said for each in queries.history(commitment("1").id, COMPLETION)] == [CodeWord.LIMITED]
    assert entries("irm_code.withdrawn") == [f"{PLAN}/1/results_completion/limited/nothing"]


def test_of_two_who_look_at_the_same_code_the_second_to_change_it_is_refused(round_: Round):
    seen = record("1", COMPLETION, CodeWord.LIMITED).id
    record("1", COMPLETION, CodeWord.SUBSTANTIAL, now=LATER)

    with pytest.raises(CodeChangedMeanwhile):
        withdraw("1", COMPLETION, seen)
    with pytest.raises(CodeChangedMeanwhile):
        withdraw("1", Scheme.REVIEW_LENS, None)
    with pytest.raises(CodeChangedMeanwhile), unit_of_work(db.session):
        services.record_code(
            commitment=commitment("1"),
            scheme=COMPLETION,
            said=CodeWord.COMPLETE,
            source=REPORT,
            seen=None,
            actor=RESEARCHER,
            now=LATER,
        )


def test_a_code_of_another_scheme_and_a_source_without_an_address_are_refused(round_: Round):
    with pytest.raises(NotACode):
        record("1", COMPLETION, CodeWord.MARGINAL)
    with pytest.raises(NotALink):
        record("1", COMPLETION, CodeWord.LIMITED, source=CodeSource("A report", "javascript:alert(1)", "1"))

    assert queries.standing_codes(PLAN) == []


def test_completion_is_read_for_a_whole_plan_by_commitment(round_: Round):
    record("1", COMPLETION, CodeWord.SUBSTANTIAL)
    record("2", Scheme.REVIEW_LENS, CodeWord.YES)

    assert queries.irm_completion(PLAN) == {"1": 2, "2": Unlevelled.NOT_RECORDED}


def known_table(*rows: dict[str, str]) -> tuple[Finding, ...]:
    reading = read(table(*rows), services.known_plan(plan()))
    assert reading.mistakes == ()
    return reading.findings


def test_a_preview_tells_what_is_added_changed_and_unchanged(published_round: Round):
    record("1", COMPLETION, CodeWord.SUBSTANTIAL)
    record("1", Scheme.REVIEW_VERIFIABLE, CodeWord.YES)
    second = {"Commitment Unique Identifier": "XM0002", END: "NR", "Verifiable": "No"}

    found = services.preview(plan(), known_table({END: "Limited", "Verifiable": "Yes"}, second))

    assert [(each.number, each.scheme, each.before, each.said) for each in found.changed] == [
        ("1", COMPLETION, CodeWord.SUBSTANTIAL, CodeWord.LIMITED)
    ]
    assert [(each.number, each.scheme, each.said) for each in found.added] == [
        ("2", Scheme.REVIEW_VERIFIABLE, CodeWord.NO),
        ("2", COMPLETION, Mark.NR),
    ]
    assert found.unchanged == 1


def test_an_import_records_exactly_what_was_previewed_and_only_once(published_round: Round):
    changes = services.preview(plan(), known_table({END: "Limited"})).changes

    def confirm() -> int:
        with unit_of_work(db.session):
            return services.import_codes(
                plan=plan(), changes=changes, title="A table", url="https://example.org/t", actor=RESEARCHER, now=LATER
            )

    assert confirm() == 1
    with pytest.raises(CodeChangedMeanwhile):
        confirm()
    (row,) = queries.standing_codes(PLAN)
    assert (row.said, row.page) == (CodeWord.LIMITED, f"XM0001, {END}")


def test_an_import_that_meets_another_code_records_nothing_at_all(published_round: Round):
    second = {"Commitment Unique Identifier": "XM0002", END: "Complete"}
    changes = services.preview(plan(), known_table({END: "Limited"}, second)).changes
    record("2", COMPLETION, CodeWord.SUBSTANTIAL)

    with pytest.raises(CodeChangedMeanwhile), unit_of_work(db.session):
        services.import_codes(
            plan=plan(), changes=changes, title="A table", url="https://example.org/t", actor=RESEARCHER, now=LATER
        )

    assert [(row.commitment.number, row.said) for row in queries.standing_codes(PLAN)] == [("2", CodeWord.SUBSTANTIAL)]


def test_both_parties_stand_beside_the_irm_by_both_rules(published_round: Round):
    record("1", COMPLETION, CodeWord.LIMITED)
    record("2", COMPLETION, CodeWord.LIMITED)

    found = view_models.analysis(scorecard())

    levels = {(each.party, each.rule): [pair.derived for pair in each.found.compared] for each in found.agreed}
    assert levels == {
        ("government", Lifting.MEDIAN): [3, 1],
        ("government", Lifting.STRICT): [3, 1],
        ("civil_society", Lifting.MEDIAN): [1, 2],
        ("civil_society", Lifting.STRICT): [1, 2],
    }
    assert [line.irm for line in found.beside] == [1, 1]
    assert [shown.product for shown in found.tables] == [Product.RESULTS_REPORT]


def test_each_derived_level_says_on_how_many_milestones_it_rests(published_round: Round):
    found = {line.number: line.derived for line in view_models.analysis(scorecard()).beside}

    assert {number: levels["government", Lifting.MEDIAN] for number, levels in found.items()} == {
        "1": PublishedLevel(3, 1),
        "2": PublishedLevel(1, 1),
    }
    assert {number: levels["civil_society", Lifting.STRICT].milestones for number, levels in found.items()} == {
        "1": 2,
        "2": 1,
    }
