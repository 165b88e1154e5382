"""What the IRM asks of a commitment, and what it can answer: coding schemes as data.

A code is a word and never a number: OGP's own table gives "Major" a 3 in one column and a 4 in another, and one and
the same 1 to "did not change" and to "no early results to report yet".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Product(StrEnum):
    """A report of the IRM, of one era."""

    ACTION_PLAN_REVIEW = "action_plan_review"
    """What a plan of the present era promises."""
    RESULTS_REPORT = "results_report"
    """What came of it."""
    EARLIER_DESIGN = "earlier_design"
    """Progress Reports and, after them, Design Reports: plans that began before 2020."""
    EARLIER_END = "earlier_end"
    """End-of-Term Reports and, after them, Implementation Reports: plans that began before 2020."""


@unique
class IrmQuestion(StrEnum):
    """What is asked. Two products may ask the same; their codes are still apart."""

    VERIFIABLE = "verifiable"
    LENS = "lens"
    POTENTIAL_FOR_RESULTS = "potential_for_results"
    COMPLETION = "completion"
    EARLY_RESULTS = "early_results"
    SPECIFICITY = "specificity"
    RELEVANT_TO_INFORMATION = "relevant_to_information"
    RELEVANT_TO_PARTICIPATION = "relevant_to_participation"
    RELEVANT_TO_ACCOUNTABILITY = "relevant_to_accountability"
    RELEVANT_TO_TECHNOLOGY = "relevant_to_technology"
    POTENTIAL_IMPACT = "potential_impact"
    OPENED = "opened"
    OPENED_INFORMATION = "opened_information"
    OPENED_PARTICIPATION = "opened_participation"
    OPENED_ACCOUNTABILITY = "opened_accountability"


@unique
class CodeWord(StrEnum):
    """Every word that some scheme knows. Alone a word says nothing: it belongs to a scheme."""

    NO = "no"
    YES = "yes"
    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    MINOR = "minor"
    MODERATE = "moderate"
    TRANSFORMATIVE = "transformative"
    UNCLEAR = "unclear"
    MODEST = "modest"
    SUBSTANTIAL = "substantial"
    WITHDRAWN = "withdrawn"
    NO_EVIDENCE = "no_evidence"
    NOT_STARTED = "not_started"
    LIMITED = "limited"
    COMPLETE = "complete"
    NO_NOTABLE_RESULTS = "no_notable_results"
    SIGNIFICANT = "significant"
    NOT_APPLICABLE = "not_applicable"
    WORSENED = "worsened"
    DID_NOT_CHANGE = "did_not_change"
    NO_EARLY_RESULTS_YET = "no_early_results_yet"
    MARGINAL = "marginal"
    MAJOR = "major"
    OUTSTANDING = "outstanding"


@unique
class Mark(StrEnum):
    """What OGP's table writes in place of a code. The four are never taken for one another, nor for an empty field."""

    ND = "nd"
    """No data."""
    NR = "nr"
    """Not reviewed."""
    NA = "na"
    """Not applicable, said of the whole question; some schemes have a code of that name as well."""
    N_A = "n_a"
    """Written with a stroke; the table does not say what sets it apart, so it is kept as it stands."""


Coded = CodeWord | Mark
"""What the IRM says to one question, as recorded."""


@unique
class Scheme(StrEnum):
    """One question of one product. The values are the keys used in the database, exports and addresses."""

    REVIEW_VERIFIABLE = "review_verifiable"
    REVIEW_LENS = "review_lens"
    REVIEW_POTENTIAL_FOR_RESULTS = "review_potential_for_results"
    RESULTS_COMPLETION = "results_completion"
    RESULTS_EARLY_RESULTS = "results_early_results"
    DESIGN_SPECIFICITY = "design_specificity"
    DESIGN_VERIFIABLE = "design_verifiable"
    DESIGN_RELEVANT_TO_INFORMATION = "design_relevant_to_information"
    DESIGN_RELEVANT_TO_PARTICIPATION = "design_relevant_to_participation"
    DESIGN_RELEVANT_TO_ACCOUNTABILITY = "design_relevant_to_accountability"
    DESIGN_RELEVANT_TO_TECHNOLOGY = "design_relevant_to_technology"
    DESIGN_POTENTIAL_IMPACT = "design_potential_impact"
    DESIGN_COMPLETION = "design_completion"
    END_COMPLETION = "end_completion"
    END_OPENED = "end_opened"
    END_OPENED_INFORMATION = "end_opened_information"
    END_OPENED_PARTICIPATION = "end_opened_participation"
    END_OPENED_ACCOUNTABILITY = "end_opened_accountability"


