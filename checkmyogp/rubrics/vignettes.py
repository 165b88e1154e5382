"""Sets of vignettes: reading them, and bringing them to what a country pack says."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from checkmyogp.db import db
from checkmyogp.db.upsert import Upserts
from checkmyogp.domain.vignette_sets import Vignette, VignetteSet
from checkmyogp.rubrics import queries
from checkmyogp.rubrics.models import VignetteRow, VignetteSetRow


class AnothersVignettes(ValueError):
    """A set of vignettes that another member's pack brought."""


class VignettesDiffer(ValueError):
    """A known version of a set with other vignettes: whoever scored them would have scored something else."""


def vignette_set(key: str, version: int) -> VignetteSetRow | None:
    """This version of a set with its vignettes, if it is known."""
    return db.session.scalars(
        select(VignetteSetRow)
        .options(selectinload(VignetteSetRow.vignettes))
        .where(VignetteSetRow.key == key, VignetteSetRow.version == version)
        .order_by(VignetteSetRow.id)
    ).one_or_none()


def as_domain(row: VignetteSetRow) -> VignetteSet:
    """A set as the domain knows it."""
    return VignetteSet(
        row.key,
        row.version,
        row.rubric.key,
        row.rubric.version,
        tuple(Vignette(each.key, each.criterion, int(each.level), each.text) for each in row.vignettes),
    )


def load_vignettes(*, member: str, content: VignetteSet, upserts: Upserts) -> VignetteSetRow:
    """A version of a set, as the pack says it; a known one stays to the letter what it is.

    Raises:
        AnothersVignettes: when it is a new version of a set of another member.
        VignettesDiffer: when this version is known with other cases, levels or words, or for another rubric version.
    """
    if (known := vignette_set(content.key, content.version)) is not None:
        if as_domain(known) != content:
            msg = (
                f"Vignettes {content.key} version {content.version} are known with other cases, levels or words, or "
                "for another version of the rubric. Rounds may have used them; give them a new version."
            )
            raise VignettesDiffer(msg)
        return known
    _refuse_anothers(member, content.key)
    rubric = queries.rubric(content.rubric, content.rubric_version)
    assert rubric is not None  # noqa: S101 - the pack that brings the set has just brought the rubric
    row = upserts.add(
        VignetteSetRow,
        {"key": content.key, "version": content.version, "rubric_id": rubric.id, "member": member},
    )
    for place, each in enumerate(content.vignettes, start=1):
        upserts.add(
            VignetteRow,
            {
                "vignette_set_id": row.id,
                "key": each.key,
                "place": place,
                "criterion": each.criterion,
                "level": str(each.level),
                "text": each.text,
            },
        )
    return row


def _refuse_anothers(member: str, key: str) -> None:
    anothers = (
        select(VignetteSetRow)
        .where(VignetteSetRow.key == key, VignetteSetRow.member != member)
        .order_by(VignetteSetRow.version)
    )
    if (found := db.session.scalars(anothers).first()) is not None:
        msg = f"{key} are vignettes of another member, {found.member}; give yours another key."
        raise AnothersVignettes(msg)
