"""A PostgreSQL server for one run of the tests, in memory where there is room, that never waits for the disk.

Nothing that it holds outlives the run, so that it need not survive a power cut. Where surviving one is the subject,
tests/trust/killing starts a server with PostgreSQL's own settings.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg

BINARIES = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version, off the PATH."""
OWNER = "postgres"
"""The database's administrator."""
MEMORY = Path("/dev/shm")  # noqa: S108 - only the folder in which a folder of our own is made
OF_PROCESS = "checkmyogp-of-"
ROOM = 2**30
"""Bytes that must be free there: some hundred small databases."""
PATIENCE = 60.0
"""Seconds until a server that does not answer never will."""
BETWEEN_TRIES = 0.02
PAUSE = threading.Event()
"""Never set: waiting for it is how the tries are spaced."""
LOCALES = (("--locale=C.UTF-8",), ())
"""The first that the machine knows; under plain "C", letters of Mongolian would have no lower case."""
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "max_connections": "200",
}
UNTIL_LET_GO = """
"$@" > "$0/log" 2>&1 &
server=$!
cat > /dev/null
kill -QUIT $server
wait $server
rm -rf "$0"
"""
"""Runs a server until whoever started it closes the pipe or is gone, however that happened, and tidies up."""


def binaries() -> Path | None:
    """Where PostgreSQL's own programs are, if they are."""
    found = [path.parent for path in BINARIES.glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda folder: (len(folder.parent.name), folder.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def unprivileged() -> str | None:
    """As whom PostgreSQL runs where we are root, which it refuses to be."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return OWNER if OWNER in known else "nobody"


def scratch() -> Path | None:
    """A folder in memory for what need not survive, or None for where temporary files usually are."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        return MEMORY
    return None


@contextmanager
def scratch_folder() -> Generator[Path]:
    """A folder there for this process; those of others that were killed before they could tidy up are removed."""
    parent = scratch() or Path(tempfile.gettempdir())
    for left in parent.glob(f"{OF_PROCESS}*-*"):
        if not _runs(left.name.removeprefix(OF_PROCESS).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{OF_PROCESS}{os.getpid()}-", dir=parent) as folder:
        yield Path(folder)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        return True
    return True


@contextmanager
def throw_away(programs: Path) -> Generator[str]:
    """The address of a server of one's own.

    Raises:
        OSError: when it cannot be set up here.
    """
    user = unprivileged()
    group = pwd.getpwnam(user).pw_gid if user else None
    folder = Path(tempfile.mkdtemp(prefix="checkmyogp-", dir=scratch()))
    if user:
        shutil.chown(folder, user, group)
    data = folder / "data"
    initdb = (programs / "initdb", "-D", data, "-A", "trust", "-U", OWNER, "-E", "UTF8", "--no-sync")
    for locale in LOCALES:
        made = subprocess.run([*initdb, *locale], cwd=folder, capture_output=True, check=False, user=user, group=group)
        if made.returncode == 0:
            break
    else:
        shutil.rmtree(folder)
        msg = f"{programs} could not set up a server"
        raise OSError(msg)
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    server = ("sh", "-c", UNTIL_LET_GO, folder, programs / "postgres", "-D", data, "-k", folder, *settings)
    with subprocess.Popen(server, cwd=folder, stdin=subprocess.PIPE, start_new_session=True, user=user, group=group):
        _wait_for(folder)
        yield f"postgresql+psycopg://{OWNER}@/postgres?host={folder}"


def _wait_for(folder: Path) -> None:
    for _ in range(int(PATIENCE / BETWEEN_TRIES)):
        try:
            psycopg.connect(host=str(folder), user=OWNER, dbname=OWNER, connect_timeout=3).close()
        except psycopg.OperationalError:
            PAUSE.wait(BETWEEN_TRIES)
        else:
            return
    msg = f"PostgreSQL did not start within {PATIENCE:.0f} seconds: {(folder / 'log').read_text(errors='replace')}"
    raise TimeoutError(msg)
