"""What the assessment forms say, in words."""

from collections.abc import Iterable

from flask_babel import gettext
from markupsafe import Markup

from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.drafts import CONFLICT_OF_INTEREST, Progress
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.rubrics import Lack, Missing
from checkmyogp.domain.scales import NGO_SILENCES, Confidence, Silence
from checkmyogp.rubrics.models import CriterionRow
from checkmyogp.web.jinja import plain, words


def silence(value: Silence) -> str:
    """An answer that is no level, in an NGO's own words."""
    return {
        Silence.NO_EVIDENCE: gettext("No evidence"),
        Silence.UNABLE: gettext("Unable to judge"),
        Silence.RECUSED: gettext("Recused"),
    }[value]


def silence_explained(value: Silence) -> str:
    """When to choose it."""
    return {
        Silence.NO_EVIDENCE: gettext("We looked and found nothing either way."),
        Silence.UNABLE: gettext("We are not qualified to judge this."),
        Silence.RECUSED: gettext("We have a conflict of interest and give no level."),
    }[value]


def answer_explained(answer: str, criterion: CriterionRow) -> Markup | str:
    """What choosing this answer says; nothing for the choice that says nothing yet."""
    if answer in NGO_SILENCES:
        return silence_explained(Silence(answer))
    return next((words(level.descriptor) for level in criterion.levels if str(level.value) == answer), "")


def evidence_rule(criterion: CriterionRow) -> str:
    """From which level on an answer needs evidence."""
    first = next(level for level in criterion.levels if level.value == criterion.evidence_from)
    return gettext("From “%(level)s” on, at least one piece of evidence is needed.", level=plain(first.name))


def confidence(value: Confidence) -> str:
    """How sure the writers are."""
    return {
        Confidence.LOW: gettext("Low"),
        Confidence.MEDIUM: gettext("Medium"),
        Confidence.HIGH: gettext("High"),
    }[value]


def declared(value: Conflict) -> str:
    """What an NGO may have at stake."""
    return {
        Conflict.FUNDING: gettext("Funding: we are or were paid for this work"),
        Conflict.STAFF: gettext("Staff: somebody of ours works or worked on it"),
        Conflict.FAMILY: gettext("Family: somebody of ours is related to somebody responsible"),
        Conflict.OTHER: gettext("Something else"),
    }[value]


def found(value: Conflict) -> str:
    """What the plan says the NGO has at stake, and what follows."""
    return {
        Conflict.LEAD: gettext(
            "Recused: your organisation, or a group it belongs to, leads this milestone, says the plan. "
            "You can write a score; it is published as not counted."
        ),
        Conflict.SUPPORTING: gettext(
            "Interested: your organisation, or a group it belongs to, supports this milestone, says the plan. "
            "Your score counts and is marked, and the scorecard also gives the result without it."
        ),
    }[value]


def level(value: ConflictLevel) -> str:
    """What a conflict does to a score."""
    return {
        ConflictLevel.INTERESTED: gettext("Interested: our score counts and is marked"),
        ConflictLevel.RECUSED: gettext("Recused: our score is published as not counted"),
    }[value]


def mark(value: ConflictLevel) -> str:
    """The same as one word."""
    return {ConflictLevel.INTERESTED: gettext("interested"), ConflictLevel.RECUSED: gettext("recused")}[value]


def lack(value: Lack) -> str:
    """What an answer is still without."""
    return {
        Lack.ANSWER: gettext("no answer is chosen"),
        Lack.REASON: gettext("the reason is missing"),
        Lack.CONFIDENCE: gettext("the confidence is missing"),
        Lack.EVIDENCE: gettext("this level needs at least one piece of evidence"),
        Lack.WHOLE_EVIDENCE: gettext("a piece of evidence lacks its address or its title"),
        Lack.WHOLE_DECLARATION: gettext("it needs a kind, an effect and an explanation"),
    }[value]


def missing(found: Iterable[Missing], criteria: Iterable[CriterionRow]) -> list[str]:
    """Everything that a milestone lacks, a sentence for each criterion's lack."""
    names = {criterion.key: plain(criterion.name) for criterion in criteria}
    names[CONFLICT_OF_INTEREST] = gettext("Conflict of interest")
    return [
        gettext("%(criterion)s: %(lack)s.", criterion=names[each.criterion], lack=lack(each.lack)) for each in found
    ]


def progress(value: Progress) -> str:
    """How far a milestone has come."""
    return {
        Progress.LEFT: gettext("not begun"),
        Progress.BEGUN: gettext("begun"),
        Progress.DONE: gettext("complete"),
    }[value]


def state(value: RoundState) -> str:
    """Where a round stands."""
    return {
        RoundState.DRAFT: gettext("in preparation"),
        RoundState.OPEN: gettext("open"),
        RoundState.CLOSED: gettext("closed"),
        RoundState.PUBLISHED: gettext("published"),
    }[value]
