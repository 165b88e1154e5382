"""Loading a pack: all of it or nothing, and nothing twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from checkmyogp.audit import services as audit
from checkmyogp.db.upsert import Upserts
from checkmyogp.domain.identities import Identity
from checkmyogp.packs.pack import Pack
from checkmyogp.plans import services as plans
from checkmyogp.rubrics import services as rubrics
from checkmyogp.rubrics import vignettes


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows loading a pack added or changed."""

    added: int
    changed: int


def load(*, pack: Pack, actor: Identity, now: datetime, progress: Callable[[], None] = lambda: None) -> Loaded:
    """Bring the database to what the pack says; ``progress`` is called after each plan.

    Raises:
        plans.editions.OfficialTextDiffers: when a text that was loaded before is not what the pack now quotes.
        rubrics.services.RubricDiffers: when a known rubric version has other levels, rules or words.
        rubrics.services.AnothersRubric, plans.services.NotThisMembers: when something is another member's.
        vignettes.VignettesDiffer, vignettes.AnothersVignettes: when known vignettes would change, or are another's.
        plans.services.AnotherNature: when a known organisation would change its sector or kind.
    """
    upserts = Upserts()
    member = plans.load_member(
        code=pack.member.code,
        ogp_code=pack.member.ogp_code,
        name=pack.member.name,
        languages=pack.member.languages,
        time_zone=pack.member.time_zone,
        upserts=upserts,
    )
    organisations = plans.load_organisations(member=member, contents=pack.organisations, upserts=upserts)
    for content in pack.rubrics:
        rubrics.load_rubric(member=member.code, content=content, upserts=upserts)
    for crosswalk in pack.crosswalks:
        rubrics.load_crosswalk(member=member.code, content=crosswalk, upserts=upserts)
    for vignette_set in pack.vignettes:
        vignettes.load_vignettes(member=member.code, content=vignette_set, upserts=upserts)
    for plan in pack.plans:
        plans.load_plan(member=member, content=plan, organisations=organisations, upserts=upserts)
        progress()
    if upserts.added or upserts.changed:
        named = pack.member.code
        audit.record("pack.loaded", subject=named, actor=actor, now=now, binds=upserts.written, frees=upserts.removed)
    return Loaded(upserts.added, upserts.changed)
