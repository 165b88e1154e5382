"""How OGP's commitments table heads its columns, and what its words mean: data, checked against the published table.

The table has a column of words and, for most questions, a column of numbers beside it. Only words are read. The numbers
are OGP's own recoding and mean different things in different columns; they serve to notice a shifted row.
Source: the header and rows of the commitments table as OGP publishes it, and the IRM's product guides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain.irm.schemes import SCHEMES, Code, Mark, Product, Scheme
from checkmyogp.domain.texts import clean_line


@unique
class Era(StrEnum):
    """Which products the IRM writes about a plan."""

    PRESENT = "present"
    EARLIER = "earlier"


PRESENT_SINCE = 2020
"""Plans that begin in this year or later have an Action Plan Review and a Results Report."""

PRODUCTS: Mapping[Era, frozenset[Product]] = {
    Era.PRESENT: frozenset({Product.ACTION_PLAN_REVIEW, Product.RESULTS_REPORT}),
    Era.EARLIER: frozenset({Product.EARLIER_DESIGN, Product.EARLIER_END}),
}


def era_of(first_year: int) -> Era:
    """The era of a plan, by the year in which it begins."""
    return Era.PRESENT if first_year >= PRESENT_SINCE else Era.EARLIER


@dataclass(frozen=True, slots=True)
class Column:
    """One column of words."""

    headers: tuple[str, ...]
    """Its spellings, the present one first."""
    schemes: Mapping[Era, Scheme]
    words: Mapping[str, Code]
    """What may stand in it, folded; the present spelling of each code first."""
    number_header: str = ""
    """The column of numbers beside it, where there is one."""
    numbers: Mapping[Code, int] | None = None
    """What stands there beside each word, as far as it was seen in the published table."""

    @property
    def header(self) -> str:
        """What the table calls it at present."""
        return self.headers[0]

    def asked_in(self, era: Era) -> bool:
        """Whether this era's products ask the question at all; where not, a mark in it says nothing."""
        return SCHEMES[self.schemes[era]].product in PRODUCTS[era]


def folded(text: str) -> str:
    """As headers and words are compared: one line, one space between words, small letters."""
    return clean_line(text).casefold()


IDENTIFIER = ("Commitment Unique Identifier", "Unique Identifier")
PLAN = ("Action Plan ID", "Action Plan Unique Identifier")

MARKS: Mapping[str, Mark] = {"nd": Mark.ND, "nr": Mark.NR, "na": Mark.NA, "n/a": Mark.N_A}

_YES_OR_NO = {"yes": Code.YES, "no": Code.NO}
_ONE_OR_NOUGHT = {"1": Code.YES, "0": Code.NO, **_YES_OR_NO}
_COMPLETION = {
    "not started": Code.NOT_STARTED,
    "limited": Code.LIMITED,
    "substantial": Code.SUBSTANTIAL,
    "complete": Code.COMPLETE,
    "withdrawn": Code.WITHDRAWN,
    "unclear": Code.UNCLEAR,
    "no evidence available": Code.NO_EVIDENCE,
}
_COMPLETION_NUMBERS = {
    Code.WITHDRAWN: 0,
    Code.UNCLEAR: 1,
    Code.NOT_STARTED: 2,
    Code.LIMITED: 3,
    Code.SUBSTANTIAL: 4,
    Code.COMPLETE: 5,
}
_CHANGE = {
    "worsens": Code.WORSENED,
    "worsened": Code.WORSENED,
    "did not change": Code.DID_NOT_CHANGE,
    "marginal": Code.MARGINAL,
    "major": Code.MAJOR,
    "outstanding": Code.OUTSTANDING,
}
_CHANGE_OVERALL = {**_CHANGE, "no early results to report yet": Code.NO_EARLY_RESULTS_YET}
_CHANGE_OVERALL_NUMBERS = {
    Code.WORSENED: 0,
    Code.DID_NOT_CHANGE: 1,
    Code.NO_EARLY_RESULTS_YET: 1,
    Code.MARGINAL: 2,
    Code.MAJOR: 3,
    Code.OUTSTANDING: 4,
}
_CHANGE_OF_A_VALUE = {**_CHANGE, "not applicable": Code.NOT_APPLICABLE}
_CHANGE_OF_A_VALUE_NUMBERS = {
    Code.NOT_APPLICABLE: 0,
    Code.WORSENED: 1,
    Code.DID_NOT_CHANGE: 2,
    Code.MARGINAL: 3,
    Code.MAJOR: 4,
}


