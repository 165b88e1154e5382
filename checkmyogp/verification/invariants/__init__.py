"""What must never be false, checked against a live database; each violation is a sentence.

Source: the trust description, section "Invariants". Figures and hashes of published snapshots are checked by
``verification``; here is everything that rows, the audit chain and publications must say of each other.
"""

from collections.abc import Callable, Iterator

from checkmyogp.db import db, keyring
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.verification.invariants import (
    bound_rows,
    counted,
    heads,
    offices,
    opening_words,
    publications,
    register,
    registrations,
    replies,
    seats,
    steps,
    submissions,
    vignettes,
)

Check = Callable[[], Iterator[str]]
CheckOfARound = Callable[[Round], Iterator[str]]

OF_A_ROUND: tuple[CheckOfARound, ...] = (
    steps.of_round,
    steps.of_extensions,
    submissions.of_receipts,
    submissions.of_hours,
    submissions.of_scores,
    submissions.of_reports,
    counted.of_answers,
    counted.of_accredited,
    opening_words.of_opening,
    registrations.of_opening,
    registrations.of_scorecards,
    vignettes.of_opening,
    vignettes.of_scorecards,
    replies.of_replies,
    publications.of_versions,
    publications.of_corrections,
    publications.of_contents,
    publications.of_methods,
    publications.of_words,
    publications.of_extracts,
    seats.of_marks,
)
OF_THE_SITE: tuple[Check, ...] = (
    heads.on_the_chain,
    heads.of_publications,
    offices.of_people,
    seats.of_people,
    seats.of_recoveries,
    seats.of_two,
    register.of_decisions,
    register.of_entries,
    bound_rows.of_rows,
)


def broken() -> list[str]:
    """Everything that does not hold."""
    _read_one_state()
    with keyring.tolerating():
        return _found()


def _found() -> list[str]:
    found = [sentence for check in OF_THE_SITE for sentence in check()]
    return found + [sentence for round_ in rounds.rounds() for check in OF_A_ROUND for sentence in check(round_)]


def _read_one_state() -> None:
    """On a site that is in use, every query of the check must see the same moment."""
    db.session.rollback()
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
