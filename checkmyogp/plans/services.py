"""Bringing members, organisations and plans to what a country pack says."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from checkmyogp.db import db
from checkmyogp.db.upsert import Upserts
from checkmyogp.domain.dates import Bounds
from checkmyogp.domain.names import folded
from checkmyogp.domain.plans import CommitmentContent, OrganisationContent, PlanContent, milestones
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import amendments, editions
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Commitment, Member, Membership, Milestone, Organisation, Plan, Spelling

Organisations = Mapping[str, uuid.UUID]
"""Organisation keys and the rows they stand for."""


class PartGone(ValueError):
    """A loaded commitment or milestone that the pack no longer has; a plan loses one only by a dated amendment."""


class PartMoved(ValueError):
    """A loaded commitment or milestone that stands under another commitment now: what it counts with would change."""


class AnotherNature(ValueError):
    """A known organisation of another sector or kind: stakes and conflicts of interest would change unseen."""


class NotThisMembers(ValueError):
    """A plan or an organisation that another member's pack loaded."""


def load_member(
    *, code: str, ogp_code: str, name: Wording, languages: Sequence[str], time_zone: str, upserts: Upserts
) -> Member:
    """The OGP member with this code.

    Raises:
        NotThisMembers: when the code or the OGP code is that of a member that is not this one.
    """
    _refuse_anothers_place(code=code, ogp_code=ogp_code, name=name)
    wanted = {"ogp_code": ogp_code, "name": name, "languages": " ".join(languages), "time_zone": time_zone}
    return upserts.upsert(Member, {"code": code}, wanted)


def _refuse_anothers_place(*, code: str, ogp_code: str, name: Wording) -> None:
    """Anybody can write a code into a pack: who has it already is told by its OGP code and by its name."""
    for known in db.session.scalars(
        select(Member).where(or_(Member.code == code, Member.ogp_code == ogp_code)).order_by(Member.code)
    ):
        whose = f"{known.name.versions[0].text} ({known.ogp_code})"
        if known.code != code:
            msg = f"{ogp_code} is the OGP code of another member, {known.code}: {whose}. Check ogp_code in member.toml."
            raise NotThisMembers(msg)
        if known.ogp_code != ogp_code:
            msg = f"{code} is the code of another member: {whose}. Give yours another code in member.toml."
            raise NotThisMembers(msg)
        if not set(known.name.texts().items()) & set(name.texts().items()):
            msg = (
                f"{code} is the code of another member: {whose}. Give yours another code in member.toml; "
                "to correct your own member's name, keep it in one language and load the others first."
            )
            raise NotThisMembers(msg)


def load_organisations(
    *, member: Member, contents: Sequence[OrganisationContent], upserts: Upserts
) -> dict[str, uuid.UUID]:
    """Every organisation with its spellings and memberships; the rows' ids by key.

    Raises:
        NotThisMembers: when another member has an organisation of this key.
        AnotherNature: when a known organisation would become one of another sector or kind.
    """
    _refuse_foreign_keys(member, [content.key for content in contents])
    _refuse_another_nature(member, contents)
    ids: dict[str, uuid.UUID] = {}
    for content in contents:
        wanted = {"name": content.name, "sector": content.sector, "kind": content.kind}
        row = upserts.upsert(Organisation, {"member_id": member.id, "key": content.key}, wanted)
        ids[content.key] = row.id
        for spelling in {folded(spelling): spelling for spelling in reversed(content.spellings)}.items():
            upserts.upsert(
                Spelling,
                {"member_id": member.id, "folded": spelling[0]},
                {"organisation_id": row.id, "printed": spelling[1]},
            )
    for content in contents:
        _upsert_members(ids[content.key], [ids[key] for key in content.members], upserts)
    return ids


def _refuse_another_nature(member: Member, contents: Sequence[OrganisationContent]) -> None:
    wanted = {content.key: (content.sector, content.kind) for content in contents}
    mine = select(Organisation).where(Organisation.member_id == member.id).order_by(Organisation.key)
    for known in db.session.scalars(mine):
        before = known.sector, known.kind
        now = wanted.get(known.key, before)
        if now != before:
            msg = (
                f"{known.key} is known as {', '.join(before)} and would become {', '.join(now)}. "
                "Stakes hang on that: give an organisation of another sector or kind another key."
            )
            raise AnotherNature(msg)


def _refuse_foreign_keys(member: Member, keys: Sequence[str]) -> None:
    """Whoever acts for an organisation is known by its key alone, so that two members cannot share one."""
    foreign = db.session.scalars(
        select(Organisation)
        .where(Organisation.key.in_(keys), Organisation.member_id != member.id)
        .order_by(Organisation.key)
    ).first()
    if foreign is not None:
        msg = f"{foreign.key} is an organisation of another member, {foreign.member.code}; give yours another key."
        raise NotThisMembers(msg)


def _upsert_members(group: uuid.UUID, members: Sequence[uuid.UUID], upserts: Upserts) -> None:
    known = db.session.scalars(
        select(Membership).where(Membership.group_id == group).order_by(Membership.organisation_id)
    ).all()
    for row in known:
        if row.organisation_id not in members:
            upserts.remove(row)
    for member in members:
        upserts.upsert(Membership, {"group_id": group, "organisation_id": member}, {})


