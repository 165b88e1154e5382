"""The figures of a scorecard of version 2 of the method, read from form 3."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.irm import Lifting
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.domain.method_2.panel_reliability import AlphaMark, NoPanelReliability
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.verdicts import Alignment
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots import doubts
from checkmyogp.snapshots.entries import account_of
from checkmyogp.snapshots.figures import (
    Agreement,
    CommitmentFigures,
    Counts,
    MilestoneFigures,
    OnlyInVersion2,
    PanelMiddle,
    PublishedLevel,
    PublishedLevels,
    PublishedPosition,
    PublishedSupport,
    in_order,
)
from checkmyogp.snapshots.numbers import Figure, PublishedInterval, figure_of, interval_of
from checkmyogp.snapshots.schema.method_2 import (
    FrozenAgreement2,
    FrozenChange,
    FrozenCommitmentFigures2,
    FrozenCounts2,
    FrozenDerived2,
    FrozenDerivedLevel,
    FrozenFigures2,
    FrozenMeanRange,
    FrozenMilestoneFigures2,
    FrozenPanelReliability,
    FrozenRange,
    FrozenRanges,
    FrozenSpreadStance,
    FrozenStance,
)
from checkmyogp.snapshots.vignette_readings import VignetteReadings, readings_of


@dataclass(frozen=True)
class FiguresOfMethod2:
    """Everything published on one criterion, read part by part."""

    frozen: FrozenFigures2

    @cached_property
    def counts(self) -> Counts:
        """Counts over the plan."""
        return _counts(self.frozen["counts"])

    @property
    def agreement(self) -> Agreement:
        """The agreement among NGOs."""
        return _agreement(self.frozen["agreement"])

    @property
    def commitments(self) -> tuple[CommitmentFigures, ...]:
        """Each commitment, in the plan's order."""
        return tuple(_commitment(each) for each in self.frozen["commitments"])

    @cached_property
    def _by_number(self) -> Mapping[str, FrozenMilestoneFigures2]:
        return {each["number"]: each for each in self.frozen["milestones"]}

    def milestone(self, number: str) -> MilestoneFigures:
        """One milestone."""
        return _milestone(self._by_number[number])

    @cached_property
    def certainty(self) -> doubts.Certainty:
        """How sure the figures are."""
        return _certainty(self.frozen)

    @cached_property
    def vignettes(self) -> VignetteReadings | None:
        """What the vignettes show; nothing where the round had none of this criterion."""
        return readings_of(self.frozen["vignettes"]) if "vignettes" in self.frozen else None


def _stands(frozen: FrozenStance) -> Middle | Silence:
    if "middle" in frozen:
        lower, upper = frozen["middle"]
        return Middle(lower, upper)
    return Silence(frozen.get("silence", ""))


def _position(frozen: FrozenSpreadStance) -> PublishedPosition | Silence:
    stands = _stands(frozen)
    if isinstance(stands, Silence):
        return stands
    return PublishedPosition(
        stands,
        frozen.get("lowest", stands.lower),
        frozen.get("highest", stands.upper),
        frozen.get("split", False),
        at_top=frozen.get("at_top", False),
    )


def _milestone(frozen: FrozenMilestoneFigures2) -> MilestoneFigures:
    position = _position(frozen["civil_society"])
    return MilestoneFigures(
        number=frozen["number"],
        levels=tuple(frozen["levels"]),
        position=position,
        government=account_of(frozen["government"]) if "government" in frozen else Silence.NOT_REPORTED,
        outcome=frozen.get("outcome", position.value if isinstance(position, Silence) else ""),
        support=PublishedSupport(**frozen["support"]) if "support" in frozen else None,
        fragile=frozen.get("fragile", False),
        without_interested=frozen["without_interested"]["outcome"] if "without_interested" in frozen else "",
        distance=frozen.get("distance"),
        flip_number=frozen.get("flip_number"),
        alignment=Alignment(frozen["alignment"]) if "alignment" in frozen else None,
    )


def _counts(frozen: FrozenCounts2) -> Counts:
    return Counts(
        active=frozen["active"],
        withdrawn=frozen["withdrawn"],
        split=frozen["split"],
        fragile=frozen.get("fragile", 0),
        headlines={key: frozen["headlines"][key.value] for key in Headline if key.value in frozen["headlines"]},
        civil_society=tuple((_stands(each["stands"]), each["milestones"]) for each in frozen["civil_society"]),
        government=tuple((account_of(each["said"]), each["milestones"]) for each in frozen.get("government", ())),
        not_comparable=in_order(frozen.get("not_comparable", {})),
        due=frozen["due"],
        mean_distance=figure_of(frozen["mean_distance"]) if "mean_distance" in frozen else None,
    )


