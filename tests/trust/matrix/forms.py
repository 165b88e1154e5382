"""What is typed into each form, so that it is never for a mistake in it that somebody is refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus

from flask import Flask
from werkzeug.test import TestResponse

from tests.factories.assessing import Fields, complete, fields
from tests.factories.officers import clock
from tests.factories.rounds import OPENS
from tests.trust.matrix import world
from tests.trust.matrix.addresses import NONE, NOWHERE, OTHER, OWN, Addresses, Place
from tests.trust.matrix.roles import Browser

PASSWORD = "ten grey herons on a pole"  # noqa: S105 - of people in tests
_REASON = {"reason_en": "The power was out."}
_SAID = dict.fromkeys(("about", "independence", "funding", "fields", "registration_number", "signatory"), "As before.")
TYPED: Mapping[str, Fields] = {
    "accounts.address": {"address": "elsewhere@example.org"},
    "accounts.invitation": {"password": PASSWORD},
    "accounts.new_password": {"password": PASSWORD},
    "accounts.forgotten": {"address": world.FORGETFUL},
    "accounts.invite": {"address": "somebody-new@example.org"},
    "accounts.language": {"language": "mn"},
    "accounts.propose_officer": {"address": "somebody-new@example.org"},
    "accounts.propose_recovery": {
        "address": "somebody-new@example.org", "organisation": world.REVOKED_NGO, "reason_en": "The lead is lost.",
    },
    "accounts.register_address": {"registered": "office@example.org"},
    "accreditation.answer": {"step": "confirm"},
    "accreditation.appeal": {"grounds": "We were never told.", "written_in": "en"},
    "accreditation.apply": {"code_of_conduct": "y", "written_in": "en", **_SAID},
    "accreditation.propose": {"state": "suspended", **_REASON},
    "accreditation.settle": {"outcome_en": "The decision stands."},
    "assessment.save": {**complete("1"), "then": "stay"},
    "comparison.drop_note": {"revision": "1"},
    "comparison.keep_note": {"text": "Another note."},
    "comparison.record": {
        "answer": "complete", "source_title": "A report", "source_url": "https://example.org/report", "page": "15",
    },
    "comparison.withdraw": {"seen": str(world.A_CODE)},
    "replies.give_answer": {"kind": "kept", "reason": "We read the reply."},
    "replies.give_reply": {"text": "The list was published.", "language": "en"},
    "reporting.save": {"completion-answer": "1", "completion-narrative": "We went on.", "then": "stay"},
    "rounds.draft": {
        "slug": "another", "name_en": "Another", "rubric": "tide/1", "period_starts": "2029-07-01",
        "period_ends": "2029-12-31", "opens_at": clock(OPENS), "closes_at": clock(world.STILL_OPEN),
    },
    "scorecards.correct": _REASON,
    "scorecards.extend": {"closes_at": clock(world.STILL_OPEN + world.DAY), **_REASON},
}  # fmt: skip
"""Over what a page's own form holds."""
UNKNOWN: Mapping[str, Fields] = {"accreditation.answer": {"proposal": NOWHERE["appeal_id"]}}
"""What is sent where there is no page to take it from."""
AGENCIES = {"reporter": world.EMPTY_AGENCY, "ngo-lead": world.EMPTY_NGO}
"""Whom a kind of guest acts for."""
DESKS = frozenset({"assessment.save", "assessment.submit", "reporting.save", "reporting.submit"})
"""Where a form holds what its reader has seen of the own drafts."""

Get = Callable[[str, Browser], TestResponse]


class Forms:
    """Finds the form that belongs to an address, on the page that is at the same address for somebody."""

    def __init__(self, app: Flask, addresses: Addresses, browsers: Mapping[str, Browser], get: Get) -> None:
        self._get = get
        self._addresses = addresses
        self._browsers = browsers
        self._pages = {
            str(rule): rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())
        }
        self._addressed = {rule.endpoint: str(rule) for rule in app.url_map.iter_rules()}
        self._found: dict[tuple[str, ...], Fields] = {}

    def typed(self, place: Place, role: str) -> Fields:
        """Everything that is sent there but the token."""
        own = self._form(place, [role]) if place.endpoint in DESKS else {}
        form = own or self._form(place, list(self._browsers))
        more = {"organisation": AGENCIES[place.target]} if place.target in AGENCIES else {}
        if place.endpoint in DESKS and place.target == OTHER:
            # Where nobody of one's own has written, that is what one has seen.
            more = {"revision": "0"}
        return {**UNKNOWN.get(place.endpoint, {}), **form, **TYPED.get(place.endpoint, {}), **more}

    def _form(self, place: Place, roles: Sequence[str]) -> Fields:
        """What these find there, looked for once; what is another's is sent with the form for what is one's own."""
        shown = OWN if place.endpoint in DESKS and place.target == OTHER else place.target
        key = (place.endpoint, shown, *roles)
        if key not in self._found:
            self._found[key] = self._on_a_page(replace(place, target=shown), roles)
        return self._found[key]

    def _on_a_page(self, place: Place, roles: Sequence[str]) -> Fields:
        """As the first one finds it who may open the page, in the first state of the round in which there is one."""
        page = self._pages.get(self._addressed[place.endpoint])
        if page is None or place.target == NONE:
            return {}
        for state in world.STATES if place.state else ("",):
            for role in roles:
                browser = self._browsers[role]
                there = Place(place.endpoint, "POST", place.target, state)
                answer = self._get(self._addresses.path(there, browser.own), browser)
                if answer.status_code == HTTPStatus.OK and "<form" in answer.text:
                    return fields(answer.text)
        return {}
