"""A scorecard, and a milestone within it."""

from functools import partial
from typing import Any

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.scorecards import filters, milestone_page, rows
from checkmyogp.scorecards.views.blueprint import bp
from checkmyogp.snapshots import queries
from checkmyogp.snapshots.models import Snapshot
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access
from checkmyogp.web.clean_addresses import public_address


@bp.get("/scorecards/<plan>/<round_>")
@access(Permission.READ)
def latest(plan: str, round_: str) -> ResponseReturnValue:
    """The newest version of a round's scorecard."""
    return _page(queries.snapshot(plan, round_) or abort(404), "scorecards.latest")


@bp.get("/scorecards/<plan>/<round_>/<version:version>")
@access(Permission.READ)
def version(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """One version of it, which stays at this address for ever."""
    return _page(queries.snapshot(plan, round_, version) or abort(404), "scorecards.version", version=version)


def _page(snapshot: Snapshot, endpoint: str, **arguments: int) -> ResponseReturnValue:
    scorecard = Scorecard.of(snapshot.content, snapshot.digest)
    choice = rows.Filters(
        **{"criterion": scorecard.headline.key, **query_string.query_args(filters.allowed(scorecard))}
    )
    criterion = scorecard.criteria[choice.criterion]
    everything = rows.milestone_rows(scorecard, criterion)
    chosen = rows.chosen(everything, choice)
    versions = queries.versions(snapshot.round_id)
    here = partial(url_for, endpoint, plan=scorecard.plan_slug, round_=scorecard.round_slug, **arguments)
    return headers.public_page(
        render_template(
            "scorecards/scorecard.html",
            scorecard=scorecard,
            criterion=criterion,
            choice=choice,
            everything=everything,
            rows=chosen,
            counts=rows.counts(criterion, choice, chosen),
            selected=filters.selected(scorecard, choice),
            changed=rows.changed(scorecard, criterion, everything),
            grouped=choice.sort == "plan",
            narrowed=choice.narrowed,
            address=lambda **changed: here(**choice.parameters(scorecard.headline_key, **changed)),
            versions=versions,
            newest=versions[0].version,
            **filters.options(scorecard, everything),
            **_addresses(scorecard),
        )
    )


def _addresses(scorecard: Scorecard) -> dict[str, str]:
    where: dict[str, Any] = {"plan": scorecard.plan_slug, "round_": scorecard.round_slug, "version": scorecard.version}
    permanent = url_for("scorecards.version", **where)
    return {
        "data_address": url_for("api.snapshot", **where),
        "permanent_address": public_address(permanent),
    }


@bp.get("/scorecards/<plan>/<round_>/<version:version>/milestones/<number>")
@access(Permission.READ)
def milestone(plan: str, round_: str, version: int, number: str) -> ResponseReturnValue:
    """Everything said of one milestone in one version of a scorecard."""
    query_string.query_args({})
    snapshot = queries.snapshot(plan, round_, version) or abort(404)
    scorecard = Scorecard.of(snapshot.content, snapshot.digest)
    if number not in scorecard.milestones:
        abort(404)
    return headers.public_page(
        render_template(
            "scorecards/milestone.html",
            scorecard=scorecard,
            row=rows.milestone_row(scorecard, scorecard.headline, number),
            **milestone_page.milestone_context(scorecard, number),
            back=url_for("scorecards.version", plan=plan, round_=round_, version=version, _anchor=f"t{number}"),
            **_neighbours(scorecard, number),
        )
    )


def _neighbours(scorecard: Scorecard, number: str) -> dict[str, str]:
    """The addresses of the milestones before and after; empty at the ends."""
    numbers = list(scorecard.milestones)
    place = numbers.index(number)
    here = partial(
        url_for,
        "scorecards.milestone",
        plan=scorecard.plan_slug,
        round_=scorecard.round_slug,
        version=scorecard.version,
    )
    return {
        "before": here(number=numbers[place - 1]) if place else "",
        "after": here(number=numbers[place + 1]) if place + 1 < len(numbers) else "",
    }
