"""What officers fill in about scorecards."""

from checkmyogp.rounds.forms import REASONS
from checkmyogp.web.wordings import WordedForm, in_each_language


class CorrectionForm(WordedForm):
    """Why a new version is needed."""


def correction_form() -> CorrectionForm:
    """The form for proposing a correction."""
    return in_each_language(CorrectionForm, REASONS)()
