"""Published versions follow each other, two officers decide each correction, and snapshots say what the rows say."""

import json
from collections.abc import Iterator
from typing import Any

from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.plans import queries as plan_queries
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import subject
from checkmyogp.scorecards import queries


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
