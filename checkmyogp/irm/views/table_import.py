"""Codes from OGP's commitments table: a researcher sends it, sees what would change, and confirms exactly that.

The preview travels with the page, sealed with the site's secret: nothing is kept of a file that nobody confirms, and
nobody can confirm what was not shown.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.datastructures import MultiDict

from checkmyogp.domain.irm import Scheme, coded
from checkmyogp.domain.irm import table as reading
from checkmyogp.domain.irm import table_file as tables
from checkmyogp.domain.permissions import Permission
from checkmyogp.irm import forms, labels, services
from checkmyogp.irm.services import CodeChange
from checkmyogp.irm.views.blueprint import bp
from checkmyogp.irm.views.codes import plan_at
from checkmyogp.plans.models import Plan
from checkmyogp.web import query_string
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.unit_of_work import transactional

MOST_MISTAKES = 200
"""So many are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class SealedPreview:
    """What is confirmed: the changes of one preview for one plan, and where they come from."""

    plan: str
    title: str
    url: str
    changes: tuple[CodeChange, ...]

    def written(self) -> str:
        """As a form carries it."""
        return _serializer().dumps([self.plan, self.title, self.url, [_plain(change) for change in self.changes]])

    @classmethod
    def read(cls, text: str) -> "SealedPreview":
        """From a form.

        Raises:
            BadData: when it is not what this site wrote.
        """
        plan, title, url, changes = _serializer().loads(text)
        return cls(plan, title, url, tuple(_change(each) for each in changes))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="preview of the IRM's codes")


def _plain(change: CodeChange) -> list[str]:
    seen = str(change.seen) if change.seen else ""
    return [change.number, change.scheme.value, change.said.value, change.place, seen]


def _change(plain: list[str]) -> CodeChange:
    number, key, said, place, seen = plain
    scheme = Scheme(key)
    return CodeChange(number, scheme, coded(scheme, said), place, None, forms.seen_row(seen))


@bp.get("/workbench/codes/<plan>/import")
@access(Permission.CODE)
def import_table(plan: str) -> ResponseReturnValue:
    """Where a table is sent."""
    query_string.query_args({})
    return _page(plan_at(plan), _new_form())


@bp.post("/workbench/codes/<plan>/import")
@access(Permission.CODE)
def preview_table(plan: str) -> ResponseReturnValue:
    """What importing it would do. Nothing is kept."""
    found, form, sent = plan_at(plan), forms.TableForm(), request.files.get("table")
    if not form.validate():
        return _page(found, form), HTTPStatus.BAD_REQUEST
    if sent is None or not sent.filename:
        return _page(found, form, refusal=gettext("No file was chosen.")), HTTPStatus.BAD_REQUEST
    try:
        read = reading.read(tables.decoded(sent.read()), services.known_plan(found))
    except tables.UnreadableTable as refusal:
        return _page(found, form, refusal=labels.unreadable(refusal)), HTTPStatus.BAD_REQUEST
    return _preview(found, form, read)


@bp.post("/workbench/codes/<plan>/import/confirm")
@access(Permission.CODE)
def confirm_import(plan: str) -> ResponseReturnValue:
    """Record exactly what was shown."""
    found = plan_at(plan)
    try:
        sealed = SealedPreview.read(forms.ImportForm().previewed.data or "")
    except BadData:
        return _page(found, _new_form(), refusal=_nothing_to_confirm()), HTTPStatus.BAD_REQUEST
    if sealed.plan != plan:
        return _page(found, _new_form(), refusal=_nothing_to_confirm()), HTTPStatus.BAD_REQUEST
    try:
        return _import(found, sealed)
    except services.CodeChangedMeanwhile:
        form = forms.TableForm(MultiDict({"source_title": sealed.title, "source_url": sealed.url}))
        return _page(plan_at(plan), form, refusal=_changed_meanwhile()), HTTPStatus.CONFLICT


@transactional
def _import(plan: Plan, sealed: SealedPreview) -> ResponseReturnValue:
    services.import_codes(
        plan=plan,
        changes=sealed.changes,
        title=sealed.title,
        url=sealed.url,
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    return redirect(url_for(".codes", plan=plan.slug), code=HTTPStatus.SEE_OTHER)


def _new_form() -> forms.TableForm:
    return forms.TableForm(MultiDict({"source_title": gettext("OGP’s commitments table"), "source_url": ""}))


def _page(plan: Plan, form: forms.TableForm, **more: Any) -> str:  # noqa: ANN401 - what the template takes
    return render_template("irm/import.html", **{"refusal": "", **more}, plan=plan, form=form)


def _preview(plan: Plan, form: forms.TableForm, read: reading.TableReading) -> str:
    preview = services.preview(plan, read.findings)
    sealed = SealedPreview(plan.slug, form.source_title.data or "", form.source_url.data or "", preview.changes)
    return render_template(
        "irm/preview.html",
        plan=plan,
        source=sealed,
        read=read,
        preview=preview,
        mistakes=read.mistakes[:MOST_MISTAKES],
        form=forms.ImportForm(formdata=None, previewed=sealed.written()),
    )


def _nothing_to_confirm() -> str:
    return gettext("This preview cannot be confirmed, so nothing was imported. Send the table again.")


def _changed_meanwhile() -> str:
    return gettext(
        "Somebody recorded or withdrew a code after this preview was made, so nothing was imported. Send the table "
        "again to see what would change now."
    )
