"""What was registered at an opening gives its digest, is named by the entry, and is still what the rows say."""

import json
from collections.abc import Iterator
from typing import Any

from checkmyogp.domain import canon
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.methods import FIRST_METHOD
from checkmyogp.rounds.models import Round, RoundRegistration
from checkmyogp.rounds.registration import writer
from checkmyogp.rounds.services import OPENED, opening_subject, subject
from checkmyogp.snapshots import consistency, queries
from checkmyogp.verification.invariants import steps

UNREADABLE = (LookupError, TypeError, ValueError)
"""What rows raise from which nothing could be registered, because somebody has broken them."""


def of_opening(round_: Round) -> Iterator[str]:
    """A round has one from its opening on, with its digest in the entry; of a round of before there is none."""
    kept = round_.registration
    if round_.state is RoundState.DRAFT:
        if kept:
            yield f"{subject(round_)}: it is a draft, and something was registered for it."
        return
    if kept is None:
        if round_.method_version != FIRST_METHOD:
            yield f"{subject(round_)}: it was opened, and what was registered for it is gone."
        return
    if canon.sha256(kept.content) != kept.digest:
        yield f"{subject(round_)}: what was registered for it no longer gives the hash that was kept with it."
    opened = [entry.subject for entry in steps.history(round_) if entry.action == OPENED]
    if opened != [opening_subject(round_)]:
        yield f"{subject(round_)}: the entry of its opening names something else than what was registered for it."
    yield from _against_rows(round_, kept)


def _against_rows(round_: Round, kept: RoundRegistration) -> Iterator[str]:
    try:
        now, then = (_compared(each) for each in (canon.canonical(writer.registered(round_)), kept.content))
        parts = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
    except (*UNREADABLE, AttributeError):
        yield f"{subject(round_)}: what was registered for it cannot be compared with its rows."
        return
    for part in parts:
        yield f"{subject(round_)}: its rows say otherwise than what was registered at its opening: {part}."


def _compared(content: bytes) -> dict[str, Any]:
    """All but the hour of the close, which moves: each entry that moves it binds it, and ``steps`` follows them."""
    plain = json.loads(content)
    return {**plain, "round": {name: value for name, value in plain["round"].items() if name != "closes_at"}}


def of_scorecards(round_: Round) -> Iterator[str]:
    """Each snapshot names what was registered, or nothing where nothing was."""
    wanted = round_.registration.digest if round_.registration else ""
    for snapshot in queries.snapshots_of(round_.id):
        try:
            named = consistency.frozen(snapshot.content).get("registered", "")
        except consistency.UnreadableScorecard:
            continue
        if named != wanted:
            yield f"{subject(round_)}/{snapshot.version}: it names another registration than that of its round."
