"""Which entries of the audit chain anybody may read, and when. Everything not named here stays a bare digest.

A bare digest still stands in the chain: nobody can take the entry out or change it without changing every later
digest. Source: the decision record "The public chain".
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from checkmyogp.domain.identities import Office

OFFICES = frozenset({Office.OPERATOR, Office.DEMONSTRATION, Office.OFFICER})
"""Who acts in public. What anybody does for an NGO, an agency or the IRM shows nobody's key and no hour."""

OF_A_ROUND = frozenset({"round.drafted", "round.opened", "round.extended", "round.closed", "scorecard.published"})
"""Steps of a round that anybody may know of, once the round is no longer a draft."""

OF_THE_SITE = frozenset(
    {
        "pack.loaded",
        "accreditation.accredited",
        "accreditation.declined",
        "accreditation.suspended",
        "accreditation.revoked",
        "accreditation.expired",
    }
)
"""What is public of itself: the packs, and the register of who may score."""

OF_SEATS = frozenset(
    {
        "seat.invited",
        "seat.invitation_withdrawn",
        "seat.filled",
        "seat.left",
        "recovery.confirmed",
        "recovery.stopped",
        "recovery.withdrawn",
        "recovery.done",
    }
)
"""Who comes and goes, by office and organisation. These name no person, whoever acts: for an organisation, itself."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time in which a round takes answers: from its opening to its close, or until now."""

    opened_at: datetime
    closed_at: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether the round was open at this moment, or still is."""
        return self.opened_at <= moment and (self.closed_at is None or moment < self.closed_at)

    @property
    def goes_on(self) -> bool:
        """Whether the round is still open."""
        return self.closed_at is None


def is_quiet(taken_at: datetime, spans: Iterable[Span]) -> bool:
    """Whether a head's number tells nothing sealed: every round that was open when it was taken has closed.

    The number counts all entries, and those of an open round would say how many have submitted.
    """
    return not any(span.goes_on and span.holds(taken_at) for span in spans)


def is_readable(action: str, office: Office, subject: str, *, known_rounds: Collection[str]) -> bool:
    """Whether an entry is shown in full; ``known_rounds`` are those that the public may know, as plan/round."""
    if action in OF_SEATS:
        return True
    if office not in OFFICES:
        return False
    if action in OF_THE_SITE:
        return True
    if action not in OF_A_ROUND:
        return False
    # What was invented may have been taken out again, and was never anybody's secret.
    return office is Office.DEMONSTRATION or "/".join(subject.split("/")[:2]) in known_rounds
