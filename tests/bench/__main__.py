"""Prints each ratio with what it should be. Nothing is asserted: a busy machine is no fault of the code."""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import krippendorff
from flask import Flask
from sqlalchemy import text

from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.domain.reliability import Coincidences, Metric, UnitCounts, alpha_interval
from tests.bench import country
from tests.factories.people import sign_in
from tests.factories.rounds import publish
from tests.pages.test_queries import counted
from tests.plugins.databases import Sqlite
from tests.plugins.sites import migrate, running
from tests.trust.killing.servers import AppServer
from tests.trust.staying.attacking import Door, besieged, read

COMMITMENTS, MILESTONES, NGOS, CRITERIA = 100, 10, 50, 4
AGGREGATE = "select milestone_id, criterion, count(*), sum(level) from score group by milestone_id, criterion"
WORKBENCH = f"/en/workbench/{country.PLAN}/first"
PUBLIC = f"/en/scorecards/{country.PLAN}/first/1/analysis"
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Ratio:
    """One measured thing beside what it should be."""

    what: str
    value: float
    bound: str
    met: bool


def main() -> None:
    """Measure, then print."""
    say(f"Building a round of {COMMITMENTS * MILESTONES} milestones by {NGOS} NGOs by {CRITERIA} criteria …")
    with tempfile.TemporaryDirectory() as folder:
        address = Sqlite(Path(folder)).make("large")
        migrate(address)
        with running(address) as app:
            with app.app_context():
                round_ = country.closed_round(
                    Path(folder), commitments=COMMITMENTS, milestones=MILESTONES, ngos=NGOS, asked=CRITERIA
                )
            found = matrix(app, "of a closed round", WORKBENCH)
            with app.app_context():
                publish(db.session.merge(round_))
            found += matrix(app, "of a published round", PUBLIC)
            found.append(bootstrap())
        found.append(beside_slow_senders(address, Path(folder)))
    for ratio in found:
        say(f"{'met   ' if ratio.met else 'MISSED'} {ratio.what}: {ratio.value:.2f} ({ratio.bound})")


def matrix(app: Flask, which: str, address: str) -> list[Ratio]:
    """Opening a matrix, against the bare aggregate over the same scores."""
    client = app.test_client()
    sign_in(client, office=Office.RESEARCHER)
    with counted(app) as queries:
        assert client.get(address).status_code == 200

    def aggregate() -> None:
        with app.app_context():
            db.session.execute(text(AGGREGATE)).all()

    page, bare = fastest([lambda: client.get(address), aggregate], rounds=15)
    return [
        Ratio(f"queries of the matrix {which}", len(queries), "at most 5", len(queries) <= 5),
        Ratio(
            f"time of the matrix {which}, as a multiple of the bare aggregate",
            page / bare,
            "at most 2",
            page / bare <= 2,
        ),
    ]


def bootstrap() -> Ratio:
    """The interval of alpha over commitments, against calling the library once for each draw."""
    draw = random.Random(2029)  # noqa: S311 - the same scores in every run
    scores = [
        [[draw.choice(country.SCALE) for _ngo in range(NGOS)] for _milestone in range(MILESTONES)]
        for _commitment in range(COMMITMENTS)
    ]

    def ours() -> None:
        clusters = [
            Coincidences.of([UnitCounts.of(unit, country.SCALE) for unit in units], country.SCALE) for units in scores
        ]
        alpha_interval(clusters, Metric.ORDINAL, seed=7, draws=DRAWS)

    counts = [[[unit.count(level) for level in country.SCALE] for unit in units] for units in scores]

    def library() -> None:
        again = random.Random(7)  # noqa: S311 - the draws of ours
        for _draw in range(DRAWS):
            drawn = [unit for units in again.choices(counts, k=COMMITMENTS) for unit in units]
            krippendorff.alpha(value_counts=drawn, value_domain=list(country.SCALE), level_of_measurement="ordinal")

    mine, theirs = fastest([ours, library], rounds=3)
    faster = theirs / mine
    return Ratio(f"a bootstrap of {DRAWS}, as a multiple of the library's speed", faster, "at least 10", faster >= 10)


def beside_slow_senders(address: str, folder: Path) -> Ratio:
    """How long a reader waits while 300 send their bodies byte by byte, against a reader alone."""
    server = AppServer({"CHECKMYOGP_SQLALCHEMY_DATABASE_URI": address, "CHECKMYOGP_INSTANCE_PATH": str(folder)})
    server.start()
    try:
        door = Door(server.port)
        alone = read(door, seconds=5).usual
        with besieged(door, bodies=300, headers=0, uploads=0):
            slower = read(door, seconds=10).usual / alone
    finally:
        server.kill()
    return Ratio("time of a page beside 300 slow senders, as a multiple of alone", slower, "at most 2", slower <= 2)


def fastest(things: Sequence[Callable[[], object]], *, rounds: int) -> list[float]:
    """The shortest time of each, taken in turn, so that a slow moment hits all of them alike."""
    times = [[_seconds(thing) for thing in things] for _round in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


def _seconds(thing: Callable[[], object]) -> float:
    started = time.perf_counter()
    thing()
    return time.perf_counter() - started


def say(line: str) -> None:
    """Print it at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
