"""The file: one line with its own hash, then a gzip stream of JSON lines. docs/operating.md describes it.

check-my-ogp/backup/1 sha256:<of everything behind this line>
{"made_at": …, "revision": …, "site": …, "head": {"sequence": …, "digest": …}}
{"table": "round", "columns": [["id", "uuid"], …]}
["0f…", …]                                             (a row; null where a column is empty)
{"rows": 1, "sha256": <of the sorted hashes of the rows>}
…
{"end": true}
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from checkmyogp.backup.kinds import ValueKind
from checkmyogp.backup.refusals import NotABackup, NotWhole, OfNewerProgram

NAME = b"check-my-ogp/backup/"
FORM = NAME + b"1"
NO_HASH_YET = b"0" * 64
PIECE = 1 << 20
LINE_LENGTH = len(FORM) + len(b" sha256:") + len(NO_HASH_YET) + 1

ArchivedRow = list[Any]


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of an audit chain: its number, 0 while there is none, and its digest."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself. A site is known by the digest of the first entry of its audit chain."""

    made_at: datetime
    revision: str
    site: str
    head: Head


@dataclass(frozen=True, slots=True)
class TableHead:
    """A table and its columns, in the order of each row's values."""

    name: str
    columns: tuple[tuple[str, ValueKind], ...]


class RowHashes:
    """Counts and hashes the rows of a table, in whatever order they come: engines sort texts differently."""

    def __init__(self) -> None:
        self._hashes: list[bytes] = []

    def add(self, row: ArchivedRow) -> None:
        """One more row, as it is written."""
        self._hashes.append(hashlib.sha256(line(row)).digest())

    def closing(self) -> dict[str, Any]:
        """What stands behind the rows."""
        return {"rows": len(self._hashes), "sha256": hashlib.sha256(b"".join(sorted(self._hashes))).hexdigest()}


def line(content: object) -> bytes:
    """One line of JSON."""
    return json.dumps(content, separators=(",", ":")).encode("ascii") + b"\n"


class _Hashing:
    """Hands on what it is given to write, and hashes it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def write(self, piece: bytes) -> int:
        self.sha256.update(piece)
        return self._file.write(piece)

    def flush(self) -> None:
        self._file.flush()


@contextmanager
def writing(file: IO[bytes]) -> Generator[IO[bytes]]:
    """Where the JSON lines go. Leaving it normally writes the hash; leaving it by an error leaves what is no backup."""
    file.write(FORM + b" sha256:" + NO_HASH_YET + b"\n")
    hashing = _Hashing(file)
    with gzip.GzipFile(filename="", fileobj=hashing, mode="wb", compresslevel=6, mtime=0) as lines:  # pyright: ignore[reportArgumentType, reportCallIssue] - it asks for write and flush only
        yield lines  # pyright: ignore[reportReturnType]
    file.seek(0)
    file.write(FORM + b" sha256:" + hashing.sha256.hexdigest().encode("ascii") + b"\n")


class Archive:
    """A backup whose bytes are those that were written. Its tables can be read once, in order."""

    def __init__(self, path: Path, lines: IO[bytes]) -> None:
        self.path = path
        self._lines = lines
        found = self._next()
        self.header = Header(
            datetime.fromisoformat(found["made_at"]), found["revision"], found["site"], Head(**found["head"])
        )

    def tables(self) -> Iterator[tuple[TableHead, Iterator[ArchivedRow]]]:
        """Each table with its rows, all of which must be read before the next table.

        Raises:
            NotWhole: where rows are missing or others than those that were written.
        """
        while "table" in (found := self._next()):
            columns = tuple((name, ValueKind(kind)) for name, kind in found["columns"])
            yield TableHead(found["table"], columns), self._rows()
        if found != {"end": True}:
            raise NotWhole(self.path)

    def _rows(self) -> Iterator[ArchivedRow]:
        hashes = RowHashes()
        while isinstance(found := self._next(), list):
            hashes.add(found)
            yield found
        if found != hashes.closing():
            raise NotWhole(self.path)

    def _next(self) -> Any:  # noqa: ANN401 - an object or a row
        try:
            return json.loads(self._lines.readline())
        except (ValueError, EOFError, OSError, zlib.error) as error:
            raise NotWhole(self.path) from error


@contextmanager
def opened(path: Path) -> Generator[Archive]:
    """Read a backup, once its hash has been compared with all of its bytes.

    Raises:
        NotABackup: when it is something else.
        OfNewerProgram: when it is in a form that this program does not know.
        NotWhole: when it was cut off or changed.
    """
    with path.open("rb") as file:
        _compare(path, file)
        with gzip.GzipFile(fileobj=file, mode="rb") as lines:
            yield Archive(path, lines)  # pyright: ignore[reportArgumentType]


def _compare(path: Path, file: IO[bytes]) -> None:
    """Leave the file where its stream begins."""
    first = file.read(LINE_LENGTH)
    if not first.startswith(NAME):
        raise NotABackup(path)
    if not first.startswith(FORM + b" "):
        raise OfNewerProgram(path, first.split(b" ")[0].decode("ascii", "replace"))
    sha256 = hashlib.sha256()
    while piece := file.read(PIECE):
        sha256.update(piece)
    if first != FORM + b" sha256:" + sha256.hexdigest().encode("ascii") + b"\n":
        raise NotWhole(path)
    file.seek(LINE_LENGTH)
