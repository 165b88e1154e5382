"""Offices, weaknesses of passwords and refusals in words."""

import uuid

from flask_babel import gettext, lazy_gettext

from checkmyogp.accounts import queries, refusals
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.passwords import LONGEST, SHORTEST, Weakness
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


def weakness_sentence(weakness: Weakness) -> str:
    """Why a new password is refused, and what to do."""
    return {
        Weakness.TOO_SHORT: gettext("Use at least %(count)d characters; several words do well.", count=SHORTEST),
        Weakness.TOO_LONG: gettext("Use at most %(count)d characters.", count=LONGEST),
        Weakness.COMMON: gettext("This is one of the commonest passwords, or begins like one. Choose another."),
        Weakness.REPEATED: gettext("This repeats the same characters, or counts them up. Choose another."),
        Weakness.KNOWN: gettext("This is your address or the name of this site. Choose another."),
    }[weakness]


REFUSALS: Refusals = {
    refusals.AddressTaken: lazy_gettext(
        "This address belongs to somebody with an account. Nobody holds two offices: use another address, or have "
        "the other account closed first."
    ),
    refusals.AlreadyInvited: lazy_gettext(
        "This address has an open invitation. Withdraw it before you send another one."
    ),
    refusals.NotAnAddress: lazy_gettext("This is not an e-mail address. It looks like name@example.org."),
    refusals.NameTaken: lazy_gettext("An organisation with this name is in the list. Choose it there."),
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
