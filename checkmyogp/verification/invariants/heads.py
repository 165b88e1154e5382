"""Every head that left the building lies on the chain, and one left at each close and each publication."""

from collections.abc import Iterator

from checkmyogp.audit import queries as audit
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.services import subject
from checkmyogp.snapshots import services
from checkmyogp.verification.invariants import steps


def on_the_chain() -> Iterator[str]:
    """An entry stands where each head says, with its very hash: otherwise the chain was cut off or written anew."""
    for head in audit.published_heads():
        found = audit.between(head.sequence, head.sequence)
        if not found:
            yield f"The audit chain no longer reaches entry {head.sequence}, whose hash was published."
        elif found[0].digest != head.digest:
            yield f"Entry {head.sequence} of the audit chain has another hash than the one that was published."
        elif f"{found[0].action} {found[0].subject}" != head.occasion:
            yield f"The hash of entry {head.sequence} was published for another occasion than its own."
        elif found[0].at != head.published_at:
            yield f"The hash of entry {head.sequence} was published at another time than its entry says."


def of_publications() -> Iterator[str]:
    """A demonstration is nobody's news, so no head is taken for it."""
    published = {head.sequence for head in audit.published_heads()}
    for round_ in rounds.rounds():
        if round_.demonstration:
            continue
        for entry in steps.history(round_):
            if entry.action in {services.CLOSED, services.PUBLISHED} and entry.sequence not in published:
                yield f"{subject(round_)}: the hash after {entry.action}, entry {entry.sequence}, was never published."
