"""What figures under version 2 of the method are read from besides the scores, as a scorecard's content says it."""

from datetime import date

from checkmyogp.domain.crosswalks import Band, Crosswalk
from checkmyogp.domain.method_2.bounds import Entitled
from checkmyogp.domain.method_2.figures import Surroundings
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.snapshots.schema import FrozenAccount, FrozenCrosswalk, FrozenScorecard
from checkmyogp.snapshots.vignettes import calibrations_of


def surroundings_of(content: FrozenScorecard) -> Surroundings:
    """Who might have scored, what was due, the bands, and the vignettes.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's of form 3.
    """
    return Surroundings(
        entitled=entitled_of(content),
        due=due_of(content),
        crosswalks=[crosswalk_of(each) for each in content["crosswalks"]],
        vignettes=calibrations_of(content),
    )


def entitled_of(content: FrozenScorecard) -> Entitled:
    """The NGOs that were accredited when the round closed, and which of them must not score which milestone."""
    return Entitled(
        accredited=frozenset(ngo["key"] for ngo in content["accredited"]),  # pyright: ignore[reportTypedDictNotRequiredAccess] - form 3 says it, and whoever reads is ready for missing keys
        recused={each["number"]: frozenset(each["recused"]) for each in content["milestones"]},  # pyright: ignore[reportTypedDictNotRequiredAccess] - as above
    )


def due_of(content: FrozenScorecard) -> frozenset[str]:
    """The milestones whose last day came by the end of the period; one without a last day is not due."""
    until = date.fromisoformat(content["round"]["period"]["ends"])
    return frozenset(
        each["number"]
        for each in content["milestones"]
        if "ends" in each["due"] and date.fromisoformat(each["due"]["ends"]) <= until
    )


def crosswalk_of(frozen: FrozenCrosswalk) -> Crosswalk:
    """The table of bands as the method takes it."""
    bands = tuple(Band(band["raw"], _meaning(band["account"])) for band in frozen["bands"])
    return Crosswalk(frozen["key"], frozen["version"], frozen["criterion"], bands)


def _meaning(plain: FrozenAccount) -> Account:
    return plain if isinstance(plain, int) else Silence(plain["silence"])
