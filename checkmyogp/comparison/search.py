"""Everything said in a round as passages that can be searched, and what a search finds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain.searching import Part, excerpt, words
from checkmyogp.domain.wording import Wording
from checkmyogp.scorecards import milestone_page
from checkmyogp.scorecards.milestone_page import Pieces
from checkmyogp.snapshots.reader import CriterionView, Scorecard

MOST = 200
"""How many passages a page shows; whoever finds more looks for another word."""


@unique
class Sort(StrEnum):
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
    sort: Sort
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
    parts: tuple[Part, ...]


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
        yield from _voices(scorecard, number)
        yield from _replies(scorecard, number)
        if number in notes:
            yield Passage(number, Sort.NOTE, None, notes[number], "")


def _of_the_plan(scorecard: Scorecard, number: str) -> Iterator[Passage]:
    """The milestone in every language that it is written in, so that either finds it."""
    promise = milestone_page.promise(scorecard, number)
    title = Wording.restored(scorecard.milestones[number]["title"])
    for sort, wordings in ((Sort.TITLE, [title]), (Sort.PROMISE, [promise.text, *promise.outputs])):
        for wording in wordings:
            for version in wording.versions:
                yield Passage(number, sort, None, version.text, version.language)


def _reports(scorecard: Scorecard, number: str) -> Iterator[Passage]:
    for report in milestone_page.reports(scorecard, number):
        yield Passage(number, Sort.REPORT, report.agency, report.narrative, report.language, report.criterion)
        yield from _evidence(number, report.agency, report.evidence, report.language, report.criterion)


def _voices(scorecard: Scorecard, number: str) -> Iterator[Passage]:
    for voice in milestone_page.voices(scorecard, number):
        for answer in voice.answers:
            yield Passage(number, Sort.REASON, voice.rater, answer.reason, answer.language, answer.criterion)
            yield from _evidence(number, voice.rater, answer.evidence, answer.language, answer.criterion)


def _replies(scorecard: Scorecard, number: str) -> Iterator[Passage]:
    for reply in milestone_page.replies(scorecard, number):
        yield Passage(number, Sort.REPLY, reply.agency, reply.text, reply.language)
        yield from _evidence(number, reply.agency, reply.evidence, reply.language, None)
        for answer in reply.answers:
            yield Passage(number, Sort.ANSWER, answer.rater, answer.reason, answer.language)


def _evidence(
    number: str, whose: Wording, pieces: Pieces, language: str, criterion: CriterionView | None
) -> Iterator[Passage]:
    for piece in pieces:
        told = ". ".join(piece[name] for name in ("title", "publisher", "quotation") if piece.get(name))
        yield Passage(number, Sort.EVIDENCE, whose, told, language, criterion)
