"""Passwords, addresses and the second factor, changed by their owner."""

import json
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from checkmyogp.accounts.models import AddressChange
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Office
from tests.factories import people
from tests.factories.accounts import (
    OTHER_PASSWORD,
    PASSWORD,
    RECOVERY,
    Owner,
    actions,
    current_step,
    forget_used_codes,
    links_to,
    mails,
    owner,
)
from tests.factories.browsing import send
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

ACCOUNT = "/en/account"


@pytest.fixture
def bat(app: Flask) -> Owner:
    """An officer."""
    return owner(app)


@pytest.fixture
def signed_in(app: Flask, client: Reader, bat: Owner) -> Reader:
    """The officer's browser."""
    with app.app_context():
        people.carry(client, people.open_session(db.session.merge(bat.person)))
    return client


@pytest.fixture
def two_others(app: Flask) -> None:
    """Enough officers for one to leave."""
    for number in (2, 3):
        owner(app, address=f"officer-{number}@example.org")


def password_opens(app: Flask, password: str, address: str = "bat@example.org") -> bool:
    answer = send(app.test_client(), f"{ACCOUNT}/sign-in", address=address, password=password)
    return answer.status_code == 303


@pytest.mark.asvs("6.2.2", "6.2.3", "7.4.3")
def test_it_is_changed_by_whoever_knows_it_and_ends_the_other_sessions(app: Flask, signed_in: Reader, bat: Owner):
    other = app.test_client()
    with app.app_context():
        people.carry(other, people.open_session(db.session.merge(bat.person)))

    answer = send(signed_in, f"{ACCOUNT}/password", current=PASSWORD, password=OTHER_PASSWORD)

    assert answer.location == ACCOUNT
    assert (signed_in.get(ACCOUNT).status_code, other.get(ACCOUNT).status_code) == (200, 303)
    assert password_opens(app, OTHER_PASSWORD)
    assert actions(app)[-1] == "person.password_changed"
    assert [mail.subject for mail in mails(app)] == ["Your password was changed"]


@pytest.mark.asvs("6.2.3")
def test_a_wrong_present_password_changes_nothing(app: Flask, signed_in: Reader):
    answer = send(signed_in, f"{ACCOUNT}/password", current="wrong words here", password=OTHER_PASSWORD)

    assert answer.status_code == 400
    assert OTHER_PASSWORD not in answer.text
    assert password_opens(app, PASSWORD)


def test_letters_typed_as_two_characters_are_the_same_letters(app: Flask, signed_in: Reader):
    composed = "долоон хөх ёл шувуу"
    decomposed = unicodedata.normalize("NFD", composed)

    send(signed_in, f"{ACCOUNT}/password", current=PASSWORD, password=composed)

    assert composed != decomposed
    assert password_opens(app, decomposed)


def ask_for(client: Reader, address: str = "new@example.org"):
    return send(client, f"{ACCOUNT}/address", address=address)


def agree(app: Flask, link: str) -> int:
    return send(app.test_client(), link).status_code


def test_it_changes_once_both_have_agreed(app: Flask, signed_in: Reader):
    ask_for(signed_in)
    [old], [new] = links_to(app, "bat@example.org"), links_to(app, "new@example.org")

    agree(app, new)
    before = password_opens(app, PASSWORD, "new@example.org")
    agree(app, old)

    assert not before
    assert password_opens(app, PASSWORD, "new@example.org")
    assert not password_opens(app, PASSWORD)
    assert actions(app)[-1] == "person.address_changed"


def test_one_of_the_two_cannot_agree_for_both(app: Flask, signed_in: Reader):
    ask_for(signed_in)
    [new] = links_to(app, "new@example.org")

    agree(app, new)
    agree(app, new)

    assert not password_opens(app, PASSWORD, "new@example.org")


@pytest.mark.asvs("3.5.3")
def test_opening_the_link_agrees_to_nothing(app: Flask, signed_in: Reader):
    ask_for(signed_in)
    for recipient in ("bat@example.org", "new@example.org"):
        app.test_client().get(links_to(app, recipient)[0])

    assert password_opens(app, PASSWORD)


def test_asking_again_voids_the_first_question(app: Flask, signed_in: Reader):
    ask_for(signed_in)
    ask_for(signed_in, "newer@example.org")

    assert app.test_client().get(links_to(app, "new@example.org")[0]).status_code == 410


def test_the_links_work_for_a_day(app: Flask, signed_in: Reader):
    ask_for(signed_in)
    with app.app_context(), unit_of_work(db.session):
        db.session.execute(update(AddressChange).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))

    assert app.test_client().get(links_to(app, "new@example.org")[0]).status_code == 410


def test_an_address_that_is_somebody_s_is_refused(app: Flask, signed_in: Reader):
    owner(app, address="new@example.org")

    answer = ask_for(signed_in)

    assert answer.status_code == 400
    assert 'value="new@example.org"' in answer.text


def test_an_address_that_became_somebody_s_is_not_taken_away(app: Flask, signed_in: Reader):
    ask_for(signed_in)
    [old], [new] = links_to(app, "bat@example.org"), links_to(app, "new@example.org")
    owner(app, address="new@example.org")
    agree(app, old)

    status = agree(app, new)

    assert status == 410
    assert password_opens(app, PASSWORD)


def begin(app: Flask, client: Reader) -> Owner:
    send(client, f"{ACCOUNT}/authenticator", to=f"{ACCOUNT}/authenticator/begin")
    secret = client.get(f"{ACCOUNT}/authenticator").text.split("<figcaption>")[1].split("<code>")[1].split("</code>")[0]
    return Owner(people.Person(), secret.replace(" ", ""), current_step())


