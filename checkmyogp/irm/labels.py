"""What the pages of the IRM's codes say, in words."""

from fractions import Fraction

from flask_babel import gettext, ngettext

from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.irm import Coded, CodeWord, IrmQuestion, Lifting, Mark, Product, Stance, Unlevelled
from checkmyogp.domain.irm import table_file as tables
from checkmyogp.domain.irm.table import Mistake, Wrong
from checkmyogp.irm import services
from checkmyogp.web.jinja import signed

SHOWN_OF_A_FIELD = 60
"""Letters of what somebody's file holds that are repeated to them."""


def product(value: Product) -> str:
    """A report of the IRM."""
    return {
        Product.ACTION_PLAN_REVIEW: gettext("Action Plan Review"),
        Product.RESULTS_REPORT: gettext("Results Report"),
        Product.EARLIER_DESIGN: gettext("Earlier eras: Progress Report or Design Report"),
        Product.EARLIER_END: gettext("Earlier eras: End-of-Term Report or Implementation Report"),
    }[value]


def question(value: IrmQuestion) -> str:
    """What the IRM asks."""
    return {
        IrmQuestion.VERIFIABLE: gettext("Is it verifiable?"),
        IrmQuestion.LENS: gettext("Has it an open government lens?"),
        IrmQuestion.POTENTIAL_FOR_RESULTS: gettext("Potential for results"),
        IrmQuestion.COMPLETION: gettext("Completion"),
        IrmQuestion.EARLY_RESULTS: gettext("Early results"),
        IrmQuestion.SPECIFICITY: gettext("Specificity"),
        IrmQuestion.RELEVANT_TO_INFORMATION: gettext("Relevant to access to information?"),
        IrmQuestion.RELEVANT_TO_PARTICIPATION: gettext("Relevant to civic participation?"),
        IrmQuestion.RELEVANT_TO_ACCOUNTABILITY: gettext("Relevant to public accountability?"),
        IrmQuestion.RELEVANT_TO_TECHNOLOGY: gettext("Relevant to technology and innovation?"),
        IrmQuestion.POTENTIAL_IMPACT: gettext("Potential impact"),
        IrmQuestion.OPENED: gettext("Did it open government? Overall"),
        IrmQuestion.OPENED_INFORMATION: gettext("Did it open government? Access to information"),
        IrmQuestion.OPENED_PARTICIPATION: gettext("Did it open government? Civic participation"),
        IrmQuestion.OPENED_ACCOUNTABILITY: gettext("Did it open government? Public accountability"),
    }[value]


def said(value: Coded) -> str:
    """What the IRM answers, or what OGP's table writes in its place."""
    if isinstance(value, Mark):
        return _mark(value)
    return {
        CodeWord.NO: gettext("No"),
        CodeWord.YES: gettext("Yes"),
        CodeWord.NONE: gettext("none"),
        CodeWord.LOW: gettext("Low"),
        CodeWord.MEDIUM: gettext("Medium"),
        CodeWord.HIGH: gettext("High"),
        CodeWord.MINOR: gettext("Minor"),
        CodeWord.MODERATE: gettext("Moderate"),
        CodeWord.TRANSFORMATIVE: gettext("Transformative"),
        CodeWord.UNCLEAR: gettext("Unclear"),
        CodeWord.MODEST: gettext("Modest"),
        CodeWord.SUBSTANTIAL: gettext("Substantial"),
        CodeWord.WITHDRAWN: gettext("Withdrawn"),
        CodeWord.NO_EVIDENCE: gettext("No evidence available"),
        CodeWord.NOT_STARTED: gettext("Not started"),
        CodeWord.LIMITED: gettext("Limited"),
        CodeWord.COMPLETE: gettext("Complete"),
        CodeWord.NO_NOTABLE_RESULTS: gettext("No notable results"),
        CodeWord.SIGNIFICANT: gettext("Significant"),
        CodeWord.NOT_APPLICABLE: gettext("Not applicable"),
        CodeWord.WORSENED: gettext("Worsened"),
        CodeWord.DID_NOT_CHANGE: gettext("Did not change"),
        CodeWord.NO_EARLY_RESULTS_YET: gettext("No early results to report yet"),
        CodeWord.MARGINAL: gettext("Marginal"),
        CodeWord.MAJOR: gettext("Major"),
        CodeWord.OUTSTANDING: gettext("Outstanding"),
    }[value]


def _mark(value: Mark) -> str:
    return {
        Mark.ND: gettext("No data (ND in OGP’s table)"),
        Mark.NR: gettext("Not reviewed (NR in OGP’s table)"),
        Mark.NA: gettext("Not applicable (NA in OGP’s table)"),
        Mark.N_A: gettext("N/A in OGP’s table"),
    }[value]


