"""What people fill in about accounts. A password is never given back."""

from typing import Any

from flask import current_app
from flask_babel import gettext
from wtforms import HiddenField, PasswordField, SelectField, StringField, ValidationError

from checkmyogp.accounts import labels, passwords
from checkmyogp.domain.addresses import is_address
from checkmyogp.domain.passwords import LONGEST
from checkmyogp.web.forms import Form, LineField, ProseField, lazy_gettext, option, required
from checkmyogp.web.languages import current, own_name
from checkmyogp.web.wordings import WordedForm, in_each_language

LONGEST_REASON = 5_000

ADDRESS = {"type": "email", "autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
SOMEBODY_ELSE_S = {**ADDRESS, "autocomplete": "off"}


def _address(_form: Form, field: StringField) -> None:
    if not is_address(field.data or ""):
        raise ValidationError(lazy_gettext("This is not an e-mail address. It looks like name@example.org."))


class SecretField(PasswordField):
    """A password; taken as it is typed, and never shown again."""

    def __init__(self, label: str, *, autocomplete: str, **options: Any) -> None:  # noqa: ANN401 - the library's own
        """``autocomplete`` tells password managers which one is meant."""
        # Longer than any password of ours: hashing megabytes would be work that anybody could ask for.
        attributes = {"autocomplete": autocomplete, "maxlength": str(LONGEST)}
        super().__init__(label, [required(lazy_gettext("Type the password."))], render_kw=attributes, **options)


def _not_endless(_form: Form, field: SecretField) -> None:
    if len(field.data or "") > LONGEST:
        raise ValidationError(lazy_gettext("No password here is that long."))


class SignIn(Form):
    """Who one is."""

    address = LineField(
        lazy_gettext("E-mail address"), [required(lazy_gettext("Type your address.")), _address], render_kw=ADDRESS
    )
    password = SecretField(lazy_gettext("Password"), autocomplete="current-password")
    validate_password = staticmethod(_not_endless)


class SecondFactorForm(Form):
    """The second factor."""

    code = LineField(
        lazy_gettext("Code"),
        [required(lazy_gettext("Type the code."))],
        longest=60,
        render_kw={
            "autocomplete": "one-time-code",
            "inputmode": "text",
            "spellcheck": "false",
            "autocapitalize": "none",
        },
    )


class Forgotten(Form):
    """Where the link to a new password is to be sent."""

    address = LineField(
        lazy_gettext("E-mail address"), [required(lazy_gettext("Type your address.")), _address], render_kw=ADDRESS
    )


class NewPassword(Form):
    """A password for the person with the address ``owner``."""

    owner = ""
    password = SecretField(lazy_gettext("New password"), autocomplete="new-password")

    def validate_password(self, field: SecretField) -> None:
        """Long enough, and not one that anybody would try first."""
        if weakness := passwords.weakness_of(field.data or "", address=self.owner):
            raise ValidationError(labels.weakness_sentence(weakness))


class ChangePassword(NewPassword):
    """Another password, for somebody who knows the present one."""

    current = SecretField(lazy_gettext("Present password"), autocomplete="current-password")
    validate_current = staticmethod(_not_endless)


def _language_choices() -> list[Any]:
    return [option(code, own_name(code)) for code in current_app.config["LANGUAGES"]]


class Language(Form):
    """In which language this person gets mail."""

    language = SelectField(lazy_gettext("Language of mails to you"), choices=_language_choices, default=current)


class Accept(NewPassword, Language):
    """What somebody needs to come in."""


class NewAddress(Form):
    """Another address for the same account."""

    address = LineField(
        lazy_gettext("New e-mail address"), [required(lazy_gettext("Type the new address.")), _address],
        render_kw={**ADDRESS, "autocomplete": "email"},
    )  # fmt: skip


class Invite(Form):
    """Who is invited."""

    address = LineField(
        lazy_gettext("E-mail address"), [required(lazy_gettext("Type an address.")), _address],
        render_kw=SOMEBODY_ELSE_S,
    )  # fmt: skip
    language = SelectField(lazy_gettext("Language of the invitation"), choices=_language_choices, default=current)


class InviteReporter(Invite):
    """Who reports, and for which agency."""

    organisation = SelectField(lazy_gettext("Agency"), [required(lazy_gettext("Choose the agency."))])


class InviteLead(Invite):
    """Who signs for which NGO: one that is known, or a new one with its names."""

    organisation = SelectField(lazy_gettext("NGO"))
    member = SelectField(lazy_gettext("Country of the new NGO"))

    @property
    def names(self) -> dict[str, Any]:
        """Languages to the fields for the new NGO's name."""
        return {code: self[f"name_{code}"] for code in current_app.config["LANGUAGES"]}

    def validate_organisation(self, field: SelectField) -> None:
        """Either one from the list, or a name in each language."""
        given = [name for name in self.names.values() if name.data]
        if not field.data and len(given) < len(self.names):
            raise ValidationError(gettext("Choose an NGO, or type the name of a new one in each language."))
        if field.data and given:
            raise ValidationError(gettext("Either choose an NGO or name a new one, not both."))


class RegisteredAddress(Form):
    """Where an organisation itself is written to."""

    registered = LineField(
        lazy_gettext("Registered address of your organisation"),
        [required(lazy_gettext("Type an address.")), _address],
        render_kw=SOMEBODY_ELSE_S,
    )


class Recover(WordedForm):
    """Whose lost seat is to be filled anew, by whom, and why."""

    organisation = SelectField(lazy_gettext("Organisation"), [required(lazy_gettext("Choose the organisation."))])
    address = LineField(
        lazy_gettext("E-mail address of whoever is to take the seat"),
        [required(lazy_gettext("Type an address.")), _address],
        render_kw=SOMEBODY_ELSE_S,
    )
    language = SelectField(lazy_gettext("Language of the invitation"), choices=_language_choices, default=current)


def recover_form() -> Recover:
    """The form with the reason in each language of the pages."""
    reason = {"reason": (ProseField, lazy_gettext("Public reason"), {"longest": LONGEST_REASON})}
    return in_each_language(Recover, reason)()


def invite_lead() -> InviteLead:
    """The form with one name for each language of the pages."""
    fields = {
        f"name_{code}": LineField(lazy_gettext("Name of the new NGO: %(language)s", language=own_name(code)))
        for code in current_app.config["LANGUAGES"]
    }
    return type("InviteLeadHere", (InviteLead,), fields)()


class NewPasskey(Form):
    """A passkey that a device has made, and what its owner calls it."""

    name = LineField(lazy_gettext("Name of the device"), [required(lazy_gettext("Name the device."))], longest=60)
    answer = HiddenField()
