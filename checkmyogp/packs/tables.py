"""Reading TOML tables key by key, and remembering each mistake instead of stopping at the first.

Each reading method returns something of the right type even where the file is wrong: what is read after a mistake
is thrown away, because a pack with problems is never loaded.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from checkmyogp.domain.texts import TURNING
from checkmyogp.domain.wording import TextStanding, Version, Wording

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
OGP_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
SHORT = re.compile(r".{1,100}")
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)*")

# What the columns that keep them hold: PostgreSQL refuses what SQLite takes.
LONGEST_KEY = 100
LONGEST_NUMBER = 40

LARGEST_FILE = 5_000_000
"""Bytes; a plan of a thousand milestones has less than two million."""

LONGEST_SHOWN = 80

NO_DAY = date(1, 1, 1)

COUNTS = range(1, 1000)
"""Versions, and plans of a member."""

Member = TypeVar("Member", bound=StrEnum)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, what is wrong, and what would be right."""

    file: str
    key: str
    wrong: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.wrong}; allowed: {self.allowed}"


@dataclass(slots=True)
class PackReading:
    """What reading a pack has found so far."""

    languages: tuple[str, ...] = ("en",)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PackTable:
    """One table of one file."""

    reading: PackReading
    file: str
    path: str
    content: Mapping[str, object]
    standings: Mapping[str, TextStanding]
    used: set[str] = field(default_factory=set)

    def at(self, name: str) -> str:
        """Where a key of this table is, as a person would look for it."""
        return f"{self.path}.{name}" if self.path else name

    def wrong(self, name: str, wrong: str, allowed: str) -> None:
        """Remember a mistake."""
        self.reading.problems.append(Problem(self.file, self.at(name), wrong, allowed))

    def has(self, name: str) -> bool:
        """Whether the key is there; one that may be asked for is one that may be given."""
        self.used.add(name)
        return name in self.content

    def text(self, name: str, *, pattern: re.Pattern[str] | None = None, default: str | None = None) -> str:
        """A plain text; ``default`` makes it optional."""
        value = self._take(name, str, "text", default)
        if pattern and value != default and not pattern.fullmatch(value):
            self.wrong(name, f"{_shown(value)} has the wrong form", f"the form {pattern.pattern}")
        elif pattern and len(value) > LONGEST_KEY:
            self.wrong(name, "is too long", f"at most {LONGEST_KEY} characters")
        self._refuse_unseen(name, value)
        return value

    def _refuse_unseen(self, name: str, value: str) -> None:
        # No database keeps a NUL, and nobody can see the others.
        if any(unicodedata.category(letter) == "Cc" and letter not in "\n\r\t" for letter in value):
            self.wrong(name, "holds a control character", "text that can be printed")
        if TURNING & {*value}:
            self.wrong(name, "holds a sign that turns the text after it round", "the text without it")

    def number(self) -> str:
        """The number of a commitment or milestone; always one that can be put in order."""
        value = self.text("number", pattern=NUMBER)
        if len(value) > LONGEST_NUMBER:
            self.wrong("number", "is too long", f"at most {LONGEST_NUMBER} characters")
        return value if NUMBER.fullmatch(value) and len(value) <= LONGEST_NUMBER else "0"

    def integer(self, name: str, within: range) -> int:
        """A whole number out of these."""
        described = f"a whole number from {within[0]} to {within[-1]}"
        value = self._take(name, int, described, within[0])
        if value not in within:
            self.wrong(name, f"{_shown(value)} is out of range", described)
        return value

    def flag(self, name: str) -> bool:
        """True or false."""
        return self._take(name, bool, "true or false", None)

    def day(self, name: str) -> date:
        """A date, written without quotation marks."""
        return self._take(name, date, "a date such as 2025-06-30, without quotation marks", None)

    def choice(self, name: str, kind: type[Member]) -> Member:
        """One of the values of an enumeration."""
        value = self.text(name)
        try:
            return kind(value)
        except ValueError:
            if self.has(name):
                self.wrong(name, f"{_shown(value)} is unknown", ", ".join(member.value for member in kind))
            return next(iter(kind))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of plain texts; a missing list is empty."""
        values = self._take(name, list, "a list of texts", [])
        if not all(isinstance(value, str) for value in values):
            self.wrong(name, "holds something that is not text", "a list of texts")
            return ()
        for place, value in enumerate(values, start=1):
            if not value.strip():
                self.wrong(f"{name}[{place}]", "is empty", "some words")
            self._refuse_unseen(f"{name}[{place}]", value)
        return tuple(values)

    def refuse_twins(self, name: str, keys: Sequence[str], kind: str) -> None:
        """Remember a mistake for each key that stands more than once; the keys are those of the tables ``name``."""
        for place, key in enumerate(keys, start=1):
            if key in keys[: place - 1]:
                self.wrong(
                    f"{name}[{place}].{'raw' if kind == 'band' else 'key'}",
                    f"{key!r} stands twice",
                    f"each {kind} once",
                )

    def table(self, name: str) -> "PackTable":
        """A table within this one; a missing one is empty, and its own keys then complain."""
        return self._inner(name, self._take(name, dict, "a table", {}))

    def tables(self, name: str) -> Iterator["PackTable"]:
        """The tables of a list, in order; a missing list is empty."""
        for place, value in enumerate(self.values(name), start=1):
            if isinstance(value, dict):
                yield self._inner(f"{name}[{place}]", value)
            else:
                self.wrong(f"{name}[{place}]", "is not a table", "a table")

    def values(self, name: str) -> Sequence[object]:
        """A list of anything; a missing list is empty."""
        return self._take(name, list, "a list", [])

    def words(self, name: str, *, editorial: bool = False) -> Wording:
        """A text in every language of the member."""
        return self.table(name).wording(editorial=editorial)

    def wording(self, *, editorial: bool = False) -> Wording:
        """This table read as a text: one entry per language."""
        versions = tuple(
            version for language in self.reading.languages if (version := self._version(language, editorial=editorial))
        )
        self.done()
        return Wording(versions or (Version(self.reading.languages[0], "", TextStanding.EDITORIAL),))

    def done(self) -> None:
        """Complain about every key that nobody asked for: a misspelt key would otherwise be silently left out."""
        for name in sorted(self.content.keys() - self.used):
            self.wrong(name, "is no key of this table", ", ".join(sorted(self.used)) or "nothing")

    def _version(self, language: str, *, editorial: bool) -> Version | None:
        if not self.has(language):
            self.wrong(language, "this language is missing", f"a text in {', '.join(self.reading.languages)}")
            return None
        standing = TextStanding.EDITORIAL if editorial else self.standings.get(language, TextStanding.UNOFFICIAL)
        if isinstance(self.content[language], dict):
            inner = self.table(language)
            text, standing = inner.text("text"), inner.choice("status", TextStanding)
            inner.done()
        else:
            text = self.text(language)
        if not text.strip():
            self.wrong(language, "is empty", "some words")
        return Version(language, text.strip(), standing)

    def _inner(self, name: str, content: Mapping[str, object]) -> "PackTable":
        return PackTable(self.reading, self.file, self.at(name), content, self.standings)

    def _take(self, name: str, kind: type[Value], described: str, default: Value | None) -> Value:
        self.used.add(name)
        value = self.content.get(name, default)
        if isinstance(value, kind) and not _passes_for_another(value, kind):
            return value
        self.wrong(name, "is missing" if name not in self.content else f"{_shown(value)} is not {described}", described)
        return kind() if kind is not date else NO_DAY  # type: ignore[return-value] - the kind was just compared


def _shown(value: object) -> str:
    """A value as a message quotes it. A number of thousands of digits cannot even be written out."""
    if isinstance(value, int) and value.bit_length() > LONGEST_SHOWN:
        return "this number"
    written = repr(value)
    return written if len(written) <= 2 * LONGEST_SHOWN else f"{written[:LONGEST_SHOWN]} …"


def _passes_for_another(value: object, kind: type) -> bool:
    """To Python, TOML's true is a whole number and its moments are days; neither is ever meant by one."""
    return (kind is int and isinstance(value, bool)) or (kind is date and isinstance(value, datetime))