def _always(scheme: Scheme) -> dict[Era, Scheme]:
    return dict.fromkeys(Era, scheme)


def _relevance(header: str, scheme: Scheme) -> Column:
    return Column((header,), _always(scheme), _ONE_OR_NOUGHT)


def _opened(headers: tuple[str, ...], scheme: Scheme, number_header: str) -> Column:
    return Column(headers, _always(scheme), _CHANGE_OF_A_VALUE, number_header, _CHANGE_OF_A_VALUE_NUMBERS)


SPECIFICITY = Column(
    ("Specificity",),
    _always(Scheme.DESIGN_SPECIFICITY),
    {"none": Code.NONE, "low": Code.LOW, "medium": Code.MEDIUM, "high": Code.HIGH},
    "_Specificity",
    {Code.LOW: 1, Code.MEDIUM: 2, Code.HIGH: 3},
)
VERIFIABLE = Column(
    ("Verifiable",), {Era.PRESENT: Scheme.REVIEW_VERIFIABLE, Era.EARLIER: Scheme.DESIGN_VERIFIABLE}, _YES_OR_NO
)

COLUMNS: tuple[Column, ...] = (
    SPECIFICITY,
    VERIFIABLE,
    Column(("Open Government Lens", "Open Gov Lens"), _always(Scheme.REVIEW_LENS), _YES_OR_NO),
    _relevance("OGP Value Access To Information", Scheme.DESIGN_RELEVANT_TO_INFORMATION),
    _relevance("OGP Value Civic Participation", Scheme.DESIGN_RELEVANT_TO_PARTICIPATION),
    _relevance("OGP Value Public Accountability", Scheme.DESIGN_RELEVANT_TO_ACCOUNTABILITY),
    _relevance("OGP Value Technology", Scheme.DESIGN_RELEVANT_TO_TECHNOLOGY),
    Column(
        ("Potential Impact",),
        _always(Scheme.DESIGN_POTENTIAL_IMPACT),
        {
            "none": Code.NONE,
            "minor": Code.MINOR,
            "moderate": Code.MODERATE,
            "transformative": Code.TRANSFORMATIVE,
        },
        "_Potential Impact",
        {Code.MINOR: 1, Code.MODERATE: 2, Code.TRANSFORMATIVE: 3},
    ),
    Column(
        ("Completion (Progress Report)",),
        _always(Scheme.DESIGN_COMPLETION),
        _COMPLETION,
        "_CompletionProgress",
        _COMPLETION_NUMBERS,
    ),
    Column(
        ("Potential for Results",),
        _always(Scheme.REVIEW_POTENTIAL_FOR_RESULTS),
        {"unclear": Code.UNCLEAR, "modest": Code.MODEST, "substantial": Code.SUBSTANTIAL},
        "_Potential for Results",
        {Code.MODEST: 1, Code.SUBSTANTIAL: 2},
    ),
    Column(
        ("Completion (End Of Term)",),
        {Era.PRESENT: Scheme.RESULTS_COMPLETION, Era.EARLIER: Scheme.END_COMPLETION},
        _COMPLETION,
        "_CompletionEndTerm",
        _COMPLETION_NUMBERS,
    ),
    Column(
        ("Early Results",),
        _always(Scheme.RESULTS_EARLY_RESULTS),
        {
            "no notable results": Code.NO_NOTABLE_RESULTS,
            "moderate": Code.MODERATE,
            "moderate results": Code.MODERATE,
            "significant": Code.SIGNIFICANT,
            "significant results": Code.SIGNIFICANT,
        },
        "_Early Results",
        {Code.NO_NOTABLE_RESULTS: 0, Code.MODERATE: 1},
    ),
    Column(
        ("Did It Open Government (Overall)",),
        _always(Scheme.END_OPENED),
        _CHANGE_OVERALL,
        "_OpenGovernment",
        _CHANGE_OVERALL_NUMBERS,
    ),
    _opened(("Did It Open Government (Access To Information)",), Scheme.END_OPENED_INFORMATION, "_DIOGATI"),
    _opened(("Did It Open Government (Civic Participation)",), Scheme.END_OPENED_PARTICIPATION, "_DIOGCP"),
    _opened(
        ("Did It Open Government: Public Accountability", "Did It Open Government (Public Accountability)"),
        Scheme.END_OPENED_ACCOUNTABILITY,
        "_DIOGPA",
    ),
)
"""Every column that is read. "Max Completion" and its like are OGP's own sums and are passed over."""
