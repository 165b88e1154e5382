"""Amendments of plans and of commitments: their official words change by these alone, and what stood before is kept."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checkmyogp.db.upsert import Upserts
from checkmyogp.domain import canon
from checkmyogp.domain.dates import Bounds, OpenEnded
from checkmyogp.domain.plans import CommitmentContent, Period, PlanContent
from checkmyogp.domain.wording import Version, Wording
from checkmyogp.plans import editions, queries
from checkmyogp.plans.editions import OfficialTextDiffers
from checkmyogp.plans.models import Commitment, DatedAmendment, Plan

Content: TypeAlias = CommitmentContent | PlanContent


@dataclass(frozen=True, slots=True)
class Part:
    """A plan or a commitment, as a refusal names it and as its amendments do."""

    name: str
    table: str
    """How the pack writes its amendments."""
    plan_id: uuid.UUID
    commitment_id: uuid.UUID | None


def refuse_changed_plan(row: Plan, content: PlanContent) -> None:
    """Stop where a known plan's official words change without an amendment.

    Raises:
        OfficialTextDiffers: with what to do.
    """
    loaded = {
        "number": row.number,
        "title": row.title.official,
        "period": Period(row.period_printed, Bounds(row.starts, row.ends)),
        "introduction": row.introduction.official if row.introduction else (),
    }
    _refuse_changed(_of_plan(row), loaded, content)


def refuse_changed_commitment(row: Commitment, content: CommitmentContent) -> None:
    """The same for a known commitment.

    Raises:
        OfficialTextDiffers: with what to do.
    """
    loaded = {
        "title": row.title.official,
        "period": _period(row),
        "leads and supporting": editions.stakeholders_as_loaded({"commitment_id": row.id}),
        "answer": tuple((answer.question, answer.text.official) for answer in row.answers),
    }
    _refuse_changed(_of_commitment(row), loaded, content)


def _of_plan(row: Plan) -> Part:
    return Part(row.slug, "[[amendment]] in plan.toml", row.id, None)


def _of_commitment(row: Commitment) -> Part:
    table = "[[commitment.amendment]]" if row.parent_id else "[[amendment]]"
    return Part(f"{row.plan.slug}, commitment {row.number}", table, row.plan_id, row.id)


def _period(row: Commitment) -> Period | None:
    if row.starts is None:
        return None
    return Period(row.period_printed, OpenEnded(row.starts) if row.ends is None else Bounds(row.starts, row.ends))


def _refuse_changed(part: Part, loaded: Mapping[str, object], content: Content) -> None:
    """Whatever was loaded is what the pack says up to the last amendment that is known."""
    known = queries.amendments_of(part.plan_id, part.commitment_id)
    if len(known) > len(content.amendments):
        msg = f"{part.name}: an amendment that was loaded before is no longer in the pack."
        raise OfficialTextDiffers(msg)
    for row, amendment in zip(known, content.amendments, strict=False):
        if (row.in_force_from, row.change) != (amendment.on, amendment.change):
            msg = f"{part.name}: an amendment that was loaded before has another day or kind now."
            raise OfficialTextDiffers(msg)
    official = content.states[len(known)].official
    if differing := [name for name, said in loaded.items() if official[name] != said]:
        msg = (
            f"{part.name}: {', '.join(differing)} is not what was loaded. What the government said changes only by a "
            f"dated {part.table}, which gives on, change, reason and what is new; leave what was loaded as it is. "
            'Where the pack had misquoted the plan, its change is "transcription".'
        )
        raise OfficialTextDiffers(msg)


def record_of_plan(row: Plan, content: PlanContent, upserts: Upserts) -> None:
    """Keep each amendment of a plan that is not known yet, with the words before it."""
    _record(_of_plan(row), content, upserts)


def record_of_commitment(row: Commitment, content: CommitmentContent, upserts: Upserts) -> None:
    """The same of a commitment."""
    _record(_of_commitment(row), content, upserts)


def _record(part: Part, content: Content, upserts: Upserts) -> None:
    known = queries.amendments_of(part.plan_id, part.commitment_id)
    later = zip(content.states[len(known) :], content.amendments[len(known) :], strict=False)
    last = len(queries.amendments_within(part.plan_id))
    for number, (before, amendment) in enumerate(later, start=last + 1):
        upserts.add(
            DatedAmendment,
            {
                "plan_id": part.plan_id,
                "commitment_id": part.commitment_id,
                "number": number,
                "in_force_from": amendment.on,
                "change": amendment.change,
                "reason": amendment.reason,
                "title_before": before.title,
                "period_before": before.period.printed if before.period else "",
                "before": canon.canonical(_official(before)),
            },
        )


def _official(content: Content) -> Mapping[str, object]:
    """Everything that the government said, in a plain form."""
    plain: dict[str, object] = {
        "title": _texts(content.title.official),
        "period": content.period.printed if content.period else "",
    }
    if isinstance(content, PlanContent):
        introduction: Wording | None = content.introduction
        return plain | {"number": content.number, "introduction": _texts(introduction.official if introduction else ())}
    return plain | {
        "answers": [
            {"question": answer.question.value, "text": _texts(answer.text.official)} for answer in content.answers
        ],
        "stakeholders": [
            {
                "role": each.role.value,
                "sector": each.sector.value,
                "organisation": each.organisation,
                "printed": each.printed,
                "printed_under": each.printed_under,
            }
            for each in content.stakeholders
        ],
    }


def _texts(versions: Sequence[Version]) -> Mapping[str, str]:
    return {version.language: version.text for version in versions}
