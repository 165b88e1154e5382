"""Reading the dated amendments of commitments and of a plan as a whole; those of milestones stand with them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from checkmyogp.domain.dates import Bounds
from checkmyogp.domain.plans import (
    CommitmentAmendment,
    CommitmentContent,
    EditionChange,
    PlanAmendment,
    PlanContent,
    TemplateAnswer,
    TemplateQuestion,
)
from checkmyogp.domain.wording import Wording
from checkmyogp.packs import milestones
from checkmyogp.packs.organisations import Directory
from checkmyogp.packs.tables import COUNTS, PackTable


def of_commitment(
    table: PackTable, commitment: CommitmentContent, directory: Directory
) -> tuple[CommitmentAmendment, ...]:
    """The amendments of a commitment, oldest first; each changes what it names and nothing else."""
    found: list[CommitmentAmendment] = []
    current = commitment
    for inner, on, change, reason in _dated(table):
        current = _amended_commitment(inner, current, directory)
        found.append(CommitmentAmendment(on, change, reason, current))
        inner.done()
    return tuple(found)


def of_plan(table: PackTable, plan: PlanContent) -> tuple[PlanAmendment, ...]:
    """The amendments of what a plan says of itself, oldest first."""
    found: list[PlanAmendment] = []
    current = plan
    for inner, on, change, reason in _dated(table):
        current = _amended_plan(inner, current)
        found.append(PlanAmendment(on, change, reason, current))
        inner.done()
    return tuple(found)


def _dated(table: PackTable) -> Iterator[tuple[PackTable, date, EditionChange, Wording]]:
    before = date.min
    for inner in table.tables("amendment"):
        on = inner.day("on")
        if on < before:
            inner.wrong("on", f"{on} comes before the amendment above it", "the oldest first")
        before = on
        change = inner.choice("change", EditionChange)
        if change is EditionChange.WITHDRAWN:
            inner.wrong("change", "only milestones are withdrawn", "amended or transcription")
        yield inner, on, change, inner.words("reason", editorial=True)


def _amended_commitment(table: PackTable, current: CommitmentContent, directory: Directory) -> CommitmentContent:
    after = current
    if table.has("title"):
        after = replace(after, title=table.words("title"))
    if table.has("period"):
        after = replace(after, period=milestones.period(table, "period"))
    if table.has("answer"):
        after = replace(after, answers=answers(table))
    return replace(after, stakeholders=milestones.amended_stakeholders(table, after.stakeholders, directory))


def answers(table: PackTable) -> tuple[TemplateAnswer, ...]:
    """The answers to the questions of the commitment template, in the plan's order."""
    found: list[TemplateAnswer] = []
    for inner in table.tables("answer"):
        found.append(TemplateAnswer(inner.choice("question", TemplateQuestion), inner.words("text")))
        inner.done()
    return tuple(found)


def _amended_plan(table: PackTable, current: PlanContent) -> PlanContent:
    after = current
    if table.has("number"):
        after = replace(after, number=table.integer("number", COUNTS))
    if table.has("title"):
        after = replace(after, title=table.words("title"))
    if table.has("period"):
        after = replace(after, period=milestones.period(table, "period"))
        if not isinstance(after.period.due, Bounds):
            table.wrong("period", "a plan has an end", "a period with both ends, such as 2024-2027")
    if table.has("introduction"):
        after = replace(after, introduction=table.words("introduction"))
    return after
