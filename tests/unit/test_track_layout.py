"""Where the marks of a track stand: each level's within its own column, and everything within the picture."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checkmyogp.domain.scales import Silence
from checkmyogp.scorecards import track_layout
from checkmyogp.scorecards.track_layout import Track

TABLES = st.integers(2, 7).flatmap(
    lambda size: st.tuples(
        st.just(range(size)),
        st.lists(st.lists(st.integers(0, size - 1), min_size=1, max_size=100), min_size=1, max_size=3),
    )
)
SHIFTED = st.integers(-3, 1)
DIGIT = 6.6
"""Of text of 11 units, a wide digit."""


def column(scale: range, x: str) -> int:
    """The level whose column this place lies in."""
    return scale[int(float(x) * len(scale) / track_layout.WIDTH)]


def marks(drawn: Track) -> list[tuple[float, float, float, float]]:
    """The left, right, upper and lower edge of each dot, pill and number."""
    dots = [(float(dot.x), float(dot.y), 2.6) for dot in drawn.dots]
    found = [(x - r, x + r, y - r, y + r) for x, y, r in dots]
    for pill in drawn.pills:
        x, foot, half = float(pill.x), float(pill.foot), len(str(pill.number)) * DIGIT / 2
        found.append((x - 3, x + 3, foot - float(pill.height) - 3, foot + 3))
        found.append((x - half, x + half, float(pill.baseline) - 8, float(pill.baseline)))
    return found


def levels_drawn(scale: range, drawn: Track) -> Counter[int]:
    dots = Counter(column(scale, dot.x) for dot in drawn.dots)
    return dots + Counter({column(scale, pill.x): pill.number for pill in drawn.pills})


@given(TABLES, SHIFTED)
def test_every_ngo_stands_in_the_column_of_its_level_and_within_the_picture(
    table: tuple[range, list[list[int]]], shift: int
):
    scale, rows = range(shift, shift + len(table[0])), [[level + shift for level in levels] for levels in table[1]]
    most = track_layout.most_on_one_level(rows)
    width = track_layout.WIDTH / len(scale)
    for levels in rows:
        drawn = track_layout.track(scale, Silence.NOT_REPORTED, levels, Silence.NO_QUORUM, most=most)
        _, top, _, height = (float(side) for side in drawn.view_box.split())
        assert levels_drawn(scale, drawn) == Counter(levels)
        for left, right, upper, lower in marks(drawn):
            middle = (int((left + right) / 2 / width) + 0.5) * width
            assert abs(left - middle) <= width / 2
            assert abs(right - middle) <= width / 2
            assert top <= upper < lower <= -9, "clear of what stands on the axis"
        assert height <= 64
        dots = [(float(dot.x), float(dot.y)) for dot in drawn.dots]
        apart = [abs(complex(x - a, y - b)) for k, (x, y) in enumerate(dots) for a, b in dots[:k]]
        assert all(each >= 5.2 for each in apart)


def stack(count: int, most: int) -> Track:
    return track_layout.track(range(4), Silence.NOT_REPORTED, [1] * count, Silence.NO_QUORUM, most=most)


def test_the_fullest_level_of_the_table_decides_how_each_of_its_rows_is_drawn():
    assert {dot.x for dot in stack(6, 6).dots} == {"120"}
    assert [dot.x for dot in stack(3, 7).dots] == ["116.5", "123.5", "120"]
    assert [pill.number for pill in stack(1, 12).pills] == [1]
    assert [stack(1, most).view_box for most in (3, 11)] == ["0 -27 320 37", "0 -45 320 55"]


def test_a_pill_grows_with_the_number_of_ngos_up_to_the_same_height():
    heights = [float(stack(count, 100).pills[0].height) for count in range(1, 101)]

    assert all(lower <= higher for lower, higher in pairwise(heights))
    assert (heights[0], heights[-1]) == (0, float(stack(12, 12).pills[0].height))
