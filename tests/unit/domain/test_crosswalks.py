"""The administration's own bands, and the mean that leaves out what is not yet due."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import dictionaries, integers, sampled_from

from checkmyogp.domain import display
from checkmyogp.domain.crosswalks import Band, Crosswalk, UnknownBand, mean_of_bands
from checkmyogp.domain.scales import Silence

NOT_DUE = "хугацаа болоогүй"
BANDS = Crosswalk(
    "mn-performance-bands",
    1,
    "completion",
    (Band("0", 0), Band("30", 1), Band("70", 2), Band("100", 3), Band(NOT_DUE, Silence.NOT_YET_DUE)),
)
REPORTED = {"100": 50, "70": 21, "30": 19, "0": 0, NOT_DUE: 2}


@pytest.mark.parametrize(
    ("raw", "account"), [("0", 0), ("30", 1), ("70", 2), ("100", 3), (NOT_DUE, Silence.NOT_YET_DUE)]
)
def test_each_band_stands_for_one_level_or_silence(raw: str, account: int | Silence):
    assert BANDS.account(raw) == account


@pytest.mark.parametrize("raw", ["", "50", "100 %", " 100", "Хугацаа болоогүй"])
def test_what_is_no_band_is_refused(raw: str):
    with pytest.raises(UnknownBand):
        BANDS.account(raw)


def test_the_mean_of_bands_leaves_out_what_is_not_yet_due():
    mean = mean_of_bands(REPORTED, not_due=NOT_DUE)

    assert mean == Fraction(5000 + 1470 + 570, 90)
    assert isinstance(mean, Fraction)
    assert display.rounded(mean, 2) == "78.22"


def test_dividing_by_everything_is_the_mistake_to_avoid():
    mistaken = Fraction(5000 + 1470 + 570, 92)

    assert display.rounded(mistaken, 2) == "76.52"
    assert mean_of_bands(REPORTED, not_due=NOT_DUE) != mistaken


@pytest.mark.parametrize("counts", [{}, {NOT_DUE: 4}, {"100": 0, NOT_DUE: 1}])
def test_where_nothing_is_due_there_is_no_mean(counts: dict[str, int]):
    assert mean_of_bands(counts, not_due=NOT_DUE) is Silence.NOT_YET_DUE


@given(
    counts=dictionaries(sampled_from(["0", "30", "70", "100"]), integers(1, 50), min_size=1), not_due=integers(0, 50)
)
def test_what_is_not_yet_due_never_moves_the_mean(counts: dict[str, int], not_due: int):
    assert mean_of_bands({**counts, NOT_DUE: not_due}, not_due=NOT_DUE) == mean_of_bands(counts, not_due=NOT_DUE)
