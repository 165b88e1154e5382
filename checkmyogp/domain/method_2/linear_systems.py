"""Exact solutions of small systems of equations, in whole numbers throughout.

Source: Bareiss 1968, "Sylvester's Identity and Multistep Integer-Preserving Gaussian Elimination".
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


class Singular(ValueError):
    """Equations that do not have exactly one solution."""


def solved(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction]:
    """The one x for which ``matrix`` times x is ``right``; as many equations as unknowns.

    Raises:
        Singular: when there is none, or more than one.
    """
    rows = [_whole([*row, value]) for row, value in zip(matrix, right, strict=True)]
    before = 1
    for step in range(len(rows)):
        pivot = next((place for place in range(step, len(rows)) if rows[place][step]), None)
        if pivot is None:
            raise Singular("the equations do not have exactly one solution")
        rows[step], rows[pivot] = rows[pivot], rows[step]
        for place in range(step + 1, len(rows)):
            rows[place] = _eliminated(rows[step], rows[place], step, before)
        before = rows[step][step]
    return _substituted(rows)


def _whole(row: Sequence[Fraction]) -> list[int]:
    scale = lcm(*(value.denominator for value in row))
    return [value.numerator * (scale // value.denominator) for value in row]


def _eliminated(pivot: Sequence[int], row: Sequence[int], step: int, before: int) -> list[int]:
    """A row without the unknown of this step; by Sylvester's identity nothing is left over in the division."""
    kept, factor = pivot[step], row[step]
    return [
        0 if column <= step else (kept * own - factor * other) // before
        for column, (other, own) in enumerate(zip(pivot, row, strict=True))
    ]


def _substituted(rows: Sequence[Sequence[int]]) -> list[Fraction]:
    found: list[Fraction] = []
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        known = sum(
            (factor * value for factor, value in zip(reversed(row[place + 1 : -1]), found, strict=True)), Fraction()
        )
        found.append((row[-1] - known) / row[place])
    return found[::-1]
