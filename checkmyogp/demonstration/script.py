"""The demonstration's script: what each invented organisation says, read from round.toml and words.toml.

Deterministic: nothing is drawn by chance and no clock is read.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from checkmyogp.assessment.services import Given
from checkmyogp.domain.evidence import Evidence
from checkmyogp.domain.rubrics import Criterion, Rubric
from checkmyogp.domain.scales import Account, Confidence, Silence

Item = TypeVar("Item")

FOLDER = Path(__file__).resolve().parent
SYMBOLS = {"e": Silence.NO_EVIDENCE, "u": Silence.UNABLE, "r": Silence.RECUSED}
NO_ANSWER = "."
NO_REPORT = "-"
NOT_DUE = "хугацаа болоогүй"
CONFIDENCE = (Confidence.MEDIUM, Confidence.HIGH, Confidence.LOW, Confidence.HIGH)


@cache
def scene() -> dict[str, Any]:
    """The round as round.toml sets it up."""
    return tomllib.loads((FOLDER / "round.toml").read_text(encoding="utf-8"))


@cache
def words() -> dict[str, Any]:
    """What is said, as words.toml has it."""
    return tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Ngo:
    """One invented NGO: its place among the six, its key, and the language it writes in."""

    place: int
    key: str
    language: str


def ngos() -> tuple[Ngo, ...]:
    """The six NGOs."""
    return tuple(Ngo(place, entry["key"], entry["language"]) for place, entry in enumerate(scene()["ngo"]))


def answers(ngo: Ngo, rubric: Rubric) -> dict[str, dict[str, Given]]:
    """Everything one NGO submits."""
    return {
        milestone: {
            criterion.key: _given(
                ngo, turn, criterion, _account(symbol, ngo, turn, criterion, headline=rubric.headline)
            )
            for criterion in rubric.criteria
        }
        for turn, milestone, symbol in _symbols(ngo)
    }


def _symbols(ngo: Ngo) -> Iterator[tuple[int, str, str]]:
    for turn, (milestone, said) in enumerate(scene()["answers"].items()):
        symbol = said["civil_society"][ngo.place]
        if symbol != NO_ANSWER:
            yield turn, milestone, symbol


def _account(symbol: str, ngo: Ngo, turn: int, criterion: Criterion, *, headline: str) -> Account:
    """The level on the headline as written; on the other criteria one that goes with it, varied by turn and NGO."""
    if symbol in SYMBOLS:
        return SYMBOLS[symbol]
    level = int(symbol)
    if criterion.key == headline:
        return level
    wobble = (turn * 2 + ngo.place * (turn % 3)) % 3 - 1
    return min(max(level + wobble, criterion.values[0]), criterion.highest)


def _given(ngo: Ngo, turn: int, criterion: Criterion, account: Account) -> Given:
    silent = isinstance(account, Silence)
    bank = words()["silence"][account.value] if silent else words()["reason"][criterion.key]
    needs_evidence = not silent and account >= criterion.evidence_from
    pieces = 1 + (turn + ngo.place) % 2 if needs_evidence else 0
    return Given(
        account=account,
        reason=in_turn(bank[ngo.language], turn + ngo.place),
        language=ngo.language,
        confidence=in_turn(CONFIDENCE, turn + ngo.place),
        evidence=evidence(f"{ngo.key}/{turn + 1}/{criterion.key}", ngo.language, pieces),
    )


def evidence(where: str, language: str, pieces: int) -> tuple[Evidence, ...]:
    """So many invented pieces, at addresses that can never exist."""
    said = words()["evidence"]
    return tuple(
        Evidence(
            url=f"https://demonstration.example/{where}/{piece + 1}",
            title=in_turn(said["titles"][language], piece),
            publisher=said["publisher"][language],
            published=date(2025, 6, 2 + piece),
            page="4" if piece else "",
            quotation=said["quotation"][language] if piece else "",
        )
        for piece in range(pieces)
    )


def participation(band: str, turn: int) -> int | None:
    """What the government says of participation, where it says anything; more often than not it does."""
    levels = {"0": 0, "30": 2, "70": 3, "100": 3}
    return levels.get(band) if turn % 4 else None


def narrative(band: str, turn: int) -> tuple[str, str]:
    """An agency's words and the language they are in."""
    language = ("mn", "en")[turn % 2]
    return in_turn(words()["not_due" if band == NOT_DUE else "narrative"][language], turn), language


def reply(milestone: str) -> tuple[str, str, tuple[Evidence, ...]]:
    """What an agency replies: the words, the language they are in, and evidence."""
    turn, said = next((turn, said) for turn, said in enumerate(scene()["reply"]) if said["milestone"] == milestone)
    text = in_turn(words()["reply"][said["language"]], turn // 2)
    return text, said["language"], evidence(f"reply/{milestone}", said["language"], said["evidence"])


def in_turn(bank: Sequence[Item], turn: int) -> Item:
    """One of a list, going round."""
    return bank[turn % len(bank)]
