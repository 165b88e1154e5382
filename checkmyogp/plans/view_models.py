"""A plan's rows put together as its pages and its JSON show them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checkmyogp.domain.conflicts import Role, Sector
from checkmyogp.domain.plans import About, Note
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import queries
from checkmyogp.plans.models import Commitment, DatedAmendment, Edition, Plan, Stakeholder

Group = tuple[Role, Sector | None, list[Stakeholder]]
"""One column of a stakeholder table; all leads stand in one."""


@dataclass(frozen=True, slots=True)
class CommitmentOutline:
    """A commitment or sub-commitment with everything that stands under it."""

    row: Commitment
    inner: bool
    stakeholders: list[Group]
    entries: list[Stakeholder]
    milestones: list[Edition]
    amendments: list[DatedAmendment]


@dataclass(frozen=True, slots=True)
class WholePlan:
    """A plan with its parts, in the plan's order, and every stakeholder by the row whose table it stands in."""

    plan: Plan
    parts: list[CommitmentOutline]
    stakeholders: Mapping[uuid.UUID, list[Stakeholder]]
    amendments: list[DatedAmendment]
    """Those of the plan as a whole."""


@dataclass(frozen=True, slots=True)
class NotesAbout:
    """A milestone's notes, each beside what it is about."""

    text: list[Note]
    outputs: list[Note]
    due: list[Note]
    stakeholders: list[Note]
    rest: list[Note]


def whole(plan: Plan) -> WholePlan:
    """Read a plan in four queries, however long it is."""
    commitments = queries.commitments(plan.id)
    editions: dict[uuid.UUID, list[Edition]] = {}
    for edition in queries.latest_editions(plan.id):
        editions.setdefault(edition.milestone.commitment_id, []).append(edition)
    stakeholders = by_owner(queries.stakeholders_of_plan(plan.id))
    amendments: dict[uuid.UUID, list[DatedAmendment]] = {}
    for amendment in queries.amendments_within(plan.id):
        amendments.setdefault(amendment.commitment_id or plan.id, []).append(amendment)
    parts = [
        CommitmentOutline(
            row=row,
            inner=row.parent_id is not None,
            stakeholders=columns(stakeholders.get(row.id, [])),
            entries=stakeholders.get(row.id, []),
            milestones=editions.get(row.id, []),
            amendments=amendments.get(row.id, []),
        )
        for row in commitments
    ]
    return WholePlan(plan, parts, stakeholders, amendments.get(plan.id, []))


def by_owner(stakeholders: Iterable[Stakeholder]) -> dict[uuid.UUID, list[Stakeholder]]:
    """Stakeholders by the commitment or edition whose table they stand in."""
    found: dict[uuid.UUID, list[Stakeholder]] = {}
    for stakeholder in stakeholders:
        owner = stakeholder.commitment_id or stakeholder.edition_id
        if owner:
            found.setdefault(owner, []).append(stakeholder)
    return found


def columns(entries: Sequence[Stakeholder]) -> list[Group]:
    """A stakeholder table column by column, empty ones left out."""
    leads = [entry for entry in entries if entry.role is Role.LEAD]
    supporting = [
        (Role.SUPPORTING, sector, found)
        for sector in Sector
        if (found := [entry for entry in entries if entry.role is Role.SUPPORTING and entry.sector is sector])
    ]
    return [(Role.LEAD, None, leads), *supporting] if leads else [*supporting]


@dataclass(frozen=True, slots=True)
class ShownMilestone:
    """A milestone's latest edition with everything its page says of it."""

    edition: Edition
    editions: Sequence[Edition]
    commitment: Commitment
    about: NotesAbout
    entries: list[Group]


def milestone(editions: Sequence[Edition]) -> ShownMilestone:
    """What a milestone's page shows; its editions come oldest first and are at least one."""
    latest = editions[-1]
    return ShownMilestone(
        edition=latest,
        editions=editions,
        commitment=latest.milestone.commitment,
        about=notes_about(latest.notes),
        entries=columns(queries.stakeholders_of_edition(latest.id)),
    )


def notes_about(notes: Sequence[Note]) -> NotesAbout:
    """Sort a milestone's notes to where they belong."""
    places = {
        About.TEXT: "text",
        About.TITLE: "text",
        About.OUTPUTS: "outputs",
        About.DUE: "due",
        About.LEADS: "stakeholders",
        About.SUPPORTING: "stakeholders",
    }
    sorted_notes: dict[str, list[Note]] = {"text": [], "outputs": [], "due": [], "stakeholders": [], "rest": []}
    for note in notes:
        sorted_notes[places.get(note.about, "rest")].append(note)
    return NotesAbout(**sorted_notes)


def official_language(title: Wording) -> str:
    """The language a plan of this title was adopted in, as far as it is quoted here."""
    return (title.official or title.versions)[0].language
