"""Why something about an account is refused. Views say it in the reader's language."""


class Refusal(ValueError):
    """Any of them."""


class AddressTaken(Refusal):
    """An address that has an office already: nobody holds two."""

    def __init__(self) -> None:
        super().__init__("This address belongs to somebody with an account. Nobody holds two offices.")


class AlreadyInvited(Refusal):
    """An address with an invitation that can still be accepted."""

    def __init__(self) -> None:
        super().__init__("This address has an open invitation. Withdraw it before you invite again.")


class NotAnAddress(Refusal):
    """Something that no mail can be sent to."""

    def __init__(self) -> None:
        super().__init__("This is not an e-mail address.")


class NotForYouToFill(Refusal):
    """A seat that somebody else decides on."""


class NameTaken(Refusal):
    """A new organisation with the name of one that is there."""


class LinkSpent(Refusal):
    """A link that was used, withdrawn, or has expired."""


class WrongPassword(Refusal):
    """An address and a password that do not belong together."""


class WrongCode(Refusal):
    """No code that is good now: mistyped, too old, or used before."""


class NothingToConfirm(Refusal):
    """A code for an authenticator app that nobody is setting up."""


class NotThisPasskey(Refusal):
    """A passkey that is not this person's, or an answer of it that does not fit the question."""
