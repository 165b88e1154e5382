"""Every page and state a reader can meet, for the screenshots and for the accessibility checks."""

from dataclasses import dataclass

SCORECARD = "/scorecards/mn-nap-5/demonstration"
MILESTONE = f"{SCORECARD}/1/milestones"
ANALYSIS = f"{SCORECARD}/1/analysis"


@dataclass(frozen=True, slots=True)
class State:
    """A page: its address below the language, and what is uploaded to it, if anything."""

    name: str
    path: str
    upload: str = ""
    """Which file is sent: the scorecard as published, altered, or no scorecard at all."""


FULL = (
    State("home", "/"),
    State("plans", "/plans"),
    State("plan", "/plans/mn-nap-5"),
    State("plan-past", "/plans/mn-nap-1"),
    State("milestone-due-after-the-end", "/plans/mn-nap-5/milestones/2.2"),
    State("milestone-open-ended", "/plans/mn-nap-5/milestones/4.6"),
    State("milestone-shared-row", "/plans/mn-nap-5/milestones/6.1"),
    State("milestone-of-a-sub-commitment", "/plans/mn-nap-5/milestones/5.1.3"),
    State("scorecards", "/scorecards"),
    State("scorecard", SCORECARD),
    State("scorecard-version", f"{SCORECARD}/1"),
    State("scorecard-by-divergence", f"{SCORECARD}?sort=divergence"),
    State("scorecard-filtered", f"{SCORECARD}?commitment=5&outcome=government_higher"),
    State("scorecard-nothing-fits", f"{SCORECARD}?commitment=1&outcome=unable"),
    State("scorecard-participation", f"{SCORECARD}?criterion=participation"),
    State("scorecard-opening", f"{SCORECARD}?criterion=opening"),
    State("analysis-pair", f"{SCORECARD}/1/analysis/pair"),
    State("analysis-pair-of-ngos", f"{SCORECARD}/1/analysis/pair?criterion=opening"),
    State("analysis-reliability", f"{SCORECARD}/1/analysis/reliability"),
    State("analysis-sensitivity", f"{SCORECARD}/1/analysis/sensitivity"),
    State("analysis-sensitivity-of-positions", f"{SCORECARD}/1/analysis/sensitivity?criterion=opening"),
    State("scored-government-higher", f"{MILESTONE}/1.1"),
    State("scored-fragile-and-declared", f"{MILESTONE}/2.3"),
    State("scored-no-quorum", f"{MILESTONE}/2.4"),
    State("scored-nobody", f"{MILESTONE}/4.1"),
    State("scored-no-evidence", f"{MILESTONE}/4.6"),
    State("scored-replied-and-revised", f"{MILESTONE}/5.1.4"),
    State("scored-two-reports", f"{MILESTONE}/5.1.5"),
    State("scored-recused-lead", f"{MILESTONE}/6.1"),
    State("scored-not-yet-due", f"{MILESTONE}/8.1"),
    State("analysis-matrix", ANALYSIS),
    State("analysis-matrix-of-opening", f"{ANALYSIS}?criterion=opening&sort=due"),
    State("analysis-matrix-narrowed", f"{ANALYSIS}?commitment=6&sort=disagreement"),
    State("analysis-matrix-nothing-fits", f"{ANALYSIS}?commitment=1&outcome=unable"),
    State("analysis-irm", f"{SCORECARD}/1/analysis/irm"),
    State("analysis-reading", f"{SCORECARD}/1/analysis/reading"),
    State("analysis-found", f"{SCORECARD}/1/analysis/reading?q=%D1%85%D1%83%D1%83%D0%BB%D1%8C"),
    State("analysis-not-found", f"{SCORECARD}/1/analysis/reading?q=lighthouse"),
    State("analysis-milestone", f"{SCORECARD}/1/analysis/reading/5.1.4"),
    State("analysis-files", f"{SCORECARD}/1/analysis/files"),
    State("register", "/register"),
    State("register-of-a-plan", "/register?plan=mn-nap-5"),
    State("accreditation", "/accreditation"),
    State("round", "/rounds/mn-nap-5/demonstration"),
    State("registration", "/rounds/mn-nap-5/demonstration/registration"),
    State("audit", "/audit"),
    State("method", "/method"),
    State("method-rules", "/method/rules"),
    State("method-in-full", "/method/full"),
    State("method-objections", "/method/objections"),
    State("method-versions", "/method/versions"),
    State("method-version-1", "/method/1"),
    State("verify", "/verify"),
    State("verify-holds", "/verify", upload="published"),
    State("verify-does-not-hold", "/verify", upload="altered"),
    State("verify-refused", "/verify", upload="rubbish"),
    State("not-found", "/nothing-here"),
)

EMPTY = (
    State("empty-home", "/"),
    State("empty-plans", "/plans"),
    State("empty-scorecards", "/scorecards"),
    State("empty-register", "/register"),
    State("empty-audit", "/audit"),
    State("empty-method", "/method"),
    State("empty-verify", "/verify"),
)
