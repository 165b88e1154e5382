"""Finding words in what was said, whatever their case, and marking where they stand.

Letters are compared case-folded, each by itself, so that a place in the folded text leads back to the text: Ө and ө,
Ү and ү are the same, Ө and О are not.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

AROUND = 90
"""How many characters of a passage are shown on either side of what was found."""
CUT = "…"


@dataclass(frozen=True, slots=True)
class PassagePart:
    """A piece of a passage: what was looked for, or what stands around it."""

    text: str
    marked: bool


def words(typed: str) -> tuple[str, ...]:
    """What somebody looks for: each word once, folded."""
    return tuple(dict.fromkeys(_composed(typed).casefold().split()))


def excerpt(text: str, wanted: Sequence[str]) -> tuple[PassagePart, ...]:
    """The passage around the first of these words, with each of them marked; nothing unless all of them occur.

    A word also counts within a longer one: Mongolian puts its endings behind the stem.
    """
    composed = " ".join(_composed(text).split())
    spans = _spans(composed, wanted)
    if not spans:
        return ()
    start, end = _window(composed, spans[0])
    return tuple(_parts(composed, start, end, spans))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _origins(text: str) -> list[int]:
    """For each letter of the folded text the place it came from: some letters fold into two."""
    return [place for place, letter in enumerate(text) for _ in letter.casefold()]


def _spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand, in order and without overlap; nothing unless all of them occur."""
    folded = text.casefold()
    if not wanted or not all(word in folded for word in wanted):
        return []
    origins = _origins(text)
    found = sorted(
        (origins[place], origins[place + len(word) - 1] + 1) for word in wanted for place in _places(folded, word)
    )
    spans = [found[0]]
    for start, end in found[1:]:
        if start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _places(folded: str, word: str) -> Iterator[int]:
    place = folded.find(word)
    while place >= 0:
        yield place
        place = folded.find(word, place + len(word))


def _window(text: str, first: tuple[int, int]) -> tuple[int, int]:
    """From where to where the passage is shown; it is cut between words."""
    start, end = max(0, first[0] - AROUND), min(len(text), first[1] + AROUND)
    if start:
        start = text.find(" ", start, first[0]) + 1 or start
    if end < len(text):
        last = text.rfind(" ", first[1], end)
        end = last if last > 0 else end
    return start, end


def _parts(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[PassagePart]:
    if start:
        yield PassagePart(CUT, marked=False)
    reached = start
    for opens, closes in spans:
        if closes > end:
            break
        if opens > reached:
            yield PassagePart(text[reached:opens], marked=False)
        yield PassagePart(text[opens:closes], marked=True)
        reached = closes
    if reached < end:
        yield PassagePart(text[reached:end], marked=False)
    if end < len(text):
        yield PassagePart(CUT, marked=False)
