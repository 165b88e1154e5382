"""What the vignettes of a criterion show, in numbers that were worked out by hand."""

from fractions import Fraction
from typing import Any

from checkmyogp.domain.method_2.vignette_figures import Calibration, of_vignettes
from checkmyogp.domain.rubrics import Criterion, Level
from checkmyogp.domain.scales import Silence
from tests.factories.said import row

UNABLE = Silence.UNABLE
COMPLETION = Criterion("completion", tuple(Level(value, f"l{value}") for value in range(4)), True, 2)  # noqa: FBT003
KNOWN = {"lane": 0, "list": 1, "well": 3}
AGENCY = {"lane": 1, "list": 2, "well": 3}
SCORES = {
    "agency": AGENCY,
    "a": KNOWN,
    "b": {"lane": 0, "list": 0, "well": 3},
    "c": {"lane": 1, "list": 0, "well": 2},
    "d": {"well": 3},
}


def found(*rows: Any, agencies: dict[str, str], quorum: int = 3) -> dict[str, Any]:
    return of_vignettes(rows, COMPLETION, Calibration(KNOWN, SCORES, agencies), quorum=quorum)


def test_readings_are_of_everybody_who_scored_by_key():
    readings = found(agencies={})["readings"]

    assert [tuple(each.values()) for each in readings] == [
        ("a", 3, 3, 3, 0, 0),
        ("agency", 3, 1, 3, 0, 0),
        ("b", 3, 2, 2, 1, 0),
        ("c", 3, 0, 2, 0, 1),
        ("d", 1, 1, 0, 0, 0),
    ]


def test_alpha_is_printed_however_few_they_are():
    """The cases were put at 1 0 0 1, at 2 1 0 0 and at 3 3 3 2 3: four times 0, three times 1, twice 2, four times 3.

    Twice the way from 0 to 1 is 4 + 3 = 7, to 2 it is 12, to 3 18; from 1 to 2 it is 5, to 3 11; from 2 to 3 it is 6.
    Apart were 0 and 1 four times at 1/3 and twice at 1/3, 0 and 2 twice at 1/3, 1 and 2 once at 1/3, and 2 and 3 four
    times at 1/4.
    """
    observed = Fraction(6, 3) * 7**2 + Fraction(2, 3) * 12**2 + Fraction(1, 3) * 5**2 + Fraction(4, 4) * 6**2
    expected = 12 * 7**2 + 8 * 12**2 + 16 * 18**2 + 6 * 5**2 + 12 * 11**2 + 8 * 6**2

    assert found(agencies={})["alpha"]["exact"] == str(1 - 12 * observed / expected)


def test_places_take_the_lean_of_an_agency_out_of_a_verdict():
    said = row(2, 1, 1, 1)
    places = found(said, agencies={"1.1": "agency"}, quorum=3)["places"]

    # The agency's 2 is level with the middle one of its own, which is place 4, and so is what A gave. What B gave lies
    # above two of its own, place 5; what C gave is level with its middle one, place 4.
    assert places == {
        "left_out": [],
        "unplaced": [],
        "changes": [{"milestone": "1.1", "before": "government_higher", "after": "aligned"}],
    }


def test_who_did_not_score_every_vignette_has_no_place_and_is_named():
    lost = row(2, 1, 1, UNABLE, 1)
    unplaced = row(2, 1, 1, 1, milestone="1.2")
    places = found(lost, unplaced, agencies={"1.1": "agency", "1.2": "another"})["places"]

    assert places == {
        "left_out": ["d"],
        "unplaced": ["1.2"],
        "changes": [{"milestone": "1.1", "before": "government_higher", "after": "no_quorum"}],
    }
