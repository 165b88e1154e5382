"""Every address that can be opened, with what the database knows, and what it does not, in the place of each part."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from checkmyogp.accounts.models import Person
from checkmyogp.accreditation.models import Appeal, Decision
from checkmyogp.assessment.models import Submission
from checkmyogp.db import db
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.permissions import Permission
from checkmyogp.plans.models import Milestone, Organisation, Plan
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.rounds.models import Round
from tests.trust.worlds import base

NOBODY = "00000000-0000-4000-8000-000000000000"
ALL = 10**9
QUERIES: Mapping[str, tuple[str, ...]] = {
    "accounts.sign_in": ("next=/en/assess/xm-nap-1/first/receipts/1",),
    "accreditation.register": ("plan=xm-nap-1",),
    "api.register": ("plan=xm-nap-1",),
    "plans.plan": ("round=first",),
}
"""Addresses are also opened with these, whether their page knows them or not."""

Parts = Mapping[str, Sequence[str]]
Receipt = tuple[str, str, bytes]
"""A receipt, and the salt and the content that it was made from."""


def known(app: Flask) -> Parts:
    """For the name of each part of an address, every value that the database has, and one that it has not."""
    with app.app_context():
        agencies = select(Organisation.key).where(Organisation.sector == Sector.GOVERNMENT)
        ngos = select(Organisation.key).where(Organisation.sector == Sector.CIVIL_SOCIETY)
        plans, people = _column(select(Plan.slug)), [*_column(select(Person.id)), NOBODY]
        return {
            "plan": [*plans, "none"],
            "slug": [*plans, "none"],
            "round_": [*_column(select(Round.slug)), "none"],
            "number": [*_column(select(Milestone.number)), "9.9"],
            "ngo": [*_column(ngos), "nobody"],
            "agency": [*_column(agencies), "nobody"],
            "version": ["1", "2", "3", "4"],
            "first": ["1", "20", "60"],
            "person": people,
            "decision_id": [*_column(select(Decision.id)), NOBODY],
            "appeal_id": [*_column(select(Appeal.id)), NOBODY],
            "kind": ["member", "ngo-lead", "reporter", "researcher", "officer", "king"],
            "token": ["unknown"],
            "scheme": ["results_completion", "nothing"],
            "filename": ["site.css", "nothing.css"],
            "name": ["README.txt", "ratings.csv", "nothing.csv"],
        }


def receipts(app: Flask) -> list[Receipt]:
    """What the NGO and the agency got for what they submitted: receipt, salt and content."""
    with app.app_context():
        return [
            (row.receipt, row.salt.hex(), row.content)
            for kind in (Submission, ReportSubmission)
            for row in db.session.scalars(
                select(kind)
                .join(Round, Round.id == kind.round_id)
                .join(Organisation, Organisation.id == kind.organisation_id)
                .where(Round.slug == base.OPEN, Organisation.key.in_((base.NGO, base.AGENCY)))
                .order_by(kind.receipt)
            )
        ]


def _column(wanted: Any) -> list[str]:
    return sorted({str(value) for value in db.session.scalars(wanted.order_by(*wanted.selected_columns))})


def public(app: Flask) -> list[str]:
    """The endpoints that anybody may read."""
    return [each for each in endpoints(app) if _permission(app, each) in {Permission.READ, None}]


def private(app: Flask) -> list[str]:
    """The endpoints that look at who is asking, and those that let somebody in."""
    return [each for each in endpoints(app) if _permission(app, each) not in {Permission.READ, None}]


def endpoints(app: Flask) -> list[str]:
    """Everything that answers a GET."""
    return sorted({rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())})


def _permission(app: Flask, endpoint: str) -> Permission | None:
    return getattr(app.view_functions[endpoint], "permission", None)


def paths(app: Flask, parts: Parts, of: Iterable[str], *, language: str = "en", most: int = ALL) -> list[str]:
    """Every address of these endpoints, at most so many of each."""
    wanted = frozenset(of)
    return [
        path
        for rule in sorted(app.url_map.iter_rules(), key=str)
        if rule.endpoint in wanted and "GET" in (rule.methods or set())
        for path in _of(rule, {**parts, "language": [language]}, most)
    ]


def _of(rule: Rule, parts: Parts, most: int) -> Iterator[str]:
    names = sorted(rule.arguments)
    filled = [dict(zip(names, values, strict=True)) for values in itertools.product(*(parts[name] for name in names))]
    for arguments in _fairly(filled, most):
        path = _path(rule, arguments)
        yield path
        yield from (f"{path}?{query}" for query in QUERIES.get(rule.endpoint, ()))


def _fairly(filled: list[dict[str, str]], most: int) -> list[dict[str, str]]:
    """At most so many: those about the open round and one other in turn, each kind spread over all its own."""
    if len(filled) <= most:
        return filled
    sealed = [arguments for arguments in filled if arguments.get("round_") == base.OPEN]
    others = [arguments for arguments in filled if arguments.get("round_") != base.OPEN]
    of_sealed = _spread(sealed, max((most + 1) // 2, most - len(others)))
    return of_sealed + _spread(others, most - len(of_sealed))


def _spread(filled: list[dict[str, str]], most: int) -> list[dict[str, str]]:
    if len(filled) <= most:
        return filled
    return [filled[place * len(filled) // most] for place in range(most)]


def _path(rule: Rule, arguments: Mapping[str, str]) -> str:
    # The router keeps a rule as its pieces: text, or the name of an argument, after a bar for the host.
    pieces = [piece for piece in rule._trace if piece != (False, "|")]
    return "".join(quote(arguments[data]) if is_argument else data for is_argument, data in pieces)
