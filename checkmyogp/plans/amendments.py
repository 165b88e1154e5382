"""Amendments of plans and of commitments: their official words change by these alone, and what stood before is kept."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from checkmyogp.db.upsert import Upserts
from checkmyogp.domain import canon
from checkmyogp.domain.dates import Bounds, OpenEnded
from checkmyogp.domain.plans import CommitmentContent, Period, PlanContent
from checkmyogp.domain.wording import Version, Wording
from checkmyogp.plans import editions, queries
from checkmyogp.plans.editions import OfficialTextDiffers
from checkmyogp.plans.models import Commitment, DatedAmendment, Plan

Content = TypeVar("Content", CommitmentContent, PlanContent)


@dataclass(frozen=True, slots=True)
class Part:
    """A plan or a commitment, as a refusal names it and as its amendments do."""

    name: str
    table: str
    """How the pack writes its amendments."""
    owner: Mapping[str, uuid.UUID]


def refuse_changed_plan(row: Plan, content: PlanContent) -> None:
    """Stop where a known plan's official words change without an amendment.

    Raises:
        OfficialTextDiffers: with what to do.
    """
    introduction = row.introduction.official if row.introduction else ()
    loaded = (row.number, row.title.official, Period(row.period_printed, Bounds(row.starts, row.ends)), introduction)
    _refuse_changed(_of_plan(row), loaded, content)


def refuse_changed_commitment(row: Commitment, content: CommitmentContent) -> None:
    """The same for a known commitment.

    Raises:
        OfficialTextDiffers: with what to do.
    """
    loaded = (
        row.title.official,
        _period(row),
        editions.stakeholders_as_loaded({"commitment_id": row.id}),
        tuple((answer.question, answer.text.official) for answer in row.answers),
    )
    _refuse_changed(_of_commitment(row), loaded, content)


def _of_plan(row: Plan) -> Part:
    return Part(row.slug, "[[amendment]] in plan.toml", {"plan_id": row.id})


def _of_commitment(row: Commitment) -> Part:
    table = "[[commitment.amendment]]" if row.parent_id else "[[amendment]] in its file"
    return Part(f"Commitment {row.number}", table, {"commitment_id": row.id})


def _period(row: Commitment) -> Period | None:
    if row.starts is None:
        return None
    return Period(row.period_printed, OpenEnded(row.starts) if row.ends is None else Bounds(row.starts, row.ends))


def _refuse_changed(part: Part, loaded: tuple[object, ...], content: Content) -> None:
    """Whatever was loaded is what the pack says up to the last amendment that is known."""
    known = queries.amendments_of(**part.owner)
    if len(known) > len(content.amendments):
        msg = f"{part.name}: an amendment that was loaded before is no longer in the pack."
        raise OfficialTextDiffers(msg)
    for row, amendment in zip(known, content.amendments, strict=False):
        if (row.in_force_from, row.change) != (amendment.on, amendment.change):
            msg = f"{part.name}: an amendment that was loaded before has another day or kind now."
            raise OfficialTextDiffers(msg)
    if _states(content)[len(known)].official != loaded:
        msg = (
            f"{part.name}: the official words, dates or organisations differ from what was loaded. They change only by "
            f'a dated {part.table}; where this pack had misquoted the plan, one with change = "transcription".'
        )
        raise OfficialTextDiffers(msg)


def _states(content: Content) -> list[Content]:
    """As adopted, then after each amendment."""
    return [content, *(amendment.after for amendment in content.amendments)]


def record_of_plan(row: Plan, content: PlanContent, upserts: Upserts) -> None:
    """Keep each amendment of a plan that is not known yet, with the words before it."""
    _record(_of_plan(row), content, upserts)


def record_of_commitment(row: Commitment, content: CommitmentContent, upserts: Upserts) -> None:
    """The same of a commitment."""
    _record(_of_commitment(row), content, upserts)


def _record(part: Part, content: Content, upserts: Upserts) -> None:
    known = queries.amendments_of(**part.owner)
    states = _states(content)
    for number, amendment in enumerate(content.amendments[len(known) :], start=len(known) + 1):
        before = states[number - 1]
        upserts.add(
            DatedAmendment,
            {
                **part.owner,
                "number": number,
                "in_force_from": amendment.on,
                "change": amendment.change,
                "reason": amendment.reason,
                "title_before": before.title,
                "period_before": before.period.printed if before.period else "",
                "before": canon.canonical(_official(before)),
            },
        )


def _official(content: CommitmentContent | PlanContent) -> Mapping[str, object]:
    """Everything that the government said, in a plain form."""
    plain: dict[str, object] = {
        "title": _texts(content.title.official),
        "period": content.period.printed if content.period else "",
    }
    if isinstance(content, PlanContent):
        introduction: Wording | None = content.introduction
        return plain | {"introduction": _texts(introduction.official if introduction else ())}
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
