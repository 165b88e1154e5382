"""How OGP's commitments table heads its columns, and what its words mean: data, checked against the published table.

The table has a column of words and, for most questions, a column of numbers beside it. Only words are read. The numbers
are OGP's own recoding and mean different things in different columns; they serve to notice a shifted row.
Source: the header and rows of the commitments table as OGP publishes it, and the IRM's product guides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain.irm.schemes import SCHEMES, CodeWord, Mark, Product, Scheme
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
class IrmColumn:
    """One column of words."""

    headers: tuple[str, ...]
    """Its spellings, the present one first."""
    schemes: Mapping[Era, Scheme]
    words: Mapping[str, CodeWord]
    """What may stand in it, folded; the present spelling of each code first."""
    number_header: str = ""
    """The column of numbers beside it, where there is one."""
    numbers: Mapping[CodeWord, int] | None = None
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

_YES_OR_NO = {"yes": CodeWord.YES, "no": CodeWord.NO}
_ONE_OR_NOUGHT = {"1": CodeWord.YES, "0": CodeWord.NO, **_YES_OR_NO}
_COMPLETION = {
    "not started": CodeWord.NOT_STARTED,
    "limited": CodeWord.LIMITED,
    "substantial": CodeWord.SUBSTANTIAL,
    "complete": CodeWord.COMPLETE,
    "withdrawn": CodeWord.WITHDRAWN,
    "unclear": CodeWord.UNCLEAR,
    "no evidence available": CodeWord.NO_EVIDENCE,
}
_COMPLETION_NUMBERS = {
    CodeWord.WITHDRAWN: 0,
    CodeWord.UNCLEAR: 1,
    CodeWord.NOT_STARTED: 2,
    CodeWord.LIMITED: 3,
    CodeWord.SUBSTANTIAL: 4,
    CodeWord.COMPLETE: 5,
}
_CHANGE = {
    "worsens": CodeWord.WORSENED,
    "worsened": CodeWord.WORSENED,
    "did not change": CodeWord.DID_NOT_CHANGE,
    "marginal": CodeWord.MARGINAL,
    "major": CodeWord.MAJOR,
    "outstanding": CodeWord.OUTSTANDING,
}
_CHANGE_OVERALL = {**_CHANGE, "no early results to report yet": CodeWord.NO_EARLY_RESULTS_YET}
_CHANGE_OVERALL_NUMBERS = {
    CodeWord.WORSENED: 0,
    CodeWord.DID_NOT_CHANGE: 1,
    CodeWord.NO_EARLY_RESULTS_YET: 1,
    CodeWord.MARGINAL: 2,
    CodeWord.MAJOR: 3,
    CodeWord.OUTSTANDING: 4,
}
_CHANGE_OF_A_VALUE = {**_CHANGE, "not applicable": CodeWord.NOT_APPLICABLE}
_CHANGE_OF_A_VALUE_NUMBERS = {
    CodeWord.NOT_APPLICABLE: 0,
    CodeWord.WORSENED: 1,
    CodeWord.DID_NOT_CHANGE: 2,
    CodeWord.MARGINAL: 3,
    CodeWord.MAJOR: 4,
}


def _always(scheme: Scheme) -> dict[Era, Scheme]:
    return dict.fromkeys(Era, scheme)


def _relevance(header: str, scheme: Scheme) -> IrmColumn:
    return IrmColumn((header,), _always(scheme), _ONE_OR_NOUGHT)


def _opened(headers: tuple[str, ...], scheme: Scheme, number_header: str) -> IrmColumn:
    return IrmColumn(headers, _always(scheme), _CHANGE_OF_A_VALUE, number_header, _CHANGE_OF_A_VALUE_NUMBERS)


SPECIFICITY = IrmColumn(
    ("Specificity",),
    _always(Scheme.DESIGN_SPECIFICITY),
    {"none": CodeWord.NONE, "low": CodeWord.LOW, "medium": CodeWord.MEDIUM, "high": CodeWord.HIGH},
    "_Specificity",
    {CodeWord.LOW: 1, CodeWord.MEDIUM: 2, CodeWord.HIGH: 3},
)
VERIFIABLE = IrmColumn(
    ("Verifiable",), {Era.PRESENT: Scheme.REVIEW_VERIFIABLE, Era.EARLIER: Scheme.DESIGN_VERIFIABLE}, _YES_OR_NO
)

COLUMNS: tuple[IrmColumn, ...] = (
    SPECIFICITY,
    VERIFIABLE,
    IrmColumn(("Open Government Lens", "Open Gov Lens"), _always(Scheme.REVIEW_LENS), _YES_OR_NO),
    _relevance("OGP Value Access To Information", Scheme.DESIGN_RELEVANT_TO_INFORMATION),
    _relevance("OGP Value Civic Participation", Scheme.DESIGN_RELEVANT_TO_PARTICIPATION),
    _relevance("OGP Value Public Accountability", Scheme.DESIGN_RELEVANT_TO_ACCOUNTABILITY),
    _relevance("OGP Value Technology", Scheme.DESIGN_RELEVANT_TO_TECHNOLOGY),
    IrmColumn(
        ("Potential Impact",),
        _always(Scheme.DESIGN_POTENTIAL_IMPACT),
        {
            "none": CodeWord.NONE,
            "minor": CodeWord.MINOR,
            "moderate": CodeWord.MODERATE,
            "transformative": CodeWord.TRANSFORMATIVE,
        },
        "_Potential Impact",
        {CodeWord.MINOR: 1, CodeWord.MODERATE: 2, CodeWord.TRANSFORMATIVE: 3},
    ),
    IrmColumn(
        ("Completion (Progress Report)",),
        _always(Scheme.DESIGN_COMPLETION),
        _COMPLETION,
        "_CompletionProgress",
        _COMPLETION_NUMBERS,
    ),
    IrmColumn(
        ("Potential for Results",),
        _always(Scheme.REVIEW_POTENTIAL_FOR_RESULTS),
        {"unclear": CodeWord.UNCLEAR, "modest": CodeWord.MODEST, "substantial": CodeWord.SUBSTANTIAL},
        "_Potential for Results",
        {CodeWord.MODEST: 1, CodeWord.SUBSTANTIAL: 2},
    ),
    IrmColumn(
        ("Completion (End Of Term)",),
        {Era.PRESENT: Scheme.RESULTS_COMPLETION, Era.EARLIER: Scheme.END_COMPLETION},
        _COMPLETION,
        "_CompletionEndTerm",
        _COMPLETION_NUMBERS,
    ),
    IrmColumn(
        ("Early Results",),
        _always(Scheme.RESULTS_EARLY_RESULTS),
        {
            "no notable results": CodeWord.NO_NOTABLE_RESULTS,
            "moderate": CodeWord.MODERATE,
            "moderate results": CodeWord.MODERATE,
            "significant": CodeWord.SIGNIFICANT,
            "significant results": CodeWord.SIGNIFICANT,
        },
        "_Early Results",
        {CodeWord.NO_NOTABLE_RESULTS: 0, CodeWord.MODERATE: 1},
    ),
    IrmColumn(
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