def read_file(reading: PackReading, folder: Path, name: str) -> PackTable | None:
    """One file of a pack as a table; ``None`` after remembering why it cannot be read."""
    try:
        # Some editors begin a file with a byte-order mark, which is none of its words.
        content = tomllib.loads(_text_of(folder, name))
    except UnreadablePackFile as error:
        reading.problems.append(Problem(name, "", str(error), error.allowed))
    except UnicodeDecodeError:
        reading.problems.append(Problem(name, "", "the file is not UTF-8", "a file saved as UTF-8"))
    except RecursionError:
        reading.problems.append(Problem(name, "", "the file is nested too deeply", "TOML 1.0"))
    except ValueError as error:
        reading.problems.append(Problem(name, "", f"the file is not TOML: {error}", "TOML 1.0"))
    else:
        return _with_standings(PackTable(reading, name, "", content, {}))
    return None


class UnreadablePackFile(Exception):
    """A file that is not there, is no file, is too large, lies elsewhere, or may not be read."""

    def __init__(self, wrong: str, allowed: str) -> None:
        super().__init__(wrong)
        self.allowed = allowed


def _text_of(folder: Path, name: str) -> str:
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise UnreadablePackFile("the file is a link to one outside of the pack", "a file of the pack itself")
        if path.exists() and not path.is_file():
            raise UnreadablePackFile("this is no file", "a TOML file of this name")
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadablePackFile("the file is too large", f"at most {LARGEST_FILE:,} bytes")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UnreadablePackFile("the file is missing", "a TOML file of this name") from None
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "a link to itself"
        raise UnreadablePackFile(f"the file cannot be read: {reason}", "a file that can be opened") from error


def _with_standings(table: PackTable) -> PackTable:
    """The same table, knowing which of its languages are the government's own words."""
    if not table.has("translations"):
        return table
    declared = table.table("translations")
    standings = {language: declared.choice(language, TextStanding) for language in declared.content}
    return PackTable(table.reading, table.file, "", table.content, standings, used={"translations"})
