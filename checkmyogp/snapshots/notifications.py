"""Letting the chain's head leave the building: kept as published, and mailed to those who would miss it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from checkmyogp import times
from checkmyogp.accounts.models import Person
from checkmyogp.audit import services as audit
from checkmyogp.audit.models import AuditEntry
from checkmyogp.domain.wording import Wording
from checkmyogp.mail import services as mail
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries


def announce(round_: Round, *, template: str, entry: AuditEntry, now: datetime, **facts: Any) -> None:  # noqa: ANN401 - whatever the template names
    """Publish the head after this entry, and write it to every NGO lead and IRM researcher.

    A demonstration is nobody's news: its entries stand in the chain, and no head is taken for them.
    """
    if round_.demonstration:
        return
    head = audit.publish_head(entry, now=now)
    write_to(queries.keepers_of_heads(), round_, template=template, now=now, digest=head.digest, **facts)


def write_to(people: Sequence[Person], round_: Round, *, template: str, now: datetime, **facts: Any) -> None:  # noqa: ANN401 - whatever the template names
    """One mail to each, in each one's language; moments are written by the clock of the round's country."""
    for person in people:
        mail.write(
            template=template,
            recipient=person.address,
            language=person.language,
            now=now,
            facts={**_about(round_, person.language), **_in_words(facts, round_, person.language)},
        )


def _about(round_: Round, language: str) -> dict[str, str]:
    return {
        "plan": round_.plan_title.text(language),
        "round": round_.name.text(language),
        "path": f"{round_.plan.slug}/{round_.slug}",
    }


def _in_words(facts: dict[str, Any], round_: Round, language: str) -> dict[str, Any]:
    zone = round_.time_zone
    return {name: _written(value, zone, language) for name, value in facts.items()}


def _written(value: Any, zone: str, language: str) -> Any:  # noqa: ANN401 - whatever the template names
    if isinstance(value, datetime):
        return times.written(value, zone, language)
    return value.text(language) if isinstance(value, Wording) else value
