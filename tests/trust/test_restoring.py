"""The drill: people submit, a backup is made meanwhile, everything is killed, and the backup is brought back."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from sqlalchemy import make_url

from tests.checkout import ROOT
from tests.factories.backups import folder
from tests.factories.commands import done
from tests.plugins.databases import Databases
from tests.plugins.proving import Proof
from tests.plugins.sites import assert_everything_holds, running
from tests.trust.killing.servers import AppServer, until
from tests.trust.killing.submitting import Acknowledged, Lead, lost, prepared
from tests.trust.test_killing import environment

HARNESS = "backup while people write, kill, restore"


def backing_up(settings: dict[str, str], target: Path) -> subprocess.Popen[bytes]:
    """The command in a process of its own, as a scheduler runs it."""
    command = [sys.executable, "-m", "flask", "--app", "checkmyogp", "backup", "create", str(target)]
    surroundings = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def keep_submitting(lead: Lead, port: int, acknowledged: list[Acknowledged], over: threading.Event) -> None:
    while not over.is_set():
        version = lead.submit(port)
        if version is not None:
            acknowledged.append((lead.ngo, version))


def test_what_was_acknowledged_before_a_backup_is_in_it(
    databases: Databases, open_round_database: str, tmp_path: Path, proof: Proof
):
    backup, acknowledged, over = tmp_path / "backup", list[Acknowledged](), threading.Event()
    with databases.fresh(like=open_round_database) as address, databases.fresh() as empty:
        settings = environment(address)
        server = AppServer(settings)
        with running(address) as app:
            leads = prepared(app)
        server.start()
        threads = [
            threading.Thread(target=keep_submitting, args=(lead, server.port, acknowledged, over)) for lead in leads
        ]
        for thread in threads:
            thread.start()
        try:
            until(lambda: len(acknowledged) >= 10, "ten acknowledgements")
            before = list(acknowledged)
            assert backing_up(settings, backup).wait() == 0
            interrupted = backing_up(settings, tmp_path / "interrupted")
            interrupted.send_signal(signal.SIGKILL)
            interrupted.wait()
        finally:
            server.kill()
            over.set()
            for thread in threads:
                thread.join()

        on_a_server = make_url(empty).drivername.startswith("postgresql")
        place = folder(tmp_path / "back") if not on_a_server else None
        with running(address) as app:
            done(app, "backup", "restore", str(backup), place.argument if place else empty)
            assert not (tmp_path / "interrupted").exists()
        with running(place.address if place else empty) as restored:
            proof.holds(HARNESS, tried=len(before), found=lost(restored, before))
            with restored.app_context():
                assert_everything_holds()
            proof.catches(HARNESS, "a submission after the copy", tried=1, found=lost(restored, [(leads[0].ngo, 999)]))
