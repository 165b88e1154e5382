"""A server of the application as `make run` starts it, and a PostgreSQL server of one's own; both can be killed."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.checkout import ROOT

REAL = "checkmyogp.serving:application"
PATIENCE = 60.0
"""Seconds until a server that does not answer never will."""
BETWEEN_TRIES = 0.02
POSTGRESQL_BINARIES = Path("/usr/lib/postgresql")
SYSTEM_S_USER = "postgres"
"""As whom PostgreSQL runs where we are root, which it refuses to be."""
PAUSE = threading.Event()
"""Never set: waiting for it is how the tries are spaced."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def until(done: Callable[[], bool], what: str) -> None:
    """Wait for it, but not for ever."""
    for _ in range(int(PATIENCE / BETWEEN_TRIES)):
        if done():
            return
        PAUSE.wait(BETWEEN_TRIES)
    msg = f"{what} took more than {PATIENCE:.0f} seconds"
    raise TimeoutError(msg)


class AppServer:
    """The application in processes of its own."""

    def __init__(self, environment: Mapping[str, str], factory: str = REAL, *, interface: str = "asgi") -> None:
        self.port = free_port()
        self.environment = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
        self.factory = factory
        self.interface = interface
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [
            str(Path(sys.executable).with_name("granian")), "--interface", self.interface, "--factory",
            "--host", "127.0.0.1", "--port", str(self.port), "--log-level", "critical",
            "--backpressure", "2000", "--workers-kill-timeout", "5", self.factory,
        ]  # fmt: skip
        if self.interface == "wsgi":
            command[1:1] = ["--blocking-threads", "4"]
        self.process = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL
        )
        until(self._answers, "starting the application")

    def kill(self) -> None:
        """All of its processes at once, without a word."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            until(lambda: not self._answers(), "the death of the application")

    def _answers(self) -> bool:
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", self.port)) == 0


class PostgresqlServer:
    """A server with a folder, a port and processes of its own, set up as it is by default."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.binaries = binaries
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.address = f"postgresql+psycopg://{SYSTEM_S_USER}@127.0.0.1:{self.port}/postgres"

    def set_up(self) -> None:
        """Make the folder that it keeps everything in."""
        command = ("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-U", SYSTEM_S_USER, "-E", "UTF8")
        self._begin(*command).wait()

    def start(self) -> None:
        """Start it, and wait until it answers; what is left of a killed one may be in the way at first."""
        until(self._starts, "starting PostgreSQL")

    def kill(self) -> None:
        """The server and every process that it began."""
        if self.process:
            listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
            pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
            own = [pid for pid, parent in pairs if parent == self.process.pid]
            for pid in (self.process.pid, *own):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _starts(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            self.process = self._begin(
                "postgres", "-D", str(self.folder / "data"), "-p", str(self.port), "-k", str(self.folder),
                "-c", "listen_addresses=127.0.0.1",
            )  # fmt: skip
        try:
            psycopg.connect(self.address.replace("+psycopg", ""), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def _begin(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        user = SYSTEM_S_USER if os.geteuid() == 0 else None
        return subprocess.Popen(
            [str(self.binaries / program), *arguments],
            user=user,
            group=user,
            cwd=self.folder,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def binaries() -> Path:
    """Where PostgreSQL's own programs are; without them the test is skipped by name."""
    on_path = shutil.which("initdb")
    found = [path.parent for path in sorted(POSTGRESQL_BINARIES.glob("*/bin/initdb"), reverse=True)]
    if on_path is None and not found:
        pytest.skip("PostgreSQL: no initdb, so that no server of its own can be killed")
    return found[0] if found else Path(on_path or "").parent


@contextmanager
def own_postgresql() -> Generator[PostgresqlServer]:
    """A server that exists for one test, and listens."""
    with tempfile.TemporaryDirectory(prefix="checkmyogp-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, SYSTEM_S_USER)
        server = PostgresqlServer(binaries(), folder)
        server.set_up()
        server.start()
        try:
            yield server
        finally:
            server.kill()
