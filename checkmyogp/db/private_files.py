"""Files that their owner alone may read: whoever can read the database's file reads what is sealed."""

import logging
import stat
from pathlib import Path

LOG = logging.getLogger("checkmyogp.security")
COMPANIONS = ("", "-wal", "-shm", "-journal")
"""What the names of SQLite's files end with, beside the database itself."""
OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def of_database(name: str | None) -> list[Path]:
    """The files of the SQLite database of this name that are there; none for one in memory."""
    return [path for end in COMPANIONS if name and (path := Path(f"{name}{end}")).is_file()]


def is_open(path: Path) -> bool:
    """Whether anybody but its owner may do anything with it."""
    return bool(path.stat().st_mode & OF_OTHERS)


def close(path: Path) -> None:
    """Take from everybody else what they may do with it; where that is not ours to do, the log says so."""
    if not is_open(path):
        return
    try:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OF_OTHERS)
    except PermissionError:
        LOG.warning("file.open_to_others", extra={"facts": {"file": path.name}})
