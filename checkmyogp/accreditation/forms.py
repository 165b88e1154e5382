"""What NGOs and officers fill in."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask_babel import gettext
from wtforms import BooleanField, DateField, FieldList, FormField, HiddenField, RadioField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import UUID, AnyOf, DataRequired, InputRequired, Optional, StopValidation, ValidationError

from checkmyogp.accreditation import labels
from checkmyogp.accreditation.services.applications import ApplicationContent, SupportingDocument
from checkmyogp.accreditation.services.decisions import ProposedDecision
from checkmyogp.domain.evidence import NotALink
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.web import languages
from checkmyogp.web.forms import Form, LineField, ProseField, lazy_gettext, option
from checkmyogp.web.wordings import WordedForm, in_each_language

if TYPE_CHECKING:
    from datetime import date

DOCUMENTS = 5
LONGEST_NUMBER = 100
LONGEST_ADDRESS = 2_000
LONGEST_REASON = 5_000

REASON = {"reason": (ProseField, lazy_gettext("Public reason"), {"longest": LONGEST_REASON})}
OUTCOME = {"outcome": (ProseField, lazy_gettext("Public outcome"), {"longest": LONGEST_REASON})}


class DocumentForm(PlainForm):
    """One document: both its title and its address, or neither."""

    title = LineField(lazy_gettext("What it is"))
    url = LineField(lazy_gettext("Where it is"), longest=LONGEST_ADDRESS)

    def validate_title(self, field: LineField) -> None:
        """A link says where it leads to."""
        if self.url.data and not field.data:
            raise ValidationError(gettext("Say what stands at this address, or take the address out."))

    def validate_url(self, field: LineField) -> None:
        """A plain web address."""
        if not field.data:
            if self.title.data:
                raise ValidationError(gettext("Say where this document is, or take its title out."))
            return
        try:
            SupportingDocument(self.title.data or field.data, field.data)
        except NotALink:
            raise ValidationError(
                gettext("This is not a web address. It begins with https:// or http://; copy it from your browser.")
            ) from None


class ApplicationForm(Form):
    """What an NGO says of itself."""

    about = ProseField(lazy_gettext("Who you are"), [DataRequired(lazy_gettext("Say who you are and since when."))])
    registration_number = LineField(
        lazy_gettext("Registration number"),
        [DataRequired(lazy_gettext("Give the number under which you are registered."))],
        longest=LONGEST_NUMBER,
    )
    independence = ProseField(
        lazy_gettext("Independence from the government"),
        [DataRequired(lazy_gettext("Say what keeps you independent, and name every tie to the government."))],
    )
    funding = ProseField(
        lazy_gettext("Sources of funding"), [DataRequired(lazy_gettext("Name the sources of the last two years."))]
    )
    fields = ProseField(
        lazy_gettext("Fields of work"), [DataRequired(lazy_gettext("Say what you know of the subjects of this plan."))]
    )
    signatory = LineField(
        lazy_gettext("Who signs"), [DataRequired(lazy_gettext("Name the person who signs for the organisation."))]
    )
    documents = FieldList(FormField(DocumentForm), min_entries=DOCUMENTS, max_entries=DOCUMENTS)
    written_in = SelectField(lazy_gettext("The language you write in"))
    code_of_conduct = BooleanField(
        lazy_gettext("We sign the code of conduct for organisations that score."),
        [InputRequired(lazy_gettext("Only an organisation that signs the code of conduct can score."))],
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - the library's own signature
        """The languages are those of the pages."""
        super().__init__(*args, **options)
        self.written_in.choices = language_choices()

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """Those within the documents too."""
        documents = [
            (field.id, gettext("%(label)s (document %(number)d)", label=field.label.text, number=number), str(error))
            for number, entry in enumerate(self.documents, start=1)
            for field in entry.form
            for error in field.errors
        ]
        own = [mistake for mistake in super().mistakes if not mistake[0].startswith("documents")]
        return [*own, *documents]

    def said(self) -> ApplicationContent:
        """As the service takes it."""
        return ApplicationContent(
            registration_number=self.registration_number.data or "",
            about=self.about.data or "",
            independence=self.independence.data or "",
            funding=self.funding.data or "",
            fields=self.fields.data or "",
            signatory=self.signatory.data or "",
            documents=[SupportingDocument(row["title"], row["url"]) for row in self.documents.data if row["url"]],
            language=self.written_in.data,
        )


def language_choices() -> list[Any]:
    """The languages of the pages under their own names."""
    return [option(code, languages.own_name(code)) for code in languages.languages()]


class AppealForm(Form):
    """Why an NGO holds a decision to be wrong."""

    grounds = ProseField(
        lazy_gettext("Grounds of the appeal"), [DataRequired(lazy_gettext("Say why the decision is wrong."))]
    )
    written_in = SelectField(lazy_gettext("The language you write in"))

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - the library's own signature
        """The languages are those of the pages."""
        super().__init__(*args, **options)
        self.written_in.choices = language_choices()


def _only_of_an_accreditation(form: "ProposalForm", field: DateField) -> None:
    """An accreditation has a last day, and nothing else has."""
    accredits = form.state.data == AccreditationState.ACCREDITED.value
    typed = any(field.raw_data or ())
    if accredits and not typed:
        raise StopValidation(gettext("Say on which day the accreditation ends."))
    if typed and not accredits:
        raise StopValidation(gettext("Only an accreditation has a last day. Take the day out."))


class ProposalForm(WordedForm):
    """A decision that one officer proposes."""

    state = RadioField(lazy_gettext("Decision"), [InputRequired(lazy_gettext("Choose a decision."))])
    ends_on = DateField(lazy_gettext("Last day of the term"), [_only_of_an_accreditation, Optional()])

    def __init__(self, *, state: AccreditationState, open_to: Sequence[AccreditationState]) -> None:
        """What can be decided on an NGO that stands as ``state``."""
        super().__init__()
        self.state.choices = [option(step.value, labels.decision((state, step))) for step in open_to]

    def verdict(self) -> ProposedDecision:
        """As the service takes it."""
        ends_on: date | None = self.ends_on.data
        return ProposedDecision(AccreditationState(self.state.data), self.wording("reason"), ends_on)


class ProposalAnswerForm(Form):
    """What an officer does with a proposal: two buttons, nothing to fill in."""

    CONFIRM, WITHDRAW = "confirm", "withdraw"

    proposal = HiddenField(validators=[UUID()])
    step = HiddenField(validators=[AnyOf((CONFIRM, WITHDRAW))])

    @property
    def proposal_id(self) -> uuid.UUID:
        """Which proposal was read."""
        return uuid.UUID(self.proposal.data)


class OutcomeForm(WordedForm):
    """What came of an appeal, in public words."""


def proposal_form(*, state: AccreditationState, open_to: Sequence[AccreditationState]) -> ProposalForm:
    """The form for a decision on an NGO that stands as ``state``."""
    return in_each_language(ProposalForm, REASON)(state=state, open_to=open_to)


def outcome_form() -> OutcomeForm:
    """The form for the outcome of an appeal."""
    return in_each_language(OutcomeForm, OUTCOME)()
