"""A researcher's notes: kept, taken along, deleted, never overwritten, and found by nobody else."""

import csv
import io
import re
from http import HTTPStatus

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp import demonstration
from checkmyogp.audit.models import AuditEntry
from checkmyogp.comparison.notes.models import ResearchNote
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Office
from tests.factories.browsing import without_token
from tests.factories.replying import Somebody
from tests.integration.reading.test_reading import PUBLIC, READING, publish
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

MILESTONE = f"{READING}/1.1"
NOTES = "/en/workbench/notes"
PRIVATE = "Ask the harbour master about Ангараг"
OF_THE_VISIT = re.compile(r'name="csrf_token"[^>]* value="[^"]+"|[\w-]+@example\.org')


def researcher(app: Flask) -> Somebody:
    return Somebody.of(app, "", office=Office.RESEARCHER)


@pytest.fixture
def one(closed_app: Flask) -> Somebody:
    return researcher(closed_app)


@pytest.fixture
def another(closed_app: Flask) -> Somebody:
    return researcher(closed_app)


def keep(somebody: Somebody, text: str, *, revision: int = 0, to: str = MILESTONE):
    token = somebody.form(f"{READING}/1.2")["csrf_token"]
    return somebody.send(to, {"text": text, "revision": str(revision), "csrf_token": token})


def drop(somebody: Somebody, *, revision: int = 1, of: str = MILESTONE):
    return keep(somebody, "", revision=revision, to=f"{of}/delete")


def notes(app: Flask) -> list[ResearchNote]:
    with app.app_context():
        return list(db.session.scalars(select(ResearchNote).order_by(ResearchNote.person_id)))


def as_everybody_sees_it(somebody: Somebody, path: str) -> str:
    return OF_THE_VISIT.sub("", somebody.get(path).text)


def test_a_note_is_kept_and_shown_to_whoever_wrote_it(one: Somebody):
    answer = keep(one, PRIVATE)

    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.location == f"{MILESTONE}#note"
    assert PRIVATE in one.get(MILESTONE).text
    assert PRIVATE in one.get(NOTES).text
    assert PRIVATE.rsplit(maxsplit=1)[-1] in one.get(f"{READING}?q=ангараг").text


def test_nobody_else_finds_it(closed_app: Flask, one: Somebody, another: Somebody):
    pages = (MILESTONE, READING, f"{READING}?q=Ангараг", f"{READING}?q=harbour", NOTES, f"{NOTES}/notes.csv",
             f"{NOTES}/notes.txt", "/en/workbench", "/en/workbench/xm-nap-1/first/files/everything.zip")  # fmt: skip
    before = [as_everybody_sees_it(another, page) for page in pages if not page.endswith(".zip")]

    keep(one, PRIVATE)

    assert [as_everybody_sees_it(another, page) for page in pages if not page.endswith(".zip")] == before
    assert PRIVATE.encode() not in another.get(pages[-1]).data


def test_what_another_researcher_wrote_is_deleted_like_what_nobody_wrote(one: Somebody, another: Somebody):
    keep(one, PRIVATE)

    theirs, nobody_s = drop(another), drop(another, of=f"{READING}/1.2")

    assert theirs.status_code == nobody_s.status_code == HTTPStatus.NOT_FOUND
    assert without_token(theirs) == without_token(nobody_s)
    assert PRIVATE in one.get(MILESTONE).text


def test_two_researchers_write_on_the_same_milestone(closed_app: Flask, one: Somebody, another: Somebody):
    keep(one, PRIVATE)

    keep(another, "Mine")

    assert sorted(note.text for note in notes(closed_app)) == sorted(["Mine", PRIVATE])
    assert [note.revision for note in notes(closed_app)] == [1, 1]


def test_a_note_is_in_no_public_byte_and_in_no_audit_entry(closed_app: Flask, one: Somebody):
    keep(one, PRIVATE)
    publish(closed_app)
    public = closed_app.test_client()

    for path in (PUBLIC, f"{PUBLIC}/1.1", f"{PUBLIC}?q=Ангараг", "/api/v1/scorecards/xm-nap-1/first"):
        answer = public.get(path)
        assert answer.status_code == HTTPStatus.OK, path
        assert "harbour master" not in answer.text, path
    with closed_app.app_context():
        told = [entry.action + entry.subject for entry in db.session.scalars(select(AuditEntry))]
    assert not [line for line in told if "note" in line or "Ангараг" in line]


