"""The entry of the audit chain that opened a round: what nobody chose, so that draws start from it."""

from checkmyogp.audit import queries as audit
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import OPENED, opening_subject


class NeverOpened(LookupError):
    """A round without an entry that opened it."""

    def __init__(self, round_: Round) -> None:
        super().__init__(f"No entry of the audit chain says that the round {round_.slug} was opened.")


def digest_of_opening(round_: Round) -> str:
    """The digest of the entry that opened the round.

    A round has the name of an earlier one only if that was a demonstration and was taken out, so the last one is its.

    Raises:
        NeverOpened: when there is none.
    """
    if not (entries := audit.with_action(OPENED, opening_subject(round_))):
        raise NeverOpened(round_)
    return entries[-1].digest
