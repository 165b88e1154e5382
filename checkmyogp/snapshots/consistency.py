"""Whether frozen content says what the rows say that it was made from: read for checks, never for pages."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from checkmyogp.domain.canon import canonical
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import extracts, milestones
from checkmyogp.snapshots.round_record import RoundRecord
from checkmyogp.snapshots.schema import FrozenScorecard, MilestonePart

FORM = frozenset({"schema", "headline"})
"""In which form of the content it is, and what a later form added."""

WORDS = FORM | {"name", "title", "question", "descriptor", "source"}
"""What things are called besides, which nobody kept at the opening of a round that is older than this."""

PARTS: tuple[MilestonePart, ...] = ("reports", "assessments", "replies", "silent_leads", "recused")
"""What of a milestone NGOs and agencies said, and who must not score it."""


class UnreadableScorecard(ValueError):
    """Frozen bytes that are no longer a scorecard's, which their hash shows as well."""


def frozen(content: bytes) -> FrozenScorecard:
    """A snapshot's content.

    Raises:
        Unreadable: when the bytes are no JSON object.
    """
    try:
        found = json.loads(content)
    except ValueError as error:
        raise UnreadableScorecard from error
    if not isinstance(found, dict):
        raise UnreadableScorecard
    return found  # pyright: ignore[reportReturnType] - whoever reads on is ready for missing keys


def counting(content: FrozenScorecard) -> dict[tuple[str, str], str]:
    """For each milestone and NGO whether its answers count, as the content says."""
    return {
        (milestone["number"], assessment["rater"]): assessment["counting"]
        for milestone in content.get("milestones", ())
        for assessment in milestone["assessments"]
    }


def method(content: FrozenScorecard) -> int:
    """The version of the method that the content names; 0 where it names none."""
    return content.get("method", {}).get("version", 0)


def opening(content: FrozenScorecard) -> str:
    """The digest of the entry that the seed is taken from; empty where the content names none."""
    return content.get("method", {}).get("opening", "")


def accredited(content: FrozenScorecard) -> list[str]:
    """The keys of the NGOs that the content calls accredited."""
    return [ngo["key"] for ngo in content.get("accredited", [])]


def vignettes(content: FrozenScorecard) -> object:
    """What the content says of vignettes; an empty table where it says nothing of them."""
    return content.get("vignettes", {})


def receipts(content: FrozenScorecard) -> list[str]:
    """The receipts that the content repeats."""
    return content.get("receipts", [])


def differing_parts(round_: Round, content: FrozenScorecard) -> Iterator[tuple[str, MilestonePart]]:
    """Each milestone's number with a part of it that is not the rows'.

    Nothing where it is not decided what counts, which is found elsewhere.
    """
    try:
        fresh = milestones.milestones(round_, rounds.pinned(round_.id), RoundRecord.of(round_.id))
    except KeyError:
        return
    of_rows = {milestone["number"]: milestone for milestone in json.loads(canonical(fresh))}
    for milestone in content.get("milestones", ()):
        for part in PARTS:
            of_row = of_rows.get(milestone["number"])
            if of_row is None or milestone.get(part, []) != of_row.get(part, []):
                yield milestone["number"], part


def follows_from(round_: Round, closed: FrozenScorecard, kept: bytes, criterion: str) -> bool:
    """Whether what was kept of one criterion is what a round had come to at its close, as the rows say it now.

    A closed round keeps the words it was opened with; a later correction of a title or a name changes none of them, and
    an earlier form of the content stays as it is. Where an upgrade kept them, things may have had other names before.
    """
    fresh = json.loads(canonical(extracts.extract(closed, criterion)))
    try:
        found = json.loads(kept)
    except ValueError:
        return False
    apart_from = FORM if round_.words and round_.words.since_opening else WORDS
    return canonical(found) == kept and _without(found, apart_from) == _without(fresh, apart_from)


def _without(value: Any, names: Collection[str]) -> Any:  # noqa: ANN401 - any plain JSON value
    if isinstance(value, dict):
        return {key: _without(inner, names) for key, inner in value.items() if key not in names}
    return [_without(inner, names) for inner in value] if isinstance(value, list) else value


def extract(content: FrozenScorecard, criterion: str) -> bytes:
    """The bytes of the extract that follows from a scorecard's content."""
    return canonical(extracts.extract(content, criterion))
