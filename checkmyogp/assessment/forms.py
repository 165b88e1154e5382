"""The form of one milestone, made from the rubric that the round is pinned to.

Complete or not, everything can be saved; only what could never be an answer is refused: a level outside the rubric, an
address that is no web address, a day that does not exist, a text that is too long.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import gettext
from wtforms import RadioField, SelectField

from checkmyogp.assessment import labels
from checkmyogp.domain.conflicts import DECLARABLE, ConflictLevel
from checkmyogp.domain.drafts import Sheet, TypedAnswer, TypedConflict
from checkmyogp.domain.scales import NGO_SILENCES, Confidence, Silence
from checkmyogp.drafting import labels as drafting
from checkmyogp.drafting.forms import language_field
from checkmyogp.rounds.words.reader import ScoredCriterion
from checkmyogp.web import evidence_rows
from checkmyogp.web.draft_forms import DraftForm
from checkmyogp.web.forms import ProseField, option
from checkmyogp.web.jinja import plain

LONGEST_EXPLANATION = 2_000

AT_STAKE = "at-stake"
"""Begins the names of the fields of the declaration, as a criterion's key begins those of its own."""

ANSWER_FIELDS = ("answer", "reason", "language", "confidence")
DECLARATION_FIELDS = ("conflict", "level", "explanation")


class AssessmentForm(DraftForm[Sheet]):
    """What every milestone's form has, whatever its rubric."""

    plan_shows_conflict: ClassVar[bool] = False
    """Whether the plan itself says that the organisation has something at stake."""

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - the library's own signature
        """Each field, and that nobody is recused for nothing."""
        valid = super().validate(extra_validators)
        recused = [key for key in self.criteria if self.typed(f"{key}-answer") == Silence.RECUSED.value]
        if not recused or self.plan_shows_conflict or self.typed(f"{AT_STAKE}-conflict"):
            return valid
        for key in recused:
            self[f"{key}-answer"].errors = [
                gettext("“Recused” needs a conflict of interest: declare it below, or choose another answer.")
            ]
        return False

    def sheet(self) -> Sheet:
        """What was typed."""
        answers = {
            key: TypedAnswer(
                *(self.typed(f"{key}-{name}") for name in ANSWER_FIELDS),
                evidence=tuple(evidence for _, evidence in evidence_rows.typed(self, key)),
            )
            for key in self.criteria
        }
        return Sheet(answers, TypedConflict(*(self.typed(f"{AT_STAKE}-{name}") for name in DECLARATION_FIELDS)))

    @property
    def offers_recusal(self) -> bool:
        """Whether "recused" is to be seen among the answers."""
        chosen = [self.typed(f"{key}-answer") for key in self.criteria]
        return self.plan_shows_conflict or bool(self.typed(f"{AT_STAKE}-conflict")) or Silence.RECUSED.value in chosen


def form_for(criteria: Sequence[ScoredCriterion], *, plan_shows_conflict: bool) -> type[AssessmentForm]:
    """The form for a rubric, in the rubric's order."""
    fields: dict[str, Any] = {
        "criteria": {criterion.key: plain(criterion.name) for criterion in criteria},
        "plan_shows_conflict": plan_shows_conflict,
    }
    for criterion in criteria:
        fields |= _criterion_fields(criterion) | evidence_rows.fields(criterion.key)
    return type("MilestoneForm", (AssessmentForm,), fields | _declaration_fields())


def _criterion_fields(criterion: ScoredCriterion) -> dict[str, Any]:
    answers = [
        option("", gettext("Not answered yet")),
        *(option(str(level.value), plain(level.name)) for level in criterion.levels),
        *(option(value.value, drafting.silence(value)) for value in NGO_SILENCES),
    ]
    confidence = [option("", gettext("Choose")), *(option(each.value, labels.confidence(each)) for each in Confidence)]
    return {
        f"{criterion.key}-answer": RadioField(gettext("Your answer"), choices=answers, default=""),
        f"{criterion.key}-reason": ProseField(gettext("Reason")),
        f"{criterion.key}-language": language_field(gettext("The reason is written in")),
        f"{criterion.key}-confidence": SelectField(gettext("Confidence"), choices=confidence, default=""),
    }


def _declaration_fields() -> dict[str, Any]:
    kinds = [option("", gettext("No")), *(option(value.value, labels.declared(value)) for value in DECLARABLE)]
    effects = [
        option("", gettext("Nothing declared")),
        *(option(value.value, labels.level(value)) for value in (ConflictLevel.INTERESTED, ConflictLevel.RECUSED)),
    ]
    return {
        f"{AT_STAKE}-conflict": RadioField(
            gettext("Do you have a conflict of interest that the plan does not show?"), choices=kinds, default=""
        ),
        f"{AT_STAKE}-level": RadioField(gettext("What it does to your score"), choices=effects, default=""),
        f"{AT_STAKE}-explanation": ProseField(
            gettext("Explanation, published with the scorecard"), longest=LONGEST_EXPLANATION
        ),
    }


def as_typed(sheet: Sheet, criteria: Sequence[str], *, language: str) -> dict[str, str]:
    """A sheet as the fields of the form hold it; reasons that nobody began are in ``language``."""
    fields: dict[str, str] = {}
    for key in criteria:
        answer = sheet.answer(key)
        fields |= {f"{key}-{name}": getattr(answer, name) for name in ANSWER_FIELDS}
        fields[f"{key}-language"] = answer.language or language
        fields |= evidence_rows.as_typed(key, answer.evidence)
    return fields | {f"{AT_STAKE}-{name}": getattr(sheet.declared, name) for name in DECLARATION_FIELDS}
