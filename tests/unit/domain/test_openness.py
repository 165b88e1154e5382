"""Which entries of the audit chain anybody may read, and when a head's number tells nothing that is sealed."""

from datetime import UTC, datetime, timedelta

import pytest

from checkmyogp.domain.identities import Office
from checkmyogp.domain.openness import OF_A_ROUND, OF_SEATS, OF_THE_SITE, Span, is_quiet, is_readable

TAKEN = datetime(2030, 2, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
KNOWN = {"plan/known"}


@pytest.mark.parametrize(
    ("span", "quiet"),
    [
        pytest.param(Span(TAKEN - HOUR, None), False, id="still open"),
        pytest.param(Span(TAKEN - HOUR, TAKEN + HOUR), True, id="open then, closed since"),
        pytest.param(Span(TAKEN - HOUR, TAKEN), True, id="closed by this very step"),
        pytest.param(Span(TAKEN + HOUR, None), True, id="opened afterwards"),
        pytest.param(Span(TAKEN, None), False, id="opened in the same instant"),
    ],
)
def test_a_head_is_quiet_once_every_round_that_was_open_then_has_closed(span: Span, *, quiet: bool):
    assert is_quiet(TAKEN, [span]) is quiet


def test_one_open_round_is_enough():
    assert not is_quiet(TAKEN, [Span(TAKEN - HOUR, TAKEN), Span(TAKEN - HOUR, None)])
    assert is_quiet(TAKEN, [])


@pytest.mark.parametrize("office", [Office.NGO, Office.REPORTER, Office.RESEARCHER, Office.READER])
@pytest.mark.parametrize("action", sorted(OF_A_ROUND | OF_THE_SITE))
def test_what_is_done_for_an_organisation_is_never_readable(action: str, office: Office):
    assert not is_readable(action, office, "plan/known", known_rounds=KNOWN)


@pytest.mark.parametrize("action", sorted(OF_A_ROUND))
def test_steps_of_a_round_are_readable_once_the_round_may_be_known(action: str):
    assert is_readable(action, Office.OFFICER, "plan/known", known_rounds=KNOWN)
    assert is_readable(action, Office.OFFICER, "plan/known/more", known_rounds=KNOWN)
    assert not is_readable(action, Office.OFFICER, "plan/draft", known_rounds=KNOWN)
    assert not is_readable(action, Office.OFFICER, "plan", known_rounds=KNOWN)
    assert is_readable(action, Office.DEMONSTRATION, "plan/gone", known_rounds=KNOWN)


@pytest.mark.parametrize("action", sorted(OF_THE_SITE))
def test_packs_and_the_register_are_readable(action: str):
    assert is_readable(action, Office.OPERATOR, "anything", known_rounds=())


@pytest.mark.parametrize("office", [Office.NGO, Office.REPORTER, Office.RESEARCHER, Office.OFFICER, Office.OPERATOR])
@pytest.mark.parametrize("action", sorted(OF_SEATS))
def test_changes_of_seats_are_readable_whoever_acts(action: str, office: Office):
    assert is_readable(action, office, "ngo/somebody/lead", known_rounds=())


@pytest.mark.parametrize(
    "action",
    [
        "assessment.submitted",
        "report.submitted",
        "conflict.declared",
        "round.reminded",
        "person.joined",
        "recovery.proposed",
        "never.heard",
    ],
)
def test_everything_else_is_not(action: str):
    assert not is_readable(action, Office.OFFICER, "plan/known", known_rounds=KNOWN)
