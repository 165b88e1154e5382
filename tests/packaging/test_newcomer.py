"""A newcomer with Python and make types `make run`, and then types it again."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.checkout import ROOT, files

pytestmark = pytest.mark.packaging

FIRST_RUN = 400
"""Seconds; nearly all of them go by in downloading and installing."""
SECOND_RUN = 120
"""Seconds; it takes a few, and far less than the first one even where the machine is several times slower."""


@pytest.fixture(scope="module")
def fresh_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout as it was cloned, with nothing made in it yet."""
    copy = tmp_path_factory.mktemp("fresh") / "a folder with spaces"
    for path in files(ROOT):
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return copy


@pytest.fixture
def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def surroundings() -> dict[str, str]:
    """The environment of somebody who has set nothing up."""
    # What is installed is compiled once it is used, which is a small part of it: the same road, a quarter shorter.
    own = {"PIP_NO_COMPILE": "1"}
    ours = ("CHECKMYOGP_", "PYTHONPATH", "VIRTUAL_ENV", "MAKE", "MFLAGS", "FLASK_", "HOST", "PORT", "VENV", "ARGS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | own


@contextmanager
def served(copy: Path, port: int, *, within: int) -> Generator[str]:
    """`make run` in the background, from its first answer on; gives the address."""
    log = copy.parent / f"{port}.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=copy,
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + within
        while not answers(f"{address}/en/"):
            said = said_by_run(copy, port)
            assert process.poll() is None, said
            assert time.monotonic() < deadline, f"no answer within {within} s:\n{said}"
            time.sleep(0.2)
        yield address
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=30)


def said_by_run(copy: Path, port: int) -> str:
    """What the latest `make run` on this port said."""
    return (copy.parent / f"{port}.log").read_text(encoding="utf-8")


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.read().decode()


def test_make_run_serves_the_site_and_a_second_time_loses_nothing(fresh_copy: Path, free_port: int):
    with served(fresh_copy, free_port, within=FIRST_RUN) as address:
        assert "Installing" in said_by_run(fresh_copy, free_port)
        first = page(f"{address}/api/v1/scorecards")
        assert 'lang="mn"' in page(f"{address}/mn/")

    with served(fresh_copy, free_port, within=SECOND_RUN) as address:
        assert page(f"{address}/api/v1/scorecards") == first
    assert "Installing" not in said_by_run(fresh_copy, free_port)


def test_a_port_that_is_taken_is_refused_in_a_sentence(fresh_copy: Path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        result = subprocess.run(
            ["make", "run", f"PORT={port}"],
            cwd=fresh_copy,
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=FIRST_RUN,
            check=False,
        )

    assert result.returncode != 0
    assert f"Cannot listen on 127.0.0.1 port {port}" in result.stderr
    assert "Traceback" not in result.stderr
