"""Adding an NGO that no plan names."""

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from checkmyogp.accounts import queries
from checkmyogp.accounts.refusals import OrganisationNameTaken
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.names import folded
from checkmyogp.domain.plans import OrganisationKind
from checkmyogp.domain.wording import editorial
from checkmyogp.plans import queries as plans
from checkmyogp.plans.models import Member, Organisation

LONGEST_KEY = 60


def add_ngo(*, member: Member, names: Mapping[str, str], actor: Identity, now: datetime) -> Organisation:
    """An NGO with a name in each language.

    Raises:
        NameTaken: when one of the names is another organisation's.
    """
    wanted = {folded(name) for name in names.values()}
    if any(plans.organisation_spelt(member.id, name) for name in wanted) or wanted & _names_of(member):
        raise OrganisationNameTaken
    row = Organisation(
        member_id=member.id,
        key=_free_key(names.get("en", "")),
        name=editorial(**names),
        sector=Sector.CIVIL_SOCIETY,
        kind=OrganisationKind.BODY,
    )
    db.session.add(row)
    db.session.flush()
    audit.record("organisation.added", subject=row.key, actor=actor, now=now, binds=(row,))
    return row


def _names_of(member: Member) -> set[str]:
    rows = db.session.scalars(
        select(Organisation.name).where(Organisation.member_id == member.id).order_by(Organisation.key)
    )
    return {folded(version.text) for name in rows for version in name.versions}


def _free_key(name: str) -> str:
    """A key made of the English name; a number follows it where it is taken."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:LONGEST_KEY].strip("-") or "ngo"
    key, number = stem, 1
    while queries.organisation(key):
        number += 1
        key = f"{stem}-{number}"
    return key
