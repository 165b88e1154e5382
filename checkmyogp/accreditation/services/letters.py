"""Mail about accreditations, to the NGO's leads and to officers."""

from collections.abc import Iterable
from datetime import datetime

from checkmyogp.accounts import queries as accounts
from checkmyogp.accounts.models import Person
from checkmyogp.domain.identities import Office
from checkmyogp.mail import services as mail
from checkmyogp.plans.models import Organisation, Plan


def to_leads(template: str, *, plan: Plan, organisation: Organisation, now: datetime, **facts: str) -> None:
    """Write to everybody who signs for the NGO."""
    leads = [person for person in accounts.people(organisation=organisation.key) if person.lead]
    _write(template, leads, plan=plan, organisation=organisation, now=now, facts=facts)


def to_officers(
    template: str, *, plan: Plan, organisation: Organisation, now: datetime, but: str = "", **facts: str
) -> None:
    """Write to every officer; ``but`` is the key of the one who need not be told."""
    officers = [officer for officer in accounts.in_office(Office.OFFICER) if str(officer.id) != but]
    _write(template, officers, plan=plan, organisation=organisation, now=now, facts=facts)


def _write(
    template: str,
    people: Iterable[Person],
    *,
    plan: Plan,
    organisation: Organisation,
    now: datetime,
    facts: dict[str, str],
) -> None:
    for person in people:
        mail.write(
            template=template,
            recipient=person.address,
            language=person.language,
            now=now,
            facts={
                "ngo": organisation.name.text(person.language),
                "ngo_key": organisation.key,
                "plan": plan.title.text(person.language),
                "plan_slug": plan.slug,
                **facts,
            },
        )
