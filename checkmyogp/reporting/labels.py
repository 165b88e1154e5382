"""What the reporting forms say, in words."""

from collections.abc import Iterable

from flask_babel import gettext, lazy_gettext
from markupsafe import Markup

from checkmyogp.domain.lifecycles import RoundNotOpen
from checkmyogp.domain.rubrics import Lack, Missing
from checkmyogp.domain.scales import GOVERNMENT_SILENCES, Silence
from checkmyogp.domain.self_reports import BandOf, Stage
from checkmyogp.drafting import labels as drafting
from checkmyogp.drafting.services import DraftChangedMeanwhile
from checkmyogp.reporting.models import SelfReport
from checkmyogp.reporting.services import NothingReady
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.words.reader import ScoredCriterion
from checkmyogp.rubrics.models import BandRow, CrosswalkVersion
from checkmyogp.web.actions import Refusals
from checkmyogp.web.jinja import plain, words


def group(answer: str) -> str:
    """Which kind of answer this is: a level, a band, a silence, or none."""
    if not answer:
        return "none"
    if answer in GOVERNMENT_SILENCES:
        return "silence"
    return "band" if "/" in answer else "level"


def answer_explained(answer: str, criterion: ScoredCriterion, crosswalks: Iterable[CrosswalkVersion]) -> Markup | str:
    """What choosing this answer says; nothing for the choice that says nothing yet."""
    kind = group(answer)
    if kind == "silence":
        return gettext("The plan’s own time for it has not come.")
    if kind == "level":
        return next((words(level.descriptor) for level in criterion.levels if str(level.value) == answer), "")
    if kind == "none":
        return ""
    chosen = BandOf.read(answer)
    return next(
        (
            _stands_for(band, criterion)
            for crosswalk in crosswalks
            for band in crosswalk.bands
            if (crosswalk.key, crosswalk.version, band.raw) == (chosen.crosswalk, chosen.version, chosen.raw)
        ),
        "",
    )


def _stands_for(band: BandRow, criterion: ScoredCriterion) -> str:
    if band.silence is not None:
        return gettext("stands for “%(level)s”", level=drafting.silence(band.silence))
    name = next(plain(level.name) for level in criterion.levels if level.value == band.level)
    return gettext("stands for “%(level)s”", level=name)


def lack(value: Lack) -> str:
    """What a report is still without."""
    return {
        Lack.ANSWER: gettext("no answer is chosen"),
        Lack.REASON: gettext("it is not said what was done"),
        Lack.WHOLE_EVIDENCE: drafting.whole_evidence(),
    }[value]


def missing(found: Iterable[Missing], criteria: Iterable[ScoredCriterion]) -> list[str]:
    """Everything that a milestone lacks, a sentence for each criterion's lack."""
    return drafting.missing(found, criteria, lack)


def stage(value: Stage) -> str:
    """How far a milestone has come."""
    return {
        Stage.NOTHING: gettext("nothing yet"),
        Stage.DRAFTED: gettext("drafted, not complete"),
        Stage.READY: gettext("ready, not submitted"),
        Stage.REPORTED: gettext("reported"),
    }[value]


def said(report: SelfReport, criterion: ScoredCriterion, round_: Round) -> str:
    """What was reported, in words: the level, and the band where the agency gave one."""
    account = report.account
    if isinstance(account, Silence):
        level = drafting.silence(account)
    else:
        level = next(plain(row.name) for row in criterion.levels if row.value == account)
    if report.crosswalk is None:
        return level
    band = plain(round_.crosswalk(report.crosswalk).bands[report.raw or ""])
    return gettext("%(level)s, reported as “%(band)s”", level=level, band=band)


def quarter(value: str) -> str:
    """A quarter as people write it: "2nd quarter of 2025"."""
    if not value:
        return gettext("The whole period")
    year, number = value.split("-Q")
    return gettext("Quarter %(number)s of %(year)s", number=number, year=year)


REFUSALS: Refusals = {
    RoundNotOpen: lazy_gettext("The round is closed. Nothing was submitted now; your drafts are kept."),
    DraftChangedMeanwhile: lazy_gettext(
        "Somebody saved a draft after you opened this page. Nothing was submitted: look through it again, so that "
        "you know what you submit."
    ),
    NothingReady: lazy_gettext("Nothing is ready that was not submitted before, so nothing was submitted."),
}
"""Why nothing is reported."""
