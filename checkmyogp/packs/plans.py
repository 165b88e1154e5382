"""Reading a plan's folder: the plan and its commitments."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from checkmyogp.domain.dates import Bounds
from checkmyogp.domain.plans import (
    CommitmentContent,
    PlanContent,
    PlanSource,
    milestones,
)
from checkmyogp.packs import amendments
from checkmyogp.packs import milestones as milestone_tables
from checkmyogp.packs.organisations import Directory
from checkmyogp.packs.tables import COUNTS, KEY, OGP_ID, PackReading, PackTable, Problem, read_file

DEEPEST = 5


def read(reading: PackReading, root: Path, folder: Path, directory: Directory) -> PlanContent | None:
    """The plan in this folder; ``None`` where its plan.toml cannot be read."""
    name = folder.relative_to(root).as_posix()
    table = read_file(reading, root, f"{name}/plan.toml")
    if table is None:
        return None
    files = sorted(folder.glob("commitment-*.toml"), key=lambda file: (len(file.name), file.name))
    commitments = tuple(
        _commitment(file, directory)
        for path in files
        if (file := read_file(reading, root, path.relative_to(root).as_posix()))
    )
    plan = PlanContent(
        slug=table.text("slug", pattern=KEY),
        ogp_id=table.text("ogp_id", pattern=OGP_ID, default=""),
        number=table.integer("number", COUNTS),
        title=table.words("title"),
        period=milestone_tables.period(table, "period"),
        source=_source(table),
        current=table.flag("current"),
        introduction=table.words("introduction") if table.has("introduction") else None,
        notes=milestone_tables.notes(table, "note"),
        commitments=commitments,
    )
    plan = replace(plan, amendments=amendments.of_plan(table, plan))
    table.done()
    _check(table, plan, folder)
    return plan


def _source(table: PackTable) -> PlanSource | None:
    if not table.has("source"):
        return None
    inner = table.table("source")
    source = PlanSource(
        inner.words("title"), inner.words("publisher"), inner.day("published") if inner.has("published") else None
    )
    inner.done()
    return source


def _commitment(table: PackTable, directory: Directory, depth: int = 1) -> CommitmentContent:
    commitment = CommitmentContent(
        number=table.number(),
        ogp_id=table.text("ogp_id", pattern=OGP_ID, default=""),
        title=table.words("title"),
        period=milestone_tables.period(table, "period") if table.has("period") else None,
        stakeholders=milestone_tables.stakeholders(table, directory),
        answers=amendments.answers(table),
        notes=milestone_tables.notes(table, "note"),
        milestones=tuple(milestone_tables.read(inner, directory) for inner in table.tables("milestone")),
        commitments=_nested(table, directory, depth),
    )
    commitment = replace(commitment, amendments=amendments.of_commitment(table, commitment, directory))
    table.done()
    if not tuple(commitment.all_milestones()):
        table.wrong("milestone", "the commitment has no milestone", "at least one [[milestone]]")
    return commitment


def _nested(table: PackTable, directory: Directory, depth: int) -> tuple[CommitmentContent, ...]:
    inner = tuple(table.tables("commitment"))
    if inner and depth == DEEPEST:
        table.wrong("commitment", "is nested too deeply", f"commitments on at most {DEEPEST} levels")
        return ()
    return tuple(_commitment(each, directory, depth + 1) for each in inner)


def _check(table: PackTable, plan: PlanContent, folder: Path) -> None:
    """What no single table can know."""
    if plan.slug != folder.name:
        table.wrong("slug", f"{plan.slug!r} is not the folder's name", folder.name)
    if not isinstance(plan.period.due, Bounds):
        table.wrong("period", "a plan has an end", "a period with both ends, such as 2024-2027")
    if not plan.commitments:
        wrong = "the plan has no commitment"
        table.reading.problems.append(Problem(f"{table.file}", "", wrong, "at least one commitment-N.toml beside it"))
    numbers = [milestone.number for milestone in milestones(plan.commitments)]
    _refuse_twins(table, "milestone", numbers)
    _refuse_twins(table, "commitment", list(_numbers(plan.commitments)))


def _numbers(commitments: Sequence[CommitmentContent]) -> Iterator[str]:
    for commitment in commitments:
        yield commitment.number
        yield from _numbers(commitment.commitments)


def _refuse_twins(table: PackTable, kind: str, numbers: list[str]) -> None:
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        table.wrong(f"{kind} {number}", f"two {kind}s have this number", "each number once in the plan")
