"""Mails about replies: to agencies when they can reply, to NGOs when there is something to answer."""

from collections.abc import Iterable
from datetime import datetime

from checkmyogp import times
from checkmyogp.accounts import queries as people
from checkmyogp.domain.identities import Office
from checkmyogp.mail import services as mail
from checkmyogp.plans.models import Organisation
from checkmyogp.replies import queries
from checkmyogp.rounds.models import Round, RoundMilestone


def tell_of_window(round_: Round, agencies: Iterable[Organisation], *, now: datetime) -> None:
    """The scores can be read and replied to."""
    for agency in agencies:
        _write_to(agency, Office.REPORTER, round_, template="replies_open", now=now)


def tell_of_reply(round_: Round, pinned: RoundMilestone, agency: Organisation, *, now: datetime) -> None:
    """An agency has replied to a milestone that these NGOs scored."""
    for ngo in queries.scored_by(round_.id, pinned.milestone_id):
        _write_to(ngo, Office.NGO, round_, template="reply_given", now=now, pinned=pinned, agency=agency)


def _write_to(
    organisation: Organisation,
    office: Office,
    round_: Round,
    *,
    template: str,
    now: datetime,
    pinned: RoundMilestone | None = None,
    agency: Organisation | None = None,
) -> None:
    """One mail to each person who acts for the organisation in this office, in each one's language."""
    for person in people.people(organisation=organisation.key):
        if person.office is not office:
            continue
        language = person.language
        mail.write(
            template=template,
            recipient=person.address,
            language=language,
            now=now,
            facts={
                "plan": round_.plan_title.text(language),
                "round": round_.name.text(language),
                "path": f"{round_.plan.slug}/{round_.slug}",
                "replies_until": times.written(round_.replies_until, round_.time_zone, language),
                "number": pinned.milestone.number if pinned else "",
                "title": pinned.scored.title.text(language) if pinned else "",
                "agency": round_.name_of(agency).text(language) if agency else "",
            },
        )
