"""Where NGOs stand, and refusals, in words."""

from datetime import datetime

from flask_babel import gettext

from checkmyogp.accreditation import services
from checkmyogp.domain.lifecycles import AccreditationState, StepRefused
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Plan
from checkmyogp.web import languages, times
from checkmyogp.web.pages import day


def standing(state: AccreditationState) -> str:
    """Where an NGO stands, in a word or two."""
    return {
        AccreditationState.APPLIED: gettext("Applied, not decided yet"),
        AccreditationState.ACCREDITED: gettext("Accredited"),
        AccreditationState.DECLINED: gettext("Declined"),
        AccreditationState.SUSPENDED: gettext("Suspended"),
        AccreditationState.REVOKED: gettext("Revoked"),
        AccreditationState.EXPIRED: gettext("Expired"),
    }[state]


def decision(from_and_to: tuple[AccreditationState, AccreditationState]) -> str:
    """A decision that officers can take, in words that say what it does."""
    before, after = from_and_to
    if after is AccreditationState.ACCREDITED:
        return {
            AccreditationState.ACCREDITED: gettext("Accredit it for a new term"),
            AccreditationState.SUSPENDED: gettext("End the suspension: it may score again"),
        }.get(before, gettext("Accredit it: it may score this plan"))
    return {
        AccreditationState.DECLINED: gettext("Decline the application"),
        AccreditationState.SUSPENDED: gettext("Suspend it: it may not score for now"),
        AccreditationState.REVOKED: gettext("Revoke the accreditation: it may no longer score"),
    }[after]


def day_in(at: datetime, plan: Plan) -> str:
    """The day of a moment by the clock of the plan's country."""
    return day(times.on_the_clock(at, plan.member.time_zone).date())


def moment_in(at: datetime, plan: Plan) -> str:
    """A deadline by the same clock, and in UTC."""
    return times.written(at, plan.member.time_zone, languages.current())


def missing_languages(wording: Wording) -> list[str]:
    """The languages of the pages that a text lacks, under their own names."""
    given = {version.language for version in wording.versions}
    return [languages.own_name(code) for code in languages.languages() if code not in given]


def refusal(refused: ValueError) -> str:
    """Why something was not done, and what to do."""
    if isinstance(refused, StepRefused):
        return gettext(
            "This is not possible any more: the NGO now stands as “%(standing)s”. Look at its page again.",
            standing=standing(AccreditationState(refused.state)),
        )
    return _sentences()[type(refused)]


def _sentences() -> dict[type[ValueError], str]:
    return {
        services.NotADemonstration: gettext("An invented organisation has no part in the register."),
        services.NeverApplied: gettext("This NGO has not applied for this plan, so there is nothing to decide."),
        services.AlreadyProposed: gettext(
            "Another proposal on this NGO is waiting. Confirm or withdraw it before you propose something else."
        ),
        services.NoTerm: gettext(
            "An accreditation needs a last day that is still to come; no other decision has one. Check the day."
        ),
        services.OwnProposal: gettext("You proposed this yourself. Another officer has to confirm it."),
        services.BoundOfficer: gettext(
            "You and the officer who proposed this are joined by invitations of the last year. Another officer has to "
            "confirm it."
        ),
        services.ProposalClosed: gettext(
            "This proposal was confirmed or withdrawn in the meantime. Nothing was changed."
        ),
        services.ApplicationChanged: gettext(
            "The NGO has changed its application since this was proposed. "
            "Withdraw the proposal, read the application again, and propose anew."
        ),
        services.NothingToAppeal: gettext("There is no appeal against this decision, because it takes nothing away."),
        services.TooLateToAppeal: gettext("The 30 days for an appeal against this decision are over."),
        services.AlreadyAppealed: gettext("There is already an appeal against this decision."),
        services.AlreadySettled: gettext("This appeal was settled in the meantime. Nothing was changed."),
        services.NotIndependent: gettext(
            "You had a part in the decision. An officer who had none has to settle the appeal."
        ),
        services.NothingToAgreeWith: gettext("No officer has written an outcome yet."),
        services.OutcomeChanged: gettext("The outcome was written anew since you read it. Read it again."),
        services.OwnOutcome: gettext("You wrote this outcome yourself. Another officer has to agree with it."),
    }
