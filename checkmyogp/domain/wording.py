"""Texts in several languages, each saying whether it is the government's own wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class TextStanding(StrEnum):
    """Whose words a text is in."""

    OFFICIAL = "official"
    """The government's own wording, quoted as printed."""

    UNOFFICIAL = "unofficial"
    """A courtesy translation."""

    EDITORIAL = "editorial"
    """This site's own words: short titles, notes, rubrics."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text in one language."""

    language: str
    text: str
    standing: TextStanding


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in one or more languages; the first is the fallback."""

    versions: tuple[Version, ...]

    def __post_init__(self) -> None:
        languages = [version.language for version in self.versions]
        if not languages or len(set(languages)) != len(languages):
            msg = "a text needs at least one language, and each language once"
            raise ValueError(msg)

    def best(self, language: str) -> Version:
        """The text in this language, or in the fallback language where there is none."""
        return next((version for version in self.versions if version.language == language), self.versions[0])

    def text(self, language: str) -> str:
        """The words alone, in this language or in the fallback."""
        return self.best(language).text

    def widened(self, earlier: "Wording") -> "Wording":
        """An earlier version with these words put in: its other languages stay, and so does their order."""
        mine = {version.language: version for version in self.versions}
        kept = {version.language: mine.get(version.language, version) for version in earlier.versions}
        return Wording(tuple((kept | mine).values()))

    def changed_from(self, earlier: "Wording") -> tuple[Version, ...]:
        """The earlier versions that this text has otherwise; a language that only one of them has is no change."""
        mine = self.texts()
        return tuple(known for known in earlier.versions if mine.get(known.language, known.text) != known.text)

    @property
    def official(self) -> tuple[Version, ...]:
        """The versions that are the government's own wording."""
        return tuple(version for version in self.versions if version.standing is TextStanding.OFFICIAL)

    def texts(self) -> dict[str, str]:
        """Language to words, as the read-only JSON shows a text."""
        return {version.language: version.text for version in self.versions}

    def stored(self) -> dict[str, dict[str, str]]:
        """A plain form for a database column or a snapshot; ``restored`` reads it back."""
        return {version.language: {"text": version.text, "status": version.standing.value} for version in self.versions}

    @classmethod
    def restored(cls, stored: Mapping[str, Mapping[str, str]]) -> "Wording":
        """The text kept by ``stored``, in the same order of languages."""
        return cls(
            tuple(Version(language, entry["text"], TextStanding(entry["status"])) for language, entry in stored.items())
        )


def editorial(**texts: str) -> Wording:
    """A text in this site's own words, one keyword per language."""
    return Wording(tuple(Version(language, text, TextStanding.EDITORIAL) for language, text in texts.items()))
