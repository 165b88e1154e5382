"""What the assessment forms say, in words."""

from collections.abc import Iterable

from flask_babel import gettext, lazy_gettext
from markupsafe import Markup

from checkmyogp.assessment import services
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.drafts import Progress
from checkmyogp.domain.lifecycles import NotAccredited, RoundNotOpen
from checkmyogp.domain.rubrics import Lack, Missing
from checkmyogp.domain.scales import NGO_SILENCES, Confidence, Silence
from checkmyogp.drafting import labels as drafting
from checkmyogp.drafting.services import DraftChangedMeanwhile
from checkmyogp.rounds.words.reader import ScoredCriterion
from checkmyogp.web.actions import Refusals
from checkmyogp.web.jinja import plain, words


def silence_explained(value: Silence) -> str:
    """When to choose it."""
    return {
        Silence.NO_EVIDENCE: gettext("We looked and found nothing either way."),
        Silence.UNABLE: gettext("We are not qualified to judge this."),
        Silence.RECUSED: gettext("We have a conflict of interest and give no level."),
    }[value]


def answer_explained(answer: str, criterion: ScoredCriterion) -> Markup | str:
    """What choosing this answer says; nothing for the choice that says nothing yet."""
    if answer in NGO_SILENCES:
        return silence_explained(Silence(answer))
    return next((words(level.descriptor) for level in criterion.levels if str(level.value) == answer), "")


def evidence_rule(criterion: ScoredCriterion) -> str:
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
        Lack.WHOLE_EVIDENCE: drafting.whole_evidence(),
        Lack.WHOLE_DECLARATION: gettext("it needs a kind, an effect and an explanation"),
    }[value]


def missing(found: Iterable[Missing], criteria: Iterable[ScoredCriterion]) -> list[str]:
    """Everything that a milestone lacks, a sentence for each criterion's lack."""
    return drafting.missing(found, criteria, lack)


def progress(value: Progress) -> str:
    """How far a milestone has come."""
    return {
        Progress.LEFT: gettext("not begun"),
        Progress.BEGUN: gettext("begun"),
        Progress.DONE: gettext("complete"),
    }[value]


REFUSALS: Refusals = {
    RoundNotOpen: lazy_gettext("The round is closed. Nothing was submitted now; your drafts are kept."),
    NotAccredited: lazy_gettext(
        "Your organisation is not accredited for this plan at this moment. Nothing was submitted; your drafts are kept."
    ),
    DraftChangedMeanwhile: lazy_gettext(
        "Somebody saved a draft after you opened this page. Nothing was submitted: look through it again, so that "
        "you know what you sign."
    ),
    services.Incomplete: lazy_gettext("Something is still missing. Nothing was submitted; it is listed below."),
    services.NothingAnswered: lazy_gettext("Nothing has been assessed yet, so there is nothing to submit."),
}
"""Why an assessment is not submitted."""
