"""Everything said in a round as passages that can be searched, and what a search finds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain.search import PassagePart, excerpt, words
from checkmyogp.domain.wording import Wording
from checkmyogp.scorecards import milestone_page
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.entries import PublishedEvidence
from checkmyogp.snapshots.reader import Scorecard

MOST = 200
"""How many passages a page shows; whoever finds more looks for another word."""


@unique
class PassageKind(StrEnum):
    """What a passage is."""

    TITLE = "title"
    PROMISE = "promise"
    REPORT = "report"
    REASON = "reason"
    REPLY = "reply"
    ANSWER = "answer"
    EVIDENCE = "evidence"
    NOTE = "note"
    """A researcher's own; it is among nobody else's passages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that was said of a milestone."""

    number: str
    kind: PassageKind
    whose: Wording | None
    """Who said it; nothing where the plan or the researcher does."""
    text: str
    language: str
    """What it is written in; empty for a note, which nobody asks."""
    criterion: CriterionView | None = None
    """What it is about; nothing where it is about the whole milestone."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds every word that was looked for, with the words marked."""

    passage: Passage
    parts: tuple[PassagePart, ...]


def found(passages: Iterable[Passage], typed: str, criterion: str = "") -> list[Hit]:
    """The passages that hold all of these words, on one criterion or on any, in the order given."""
    wanted = words(typed)
    return [
        Hit(passage, parts)
        for passage in passages
        if not criterion or (passage.criterion and passage.criterion.key == criterion)
        for parts in (excerpt(passage.text, wanted),)
        if parts
    ]


def by_milestone(hits: Iterable[Hit]) -> Mapping[str, list[Hit]]:
    """The hits under the numbers of their milestones."""
    grouped: dict[str, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.passage.number, []).append(hit)
    return grouped


def passages(scorecard: Scorecard, notes: Mapping[str, str]) -> Iterator[Passage]:
    """Everything said, milestone by milestone; ``notes`` are a researcher's own."""
    for number in scorecard.milestones:
        yield from _of_the_plan(scorecard, number)
        yield from _reports(scorecard, number)
        yield from _assessments(scorecard, number)
        yield from _replies(scorecard, number)
        if number in notes:
            yield Passage(number, PassageKind.NOTE, None, notes[number], "")


def _of_the_plan(scorecard: Scorecard, number: str) -> Iterator[Passage]:
    """The milestone in every language that it is written in, so that either finds it."""
    promise = milestone_page.promise(scorecard, number)
    title = scorecard.milestones[number].title
    for kind, wordings in ((PassageKind.TITLE, [title]), (PassageKind.PROMISE, [promise.text, *promise.outputs])):
        for wording in wordings:
            for version in wording.versions:
                yield Passage(number, kind, None, version.text, version.language)


def _reports(scorecard: Scorecard, number: str) -> Iterator[Passage]:
    for report in milestone_page.agency_reports(scorecard, number):
        said = report.entry
        yield Passage(number, PassageKind.REPORT, report.agency, said.narrative, said.language, report.criterion)
        yield from _evidence(number, report.agency, said.evidence, said.language, report.criterion)


def _assessments(scorecard: Scorecard, number: str) -> Iterator[Passage]:
    for assessment in milestone_page.rater_assessments(scorecard, number):
        for answer in assessment.answers:
            said = answer.entry
            yield Passage(number, PassageKind.REASON, assessment.rater, said.reason, said.language, answer.criterion)
            yield from _evidence(number, assessment.rater, said.evidence, said.language, answer.criterion)


def _replies(scorecard: Scorecard, number: str) -> Iterator[Passage]:
    for reply in milestone_page.agency_replies(scorecard, number):
        said = reply.entry
        yield Passage(number, PassageKind.REPLY, reply.agency, said.text, said.language)
        yield from _evidence(number, reply.agency, said.evidence, said.language, None)
        for answer in reply.answers:
            yield Passage(number, PassageKind.ANSWER, answer.rater, answer.entry.reason, answer.entry.language)


def _evidence(
    number: str, whose: Wording, pieces: Iterable[PublishedEvidence], language: str, criterion: CriterionView | None
) -> Iterator[Passage]:
    for piece in pieces:
        told = ". ".join(part for part in (piece.title, piece.publisher, piece.quotation) if part)
        yield Passage(number, PassageKind.EVIDENCE, whose, told, language, criterion)
