"""Whether a snapshot holds: its bytes are canonical, and every figure follows from the scores inside it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from itertools import islice
from typing import Any

from checkmyogp.audit import queries as audit_queries
from checkmyogp.audit import services as audit
from checkmyogp.domain.canon import NotCanonical, canonical, sha256
from checkmyogp.domain.identities import Office
from checkmyogp.domain.texts import shortened
from checkmyogp.rounds import services as rounds
from checkmyogp.snapshots import queries, services
from checkmyogp.snapshots.models import Snapshot
from checkmyogp.snapshots.recomputation import is_revised, recomputed, recomputed_before_replies, seed_of
from checkmyogp.snapshots.schema import FORMS, FrozenScorecard
from checkmyogp.verification import workload

MOST_DIFFERENCES = 20
UNREADABLE = (NotCanonical, KeyError, TypeError, ValueError, AttributeError, RecursionError)
"""What reading a file raises that is no scorecard."""


class NotASnapshot(ValueError):
    """A file that is no scorecard of a form that is known here."""

    def __str__(self) -> str:
        """A line for an operator."""
        return f"This file is not a scorecard of the form {FORMS[-1]}."


class NotJson(NotASnapshot):
    """A file that is not even JSON."""

    def __str__(self) -> str:
        """A line for an operator."""
        return "This file is not a scorecard: it is not JSON."


@unique
class Fault(StrEnum):
    """In which way a file does not hold."""

    NOT_CANONICAL = "not_canonical"
    """Its bytes are not canonical JSON."""
    UNREADABLE = "unreadable"
    """Its scores cannot be read; ``given`` names the error."""
    FIGURE = "figure"
    """A figure is another one than its scores give."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a file does not hold, with pieces of the file short enough to be repeated."""

    fault: Fault
    at: str = ""
    """Where the figure stands, like ``figures[0].counts.split``."""
    given: str = ""
    expected: str = ""

    def __str__(self) -> str:
        """A line for an operator."""
        match self.fault:
            case Fault.NOT_CANONICAL:
                return "The bytes are not canonical JSON, so the file was written by something else."
            case Fault.UNREADABLE:
                return f"The scores cannot be read ({self.given})."
            case Fault.FIGURE:
                return f"{self.at}: {self.given} stands there, the scores give {self.expected}."


@dataclass(frozen=True, slots=True)
class Report:
    """What checking a file found."""

    digest: str
    differences: tuple[Difference, ...]
    demonstration: bool
    """Whether the file says that everything but the plan is invented."""
    published: Snapshot | None
    """The published scorecard with the very same bytes, if this site has one."""

    unchecked: bool = False
    """Whether checking it would be more work than this site does for whoever asks."""

    @property
    def holds(self) -> bool:
        """Whether every figure follows from the scores."""
        return not self.differences and not self.unchecked


def of_bytes(given: bytes) -> Report:
    """Check a file that somebody has.

    Raises:
        NotASnapshot: when it is no scorecard at all.
    """
    digest = sha256(given)
    if len(given) > workload.LARGEST_FILE:
        return Report(digest, (), demonstration=False, published=queries.by_digest(digest), unchecked=True)
    plain = read(given)
    return Report(
        digest,
        tuple(_differences(given)) if (checked := not _is_too_much(plain)) else (),
        plain.get("demonstration") is True,
        queries.by_digest(digest),
        unchecked=not checked,
    )


def _is_too_much(plain: Mapping[str, Any]) -> bool:
    """What cannot even be estimated is no work: it is refused while it is read."""
    try:
        return workload.too_much(plain)
    except UNREADABLE:
        return False


def of_snapshot(snapshot: Snapshot) -> list[str]:
    """What is wrong with a published snapshot, one line each; nothing where it holds."""
    name = f"{snapshot.round.plan.slug}/{snapshot.round.slug}/{snapshot.version}"
    if sha256(snapshot.content) != snapshot.digest:
        return [f"{name}: the bytes no longer give the published hash."]
    return [f"{name}: {difference}" for difference in _differences(snapshot.content)]


