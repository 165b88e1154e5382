"""Writing drafts: everything typed is kept, and nothing that could never be an answer is."""

from flask import Flask

from tests.factories.assessing import ROUND, Member, answered, close_the_round, complete, fields
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE


def test_the_list_says_what_is_left_and_leads_to_the_next(member: Member):
    member.write("1.1", complete())

    page = member.get().text

    assert "1 of 3 complete." in page
    assert f'href="{ROUND}/1.2">Go on with 1.2' in page


def test_a_half_written_draft_is_kept_as_it_is(member: Member):
    answer = member.write("1.1", {"completion-reason": "So far so good.", "completion-evidence-2-title": "A title"})

    kept = member.form("/1.1")
    page = member.get("/1.1").text
    assert answer.status_code == 303
    assert kept["completion-reason"] == "So far so good."
    assert kept["completion-evidence-1-title"] == "A title"
    assert "This piece of evidence lacks it" in page
    assert 'href="#completion-evidence-1-url"' in page


def test_saving_goes_on_to_the_next_milestone_that_is_not_complete(member: Member):
    member.write("1.2", complete())

    onwards = member.write("1.1", complete(), then="next")
    home = member.write("2.1.1", complete(), then="next")

    assert onwards.location == f"{ROUND}/2.1.1"
    assert home.location == ROUND


RECUSED = "We have a conflict of interest and give no level."

NEVER_AN_ANSWER = (
    ("completion-evidence-1-url", "javascript:alert(1)"),
    ("completion-evidence-1-url", "https://["),
    ("completion-evidence-1-published", "2025-02-30"),
    ("completion-answer", "4"),
    ("completion-answer", "not_reported"),
    ("completion-language", "xx"),
    ("completion-confidence", "certain"),
    ("at-stake-conflict", "lead"),
    ("at-stake-level", "none"),
    ("revision", "-1"),
    ("revision", "9" * 22),
    ("revision", "one"),
    ("completion-reason", "я" * 20_001),
)


# One site for all of them: making one takes longer than all the requests.
def test_what_could_never_be_an_answer_is_refused_and_nothing_typed_is_lost(member: Member):
    empty = member.form("/1.1")
    for field, value in NEVER_AN_ANSWER:
        answer = member.send("/1.1", {**empty, **complete(), "opening-reason": "Kept on the page.", field: value})

        assert (field, value, answer.status_code) == (field, value, 400)
        assert fields(answer.text)["opening-reason"] == "Kept on the page."
        assert list(page_problems(read(answer.text), "en")) == []
    assert member.form("/1.1")["opening-reason"] == ""


def test_recused_needs_a_conflict_of_interest(member: Member):
    refused = member.write("1.1", answered("completion", "recused"))
    accepted = member.write("1.1", {**answered("completion", "recused"), "at-stake-conflict": "staff"})

    assert refused.status_code == 400
    assert accepted.status_code == 303
    assert member.form("/1.1")["completion-answer"] == "recused"


def test_what_the_plan_says_is_at_stake_is_shown(open_app: Flask):
    leading = Member.of(open_app, "dock-league").get("/1.2").text
    supporting = Member.of(open_app, "river-watch").get("/1.1").text

    assert "Recused: your organisation, or a group it belongs to, leads this milestone" in leading
    assert "Interested: your organisation, or a group it belongs to, supports this milestone" in supporting
    assert RECUSED in leading
    assert RECUSED not in Member.of(open_app).get("/1.1").text


def test_long_texts_of_any_script_are_kept(member: Member):
    longest = "ө" * 19_999 + "𝔊"

    answer = member.write("1.1", {f"{criterion}-reason": longest for criterion in ("completion", "opening")})

    assert answer.status_code == 303
    assert member.form("/1.1")["opening-reason"] == longest


def test_text_is_cleaned_of_what_nobody_sees(member: Member):
    member.write(
        "1.1",
        {
            "completion-reason": "Cafe\u0301\x00\u202egnp.exe\r\nsecond",
            "completion-evidence-1-url": "HTTPS://Example.org/a\u200bb",
            "completion-evidence-1-title": " A  title\t",
        },
    )

    kept = member.form("/1.1")
    assert kept["completion-reason"] == "Café" + "gnp.exe\nsecond"
    assert kept["completion-evidence-1-url"] == "https://Example.org/ab"
    assert kept["completion-evidence-1-title"] == "A title"


def test_an_emptied_form_counts_as_not_begun(member: Member):
    member.write("1.1", complete())

    member.write("1.1", {name: "" for name in complete() if not name.endswith("language")})

    assert "0 of 3 complete." in member.get().text


def test_after_the_close_nothing_is_saved_and_everything_is_kept(open_app: Flask, member: Member):
    member.write("1.1", complete())
    opened = member.form("/1.1")
    close_the_round(open_app)

    answer = member.send("/1.1", {**opened, "completion-reason": "Too late."})

    assert answer.status_code == 409
    assert "The round is closed, so this could not be saved." in answer.text
    assert fields(answer.text)["completion-reason"] == "Too late."
    assert member.form("/1.1")["completion-reason"] == "We read the list."


def test_the_script_is_told_the_revision_and_nothing_more(member: Member):
    answer = member.write("1.1", complete(), then="auto")

    assert answer.get_json() == {"revision": 1}


def test_pages_are_in_order(member: Member):
    member.write("1.1", {"completion-reason": "Begun.", "completion-evidence-1-url": "https://example.org"})

    pages = [member.get(path) for path in ("", "/1.1", "/receipts")]

    assert [list(page_problems(read(page.text), "en")) for page in pages] == [[], [], []]
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}