@dataclass(frozen=True, slots=True)
class CodingScheme:
    """Who asks what, and the answers there are, the least first."""

    product: Product
    question: IrmQuestion
    codes: tuple[CodeWord, ...]


_YES_OR_NO = (CodeWord.NO, CodeWord.YES)
_COMPLETION = (
    CodeWord.WITHDRAWN,
    CodeWord.UNCLEAR,
    CodeWord.NO_EVIDENCE,
    CodeWord.NOT_STARTED,
    CodeWord.LIMITED,
    CodeWord.SUBSTANTIAL,
    CodeWord.COMPLETE,
)
_CHANGE = (CodeWord.WORSENED, CodeWord.DID_NOT_CHANGE, CodeWord.MARGINAL, CodeWord.MAJOR, CodeWord.OUTSTANDING)
_CHANGE_OVERALL = (
    CodeWord.WORSENED,
    CodeWord.NO_EARLY_RESULTS_YET,
    CodeWord.DID_NOT_CHANGE,
    CodeWord.MARGINAL,
    CodeWord.MAJOR,
    CodeWord.OUTSTANDING,
)
_CHANGE_OF_A_VALUE = (CodeWord.NOT_APPLICABLE, *_CHANGE)
_POTENTIAL_FOR_RESULTS = (CodeWord.UNCLEAR, CodeWord.MODEST, CodeWord.SUBSTANTIAL)
_EARLY_RESULTS = (CodeWord.NO_NOTABLE_RESULTS, CodeWord.MODERATE, CodeWord.SIGNIFICANT)
_SPECIFICITY = (CodeWord.NONE, CodeWord.LOW, CodeWord.MEDIUM, CodeWord.HIGH)
_POTENTIAL_IMPACT = (CodeWord.NONE, CodeWord.MINOR, CodeWord.MODERATE, CodeWord.TRANSFORMATIVE)


def _asked_by(
    product: Product, questions: Mapping[Scheme, tuple[IrmQuestion, tuple[CodeWord, ...]]]
) -> dict[Scheme, CodingScheme]:
    return {scheme: CodingScheme(product, question, codes) for scheme, (question, codes) in questions.items()}


SCHEMES: Mapping[Scheme, CodingScheme] = {
    **_asked_by(
        Product.ACTION_PLAN_REVIEW,
        {
            Scheme.REVIEW_VERIFIABLE: (IrmQuestion.VERIFIABLE, _YES_OR_NO),
            Scheme.REVIEW_LENS: (IrmQuestion.LENS, _YES_OR_NO),
            Scheme.REVIEW_POTENTIAL_FOR_RESULTS: (IrmQuestion.POTENTIAL_FOR_RESULTS, _POTENTIAL_FOR_RESULTS),
        },
    ),
    **_asked_by(
        Product.RESULTS_REPORT,
        {
            Scheme.RESULTS_COMPLETION: (IrmQuestion.COMPLETION, _COMPLETION),
            Scheme.RESULTS_EARLY_RESULTS: (IrmQuestion.EARLY_RESULTS, _EARLY_RESULTS),
        },
    ),
    **_asked_by(
        Product.EARLIER_DESIGN,
        {
            Scheme.DESIGN_SPECIFICITY: (IrmQuestion.SPECIFICITY, _SPECIFICITY),
            Scheme.DESIGN_VERIFIABLE: (IrmQuestion.VERIFIABLE, _YES_OR_NO),
            Scheme.DESIGN_RELEVANT_TO_INFORMATION: (IrmQuestion.RELEVANT_TO_INFORMATION, _YES_OR_NO),
            Scheme.DESIGN_RELEVANT_TO_PARTICIPATION: (IrmQuestion.RELEVANT_TO_PARTICIPATION, _YES_OR_NO),
            Scheme.DESIGN_RELEVANT_TO_ACCOUNTABILITY: (IrmQuestion.RELEVANT_TO_ACCOUNTABILITY, _YES_OR_NO),
            Scheme.DESIGN_RELEVANT_TO_TECHNOLOGY: (IrmQuestion.RELEVANT_TO_TECHNOLOGY, _YES_OR_NO),
            Scheme.DESIGN_POTENTIAL_IMPACT: (IrmQuestion.POTENTIAL_IMPACT, _POTENTIAL_IMPACT),
            Scheme.DESIGN_COMPLETION: (IrmQuestion.COMPLETION, _COMPLETION),
        },
    ),
    **_asked_by(
        Product.EARLIER_END,
        {
            Scheme.END_COMPLETION: (IrmQuestion.COMPLETION, _COMPLETION),
            Scheme.END_OPENED: (IrmQuestion.OPENED, _CHANGE_OVERALL),
            Scheme.END_OPENED_INFORMATION: (IrmQuestion.OPENED_INFORMATION, _CHANGE_OF_A_VALUE),
            Scheme.END_OPENED_PARTICIPATION: (IrmQuestion.OPENED_PARTICIPATION, _CHANGE_OF_A_VALUE),
            Scheme.END_OPENED_ACCOUNTABILITY: (IrmQuestion.OPENED_ACCOUNTABILITY, _CHANGE_OF_A_VALUE),
        },
    ),
}
"""Every scheme; the order of products and questions is the order in which pages show them."""


