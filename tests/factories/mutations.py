"""What whoever owns the database can do to rows that must never change: seven ways, at every place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete, insert, inspect, select, update

from checkmyogp.audit import services as audit
from checkmyogp.audit.models import AuditEntry, PublishedHead
from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.domain.wording import editorial
from checkmyogp.snapshots.models import Snapshot

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One thing done to one row or from one row on."""

    kind: str
    place: int
    apply: Callable[[], object]

    @property
    def name(self) -> str:
        """For whoever reads what was not noticed."""
        return f"{self.kind}, number {self.place}"


def last_head() -> str:
    """The hash that left last."""
    return db.session.scalars(select(PublishedHead.digest).order_by(PublishedHead.sequence.desc())).all()[0]


def of_entries() -> list[Mutation]:
    """All seven, at every entry of the audit chain that a head left after."""
    return [
        Mutation(f"{name} an entry", number, partial(change, number))
        for name, change in ENTRIES.items()
        for number in _numbers()
    ]


def in_public() -> list[Mutation]:
    """Those of them that change anything a stranger can get: an entry that shows its links alone is sealed by them."""
    shown = ("pack.loaded", "round.opened", "round.closed", "scorecard.published")
    wanted = select(AuditEntry.sequence).where(AuditEntry.action.in_(shown)).order_by(AuditEntry.sequence)
    readable = set(db.session.scalars(wanted))
    return [each for each in of_entries() if each.kind != "edit an entry" or each.place in readable] + of_snapshots()


def with_heads_taken_along() -> list[Mutation]:
    """A chain cut off or written anew, and the list of published hashes with it."""
    return [
        Mutation(f"{name} an entry and the hashes", number, partial(_take_heads_along, ENTRIES[name], number))
        for name in ("truncate", "rewrite")
        for number in _numbers()
    ]


def of_snapshots() -> list[Mutation]:
    """All seven, at both versions of the scorecard."""
    return [
        Mutation(f"{name} a snapshot", version, partial(change, version))
        for name, change in SNAPSHOTS.items()
        for version in (1, 2)
    ]


def of_heads() -> list[Mutation]:
    """What `flask verify` can see of them by itself: a head that is no entry's, gone, moved, or of another occasion."""
    sequences = db.session.scalars(select(PublishedHead.sequence).order_by(PublishedHead.sequence)).all()
    changes: dict[str, Callable[[int], object]] = {
        "edit": lambda sequence: _set(PublishedHead, sequence, digest="0" * 64),
        "delete": lambda sequence: _delete(PublishedHead, PublishedHead.sequence == sequence),
        "move": lambda sequence: _set(PublishedHead, sequence, sequence=sequence - 1),
        "rename": lambda sequence: _set(PublishedHead, sequence, occasion="round.opened xm-nap-1/first"),
    }
    return [
        Mutation(f"{name} a head", sequence, partial(change, sequence))
        for name, change in changes.items()
        for sequence in sequences
    ]


def _numbers() -> range:
    last = db.session.scalars(select(PublishedHead.sequence).order_by(PublishedHead.sequence.desc())).all()[0]
    return range(1, last + 1)


def _rows(number: int) -> list[Values]:
    """The entries from this number on, as plain values."""
    found = db.session.scalars(
        select(AuditEntry).where(AuditEntry.sequence >= number).order_by(AuditEntry.sequence)
    ).all()
    return [{column.key: getattr(row, column.key) for column in inspect(AuditEntry).columns} for row in found]


def _write(number: int, rows: list[Values]) -> None:
    """Put these in the place of everything from this number on."""
    _delete(AuditEntry, AuditEntry.sequence >= number)
    for row in rows:
        db.session.execute(insert(AuditEntry).values(**row))


def _linked(rows: list[Values], previous: str) -> list[Values]:
    """Each hashed again, so that it follows the one before it."""
    for row in rows:
        row["previous"] = previous
        row["digest"] = previous = canon.chained(previous, audit.content(AuditEntry(**row)))
    return rows


def _edited(row: Values) -> Values:
    return row | {"at": row["at"] + timedelta(seconds=1)}


def _edit(number: int) -> None:
    first, *others = _rows(number)
    _write(number, [_edited(first), *others])


