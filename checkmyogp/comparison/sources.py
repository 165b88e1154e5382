"""What is being compared: a published scorecard, or what a closed round would come to if it were published now."""

import json
from datetime import datetime

from checkmyogp.domain import canon
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.replies import queries as closed
from checkmyogp.replies import reading
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import content, extracts, queries
from checkmyogp.scorecards.reading import HEADLINE, Scorecard

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
    if kept := _at_the_close(round_, criterion):
        return kept
    publication = content.Publication(version=PROVISIONAL, published_at=now, correction=None)
    return Scorecard.of(canon.canonical(content.scorecard(round_, publication)), "")


def published_beside(scorecard: Scorecard) -> list[tuple[Scorecard, Round]]:
    """The newest versions of the plan's other published rounds; a demonstration stands beside demonstrations only."""
    return [
        (Scorecard.of(each.content, each.digest), each.round)
        for each in queries.latest_snapshots_of(scorecard.plan_slug)
        if _beside(each.round, scorecard)
    ]


def closed_beside(scorecard: Scorecard, *, now: datetime) -> list[tuple[Scorecard, Round]]:
    """What the plan's other rounds would come to that are closed and not published yet."""
    waiting = [
        each.slug
        for each in closed.closed_rounds()
        if each.state is RoundState.CLOSED and each.plan.slug == scorecard.plan_slug and _beside(each, scorecard)
    ]
    found = (reading.closed_round(scorecard.plan_slug, slug) for slug in waiting)
    return [(of_round(each, now=now), each) for each in found if each]


def _beside(round_: Round, scorecard: Scorecard) -> bool:
    return round_.slug != scorecard.round_slug and round_.demonstration == scorecard.demonstration


def _at_the_close(round_: Round, criterion: str) -> Scorecard | None:
    for each in _or_the_headline(criterion):
        if kept := queries.closing_extract(round_.id, each):
            return Scorecard(extracts.revised(json.loads(kept), closed.standing_revisions(round_.id, each)), "")
    return None


def _extract(plan_slug: str, round_slug: str, version: int | None, criterion: str) -> Scorecard | None:
    for each in _or_the_headline(criterion):
        if kept := queries.extract(plan_slug, round_slug, each, version):
            return Scorecard.of(kept.content, kept.snapshot.digest)
    return None


def _or_the_headline(criterion: str) -> list[str]:
    """What to look for: an address may name a criterion that there is none of, and the page then shows the headline's.

    Without it each address with another wrong word would have the whole scorecard read.
    """
    return [criterion, HEADLINE] if criterion else []