def stance(value: Stance) -> str:
    """What the IRM says of completion."""
    if isinstance(value, Mark):
        return _mark(value)
    if isinstance(value, Unlevelled):
        return {
            Unlevelled.WITHDRAWN: gettext("Withdrawn"),
            Unlevelled.UNCLEAR: gettext("Unclear"),
            Unlevelled.NO_EVIDENCE: gettext("No evidence available"),
            Unlevelled.NOT_RECORDED: gettext("Nothing is recorded"),
        }[value]
    return said((CodeWord.NOT_STARTED, CodeWord.LIMITED, CodeWord.SUBSTANTIAL, CodeWord.COMPLETE)[value])


def lifting(value: Lifting) -> str:
    """A lifting rule, in short."""
    return {Lifting.MEDIAN: gettext("median"), Lifting.STRICT: gettext("strict")}[value]


def party(key: str) -> str:
    """A party beside the IRM."""
    return {"government": gettext("Government"), "civil_society": gettext("Civil society")}[key]


def in_brackets(share: Fraction | Undefined) -> str:
    """A share behind its count; nothing where there is none."""
    return "" if isinstance(share, Undefined) else f" ({display.percent(share)}\u00a0%)"


def coefficient_or_why(value: Fraction | Undefined) -> str:
    """A coefficient as it is shown, or why there is none."""
    if isinstance(value, Undefined):
        return {
            Undefined.NO_PAIRS: gettext("Not computed: no commitment has a level from both."),
            Undefined.NO_VARIATION: gettext(
                "Not defined: every level is the same, so agreement cannot be told from habit."
            ),
        }[value]
    return signed(display.coefficient(value))


def refusal(refused: Exception) -> str:
    """Why a code was not recorded, and what to do."""
    if isinstance(refused, services.NothingChanged):
        return gettext("This very code from this very place is recorded already, so nothing was changed.")
    return gettext(
        "Somebody recorded or withdrew this code after you opened the page, so nothing was changed. What stands now is "
        "shown below; what you typed is kept: send it again if it is still right."
    )


def unreadable(refused: tables.UnreadableTable) -> str:
    """Why a file was refused as a whole, and what to do."""
    if isinstance(refused, tables.ColumnTwice):
        return gettext(
            "The column “%(header)s” stands twice, so nobody can tell which is meant. Take one out.",
            header=refused.header[:SHOWN_OF_A_FIELD],
        )
    if isinstance(refused, tables.NotATable):
        return gettext(
            "The file cannot be read as a table at line %(line)s: a quotation mark there does not close, or a field "
            "has no end. Save the table as CSV anew.",
            line=refused.line,
        )
    sentences: dict[type[tables.UnreadableTable], str] = {
        tables.TableTooLarge: gettext(
            "The file is larger than 12 MB, 20,000 rows or 400 columns. Keep the rows of one country and send it again."
        ),
        tables.NotUnicode: gettext(
            "The file is neither UTF-8 nor UTF-16, so its letters cannot be told for certain. Save it as “CSV UTF-8”."
        ),
        tables.HoldsNul: gettext(
            "The file holds characters that no text has; it may be a workbook. Save the table as “CSV UTF-8”."
        ),
        tables.NoRows: gettext("The file has no row below its header."),
        tables.NoIdentifier: gettext(
            "The file has no column “Commitment Unique Identifier”, so nobody can tell which commitment a row is about."
        ),
        tables.NothingToRead: gettext("The file has none of the columns that hold codes of the IRM."),
    }
    return sentences[type(refused)]


def mistake(found: Mistake) -> str:
    """What is wrong with a row; the words that a column takes, which are English in every language, follow it."""
    value, allowed = found.found[:SHOWN_OF_A_FIELD], ", ".join(found.allowed)
    if found.wrong is Wrong.FIELDS:
        return ngettext(
            "The row has %(num)s field, the header %(allowed)s.",
            "The row has %(num)s fields, the header %(allowed)s.",
            int(found.found),
            allowed=allowed,
        )
    return {
        Wrong.NO_IDENTIFIER: gettext("The row has no unique identifier."),
        Wrong.UNKNOWN_IDENTIFIER: gettext("No commitment here has the identifier “%(value)s”.", value=value),
        Wrong.OTHER_PLAN: gettext(
            "The commitment is of this plan (%(allowed)s), but the row says “%(value)s”.", allowed=allowed, value=value
        ),
        Wrong.TWICE: gettext("The identifier “%(value)s” stands in more than one row.", value=value),
        Wrong.WORD: gettext("“%(value)s” is no answer to this. Allowed:", value=value),
        Wrong.NUMBER: gettext(
            "The number beside the word does not belong to it: “%(value)s”, expected %(allowed)s. The row may be "
            "shifted.",
            value=value,
            allowed=allowed,
        ),
    }[found.wrong]
