"""Bringing members, organisations and plans to what a country pack says."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.db.tracking import Tracker
from checkmyogp.domain.dates import Bounds
from checkmyogp.domain.names import folded
from checkmyogp.domain.plans import CommitmentContent, OrganisationContent, PlanContent, milestones
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import editions
from checkmyogp.plans.models import Commitment, Member, Membership, Milestone, Organisation, Plan, Spelling

Organisations = Mapping[str, uuid.UUID]
"""Organisation keys and the rows they stand for."""


class MilestoneGone(ValueError):
    """A loaded milestone that the pack no longer has; a milestone leaves a plan only by a dated amendment."""


def load_member(
    *, code: str, ogp_code: str, name: Wording, languages: Sequence[str], time_zone: str, tracker: Tracker
) -> Member:
    """The OGP member with this code."""
    wanted = {"ogp_code": ogp_code, "name": name, "languages": " ".join(languages), "time_zone": time_zone}
    return tracker.bring(Member, {"code": code}, wanted)


def load_organisations(
    *, member: Member, contents: Sequence[OrganisationContent], tracker: Tracker
) -> dict[str, uuid.UUID]:
    """Every organisation with its spellings and memberships; the rows' ids by key."""
    ids: dict[str, uuid.UUID] = {}
    for content in contents:
        wanted = {"name": content.name, "sector": content.sector, "kind": content.kind}
        row = tracker.bring(Organisation, {"member_id": member.id, "key": content.key}, wanted)
        ids[content.key] = row.id
        for spelling in {folded(spelling): spelling for spelling in reversed(content.spellings)}.items():
            tracker.bring(
                Spelling,
                {"member_id": member.id, "folded": spelling[0]},
                {"organisation_id": row.id, "printed": spelling[1]},
            )
    for content in contents:
        for key in content.members:
            tracker.bring(Membership, {"group_id": ids[content.key], "organisation_id": ids[key]}, {})
    return ids


def load_plan(*, member: Member, content: PlanContent, organisations: Organisations, tracker: Tracker) -> Plan:
    """A plan with its commitments, milestones and editions.

    Raises:
        editions.OfficialTextDiffers: when the pack quotes a loaded milestone differently without an amendment.
        MilestoneGone: when the pack has lost a milestone.
    """
    plan = _bring_plan(member, content, tracker)
    places = {milestone.number: place for place, milestone in enumerate(milestones(content.commitments), start=1)}
    loading = _Loading(plan, organisations, tracker, places)
    for commitment in content.commitments:
        loading.commitment(commitment, parent=None)
    known = db.session.scalars(select(Milestone.number).where(Milestone.plan_id == plan.id).order_by(Milestone.place))
    if gone := [number for number in known if number not in places]:
        msg = f"{content.slug}: milestone {gone[0]} is no longer in the pack; withdraw it by an amendment instead."
        raise MilestoneGone(msg)
    return plan


def _bring_plan(member: Member, content: PlanContent, tracker: Tracker) -> Plan:
    if not isinstance(content.period.due, Bounds):
        msg = "a plan needs both ends of its period"
        raise TypeError(msg)
    source = content.source
    return tracker.bring(
        Plan,
        {"slug": content.slug},
        {
            "member_id": member.id,
            "ogp_id": content.ogp_id,
            "number": content.number,
            "title": content.title,
            "period_printed": content.period.printed,
            "starts": content.period.due.starts,
            "ends": content.period.due.ends,
            "source_title": source.title if source else None,
            "source_publisher": source.publisher if source else None,
            "source_published": source.published if source else None,
            "current": content.current,
            "introduction": content.introduction,
            "notes": content.notes,
        },
    )


@dataclass(slots=True)
class _Loading:
    """Going through one plan, counting places as the plan prints them."""

    plan: Plan
    organisations: Organisations
    tracker: Tracker
    places: Mapping[str, int]
    commitments: int = 0

    def commitment(self, content: CommitmentContent, *, parent: Commitment | None) -> None:
        """One commitment, its milestones, then its sub-commitments."""
        self.commitments += 1
        due = content.period.due if content.period else None
        row = self.tracker.bring(
            Commitment,
            {"plan_id": self.plan.id, "number": content.number},
            {
                "parent_id": parent.id if parent else None,
                "place": self.commitments,
                "ogp_id": content.ogp_id,
                "title": content.title,
                "period_printed": content.period.printed if content.period else "",
                "starts": due.starts if due else None,
                "ends": due.ends if isinstance(due, Bounds) else None,
                "answers": content.answers,
                "notes": content.notes,
            },
        )
        editions.bring_stakeholders(
            {"commitment_id": row.id}, content.stakeholders, organisations=self.organisations, tracker=self.tracker
        )
        for milestone in content.milestones:
            place = {"commitment_id": row.id, "place": self.places[milestone.number]}
            milestone_row = self.tracker.bring(Milestone, {"plan_id": self.plan.id, "number": milestone.number}, place)
            editions.bring_editions(milestone_row, milestone, organisations=self.organisations, tracker=self.tracker)
        for inner in content.commitments:
            self.commitment(inner, parent=row)
