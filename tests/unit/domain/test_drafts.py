"""What was typed, and what it comes to."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmyogp.domain import drafts
from checkmyogp.domain.answers import Declared
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.drafts import (
    CONFLICT_OF_INTEREST,
    EMPTY,
    DraftProgress,
    Progress,
    Sheet,
    TypedAnswer,
    TypedConflict,
    standing,
    waiting_after,
)
from checkmyogp.domain.evidence import UNDATED, Evidence, TypedEvidence
from checkmyogp.domain.rubrics import Criterion, Lack, Level, Missing, Rubric, UnknownLevel
from checkmyogp.domain.scales import Confidence, Silence

SCALE = (Level(0, "nothing"), Level(1, "some"), Level(2, "most"), Level(3, "all"))
RUBRIC = Rubric(
    "tide",
    1,
    (
        Criterion("completion", SCALE, compared=True, evidence_from=2),
        Criterion("opening", (Level(-1, "worse"), Level(0, "same")), compared=False, evidence_from=0),
    ),
    headline="completion",
)
LIST = TypedEvidence("https://example.org/fees", "The list of fees")
WHOLE = TypedAnswer("2", "We read the list.", "en", "high", (LIST,))
SHEET = Sheet({"completion": WHOLE, "opening": replace(WHOLE, answer="-1")})


def lacking(answer: TypedAnswer) -> tuple[Lack, ...]:
    """What a sheet lacks whose first answer this is."""
    missing = standing(Sheet({**SHEET.answers, "completion": answer}), RUBRIC).missing
    return tuple(each.lack for each in missing)


def test_a_sheet_on_which_nothing_was_typed_is_left():
    chosen_language = Sheet({"completion": TypedAnswer(language="mn"), "opening": TypedAnswer(language="mn")})

    assert standing(EMPTY, RUBRIC) == DraftProgress(Progress.LEFT)
    assert standing(chosen_language, RUBRIC) == DraftProgress(Progress.LEFT)


def test_a_whole_sheet_is_done():
    assert standing(SHEET, RUBRIC) == DraftProgress(Progress.DONE)


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        (replace(WHOLE, answer=""), (Lack.ANSWER,)),
        (replace(WHOLE, reason=""), (Lack.REASON,)),
        (replace(WHOLE, confidence=""), (Lack.CONFIDENCE,)),
        (replace(WHOLE, evidence=()), (Lack.EVIDENCE,)),
        (replace(WHOLE, answer="1", evidence=()), ()),
        (replace(WHOLE, evidence=(LIST, TypedEvidence(title="Only a title"))), (Lack.WHOLE_EVIDENCE,)),
        (replace(WHOLE, evidence=(TypedEvidence(url="https://example.org"),)), (Lack.EVIDENCE, Lack.WHOLE_EVIDENCE)),
        (replace(WHOLE, answer="no_evidence", confidence="", evidence=()), ()),
        (replace(WHOLE, answer="no_evidence", reason="", confidence="", evidence=()), (Lack.REASON,)),
        (TypedAnswer("unable"), ()),
        (TypedAnswer("recused"), ()),
        (TypedAnswer(reason="Begun."), (Lack.ANSWER,)),
    ],
)
def test_what_an_answer_lacks_is_named(answer: TypedAnswer, lacks: tuple[Lack, ...]):
    assert lacking(answer) == lacks


@pytest.mark.parametrize(
    "declared", [TypedConflict("staff"), TypedConflict(level="recused"), TypedConflict("staff", "recused")]
)
def test_a_declaration_says_what_with_what_effect_and_why(declared: TypedConflict):
    found = standing(replace(SHEET, declared=declared), RUBRIC)

    assert found == DraftProgress(Progress.BEGUN, (Missing(CONFLICT_OF_INTEREST, Lack.WHOLE_DECLARATION),))


def test_a_declaration_alone_asks_for_answers():
    found = standing(Sheet({}, TypedConflict("staff", "recused", "Our treasurer works there.")), RUBRIC)

    assert found.missing == (Missing("completion", Lack.ANSWER), Missing("opening", Lack.ANSWER))


def test_a_level_outside_the_rubric_is_refused():
    with pytest.raises(UnknownLevel):
        standing(Sheet({"completion": replace(WHOLE, answer="4")}), RUBRIC)


def test_the_next_milestone_is_the_first_incomplete_one_after_this():
    standings = {
        "1.1": DraftProgress(Progress.LEFT),
        "1.2": DraftProgress(Progress.DONE),
        "1.3": DraftProgress(Progress.BEGUN),
        "2.1": DraftProgress(Progress.LEFT),
    }

    assert _waiting(standings, "1.1") == ("1.3", "2.1", "1.1")
    assert _waiting(standings, "2.1") == ("1.1", "1.3", "2.1")
    assert _waiting(standings, "") == ("1.1", "1.3", "2.1")
    assert _waiting({"1.2": DraftProgress(Progress.DONE)}, "1.2") == ()


def test_whole_sheets_become_answers_and_untouched_ones_are_left_out():
    undecided = Sheet(
        {"completion": TypedAnswer("unable", language="mn"), "opening": TypedAnswer("no_evidence", "Нет")}
    )

    found = drafts.answers({"1.1": SHEET, "1.2": EMPTY, "1.3": undecided})

    assert list(found) == ["1.1", "1.3"]
    assert found["1.1"]["opening"].account == -1
    assert found["1.1"]["completion"].confidence is Confidence.HIGH
    assert found["1.1"]["completion"].evidence == (
        Evidence("https://example.org/fees", "The list of fees", "", UNDATED, "", ""),
    )
    assert found["1.3"]["completion"].account is Silence.UNABLE


def test_a_row_of_evidence_keeps_its_day():
    row = replace(LIST, published="2025-03-31", page="7")

    assert row.evidence().published == date(2025, 3, 31)
    assert row.evidence().page == "7"


def test_declarations_are_gathered_by_milestone():
    declared = TypedConflict("funding", "interested", "A grant.")

    found = drafts.declarations({"1.1": replace(SHEET, declared=declared), "1.2": SHEET})

    assert found == {"1.1": Declared(Conflict.FUNDING, ConflictLevel.INTERESTED, "A grant.")}


def test_any_revision_changes_the_fingerprint():
    states = [{}, {"1.1": 1}, {"1.1": 2}, {"1.2": 1}, {"1.1": 1, "1.2": 1}]

    assert len({drafts.fingerprint(state) for state in states}) == len(states)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
ROWS = st.builds(TypedEvidence, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS).filter(lambda row: not row.is_empty)
ANSWERS = st.builds(TypedAnswer, TEXTS, TEXTS, TEXTS, TEXTS, st.lists(ROWS, max_size=3).map(tuple))
SHEETS = st.builds(Sheet, st.dictionaries(TEXTS, ANSWERS, max_size=3), st.builds(TypedConflict, TEXTS, TEXTS, TEXTS))


@given(sheet=SHEETS)
def test_nothing_typed_is_lost_on_the_way_to_the_database_and_back(sheet: Sheet):
    stored = json.loads(json.dumps(sheet.stored()))

    assert Sheet.restored(stored) == sheet


def _waiting(standings: dict[str, DraftProgress], number: str) -> tuple[str, ...]:
    return waiting_after({each: standing.waits for each, standing in standings.items()}, number)
