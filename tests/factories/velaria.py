"""A round of Velaria: another rubric with another headline, other levels and other bands, up to its scorecard."""

from collections.abc import Mapping

from checkmyogp.assessment.services import Given
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.rounds.models import Round
from tests.checkout import ROOT
from tests.factories.answers import assess, given, report_in_bands, report_level
from tests.factories.packs import load
from tests.factories.rounds import close_and_publish, open_round

VELARIA = ROOT / "tests" / "packs" / "velaria"
PLAN = "ve-nap-1"
HEADLINE = "reach"
NGOS = ("ve-wind-readers", "ve-rope-guild", "ve-open-deck", "ve-night-watch")
REACH: Mapping[str, tuple[Account, ...]] = {
    "1.1": (2, 3, 2, 2),
    "1.2": (5, 5, 4, 5),
    "1.3": (1, Silence.NO_EVIDENCE, Silence.UNABLE, 3),
}
"""What each NGO says of each milestone on the headline, in the order of ``NGOS``."""


def published_round() -> Round:
    """Scored by four NGOs, reported on by both agencies in levels and bands, closed and published."""
    load(VELARIA)
    round_ = open_round(plan_slug=PLAN, rubric=("mast", 1), ngos=NGOS)
    for place, ngo in enumerate(NGOS):
        answers = {number: _on_everything(reach[place], place) for number, reach in REACH.items()}
        assess(round_, ngo, answers, salt=ngo.encode().ljust(16)[:16])
    report_in_bands(round_, "ve-bureau-of-sails", "1.1", "pennants", "blue", criterion=HEADLINE)
    report_level(round_, "ve-mint", "1.2", 4, criterion=HEADLINE)
    report_level(round_, "ve-bureau-of-sails", "1.3", 1, criterion="promptness")
    close_and_publish(round_)
    return round_


def _on_everything(reach: Account, place: int) -> dict[str, Given]:
    return {"promptness": given(place % 2), HEADLINE: given(reach), "voice": given(place % 3 - 1)}
