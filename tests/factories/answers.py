"""What NGOs and agencies say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from checkmyogp.assessment import services as assessment
from checkmyogp.assessment.models import Submission
from checkmyogp.assessment.services import Declared, Given
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.evidence import UNDATED, Evidence
from checkmyogp.domain.identities import OPERATOR, Identity
from checkmyogp.domain.scales import Account, Confidence
from checkmyogp.reporting import sealed_reports
from checkmyogp.reporting import services as reporting
from checkmyogp.reporting.models import SelfReport
from checkmyogp.reporting.services import InBands, InLevels, Reported
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubrics
from tests.factories.rounds import DURING, milestone_id, organisation

SALT = bytes(range(16))
EVIDENCE = Evidence("https://example.org/fees", "The list of fees", "Ministry of Ports", UNDATED, "", "")


def given(account: Account, **changed: object) -> Given:
    """A complete answer."""
    answer = Given(account, "We read the list.", "en", Confidence.HIGH, (EVIDENCE,))
    return replace(answer, **changed)  # pyright: ignore[reportArgumentType]


def both(completion: Account, opening: Account = 0) -> dict[str, Given]:
    """Complete answers on both criteria of the rubric `tide`."""
    return {"completion": given(completion), "opening": given(opening)}


def assess(
    round_: Round,
    ngo: str,
    answers: Mapping[str, Mapping[str, Given]],
    *,
    salt: bytes = SALT,
    actor: Identity = OPERATOR,
    now: datetime = DURING,
) -> Submission:
    """An NGO submits these answers."""
    with unit_of_work(db.session):
        return assessment.submit(
            round_=round_, organisation=organisation(ngo), answers=answers, salt=salt, actor=actor, now=now
        )


def score(
    round_: Round, ngo: str, *, actor: Identity = OPERATOR, now: datetime = DURING, **levels: Account
) -> Submission:
    """An NGO submits these levels on completion; a milestone is written as m1_1 for 1.1."""
    answers = {name.removeprefix("m").replace("_", "."): both(account) for name, account in levels.items()}
    # The receipt must differ between NGOs that say the same.
    return assess(round_, ngo, answers, salt=ngo.encode().ljust(16)[:16], actor=actor, now=now)


def declare(round_: Round, ngo: str, milestone: str, conflict: Conflict, level: ConflictLevel) -> None:
    """An NGO says what it has at stake."""
    with unit_of_work(db.session):
        assessment.declare_conflict(
            round_=round_,
            milestone_id=milestone_id(round_, milestone),
            organisation=organisation(ngo),
            declared=Declared(conflict, level, "Our treasurer works there."),
            actor=OPERATOR,
            now=DURING,
        )


def report(
    round_: Round, agency: str, milestone: str, value: Account | str, *, criterion: str = "completion",
    actor: Identity = OPERATOR, now: datetime = DURING,
) -> SelfReport:  # fmt: skip
    """An agency reports a level, a silence, or, as text, one of its lamps."""
    if type(value) is str:
        return report_in_bands(round_, agency, milestone, "lamps", value, criterion=criterion, actor=actor, now=now)
    return report_level(round_, agency, milestone, value, criterion=criterion, actor=actor, now=now)  # pyright: ignore[reportArgumentType]


def report_in_bands(
    round_: Round, agency: str, milestone: str, crosswalk: str, raw: str, *, criterion: str,
    actor: Identity = OPERATOR, now: datetime = DURING,
) -> SelfReport:  # fmt: skip
    """An agency reports a band of this crosswalk."""
    said = InBands(rubrics.crosswalk_in_force(crosswalk, 1), raw)
    return _report(round_, agency, milestone, said, criterion=criterion, actor=actor, now=now)


def report_level(
    round_: Round, agency: str, milestone: str, value: Account, *, criterion: str,
    actor: Identity = OPERATOR, now: datetime = DURING,
) -> SelfReport:  # fmt: skip
    """An agency reports a level or a silence."""
    return _report(round_, agency, milestone, InLevels(value), criterion=criterion, actor=actor, now=now)


def _report(
    round_: Round, agency: str, milestone: str, said: InBands | InLevels, *, criterion: str,
    actor: Identity, now: datetime,
) -> SelfReport:  # fmt: skip
    said_of_it = Reported(criterion, said, "It is on our site.", "en")
    with unit_of_work(db.session):
        reporting.submit(
            round_=round_,
            agency=organisation(agency),
            reports={milestone: [said_of_it]},
            salt=SALT,
            actor=actor,
            now=now,
        )
    found = sealed_reports.rows(round_, organisation(agency).id)
    of_it = (row for row in found if row.milestone_id == milestone_id(round_, milestone))
    return max(of_it, key=lambda row: row.sequence)
