"""Officers set up a round, change the draft, and open it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.domain.lifecycles import RoundState, TooEarly
from checkmyogp.rounds import queries, services
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import NotADraft, RoundNameTaken, TimeIsOver
from checkmyogp.rubrics import queries as rubrics
from tests.factories.assessing import fields
from tests.factories.commands import done
from tests.factories.officers import ROUND, ROUNDS, Officer, clock, move
from tests.factories.packs import EXAMPLIA, load
from tests.factories.people import sign_in
from tests.factories.rounds import CLOSES, OPENS, draft_round, terms
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

NOW = datetime.now(UTC).replace(second=0, microsecond=0)
NEW = f"{ROUNDS}/new/xm-nap-1"
TYPED = {
    "name_en": "July to December",
    "name_mn": "7-12 сар",
    "period_starts": "2029-07-01",
    "period_ends": "2029-12-31",
    "opens_at": clock(NOW + timedelta(days=1)),
    "closes_at": clock(NOW + timedelta(days=31)),
    "quorum": "4",
    "reply_days": "10",
    "rubric": "tide/1",
    "slug": "2029-h2",
}


def found(app: Flask, slug: str = "2029-h2") -> Round:
    with app.app_context():
        return db.session.scalars(select(Round).where(Round.slug == slug)).one()


def test_an_officer_sets_up_a_draft(round_app: Flask, officer: Officer):
    answer = officer.send(NEW, TYPED)

    assert answer.location == f"{ROUNDS}/xm-nap-1/2029-h2/manage"
    round_ = found(round_app)
    assert round_.state is RoundState.DRAFT
    assert round_.name.texts() == {"mn": "7-12 сар", "en": "July to December"}
    assert (round_.period_starts, round_.period_ends) == (date(2029, 7, 1), date(2029, 12, 31))
    assert round_.opens_at == NOW + timedelta(days=1)
    assert (round_.quorum, round_.reply_days) == (4, 10)


def test_moments_are_typed_and_shown_by_the_clock_of_the_plan_s_country(seeded_app: Flask):
    officer = Officer.of(seeded_app)
    officer.send(
        f"{ROUNDS}/new/mn-nap-5",
        TYPED | {"opens_at": "2029-01-01T08:00", "closes_at": "2029-02-01T00:00", "rubric": "check-my-ogp/1"},
    )

    assert found(seeded_app).opens_at == datetime(2029, 1, 1, tzinfo=UTC)
    page = officer.get(f"{ROUNDS}/mn-nap-5/2029-h2/manage").text
    assert "1 January 2029, 08:00 UTC+8 (00:00 UTC)" in page
    assert "1 February 2029, 00:00 UTC+8 (31 January 2029, 16:00 UTC)" in page
    assert 'value="2029-01-01T08:00"' in officer.get(f"{ROUNDS}/mn-nap-5/2029-h2/edit").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"name_en": "", "name_mn": ""}, "Write it in one of the languages at least", id="no name"),
        pytest.param({"slug": ""}, "Give a name for addresses, such as 2025-h1.", id="no slug"),
        pytest.param({"slug": "First Round"}, "Use small Latin letters", id="a slug with a space"),
        pytest.param({"slug": "x" * 61}, "Please use at most 60 characters.", id="a long slug"),
        pytest.param({"period_ends": "2029-06-30"}, "lies before its first day", id="a period backwards"),
        pytest.param({"period_starts": "0001-01-01"}, "Give a year from 2011 to 2100.", id="a mistyped year"),
        pytest.param({"closes_at": "2100-01-01T00:00", "opens_at": "2101-01-01T00:00"}, "Give a year", id="far away"),
        pytest.param({"closes_at": clock(NOW)}, "The round would close before it opens.", id="hours backwards"),
        pytest.param({"opens_at": "soon"}, "Not a valid datetime value.", id="no moment"),
        pytest.param({"opens_at": ""}, "Give a day and a time.", id="nothing at all"),
        pytest.param({"quorum": "0"}, "Give a number from 1 to 99.", id="no quorum"),
        pytest.param({"quorum": "9" * 5000}, "Not a valid integer value.", id="a number without end"),
        pytest.param({"reply_days": "366"}, "Give a number from 0 to 365.", id="a year of replies"),
        pytest.param({"rubric": "tide/9"}, "Not a valid choice.", id="an unknown rubric"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_everything_typed_is_kept(
    round_app: Flask, officer: Officer, typed: dict[str, str], sentence: str
):
    answer = officer.send(NEW, TYPED | typed)

    assert answer.status_code == 400
    page = read(answer.text)
    assert sentence in page.by_id("mistakes").text()
    assert list(page_problems(page)) == []
    if "name_en" not in typed:
        assert 'value="July to December"' in answer.text


def test_a_second_round_of_the_same_name_is_refused(round_app: Flask, officer: Officer):
    answer = officer.send(NEW, TYPED | {"slug": "first"})

    assert answer.status_code == 409
    assert "already has a round with this name" in answer.text
    assert 'value="July to December"' in answer.text


def test_a_draft_is_changed_but_for_its_address(round_app: Flask, officer: Officer):
    officer.send(NEW, TYPED)

    officer.send(f"{ROUNDS}/xm-nap-1/2029-h2/edit", {"quorum": "2", "name_en": "Second half", "slug": "elsewhere"})

    round_ = found(round_app)
    assert (round_.quorum, round_.name.text("en"), round_.name.text("mn")) == (2, "Second half", "7-12 сар")


def test_what_an_officer_does_with_a_draft_is_recorded(round_app: Flask, officer: Officer):
    officer.send(NEW, TYPED)
    officer.send(f"{ROUNDS}/xm-nap-1/2029-h2/edit", {"quorum": "2"})

    with round_app.app_context():
        entries = db.session.scalars(
            select(AuditEntry).where(AuditEntry.subject == "xm-nap-1/2029-h2").order_by(AuditEntry.sequence)
        ).all()
        assert [(entry.action, entry.office) for entry in entries] == [
            ("round.drafted", Office.OFFICER),
            ("round.redrafted", Office.OFFICER),
        ]


def test_an_open_round_is_no_longer_changed(open_app: Flask, officer: Officer):
    assert officer.get(f"{ROUND}/edit").status_code == 404
    answer = officer.send(NEW, TYPED, to=f"{ROUND}/edit")

    assert answer.status_code == 409
    assert "it can no longer be changed" in answer.text
    assert found(open_app, "first").quorum == 3


def test_an_officer_opens_a_draft_whose_time_has_come(round_app: Flask, officer: Officer):
    officer.send(NEW, TYPED | {"opens_at": clock(NOW - timedelta(hours=1))})
    offered = officer.get(f"{ROUNDS}/xm-nap-1/2029-h2/open").text

    answer = officer.send(f"{ROUNDS}/xm-nap-1/2029-h2/open")

    assert "Open the round</button>" in offered
    assert answer.status_code == 303
    with round_app.app_context():
        round_ = db.session.scalars(select(Round).where(Round.slug == "2029-h2")).one()
        assert round_.state is RoundState.OPEN
        assert len(queries.pinned(round_.id)) == 3


def test_a_draft_is_not_opened_before_its_time(round_app: Flask, officer: Officer):
    officer.send(NEW, TYPED)
    offered = officer.get(f"{ROUNDS}/xm-nap-1/2029-h2/open").text

    answer = officer.send(f"{ROUNDS}/xm-nap-1/2029-h2/open")

    assert "Open the round</button>" not in offered
    assert answer.status_code == 409
    assert "The time for this step has not come yet." in answer.text
    assert found(round_app).state is RoundState.DRAFT


def test_the_scheduler_opens_what_is_due_and_nothing_twice(round_app: Flask, officer: Officer):
    officer.send(NEW, TYPED | {"opens_at": clock(NOW - timedelta(hours=1))})
    officer.send(NEW, TYPED | {"slug": "later"})

    assert done(round_app, "round", "open", "--due") == "xm-nap-1/2029-h2: opened.\n"
    assert done(round_app, "round", "open", "--due") == "Nothing is due.\n"
    assert found(round_app, "later").state is RoundState.DRAFT


@pytest.mark.parametrize(
    ("now", "refusal"), [(OPENS - timedelta(seconds=1), TooEarly), (CLOSES, TimeIsOver)], ids=["too early", "too late"]
)
def test_a_round_opens_within_its_hours(site: Flask, now: datetime, refusal: type[Exception]):
    load(EXAMPLIA)
    round_ = draft_round()

    with pytest.raises(refusal), unit_of_work(db.session):
        services.open_(round_=round_, actor=OPERATOR, now=now)

    assert round_.state is RoundState.DRAFT


def test_services_refuse_what_pages_do(site: Flask):
    load(EXAMPLIA)
    round_ = draft_round()
    rubric = rubrics.rubric("tide", 1)
    assert rubric is not None

    with pytest.raises(RoundNameTaken, match="xm-nap-1 already has a round first"):
        draft_round()
    with unit_of_work(db.session):
        services.open_(round_=round_, actor=OPERATOR, now=OPENS)
    with pytest.raises(NotADraft, match="only a draft can be changed"), unit_of_work(db.session):
        services.redraft(round_=round_, rubric=rubric, terms=terms(), actor=OPERATOR, now=OPENS)


def test_drafts_are_seen_by_officers_only(round_app: Flask, officer: Officer):
    officer.send(NEW, TYPED)
    reader = round_app.test_client()
    sign_in(reader, office=Office.NGO, organisation="open-ledger", lead=True)

    hidden = [f"{ROUNDS}/xm-nap-1/2029-h2", "/api/v1/rounds/xm-nap-1/2029-h2"]
    for address in hidden:
        unknown = address.replace("2029-h2", "2029-hx")
        assert (reader.get(address).status_code, reader.get(address).data) == (
            404,
            reader.get(unknown).data.replace(b"2029-hx", b"2029-h2"),
        )
    for address in (ROUNDS, f"{ROUNDS}/new", NEW, f"{ROUNDS}/xm-nap-1/2029-h2/manage"):
        assert reader.get(address).status_code == 404
        assert officer.get(address).status_code == 200


@pytest.mark.parametrize("language", ["en", "mn"])
def test_every_page_about_a_draft_is_sound(round_app: Flask, officer: Officer, language: str):
    officer.send(NEW, TYPED | {"opens_at": clock(NOW - timedelta(hours=1))})
    draft = f"{ROUNDS}/xm-nap-1/2029-h2"

    for address in (ROUNDS, f"{ROUNDS}/new", NEW, f"{draft}/manage", f"{draft}/edit", f"{draft}/open"):
        response = officer.get(address.replace("/en/", f"/{language}/"))
        assert response.status_code == 200
        assert list(page_problems(read(response.text))) == []
        assert response.headers["Cache-Control"] == "no-store"


def test_an_unknown_plan_or_round_is_not_there(round_app: Flask, officer: Officer):
    for address in (f"{ROUNDS}/new/nowhere", f"{ROUNDS}/xm-nap-1/never/manage", f"{ROUNDS}/xm-nap-1/never/edit"):
        assert officer.get(address).status_code == 404


def test_the_list_says_where_each_round_stands(round_app: Flask, officer: Officer):
    move(round_app, opens=timedelta(days=-1), closes=timedelta(days=1))
    officer.send(NEW, TYPED)

    page = officer.get(ROUNDS).text

    assert page.index("July to December") < page.index("First round")
    assert "<strong>Draft</strong>" in page
    assert "<strong>Open</strong>" in page


def discard(officer: Officer, slug: str = "2029-h2"):
    address = f"{ROUNDS}/xm-nap-1/{slug}"
    return officer.reader.post(f"{address}/discard", data=fields(officer.get(f"{address}/manage").text))


def test_a_draft_is_taken_away_and_its_name_can_be_given_again(round_app: Flask, officer: Officer):
    officer.send(NEW, TYPED)

    answer = discard(officer)

    assert answer.location == ROUNDS
    assert officer.get(f"{ROUNDS}/xm-nap-1/2029-h2/manage").status_code == 404
    assert officer.send(NEW, TYPED).status_code == 303
    with round_app.app_context():
        recorded = select(AuditEntry.action).where(AuditEntry.subject == "xm-nap-1/2029-h2")
        assert db.session.scalars(recorded.order_by(AuditEntry.sequence)).all() == [
            "round.drafted",
            "round.discarded",
            "round.drafted",
        ]


def test_a_round_that_was_opened_is_not_taken_away(open_app: Flask, officer: Officer):
    answer = officer.post(f"{ROUND}/discard")

    assert answer.status_code == 409
    assert found(open_app, "first").state is RoundState.OPEN
