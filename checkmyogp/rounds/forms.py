"""What officers fill in about rounds. Moments are typed by the clock of the plan's country."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext
from wtforms import DateField, DateTimeLocalField, Field, IntegerField, SelectField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, InputRequired, NumberRange, Regexp, ValidationError

from checkmyogp import times
from checkmyogp.plans.models import Plan
from checkmyogp.rounds import labels
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import Terms
from checkmyogp.rubrics.models import RubricVersion
from checkmyogp.web.forms import LineField, ProseField, lazy_gettext, option
from checkmyogp.web.wordings import WordedForm, in_each_language

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
LONGEST_SLUG = 60
LONGEST_REASON = 5_000
FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
"""How a moment is typed; the first one is what a browser's own field shows and sends."""
YEARS = range(2011, 2101)
"""OGP began in 2011, and whoever types a later year than these has mistyped it."""


def _year(_form: object, field: Field) -> None:
    if field.data and field.data.year not in YEARS:
        raise ValidationError(gettext("Give a year from %(first)d to %(last)d.", first=YEARS[0], last=YEARS[-1]))


def _moment(label: str) -> DateTimeLocalField:
    return DateTimeLocalField(label, [InputRequired(lazy_gettext("Give a day and a time.")), _year], format=FORMATS)


def _day(label: str) -> DateField:
    return DateField(label, [InputRequired(lazy_gettext("Give a day.")), _year])


class _InRange(NumberRange):
    """A number between two others; of what is no number at all, that has been said."""

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Look at what was understood."""
        if field.data is not None:
            super().__call__(form, field)


def _number(label: str, least: int, most: int) -> IntegerField:
    return IntegerField(
        label,
        [
            InputRequired(lazy_gettext("Give a whole number.")),
            _InRange(least, most, lazy_gettext("Give a number from %(min)d to %(max)d.")),
        ],
    )


class Moments(WordedForm):
    """The base of forms with moments."""

    zone: str = times.UTC_ZONE

    def moment(self, field: DateTimeLocalField) -> datetime:
        """A typed day and time as a moment."""
        if field.data is None:
            msg = "a moment is asked for only once the form is valid"
            raise ValueError(msg)
        return times.moment(field.data, self.zone)

    def refuse_skipped(self, field: DateTimeLocalField) -> None:
        """Stop at a time that the country's clock jumps over."""
        try:
            times.moment(field.data or datetime.min, self.zone)  # noqa: DTZ901 - what was typed names no zone either
        except (times.NoSuchTime, OverflowError):
            raise ValidationError(
                gettext("The country’s clocks jump over this time on that day. Choose another one.")
            ) from None


class TermsForm(Moments):
    """What an officer sets for a round, and may change while it is a draft."""

    period_starts = _day(lazy_gettext("First day of the period"))
    period_ends = _day(lazy_gettext("Last day of the period"))
    opens_at = _moment(lazy_gettext("Opens"))
    closes_at = _moment(lazy_gettext("Closes"))
    quorum = _number(lazy_gettext("Quorum"), 1, 99)
    reply_days = _number(lazy_gettext("Days for replies"), 0, 365)
    rubric = SelectField(lazy_gettext("Rubric"))

    def __init__(self, *args: Any, rubrics: Sequence[RubricVersion], zone: str, **options: Any) -> None:  # noqa: ANN401 - the library's own signature
        """With the rubrics to choose from, and whose clock counts."""
        super().__init__(*args, **options)
        self.zone = zone
        self.rubric.choices = [option(f"{row.key}/{row.version}", labels.rubric(row)) for row in rubrics]

    def validate_period_ends(self, field: DateField) -> None:
        """A period has at least one day."""
        if field.data and self.period_starts.data and field.data < self.period_starts.data:
            raise ValidationError(gettext("The last day of the period lies before its first day."))

    def validate_opens_at(self, field: DateTimeLocalField) -> None:
        """A time that exists."""
        self.refuse_skipped(field)

    def validate_closes_at(self, field: DateTimeLocalField) -> None:
        """A time that exists, after the opening."""
        self.refuse_skipped(field)
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(gettext("The round would close before it opens."))

    def terms(self, *, slug: str) -> Terms:
        """As the service takes it."""
        if self.period_starts.data is None or self.period_ends.data is None:
            msg = "terms are asked for only once the form is valid"
            raise ValueError(msg)
        return Terms(
            slug=slug,
            name=self.wording("name"),
            period_starts=self.period_starts.data,
            period_ends=self.period_ends.data,
            opens_at=self.moment(self.opens_at),
            closes_at=self.moment(self.closes_at),
            quorum=self.quorum.data or 0,
            reply_days=self.reply_days.data or 0,
            demonstration=False,
        )

    def show(self, round_: Round) -> None:
        """What the draft was set up with."""
        self.fill("name", round_.name)
        self.period_starts.data, self.period_ends.data = round_.period_starts, round_.period_ends
        self.opens_at.data = times.on_the_clock(round_.opens_at, self.zone).replace(tzinfo=None)
        self.closes_at.data = times.on_the_clock(round_.closes_at, self.zone).replace(tzinfo=None)
        self.quorum.data, self.reply_days.data = round_.quorum, round_.reply_days
        self.rubric.data = f"{round_.rubric.key}/{round_.rubric.version}"


class RoundDraftForm(TermsForm):
    """The same with what is set once and for all."""

    slug = LineField(
        lazy_gettext("Name in addresses"),
        [
            DataRequired(lazy_gettext("Give a name for addresses, such as 2025-h1.")),
            Regexp(
                SLUG,
                message=lazy_gettext("Use small Latin letters, digits, and hyphens between them, such as 2025-h1."),
            ),
        ],
        longest=LONGEST_SLUG,
    )


class ExtensionForm(Moments):
    """A later closing time, and why."""

    closes_at = _moment(lazy_gettext("New closing time"))

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:  # noqa: ANN401 - the library's own signature
        """With whose clock counts."""
        super().__init__(*args, **options)
        self.zone = zone

    def validate_closes_at(self, field: DateTimeLocalField) -> None:
        """A time that exists."""
        self.refuse_skipped(field)


def draft_form(plan: Plan, rubrics: Sequence[RubricVersion]) -> RoundDraftForm:
    """The form for a new round of this plan."""
    return in_each_language(RoundDraftForm, _NAMES)(rubrics=rubrics, zone=plan.member.time_zone)


def terms_form(round_: Round, rubrics: Sequence[RubricVersion]) -> TermsForm:
    """The form for changing a draft."""
    return in_each_language(TermsForm, _NAMES)(rubrics=rubrics, zone=round_.time_zone)


def extension_form(round_: Round) -> ExtensionForm:
    """The form for giving more time."""
    return in_each_language(ExtensionForm, REASONS)(zone=round_.time_zone)


_NAMES = {"name": (LineField, lazy_gettext("Name"), {})}
REASONS = {"reason": (ProseField, lazy_gettext("Public reason"), {"longest": LONGEST_REASON})}
"""A public reason, for forms of other features as well."""
