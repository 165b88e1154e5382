"""Reading rubrics and crosswalks."""

import re
from collections.abc import Sequence

from checkmyogp.domain.crosswalks import Band, Crosswalk
from checkmyogp.domain.rubric_words import CriterionWords, CrosswalkContent, LevelWords, RubricContent
from checkmyogp.domain.rubrics import Criterion, Level, Rubric, UnknownLevel
from checkmyogp.domain.scales import GOVERNMENT_SILENCES, Account, Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.packs.tables import COUNTS, KEY, SHORT, PackTable

LEVEL_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
LEVELS = range(-9, 10)
COMPARED = "compared = true on at least one criterion"


def read_rubric(table: PackTable) -> RubricContent | None:
    """One rubric version; ``None`` where its levels make no scale."""
    key, version = table.text("key", pattern=KEY), table.integer("version", COUNTS)
    read = [entry for inner in table.tables("criterion") if (entry := _criterion(inner))]
    named = table.text("headline", default="")
    table.done()
    if not read:
        table.wrong("criterion", "the rubric has no usable criterion", "at least one [[criterion]]")
        return None
    criteria, words = zip(*read, strict=True)
    table.refuse_twins("criterion", [criterion.key for criterion in criteria], "criterion")
    headline = _headline(table, named, criteria)
    return RubricContent(Rubric(key, version, tuple(criteria), headline), tuple(words))


def _headline(table: PackTable, named: str, criteria: Sequence[Criterion]) -> str:
    """The criterion that scorecards open with: the one that is named, or the only one there is to name."""
    compared = [criterion.key for criterion in criteria if criterion.compared]
    allowed = ", ".join(compared)
    if not compared:
        table.wrong("headline", "no criterion is compared, so that a scorecard has nothing to open with", COMPARED)
    elif named and named not in compared:
        table.wrong("headline", f"{named!r} is no compared criterion of this rubric", allowed)
    elif named:
        return named
    elif len(compared) > 1:
        table.wrong("headline", "is missing: say which compared criterion opens a scorecard", allowed)
    return compared[0] if compared else criteria[0].key


def _criterion(table: PackTable) -> tuple[Criterion, CriterionWords] | None:
    name, question = table.words("name", editorial=True), table.words("question", editorial=True)
    key, compared = table.text("key", pattern=LEVEL_KEY), table.flag("compared")
    evidence_from = table.text("evidence_from")
    levels: list[Level] = []
    words: list[LevelWords] = []
    for inner in table.tables("level"):
        levels.append(Level(inner.integer("value", LEVELS), inner.text("key", pattern=LEVEL_KEY)))
        words.append(LevelWords(inner.words("name", editorial=True), inner.words("descriptor", editorial=True)))
        inner.done()
    table.done()
    values = {level.key: level.value for level in levels}
    table.refuse_twins("level", [level.key for level in levels], "level")
    if evidence_from not in values:
        table.wrong("evidence_from", f"{evidence_from!r} is no level", ", ".join(values))
        return None
    try:
        criterion = Criterion(key, tuple(levels), compared, values[evidence_from])
    except UnknownLevel as error:
        table.wrong("level", str(error), "values such as 0, 1, 2, 3")
        return None
    return criterion, CriterionWords(name, question, tuple(words))


def read_crosswalk(table: PackTable, rubrics: dict[str, RubricContent]) -> CrosswalkContent | None:
    """One crosswalk version; ``None`` where it maps to nothing known."""
    key, version, criterion_key = (
        table.text("key", pattern=KEY),
        table.integer("version", COUNTS),
        table.text("criterion"),
    )
    rubric_key = table.text("rubric")
    name, source = table.words("name", editorial=True), table.words("source", editorial=True)
    if rubric_key not in rubrics:
        table.wrong("rubric", f"{rubric_key!r} is no rubric of this pack", ", ".join(rubrics))
        return None
    criteria = {criterion.key: criterion for criterion in rubrics[rubric_key].rubric.criteria}
    criterion = criteria.get(criterion_key)
    if criterion is None:
        table.wrong("criterion", f"{criterion_key!r} is no criterion of {rubric_key}", ", ".join(criteria))
        return None
    read = [_band(inner, criterion) for inner in table.tables("band")]
    table.done()
    table.refuse_twins("band", [band.raw for band, _ in read], "band")
    bands, words = tuple(band for band, _ in read), tuple(wording for _, wording in read)
    return CrosswalkContent(Crosswalk(key, version, criterion.key, bands), rubric_key, name, source, words)


def _band(table: PackTable, criterion: Criterion) -> tuple[Band, Wording]:
    raw, name = table.text("raw", pattern=SHORT), table.words("name", editorial=True)
    account = _account(table, criterion)
    table.done()
    return Band(raw, account), name


def _account(table: PackTable, criterion: Criterion) -> Account:
    if table.has("silence"):
        silence = table.choice("silence", Silence)
        if silence not in GOVERNMENT_SILENCES:
            table.wrong("silence", f"an agency cannot report {silence.value}", ", ".join(GOVERNMENT_SILENCES))
        return silence
    key = table.text("level")
    values = {level.key: level.value for level in criterion.levels}
    if key not in values:
        table.wrong("level", f"{key!r} is no level of {criterion.key}", ", ".join(values))
    return values.get(key, criterion.highest)
