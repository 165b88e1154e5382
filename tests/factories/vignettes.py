"""Rounds with vignettes, and what NGOs and agencies make of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Identity
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.vignette_sets import Vignette, VignetteSet
from checkmyogp.domain.wording import editorial
from checkmyogp.packs import pack
from checkmyogp.packs import services as packs
from checkmyogp.packs.services import Loaded
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import vignettes as sets
from checkmyogp.rubrics.models import VignetteSetRow
from checkmyogp.vignettes import services
from checkmyogp.vignettes.models import VignetteSubmission
from tests.factories.packs import EXAMPLIA, LOADED_AT
from tests.factories.rounds import DURING, NGOS, OPENS, decide, draft_round, organisation

KNOWN = {"half-a-list": 1, "all-the-boats": 3, "no-list": 0, "nearly-a-list": 2}
"""The vignettes of Examplia and the levels that they were written for, in the order in which they are shown."""


def tide(known: Mapping[str, int] = KNOWN, *, version: int = 1, words: str = "of Examplia") -> VignetteSet:
    """A set on Examplia's rubric, with the case of each key written for this level."""
    cases = tuple(
        Vignette(key, "completion", level, editorial(en=f"{key} {words}", fr=f"{key}, fr", es=f"{key}, es"))
        for key, level in known.items()
    )
    return VignetteSet("tide-completion", version, "tide", 1, cases)


def load_set(content: VignetteSet) -> Loaded:
    """Load Examplia's pack once more, with these vignettes in it."""
    with unit_of_work(db.session):
        return packs.load(pack=replace(pack.read(EXAMPLIA), vignettes=(content,)), actor=OPERATOR, now=LOADED_AT)


def chosen() -> VignetteSetRow:
    """The set of Examplia, loaded where it is not yet."""
    load_set(tide())
    found = sets.vignette_set("tide-completion", 1)
    assert found is not None
    return found


def use(round_: Round) -> None:
    vignettes = chosen()
    with unit_of_work(db.session):
        services.use_vignettes(round_=round_, vignettes=vignettes, actor=OPERATOR, now=OPENS)


def open_with_vignettes(slug: str = "calibrated") -> Round:
    """An open round that uses the vignettes of Examplia, for which the usual NGOs are accredited."""
    round_ = draft_round(slug=slug)
    use(round_)
    with unit_of_work(db.session):
        rounds.open_(round_=round_, actor=OPERATOR, now=OPENS)
    decide(AccreditationState.ACCREDITED, *NGOS)
    return round_


def ngo_gave(
    round_: Round, ngo: str, scores: Mapping[str, int], *, actor: Identity = OPERATOR, now: datetime = DURING
) -> VignetteSubmission:
    with unit_of_work(db.session):
        return services.score_as_ngo(
            round_=round_, ngo=organisation(ngo), scores=scores, salt=ngo.encode(), actor=actor, now=now
        )


def agency_gave(
    round_: Round, agency: str, scores: Mapping[str, int], *, actor: Identity = OPERATOR, now: datetime = DURING
) -> VignetteSubmission:
    with unit_of_work(db.session):
        return services.score_as_agency(
            round_=round_, agency=organisation(agency), scores=scores, salt=agency.encode(), actor=actor, now=now
        )


def a_round_that_scored_them(slug: str = "calibrated") -> Round:
    """An open round in which one NGO knew every level and one agency read each a level higher where it could."""
    round_ = open_with_vignettes(slug)
    ngo_gave(round_, "civic-lens", KNOWN)
    agency_gave(round_, "treasury", {key: min(level + 1, 3) for key, level in KNOWN.items()})
    return round_
