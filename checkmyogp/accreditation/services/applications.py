"""An NGO applies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from checkmyogp.accreditation import queries
from checkmyogp.accreditation.models import Application
from checkmyogp.accreditation.services import letters
from checkmyogp.accreditation.services.locks import hold, subject
from checkmyogp.accreditation.services.refusals import NotADemonstration
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.evidence import UNDATED, Evidence
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import AccreditationState, step_accreditation
from checkmyogp.plans.models import Organisation, Plan


@dataclass(frozen=True, slots=True)
class SupportingDocument:
    """Something that shows what an application says: a link and what stands there."""

    title: str
    url: str

    def __post_init__(self) -> None:
        # The same rule as for evidence: nothing but a plain web address opens in an officer's browser.
        Evidence(self.url, self.title, "", UNDATED, "", "")


@dataclass(frozen=True, slots=True)
class ApplicationContent:
    """What an NGO says of itself."""

    registration_number: str
    about: str
    independence: str
    funding: str
    fields: str
    signatory: str
    """Who signs. Officers read it; nobody else ever does."""
    documents: Sequence[SupportingDocument]
    language: str


def apply(
    *, plan: Plan, organisation: Organisation, said: ApplicationContent, actor: Identity, now: datetime
) -> Application:
    """Apply for a plan, or say it better while nothing is decided; every version is kept.

    Raises:
        lifecycles.StepRefused: an NGO that is accredited or suspended has nothing to apply for.
        NotADemonstration: an invented organisation cannot apply.
        evidence.NotALink: a document that is not a web address.
    """
    if organisation.demonstration:
        msg = f"{organisation.key} is invented, and nothing invented is ever in the register."
        raise NotADemonstration(msg)
    hold(plan.id, organisation.id)
    state = queries.where_it_stands(plan.id, organisation.id, now=now)
    if state is not None:
        step_accreditation(state, AccreditationState.APPLIED)
    application = Application(
        plan=plan,
        organisation=organisation,
        registration_number=said.registration_number,
        about=said.about,
        independence=said.independence,
        funding=said.funding,
        fields=said.fields,
        signatory=said.signatory,
        documents=[{"title": document.title, "url": document.url} for document in said.documents],
        language=said.language,
        submitted_by=actor.key,
        submitted_at=now,
    )
    db.session.add(application)
    named = subject(plan, organisation)
    audit.record("accreditation.applied", subject=named, actor=actor, now=now, binds=(application,))
    letters.to_leads("application_received", plan=plan, organisation=organisation, now=now)
    letters.to_officers("application_came", plan=plan, organisation=organisation, now=now)
    return application
