"""The whole round, part by part, and what its people keep of it."""

from dataclasses import dataclass, field

from checkmyogp.domain.identities import Office
from tests.e2e.whole_round import accounts, accrediting, assessing, cast, reporting, running
from tests.e2e.whole_round.assessing import Receipt
from tests.e2e.whole_round.place import Place, days
from tests.e2e.whole_round.window import Window

REVISING = "clear-river"
"""The NGO that revises after the reply; the first one keeps."""
REPLIED_TO, NOT_REPLIED_TO = "1.1", "6.8"


@dataclass(frozen=True)
class People:
    """Those who came in by an invitation, with their browsers."""

    first_officer: Window
    second_officer: Window
    lead: Window
    reporter: Window


@dataclass
class Kept:
    """What is known once the round is over."""

    place: Place
    people: People
    assessed: int = 0
    """How many milestones the first NGO assessed."""
    receipts: list[Receipt] = field(default_factory=list)
    """Of the first NGO and of the first agency."""
    signed_out: str = ""
    """What the first officer's cookie held until then."""


def go_through(place: Place) -> Kept:
    """From the first invitation to a corrected scorecard."""
    kept = Kept(place, come_in(place))
    people, language = kept.people, place.language
    accrediting.apply(people.lead)
    accrediting.decide(people.first_officer, people.second_officer, cast.NGO)
    accrediting.accredit_the_others(place)
    running.draft(people.first_officer)
    running.open_too_early(people.first_officer)
    place.wait_until(running.OPENS)
    running.open_(people.first_officer)
    say(kept, language)
    reply_and_answer(kept, language)
    publish_and_correct(kept)
    kept.signed_out = accounts.sign_out(people.first_officer)
    return kept


def come_in(place: Place) -> People:
    """The operator invites the first two officers, who invite everybody else."""
    theirs, language = place.officers_language, place.language
    place.run("officer", "invite", cast.FIRST_OFFICER, "--language", theirs)
    first = accounts.join(place, cast.FIRST_OFFICER, theirs)
    place.run("officer", "invite", cast.SECOND_OFFICER, "--language", theirs)
    second = accounts.join(place, cast.SECOND_OFFICER, theirs)
    names = {f"name_{spoken}": name for spoken, name in cast.NGO_NAMES.items()}
    accounts.invite(first, "ngo-lead", cast.LEAD, **names)
    lead = accounts.join(place, cast.LEAD, language)
    accounts.invite(second, "reporter", cast.REPORTER, organisation=cast.AGENCY)
    return People(first, second, lead, accounts.join(place, cast.REPORTER, language))


def say(kept: Kept, language: str) -> None:
    """Everybody submits: two of them everything, the others a part; then the round closes."""
    place, people = kept.place, kept.people
    kept.assessed = assessing.assess_from_the_first(people.lead, language, most=place.assessed)
    reporting.report_on_everything(people.reporter, language)
    for ngo in cast.OTHER_NGOS:
        window = place.seated(Office.NGO, ngo)
        assessing.assess(window, language, m1_1="1", m6_8="2")
        assessing.submit(window)
        window.page.context.close()
    for agency, number in place.other_agencies.items():
        window = place.seated(Office.REPORTER, agency)
        reporting.report(window, number, language)
        assessing.submit(window, "report")
        window.page.context.close()
    place.wait_until(running.CLOSES - days(1))
    accounts.sign_in(people.first_officer, cast.FIRST_OFFICER)
    running.remind_and_extend(people.first_officer)
    accounts.sign_in(people.lead, cast.LEAD)
    accounts.sign_in(people.reporter, cast.REPORTER)
    assessing.submit(people.lead)
    assessing.submit(people.reporter, "report")
    kept.receipts = [assessing.keep_receipt(window) for window in (people.lead, people.reporter)]
    place.wait_until(running.EXTENDED_TO)
    accounts.sign_in(people.first_officer, cast.FIRST_OFFICER)
    running.close(people.first_officer)


def reply_and_answer(kept: Kept, language: str) -> None:
    """One agency replies; one NGO keeps its levels, another revises them."""
    place, people = kept.place, kept.people
    accounts.sign_in(people.reporter, cast.REPORTER)
    reporting.reply(people.reporter, REPLIED_TO, language)
    accounts.sign_in(people.lead, cast.LEAD)
    assessing.answer_reply(people.lead, REPLIED_TO, cast.AGENCY, language, cast.KEPT[language])
    other = place.seated(Office.NGO, REVISING)
    assessing.answer_reply(
        other, REPLIED_TO, cast.AGENCY, language, cast.REVISED[language], completion="3", participation="2"
    )
    other.page.context.close()


def publish_and_correct(kept: Kept) -> None:
    """Once the time for replies is over."""
    place, first, second = kept.place, kept.people.first_officer, kept.people.second_officer
    accounts.sign_in(first, cast.FIRST_OFFICER)
    running.cannot_be_done(first, "publish")
    place.wait_until(running.PUBLISHED)
    accounts.sign_in(first, cast.FIRST_OFFICER)
    accounts.sign_in(second, cast.SECOND_OFFICER)
    running.publish(first)
    running.correct(first, second)
