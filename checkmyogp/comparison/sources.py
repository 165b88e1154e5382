"""What is being compared: a published scorecard, or what a closed round would come to if it were published now."""

from datetime import datetime

from checkmyogp.domain import canon
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.replies import closed_round
from checkmyogp.replies import queries as closed
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import content, extracts, queries
from checkmyogp.snapshots.reader import Extract, Readable, Scorecard

PROVISIONAL = 0
"""The version of what is not published yet."""


def published(plan_slug: str, round_slug: str, version: int) -> Scorecard | None:
    """One published version, from its bytes."""
    found = queries.snapshot(plan_slug, round_slug, version)
    return Scorecard.of(found.content, found.digest) if found else None


def published_on(plan_slug: str, round_slug: str, version: int, criterion: str) -> Readable | None:
    """What one published version says on one criterion, or on its headline where none is named.

    It is the whole scorecard where that is not kept apart.
    """
    return _extract(plan_slug, round_slug, version, criterion) or published(plan_slug, round_slug, version)


def of_round(round_: Round, *, now: datetime) -> Scorecard:
    """The newest version of a published round; of a closed one the same content, made from the rows and not kept."""
    if round_.state is RoundState.PUBLISHED:
        newest = queries.snapshot(round_.plan.slug, round_.slug)
        assert newest  # noqa: S101 - a round is published in the transaction that writes its snapshot
        return Scorecard.of(newest.content, newest.digest)
    publication = content.Publication(version=PROVISIONAL, published_at=now, correction=None)
    return Scorecard.of(canon.canonical(content.scorecard(round_, publication)), "")


def of_round_on(round_: Round, criterion: str, *, now: datetime) -> Readable:
    """The same on one criterion, or on the headline where none is named; the whole where that is not kept apart."""
    criterion = criterion or round_.rubric.headline
    if round_.state is RoundState.PUBLISHED:
        kept = _extract(round_.plan.slug, round_.slug, None, criterion)
    else:
        kept = _at_the_close(round_, criterion)
    return kept or of_round(round_, now=now)


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
    found = (closed_round.round_at(scorecard.plan_slug, slug) for slug in waiting)
    return [(of_round(each, now=now), each) for each in found if each]


def _beside(round_: Round, scorecard: Scorecard) -> bool:
    return round_.slug != scorecard.round_slug and round_.demonstration == scorecard.demonstration


def _at_the_close(round_: Round, criterion: str) -> Extract | None:
    for each in (criterion, round_.rubric.headline):
        if kept := queries.closing_extract(round_.id, each):
            closing = Extract.of(kept, "")
            return Extract(extracts.revised(closing.frozen, closed.standing_revisions(round_.id, each)), "")
    return None


def _extract(plan_slug: str, round_slug: str, version: int | None, criterion: str) -> Extract | None:
    """The extract on the criterion; on the headline where an address names one that there is not.

    Without that each address with another wrong word would have the whole scorecard read.
    """
    for each in dict.fromkeys((criterion, "")):
        if kept := queries.extract(plan_slug, round_slug, each, version):
            return Extract.of(kept.content, kept.snapshot.digest)
    return None
