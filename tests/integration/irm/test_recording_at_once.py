"""Several researchers record one code at the same moment: one is heard, the others are told, nobody meets an error."""

import threading

from flask import Flask

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.irm import CodeWord, Scheme
from checkmyogp.irm import queries, services
from checkmyogp.irm.services import CodeChangedMeanwhile
from tests.factories.coding import RECORDED, REPORT, RESEARCHER, commitment
from tests.factories.rounds import PLAN

CODES = (CodeWord.NOT_STARTED, CodeWord.LIMITED, CodeWord.SUBSTANTIAL, CodeWord.COMPLETE)
TIMES = 5


def test_of_several_who_record_at_once_one_is_heard(round_app: Flask):
    outcomes: list[str] = []
    start = threading.Barrier(len(CODES))

    def record(code: CodeWord) -> None:
        with round_app.app_context():
            of = commitment("1")
            before = queries.standing(of.id, Scheme.RESULTS_COMPLETION)
            seen = before.id if before else None
            start.wait()
            try:
                with unit_of_work(db.session):
                    services.record_code(
                        commitment=commitment("1"),
                        scheme=Scheme.RESULTS_COMPLETION,
                        said=code,
                        source=REPORT,
                        seen=seen,
                        actor=RESEARCHER,
                        now=RECORDED,
                    )
                outcomes.append("recorded")
            except CodeChangedMeanwhile:
                outcomes.append("told")
            except Exception as failure:  # noqa: BLE001
                outcomes.append(repr(failure))

    for _ in range(TIMES):
        runners = [threading.Thread(target=record, args=(code,)) for code in CODES]
        for runner in runners:
            runner.start()
        for runner in runners:
            runner.join()

    # Whoever records the very code that stands changes nothing; of the others one is heard each time.
    assert set(outcomes) <= {"recorded", "told", "NothingChanged()"}
    assert outcomes.count("recorded") == TIMES
    with round_app.app_context():
        assert len(queries.standing_codes(PLAN)) == 1
