"""Reading rubrics and crosswalks."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from checkmyogp.db import db
from checkmyogp.domain.crosswalks import Band, Crosswalk
from checkmyogp.domain.rubrics import Criterion, Level, Rubric
from checkmyogp.domain.scales import Account
from checkmyogp.rubrics.models import BandRow, CriterionRow, CrosswalkVersion, RubricVersion


def rubric(key: str, version: int) -> RubricVersion | None:
    """This version of a rubric with its criteria and levels, if it is known."""
    return db.session.scalars(
        select(RubricVersion)
        .options(selectinload(RubricVersion.criteria).selectinload(CriterionRow.levels))
        .where(RubricVersion.key == key, RubricVersion.version == version)
        .order_by(RubricVersion.id)
    ).one_or_none()


def newest_of(key: str) -> RubricVersion | None:
    """The newest version of a rubric, if one is known."""
    return db.session.scalars(
        select(RubricVersion).where(RubricVersion.key == key).order_by(RubricVersion.version.desc()).limit(1)
    ).one_or_none()


def last_arrival() -> int:
    """How many rubrics have come to this site."""
    return db.session.scalar(select(func.max(RubricVersion.arrival)).order_by(None)) or 0


def rubrics() -> list[RubricVersion]:
    """Every version of every rubric, the newest of each first."""
    return list(db.session.scalars(select(RubricVersion).order_by(RubricVersion.key, RubricVersion.version.desc())))


def latest_rubric() -> RubricVersion | None:
    """The newest version of the rubric that came first, for the method page; nothing where no pack was loaded."""
    return db.session.scalars(
        select(RubricVersion)
        .options(selectinload(RubricVersion.criteria).selectinload(CriterionRow.levels))
        .order_by(RubricVersion.arrival, RubricVersion.key, RubricVersion.version.desc())
        .limit(1)
    ).one_or_none()


def crosswalk(key: str, version: int) -> CrosswalkVersion | None:
    """This version of a crosswalk with its bands, if it is known."""
    return db.session.scalars(
        select(CrosswalkVersion)
        .options(selectinload(CrosswalkVersion.bands), selectinload(CrosswalkVersion.criterion))
        .where(CrosswalkVersion.key == key, CrosswalkVersion.version == version)
        .order_by(CrosswalkVersion.id)
    ).one_or_none()


def crosswalk_in_force(key: str, version: int) -> CrosswalkVersion:
    """This version of a crosswalk, which must be there."""
    found = crosswalk(key, version)
    if found is None:
        msg = f"The crosswalk {key} version {version} is not loaded."
        raise LookupError(msg)
    return found


def crosswalks() -> list[CrosswalkVersion]:
    """Every crosswalk with its bands."""
    return list(
        db.session.scalars(
            select(CrosswalkVersion)
            .options(selectinload(CrosswalkVersion.bands), joinedload(CrosswalkVersion.criterion))
            .order_by(CrosswalkVersion.key, CrosswalkVersion.version.desc())
        )
    )


def crosswalks_of(member: str) -> list[CrosswalkVersion]:
    """Every crosswalk of a member with its bands, the newest version of each first."""
    return list(
        db.session.scalars(
            select(CrosswalkVersion)
            .options(selectinload(CrosswalkVersion.bands), joinedload(CrosswalkVersion.criterion))
            .where(CrosswalkVersion.member == member)
            .order_by(CrosswalkVersion.key, CrosswalkVersion.version.desc())
        )
    )


def as_domain(row: RubricVersion) -> Rubric:
    """A rubric version as the domain knows it."""
    criteria = sorted(row.criteria, key=lambda criterion: criterion.place)
    return Rubric(row.key, row.version, tuple(_criterion(criterion) for criterion in criteria), row.headline)


def _criterion(row: CriterionRow) -> Criterion:
    levels = tuple(Level(level.value, level.key) for level in sorted(row.levels, key=lambda level: level.value))
    return Criterion(row.key, levels, row.compared, row.evidence_from)


def crosswalk_as_domain(row: CrosswalkVersion) -> Crosswalk:
    """A crosswalk version as the domain knows it."""
    bands = tuple(Band(band.raw, _account(band)) for band in sorted(row.bands, key=lambda band: band.place))
    return Crosswalk(row.key, row.version, row.criterion.key, bands)


def _account(band: BandRow) -> Account:
    if band.silence is not None:
        return band.silence
    assert band.level is not None  # noqa: S101 - the constraint level_or_silence says so
    return band.level
