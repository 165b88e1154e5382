"""The counted set is what conflicts of interest and accreditations said when the round closed."""

import uuid
from collections import defaultdict
from collections.abc import Iterator

from checkmyogp.accreditation import queries as accreditation
from checkmyogp.assessment import queries as assessment
from checkmyogp.audit import queries as audit
from checkmyogp.domain.accreditation import standing
from checkmyogp.domain.conflicts import ConflictLevel
from checkmyogp.domain.lifecycles import AccreditationState, RoundState
from checkmyogp.domain.methods import FIRST_METHOD
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import subject
from checkmyogp.snapshots import queries, services
from checkmyogp.verification.invariants import steps

DECISIONS = {
    f"accreditation.{state.value}": state for state in AccreditationState if state is not AccreditationState.APPLIED
}
"""What the audit chain calls the decisions on an accreditation."""


def of_answers(round_: Round) -> Iterator[str]:
    """Every answer is decided on, once the round has closed, and as the rules decide; nothing else is."""
    kept = queries.counting(round_.id)
    if round_.state in {RoundState.DRAFT, RoundState.OPEN}:
        if kept:
            yield f"{subject(round_)}: it is {round_.state.value}, and it is decided already what counts."
        return
    answered = {(score.milestone_id, score.organisation_id) for score in assessment.scores(round_.id)}
    numbers = {pinned.milestone_id: pinned.milestone.number for pinned in rounds.pinned(round_.id)}
    people = plan_queries.organisations({organisation for _milestone, organisation in (*answered, *kept)})
    accredited = {key: _was_accredited(round_, row) for key, row in people.items()}
    levels = _levels(round_)
    for pair in sorted({*answered, *kept}, key=lambda each: (numbers.get(each[0], "?"), people[each[1]].key)):
        name = f"{subject(round_)}, milestone {numbers.get(pair[0], '?')}, {people[pair[1]].key}"
        wanted = services.counting(accredited=accredited[pair[1]], levels=levels[pair])
        if pair not in kept:
            yield f"{name}: nothing says whether its answers count."
        elif pair not in answered:
            yield f"{name}: it is decided whether its answers count, and it gave none."
        elif kept[pair] is not wanted:
            yield f"{name}: it is kept as {kept[pair].value}, and by the rules it is {wanted.value}."


def of_accredited(round_: Round) -> Iterator[str]:
    """From version 2 of the method on it is kept who was accredited at the close, as the chain says it; nobody else."""
    kept = {ngo.key for ngo in queries.accredited(round_.id)}
    wanted: set[str] = set()
    if round_.method_version != FIRST_METHOD and round_.state in {RoundState.CLOSED, RoundState.PUBLISHED}:
        wanted = {
            ngo.key
            for ngo in accreditation.ever_decided_on(round_.plan_id)
            if ngo.demonstration == round_.demonstration and _was_accredited(round_, ngo)
        }
    for key in sorted(kept - wanted):
        yield f"{subject(round_)}: {key} is kept as accredited at its close, and nothing says that it was."
    for key in sorted(wanted - kept):
        yield f"{subject(round_)}: {key} was accredited at its close, and it is not kept."


def _levels(round_: Round) -> dict[tuple[uuid.UUID, uuid.UUID], list[ConflictLevel]]:
    found: dict[tuple[uuid.UUID, uuid.UUID], list[ConflictLevel]] = defaultdict(list)
    for row in assessment.conflicts(round_.id):
        found[row.milestone_id, row.organisation_id].append(row.level)
    return found


def _was_accredited(round_: Round, organisation: Organisation) -> bool:
    """Whether the last decision before the close, in the order of the chain, let the organisation score.

    The order of the chain is the order in which things came into force; clocks may differ by the time a lock took.
    """
    closing = next((entry for entry in steps.history(round_) if entry.action == services.CLOSED), None)
    if closing is None or round_.closed_at is None:
        return False
    name = f"{round_.plan.slug}/{organisation.key}"
    states = [
        DECISIONS[entry.action]
        for entry in audit.about(name)
        if entry.subject == name and entry.sequence < closing.sequence and entry.action in DECISIONS
    ]
    if not states:
        return False
    terms = [
        row.ends_on
        for row in accreditation.decisions(round_.plan_id, organisation.id)
        if row.state is AccreditationState.ACCREDITED
    ]
    granted = states.count(AccreditationState.ACCREDITED)
    ends_on = terms[granted - 1] if 0 < granted <= len(terms) else None
    today = round_.day_of(round_.closed_at)
    return standing(states[-1], ends_on=ends_on, today=today) is AccreditationState.ACCREDITED
