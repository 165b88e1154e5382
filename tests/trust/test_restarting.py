"""PostgreSQL is restarted under load: readers are served, or asked to come back, and never told of a mistake."""

from collections import Counter
from collections.abc import Generator

import pytest

from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import migrate, set_up_open_round
from tests.trust.killing.restarting import answers_while_restarting
from tests.trust.killing.servers import REAL, AppServer, PostgresqlServer, own_postgresql
from tests.trust.test_killing import environment

HARNESS = "reading while PostgreSQL is restarted"
HEEDLESS = "tests.trust.killing.planted:create_heedless_app"


@pytest.fixture
def postgresql() -> Generator[PostgresqlServer]:
    """A server of this test's own, with an open round in it."""
    with own_postgresql() as server:
        migrate(server.address)
        set_up_open_round(server.address)
        yield server


def unexplained(answers: Counter[int]) -> list[str]:
    """Answers that are neither the page nor a request to come back."""
    return [
        f"status {status}, {number} times" for status, number in sorted(answers.items()) if status not in {200, 503}
    ]


@pytest.mark.asvs("16.5.2")
@pytest.mark.postgresql
def test_no_reader_meets_an_error_while_the_database_server_is_restarted(
    postgresql: PostgresqlServer, scale: Scale, proof: Proof
):
    server = AppServer(environment(postgresql.address), REAL)

    answers = answers_while_restarting(server, postgresql, times=scale.of(2, 20))

    proof.holds(HARNESS, tried=sum(answers.values()), found=unexplained(answers))
    assert answers[503]


@pytest.mark.postgresql
def test_a_site_that_takes_no_heed_of_a_lost_database_is_noticed(postgresql: PostgresqlServer, proof: Proof):
    server = AppServer(environment(postgresql.address), HEEDLESS)

    answers = answers_while_restarting(server, postgresql, times=1)

    proof.catches(HARNESS, "a lost database is an error", tried=sum(answers.values()), found=unexplained(answers))
