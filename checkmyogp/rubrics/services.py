"""Bringing rubrics and crosswalks to what a country pack says."""

from typing import Any

from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.db.upsert import Upserts
from checkmyogp.domain.rubric_words import CriterionWords, CrosswalkContent, RubricContent
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.rubrics import queries
from checkmyogp.rubrics.models import BandRow, CriterionRow, CrosswalkVersion, LevelRow, RubricVersion


class AnothersRubric(ValueError):
    """A rubric or crosswalk that another member's pack brought."""


class RubricDiffers(ValueError):
    """A known version of a rubric or crosswalk with other levels or rules; a change needs a new version."""


def load_rubric(*, member: str, content: RubricContent, upserts: Upserts) -> RubricVersion:
    """A rubric version with its criteria and levels.

    Raises:
        RubricDiffers: when this version is known with other criteria, levels, evidence rules or words.
        AnothersRubric: when it is a new version of another member's rubric.
    """
    rubric = content.rubric
    known = queries.rubric(rubric.key, rubric.version)
    if known is not None and queries.as_domain(known) != rubric:
        msg = (
            f"Rubric {rubric.key} version {rubric.version} is known with other levels or rules; give it a new version."
        )
        raise RubricDiffers(msg)
    if known is not None:
        _refuse_changed_words(known, content)
    newest = queries.newest_of(rubric.key)
    if known is None and newest is not None and newest.member not in {None, member}:
        msg = (
            f"{rubric.key} is a rubric of another member, {newest.member}, and version {rubric.version} of it is not "
            "known; give yours another key."
        )
        raise AnothersRubric(msg)
    row = known or upserts.add(
        RubricVersion,
        {
            "key": rubric.key,
            "version": rubric.version,
            "member": member,
            "arrival": newest.arrival if newest else queries.last_arrival() + 1,
        },
    )
    if row.member is None:
        upserts.update(row, {"member": member})
    for place, (criterion, words) in enumerate(zip(rubric.criteria, content.words, strict=True), start=1):
        _upsert_criterion(row, place, criterion, words, headline=criterion.key == rubric.headline, upserts=upserts)
    return row


def _refuse_changed_words(known: RubricVersion, content: RubricContent) -> None:
    """Whoever scores by a version scores by its words: they may gain languages and change in none."""
    for row, words in zip(known.criteria, content.words, strict=True):
        levels = zip(row.levels, words.levels, strict=True)
        for place, before, now in (
            (f"{row.key}.name", row.name, words.name),
            (f"{row.key}.question", row.question, words.question),
            *((f"{row.key}.{level.key}.name", level.name, said.name) for level, said in levels),
            *(
                (f"{row.key}.{level.key}.descriptor", level.descriptor, said.descriptor)
                for level, said in zip(row.levels, words.levels, strict=True)
            ),
        ):
            for version in now.changed_from(before):
                msg = (
                    f"Rubric {known.key} version {known.version}: {place}.{version.language} is known as "
                    f"{version.text!r} and would become {now.text(version.language)!r}. The words of a rubric may "
                    "gain languages and change in none; give it a new version."
                )
                raise RubricDiffers(msg)


def _upsert_criterion(
    rubric: RubricVersion, place: int, criterion: Criterion, words: CriterionWords, *, headline: bool, upserts: Upserts
) -> None:
    row = upserts.upsert(
        CriterionRow,
        {"rubric_id": rubric.id, "key": criterion.key},
        {
            "place": place,
            "name": words.name,
            "question": words.question,
            "compared": criterion.compared,
            "headline": headline,
            "evidence_from": criterion.evidence_from,
        },
        widening=("name", "question"),
    )
    for level, level_words in zip(criterion.levels, words.levels, strict=True):
        upserts.upsert(
            LevelRow,
            {"criterion_id": row.id, "value": level.value},
            {"key": level.key, "name": level_words.name, "descriptor": level_words.descriptor},
            widening=("name", "descriptor"),
        )


def load_crosswalk(*, member: str, content: CrosswalkContent, upserts: Upserts) -> CrosswalkVersion:
    """A crosswalk version with its bands.

    Raises:
        RubricDiffers: when this version is known with other bands.
        AnothersRubric: when another member has a crosswalk of this key.
    """
    crosswalk = content.crosswalk
    _refuse_anothers_crosswalk(member, crosswalk.key)
    known = queries.crosswalk(crosswalk.key, crosswalk.version)
    if known is not None and queries.crosswalk_as_domain(known) != crosswalk:
        msg = f"Crosswalk {crosswalk.key} version {crosswalk.version} is known with other bands; give it a new version."
        raise RubricDiffers(msg)
    criterion = db.session.scalars(
        select(CriterionRow)
        .join(CriterionRow.rubric)
        .where(RubricVersion.key == content.rubric, CriterionRow.key == crosswalk.criterion)
        .order_by(RubricVersion.version.desc())
        .limit(1)
    ).one()
    row = upserts.upsert(
        CrosswalkVersion,
        {"key": crosswalk.key, "version": crosswalk.version},
        {
            # A known crosswalk stays with the rubric version that it was made for.
            "criterion_id": known.criterion_id if known else criterion.id,
            "member": member,
            "name": content.name,
            "source": content.source,
        },
    )
    for place, (band, name) in enumerate(zip(crosswalk.bands, content.bands, strict=True), start=1):
        upserts.upsert(BandRow, {"crosswalk_id": row.id, "raw": band.raw}, _band(place, name, band.account))
    return row


def _refuse_anothers_crosswalk(member: str, key: str) -> None:
    anothers = (
        select(CrosswalkVersion)
        .where(CrosswalkVersion.key == key, CrosswalkVersion.member != member)
        .order_by(CrosswalkVersion.version)
    )
    if (found := db.session.scalars(anothers).first()) is not None:
        msg = f"{key} is a crosswalk of another member, {found.member}; give yours another key."
        raise AnothersRubric(msg)


def _band(place: int, name: Wording, account: int | Silence) -> dict[str, Any]:
    silent = isinstance(account, Silence)
    return {
        "place": place,
        "name": name,
        "level": None if silent else account,
        "silence": account if silent else None,
    }
