"""Writing the registration of a round: at its opening, and again whenever it is checked against the rows."""

from collections.abc import Sequence

from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.domain.method_2.direction import FEWEST_COMMITMENTS_FOR_A_DIRECTION
from checkmyogp.domain.method_2.seeds import DIGITS_OF_A_SEED
from checkmyogp.rounds import queries
from checkmyogp.rounds.models import Round, RoundMilestone, RoundRegistration
from checkmyogp.rounds.registration import parts
from checkmyogp.rounds.registration.schema import (
    NO_VIGNETTES,
    NOT_ASKED,
    REGISTRATION_1,
    SEED_FROM,
    AnnouncedTests,
    Registered,
    RegisteredCrosswalk,
    RegisteredRound,
)
from checkmyogp.rounds.words.reader import OpeningWords
from checkmyogp.rubrics import queries as rubrics


class NothingKept(LookupError):
    """A round without words of its opening, of which nothing can be registered."""

    def __init__(self, round_: Round) -> None:
        super().__init__(f"The round {round_.slug} has kept no words of an opening.")


def register(round_: Round) -> RoundRegistration:
    """Keep the registration of a round that is being opened, and its digest, in the caller's transaction."""
    content = canon.canonical(registered(round_))
    registration = RoundRegistration(round_id=round_.id, content=content, digest=canon.sha256(content))
    db.session.add(registration)
    db.session.flush()
    # Whoever goes on with this round in the same transaction finds it.
    db.session.expire(round_, ["registration"])
    return registration


def registered(round_: Round) -> Registered:
    """Everything that an opened round will be judged by, from its rows and the words kept at its opening.

    Raises:
        NothingKept: for a draft, and for a round of before words were kept.
    """
    if round_.words is None:
        raise NothingKept(round_)
    pinned = queries.pinned(round_.id)
    return {
        "schema": REGISTRATION_1,
        "demonstration": round_.demonstration,
        "member": {"code": round_.plan.member.code, "name": round_.member_name.stored()},
        "plan": parts.plan(round_),
        "round": _round(round_),
        "method": {
            "version": round_.method_version,
            "quorum": round_.quorum,
            "seed": {"of": SEED_FROM, "digits": DIGITS_OF_A_SEED},
        },
        "tests": _tests(round_, round_.words, pinned),
        "vignettes": parts.vignettes(round_.vignettes) if round_.vignettes else {"absent": NO_VIGNETTES},
        "rubric": parts.rubric(round_),
        "crosswalks": _crosswalks(round_, round_.words),
        "commitments": [parts.commitment(each) for each in round_.words.commitments],
        "milestones": [parts.milestone(entry) for entry in pinned],
    }


def _round(round_: Round) -> RegisteredRound:
    moved = queries.extensions(round_.id)
    return {
        "slug": round_.slug,
        "name": round_.name.stored(),
        "period": {"starts": round_.period_starts.isoformat(), "ends": round_.period_ends.isoformat()},
        "opened_at": parts.moment(round_.opened_at or round_.opens_at),
        "closes_at": parts.moment(moved[0].closed_before if moved else round_.closes_at),
        "reply_days": round_.reply_days,
    }


def _tests(round_: Round, words: OpeningWords, pinned: Sequence[RoundMilestone]) -> AnnouncedTests:
    headline = round_.rubric.headline
    compared = next(each.compared for each in words.criteria if each.key == headline)
    above = {each.number: each.within for each in words.commitments}
    promised = {entry.commitment.number for entry in pinned if not entry.edition.withdrawn}
    return {
        "headline": headline,
        "direction": {
            "criterion": headline,
            "commitments": len({_top(number, above) for number in promised}),
            "fewest_commitments": FEWEST_COMMITMENTS_FOR_A_DIRECTION,
        }
        if compared
        else {"absent": NOT_ASKED},
    }


def _top(number: str, above: dict[str, str]) -> str:
    while above[number]:
        number = above[number]
    return number


def _crosswalks(round_: Round, words: OpeningWords) -> list[RegisteredCrosswalk]:
    """Those that agencies may report by: what was known of the member at the opening on a criterion that is asked."""
    asked = {each.key for each in words.criteria if each.compared}
    known = [
        row
        for row in rubrics.crosswalks_of(round_.plan.member.code)
        if (row.key, row.version) in words.crosswalks and row.criterion.key in asked
    ]
    return [parts.crosswalk(round_, row) for row in sorted(known, key=lambda row: (row.key, row.version))]
