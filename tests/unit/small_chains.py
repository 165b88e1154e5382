"""A small site's public files, and whoever owns that site: what was recorded can be changed, and hashed again."""

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checkmyogp.domain.canon import GENESIS, canonical, chained, receipt, sha256
from tests.checkout import ROOT
from tests.unit.running_the_verifier import Ran, loaded, run

PATH = ROOT / "checkmyogp" / "verifier" / "check_chain.py"
chain_verifier = loaded(PATH)

Table = dict[str, Any]

ROUND = "xm-nap-1/first"
SALT = bytes(range(32))
SUBMITTED = canonical({"round": ROUND, "organisation": "open-ledger", "version": 2, "submitted_at": "2030-01-15"})
RECEIPT = receipt(SUBMITTED, salt=SALT)
RECEIPTS = sorted([RECEIPT, "a" * 64, "b" * 64])
CLOSED_AT, PUBLISHED_AT = "2030-02-01T00:00:00Z", "2030-02-15T00:00:00Z"
REGISTRATION = canonical(
    {"schema": "check-my-ogp/registration/1", "plan": {"slug": "xm-nap-1"}, "round": {"slug": "first"}}
)
REGISTERED = sha256(REGISTRATION)
CARD = canonical(
    {
        "schema": "check-my-ogp/scorecard/3",
        "demonstration": False,
        "plan": {"slug": "xm-nap-1"},
        "round": {"slug": "first"},
        "version": 1,
        "published_at": PUBLISHED_AT,
        "registered": REGISTERED,
        "receipts": RECEIPTS,
    }
)
STEPS = (
    ("operator", "pack.loaded", "XM"),
    ("officer", "round.drafted", ROUND),
    ("officer", "round.opened", f"{ROUND}/{REGISTERED}"),
    ("ngo", "assessment.submitted", f"{ROUND}/{'c' * 64}"),
    ("officer", "person.invited", "somebody"),
    ("ngo", "assessment.submitted", f"{ROUND}/{RECEIPT}"),
    ("officer", "round.closed", f"{ROUND}/{sha256(canonical(RECEIPTS))}"),
    ("reporter", "reply.given", f"{ROUND}/ministry-of-ports"),
    ("officer", "scorecard.published", f"{ROUND}/1/{sha256(CARD)}"),
)
DEMONSTRATION = "xm-nap-1/demonstration"
PLAYED = (
    ("demonstration", "round.drafted", DEMONSTRATION),
    ("demonstration", "round.closed", f"{DEMONSTRATION}/{sha256(canonical([]))}"),
    ("demonstration", "scorecard.published", f"{DEMONSTRATION}/1/{'1' * 64}"),
    ("officer", "scorecard.published", f"{DEMONSTRATION}/2/{'2' * 64}"),
)
"""A demonstration that an officer corrected, to practise: no head leaves."""
SHOWN = {"pack.loaded", "round.drafted", "round.opened", "round.closed", "scorecard.published"}


@dataclass
class Site:
    """What a site has recorded, whoever may read it, and what it serves beside that."""

    entries: list[Table] = field(default_factory=list[Table])
    heads: list[Table] = field(default_factory=list[Table])
    rounds: list[Table] = field(default_factory=list[Table])
    cards: list[bytes] = field(default_factory=list[bytes])
    registrations: list[bytes] = field(default_factory=list[bytes])

    def record(self, office: str, action: str, subject: str) -> Table:
        """Append an entry."""
        number = len(self.entries) + 1
        content = {
            "sequence": number,
            "at": f"2030-01-01T00:00:{number:02}.000000+00:00",
            "actor": f"key-{number}",
            "office": office,
            "action": action,
            "subject": subject,
        }
        self.entries.append({"sequence": number, "previous": "", "digest": "", "content": content})
        self.hash_from(number)
        return self.entries[-1]

    def publish_head(self, published_at: str) -> None:
        """Let the hash of the last entry leave."""
        entry = self.entries[-1]
        said = entry["content"]
        head = {"sequence": entry["sequence"], "digest": entry["digest"], "published_at": published_at}
        self.heads.insert(0, {**head, "occasion": said["action"], "round": "/".join(said["subject"].split("/")[:2])})

    def hash_from(self, number: int, to: int | None = None) -> None:
        """Hash again, from the entry with this number on, so that each follows the one before it."""
        for place in range(number - 1, to or len(self.entries)):
            previous = self.entries[place - 1]["digest"] if place else GENESIS
            entry = self.entries[place]
            entry |= {"previous": previous, "digest": chained(previous, entry["content"])}

    def serves(self) -> dict[str, bytes]:
        """The files that anybody can save, by name."""
        shown = [_shown(entry) for entry in self.entries]
        pages = [shown[start : start + 4] for start in range(0, len(shown), 4)] or [[]]
        form = {"form": "check-my-ogp/chain/1"}
        files = {
            f"entries-{number}.json": {**form, "readable_to": len(shown), "entries": page}
            for number, page in enumerate(pages, 1)
        }
        named = {f"round-{number}.json": round_ for number, round_ in enumerate(self.rounds)}
        tables: dict[str, Table] = {**files, "head.json": {**form, "heads": self.heads}, **named}
        written = {name: json.dumps(table, indent=1).encode() for name, table in tables.items()}
        written |= {f"registration-{number}.json": each for number, each in enumerate(self.registrations)}
        return written | {f"card-{number}.json": card for number, card in enumerate(self.cards)}

    def save(self, folder: Path) -> str:
        """Save everything; the folder's name."""
        folder.mkdir()
        for name, content in self.serves().items():
            (folder / name).write_bytes(content)
        return str(folder)

    def changed(self, change: Callable[["Site"], object]) -> "Site":
        """The same site after this."""
        other = deepcopy(self)
        change(other)
        return other


def _shown(entry: Table) -> Table:
    """In full, or its links alone."""
    said = entry["content"]
    practised = said["office"] == "officer" and said["subject"].startswith(DEMONSTRATION)
    if said["action"] in SHOWN and not practised and "withheld" not in entry:
        return entry
    return {name: entry[name] for name in ("sequence", "previous", "digest")}


def small_site(*, steps: Iterable[tuple[str, str, str]] = STEPS) -> Site:
    """A round that was closed and published."""
    site = Site()
    for step in steps:
        site.record(*step)
        if step in STEPS and step[1] in {"round.closed", "scorecard.published"}:
            site.publish_head(CLOSED_AT if step[1] == "round.closed" else PUBLISHED_AT)
    site.rounds = [
        {
            "plan": "xm-nap-1",
            "round": "first",
            "state": "published",
            "demonstration": False,
            "registration": {"sha256": REGISTERED},
            "receipts": RECEIPTS,
            "heads": list(reversed(site.heads)),
            "scorecards": [{"version": 1, "sha256": sha256(CARD), "published_at": PUBLISHED_AT}],
        }
    ]
    site.cards, site.registrations = [CARD], [REGISTRATION]
    return site


def check(*words: str, language: str = "en") -> Ran:
    """The verifier of the chain with these words on its command line."""
    return run(*words, "--language", language, program=chain_verifier)