def _insert(number: int) -> None:
    rows = _rows(number)
    (slipped_in,) = _linked([_edited(rows[0])], rows[0]["previous"])
    _write(number, [slipped_in, *(row | {"sequence": row["sequence"] + 1} for row in rows)])


def _swap(number: int) -> None:
    rows = _rows(max(1, number - 1))
    one, other, *others = rows
    swapped = [other | {"sequence": one["sequence"]}, one | {"sequence": other["sequence"]}]
    _write(one["sequence"], [*swapped, *others])


def _hash_again(number: int) -> None:
    first, *others = _rows(number)
    _write(number, [*_linked([_edited(first)], first["previous"]), *others])


def _rewrite(number: int) -> None:
    first, *others = _rows(number)
    _write(number, _linked([_edited(first), *others], first["previous"]))


def _take_heads_along(change: Callable[[int], object], number: int) -> None:
    """Do that, and let each published hash be that of its entry again."""
    change(number)
    known = {row["sequence"]: row["digest"] for row in _rows(1)}
    for head in db.session.scalars(select(PublishedHead).order_by(PublishedHead.sequence)).all():
        if head.sequence in known:
            _set(PublishedHead, head.sequence, digest=known[head.sequence])
        else:
            _delete(PublishedHead, PublishedHead.sequence == head.sequence)


ENTRIES: dict[str, Callable[[int], object]] = {
    "edit": _edit,
    "delete": lambda number: _delete(AuditEntry, AuditEntry.sequence == number),
    "insert": _insert,
    "swap": _swap,
    "re-hash": _hash_again,
    "truncate": lambda number: _delete(AuditEntry, AuditEntry.sequence >= number),
    "rewrite": _rewrite,
}


def _snapshots() -> Iterator[Values]:
    for row in db.session.scalars(select(Snapshot).order_by(Snapshot.version)).all():
        yield {column.key: getattr(row, column.key) for column in inspect(Snapshot).columns}


def _forged(content: bytes) -> bytes:
    forged = content.replace(b"We read the list.", b"We lost the list.", 1)
    assert forged != content
    return forged


def _put(*rows: Values) -> None:
    """Let these be all snapshots there are."""
    _delete(Snapshot, Snapshot.version >= 1)
    for row in rows:
        db.session.execute(insert(Snapshot).values(**row))


def _change_snapshot(version: int, *, hashed: bool, recorded: bool = False) -> None:
    """Other bytes: under the old hash, under a new one, or with the whole chain written anew to name that."""
    rows = list(_snapshots())
    row = rows[version - 1]
    old, content = row["digest"], _forged(row["content"])
    rows[version - 1] = row | {"content": content, "digest": canon.sha256(content) if hashed else old}
    _put(*rows)
    if recorded:
        entries = _rows(1)
        for entry in entries:
            entry["subject"] = entry["subject"].replace(old, rows[version - 1]["digest"])
        _write(1, _linked(entries, canon.GENESIS))


def _insert_snapshot(version: int) -> None:
    rows = list(_snapshots())
    row, content = rows[version - 1], _forged(rows[version - 1]["content"])
    _put(*rows, row | {"version": 3, "content": content, "digest": canon.sha256(content), "correction": REASON})


def _swap_snapshots(_version: int) -> None:
    one, other = _snapshots()
    same = ("content", "digest")
    _put(one | {name: other[name] for name in same}, other | {name: one[name] for name in same})


REASON = editorial(en="Nobody asked for it.")
SNAPSHOTS: dict[str, Callable[[int], object]] = {
    "edit": partial(_change_snapshot, hashed=False),
    "delete": lambda version: _delete(Snapshot, Snapshot.version == version),
    "insert": _insert_snapshot,
    "swap": _swap_snapshots,
    "re-hash": partial(_change_snapshot, hashed=True),
    "truncate": lambda version: _delete(Snapshot, Snapshot.version >= version),
    "rewrite": partial(_change_snapshot, hashed=True, recorded=True),
}


def _set(table: type[PublishedHead], number: int, /, **values: object) -> None:
    db.session.execute(update(table).where(table.sequence == number).values(**values))


def _delete(table: type[Any], condition: Any) -> None:
    db.session.execute(delete(table).where(condition))