class NotACode(ValueError):
    """An answer that this question does not have."""

    def __init__(self, scheme: Scheme, said: str) -> None:
        super().__init__(f"{said!r} is no answer to {scheme.value}.")


def coded(scheme: Scheme, key: str) -> Coded:
    """A code of this scheme, or a mark in its place, from its key.

    Raises:
        NotACode: for anything else, among it a code of another scheme.
    """
    answers: dict[str, Coded] = {
        **{mark.value: mark for mark in Mark},
        **{code.value: code for code in SCHEMES[scheme].codes},
    }
    if key not in answers:
        raise NotACode(scheme, key)
    return answers[key]


def of_product(product: Product) -> tuple[Scheme, ...]:
    """The questions of one product, in order."""
    return tuple(scheme for scheme, asked in SCHEMES.items() if asked.product is product)


@unique
class Unlevelled(StrEnum):
    """What the IRM says of completion without giving a level, or why it says nothing."""

    WITHDRAWN = "withdrawn"
    UNCLEAR = "unclear"
    """The reports that were looked at do not tell."""
    NO_EVIDENCE = "no_evidence"
    NOT_RECORDED = "not_recorded"
    """Nobody has recorded what the IRM says."""


Stance = int | Unlevelled | Mark
"""What the IRM says of a commitment's completion: a level, or a silence by its name."""

COMPLETION = (Scheme.RESULTS_COMPLETION, Scheme.END_COMPLETION, Scheme.DESIGN_COMPLETION)
"""Where completion is coded: one scale in all eras. The report on a plan's end goes before the one on its middle."""

_STANCES: Mapping[Coded, Stance] = {
    CodeWord.NOT_STARTED: 0,
    CodeWord.LIMITED: 1,
    CodeWord.SUBSTANTIAL: 2,
    CodeWord.COMPLETE: 3,
    CodeWord.WITHDRAWN: Unlevelled.WITHDRAWN,
    CodeWord.UNCLEAR: Unlevelled.UNCLEAR,
    CodeWord.NO_EVIDENCE: Unlevelled.NO_EVIDENCE,
    **{mark: mark for mark in Mark},
}


def completion(recorded: Mapping[Scheme, Coded]) -> Stance:
    """What the IRM says of a commitment's completion, given everything recorded of it.

    The first of ``COMPLETION`` that has a code stands; a mark stands only where no report has one. The level may be
    lower than an earlier report's: progress is not monotone.
    """
    said = [recorded[scheme] for scheme in COMPLETION if scheme in recorded]
    standing: Iterable[Coded] = [*(each for each in said if isinstance(each, CodeWord)), *said]
    return next((_STANCES[each] for each in standing), Unlevelled.NOT_RECORDED)
