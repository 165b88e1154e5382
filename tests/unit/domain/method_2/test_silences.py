"""Which silence a milestone is listed under where several apply, and that neither side's hides the other's."""

from itertools import pairwise

import pytest

from checkmyogp.domain.method_2.silences import PRECEDENCE, foremost
from checkmyogp.domain.method_2.verdicts import find
from checkmyogp.domain.scales import Account, Silence
from tests.factories.said import RECUSED, row

DUE, REPORTED = Silence.NOT_YET_DUE, Silence.NOT_REPORTED


@pytest.mark.parametrize(("before", "after"), list(pairwise(PRECEDENCE)))
def test_the_earlier_of_two_in_the_published_table_is_named(before: Silence, after: Silence):
    assert foremost([after, before]) is before


def test_the_table_is_the_published_one():
    assert [silence.value for silence in PRECEDENCE] == [
        "withdrawn", "not_yet_due", "no_quorum", "no_evidence", "unable", "not_assessed", "not_reported",
    ]  # fmt: skip


def test_every_silence_but_a_recusal_can_stand_for_a_milestone():
    assert set(Silence) - set(PRECEDENCE) == {Silence.RECUSED}

    with pytest.raises(ValueError, match="recused"):
        foremost([Silence.RECUSED])


@pytest.mark.parametrize(
    ("government", "answers", "civil_society", "named"),
    [
        (DUE, (2, 2, 2), None, DUE),
        (DUE, (2, 2), Silence.NO_QUORUM, DUE),
        (REPORTED, (2, 2), Silence.NO_QUORUM, Silence.NO_QUORUM),
        (REPORTED, (2, 2, 2), None, REPORTED),
        (REPORTED, (), Silence.NOT_ASSESSED, Silence.NOT_ASSESSED),
        (REPORTED, (Silence.UNABLE,), Silence.UNABLE, Silence.UNABLE),
        (3, (Silence.UNABLE, Silence.NO_EVIDENCE), Silence.NO_EVIDENCE, Silence.NO_EVIDENCE),
        (3, (Silence.NO_EVIDENCE, 2), Silence.NO_QUORUM, Silence.NO_QUORUM),
        (3, ((2, RECUSED), Silence.UNABLE), Silence.NO_QUORUM, Silence.NO_QUORUM),
        (3, ((Silence.RECUSED, RECUSED),), Silence.NOT_ASSESSED, Silence.NOT_ASSESSED),
    ],
)
def test_each_side_keeps_its_own_silence(
    government: Account, answers: tuple[Account, ...], civil_society: Silence | None, named: Silence
):
    found = find(row(government, *answers), quorum=3)

    assert found.government == government
    assert civil_society is None or found.civil_society is civil_society
    assert found.outcome is named


def test_a_withdrawn_milestone_says_nothing_else():
    found = find(row(3, 2, 2, 2, withdrawn=True), quorum=3)

    assert found.government is found.civil_society is found.outcome is Silence.WITHDRAWN
