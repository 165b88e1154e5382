"""Replies are given once, in the window, by those who lead; NGOs that scored answer, and keep or revise."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from checkmyogp.assessment import queries as assessment
from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.domain.rubrics import UnknownCriterion, UnknownLevel
from checkmyogp.replies import queries
from checkmyogp.replies.models import AnswerToReply, Reply
from checkmyogp.reporting import queries as reporting
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import subject
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.verification.invariants import steps

GIVEN, ANSWERED = "reply.given", "reply.answered"

AnsweredReplies = dict[tuple[uuid.UUID, uuid.UUID], set[str]]
"""The criteria on which an NGO answered, by milestone and NGO."""


def of_replies(round_: Round) -> Iterator[str]:
    """Each reply comes from a lead, in the window, with its entry; each answer from an NGO that scored."""
    answered: AnsweredReplies = defaultdict(set)
    for score in assessment.scores(round_.id):
        answered[score.milestone_id, score.organisation_id].add(score.criterion)
    found = queries.replies(round_.id)
    leads = {
        organisation: {pinned.milestone_id for pinned in reporting.led(round_, organisation)}
        for organisation in {reply.organisation_id for reply in found}
    }
    for reply in found:
        name = f"{subject(round_)}, milestone {reply.milestone.number}, {reply.organisation.key}"
        if reply.milestone_id not in leads[reply.organisation_id]:
            yield f"{name}: it replied, and does not lead the milestone."
        if not (round_.closed_at and round_.closed_at <= reply.replied_at < round_.replies_until):
            yield f"{name}: it replied outside of the reply window."
        for answer in reply.answers:
            yield from _of_answer(round_, reply, answer, answered[reply.milestone_id, answer.organisation_id])
    yield from _of_entries(round_, found)


def _of_answer(round_: Round, reply: Reply, answer: AnswerToReply, criteria: Collection[str]) -> Iterator[str]:
    name = f"{subject(round_)}, milestone {reply.milestone.number}, {answer.organisation.key}"
    if not criteria:
        yield f"{name}: it answered a reply, and did not score."
    if not reply.replied_at <= answer.answered_at < round_.replies_until:
        yield f"{name}: it answered a reply outside of the reply window."
    if bool(answer.revisions) != (answer.kind is AnswerKind.REVISED):
        yield f"{name}: its answer is {answer.kind.value}, and names {len(answer.revisions)} levels."
    for row in answer.revisions:
        if row.criterion not in criteria or not _is_on_the_scale(round_, row.criterion, row.level):
            yield f"{name}: it revised {row.criterion} to {row.level}, which it cannot have."


def _is_on_the_scale(round_: Round, criterion: str, level: int) -> bool:
    try:
        rubrics.as_domain(round_.rubric).criterion(criterion).level(level)
    except (UnknownCriterion, UnknownLevel):
        return False
    return True


def _of_entries(round_: Round, found: Collection[Reply]) -> Iterator[str]:
    """A reply cannot be replaced, so each has one entry; an answer can, so it has one at least."""
    recorded = Counter((entry.action, entry.subject) for entry in steps.history(round_))
    given = Counter((GIVEN, f"{subject(round_)}/{reply.organisation.key}") for reply in found)
    answers = Counter(
        (ANSWERED, f"{subject(round_)}/{answer.organisation.key}") for reply in found for answer in reply.answers
    )
    for action, named in sorted({*given, *answers, *(pair for pair in recorded if pair[0] in {GIVEN, ANSWERED})}):
        kept, entries = (given if action == GIVEN else answers)[action, named], recorded[action, named]
        if entries < kept or (entries > kept and (action == GIVEN or not kept)):
            yield f"{named}: {kept} rows are kept, and {entries} entries of the audit chain say {action}."
