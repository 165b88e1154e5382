"""The frozen figures of a scorecard of version 2, with the types that its form gives them."""

from collections.abc import Sequence
from typing import cast

from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import FrozenFigures2, FrozenMethod2


def published(scorecard: Scorecard) -> Sequence[FrozenFigures2]:
    """The figures of each criterion, in the rubric's order."""
    return cast("list[FrozenFigures2]", scorecard.frozen["figures"])


def before_replies(scorecard: Scorecard) -> Sequence[FrozenFigures2]:
    """The same from before anybody revised anything; nothing where nobody did."""
    return cast("list[FrozenFigures2]", scorecard.frozen.get("figures_before_replies", []))


def method_of(scorecard: Scorecard) -> FrozenMethod2:
    """What they depend on besides the scores."""
    return cast("FrozenMethod2", scorecard.frozen["method"])


def accredited(scorecard: Scorecard) -> frozenset[str]:
    """The keys of the NGOs that were accredited when the round closed."""
    return frozenset(party["key"] for party in scorecard.frozen.get("accredited", []))


def recused(scorecard: Scorecard) -> dict[str, frozenset[str]]:
    """By milestone the keys of the accredited NGOs that must not score it."""
    return {each["number"]: frozenset(each.get("recused", [])) for each in scorecard.frozen["milestones"]}


def names_of_accredited(scorecard: Scorecard) -> dict[str, Wording]:
    """The names of these NGOs, by key."""
    return {party["key"]: Wording.restored(party["name"]) for party in scorecard.frozen.get("accredited", [])}
