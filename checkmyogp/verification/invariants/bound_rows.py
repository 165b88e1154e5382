"""Each row that an entry of the audit chain bound is as the last entry that names it left it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from checkmyogp.audit import queries as audit
from checkmyogp.audit import terms
from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.domain.identities import Office
from checkmyogp.rounds import services as rounds


@dataclass(frozen=True, slots=True)
class LastSaid:
    """What the chain says last of one row."""

    sequence: int
    action: str
    subject: str
    salt: str
    hashes: Mapping[str, str]
    """Its columns; none where it was taken away."""

    @property
    def where(self) -> str:
        """For a sentence."""
        return f"entry {self.sequence} of the audit chain, {self.action}"


def of_rows() -> Iterator[str]:
    """Each column that is otherwise, each row that is gone or is there again, with the entry that says so."""
    said, invented = _said()
    for table, names in _by_table(said).items():
        rows = _rows(table)
        for name in names:
            last, row = said[name], rows.get(name)
            if row is not None:
                yield from _contradictions(last, row, table)
            elif last.hashes and name not in invented:
                yield f"{last.subject}: a row of {table} is gone, which {last.where}, bound."


def _contradictions(last: LastSaid, row: Base, table: str) -> Iterator[str]:
    if not last.hashes:
        yield f"{last.subject}: a row of {table} is there, which {last.where}, took away."
        return
    now = terms.hashes(row, salt=last.salt)
    # A column that a later version added was bound by nobody, and one that it took away cannot be compared.
    for column in sorted(now.keys() & last.hashes.keys()):
        if now[column] != last.hashes[column]:
            yield f"{last.subject}: {column} of {table} is not what {last.where}, bound it to."


def _said() -> tuple[dict[str, LastSaid], set[str]]:
    """What was said last of each row; and the rows of a demonstration, which may be taken out again as a whole."""
    said: dict[str, LastSaid] = {}
    invented: set[str] = set()
    drafted = audit.with_actions(rounds.DRAFTED)
    for entry in audit.with_terms():
        bound = terms.read(entry.terms)
        if _is_invented(entry, drafted):
            invented.update(bound)
        else:
            invented.difference_update(bound)
        for name, hashes in bound.items():
            said[name] = LastSaid(entry.sequence, entry.action, entry.subject, entry.salt, hashes)
    return said, invented


def _is_invented(entry: AuditEntry, drafted: Sequence[AuditEntry]) -> bool:
    """Whether an entry is of a demonstration, whoever acted; a real round may have the name of one."""
    round_ = "/".join(entry.subject.split("/")[:2])
    beginnings = [each for each in drafted if each.subject == round_ and each.sequence <= entry.sequence]
    return Office.DEMONSTRATION in {entry.office, *(each.office for each in beginnings[-1:])}


def _by_table(said: Mapping[str, LastSaid]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in said:
        found[terms.table_of(name)].append(name)
    return found


def _rows(table: str) -> dict[str, Base]:
    """Every row of a table by the name that the terms give it; none of a table that nobody knows."""
    kinds = [mapper.class_ for mapper in Base.registry.mappers if mapper.local_table.name == table]  # pyright: ignore[reportAttributeAccessIssue] - every table of ours has a name
    wanted = [select(kind).order_by(*kind.__table__.primary_key) for kind in kinds]
    return {terms.name_of(row): row for each in wanted for row in db.session.scalars(each)}
