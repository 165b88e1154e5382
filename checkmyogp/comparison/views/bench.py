"""Where a page of the comparison stands: on a researcher's workbench or beside a published scorecard.

Each page exists twice, with one template: ``workbench`` looks the round up for a researcher, ``analysis`` a published
version for everybody. ``Bench.to`` leads from one page to another of the same kind.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.comparison import sources
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards.reading import HEADLINE, Scorecard
from checkmyogp.scorecards.views.blueprint import KEPT_FOR
from checkmyogp.web import headers

PUBLIC = "public_"
"""What the endpoint of a page for everybody begins with; after it stands the name it has on the workbench."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A scorecard being compared, and the pages around it."""

    scorecard: Scorecard
    round: Round | None
    """The round of a researcher's workbench; nothing on a page for everybody."""

    @property
    def public(self) -> bool:
        """Whether everybody reads it."""
        return self.round is None

    @property
    def provisional(self) -> bool:
        """Whether it is not published yet."""
        return self.scorecard.version == sources.PROVISIONAL

    @property
    def layout(self) -> str:
        """The layout that its pages extend."""
        return "layouts/page.html" if self.public else "layouts/work.html"

    def to(self, page: str, /, **parameters: str) -> str:
        """The address of another page of this comparison, by its name on the workbench: ``to("pair", one="irm")``."""
        where: dict[str, Any] = {"plan": self.scorecard.plan_slug, "round_": self.scorecard.round_slug}
        if self.public:
            where["version"] = self.scorecard.version
        where |= parameters
        return url_for(f"comparison.{PUBLIC if self.public else ''}{page}", **where)

    def milestone(self, number: str) -> str:
        """The address of everything said of one milestone: what its figures are made from."""
        where: dict[str, Any] = {
            "plan": self.scorecard.plan_slug,
            "round_": self.scorecard.round_slug,
            "number": number,
        }
        if self.provisional:
            return url_for("replies.closed_milestone", **where)
        return url_for("scorecards.milestone", **where, version=self.scorecard.version)

    def page(self, name: str, **given: Any) -> ResponseReturnValue:  # noqa: ANN401 - as Flask's own render_template
        """One of its pages; the same for every reader where it is public."""
        text = render_template(f"comparison/{name}.html", bench=self, scorecard=self.scorecard, here=name, **given)
        return headers.public(make_response(text), seconds=KEPT_FOR) if self.public else text


def workbench(round_: Round, *, criterion: str = "") -> Bench:
    """A researcher's workbench of a closed round.

    A page about one criterion names it, and may then be given no more than what was said on that.
    """
    return Bench(sources.of_round(round_, now=datetime.now(UTC), criterion=criterion), round_)


def analysis(plan: str, round_: str, version: int, *, criterion: str = "") -> Bench:
    """The analysis of a published version, for everybody."""
    return Bench(sources.published(plan, round_, version, criterion=criterion) or abort(404), None)


def asked_criterion() -> str:
    """The criterion that the address names; the one of the headline where it names none."""
    return request.args.get("criterion", HEADLINE)
