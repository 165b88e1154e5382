"""What is being compared: a published scorecard, or what a closed round would come to if it were published now."""

from datetime import datetime

from checkmyogp.domain import canon
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import content, queries
from checkmyogp.scorecards.reading import Scorecard

PROVISIONAL = 0
"""The version of what is not published yet."""


def published(plan_slug: str, round_slug: str, version: int, *, criterion: str = "") -> Scorecard | None:
    """One published version, from its bytes; or only what it says on one criterion, where that is kept apart."""
    if kept := _extract(plan_slug, round_slug, version, criterion):
        return kept
    found = queries.snapshot(plan_slug, round_slug, version)
    return Scorecard.of(found.content, found.digest) if found else None


def of_round(round_: Round, *, now: datetime, criterion: str = "") -> Scorecard:
    """The newest version of a published round; of a closed one the same content, made from the rows and not kept."""
    if round_.state is RoundState.PUBLISHED:
        if kept := _extract(round_.plan.slug, round_.slug, None, criterion):
            return kept
        newest = queries.snapshot(round_.plan.slug, round_.slug)
        assert newest  # noqa: S101 - a round is published in the transaction that writes its snapshot
        return Scorecard.of(newest.content, newest.digest)
    publication = content.Publication(version=PROVISIONAL, published_at=now, correction=None)
    return Scorecard.of(canon.canonical(content.scorecard(round_, publication)), "")


def _extract(plan_slug: str, round_slug: str, version: int | None, criterion: str) -> Scorecard | None:
    kept = queries.extract(plan_slug, round_slug, criterion, version) if criterion else None
    return Scorecard.of(kept.content, kept.snapshot.digest) if kept else None