@pytest.mark.parametrize("office", [Office.OFFICER, Office.NGO, Office.REPORTER])
def test_nobody_but_researchers_has_notes(closed_app: Flask, office: Office):
    organisation = {Office.NGO: "river-watch", Office.REPORTER: "ministry-of-ports"}.get(office, "")
    somebody = Somebody.of(closed_app, organisation, office=office)

    for path in (NOTES, f"{NOTES}/notes.csv", f"{NOTES}/notes.txt", MILESTONE, READING):
        assert somebody.get(path).status_code == HTTPStatus.NOT_FOUND, path


def test_before_the_close_there_is_nothing_to_note(round_app: Flask):
    somebody = researcher(round_app)

    assert somebody.get(MILESTONE).status_code == HTTPStatus.NOT_FOUND
    assert somebody.get(READING).status_code == HTTPStatus.NOT_FOUND


def test_of_two_windows_neither_overwrites_the_other(closed_app: Flask, one: Somebody):
    keep(one, "The first text")
    keep(one, "Saved elsewhere", revision=1)

    answer = keep(one, "Typed meanwhile", revision=1)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Saved elsewhere" in answer.text
    assert "Typed meanwhile</textarea>" in answer.text
    assert list(page_problems(read(answer.text), "en")) == []
    assert [note.text for note in notes(closed_app)] == ["Saved elsewhere"]
    assert 'name="revision" type="hidden" value="2"' in answer.text
    keep(one, "Both together", revision=2)
    assert [(note.text, note.revision) for note in notes(closed_app)] == [("Both together", 3)]


def test_the_same_text_again_makes_no_new_revision(closed_app: Flask, one: Somebody):
    keep(one, PRIVATE)
    keep(one, PRIVATE, revision=1)

    assert [note.revision for note in notes(closed_app)] == [1]


def test_a_note_is_deleted_for_good(closed_app: Flask, one: Somebody):
    keep(one, PRIVATE)

    answer = drop(one)

    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert notes(closed_app) == []
    assert "You have written none yet." in one.get(NOTES).text


def test_what_another_window_wrote_is_not_deleted_unseen(closed_app: Flask, one: Somebody):
    keep(one, "The first text")
    keep(one, "Saved elsewhere", revision=1)

    answer = drop(one, revision=1)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "it was not deleted" in answer.text
    assert [note.text for note in notes(closed_app)] == ["Saved elsewhere"]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"text": "  \n "}, HTTPStatus.BAD_REQUEST),
        ({"text": "a" * 20_001}, HTTPStatus.BAD_REQUEST),
        ({"text": "a", "revision": "many"}, HTTPStatus.BAD_REQUEST),
        ({"text": "a", "revision": str(2**63)}, HTTPStatus.BAD_REQUEST),
    ],
)
def test_what_cannot_be_kept_is_shown_again(
    closed_app: Flask, one: Somebody, typed: dict[str, str], status: HTTPStatus
):
    token = one.form(MILESTONE)["csrf_token"]

    answer = one.send(MILESTONE, {"csrf_token": token, "revision": "0", **typed})

    assert answer.status_code == status
    assert typed["text"].strip() in answer.text
    assert notes(closed_app) == []


def test_notes_are_taken_along_as_a_table_and_as_text(one: Somebody):
    keep(one, "=1+1\nsecond line")
    keep(one, "On the other", to=f"{READING}/1.2")

    table, text = one.get(f"{NOTES}/notes.csv"), one.get(f"{NOTES}/notes.txt")

    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"), newline="")))
    assert [(row["round"], row["milestone"], row["note"]) for row in rows] == [
        ("first", "1.1", "'=1+1\nsecond line"),
        ("first", "1.2", "On the other"),
    ]
    assert text.text.index("=1+1\nsecond line") < text.text.index("On the other")
    assert {answer.headers["Cache-Control"] for answer in (table, text)} == {"no-store"}
    assert table.headers["Content-Disposition"] == 'attachment; filename="notes.csv"'


def test_the_pages_of_notes_are_sound(one: Somebody):
    keep(one, PRIVATE)

    for path in (MILESTONE, NOTES):
        assert list(page_problems(read(one.get(path).text), "en")) == []


def test_a_demonstration_leaves_with_the_notes_on_it(seeded_app: Flask):
    somebody = researcher(seeded_app)
    place = "/en/workbench/mn-nap-5/demonstration/reading/1.1"
    kept = somebody.send(place, {**somebody.form(place), "text": PRIVATE, "revision": "0"})

    with seeded_app.app_context(), unit_of_work(db.session):
        demonstration.remove()

    assert kept.status_code == HTTPStatus.SEE_OTHER
    assert notes(seeded_app) == []
