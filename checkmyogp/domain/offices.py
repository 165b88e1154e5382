"""Whom somebody may invite, and take leave of: officers anybody, an NGO's lead the members of its own NGO."""

from dataclasses import dataclass

from checkmyogp.domain.identities import Identity, Office


@dataclass(frozen=True, slots=True)
class Seat:
    """An office, for whom, and whether it signs."""

    office: Office
    organisation: str = ""
    lead: bool = False


def may_fill(inviter: Identity, seat: Seat) -> bool:
    """Whether this actor decides who takes this seat."""
    if inviter.office in {Office.OPERATOR, Office.OFFICER}:
        return True
    own = seat.office is Office.NGO and bool(seat.organisation) and seat.organisation == inviter.organisation
    return inviter.office is Office.NGO and inviter.lead and own and not seat.lead
