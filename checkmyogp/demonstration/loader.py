"""Playing the demonstration's script through the real services."""

import hashlib
import uuid
from dataclasses import replace
from typing import Any

from checkmyogp.accreditation import services as accreditation
from checkmyogp.assessment import services as assessment
from checkmyogp.db import db
from checkmyogp.demonstration import script
from checkmyogp.domain.conflicts import Conflict, ConflictLevel, Sector
from checkmyogp.domain.identities import DEMONSTRATION
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.plans import OrganisationKind
from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.domain.wording import Wording, editorial
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation, Plan
from checkmyogp.replies import services as replies
from checkmyogp.reporting import services as reporting
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries
from checkmyogp.rubrics import vignettes as rubric_vignettes
from checkmyogp.snapshots import services as scorecards
from checkmyogp.vignettes import services as vignettes


class NothingToDemonstrate(ValueError):
    """The plan or rubric of the demonstration is not loaded."""


def load() -> bool:
    """Play the whole round up to its publication; false where it is already there.

    Raises:
        NothingToDemonstrate: when the Mongolian pack is not loaded.
    """
    scene = script.scene()
    if round_queries.round_at(scene["plan"], scene["slug"]):
        return False
    plan = plan_queries.plan_by_slug(scene["plan"])
    rubric = rubric_queries.rubric(scene["rubric"], scene["rubric_version"])
    if plan is None or rubric is None:
        msg = f"The plan {scene['plan']} is not loaded; run: flask setup"
        raise NothingToDemonstrate(msg)
    round_ = rounds.draft(plan=plan, rubric=rubric, terms=_terms(scene), actor=DEMONSTRATION, now=scene["drafted_at"])
    _use_vignettes(round_, scene)
    rounds.open_(round_=round_, actor=DEMONSTRATION, now=scene["opens_at"])
    play = _Play(plan, round_, scene)
    play.play()
    scorecards.close(round_=round_, actor=DEMONSTRATION, now=scene["closes_at"])
    _reply(play)
    scorecards.publish(round_=round_, actor=DEMONSTRATION, now=scene["published_at"])
    return True


def _terms(scene: dict[str, Any]) -> rounds.Terms:
    same = ("slug", "period_starts", "period_ends", "opens_at", "closes_at", "quorum", "reply_days")
    return rounds.Terms(name=editorial(**scene["name"]), demonstration=True, **{name: scene[name] for name in same})


def _use_vignettes(round_: Round, scene: dict[str, Any]) -> None:
    chosen = rubric_vignettes.vignette_set(scene["vignettes"], scene["vignettes_version"])
    if chosen is None:
        msg = f"The vignettes {scene['vignettes']} are not loaded; run: flask setup"
        raise NothingToDemonstrate(msg)
    vignettes.use_vignettes(round_=round_, vignettes=chosen, actor=DEMONSTRATION, now=scene["drafted_at"])


def _reply(play: "_Play") -> None:
    """Between the close and the publication: what agencies reply, and what NGOs answer."""
    languages = {ngo.key: ngo.language for ngo in script.ngos()}
    for turn, entry in enumerate(play.scene["reply"]):
        text, language, evidence = script.reply(entry["milestone"])
        reply = replies.reply(
            round_=play.round,
            milestone_id=play.milestones[entry["milestone"]],
            agency=play.agency(entry["milestone"]),
            said=replies.ReplyContent(text, language, evidence),
            actor=DEMONSTRATION,
            now=play.scene["replied_at"],
        )
        for key, levels in {**{key: {} for key in entry["kept"]}, **entry["revised"]}.items():
            kind = AnswerKind.REVISED if levels else AnswerKind.KEPT
            reason = script.in_turn(script.words()["answer"][kind.value][languages[key]], turn)
            replies.answer(
                reply_=reply,
                ngo=play.ngos[key],
                answered=replies.AnswerContent(kind, levels, reason, languages[key]),
                actor=DEMONSTRATION,
                now=play.scene["answered_at"],
            )


