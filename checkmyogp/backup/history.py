"""What tells an old copy from a new one, and one site from another: the audit chain."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from checkmyogp.audit import services as audit
from checkmyogp.audit.models import AuditEntry
from checkmyogp.backup import kinds
from checkmyogp.backup.archive import ArchivedRow, Head, TableHead
from checkmyogp.domain.canon import GENESIS
from checkmyogp.domain.identities import Office

CHAIN = AuditEntry.__tablename__


@dataclass(frozen=True, slots=True)
class History:
    """An audit chain, as the digests of its entries in order; empty while nothing has happened."""

    digests: tuple[str, ...] = ()
    breaks_at: int = 0
    """The first entry that does not follow from those before it; 0 where all do, or nobody looked."""
    places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {digest: place for place, digest in enumerate(self.digests, start=1)})

    @property
    def site(self) -> str:
        """The digest of the first entry, which says when this very site began; that of no entry while there is none."""
        return self.digests[0] if self.digests else GENESIS

    @property
    def head(self) -> Head:
        """The last entry."""
        return Head(len(self.digests), self.digests[-1] if self.digests else GENESIS)

    def is_of_another_site_than(self, other: "History") -> bool:
        """Whether both have begun, and each otherwise."""
        return bool(self.digests and other.digests) and self.site != other.site


def of(connection: Connection) -> History:
    """The chain of the database behind this connection."""
    digest, sequence = AuditEntry.digest, AuditEntry.sequence
    return History(tuple(connection.execute(select(digest).order_by(sequence)).scalars()))


def of_running_site(engine: Engine) -> History:
    """The chain of this installation's own database; an empty one where there is none that can be read."""
    file = engine.url.database or ""
    try:
        with engine.connect() as connection:
            return of(connection) if file and inspect(connection).has_table(CHAIN) else History()
    except SQLAlchemyError:
        return History()


def of_rows(head: TableHead, rows: list[ArchivedRow]) -> History:
    """The chain as a backup holds it, and whether it holds."""
    entries = sorted((_entry(head, row) for row in rows), key=lambda entry: entry.sequence)
    found = audit.first_break(entries)
    return History(
        tuple(entry.digest for entry in entries), breaks_at=found.sequence if isinstance(found, audit.Broken) else 0
    )


def _entry(head: TableHead, row: ArchivedRow) -> AuditEntry:
    values = {name: kinds.read(kind, value) for (name, kind), value in zip(head.columns, row, strict=True)}
    return AuditEntry(**{**values, "office": Office(values["office"])})
