"""Published versions follow each other, two officers decide each correction, and snapshots say what the rows say."""

from collections import Counter
from collections.abc import Iterator

from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.methods import FIRST_METHOD
from checkmyogp.plans import queries as plan_queries
from checkmyogp.rounds import openings
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import subject
from checkmyogp.snapshots import consistency, content, queries
from checkmyogp.snapshots.models import Snapshot
from checkmyogp.snapshots.schema import FrozenScorecard
from checkmyogp.verification.invariants import steps


def of_versions(round_: Round) -> Iterator[str]:
    """Versions count up from one, and each after the first is a correction that two officers decided."""
    versions = list(reversed(queries.versions(round_.id)))
    confirmed = [row for row in queries.corrections(round_.id) if row.confirmed_at]
    if bool(versions) != (round_.state is RoundState.PUBLISHED):
        yield f"{subject(round_)}: it is {round_.state.value}, and {len(versions)} versions of its scorecard are kept."
    if [each.version for each in versions] != list(range(1, len(versions) + 1)):
        yield f"{subject(round_)}: a version of its scorecard is missing."
    if [each.correction for each in versions[1:]] != [row.reason for row in confirmed]:
        yield f"{subject(round_)}: its corrections are not those that officers confirmed."
    yield from (
        f"{subject(round_)}: one officer both proposed and confirmed a correction."
        for row in confirmed
        if row.confirmed_by == row.proposed_by
    )


def of_corrections(round_: Round) -> Iterator[str]:
    """Each correction that was proposed, and each that was withdrawn, has its entry."""
    rows = queries.corrections(round_.id)
    recorded = Counter(entry.action for entry in steps.history(round_))
    kept = {"correction.proposed": len(rows), "correction.withdrawn": sum(bool(row.withdrawn_at) for row in rows)}
    for action, count in kept.items():
        if recorded[action] != count:
            yield f"{subject(round_)}: {count} rows are kept, and {recorded[action]} entries say {action}."


def of_contents(round_: Round) -> Iterator[str]:
    """Each snapshot says who counts and which receipts the round closed with, as the rows do."""
    numbers = {pinned.milestone_id: pinned.milestone.number for pinned in rounds.pinned(round_.id)}
    rows = queries.counting(round_.id)
    people = plan_queries.organisations({organisation for _milestone, organisation in rows})
    counted = {
        (numbers.get(milestone, "?"), people[organisation].key): counting.value
        for (milestone, organisation), counting in rows.items()
    }
    receipts = queries.receipts(round_.id)
    for snapshot in queries.snapshots_of(round_.id):
        name, frozen = f"{subject(round_)}/{snapshot.version}", _frozen(snapshot)
        if frozen is None or consistency.counting(frozen) != counted:
            yield f"{name}: it says otherwise than the rows whose answers count."
        if frozen is None or consistency.receipts(frozen) != receipts:
            yield f"{name}: its receipts are not those of the round."


def of_methods(round_: Round) -> Iterator[str]:
    """Each snapshot names the method that its round was opened under, and the opening and the NGOs that this needs."""
    accredited = sorted(ngo.key for ngo in queries.accredited(round_.id))
    for snapshot in queries.snapshots_of(round_.id):
        name, frozen = f"{subject(round_)}/{snapshot.version}", _frozen(snapshot)
        if frozen is None:
            continue
        if consistency.method(frozen) != round_.method_version:
            yield f"{name}: it names another version of the method than the round was opened under."
        elif round_.method_version != FIRST_METHOD:
            if consistency.opening(frozen) != _opening(round_):
                yield f"{name}: the opening that its seed is taken from is not the round's."
            if consistency.accredited(frozen) != accredited:
                yield f"{name}: the NGOs that were accredited are not those of the round."


def of_extracts(round_: Round) -> Iterator[str]:
    """Whatever is kept to be read faster follows from the snapshot, or at the close from the rows, to the byte."""
    kept = queries.closing_extracts(round_.id)
    closed = _as_closed(round_) if kept else None
    for row in kept:
        if closed and not consistency.follows_from(round_, closed, row.content, row.criterion):
            yield f"{subject(round_)}: what it came to on {row.criterion} at its close is not what the rows say."
    for snapshot in queries.snapshots_of(round_.id):
        name, frozen = f"{subject(round_)}/{snapshot.version}", _frozen(snapshot)
        for row in queries.extracts_of(snapshot):
            if frozen is None or row.content != consistency.extract(frozen, row.criterion):
                yield f"{name}: its extract on {row.criterion} does not follow from it."


def of_words(round_: Round) -> Iterator[str]:
    """Each snapshot repeats what was reported, answered, replied and revised, as the rows do."""
    for snapshot in queries.snapshots_of(round_.id):
        if (frozen := _frozen(snapshot)) is not None:
            for number, part in consistency.differing_parts(round_, frozen):
                yield f"{subject(round_)}/{snapshot.version}, milestone {number}: its {part} are not those of the rows."


def _as_closed(round_: Round) -> FrozenScorecard | None:
    """What the rows say that a round came to; nothing where that is not decided, which is found elsewhere."""
    try:
        return content.as_closed(round_)
    except (KeyError, openings.NeverOpened):
        return None


def _opening(round_: Round) -> str:
    """The digest of the entry that opened it; empty where that is gone, which is found elsewhere."""
    try:
        return openings.digest_of_opening(round_)
    except openings.NeverOpened:
        return ""


def _frozen(snapshot: Snapshot) -> FrozenScorecard | None:
    """What a snapshot says; nothing where its bytes are no longer readable."""
    try:
        return consistency.frozen(snapshot.content)
    except consistency.UnreadableScorecard:
        return None