def of_chain() -> list[str]:
    """What is wrong with the audit chain, and between it and what is published; nothing where it holds."""
    found = audit.first_break(audit_queries.entries())
    broken = [f"The audit chain breaks at entry {found.sequence}."] if isinstance(found, audit.Broken) else []
    return broken + _against_publications()


def _against_publications() -> list[str]:
    """Where the chain and the published scorecards tell different stories; a demonstration may be taken out again."""
    recorded = _recorded()
    kept = {services.subject(row.round, row.version, row.digest) for row in queries.all_snapshots()}
    gone = {subject for subject, demonstration in recorded.items() if not demonstration} - kept
    return [
        *(
            f"{_without_digest(one)}: no entry of the audit chain names these bytes."
            for one in sorted(kept - recorded.keys())
        ),
        *(f"{_without_digest(one)}: the audit chain says it was published, and it is gone." for one in sorted(gone)),
    ]


def _recorded() -> dict[str, bool]:
    """What the chain says was published, and whether it was of a demonstration, whoever corrected that."""
    found: dict[str, bool] = {}
    played: dict[str, bool] = {}
    for entry in audit_queries.with_actions(rounds.DRAFTED, services.PUBLISHED):
        if entry.action == rounds.DRAFTED:
            played[entry.subject] = entry.office is Office.DEMONSTRATION
        else:
            found[entry.subject] = played.get("/".join(entry.subject.split("/")[:2]), False)
    return found


def _without_digest(subject: str) -> str:
    return subject.rpartition("/")[0]


def read(given: bytes) -> FrozenScorecard:
    """A snapshot's bytes as plain content.

    Raises:
        NotASnapshot: when they are not a scorecard of a form that is known here; `NotJson` where they are no JSON.
    """
    try:
        plain = json.loads(given.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotJson from error
    if not isinstance(plain, dict) or plain.get("schema") not in FORMS:
        raise NotASnapshot
    return plain  # pyright: ignore[reportReturnType] - whoever reads on is ready for missing keys


def _differences(kept: bytes) -> list[Difference]:
    plain = read(kept)
    found: list[Difference] = []
    try:
        if canonical(plain) != kept:
            found.append(Difference(Fault.NOT_CANONICAL))
        found += compared(seed_of(plain), plain["method"]["seed"], "method.seed")
        found += islice(compared(_plain(recomputed(plain)), plain.get("figures"), "figures"), MOST_DIFFERENCES)
        first = _plain(recomputed_before_replies(plain)) if is_revised(plain) else _GONE
        given = plain.get("figures_before_replies", _GONE)
        found += islice(compared(first, given, "figures_before_replies"), MOST_DIFFERENCES)
    except UNREADABLE as error:
        return [*found, Difference(Fault.UNREADABLE, given=type(error).__name__)]
    return found[:MOST_DIFFERENCES]


def _plain(figures: object) -> Any:  # noqa: ANN401 - plain JSON
    return json.loads(canonical(figures))


def compared(expected: Any, given: Any, at: str) -> Iterator[Difference]:  # noqa: ANN401 - any plain JSON value
    """Where two plain values differ, found as they are asked for."""
    if isinstance(expected, Mapping) and isinstance(given, Mapping):
        for key in sorted(expected.keys() | given.keys()):
            yield from compared(expected.get(key, _GONE), given.get(key, _GONE), f"{at}.{key}")
    elif _is_list(expected) and _is_list(given) and len(expected) == len(given):
        for place, (one, other) in enumerate(zip(expected, given, strict=True)):
            yield from compared(one, other, f"{at}[{place}]")
    elif expected != given or type(expected) is not type(given):
        yield Difference(Fault.FIGURE, shortened(at), shortened(repr(given)), shortened(repr(expected)))


_GONE = "nothing"


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
