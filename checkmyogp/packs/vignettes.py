"""Reading vignettes: short invented cases with a known level."""

from collections.abc import Mapping

from checkmyogp.domain.rubric_words import RubricContent
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.vignette_sets import Vignette, VignetteSet
from checkmyogp.packs.tables import COUNTS, KEY, PackTable


def read_vignettes(table: PackTable, rubrics: Mapping[str, RubricContent]) -> VignetteSet | None:
    """One version of a set; ``None`` where it is for no known rubric, or has no usable vignette."""
    key, version = table.text("key", pattern=KEY), table.integer("version", COUNTS)
    named = table.text("rubric")
    if named not in rubrics:
        table.wrong("rubric", f"{named!r} is no rubric of this pack", ", ".join(rubrics))
        return None
    rubric = rubrics[named].rubric
    criteria = {criterion.key: criterion for criterion in rubric.criteria}
    read = [_vignette(inner, criteria) for inner in table.tables("vignette")]
    table.done()
    table.refuse_twins("vignette", [keyed for keyed, _ in read], "vignette")
    if not read:
        table.wrong("vignette", "the set has no vignette", "at least one [[vignette]]")
    return VignetteSet(key, version, rubric.key, rubric.version, tuple(found for _, found in read if found))


def _vignette(table: PackTable, criteria: Mapping[str, Criterion]) -> tuple[str, Vignette | None]:
    """Its key, which is compared with the others' even where the rest is of no use."""
    key, named = table.text("key", pattern=KEY), table.text("criterion")
    level, text = table.text("level"), table.words("text", editorial=True)
    table.done()
    criterion = criteria.get(named)
    if criterion is None:
        table.wrong("criterion", f"{named!r} is no criterion of the rubric", ", ".join(criteria))
        return key, None
    if not criterion.compared:
        allowed = ", ".join(each.key for each in criteria.values() if each.compared)
        table.wrong("criterion", f"the government is not asked about {named!r}, and vignettes compare", allowed)
    values = {each.key: each.value for each in criterion.levels}
    if level not in values:
        table.wrong("level", f"{level!r} is no level of {named}", ", ".join(values))
        return key, None
    return key, Vignette(key, named, values[level], text)
