"""Where each life begins: a small country, three accredited NGOs, and a round that is still a draft."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.factories import accreditation, packs, rounds
from tests.plugins.sites import running
from tests.trust.clock import standing_at
from tests.trust.machine.model import Actor, Model, Part

BEGINS = rounds.OPENS - timedelta(hours=1)
TERMS: Mapping[str, date] = {
    "open-ledger": accreditation.LAST_DAY,
    "river-watch": accreditation.LAST_DAY,
    # Its term ends by itself while the round is open.
    "fair-budget": rounds.OPENS.date() + timedelta(days=20),
}
OFFICERS = tuple(Actor(f"officer {name}", Part.OFFICER) for name in ("one", "two"))
LAST_DAY = accreditation.LAST_DAY
STALE_OFFICER = Actor("an officer without a fresh second factor", Part.OFFICER, stale=True)
LEADS = tuple(Actor(f"lead of {ngo}", Part.LEAD, ngo) for ngo in TERMS)
STALE_LEAD = Actor("a lead without a fresh second factor", Part.LEAD, "open-ledger", stale=True)
MEMBER = Actor("member of open-ledger", Part.MEMBER, "open-ledger")
REPORTERS = tuple(Actor(f"reporter of {agency}", Part.REPORTER, agency) for agency in ("ministry-of-ports", "treasury"))
RESEARCHER = Actor("researcher", Part.RESEARCHER)
EVERYBODY = (*OFFICERS, STALE_OFFICER, *LEADS, STALE_LEAD, MEMBER, *REPORTERS, RESEARCHER)


def build(address: str) -> None:
    """Fill the database at this address."""
    with running(address) as app, app.app_context(), standing_at(BEGINS):
        packs.load(packs.EXAMPLIA)
        for ngo, last_day in TERMS.items():
            accreditation.accredit(ngo, ends_on=last_day)
        rounds.draft_round(quorum=1)


def model() -> Model:
    """The same, as the model has it."""
    return Model(now=BEGINS, opens_at=rounds.OPENS, closes_at=rounds.CLOSES, terms=dict(TERMS))
