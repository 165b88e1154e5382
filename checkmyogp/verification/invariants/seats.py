"""What is kept of seats is what the audit chain says of them, and nobody came in by one officer alone."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from checkmyogp.accounts.models import Person
from checkmyogp.accounts.seats import queries
from checkmyogp.accounts.seats.models import OfficerChange, Recovery
from checkmyogp.accounts.seats.recoveries import subject
from checkmyogp.assessment.queries import assessments
from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.domain.recoveries import is_before_it
from checkmyogp.reporting.queries import self_reports
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import subject as of_the_round
from checkmyogp.vignettes.services import SCORED

JOINED = "person.joined"
OF_RECOVERIES = ("recovery.proposed", "recovery.confirmed", "recovery.stopped", "recovery.done")


def of_people() -> Iterator[str]:
    """Whoever has joined sits where the chain says; what joined before seats were recorded names no seat."""
    people = {str(person.id): person for person in db.session.scalars(select(Person).order_by(Person.id))}
    for entry in audit.with_actions(JOINED):
        key, _, seat = entry.subject.partition("/")
        person = people.get(key)
        if person is None:
            yield f"Person {key}: it has joined, and there is no such person."
        elif seat and person.seat.subject != seat:
            yield f"Person {key}: it joined as {seat}, and sits as {person.seat.subject}."


def of_recoveries() -> Iterator[str]:
    """Each step of a recovery has its entry, which holds the hash of the reason; none is without its row."""
    kept, recorded = Counter(_steps()), Counter((entry.action, entry.subject) for entry in _entries())
    for action, name in sorted({*kept, *recorded}):
        if kept[action, name] != recorded[action, name]:
            yield f"{name}: {kept[action, name]} rows say {action}, and {recorded[action, name]} entries."


def _steps() -> Iterator[tuple[str, str]]:
    for row in queries.recoveries():
        taken = (row.proposed_at, row.confirmed_at, row.stopped_at, row.done_at)
        yield from ((action, subject(row)) for action, at in zip(OF_RECOVERIES, taken, strict=True) if at)


def _entries():  # noqa: ANN202 - what the chain gives
    return audit.with_actions(*OF_RECOVERIES)


def of_two() -> Iterator[str]:
    """Nobody confirmed what it proposed, and each change of an officer has the entry of the second one."""
    confirmed = {entry.subject for entry in audit.with_actions("officer.change_confirmed")}
    for row in (*db.session.scalars(select(OfficerChange).order_by(OfficerChange.id)), *_recoveries()):
        if row.confirmed_by == row.proposed_by:
            yield f"{row.id}: one officer proposed and confirmed it."
        if isinstance(row, OfficerChange) and row.confirmed_at and str(row.id) not in confirmed:
            yield f"{row.id}: it is confirmed, and no entry of the audit chain says so."


def _recoveries() -> list[Recovery]:
    return list(queries.recoveries())


def of_marks(round_: Round) -> Iterator[str]:
    """What a recovered seat submitted to a round that was open then is marked, and nothing else is."""
    recovered = queries.recovered_people()
    marked = {_receipt(row) for row in _marked(round_)}
    expected = {
        entry.subject.rpartition("/")[2]
        for entry in audit.about(f"{of_the_round(round_)}/")
        # Vignettes are never scored by such a seat, so that none of these is ever marked.
        if entry.action in {"assessment.submitted", "report.submitted", SCORED}
        and (seat := recovered.get(entry.actor))
        and is_before_it(round_.opened_at, recovered_at=seat.since)
    }
    for receipt in sorted(marked ^ expected):
        is_marked = "is" if receipt in marked else "is not"
        yield f"{of_the_round(round_)}: {receipt} {is_marked} marked as from a recovered seat, against the chain."


def _marked(round_: Round) -> Iterator[object]:
    for organisation, version in assessments.from_recovered_seats(round_.id):
        yield assessments.submission(round_.id, organisation, version)
    for agency, version in self_reports.from_recovered_seats(round_.id):
        yield self_reports.submission(round_.id, agency, version)


def _receipt(row: object) -> str:
    return str(getattr(row, "receipt", ""))