def _commitment(frozen: FrozenCommitmentFigures2) -> CommitmentFigures:
    return CommitmentFigures(
        frozen["number"],
        _counts(frozen["counts"]),
        {Lifting(rule): _derived(derived) for rule, derived in frozen["derived"].items()},
    )


def _derived(frozen: FrozenDerived2) -> PublishedLevels:
    return PublishedLevels(
        _derived_level(frozen["civil_society"]),
        _derived_level(frozen["government"]) if "government" in frozen else None,
    )


def _derived_level(frozen: FrozenDerivedLevel) -> PublishedLevel:
    return PublishedLevel(account_of(frozen["level"]), frozen["milestones"])


def _agreement(frozen: FrozenAgreement2) -> Agreement:
    return Agreement(
        alpha=figure_of(frozen["alpha"]),
        ac2=figure_of(frozen["ac2"]),
        exact_agreement=figure_of(frozen["exact_agreement"]),
        adjacent_agreement=figure_of(frozen["adjacent_agreement"]),
        milestones=frozen["milestones"],
        raters=frozen["raters"],
        values=frozen["values"],
        more=OnlyInVersion2(
            mark=AlphaMark(frozen["mark"]) if "mark" in frozen else None,
            interval=interval_of(frozen["interval"]),
            panel=_panel(frozen["panel"]),
            exact_by_chance=figure_of(frozen["exact_by_chance"]),
            adjacent_by_chance=figure_of(frozen["adjacent_by_chance"]),
        ),
    )


def _panel(frozen: FrozenPanelReliability) -> PanelMiddle | Undefined | NoPanelReliability:
    if "raters" in frozen and "value" in frozen:
        raters, value = figure_of(frozen["raters"]), figure_of(frozen["value"])
        if isinstance(raters, Figure) and isinstance(value, Figure):
            return PanelMiddle(raters, value)
    why = frozen.get("undefined", "")
    return NoPanelReliability(why) if why in set(NoPanelReliability) else Undefined(why)


def _certainty(frozen: FrozenFigures2) -> doubts.Certainty:
    missing = frozen["missing_scores"]
    return doubts.Certainty(
        flip_numbers=tuple(
            doubts.FlipCount(Verdict(each["verdict"]), each["flip_number"], each["milestones"])
            for each in frozen.get("flip_numbers", ())
        ),
        panels=tuple(
            doubts.Panels(each["size"], each["possible"], each["tried"], _ranges(each)) for each in frozen["panels"]
        ),
        one_ngo=_ranges(frozen["one_ngo"]),
        two_ngos=_ranges(frozen["two_ngos"]),
        missing=missing["missing"],
        missing_scores=doubts.PublishedRanges(_count_ranges(missing["counts"])),
        direction=_direction(frozen),
        bands=tuple(
            doubts.ReadOtherwise(
                each["crosswalk"],
                each["version"],
                each["band"],
                each["published"],
                each["read_as"],
                _changes(each["changes"]),
            )
            for each in frozen.get("bands", ())
        ),
        leans=tuple(_lean(each["rater"], figure_of(each["lean"])) for each in frozen["leans"]["by_rater"]),
        without_leans=_changes(frozen["leans"]["changes"]),
    )


def _ranges(frozen: FrozenRanges) -> doubts.PublishedRanges:
    mean = _mean_range(frozen["mean_distance"]) if "mean_distance" in frozen else None
    return doubts.PublishedRanges(_count_ranges(frozen["counts"]), mean)


def _count_ranges(frozen: Mapping[str, FrozenRange]) -> dict[Headline, doubts.PublishedRange]:
    return {Headline(key): doubts.PublishedRange(each["low"], each["high"]) for key, each in frozen.items()}


def _mean_range(frozen: FrozenMeanRange) -> PublishedInterval | Undefined:
    if "low" in frozen and "high" in frozen:
        low, high = figure_of(frozen["low"]), figure_of(frozen["high"])
        if isinstance(low, Figure) and isinstance(high, Figure):
            return PublishedInterval(low, high)
    return Undefined(frozen.get("undefined", ""))


def _direction(frozen: FrozenFigures2) -> doubts.PublishedDirection | None:
    if "direction" not in frozen:
        return None
    found = frozen["direction"]
    signs = tuple((each["commitment"], each["signs"]) for each in found["by_commitment"])
    return doubts.PublishedDirection(signs, found["as_extreme"], found["flips"])


def _changes(frozen: Iterable[FrozenChange]) -> tuple[doubts.Change, ...]:
    return tuple(doubts.Change(each["milestone"], each["before"], each["after"]) for each in frozen)


def _lean(rater: str, lean: Figure | Undefined) -> doubts.Lean:
    assert isinstance(lean, Figure)  # noqa: S101 - whoever has a counted level has a lean
    return doubts.Lean(rater, lean)
