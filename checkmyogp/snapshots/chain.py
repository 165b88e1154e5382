"""What the public sees of the audit chain: heads that left the building, and entries up to the last quiet one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from checkmyogp.audit import queries as audit_queries
from checkmyogp.audit import services as audit
from checkmyogp.audit.models import AuditEntry, PublishedHead
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.openness import Span, is_quiet, is_readable
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots.content import moment

FORM = "check-my-ogp/chain/1"
AT_ONCE = 500
"""Entries in one answer."""


@dataclass(frozen=True, slots=True)
class ShownHead:
    """A head as anybody may see it; its number may be withheld for a while, its digest never is."""

    row: PublishedHead
    quiet: bool

    @property
    def action(self) -> str:
        """What it was taken after."""
        return self.row.occasion.partition(" ")[0]

    @property
    def round_path(self) -> str:
        """The round that it was taken for, as plan/round."""
        return "/".join(self.row.occasion.partition(" ")[2].split("/")[:2])

    def plain(self) -> dict[str, Any]:
        """As JSON; the number is there once it tells nothing that is sealed."""
        numbered = {"sequence": self.row.sequence} if self.quiet else {}
        return {
            **numbered,
            "digest": self.row.digest,
            "published_at": moment(self.row.published_at),
            "occasion": self.action,
            "round": self.round_path,
        }


def heads() -> list[ShownHead]:
    """Every head that left the building, the latest first."""
    spans = [Span(row.opened_at, row.closed_at) for row in round_queries.rounds() if row.opened_at]
    return [ShownHead(row, is_quiet(row.published_at, spans)) for row in audit_queries.published_heads()]


def heads_of(round_: Round) -> list[ShownHead]:
    """Those taken for one round, the earliest first, without their numbers, which a page does not tell."""
    every = [ShownHead(row, quiet=False) for row in audit_queries.published_heads()]
    return _of_round(every, round_)


def numbered_heads_of(round_: Round) -> list[ShownHead]:
    """The same with their numbers."""
    return _of_round(heads(), round_)


def _of_round(latest_first: Sequence[ShownHead], round_: Round) -> list[ShownHead]:
    return [head for head in reversed(latest_first) if head.round_path == rounds.subject(round_)]


def readable_to(latest_first: Sequence[ShownHead]) -> int:
    """The number of the last quiet head: entries are public up to it; 0 while there is none."""
    latest = next(dropwhile(lambda head: not head.quiet, latest_first), None)
    return latest.row.sequence if latest else 0


def entries(first: int, to: int) -> Sequence[dict[str, Any]]:
    """Entries from one number to another, which ``readable_to`` gave; at most ``AT_ONCE``, in full or as digests."""
    last = min(to, first + AT_ONCE - 1)
    # What officers practise on a demonstration is never shown in full: once it is taken out, it could not be any more.
    known = {
        rounds.subject(row)
        for row in round_queries.rounds()
        if row.state is not RoundState.DRAFT and not row.demonstration
    }
    return [_plain(entry, known) for entry in audit_queries.between(first, last)]


def _plain(entry: AuditEntry, known_rounds: set[str]) -> dict[str, Any]:
    links = {"sequence": entry.sequence, "previous": entry.previous, "digest": entry.digest}
    if not is_readable(entry.action, entry.office, entry.subject, known_rounds=known_rounds):
        return links
    content: Any = audit.content(entry)
    return links | {"content": content}
