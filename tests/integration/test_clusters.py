"""A run's own PostgreSQL server, and what is left when the run is killed: nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.plugins import clusters
from tests.trust.killing.servers import until

BEGUN = """
import pathlib, sys, time
from tests.plugins.clusters import scratch_folder, throw_away
with scratch_folder() as folder, throw_away(pathlib.Path(sys.argv[1])) as address:
    print(address.partition("host=")[2], folder, sep="\\n", flush=True)
    time.sleep(600)
"""


@pytest.mark.postgresql
def test_nothing_is_left_of_a_run_that_was_killed():
    programs = clusters.binaries()
    if programs is None:
        pytest.skip("PostgreSQL: no initdb, so that no server of its own can be begun")
    with subprocess.Popen(
        [sys.executable, "-c", BEGUN, str(programs)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        server, files = (Path(run.stdout.readline().strip()) for _ in range(2))
        assert (server / "data").is_dir()
        run.kill()

    until(lambda: not server.exists(), "tidying up")
    with clusters.scratch_folder():
        assert not files.exists()
