"""Bringing rubrics and crosswalks to what a country pack says."""

from typing import Any

from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.db.upsert import Tracker
from checkmyogp.domain.rubric_words import CriterionWords, CrosswalkContent, RubricContent
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.rubrics import queries
from checkmyogp.rubrics.models import BandRow, CriterionRow, CrosswalkVersion, LevelRow, RubricVersion


class RubricDiffers(ValueError):
    """A known version of a rubric or crosswalk with other levels or rules; a change needs a new version."""


def load_rubric(*, content: RubricContent, tracker: Tracker) -> RubricVersion:
    """A rubric version with its criteria and levels.

    Raises:
        RubricDiffers: when this version is known with other criteria, levels or evidence rules.
    """
    rubric = content.rubric
    known = queries.rubric(rubric.key, rubric.version)
    if known is not None and queries.as_domain(known) != rubric:
        msg = (
            f"Rubric {rubric.key} version {rubric.version} is known with other levels or rules; give it a new version."
        )
        raise RubricDiffers(msg)
    row = known or tracker.add(RubricVersion, {"key": rubric.key, "version": rubric.version})
    for place, (criterion, words) in enumerate(zip(rubric.criteria, content.words, strict=True), start=1):
        _bring_criterion(row, place, criterion, words, headline=criterion.key == rubric.headline, tracker=tracker)
    return row


def _bring_criterion(
    rubric: RubricVersion, place: int, criterion: Criterion, words: CriterionWords, *, headline: bool, tracker: Tracker
) -> None:
    row = tracker.bring(
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
        tracker.bring(
            LevelRow,
            {"criterion_id": row.id, "value": level.value},
            {"key": level.key, "name": level_words.name, "descriptor": level_words.descriptor},
            widening=("name", "descriptor"),
        )


def load_crosswalk(*, content: CrosswalkContent, tracker: Tracker) -> CrosswalkVersion:
    """A crosswalk version with its bands.

    Raises:
        RubricDiffers: when this version is known with other bands.
    """
    crosswalk = content.crosswalk
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
    row = tracker.bring(
        CrosswalkVersion,
        {"key": crosswalk.key, "version": crosswalk.version},
        {"criterion_id": criterion.id, "name": content.name, "source": content.source},
    )
    for place, (band, name) in enumerate(zip(crosswalk.bands, content.bands, strict=True), start=1):
        tracker.bring(BandRow, {"crosswalk_id": row.id, "raw": band.raw}, _band(place, name, band.account))
    return row


def _band(place: int, name: Wording, account: int | Silence) -> dict[str, Any]:
    silent = isinstance(account, Silence)
    return {
        "place": place,
        "name": name,
        "level": None if silent else account,
        "silence": account if silent else None,
    }
