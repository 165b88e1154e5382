"""Where people find their organisation's rounds, and in a round what is done, what is left and what counts."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Judgement, judge_actor
from checkmyogp.drafting.view_models import Workspace
from checkmyogp.drafting.views.pages import ContributionPages, OwnWorkspace
from checkmyogp.web import query_string
from checkmyogp.web.access import access, current_identity

MAY_GO_ON = frozenset({Judgement.ALLOWED, Judgement.CONFIRM_FIRST})


@dataclass(frozen=True, slots=True)
class RoundViews:
    """The list of rounds, and the list of one round's milestones."""

    pages: ContributionPages[Any]

    def overview(self, workspace: Workspace) -> ResponseReturnValue:
        """Every milestone of a round that the organisation writes on."""
        query_string.query_args({})
        return render_template(
            "drafting/overview.html",
            words=self.pages.words,
            workspace=workspace,
            overview=self.pages.overview(workspace),
            may_submit=judge_actor(self.pages.rules.submit, current_identity()) in MAY_GO_ON,
        )


def register(bp: Blueprint, pages: ContributionPages[Any], own: OwnWorkspace) -> None:
    """Give a blueprint both lists."""

    @bp.get("")
    @access(pages.rules.rounds)
    def index() -> ResponseReturnValue:  # pyright: ignore[reportUnusedFunction]
        """The rounds in which the visitor's organisation has or had a part."""
        query_string.query_args({})
        found = pages.contribution.rounds_of(current_identity().organisation)
        return render_template("drafting/index.html", words=pages.words, rounds=found)

    bp.add_url_rule("/<plan>/<round_>", "overview", access(pages.rules.read, of=own.at)(RoundViews(pages).overview))
