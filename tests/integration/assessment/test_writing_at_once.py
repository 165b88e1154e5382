"""Two members who write on the same milestone: one of them is shown both texts, and neither overwrites the other."""

import threading
from collections import Counter

from flask import Flask
from werkzeug.test import TestResponse

from tests.factories.assessing import ROUND, Member, complete, fields
from tests.pages.inspecting import page_problems
from tests.pages.markup import read


def test_the_second_of_two_sees_both_texts_and_overwrites_nothing(open_app: Flask, member: Member):
    colleague = Member.of(open_app)
    mine, theirs = member.form("/1.1"), colleague.form("/1.1")
    colleague.send("/1.1", {**theirs, **complete("3"), "completion-reason": "We counted."})

    answer = member.send("/1.1", {**mine, **complete("1"), "completion-reason": "I counted."})

    assert answer.status_code == 409
    assert "<p>I counted.</p>" in answer.text
    assert "<p>We counted.</p>" in answer.text
    assert "<p>Some</p>" in answer.text
    assert "<p>All</p>" in answer.text
    assert fields(answer.text)["completion-reason"] == "I counted."
    assert member.form("/1.1")["completion-reason"] == "We counted."
    assert list(page_problems(read(answer.text), "en")) == []


def test_the_conflict_page_saves_the_merged_text(open_app: Flask, member: Member):
    colleague = Member.of(open_app)
    mine, theirs = member.form("/1.1"), colleague.form("/1.1")
    colleague.send("/1.1", {**theirs, "opening-reason": "Theirs."})
    conflict = member.send("/1.1", {**mine, "completion-reason": "Mine."})

    answer = member.send("/1.1", {**fields(conflict.text), "opening-reason": "Theirs.", "then": "stay"})

    kept = member.form("/1.1")
    assert answer.status_code == 303
    assert (kept["completion-reason"], kept["opening-reason"]) == ("Mine.", "Theirs.")


def test_the_same_text_twice_is_no_conflict(open_app: Flask, member: Member):
    colleague = Member.of(open_app)
    mine, theirs = member.form("/1.1"), colleague.form("/1.1")
    colleague.send("/1.1", {**theirs, **complete()})

    answer = member.send("/1.1", {**mine, **complete()})

    assert answer.status_code == 303


def test_a_revision_that_never_was_is_a_conflict_too(member: Member):
    answer = member.write("1.1", {**complete(), "revision": "7"})

    assert answer.status_code == 409
    assert fields(answer.text)["revision"] == "0"


def test_of_many_who_save_at_the_same_moment_one_wins(open_app: Flask):
    members = [Member.of(open_app) for _ in range(6)]
    opened = [member.form("/1.2") for member in members]

    first = _at_once(members, [{**form, "completion-reason": f"By {n}."} for n, form in enumerate(opened)])
    reopened = [member.form("/1.2") for member in members]
    second = _at_once(members, [{**form, "completion-reason": f"Again by {n}."} for n, form in enumerate(reopened)])

    assert Counter(answer.status_code for answer in first) == {303: 1, 409: 5}
    assert Counter(answer.status_code for answer in second) == {303: 1, 409: 5}
    winner = next(n for n, answer in enumerate(second) if answer.status_code == 303)
    assert members[0].form("/1.2")["completion-reason"] == f"Again by {winner}."


def _at_once(members: list[Member], typed: list[dict[str, str]]) -> list[TestResponse]:
    """Each sends its own fields, all at the same moment."""
    gate = threading.Barrier(len(members))
    answers: dict[int, TestResponse] = {}

    def send(place: int) -> None:
        gate.wait()
        # The clients' own watching of the engine is not made for threads; the application's client is.
        answers[place] = members[place].send("/1.2", typed[place])

    threads = [threading.Thread(target=send, args=(place,)) for place in range(len(members))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[place] for place in range(len(members))]


def test_two_leads_who_submit_at_once_get_two_versions(open_app: Flask):
    leads = [Member.of(open_app, lead=True) for _ in range(4)]
    leads[0].write("1.1", complete())
    forms = [lead.form("/submit") for lead in leads]
    gate = threading.Barrier(len(leads))
    locations: list[str] = []

    def submit(place: int) -> None:
        gate.wait()
        locations.append(leads[place].send("/submit", forms[place]).location or "")

    threads = [threading.Thread(target=submit, args=(place,)) for place in range(len(leads))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(locations) == [f"{ROUND}/receipts/{version}" for version in (1, 2, 3, 4)]
