"""Coming in: by a link that works once, to the one office it is for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from checkmyogp.accounts.models import Invitation
from checkmyogp.accounts.tokens import hashed
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Office
from tests.factories import people
from tests.factories.accounts import PASSWORD, Owner, actions, current_step, links_to, mails, owner
from tests.factories.browsing import send, token
from tests.factories.packs import EXAMPLIA, load
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

PEOPLE = "/en/account/people"
GUEST = "guest@example.org"


@pytest.fixture
def officer(app: Flask, client: Reader) -> Reader:
    """A browser in which an officer of Examplia is signed in."""
    with app.app_context():
        load(EXAMPLIA)
    people.sign_in(client, office=Office.OFFICER)
    return client


def invite(officer: Reader, kind: str = "researcher", **fields: str):
    return send(officer, f"{PEOPLE}/invite/{kind}", **{"address": GUEST, "language": "en", **fields})


def link(app: Flask) -> str:
    [found] = links_to(app, GUEST)
    return found


def test_the_first_officer_is_invited_from_the_command_line_and_comes_in(app: Flask, client: Reader):
    result = app.test_cli_runner().invoke(args=["officer", "invite", GUEST, "--language", "en"])
    page = client.get(link(app))

    joined = send(client, link(app), password=PASSWORD, language="mn")
    set_up = client.get(client.get(joined.location).location)
    secret = set_up.text.split("<figcaption>")[1].split("<code>")[1].split("</code>")[0].replace(" ", "")
    ready = send(client, "/en/account/set-up", code=Owner(people.Person(), secret, current_step()).code())

    assert result.exit_code == 0, result.output
    assert GUEST in page.text
    assert ready.text.count("<li><code>") == 10
    assert client.get("/mn/account").status_code == 200
    assert actions(app) == [
        "person.invited", "seat.invited", "person.joined", "seat.filled", "person.second_factor_set",
    ]  # fmt: skip


def test_a_wrong_first_code_takes_no_app_into_use(app: Flask, client: Reader):
    app.test_cli_runner().invoke(args=["officer", "invite", GUEST])
    send(client, link(app), password=PASSWORD, language="en")

    answer = send(client, "/en/account/set-up", code="000000")

    assert answer.status_code == 400
    assert client.get("/en/account").status_code == 303


def test_the_command_line_refuses_what_is_no_address_and_no_language(app: Flask):
    runner = app.test_cli_runner()

    refused = [runner.invoke(args=["officer", "invite", *words]) for words in (["guest"], [GUEST, "--language", "xx"])]

    assert [result.exit_code for result in refused] == [1, 1]
    assert mails(app) == []


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("researcher", {}, "IRM researcher"),
        ("reporter", {"organisation": "treasury"}, "Agency reporter"),
        ("ngo-lead", {"organisation": "open-ledger", "member": "xm"}, "NGO lead"),
        (
            "ngo-lead",
            {"organisation": "", "member": "xm", "name_en": "Salt & Sail", "name_mn": "Давс"},
            "Salt &amp; Sail",
        ),
    ],
)
def test_officers_invite_researchers_and_to_the_first_seat_of_an_organisation(
    app: Flask, officer: Reader, kind: str, fields: dict[str, str], said: str
):
    answer = invite(officer, kind, **fields)

    assert answer.location == PEOPLE
    assert said in officer.get(PEOPLE).text
    assert said in app.test_client().get(link(app)).text


@pytest.mark.parametrize(
    "seat", [{"office": Office.OFFICER}, {"office": Office.NGO, "organisation": "open-ledger", "lead": True}]
)
def test_nobody_is_invited_from_a_browser_that_was_left_alone(app: Flask, officer: Reader, seat: dict[str, Any]):
    browser = app.test_client()
    somebody = people.sign_in(browser, stale=True, **seat)
    kind = "member" if seat.get("lead") else "researcher"
    carried = token(browser, "/en/account")

    answers = [
        browser.get(f"{PEOPLE}/invite/{kind}"),
        browser.post(f"{PEOPLE}/invite/{kind}", data={"address": GUEST, "language": "en", **carried}),
        browser.get(f"{PEOPLE}/{somebody.id}/dismiss"),
        browser.post(f"{PEOPLE}/{somebody.id}/dismiss", data=carried),
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 303]
    assert all(str(answer.location).startswith("/en/account/confirm") for answer in answers)
    assert browser.get(PEOPLE).status_code == 200
    assert (mails(app), "person.invited" in actions(app), "person.left" in actions(app)) == ([], False, False)


def test_an_ngo_s_lead_invites_to_the_seats_of_its_own_ngo_and_no_other(app: Flask, officer: Reader):
    lead = app.test_client()
    people.sign_in(lead, office=Office.NGO, organisation="open-ledger", lead=True)

    answer = send(lead, f"{PEOPLE}/invite/member", address=GUEST, language="en")
    another = send(lead, f"{PEOPLE}/invite/fellow-lead", address="fellow@example.org", language="en")

    assert (answer.status_code, another.status_code) == (303, 303)
    assert "NGO member" in app.test_client().get(link(app)).text
    assert "NGO lead" in app.test_client().get(links_to(app, "fellow@example.org")[0]).text
    assert [lead.get(f"{PEOPLE}/invite/{kind}").status_code for kind in ("ngo-lead", "officer", "reporter")] == [
        404
    ] * 3


@pytest.mark.asvs("8.2.2", "8.4.1")
def test_an_ngo_s_lead_sees_the_people_of_its_own_ngo_only(app: Flask, officer: Reader):
    lead, other = app.test_client(), app.test_client()
    people.sign_in(lead, office=Office.NGO, organisation="open-ledger", lead=True, address="lead@example.org")
    people.sign_in(other, office=Office.NGO, organisation="harbour-watch", lead=True, address="other@example.org")
    send(other, f"{PEOPLE}/invite/member", address=GUEST, language="en")

    page = lead.get(PEOPLE).text

    assert "lead@example.org" in page
    assert "other@example.org" not in page
    assert GUEST not in page


@pytest.mark.parametrize(
    "seat",
    [
        {"office": Office.NGO, "organisation": "open-ledger"},
        {"office": Office.RESEARCHER},
    ],
)
def test_nobody_else_invites(app: Flask, client: Reader, seat: dict[str, object]):
    people.sign_in(client, **seat)  # pyright: ignore[reportArgumentType]

    assert client.get(PEOPLE).status_code == 404
    assert client.get(f"{PEOPLE}/invite/member").status_code == 404


def test_an_address_with_an_office_is_refused_in_words_and_stays_typed(app: Flask, officer: Reader):
    owner(app, address=GUEST, office=Office.RESEARCHER)

    answer = invite(officer, "researcher", address=GUEST.upper())

    assert answer.status_code == 400
    assert "Nobody holds two offices" in answer.text
    assert f'value="{GUEST.upper()}"' in answer.text


def test_an_address_that_got_an_office_in_the_meantime_is_refused_at_the_door(app: Flask, officer: Reader):
    invite(officer)
    owner(app, address=GUEST)

    answer = send(app.test_client(), link(app), password=PASSWORD, language="en")

    assert answer.status_code == 400
    assert "Nobody holds two offices" in answer.text


def test_an_address_is_invited_once_at_a_time(officer: Reader):
    invite(officer)

    assert "open invitation" in invite(officer, "ngo-lead", organisation="open-ledger", member="xm").text


@pytest.mark.parametrize(
    "address", ["guest", "guest@", "@example.org", "a b@example.org", "a@b", "a@example.org,b@example.org"]
)
def test_what_is_no_address_is_refused_beside_its_field(officer: Reader, address: str):
    answer = invite(officer, address=address)

    assert answer.status_code == 400
    assert 'id="address-wrong"' in answer.text


@pytest.mark.parametrize("fields", [{"name_en": "Only English"}, {"organisation": "open-ledger", "name_en": "Both"}])
def test_an_ngo_is_chosen_or_named_in_each_language(officer: Reader, fields: dict[str, str]):
    answer = invite(officer, "ngo-lead", **{"organisation": "", "member": "xm", **fields})

    assert answer.status_code == 400
    assert 'id="organisation-wrong"' in answer.text


def test_a_new_ngo_with_the_name_of_one_that_is_there_is_refused(officer: Reader):
    fields = {"organisation": "", "member": "xm", "name_mn": "Давс"}
    invite(officer, "ngo-lead", name_en="Salt and Sail", **fields)

    answer = invite(officer, "ngo-lead", name_en="“SALT  and Sail”", address="other@example.org", **fields)

    assert answer.status_code == 400
    assert "Choose it there" in answer.text


@pytest.mark.asvs("6.4.1")
def test_a_used_invitation_is_spent(app: Flask, officer: Reader):
    invite(officer)
    send(app.test_client(), link(app), password=PASSWORD, language="en")

    answer = app.test_client().get(link(app))

    assert answer.status_code == 410
    assert "This link can no longer be used" in answer.text


def test_a_withdrawn_invitation_is_spent(app: Flask, officer: Reader):
    invite(officer)
    page = officer.get(PEOPLE).text
    [address] = [part.split('"')[0] for part in page.split('action="') if part.split('"')[0].endswith("/withdraw")]

    answer = send(officer, PEOPLE, to=address)

    assert answer.status_code == 303
    assert app.test_client().get(link(app)).status_code == 410
    assert actions(app)[-2:] == ["person.invitation_withdrawn", "seat.invitation_withdrawn"]
    assert send(officer, PEOPLE, to=address).status_code == 404


@pytest.mark.asvs("6.4.1")
@pytest.mark.tampers  # No entry moves the end of a link.
def test_an_expired_invitation_is_spent_and_leaves_room_for_another(app: Flask, officer: Reader):
    invite(officer)
    with app.app_context(), unit_of_work(db.session):
        db.session.execute(update(Invitation).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))

    assert app.test_client().get(link(app)).status_code == 410
    assert invite(officer).status_code == 303


def test_a_made_up_link_is_spent(client: Reader):
    assert client.get("/en/account/invitation/made-up").status_code == 410


def test_the_link_itself_is_not_in_the_database(app: Flask, officer: Reader):
    invite(officer)
    token = link(app).rpartition("/")[2]

    with app.app_context():
        [row] = db.session.query(Invitation).all()

    assert row.token == hashed(token) != token


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "at least 12 characters"),
        ("a" * 300, "at most 256 characters"),
        ("password1234", "commonest"),
        ("GUEST@example.org", "your address"),
        ("check my ogp 2029", "name of this site"),
        ("abababababab", "repeats"),
    ],
)
def test_a_weak_password_is_refused_and_not_given_back(app: Flask, officer: Reader, password: str, said: str):
    invite(officer)

    answer = send(app.test_client(), link(app), password=password, language="mn")

    assert answer.status_code == 400
    assert said in answer.text
    assert f'value="{password}"' not in answer.text
    assert '<option selected value="mn">' in answer.text