def test_the_app_in_use_works_until_the_new_one_has_shown_a_code(app: Flask, signed_in: Reader, bat: Owner):
    begin(app, signed_in)

    assert send(signed_in, f"{ACCOUNT}/confirm", code=bat.code()).status_code == 303


def test_a_new_app_replaces_the_old_one_and_its_codes_on_paper(app: Flask, signed_in: Reader, bat: Owner):
    new = begin(app, signed_in)

    answer = send(signed_in, f"{ACCOUNT}/authenticator", code=new.code())
    forget_used_codes(app)

    assert answer.text.count("<li><code>") == 10
    assert send(signed_in, f"{ACCOUNT}/confirm", code=bat.code()).status_code == 400
    assert send(signed_in, f"{ACCOUNT}/confirm", code=RECOVERY).status_code == 400
    assert send(signed_in, f"{ACCOUNT}/confirm", code=new.code()).status_code == 303
    assert actions(app)[-1] == "person.second_factor_set"


def test_new_codes_for_paper_replace_the_old_ones(app: Flask, signed_in: Reader):
    page = send(signed_in, f"{ACCOUNT}/recovery-codes").text
    fresh = page.split("<li><code>")[1].split("</code>")[0]

    assert send(signed_in, f"{ACCOUNT}/confirm", code=RECOVERY).status_code == 400
    assert send(signed_in, f"{ACCOUNT}/confirm", code=fresh).status_code == 303
    assert "9 recovery codes are left" in signed_in.get(f"{ACCOUNT}/recovery-codes").text


@pytest.mark.asvs("6.5.2")
def test_what_was_shown_once_is_not_in_the_database(app: Flask, signed_in: Reader):
    page = send(signed_in, f"{ACCOUNT}/recovery-codes").text
    fresh = page.split("<li><code>")[1].split("</code>")[0]

    with app.app_context():
        kept = [code for (code,) in db.session.execute(db.text("select code from recovery_code"))]

    assert len(kept) == 10
    assert fresh not in kept
    assert fresh.replace("-", "") not in kept


def test_each_person_chooses_the_language_of_mails(app: Flask, signed_in: Reader):
    answer = send(signed_in, ACCOUNT, to=f"{ACCOUNT}/language", language="mn")
    send(app.test_client(), f"{ACCOUNT}/forgotten", address="bat@example.org")

    assert answer.location == "/mn/account"
    assert mails(app)[0].language == "mn"
    assert "/mn/account/new-password/" in mails(app)[0].body


@pytest.mark.asvs("15.3.3")
def test_a_form_fills_its_own_fields_and_no_others(app: Flask, signed_in: Reader, bat: Owner):
    others = {"office": "researcher", "lead": "y", "organisation": "open-ledger", "address": "new@example.org"}

    send(signed_in, ACCOUNT, to=f"{ACCOUNT}/language", language="mn", person="1", id="1", **others)

    with app.app_context():
        row = db.session.get_one(people.Person, bat.person.id)
        kept = (row.language, row.office, row.lead, row.organisation, row.address)
    assert kept == ("mn", Office.OFFICER, False, bat.person.organisation, "bat@example.org")


@pytest.mark.asvs("6.2.6", "6.2.7")
@pytest.mark.parametrize("page", ["password", "sign-in"])
def test_passwords_are_masked_and_may_be_filled_in_by_a_browser(app: Flask, signed_in: Reader, page: str):
    reader = signed_in if page == "password" else app.test_client()

    shown = read(reader.get(f"{ACCOUNT}/{page}").text)

    found = [field.attributes for field in shown.root.all("input") if "password" in field.attributes.get("name", "")]
    assert found
    assert {field["type"] for field in found} == {"password"}
    assert {field["autocomplete"] for field in found} <= {"current-password", "new-password"}


@pytest.mark.asvs("11.6.1")
def test_a_device_is_asked_for_good_keys_only(app: Flask, signed_in: Reader):
    app.config["PUBLIC_URL"] = "http://localhost"

    page = send(signed_in, f"{ACCOUNT}/authenticator", to=f"{ACCOUNT}/passkeys/question")

    [form] = [form for form in read(page.text).root.all("form") if "data-question" in form.attributes]
    asked = json.loads(form.attributes["data-question"])
    # Ed25519, ECDSA on P-256 and RSA, each with SHA-256, as COSE numbers them.
    assert [each["alg"] for each in asked["pubKeyCredParams"]] == [-8, -7, -257]


@pytest.mark.asvs("7.4.2")
@pytest.mark.usefixtures("two_others")
def test_leaving_closes_the_account(app: Flask, signed_in: Reader):
    answer = send(signed_in, f"{ACCOUNT}/leave")

    assert answer.location == f"{ACCOUNT}/sign-in"
    assert signed_in.get(ACCOUNT).status_code == 303
    assert not password_opens(app, PASSWORD)


@pytest.mark.usefixtures("two_others")
def test_no_entry_of_the_chain_holds_an_address(app: Flask, signed_in: Reader):
    send(signed_in, f"{ACCOUNT}/address", address="new@example.org")
    send(signed_in, f"{ACCOUNT}/password", current=PASSWORD, password=OTHER_PASSWORD)
    send(signed_in, f"{ACCOUNT}/leave")

    with app.app_context():
        rows = [str(row) for row in db.session.execute(db.text("select actor, action, subject from audit_entry"))]

    assert len(rows) == 4
    assert not any("example" in row for row in rows)
