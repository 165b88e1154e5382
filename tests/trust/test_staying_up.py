"""Whoever is slow or greedy stops nobody else: as `make run` serves the site, and as the recipe for production does."""

import shutil
import subprocess
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import SECRET
from tests.trust.killing.servers import AppServer
from tests.trust.staying.attacking import Door, Reading, besieged, read
from tests.trust.staying.recipe import nginx

SLOW = "slow senders and large uploads"
BEFORE = "threads that wait for bodies"


@pytest.fixture
def environment(databases: Databases, seeded_database: str) -> Generator[dict[str, str]]:
    """The settings of a site with the demonstration."""
    with databases.fresh(like=seeded_database) as address:
        yield {
            "CHECKMYOGP_SQLALCHEMY_DATABASE_URI": address,
            "CHECKMYOGP_SECRET_KEY": SECRET,
            "CHECKMYOGP_PUBLIC_URL": "https://ogp.example.org",
        }


@pytest.fixture
def site(environment: dict[str, str], request: pytest.FixtureRequest) -> Generator[int]:
    """The site's port."""
    server = AppServer({**environment, "CHECKMYOGP_TRUSTED_PROXIES": str(getattr(request, "param", 0))})
    server.start()
    yield server.port
    server.kill()


def attacked(door: Door, scale: Scale) -> tuple[int, Reading]:
    """How many attacked, and what a reader met meanwhile."""
    read(door, seconds=1)
    with besieged(door, bodies=scale.of(25, 300), headers=scale.of(25, 300), uploads=scale.of(1, 3)) as attackers:
        return attackers, read(door, seconds=scale.of(4, 30))


@pytest.mark.asvs("15.2.2")
@ON_SQLITE
def test_readers_are_answered_beside_slow_senders_as_make_run_serves(site: int, scale: Scale, proof: Proof):
    attackers, found = attacked(Door(site), scale)

    proof.holds(f"{SLOW}, make run", tried=attackers, found=found.unanswered)
    assert found.seconds


@ON_SQLITE
@pytest.mark.parametrize("site", [1], indirect=True)
def test_readers_are_answered_beside_slow_senders_behind_the_recipe(
    site: int, tmp_path_factory: pytest.TempPathFactory, scale: Scale, proof: Proof
):
    with nginx(tmp_path_factory.mktemp("nginx"), site) as door:
        attackers, found = attacked(door, scale)

    proof.holds(f"{SLOW}, nginx", tried=attackers, found=found.unanswered)
    assert found.seconds


@ON_SQLITE
def test_a_server_that_takes_a_thread_before_the_body_is_noticed(environment: dict[str, str], proof: Proof):
    server = AppServer(environment, "checkmyogp:create_app", interface="wsgi")
    server.start()
    door = Door(server.port)
    try:
        read(door, seconds=1)
        with besieged(door, bodies=8, headers=0, uploads=0) as attackers:
            found = read(door, seconds=1)
    finally:
        server.kill()

    proof.catches(f"{SLOW}, make run", BEFORE, tried=attackers, found=found.unanswered)


@pytest.mark.asvs("13.2.2", "13.3.2")
def test_the_units_of_the_recipe_are_well_formed_and_shut_in(tmp_path: Path):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze: not installed, so that the units of the recipe cannot be checked")
    units = sorted((ROOT / "deploy").glob("checkmyogp*"))
    for unit in units:
        here = unit.read_text(encoding="utf-8").replace("/opt/checkmyogp/bin/flask", "/bin/true")
        (tmp_path / unit.name).write_text(here, encoding="utf-8")

    checked = subprocess.run(
        [program, "verify", *(str(tmp_path / unit.name) for unit in units)], capture_output=True, text=True, check=False
    )
    exposed = subprocess.run(
        [program, "security", "--offline=yes", "--threshold=20", *(str(each) for each in tmp_path.glob("*.service"))],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")
    assert exposed.returncode == 0, exposed.stdout[-2000:]
