"""What the public chain records, and why something cannot be checked or does not hold, in words."""

from flask_babel import gettext

from checkmyogp.snapshots import services
from checkmyogp.snapshots.schema import FORMS
from checkmyogp.verification.checks import Difference, Fault, NotASnapshot, NotJson
from checkmyogp.verification.receipts import Unchecked


def occasion(action: str) -> str:
    """After what a head of the audit chain was published."""
    return {
        services.CLOSED: gettext("A round closed"),
        services.PUBLISHED: gettext("A scorecard was published"),
    }[action]


def difference(found: Difference) -> str:
    """In which way a file does not hold."""
    match found.fault:
        case Fault.NOT_CANONICAL:
            return gettext("The bytes are not canonical JSON, so the file was written by something else.")
        case Fault.UNREADABLE:
            return gettext("The scores cannot be read (%(kind)s).", kind=found.given)
        case Fault.FIGURE:
            return gettext(
                "%(at)s: %(given)s stands there, the scores give %(expected)s.",
                at=found.at,
                given=found.given,
                expected=found.expected,
            )


def no_scorecard(refusal: NotASnapshot) -> str:
    """Why a file cannot be checked as a scorecard."""
    if isinstance(refusal, NotJson):
        return gettext("This file is not a scorecard: it is not JSON.")
    return gettext("This file is not a scorecard of the form %(form)s.", form=FORMS[-1])


def unchecked(why: Unchecked) -> str:
    """What to do so that a receipt can be checked."""
    return {
        Unchecked.NOTHING_GIVEN: gettext("Give a receipt, or the file together with its salt."),
        Unchecked.NO_RECEIPT: gettext("A receipt has 64 characters, each a digit or a letter from a to f."),
        Unchecked.NO_FILE: gettext("A salt was given without a file: choose the submission’s file as well."),
        Unchecked.NO_SALT: gettext(
            "The salt is missing or misspelt: it is the one of the receipt, 64 characters from 0 to 9 and a to f."
        ),
    }[why]
