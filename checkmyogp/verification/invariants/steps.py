"""Each change of a round's state has exactly one entry in the audit chain, in the order of its life."""

from collections.abc import Iterator
from itertools import pairwise

from checkmyogp.audit import queries as audit
from checkmyogp.audit.models import AuditEntry
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import DISCARDED, DRAFTED, OPENED, subject
from checkmyogp.snapshots import queries, services

ORDER = (RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED, RoundState.PUBLISHED)


def of_round(round_: Round) -> Iterator[str]:
    """Drafted, opened, closed, published: each step taken once, none before another, none without an entry."""
    taken = [entry for entry in history(round_) if entry.action in _wanted(round_)]
    reached = ORDER.index(round_.state)
    for place, (action, wanted) in enumerate(_wanted(round_).items()):
        found = [entry for entry in taken if entry.action == action and entry.subject.startswith(wanted)]
        if place <= reached and len(found) != 1:
            yield f"{subject(round_)}: it is {round_.state.value}, and {len(found)} entries say {action}; 1 must."
        if place > reached and found:
            yield f"{subject(round_)}: an entry says {action}, and it is {round_.state.value}."
    if [entry.action for entry in taken] != sorted((entry.action for entry in taken), key=list(_wanted(round_)).index):
        yield f"{subject(round_)}: its steps stand in the audit chain in another order than a round lives."
    if round_.state in ORDER[2:]:
        yield from _closing(round_, taken)


def _wanted(round_: Round) -> dict[str, str]:
    """What each step is recorded as, and how its subject begins."""
    name = subject(round_)
    return {
        DRAFTED: name,
        OPENED: name,
        services.CLOSED: f"{name}/",
        services.PUBLISHED: f"{name}/1/",
    }


def _closing(round_: Round, taken: list[AuditEntry]) -> Iterator[str]:
    """The closing entry names the receipts that the round closed with."""
    wanted = services.closing_subject(round_, queries.receipts(round_.id))
    for entry in taken:
        if entry.action == services.CLOSED and entry.subject != wanted:
            yield f"{subject(round_)}: its receipts are not those that its close was recorded with."
        if entry.action == services.CLOSED and entry.at != round_.closed_at:
            yield f"{subject(round_)}: it was closed at another time than its entry says."


def of_extensions(round_: Round) -> Iterator[str]:
    """Each extension has its entry, follows the one before it, and the last one is the closing time."""
    extensions = rounds.extensions(round_.id)
    recorded = [entry.subject for entry in history(round_) if entry.action == "round.extended"]
    kept = [f"{subject(round_)}/{each.closes_now.isoformat()}" for each in extensions]
    if recorded != kept:
        yield f"{subject(round_)}: {len(kept)} extensions are kept and {len(recorded)} recorded, or not the same ones."
    for earlier, later in pairwise(extensions):
        if earlier.closes_now != later.closed_before:
            yield f"{subject(round_)}: an extension does not begin where the one before it ended."
    if extensions and extensions[-1].closes_now != round_.closes_at:
        yield f"{subject(round_)}: its closing time is not that of its last extension."


def history(round_: Round) -> list[AuditEntry]:
    """What the chain says of a round: of a demonstration since it was played last, of a real round everything.

    A demonstration may be taken out and played again, and a round may have the name of one that was taken out, or of a
    draft that was discarded.
    """
    lives: list[list[AuditEntry]] = [[]]
    for entry in _named(subject(round_)):
        if entry.action == DRAFTED:
            lives.append([])
        lives[-1].append(entry)
        if entry.action == DISCARDED:
            lives.clear()
            lives.append([])
    if round_.demonstration:
        return lives[-1]
    return [entry for life in lives if life and life[0].office is not Office.DEMONSTRATION for entry in life]


def _named(name: str) -> list[AuditEntry]:
    return [entry for entry in audit.about(name) if entry.subject == name or entry.subject.startswith(f"{name}/")]
