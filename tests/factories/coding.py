"""Codes of the IRM for invented commitments, and tables that hold some."""

import csv
import io
from datetime import UTC, datetime

from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Identity, Office
from checkmyogp.domain.irm import Coded, Scheme
from checkmyogp.irm import queries, services
from checkmyogp.irm.models import IrmCode
from checkmyogp.irm.services import CodeSource
from checkmyogp.plans.models import Commitment
from tests.factories.rounds import OPENS, PLAN, plan

RECORDED = datetime(2030, 6, 1, 9, tzinfo=UTC)
RESEARCHER = Identity("a-researcher", Office.RESEARCHER, confirmed=True)
REPORT = CodeSource("Results Report of Examplia", "https://example.org/results", "14")


def commitment(number: str, *, plan_slug: str = PLAN) -> Commitment:
    """A commitment of a plan by its number."""
    return next(each for each in queries.top_commitments(plan(plan_slug).id) if each.number == number)


def name_at_ogp(number: str, ogp_id: str) -> None:
    """The identifier of a commitment at OGP, in the caller's transaction, bound as if a pack had brought it."""
    row = commitment(number)
    row.ogp_id = ogp_id
    db.session.flush()
    audit.record("pack.loaded", subject=PLAN, actor=OPERATOR, now=OPENS, binds=(row,))


def record(
    number: str,
    scheme: Scheme,
    said: Coded,
    *,
    source: CodeSource = REPORT,
    now: datetime = RECORDED,
    plan_slug: str = PLAN,
) -> IrmCode:
    """A researcher records a code over whatever stands, in the context that is entered."""
    of = commitment(number, plan_slug=plan_slug)
    before = queries.standing(of.id, scheme)
    with unit_of_work(db.session):
        return services.record_code(
            commitment=of,
            scheme=scheme,
            said=said,
            source=source,
            seen=before.id if before else None,
            actor=RESEARCHER,
            now=now,
        )


def table(*rows: dict[str, str]) -> str:
    """OGP's table with these columns, each row a commitment of Examplia's plan unless it says otherwise."""
    usual = [{"Commitment Unique Identifier": "XM0001", "Action Plan ID": "AP_XM01", **row} for row in rows]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in usual for name in row)), restval="")
    writer.writeheader()
    writer.writerows(usual)
    return out.getvalue()