def load_plan(*, member: Member, content: PlanContent, organisations: Organisations, upserts: Upserts) -> Plan:
    """A plan with its commitments, milestones and editions.

    Raises:
        editions.OfficialTextDiffers: when the pack quotes the loaded plan, or a commitment or milestone of it,
            differently without an amendment.
        PartGone, PartMoved: when the pack has lost a commitment or milestone, or put it under another one.
        NotThisMembers: when another member has a plan of this name.
    """
    plan = _upsert_plan(member, content, upserts)
    loading = _Loading(
        plan,
        organisations,
        upserts,
        commitments=_places(plan, Commitment, _numbers(content.commitments)),
        milestones=_places(plan, Milestone, [milestone.number for milestone in milestones(content.commitments)]),
    )
    for commitment in content.commitments:
        loading.commitment(commitment, parent=None)
    return plan


def _numbers(commitments: Sequence[CommitmentContent]) -> list[str]:
    """Commitments and sub-commitments alike, in the plan's order."""
    return [number for outer in commitments for number in (outer.number, *_numbers(outer.commitments))]


def _places(plan: Plan, kind: type[Commitment | Milestone], numbers: Sequence[str]) -> dict[str, int]:
    """The place of each part of a plan; where places shift, those of the known parts step aside first."""
    places = {number: place for place, number in enumerate(numbers, start=1)}
    rows = db.session.scalars(select(kind).where(kind.plan_id == plan.id).order_by(kind.place))
    known = {row.number: row for row in rows}
    if gone := [number for number in known if number not in places]:
        part = kind.__tablename__
        msg = f"{plan.slug}: {part} {gone[0]} is no longer in the pack; a plan loses nothing but by an amendment."
        raise PartGone(msg)
    if any(row.place != places[number] for number, row in known.items()):
        for row in known.values():
            row.place = -row.place
        db.session.flush()
    return places


def _upsert_plan(member: Member, content: PlanContent, upserts: Upserts) -> Plan:
    if not isinstance(content.period.due, Bounds):
        msg = "a plan needs both ends of its period"
        raise TypeError(msg)
    known = plan_queries.plan_by_slug(content.slug)
    if known is not None and known.member_id != member.id:
        msg = f"{content.slug} is a plan of another member, {known.member.code}; give yours another slug."
        raise NotThisMembers(msg)
    if known is not None:
        amendments.refuse_changed_plan(known, content)
    row = _bring_plan(member, content.states[-1], upserts)
    amendments.record_of_plan(row, content, upserts)
    return row


def _bring_plan(member: Member, content: PlanContent, upserts: Upserts) -> Plan:
    source, due = content.source, content.period.due
    return upserts.upsert(
        Plan,
        {"slug": content.slug},
        {
            "member_id": member.id,
            "ogp_id": content.ogp_id,
            "number": content.number,
            "title": content.title,
            "period_printed": content.period.printed,
            "starts": due.starts,
            "ends": due.ends if isinstance(due, Bounds) else due.starts,
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
    """Going through one plan, knowing the place of each number."""

    plan: Plan
    organisations: Organisations
    upserts: Upserts
    commitments: Mapping[str, int]
    milestones: Mapping[str, int]

    def commitment(self, content: CommitmentContent, *, parent: Commitment | None) -> None:
        """One commitment, its milestones, then its sub-commitments."""
        self._refuse_changed(content, parent)
        row = self._bring(content.states[-1], parent)
        amendments.record_of_commitment(row, content, self.upserts)
        for milestone in content.milestones:
            place = {"commitment_id": row.id, "place": self.milestones[milestone.number]}
            self._refuse_moved(milestone.number, row)
            milestone_row = self.upserts.upsert(Milestone, {"plan_id": self.plan.id, "number": milestone.number}, place)
            editions.upsert_editions(milestone_row, milestone, organisations=self.organisations, upserts=self.upserts)
        for inner in content.commitments:
            self.commitment(inner, parent=row)

    def _refuse_changed(self, content: CommitmentContent, parent: Commitment | None) -> None:
        known = plan_queries.commitment_at(self.plan.id, content.number)
        if known is None:
            return
        if known.parent_id != (parent.id if parent else None):
            msg = f"{self.plan.slug}: commitment {content.number} stands in another place of the plan than before."
            raise PartMoved(msg)
        amendments.refuse_changed_commitment(known, content)

    def _refuse_moved(self, number: str, commitment: Commitment) -> None:
        known = plan_queries.editions_of_number(self.plan.id, number)
        if known and known[0].milestone.commitment_id != commitment.id:
            msg = f"{self.plan.slug}: milestone {number} stood under another commitment before; it stays there."
            raise PartMoved(msg)

    def _bring(self, content: CommitmentContent, parent: Commitment | None) -> Commitment:
        due = content.period.due if content.period else None
        row = self.upserts.upsert(
            Commitment,
            {"plan_id": self.plan.id, "number": content.number},
            {
                "parent_id": parent.id if parent else None,
                "place": self.commitments[content.number],
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
            {"commitment_id": row.id}, content.stakeholders, organisations=self.organisations, upserts=self.upserts
        )
        return row
