"""The scorecard as files for R, Python and spreadsheets."""

from http import HTTPStatus

from flask import Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from checkmyogp.comparison.exporting import exported
from checkmyogp.comparison.views.bench import Bench, analysis, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies.views.blueprint import once_closed
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web import headers, languages, query_string
from checkmyogp.web.access import access

TYPES = {"csv": "text/csv", "py": "text/x-python", "zip": "application/zip"}
PLAIN = "text/plain"


@bp.get("/workbench/<plan>/<round_>/files")
@access(Permission.COMPARE, of=once_closed)
def files(round_: Round) -> ResponseReturnValue:
    """The files of a closed round, for researchers."""
    return _files(workbench(round_))


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/files")
@access(Permission.READ)
def public_files(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """The files of a published version, for everybody."""
    return _files(analysis(plan, round_, version))


@bp.get("/workbench/<plan>/<round_>/files/<name>")
@access(Permission.COMPARE, of=once_closed)
def file(round_: Round, name: str) -> ResponseReturnValue:
    """One of them."""
    return _file(workbench(round_), name)


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/files/<name>")
@access(Permission.READ)
def public_file(plan: str, round_: str, version: int, name: str) -> ResponseReturnValue:
    """One of them, the same for every reader."""
    response = headers.public(_file(analysis(plan, round_, version), name))
    response.add_etag()
    return response.make_conditional(request)


def _files(bench: Bench[Scorecard]) -> ResponseReturnValue:
    query_string.query_args({})
    return bench.page("files", files=exported(bench.scorecard, _languages()).values())


def _file(bench: Bench[Scorecard], name: str) -> Response:
    query_string.query_args({})
    found = exported(bench.scorecard, _languages()).get(name) or abort(HTTPStatus.NOT_FOUND)
    response = make_response(found.content)
    response.mimetype = TYPES.get(name.rpartition(".")[2], PLAIN)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _languages() -> list[str]:
    """In one order whatever the setting's, so that the same scorecard gives the same bytes."""
    return sorted(languages.languages())
