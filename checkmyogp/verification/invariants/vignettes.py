"""The vignettes of a round are those that were registered, and its scorecards say of them what was sealed."""

import json
from collections.abc import Iterator

from checkmyogp.domain import canon
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.rounds import vignettes as round_vignettes
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import subject
from checkmyogp.snapshots import consistency, queries, vignettes

UNREADABLE = (LookupError, TypeError, ValueError)
"""What sealed bytes raise that somebody has broken."""


def of_opening(round_: Round) -> Iterator[str]:
    """What was chosen for a draft is frozen at its opening and still gives its digest; of another nothing is frozen."""
    kept, chosen, name = round_.vignettes, round_.chosen_vignettes, subject(round_)
    if round_.state is RoundState.DRAFT:
        if kept:
            yield f"{name}: it is a draft, and vignettes are frozen for it."
        return
    if (kept and kept.vignette_set_id) != (chosen and chosen.vignette_set_id):
        yield f"{name}: the vignettes that it was opened with are not those that were chosen for it."
    if kept is None:
        return
    if canon.receipt(kept.content, salt=kept.salt) != kept.digest:
        yield f"{name}: its sealed vignettes no longer give the hash that was registered."
    try:
        as_packed = round_vignettes.sealed(kept.vignette_set)
    except UNREADABLE:
        as_packed = b""
    if as_packed != kept.content:
        yield f"{name}: its vignettes are not those of the set that they were taken from."


def of_scorecards(round_: Round) -> Iterator[str]:
    """Each snapshot says the cases, the known levels and what everybody gave, as it was sealed."""
    snapshots = queries.snapshots_of(round_.id)
    if not snapshots:
        return
    try:
        wanted = json.loads(canon.canonical(vignettes.vignettes(round_) or {}))
    except UNREADABLE:
        yield f"{subject(round_)}: what was sealed of its vignettes can no longer be read."
        return
    for snapshot in snapshots:
        try:
            found = consistency.vignettes(consistency.frozen(snapshot.content))
        except consistency.UnreadableScorecard:
            continue
        if found != wanted:
            yield f"{subject(round_)}/{snapshot.version}: its vignettes are not those that were sealed."
