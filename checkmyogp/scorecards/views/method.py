"""The method in three depths, with examples computed by the very code that computes scorecards."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.method_2.direction import FEWEST_COMMITMENTS_FOR_A_DIRECTION
from checkmyogp.domain.method_2.panels import DRAWN_PANELS, MOST_PANELS
from checkmyogp.domain.permissions import Permission
from checkmyogp.domain.reliability import FEWEST_MILESTONES
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.scorecards.method_sources import SOURCES
from checkmyogp.scorecards.views.blueprint import bp
from checkmyogp.scorecards.worked_examples.certainty import certainty_examples
from checkmyogp.scorecards.worked_examples.coefficients import coefficient_examples
from checkmyogp.scorecards.worked_examples.decimals import decimals_example
from checkmyogp.scorecards.worked_examples.milestones import milestone_examples
from checkmyogp.scorecards.worked_examples.one_minute import one_minute
from checkmyogp.scorecards.worked_examples.plans import bands_example, plan_examples
from checkmyogp.scorecards.worked_examples.version_1 import version_1_examples
from checkmyogp.scorecards.worked_examples.versions import versions_example
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access


@bp.get("/method")
@access(Permission.READ)
def method() -> ResponseReturnValue:
    """One minute: a drawn example, what is judged, what the government says, and where the rest stands."""
    return _page("index", drawn=one_minute(), reported=bands_example(), **_rubric())


@bp.get("/method/rules")
@access(Permission.READ)
def method_rules() -> ResponseReturnValue:
    """Every rule in school mathematics, with an example."""
    return _page(
        "rules",
        milestone=milestone_examples(),
        plan=plan_examples(),
        certainty=certainty_examples(),
        coefficients=coefficient_examples(),
        decimals=decimals_example(),
        fewest_commitments=FEWEST_COMMITMENTS_FOR_A_DIRECTION,
        fewest_milestones=FEWEST_MILESTONES,
    )


@bp.get("/method/full")
@access(Permission.READ)
def method_full() -> ResponseReturnValue:
    """Formulae, cases at the edge, sources, and what is not done."""
    return _page("full", coefficients=coefficient_examples(), sources=SOURCES)


@bp.get("/method/objections")
@access(Permission.READ)
def method_objections() -> ResponseReturnValue:
    """What one can say against the method, and what there is to answer."""
    return _page("objections")


@bp.get("/method/versions")
@access(Permission.READ)
def method_versions() -> ResponseReturnValue:
    """What changed from one version to the next, and why."""
    return _page("versions", changed=versions_example())


@bp.get("/method/1")
@access(Permission.READ)
def method_version_1() -> ResponseReturnValue:
    """The rules of version 1, for the scorecards that were published under it."""
    return _page("version_1", worked=version_1_examples(), reported=bands_example(), **_rubric())


def _page(name: str, **shown: Any) -> ResponseReturnValue:  # noqa: ANN401 - whatever the template shows
    """One page of the method; each of them knows how many panels are tried."""
    query_string.query_args({})
    words = {"most_panels": f"{MOST_PANELS:,}", "drawn_panels": f"{DRAWN_PANELS:,}"}
    return headers.public_page(render_template(f"scorecards/method/{name}.html", **words, **shown))


def _rubric() -> dict[str, Any]:
    """The rubric that came first, in its newest version, and the crosswalks to it."""
    rubric = rubrics.latest_rubric()
    crosswalks = rubrics.crosswalks_of(rubric.member) if rubric and rubric.member else []
    return {"rubric": rubric, "crosswalks": crosswalks}
