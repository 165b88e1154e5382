"""What the table of rules says, judged without a site."""

from dataclasses import fields, replace

import pytest

from checkmyogp.domain import permissions
from checkmyogp.domain.identities import DEMONSTRATION, OPERATOR, READER, Identity, Office
from checkmyogp.domain.lifecycles import NotAccredited, RoundNotOpen, WindowClosed
from checkmyogp.domain.permissions import (
    NOWHERE,
    RULES,
    Judgement,
    Permission,
    Situation,
    is_about_a_thing,
    is_about_the_moment,
    is_open_to_all,
    judge,
    judge_actor,
    refusal,
)

LEAD = Identity("1", Office.NGO, "open-ledger", lead=True, confirmed=True)
MEMBER = replace(LEAD, lead=False)
REPORTER = Identity("2", Office.REPORTER, "ministry-of-ports", confirmed=True)
OFFICER = Identity("3", Office.OFFICER, confirmed=True)
RESEARCHER = Identity("4", Office.RESEARCHER, confirmed=True)
PEOPLE = (LEAD, MEMBER, REPORTER, OFFICER, RESEARCHER)

OPEN = Situation(has_part=True, accredited=True, takes_submissions=True)
OVER = replace(OPEN, takes_submissions=False)
REPLIES = Situation(has_part=True, closed=True, takes_replies=True)
CLOSED = replace(REPLIES, takes_replies=False)
EVERYTHING = Situation(
    owner="open-ledger", has_part=True, accredited=True, closed=True, takes_submissions=True, takes_replies=True
)
PUBLIC = {Permission.READ, Permission.SIGN_IN}


def test_every_permission_has_a_rule():
    assert set(RULES) == set(Permission)
    assert all(RULES.values())


def test_only_what_is_public_is_open_to_all():
    assert {permission for permission in Permission if is_open_to_all(permission)} == PUBLIC


@pytest.mark.parametrize("permission", sorted(set(Permission) - PUBLIC))
@pytest.mark.parametrize("situation", [NOWHERE, EVERYTHING])
def test_a_visitor_signs_in_first_whatever_the_situation(permission: Permission, situation: Situation):
    assert judge_actor(permission, READER) is Judgement.SIGN_IN_FIRST
    assert judge(permission, READER, situation) is Judgement.SIGN_IN_FIRST


@pytest.mark.parametrize("permission", sorted(set(Permission) - PUBLIC - {Permission.OWN_ACCOUNT}))
@pytest.mark.parametrize("identity", [OPERATOR, DEMONSTRATION], ids=lambda identity: identity.key)
def test_what_is_no_person_does_nothing_on_pages(permission: Permission, identity: Identity):
    assert judge(permission, replace(identity, confirmed=False), EVERYTHING) is not Judgement.ALLOWED


@pytest.mark.parametrize("permission", [each for each in Permission if is_about_a_thing(each)])
@pytest.mark.parametrize("identity", PEOPLE, ids=["lead", "member", "reporter", "officer", "researcher"])
def test_nothing_is_allowed_of_a_thing_that_nobody_looked_up(permission: Permission, identity: Identity):
    assert judge(permission, identity, NOWHERE) is not Judgement.ALLOWED


@pytest.mark.parametrize(
    ("permission", "identity", "situation"),
    [
        (Permission.ASSESSMENT_DRAFT, MEMBER, OPEN),
        (Permission.ASSESSMENT_READ, MEMBER, CLOSED),
        (Permission.ASSESSMENT_SUBMIT, LEAD, OPEN),
        (Permission.REPORT_DRAFT, REPORTER, OPEN),
        (Permission.REPORT_READ, REPORTER, CLOSED),
        (Permission.REPORT_SUBMIT, REPORTER, replace(OPEN, accredited=False)),
        (Permission.REPLY, REPORTER, REPLIES),
        (Permission.ANSWER_REPLY, MEMBER, REPLIES),
        (Permission.READ_CLOSED, OFFICER, Situation(closed=True)),
        (Permission.COMPARE, RESEARCHER, Situation(closed=True)),
        (Permission.NOTE, RESEARCHER, Situation(closed=True)),
        (Permission.APPLY, LEAD, Situation(owner="open-ledger")),
    ],
)
def test_whoever_a_rule_is_for_is_let_in(permission: Permission, identity: Identity, situation: Situation):
    assert judge(permission, identity, situation) is Judgement.ALLOWED


