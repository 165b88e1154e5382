"""Finds words of another language on a page: English that was not translated, Mongolian that does not say it is."""

import re
from collections.abc import Iterator
from functools import cache

from babel.messages.pofile import read_po

from tests.checkout import ROOT
from tests.pages.markup import Element, Page

CATALOGUE = ROOT / "translations" / "mn" / "LC_MESSAGES" / "messages.po"
BETWEEN_WORDS = re.compile(r"%\(\w+\)[sd]|<[^<>]*>|%%")
ENGLISH = re.compile(r"[a-z]{4,}")
"""What a piece of a message needs for it to be words, and not a sign or a name."""
SEVERAL_WORDS = 3
CODE = {"code", "pre", "script", "style"}
RUN_OF = {
    "mn": re.compile(r"\b[a-z’']{2,}(?: [a-z’']{2,}){2,}\b"),
    "en": re.compile(r"\b[а-яёөү]{2,}(?: [а-яёөү]{2,}){2,}\b"),
}
"""Three small words in a row that are certainly of the other language."""
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“]*“|\"[^\"]*\"")
"""What a note quotes from the printed plan; it has no mark-up of its own."""
ATTRIBUTES = ("alt", "aria-label", "title", "placeholder")


def untranslated(page: Page, language: str) -> Iterator[str]:
    """One sentence for each text that is not in the language it should be in."""
    for element, text in _readable(page):
        if element.language() != language:
            continue
        if stray := RUN_OF[language].search(QUOTED.sub(" … ", text)):
            yield f"not marked as another language, in {element.place()}: {stray[0]}"
        if language != "en" and (message := _message_in(text)):
            yield f"not translated, in {element.place()}: {message}"


def _readable(page: Page) -> Iterator[tuple[Element, str]]:
    for element, text in page.root.texts():
        # A page's own title has no mark-up to say that a name in it is of another language.
        if element.name not in CODE | {"title"}:
            yield element, " ".join(text.split())
    for element in page.root.walk():
        for name in ATTRIBUTES:
            if name in element.attributes and element.name not in CODE:
                yield element, element.attributes[name]


def _message_in(text: str) -> str:
    if not ENGLISH.search(text):
        return ""
    alone, several = pieces()
    if text.strip(" .,:·–()“”") in alone:
        return text
    return next((piece for piece in several if piece in text), "")


@cache
def pieces() -> tuple[frozenset[str], tuple[str, ...]]:
    """What the English messages consist of between their variables: what may not stand alone, and what nowhere."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="mn")
    found: set[str] = set()
    for message in catalogue:
        for form in (message.id,) if isinstance(message.id, str) else message.id:
            found |= {piece.strip(" .,:·–()“”") for piece in BETWEEN_WORDS.split(form)}
    words = {piece for piece in found if ENGLISH.search(piece)}
    several = {piece for piece in words if len(piece.split()) >= SEVERAL_WORDS}
    return frozenset(words), tuple(sorted(several))
