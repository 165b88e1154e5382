"""Random lives of a round: whatever anybody tries next, the application answers as the model says."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta
from typing import Any

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from checkmyogp.domain.lifecycles import AccreditationState as Standing
from checkmyogp.domain.lifecycles import RoundState
from tests.factories.assessing import complete
from tests.factories.officers import clock as on_a_form
from tests.factories.rounds import PLAN
from tests.plugins.sites import assert_everything_holds
from tests.trust.clock import standing_at
from tests.trust.machine import comparing, world
from tests.trust.machine.browsers import Browser, Outcome, keep_signed_in
from tests.trust.machine.model import LED, MILESTONES, Actor, Proposal

ROUND = f"/en/rounds/{PLAN}/first"
ASSESS, REPORT, REPLY, ANSWER, CLOSED = (
    f"/en/{part}/{PLAN}/first" for part in ("assess", "report", "reply", "answer", "closed")
)
REASON = {"reason_en": "For a test.", "reason_mn": "Туршилт."}

Site = Callable[[], AbstractContextManager[Flask]]
"""Makes one life's own copy of the beginning."""


def mostly(right: tuple[Actor, ...]) -> st.SearchStrategy[Actor]:
    """Those whose step it is, and now and then anybody else."""
    return st.sampled_from([*right * (24 // len(right)), *world.EVERYBODY])


officers, leads, reporters = mostly(world.OFFICERS), mostly(world.LEADS), mostly(world.REPORTERS)
members = mostly((*world.LEADS, world.MEMBER))
milestones = st.sampled_from(MILESTONES)
levels = st.sampled_from(["0", "1", "2", "3"])
against = st.sampled_from([Standing.SUSPENDED, Standing.REVOKED])
ngos, agencies = st.sampled_from(sorted(world.TERMS)), st.sampled_from(sorted(LED))


class Life(RuleBasedStateMachine):
    """One life of one round."""

    site: Site
    beginnings: Sequence[RoundState] = tuple(RoundState)
    steps = 0
    """How much was tried in all lives together."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.clock = self.stack.enter_context(standing_at(world.BEGINS))
        self.app = self.stack.enter_context(self.site())
        self.model = world.model()
        self.browsers = {actor.name: Browser(self.app, actor) for actor in world.EVERYBODY}
        self.comparison = comparing.Comparison(self.app)

    def teardown(self) -> None:
        """Whatever happened, everything holds that `flask verify` checks."""
        try:
            with self.app.app_context():
                assert_everything_holds()
        finally:
            self.stack.close()

    def tries(self, who: Actor, page: str, *, may: bool, fresh: bool, typed: Any = None, to: str = "") -> bool:
        """Somebody presses a button; whether it was done, which is to be exactly when it may be."""
        type(self).steps += 1
        outcome = self.browsers[who.name].send(page, typed, to=to, opened=page.startswith((ASSESS, REPORT)))
        if who.stale and fresh:
            assert outcome in {Outcome.CONFIRM_FIRST, Outcome.REFUSED}, f"{who} at {page}: {outcome.value}"
            return False
        expected = Outcome.DONE if may else Outcome.REFUSED
        assert outcome is expected, f"{who} at {to or page}: {outcome.value}, where {expected.value} was expected"
        return may

    def goes_to(self, moment: Any) -> None:
        """The clock goes on, never back."""
        self.clock.moment = self.model.now = max(self.model.now, moment)
        keep_signed_in(self.app, self.clock, self.browsers)

    @initialize(chosen=st.data())
    def begins(self, chosen: st.DataObject) -> None:
        """Any stretch of a round's life may come first, so that short lives see late states too."""
        until = chosen.draw(st.sampled_from(type(self).beginnings))
        officer, another = world.OFFICERS
        if until is not RoundState.DRAFT:
            self.the_next_moment_comes()
            self.opens(who=officer)
            for lead in world.LEADS:
                self.drafts(who=lead, milestone="1.1", level="2")
            self.submits(who=world.LEADS[0])
            self.drafts_a_report(who=world.REPORTERS[0], milestone="1.1", level="3")
        if until in {RoundState.CLOSED, RoundState.PUBLISHED}:
            self.reports(who=world.REPORTERS[0])
            self.the_next_moment_comes()
            self.closes(who=officer)
            self.replies(who=world.REPORTERS[0], milestone="1.1")
        if until is RoundState.PUBLISHED:
            self.the_next_moment_comes()
            self.publishes(who=another)

    @rule(hours=st.sampled_from([1, 30, 200]))
    def time_passes(self, hours: int) -> None:
        self.goes_to(self.model.now + timedelta(hours=hours))

    @rule()
    def the_next_moment_comes(self) -> None:
        ends = {RoundState.DRAFT: self.model.opens_at, RoundState.OPEN: self.model.closes_at}
        self.goes_to(ends.get(self.model.state, self.model.replies_until()))

    @rule(who=officers)
    def opens(self, who: Actor) -> None:
        if self.tries(who, f"{ROUND}/open", may=self.model.may_open(who), fresh=False):
            self.model.state = RoundState.OPEN
            self.model.log.append("round.opened")

    @rule(who=officers, days=st.sampled_from([-1, 1, 10]))
    def extends(self, who: Actor, days: int) -> None:
        to = self.model.closes_at + timedelta(days=days)
        typed = {"closes_at": on_a_form(to), **REASON}
        if self.tries(who, f"{ROUND}/extend", may=self.model.may_extend(who, to), fresh=False, typed=typed):
            self.model.closes_at = to
            self.model.log.append("round.extended")

    @rule(who=officers)
    def closes(self, who: Actor) -> None:
        if self.tries(who, f"{ROUND}/close", may=self.model.may_close(who), fresh=True):
            self.model.state, self.model.closed_at = RoundState.CLOSED, self.model.now
            self.model.log.append("round.closed")
            self.comparison.counts(self.model)

    @rule(who=officers)
    def publishes(self, who: Actor) -> None:
        if self.tries(who, f"{ROUND}/publish", may=self.model.may_publish(who), fresh=True):
            self.model.state, self.model.versions = RoundState.PUBLISHED, 1
            self.model.log.append("scorecard.published")

    @rule(who=members, milestone=milestones, level=levels)
    def drafts(self, who: Actor, milestone: str, level: str) -> None:
        typed = {**complete(level), "then": "stay"}
        if self.tries(who, f"{ASSESS}/{milestone}", may=self.model.may_draft(who), fresh=False, typed=typed):
            self.model.drafted.setdefault(who.organisation, set()).add(milestone)

    @rule(who=leads)
    def submits(self, who: Actor) -> None:
        if self.tries(who, f"{ASSESS}/submit", may=self.model.may_submit(who), fresh=True):
            self.model.scored[who.organisation] = set(self.model.drafted[who.organisation])
            self._submitted(who, "assessment.submitted")

    @rule(who=reporters, milestone=milestones, level=levels)
    def drafts_a_report(self, who: Actor, milestone: str, level: str) -> None:
        typed = {"completion-answer": level, "completion-narrative": f"Done by {self.model.now}.", "then": "stay"}
        may = self.model.may_draft_report(who, milestone)
        if self.tries(who, f"{REPORT}/{milestone}", may=may, fresh=False, typed=typed):
            self.model.unsubmitted.setdefault(who.organisation, set()).add(f"{milestone} {typed}")

    @rule(who=reporters)
    def reports(self, who: Actor) -> None:
        if self.tries(who, f"{REPORT}/submit", may=self.model.may_report(who), fresh=True):
            self.model.unsubmitted[who.organisation] = set()
            self._submitted(who, "report.submitted")

    def _submitted(self, who: Actor, entry: str) -> None:
        self.model.submissions[who.organisation] = self.model.submissions.get(who.organisation, 0) + 1
        self.model.log.append(entry)

    @rule(who=officers, ngo=ngos, state=st.sampled_from([Standing.ACCREDITED, Standing.SUSPENDED, Standing.REVOKED]))
    def proposes(self, who: Actor, ngo: str, state: Standing) -> None:
        ends_on = "2031-12-31" if state is Standing.ACCREDITED else ""
        typed = {"state": state.value, "ends_on": ends_on, **REASON}
        page = f"/en/accreditation/applications/{PLAN}/{ngo}/propose"
        if self.tries(who, page, may=self.model.may_propose(who, ngo, state), fresh=True, typed=typed):
            self.model.proposals[ngo] = Proposal(state, who.name)
            self.model.log.append("accreditation.proposed")

    @rule(who=officers, ngo=ngos)
    def confirms(self, who: Actor, ngo: str) -> None:
        typed = {"proposal": self.comparison.proposal(ngo), "step": "confirm"}
        page = f"/en/accreditation/applications/{PLAN}/{ngo}"
        if self.tries(who, page, may=self.model.may_confirm(who, ngo), fresh=True, typed=typed):
            state = self.model.proposals.pop(ngo).state
            self.model.standing[ngo] = state
            if state is Standing.ACCREDITED:
                self.model.terms[ngo] = world.LAST_DAY
            self.model.log.append(f"accreditation.{state.value}")

    @rule(ngo=ngos, state=against)
    def is_decided_on(self, ngo: str, state: Standing) -> None:
        """By two officers; the NGO's lead goes on as before."""
        one, another = world.OFFICERS
        self.proposes(who=one, ngo=ngo, state=state)
        self.confirms(who=another, ngo=ngo)
        self.submits(who=next(lead for lead in world.LEADS if lead.organisation == ngo))

    @rule(ngo=ngos, state=against)
    def is_decided_on_by_one_alone(self, ngo: str, state: Standing) -> None:
        one, _ = world.OFFICERS
        self.proposes(who=one, ngo=ngo, state=state)
        self.confirms(who=one, ngo=ngo)

    @rule(who=reporters, milestone=milestones)
    def replies(self, who: Actor, milestone: str) -> None:
        may, typed = self.model.may_reply(who, milestone), {"text": "We did more than that.", "language": "en"}
        if self.tries(who, f"{REPLY}/{milestone}", may=may, fresh=False, typed=typed):
            self.model.replied.add((who.organisation, milestone))
            self.model.log.append("reply.given")

    @rule(who=members, agency=agencies, milestone=milestones, level=st.sampled_from(["", "0", "1", "2", "3"]))
    def answers(self, who: Actor, agency: str, milestone: str, level: str) -> None:
        given = self.comparison.level(who.organisation, milestone)
        revises = level not in {"", given}
        typed = {
            "kind": "revised" if revises else "kept",
            "completion-level": level if revises else "",
            "reason": "We read the reply.",
            "language": "en",
        }
        may = self.model.may_answer(who, agency, milestone)
        if self.tries(who, f"{ANSWER}/{milestone}/{agency}", may=may, fresh=False, typed=typed):
            self.model.log.append("reply.answered")

    @rule(who=officers)
    def proposes_a_correction(self, who: Actor) -> None:
        may = self.model.may_propose_correction(who)
        if self.tries(who, f"{ROUND}/correct", may=may, fresh=True, typed=REASON):
            self.model.correction_by = who.name
            self.model.log.append("correction.proposed")

    @rule(who=officers)
    def confirms_a_correction(self, who: Actor) -> None:
        to = f"{ROUND}/corrections/{self.comparison.correction()}/confirm"
        if self.tries(who, f"{ROUND}/correct", may=self.model.may_confirm_correction(who), fresh=True, to=to):
            self.model.correction_by, self.model.versions = "", self.model.versions + 1
            self.model.log.append("scorecard.published")

    @rule()
    def is_corrected(self) -> None:
        one, another = world.OFFICERS
        self.proposes_a_correction(who=one)
        self.confirms_a_correction(who=another)

    @rule()
    def is_corrected_by_one_alone(self) -> None:
        one, _ = world.OFFICERS
        self.proposes_a_correction(who=one)
        self.confirms_a_correction(who=one)

    @rule(who=st.sampled_from(world.EVERYBODY), milestone=st.sampled_from(["", "/1.1"]))
    def peeks(self, who: Actor, milestone: str) -> None:
        type(self).steps += 1
        status = self.browsers[who.name].get(f"{CLOSED}{milestone}").status_code
        assert status == (200 if self.model.may_read_closed(who) else 404), f"{who} reads what is sealed: {status}"

    @invariant()
    def agrees(self) -> None:
        """The database says what the model says."""
        self.comparison.agrees(self.model)