class _Play:
    """Everything between the opening and the close."""

    def __init__(self, plan: Plan, round_: Round, scene: dict[str, Any]) -> None:
        self.plan, self.round, self.scene = plan, round_, scene
        self.pinned = round_queries.pinned(round_.id)
        self.milestones = {entry.milestone.number: entry.milestone_id for entry in self.pinned}
        self.led = round_queries.leads(self.pinned)
        self.ngos: dict[str, Organisation] = {}
        self.agencies: dict[uuid.UUID, Organisation] = {}

    def play(self) -> None:
        """NGOs are accredited, agencies report, NGOs declare what they have at stake and submit."""
        self.ngos = {entry["key"]: self._ngo(entry) for entry in self.scene["ngo"]}
        self.agencies = self._stand_ins()
        self._score_vignettes()
        self._report()
        for entry in self.scene["conflict"]:
            assessment.declare_conflict(
                round_=self.round,
                milestone_id=self.milestones[entry["milestone"]],
                organisation=self.ngos[entry["ngo"]],
                declared=assessment.Declared(
                    Conflict(entry["conflict"]), ConflictLevel(entry["level"]), entry["explanation"]
                ),
                actor=DEMONSTRATION,
                now=self.scene["submitted_at"],
            )
        for ngo in script.ngos():
            self._submit(ngo, self.ngos[ngo.key])

    def agency(self, milestone: str) -> Organisation:
        """The invented agency that leads a milestone."""
        return next(self.agencies[lead] for lead in self.led[self.milestones[milestone]] if lead in self.agencies)

    def _organisation(self, key: str, name: Wording, sector: Sector) -> Organisation:
        organisation = Organisation(
            member_id=self.plan.member_id,
            key=key,
            name=name,
            sector=sector,
            kind=OrganisationKind.BODY,
            demonstration=True,
        )
        db.session.add(organisation)
        db.session.flush()
        return organisation

    def _ngo(self, entry: dict[str, Any]) -> Organisation:
        ngo = self._organisation(entry["key"], editorial(**entry["name"]), Sector.CIVIL_SOCIETY)
        accreditation.decide(
            plan=self.plan,
            organisation=ngo,
            state=AccreditationState.ACCREDITED,
            reason=editorial(**script.words()["accreditation"]),
            actor=DEMONSTRATION,
            now=self.scene["drafted_at"],
        )
        if "stands_in_for" in entry:
            named = plan_queries.organisation_by_key(self.plan.member_id, entry["stands_in_for"])
            rounds.stand_in(round_=self.round, organisation=ngo, for_=named.id)
        return ngo

    def _stand_ins(self) -> dict[uuid.UUID, Organisation]:
        """One invented agency in the place of each government lead, in the order the plan names them."""
        led = self.led
        known = plan_queries.organisations({key for keys in led.values() for key in keys})
        leads = dict.fromkeys(
            key for entry in self.pinned for key in led[entry.milestone_id] if known[key].sector is Sector.GOVERNMENT
        )
        agencies: dict[uuid.UUID, Organisation] = {}
        for number, lead in enumerate(leads, start=1):
            name = editorial(en=f"Demonstration agency {number}", mn=f"Үзүүлэн байгууллага {number}")
            agencies[lead] = self._organisation(f"demonstration-agency-{number}", name, Sector.GOVERNMENT)
            rounds.stand_in(round_=self.round, organisation=agencies[lead], for_=lead)
        return agencies

    def _score_vignettes(self) -> None:
        """Each NGO and each agency that the script gives levels for, before anything else."""
        given: dict[str, dict[str, int]] = self.scene["vignettes_given"]
        said: dict[str, Any] = {"round_": self.round, "actor": DEMONSTRATION, "now": self.scene["calibrated_at"]}
        for key, ngo in self.ngos.items():
            vignettes.score_as_ngo(ngo=ngo, scores=given[key], salt=_known_salt(f"{key}/vignettes"), **said)
        for agency in self.agencies.values():
            if scores := given.get(agency.key, {}):
                salt = _known_salt(f"{agency.key}/vignettes")
                vignettes.score_as_agency(agency=agency, scores=scores, salt=salt, **said)

    def _report(self) -> None:
        """Each agency reports everything at once; what it changed its mind about it had reported before."""
        first: dict[str, str] = {entry["milestone"]: entry["band"] for entry in self.scene["earlier_report"]}
        last: dict[str, str] = {number: said["government"] for number, said in self.scene["answers"].items()}
        for bands in (first, last):
            by_agency: dict[str, dict[str, list[reporting.Reported]]] = {}
            for turn, number in enumerate(self.scene["answers"]):
                if bands.get(number, script.NO_REPORT) != script.NO_REPORT:
                    key = self.agency(number).key
                    by_agency.setdefault(key, {})[number] = self._reported(key, bands[number], turn)
            for key, reports in by_agency.items():
                self._submit_reports(key, reports)

    def _reported(self, agency: str, band: str, turn: int) -> list[reporting.Reported]:
        crosswalk = rubric_queries.crosswalk_in_force(self.scene["crosswalk"], self.scene["crosswalk_version"])
        narrative, language = script.narrative(band, turn)
        evidence = script.evidence(f"{agency}/{turn + 1}", language, 1 if band in {"70", "100"} else 0)
        banded = reporting.InBands(crosswalk, band)
        reported = reporting.Reported(crosswalk.criterion.key, banded, narrative, language, evidence)
        if (level := script.participation(band, turn)) is None:
            return [reported]
        in_levels = reporting.InLevels(level)
        return [reported, replace(reported, criterion="participation", value=in_levels, evidence=())]

    def _submit_reports(self, agency: str, reports: dict[str, list[reporting.Reported]]) -> None:
        reporting.submit(
            round_=self.round,
            agency=next(row for row in self.agencies.values() if row.key == agency),
            reports=reports,
            salt=_known_salt(agency),
            actor=DEMONSTRATION,
            now=self.scene["reported_at"],
        )

    def _submit(self, ngo: script.Ngo, organisation: Organisation) -> None:
        assessment.submit(
            round_=self.round,
            organisation=organisation,
            answers=script.answers(ngo, rubric_queries.as_domain(self.round.rubric)),
            salt=_known_salt(ngo.key),
            actor=DEMONSTRATION,
            now=self.scene["submitted_at"],
        )


def _known_salt(key: str) -> bytes:
    """Anybody may know what this round holds, so its salts need not be secret; they must be the same each time."""
    return hashlib.sha256(key.encode()).digest()[:16]
