"""What agencies reply, and what NGOs answer."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import gettext
from wtforms import RadioField, SelectField
from wtforms.validators import DataRequired

from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.domain.scales import Account
from checkmyogp.replies import labels
from checkmyogp.replies.services import AnswerContent, ReplyContent
from checkmyogp.rounds.words.reader import ScoredCriterion
from checkmyogp.web import evidence_rows, languages
from checkmyogp.web.forms import Form, ProseField, option
from checkmyogp.web.jinja import plain

ROWS_OF_EVIDENCE = 3
ABOUT = "reply"
"""Begins the names of the fields of evidence."""


class ReplyForm(Form):
    """Words and evidence."""

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - the library's own signature
        """Each field, and that no piece of evidence is half one."""
        valid = super().validate(extra_validators)
        half_filled = evidence_rows.point_out_half_filled(self, ABOUT)
        return valid and not half_filled

    def said(self) -> ReplyContent:
        """As the service takes it; only for a valid form."""
        pieces = tuple(row.evidence() for _, row in evidence_rows.typed(self, ABOUT))
        return ReplyContent(self["text"].data, self["language"].data, pieces)


class AnswerForm(Form):
    """Kept or revised, the levels, and why; made for one rubric."""

    criteria: ClassVar[Sequence[str]] = ()

    def answered(self) -> AnswerContent:
        """As the service takes it; only for a valid form."""
        levels = {key: int(self[f"{key}-level"].data) for key in self.criteria if self[f"{key}-level"].data}
        return AnswerContent(AnswerKind(self["kind"].data), levels, self["reason"].data, self["language"].data)


def reply_form(language: str) -> ReplyForm:
    """What an agency replies."""
    fields: dict[str, Any] = {
        "text": ProseField(gettext("Your reply"), [DataRequired(gettext("A reply needs words."))]),
        "language": _language(gettext("It is written in"), language),
        **evidence_rows.fields(ABOUT, rows=ROWS_OF_EVIDENCE),
    }
    return type("ReplyOnMilestone", (ReplyForm,), fields)()


def answer_form(criteria: Sequence[ScoredCriterion], standing: Mapping[str, Account], language: str) -> AnswerForm:
    """What an NGO answers; ``standing`` is what it says so far, by criterion."""
    asked = [criterion for criterion in criteria if criterion.key in standing]
    fields: dict[str, Any] = {
        "criteria": tuple(criterion.key for criterion in asked),
        "kind": RadioField(
            gettext("Your answer"),
            [DataRequired(gettext("Choose whether you keep or revise."))],
            choices=[option(value.value, labels.choice(value)) for value in AnswerKind],
        ),
    }
    fields |= {f"{criterion.key}-level": _level(criterion, standing[criterion.key]) for criterion in asked}
    fields |= {
        "reason": ProseField(gettext("Reason"), [DataRequired(gettext("An answer needs a reason."))]),
        "language": _language(gettext("The reason is written in"), language),
    }
    return type("AnswerToReply", (AnswerForm,), fields)()


def _level(criterion: ScoredCriterion, stands: Account) -> SelectField:
    stays = gettext("As it stands: %(level)s", level=labels.account(stands, criterion))
    others = [option(str(level.value), plain(level.name)) for level in criterion.levels if level.value != stands]
    return SelectField(plain(criterion.name), choices=[option("", stays), *others], default="")


def _language(label: str, language: str) -> SelectField:
    choices = [option(code, languages.own_name(code)) for code in languages.languages()]
    return SelectField(label, choices=choices, default=language)
