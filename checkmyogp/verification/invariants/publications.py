"""Published versions follow each other, two officers decide each correction, and snapshots say what the rows say."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from checkmyogp.domain.canon import canonical
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.plans import queries as plan_queries
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import subject
from checkmyogp.snapshots import content, extracts, milestones, queries
from checkmyogp.snapshots.round_record import Said
from checkmyogp.verification.invariants import steps

SAID = ("reports", "assessments", "replies", "silent_leads")
"""What a snapshot says of each milestone in the words of NGOs and agencies."""


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
        name = f"{subject(round_)}/{snapshot.version}"
        plain = _plain(snapshot.content)
        if _counting(plain) != counted:
            yield f"{name}: it says otherwise than the rows whose answers count."
        if plain.get("receipts") != receipts:
            yield f"{name}: its receipts are not those of the round."


def of_extracts(round_: Round) -> Iterator[str]:
    """Whatever is kept to be read faster follows from the snapshot, or at the close from the rows, to the byte."""
    at_the_close = queries.closing_extracts(round_.id)
    plain = _as_closed(round_) if at_the_close else {}
    for row in at_the_close:
        if plain and row.content != canonical(extracts.extract(plain, row.criterion)):
            yield f"{subject(round_)}: what it came to on {row.criterion} at its close is not what the rows say."
    for snapshot in queries.snapshots_of(round_.id):
        name, plain = f"{subject(round_)}/{snapshot.version}", _plain(snapshot.content)
        for row in queries.extracts_of(snapshot):
            if not plain or row.content != canonical(extracts.extract(plain, row.criterion)):
                yield f"{name}: its extract on {row.criterion} does not follow from it."


def of_words(round_: Round) -> Iterator[str]:
    """Each snapshot repeats what was reported, answered, replied and revised, as the rows do."""
    snapshots = queries.snapshots_of(round_.id)
    kept = _said(round_) if snapshots else {}
    for snapshot in snapshots:
        for milestone in _plain(snapshot.content).get("milestones", []) if kept else []:
            name = f"{subject(round_)}/{snapshot.version}, milestone {milestone['number']}"
            for part in SAID:
                if milestone.get(part, []) != kept.get(milestone["number"], {}).get(part):
                    yield f"{name}: its {part} are not those of the rows."


def _as_closed(round_: Round) -> dict[str, Any]:
    """What the round had come to; nothing where it is not decided what counts, which is found elsewhere."""
    try:
        return json.loads(canonical(content.as_closed(round_)))
    except KeyError:
        return {}


def _said(round_: Round) -> dict[str, dict[str, Any]]:
    """What the rows say, by milestone; nothing where it is not decided what counts, which is found elsewhere."""
    try:
        found = milestones.milestones(round_, rounds.pinned(round_.id), Said.in_round(round_.id))
    except KeyError:
        return {}
    return {milestone["number"]: milestone for milestone in json.loads(canonical(found))}


def _counting(plain: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (milestone["number"], said["rater"]): said["counting"]
        for milestone in plain.get("milestones", [])
        for said in milestone["assessments"]
    }


def _plain(content: bytes) -> dict[str, Any]:
    """What a snapshot says; nothing where its bytes are no longer readable, which its hash shows as well."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
