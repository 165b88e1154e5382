"""Where a round stands, as anybody may know it: one reading for its page and its JSON.

Before the close nothing here depends on what anybody answers, or whether anybody does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Extension, Round
from checkmyogp.snapshots import chain, queries
from checkmyogp.snapshots.chain import ShownHead
from checkmyogp.snapshots.queries import PublishedVersion


@dataclass(frozen=True, slots=True)
class PublicSinceClose:
    """What became public when a round closed."""

    receipts: list[str]
    """Hashes of what every organisation submitted last, in the order of the hashes."""
    replies_until: datetime
    heads: list[ShownHead]
    """The heads of the audit chain that were published for it, the earliest first."""


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """A round that is no draft."""

    round: Round
    extensions: Sequence[Extension]
    sealed: PublicSinceClose | None
    """Nothing before the close."""
    versions: Sequence[PublishedVersion]
    """The published scorecards, the newest first."""


def standing(plan_slug: str, round_slug: str) -> RoundStatus | None:
    """Where the round at this address stands; a draft is nobody's business."""
    round_ = round_queries.round_at(plan_slug, round_slug)
    if round_ is None or round_.state is RoundState.DRAFT:
        return None
    closed = round_.state is not RoundState.OPEN
    return RoundStatus(
        round=round_,
        extensions=round_queries.extensions(round_.id),
        sealed=_sealed(round_) if closed else None,
        versions=queries.versions(round_.id) if closed else [],
    )


def _sealed(round_: Round) -> PublicSinceClose:
    return PublicSinceClose(queries.receipts(round_.id), round_.replies_until, chain.heads_of(round_))
