"""Due dates as printed, and the bounds they set."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import from_regex, integers, one_of, sampled_from, text

from checkmyogp.domain.dates import MONTHS, Bounds, OpenEnded, UnreadableDate, bounds


@pytest.mark.parametrize(
    ("printed", "due"),
    [
        ("2025", Bounds(date(2025, 1, 1), date(2025, 12, 31))),
        ("2024-2027", Bounds(date(2024, 1, 1), date(2027, 12, 31))),
        ("2024-2028", Bounds(date(2024, 1, 1), date(2028, 12, 31))),
        ("2014- 2015", Bounds(date(2014, 1, 1), date(2015, 12, 31))),
        ("2014 – 2015", Bounds(date(2014, 1, 1), date(2015, 12, 31))),
        ("starts in 2024", OpenEnded(date(2024, 1, 1))),
        ("Starts  in 2024", OpenEnded(date(2024, 1, 1))),
        ("2014 July", Bounds(date(2014, 7, 1), date(2014, 7, 31))),
        ("2024 February", Bounds(date(2024, 2, 1), date(2024, 2, 29))),
        ("2023 FEBRUARY", Bounds(date(2023, 2, 1), date(2023, 2, 28))),
    ],
)
def test_the_forms_that_plans_print_are_read(printed: str, due: Bounds | OpenEnded):
    assert bounds(printed) == due


@pytest.mark.parametrize(
    "printed",
    [
        "",
        " ",
        "soon",
        "25",
        "20255",
        "2027-2024",
        "0000",
        "2014 Juli",
        "July 2014",
        "2013 June 2013 August",
        "2024-",
        "2024/2025",
    ],
)
def test_any_other_form_is_refused_in_words(printed: str):
    with pytest.raises(UnreadableDate) as refusal:
        bounds(printed)

    assert str(refusal.value)


def test_bounds_never_end_before_they_start():
    with pytest.raises(UnreadableDate, match="2024-01-01 comes before 2024-01-02"):
        Bounds(date(2024, 1, 2), date(2024, 1, 1))


@given(first=integers(1, 9999), last=integers(1, 9999))
def test_two_years_are_read_or_refused(first: int, last: int):
    printed = f"{first:04}-{last:04}"

    if first <= last:
        assert bounds(printed) == Bounds(date(first, 1, 1), date(last, 12, 31))
    else:
        with pytest.raises(UnreadableDate):
            bounds(printed)


@given(year=integers(1, 9999), month=sampled_from(MONTHS))
def test_a_month_lies_within_its_year(year: int, month: str):
    due = bounds(f"{year:04} {month}")

    assert isinstance(due, Bounds)
    assert due.starts.day == 1
    assert (due.starts.year, due.starts.month) == (due.ends.year, due.ends.month)


@given(printed=one_of(text(), from_regex(r"[0-9٠-٩]{4}( ?[-–—] ?[0-9]{4}| [a-zA-Z]+)?")))
def test_no_printed_date_breaks_the_reader(printed: str):
    with suppress(UnreadableDate):
        assert bounds(printed).starts.year >= 1
