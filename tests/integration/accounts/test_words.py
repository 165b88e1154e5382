"""Every office, weakness and refusal has its sentence."""

import pytest
from flask import Flask

from checkmyogp.accounts import labels, refusals
from checkmyogp.domain.identities import ROLES, Office
from checkmyogp.domain.offices import Objection
from checkmyogp.domain.passwords import Weakness
from checkmyogp.web.actions import sentence
from tests.plugins.sites import running

SHOWN = [
    kind
    for kind in refusals.AccountRefusal.__subclasses__()
    # What an officer cannot confirm is said by why, see below.
    if kind is not refusals.CannotConfirm
]


@pytest.fixture(scope="module")
def routes():
    """An application, for its catalogue."""
    with running("sqlite://") as app:
        yield app


@pytest.mark.parametrize("kind", SHOWN)
def test_a_refusal_is_a_sentence(routes: Flask, kind: type[refusals.AccountRefusal]):
    with routes.test_request_context("/en/plans"):
        assert sentence(kind(), labels.REFUSALS).endswith(".")


@pytest.mark.parametrize("objection", Objection)
def test_why_an_officer_cannot_confirm_is_a_sentence_of_its_own(routes: Flask, objection: Objection):
    with routes.test_request_context("/en/plans"):
        said = [sentence(refusals.CannotConfirm(each), labels.REFUSALS) for each in Objection]

        assert said.count(labels.objection_sentence(objection)) == 1


@pytest.mark.parametrize("weakness", Weakness)
def test_a_weakness_is_a_sentence(routes: Flask, weakness: Weakness):
    with routes.test_request_context("/en/plans"):
        assert labels.weakness_sentence(weakness).endswith(".")


def test_each_office_has_a_name_of_its_own(routes: Flask):
    with routes.test_request_context("/en/plans"):
        names = [labels.office_label(office) for office in ROLES] + [labels.office_label(Office.NGO, lead=True)]

    assert len(set(names)) == 5
