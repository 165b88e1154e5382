"""Offices, weaknesses of passwords and refusals in words."""

import uuid

from flask_babel import gettext, lazy_gettext

from checkmyogp.accounts import queries, refusals
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import Objection
from checkmyogp.domain.passwords import LONGEST, SHORTEST, Weakness
from checkmyogp.domain.recoveries import RecoveryState
from checkmyogp.web.actions import Refusals


def office_label(office: Office, *, lead: bool = False) -> str:
    """What an office is called."""
    if office is Office.NGO:
        return gettext("NGO lead") if lead else gettext("NGO member")
    return {
        Office.OFFICER: gettext("Accreditation officer"),
        Office.REPORTER: gettext("Agency reporter"),
        Office.RESEARCHER: gettext("IRM researcher"),
    }[office]


def recovery_state(state: RecoveryState) -> str:
    """How far a recovery has come."""
    return {
        RecoveryState.PROPOSED: gettext("Proposed by one officer"),
        RecoveryState.WAITING: gettext("Confirmed; it can be stopped"),
        RecoveryState.STOPPED: gettext("Stopped by the organisation"),
        RecoveryState.WITHDRAWN: gettext("Withdrawn by an officer"),
        RecoveryState.LAPSED: gettext("Never confirmed"),
        RecoveryState.DONE: gettext("Done: the invitation was sent"),
    }[state]


def weakness_sentence(weakness: Weakness) -> str:
    """Why a new password is refused, and what to do."""
    return {
        Weakness.TOO_SHORT: gettext("Use at least %(count)d characters; several words do well.", count=SHORTEST),
        Weakness.TOO_LONG: gettext("Use at most %(count)d characters.", count=LONGEST),
        Weakness.COMMON: gettext("This is one of the commonest passwords, or begins like one. Choose another."),
        Weakness.REPEATED: gettext("This repeats the same characters, or counts them up. Choose another."),
        Weakness.KNOWN: gettext("This is your address or the name of this site. Choose another."),
    }[weakness]


def objection_sentence(objection: Objection) -> str:
    """Why an officer does not confirm what another proposed, and what to do."""
    return {
        Objection.NONE: gettext("You can confirm this."),
        Objection.OWN: gettext("You proposed this yourself. Another officer has to confirm it."),
        Objection.BOUND: gettext(
            "You and the officer who proposed this are joined by invitations of the last year. Another officer has to "
            "confirm it."
        ),
        Objection.ABOUT_ONESELF: gettext("This is about your own office. Another officer has to confirm it."),
        Objection.PROPOSER_LEFT: gettext(
            "Whoever proposed this is no officer any more. Withdraw it, and propose it anew if it is right."
        ),
        Objection.LAPSED: gettext("This waited more than 14 days. Withdraw it, and propose it anew if it is right."),
        Objection.CLOCK_WENT_BACK: gettext(
            "By the clock of this site it is earlier than when this was proposed. Tell the operator; then try again."
        ),
    }[objection]


def _objection(refused: refusals.CannotConfirm) -> str:
    return objection_sentence(refused.objection)


REFUSALS: Refusals = {
    refusals.CannotConfirm: _objection,
    refusals.NotForYouToFill: lazy_gettext("Somebody else decides on this seat."),
    refusals.HasItsOwnPeople: lazy_gettext(
        "This organisation has people of its own: they invite the rest of it. Where its seat is lost, two officers "
        "can have it filled anew."
    ),
    refusals.FirstSeatInvited: lazy_gettext(
        "Somebody is invited to the first seat of this organisation. Withdraw that invitation before you send "
        "another one."
    ),
    refusals.ActsInAnotherCapacity: lazy_gettext(
        "This seat is not for this organisation: NGOs score, agencies report, and none does both."
    ),
    refusals.TooFewOfficers: lazy_gettext(
        "Two officers at least must be left, or nothing could be decided any more. Have another one invited first."
    ),
    refusals.SeatAlreadyProposed: lazy_gettext(
        "The same waits already. It has to end before something else is proposed about this seat."
    ),
    refusals.Settled: lazy_gettext("This was confirmed, stopped or withdrawn in the meantime. Nothing was changed."),
    refusals.NothingToRecover: lazy_gettext(
        "Nobody ever had a seat of this organisation. Any officer can invite its first one."
    ),
    refusals.AddressTaken: lazy_gettext(
        "This address belongs to somebody with an account. Nobody holds two offices: use another address, or have "
        "the other account closed first."
    ),
    refusals.AlreadyInvited: lazy_gettext(
        "This address has an open invitation. Withdraw it before you send another one."
    ),
    refusals.NotAnAddress: lazy_gettext("This is not an e-mail address. It looks like name@example.org."),
    refusals.OrganisationNameTaken: lazy_gettext("An organisation with this name is in the list. Choose it there."),
    refusals.LinkSpent: lazy_gettext("This link was used, was withdrawn, or has expired."),
    refusals.WrongPassword: lazy_gettext("This address and this password do not belong together."),
    refusals.WrongCode: lazy_gettext(
        "This code is not good now. Wait for the next one in your app; each code works once."
    ),
    refusals.NothingToConfirm: lazy_gettext("No authenticator app is being set up. Begin again."),
    refusals.NotThisPasskey: lazy_gettext("This passkey was not accepted. Try again, or use a code."),
}
"""What is wrong, and what to do."""


def writer(key: str, visitor: Identity) -> str:
    """Who saved a draft. Those who act for one organisation may know it of each other; nobody else ever sees it."""
    if key == visitor.key:
        return gettext("you")
    person = queries.person(uuid.UUID(key))
    return person.address if person else gettext("somebody who has left")
