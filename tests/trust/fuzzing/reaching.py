"""How each address of the application is reached: by whom, and with what in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.routing import Rule

from checkmyogp.domain.identities import Office
from checkmyogp.domain.offices import Seat
from checkmyogp.domain.permissions import Permission
from tests.factories import people
from tests.factories.rounds import PLAN
from tests.plugins.reading import Reader
from tests.trust.fuzzing import world

P = Permission
LEAD = Seat(Office.NGO, world.NGO, lead=True)
OFFICER, REPORTER = Seat(Office.OFFICER), Seat(Office.REPORTER, world.AGENCY)
RESEARCHER = Seat(Office.RESEARCHER)
SEATS: Mapping[Permission, Seat | None] = {
    P.READ: None, P.SIGN_IN: None, P.OWN_ACCOUNT: OFFICER, P.OWN_ACCOUNT_CHANGE: OFFICER, P.PEOPLE_READ: OFFICER,
    P.INVITE: OFFICER, P.APPLY: LEAD, P.ACCREDITATION_READ: OFFICER, P.ACCREDIT: OFFICER, P.ROUND_MANAGE: OFFICER,
    P.ROUND_CLOSE: OFFICER, P.SCORECARD_PUBLISH: OFFICER, P.ASSESSMENT_DRAFT: LEAD, P.ASSESSMENT_READ: LEAD,
    P.ASSESSMENT_SUBMIT: LEAD, P.REPORT_DRAFT: REPORTER, P.REPORT_READ: REPORTER, P.REPORT_SUBMIT: REPORTER,
    P.NGO_ROUNDS: LEAD, P.AGENCY_ROUNDS: REPORTER, P.REPLY: REPORTER, P.ANSWER_REPLY: LEAD,
    P.CLOSED_ROUNDS: RESEARCHER, P.READ_CLOSED: RESEARCHER, P.WORKBENCH: RESEARCHER, P.COMPARE: RESEARCHER,
    P.NOTE: RESEARCHER, P.CODE: RESEARCHER, P.SEATS_READ: OFFICER, P.SEATS_DECIDE: OFFICER, P.RECOVERY_STOP: LEAD,
}  # fmt: skip
"""Who may what; nobody where anybody may."""
DECLINED = Seat(Office.NGO, world.DECLINED, lead=True)
OTHER_SEATS = {f"accreditation.{name}": DECLINED for name in ("objection", "appeal", "application", "apply")} | {
    "accounts.register_address": LEAD
}
HALF_WAY = frozenset({"second_factor", "set_up", "use_passkey", "question_for_using"})
"""Pages of accounts for somebody who has given the password and nothing else."""

USUAL: Mapping[str, str] = {
    "language": "en", "plan": PLAN, "slug": PLAN, "number": "1.1", "version": "1", "first": "1", "ngo": world.APPLICANT,
    "agency": world.AGENCY, "kind": "reporter", "credential": "AAAA", "token": "unknown", "filename": "site.css",
    "name": "ratings.csv", "scheme": "results_completion",
}  # fmt: skip
ROUNDS: Mapping[str, str] = {
    "assessment": "open", "reporting": "open", "replies": "closed", "rounds": "drafted", "rounds.discard": "discarded",
    "scorecards": "published", "comparison": "published",
    "api": "published", "round_admin.closing": "over", "round_admin.close": "over", "round_admin.publishing": "ripe",
    "round_admin.publish": "ripe", "round_admin.confirm_correction": "correcting",
    "round_admin.withdraw_correction": "correcting", "round_admin.extending": "open", "round_admin.extend": "open",
    "round_admin.remind": "open", "round_admin.manage": "open",
}  # fmt: skip
"""The round that each feature's addresses name, or one endpoint's."""
OTHERWISE: Mapping[str, Mapping[str, str]] = {
    "accreditation.entry": {"ngo": world.NGO},
    **{f"irm.{name}": {"number": "1"} for name in ("code", "record", "withdraw")},
    "replies.reply": {"number": "1.2"},
    "replies.give_reply": {"number": "1.2"},
}
"""What else the addresses of some endpoints hold."""
OF_ANOTHER = {
    "accounts.stop_recovery": ("recovery_id", "waiting"),
    "accounts.propose_dismissal": ("person", "officer"),
}
"""Which id of the world the addresses of some endpoints hold in the place of the usual one."""
MAILED_TO = {
    "accounts.invitation": world.GUEST,
    "accounts.new_password": world.FORGETFUL,
    "accounts.new_address": world.MOVED,
    "accounts.agree_to_address": world.MOVED,
}
"""Whose mail holds the link."""
RAW_TOKEN = "0" * 40
"""What every visitor's cookie holds for forms to be checked against."""


@dataclass(frozen=True, slots=True)
class Reach:
    """One address and one method, with everything that leads there."""

    rule: Rule
    method: str
    arguments: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is called in a report."""
        return f"{self.method} {self.rule.endpoint}"

    def path(self, changed: Mapping[str, bytes] | None = None) -> bytes:
        """The address as bytes, with some of its parts replaced."""
        written = {name: value.encode() for name, value in self.arguments.items()} | dict(changed or {})
        # The router keeps a rule as its pieces: text, or the name of an argument, after a bar for the host.
        pieces = [piece for piece in self.rule._trace if piece != (False, "|")]
        return b"".join(written[data] if is_argument else data.encode() for is_argument, data in pieces)


def reaches(app: Flask) -> list[Reach]:
    """Every address with each of its methods."""
    ids = world.ids(app)
    found: list[Reach] = []
    for rule in sorted(app.url_map.iter_rules(), key=str):
        known = {**USUAL, **ids, "round_": _round(rule.endpoint), **OTHERWISE.get(rule.endpoint, {})}
        if rule.endpoint in MAILED_TO:
            known["token"] = world.token_for(app, MAILED_TO[rule.endpoint])
        if rule.endpoint in OF_ANOTHER:
            name, which = OF_ANOTHER[rule.endpoint]
            known[name] = ids[which]
        arguments = {name: known[name] for name in rule.arguments}
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        found += [Reach(rule, method, arguments) for method in methods]
    return found


def _round(endpoint: str) -> str:
    return ROUNDS.get(endpoint) or ROUNDS.get(endpoint.partition(".")[0], "published")


def visitor(app: Flask, endpoint: str) -> Reader:
    """A browser of somebody who may open this address."""
    reader = app.test_client()
    assert isinstance(reader, Reader)
    blueprint, _, name = endpoint.rpartition(".")
    permission: Permission = getattr(app.view_functions[endpoint], "permission", Permission.READ)
    seat = OTHER_SEATS.get(endpoint, SEATS[permission])
    half_way = blueprint == "accounts" and name in HALF_WAY
    if seat is None and half_way:
        seat = OFFICER
    if seat:
        person = people.sign_in(
            reader, office=seat.office, organisation=seat.organisation, lead=seat.lead, confirmed=not half_way
        )
        if name != "set_up":
            with app.app_context():
                world.give_factors(person)
    with reader.session_transaction() as cookie:
        cookie["csrf_token"] = RAW_TOKEN
    return reader


def form_token(app: Flask) -> str:
    """What goes into every form of such a visitor."""
    serializer = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token")
    token: Any = serializer.dumps(RAW_TOKEN)
    return str(token)
