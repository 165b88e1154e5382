"""The words that a round was opened with are those that were kept then, and the official ones are the plan's."""

from collections.abc import Iterator

from checkmyogp.domain.canon import sha256
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import subject

UNREADABLE = (KeyError, TypeError, ValueError)
"""What words raise that somebody has broken."""


def of_opening(round_: Round) -> Iterator[str]:
    """What is kept gives its digest, repeats the editions officially, and a draft has none."""
    kept = round_.kept_words
    if kept is None:
        return
    if round_.state is RoundState.DRAFT:
        yield f"{subject(round_)}: it is a draft, and words of its opening are kept."
    if sha256(kept.content) != kept.digest:
        yield f"{subject(round_)}: the words of its opening no longer give the hash that was kept with them."
        return
    try:
        opening = kept.opening
        repeated = (opening.plan.title, opening.member_name, opening.time_zone)
        if repeated != (kept.plan_title, kept.member_name, kept.time_zone):
            yield f"{subject(round_)}: its plan, its country or its clock is not called as at its opening."
        for pinned in rounds.pinned(round_.id):
            scored, row = pinned.scored, pinned.edition
            official = (scored.text.official, [output.official for output in scored.outputs])
            if official != (row.text.official, [output.official for output in row.outputs]):
                yield f"{subject(round_)}, milestone {pinned.milestone.number}: its official words are another plan's."
    except UNREADABLE:
        yield f"{subject(round_)}: the words of its opening cannot be read."
