"""What of an NGO's work counts: what was submitted, whatever is written by now, and its pages say so."""

import pytest
from flask import Flask

from tests.factories.assessing import ROUND, Member, close_the_round, complete
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

CHANGED = "Changed since it was submitted: 1.1. What was submitted counts until it is submitted again."
ALL_OF_IT = "Everything that is written here was submitted, and it counts."


@pytest.fixture
def submitted(lead: Member) -> Member:
    """A lead who has submitted 1.1."""
    lead.write("1.1", complete("3"))
    assert lead.submit().status_code == 303
    return lead


def test_what_was_submitted_as_it_is_written_counts(submitted: Member):
    page = submitted.get().text

    assert ALL_OF_IT in page
    assert "</strong> · submitted" in page


def test_a_change_after_submitting_is_said_on_the_list_to_the_lead_and_to_members(open_app: Flask, submitted: Member):
    submitted.write("1.1", complete("0"))

    for reader in (submitted, Member.of(open_app)):
        page = reader.get().text
        assert CHANGED in page
        assert "changed since it was submitted" in page
        assert "This milestone was changed since it was submitted." in reader.get("/1.1").text


def test_a_change_that_is_taken_back_is_none(submitted: Member):
    submitted.write("1.1", complete("0"))

    submitted.write("1.1", complete("3"))

    assert ALL_OF_IT in submitted.get().text


def test_submitting_again_makes_the_change_count(submitted: Member):
    submitted.write("1.1", complete("0"))

    submitted.submit()

    assert ALL_OF_IT in submitted.get().text


@pytest.mark.parametrize(
    "typed",
    [
        {"completion-reason": "", "completion-answer": ""},
        {"at-stake-conflict": "funding", "at-stake-level": "interested", "at-stake-explanation": "A grant."},
        {"completion-evidence-1-page": "7"},
    ],
)
def test_an_answer_that_lacks_something_a_declaration_and_a_page_number_are_changes(
    submitted: Member, typed: dict[str, str]
):
    submitted.write("1.1", typed)

    assert CHANGED in submitted.get().text


def test_what_is_written_besides_is_not_submitted_yet(submitted: Member):
    submitted.write("1.2", complete())

    page = submitted.get().text

    assert "Written and not submitted yet: 1.2. It counts only once it is submitted." in page
    assert "</strong> · not submitted" in page


def test_after_the_close_the_pages_say_which_text_counted(open_app: Flask, submitted: Member):
    submitted.write("1.1", complete("0"))
    submitted.write("1.2", complete())
    close_the_round(open_app)

    page = submitted.get().text

    assert "Changed after it was submitted: 1.1. What was submitted counts; what was written later does not." in page
    assert "Written and never submitted: 1.2. It does not count." in page
    assert "never submitted, so it does not count" in submitted.get("/1.2").text


def test_after_the_close_complete_drafts_that_nobody_submitted_are_said_not_to_count(open_app: Flask, member: Member):
    member.write("1.1", complete())
    close_the_round(open_app)

    page = member.get().text

    assert "Written and never submitted: 1.1. It does not count." in page
    assert "Nothing was submitted to this round." in page


def test_mongolian_pages_say_it_as_well(open_app: Flask, submitted: Member):
    submitted.write("1.1", complete("0"))
    reader = Member.of(open_app, language="mn").reader

    page = reader.get(ROUND.replace("/en/", "/mn/")).text

    assert "Илгээснээс хойш өөрчилсөн: 1.1." in page
