"""What is being compared: a published scorecard, or what a closed round would come to if it were published now."""

from datetime import datetime

from checkmyogp.domain import canon
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import content, queries
from checkmyogp.scorecards.reading import Scorecard

PROVISIONAL = 0
"""The version of what is not published yet."""


def published(plan_slug: str, round_slug: str, version: int) -> Scorecard | None:
    """One published version, from its bytes."""
    found = queries.snapshot(plan_slug, round_slug, version)
    return Scorecard.of(found.content, found.digest) if found else None


def of_round(round_: Round, *, now: datetime) -> Scorecard:
    """The newest version of a published round; of a closed one the same content, made from the rows and not kept."""
    if round_.state is RoundState.PUBLISHED:
        newest = queries.snapshot(round_.plan.slug, round_.slug)
        assert newest  # noqa: S101 - a round is published in the transaction that writes its snapshot
        return Scorecard.of(newest.content, newest.digest)
    publication = content.Publication(version=PROVISIONAL, published_at=now, correction=None)
    return Scorecard.of(canon.canonical(content.scorecard(round_, publication)), "")
