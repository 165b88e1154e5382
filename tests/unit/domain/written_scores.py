"""Scores written down as the published method does: units separated by |, a column for each rater, a dot for none."""

from collections.abc import Sequence

from checkmyogp.domain.reliability import UnitCounts

COMPLETION = range(4)
OPENING = range(-1, 4)
EXAMPLE_A = "1 1 . 1|2 2 3 2|3 3 3 3|3 3 3 3|2 2 2 2|1 2 3 4|4 4 4 4|1 1 2 1|2 2 2 2|. 5 5 5|. . 1 1|. 3 . ."
EXAMPLE_C = "3 3 .|0 1 0|1 1 2|2 . 2|3 2 3|0 0 .|1 2 1|. 3 ."
SKEW = "|".join(["1 1"] * 18 + ["1 2", "2 1"])


def table(written: str) -> list[list[int | None]]:
    """One row for each unit, with its gaps."""
    return [[None if level == "." else int(level) for level in unit.split()] for unit in written.split("|")]


def units(written: str, levels: Sequence[int]) -> list[UnitCounts]:
    """The counts of the levels that each unit was given."""
    return [UnitCounts.of([level for level in unit if level is not None], levels) for unit in table(written)]


def ratings(written: str) -> dict[str, dict[str, int]]:
    """Levels by milestone (m01, m02, ...) and rater (a, b, ...)."""
    return {
        f"m{row:02}": {rater: level for rater, level in zip("abcdefgh", unit, strict=False) if level is not None}
        for row, unit in enumerate(table(written), start=1)
    }
