"""Why something about an account is refused. Views say it in the reader's language."""

from checkmyogp.domain.offices import Objection


class AccountRefusal(ValueError):
    """Any of them."""


class AddressTaken(AccountRefusal):
    """An address that has an office already: nobody holds two."""

    def __init__(self) -> None:
        super().__init__("This address belongs to somebody with an account. Nobody holds two offices.")


class AlreadyInvited(AccountRefusal):
    """An address with an invitation that can still be accepted."""

    def __init__(self) -> None:
        super().__init__("This address has an open invitation. Withdraw it before you invite again.")


class NotAnAddress(AccountRefusal):
    """Something that no mail can be sent to."""

    def __init__(self) -> None:
        super().__init__("This is not an e-mail address.")


class NotForYouToFill(AccountRefusal):
    """A seat that somebody else decides on."""


class HasItsOwnPeople(AccountRefusal):
    """An officer filling a seat of an organisation whose first seat was filled: from then on its own people invite."""

    def __init__(self) -> None:
        super().__init__("This organisation has people of its own, who invite the rest of it.")


class FirstSeatInvited(AccountRefusal):
    """A second invitation to the first seat of an organisation while one can still be accepted."""


class ActsInAnotherCapacity(AccountRefusal):
    """A seat that is not for this organisation: NGOs score, agencies report, and none does both."""


class TooFewOfficers(AccountRefusal):
    """An officer leaving, so that fewer than two would be left."""

    def __init__(self) -> None:
        super().__init__("Two officers at least must be left, or nothing could be decided any more.")


class SeatAlreadyProposed(AccountRefusal):
    """A second proposal about a seat while another waits."""


class CannotConfirm(AccountRefusal):
    """An officer confirming what it is no second opinion on."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(f"This officer cannot confirm it: {objection.value}.")
        self.objection = objection


class Settled(AccountRefusal):
    """A step on something that was confirmed, stopped, withdrawn or has lapsed before."""


class NothingToRecover(AccountRefusal):
    """A recovery of an organisation of which nobody ever took a seat: an officer fills its first one."""


class OrganisationNameTaken(AccountRefusal):
    """A new organisation with the name of one that is there."""


class LinkSpent(AccountRefusal):
    """A link that was used, withdrawn, or has expired."""


class WrongPassword(AccountRefusal):
    """An address and a password that do not belong together."""


class WrongCode(AccountRefusal):
    """No code that is good now: mistyped, too old, or used before."""


class NothingToConfirm(AccountRefusal):
    """A code for an authenticator app that nobody is setting up."""


class NotThisPasskey(AccountRefusal):
    """A passkey that is not this person's, or an answer of it that does not fit the question."""