@pytest.mark.parametrize(
    ("permission", "identity", "situation", "told"),
    [
        (Permission.ASSESSMENT_DRAFT, MEMBER, OVER, RoundNotOpen),
        (Permission.ASSESSMENT_SUBMIT, LEAD, OVER, RoundNotOpen),
        (Permission.ASSESSMENT_SUBMIT, LEAD, replace(OPEN, accredited=False), NotAccredited),
        (Permission.REPORT_DRAFT, REPORTER, OVER, RoundNotOpen),
        (Permission.REPORT_SUBMIT, REPORTER, OVER, RoundNotOpen),
        (Permission.REPLY, REPORTER, CLOSED, WindowClosed),
        (Permission.ANSWER_REPLY, MEMBER, CLOSED, WindowClosed),
    ],
)
def test_whom_only_the_moment_fails_is_told_why(
    permission: Permission, identity: Identity, situation: Situation, told: type[Exception]
):
    assert judge(permission, identity, situation) is Judgement.NOT_NOW
    assert type(refusal(permission, situation)) is told


def test_of_two_reasons_the_close_is_told_first_as_the_service_does():
    over = replace(OVER, accredited=False)

    assert type(refusal(Permission.ASSESSMENT_SUBMIT, over)) is RoundNotOpen


@pytest.mark.parametrize("permission", [Permission.REPLY, Permission.ANSWER_REPLY])
def test_before_the_close_there_is_no_such_page_instead_of_a_word_about_time(permission: Permission):
    identity = REPORTER if permission is Permission.REPLY else MEMBER

    assert judge(permission, identity, OPEN) is Judgement.HIDDEN


@pytest.mark.parametrize("permission", [each for each in Permission if is_about_the_moment(each)])
def test_who_has_no_part_is_not_even_told_what_the_moment_is(permission: Permission):
    strangers = [replace(person, organisation="somebody-else") for person in (LEAD, MEMBER, REPORTER)]

    judged = {judge(permission, person, Situation(closed=True)) for person in strangers}

    assert judged == {Judgement.HIDDEN}


def test_an_appeal_is_for_the_lead_of_the_ngo_that_was_decided_on():
    assert judge(Permission.APPLY, LEAD, Situation(owner="river-watch")) is Judgement.HIDDEN
    assert judge(Permission.APPLY, replace(LEAD, organisation=""), Situation(owner="")) is Judgement.HIDDEN


def test_a_stale_factor_is_asked_for_before_anything_is_said_of_the_moment():
    stale = replace(LEAD, confirmed=False)

    assert judge_actor(Permission.ASSESSMENT_SUBMIT, stale) is Judgement.CONFIRM_FIRST
    assert judge(Permission.ASSESSMENT_SUBMIT, stale, OVER) is Judgement.CONFIRM_FIRST
    assert judge_actor(Permission.ASSESSMENT_SUBMIT, replace(stale, lead=False)) is Judgement.HIDDEN


def test_a_rule_without_a_condition_lets_nobody_in(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(permissions, "RULES", {Permission.READ: ()})

    assert not is_open_to_all(Permission.READ)
    assert judge(Permission.READ, OFFICER, EVERYTHING) is Judgement.HIDDEN
    assert judge(Permission.READ, READER, EVERYTHING) is Judgement.SIGN_IN_FIRST


def test_a_condition_on_the_thing_is_known_by_its_kind(monkeypatch: pytest.MonkeyPatch):
    def never(_identity: Identity, _situation: Situation) -> bool:
        return False

    monkeypatch.setattr(permissions, "RULES", {Permission.READ: (permissions.is_anybody, never)})

    assert is_about_a_thing(Permission.READ)
    assert not is_about_the_moment(Permission.READ)
    assert not is_open_to_all(Permission.READ)
    assert judge(Permission.READ, OFFICER, EVERYTHING) is Judgement.HIDDEN


def test_what_nobody_looked_up_is_not_so():
    assert not any(getattr(NOWHERE, field.name) for field in fields(NOWHERE))
