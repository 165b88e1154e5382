"""Readers who ask for pages as fast as they can while the database server is killed and started again."""

import http.client
import threading
from collections import Counter
from dataclasses import dataclass, field

from tests.trust.killing.servers import AppServer, PostgresqlServer, until

PAGES = ("/en/plans", "/mn/plans", "/api/v1/plans")
READERS = 4


@dataclass
class Readers:
    """What they were answered, by status; a status of 0 is none."""

    port: int
    answers: Counter[int] = field(default_factory=Counter[int])
    over: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """One page after the other, until it is over."""
        while not self.over.is_set():
            for page in PAGES:
                self.answers[self.status(page)] += 1

    def status(self, page: str) -> int:
        """How a page was answered."""
        caller = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            caller.request("GET", page)
            return caller.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            caller.close()


def answers_while_restarting(server: AppServer, victim: PostgresqlServer, *, times: int) -> Counter[int]:
    """Kill and start the database server so often beside readers; every one of them is served again afterwards."""
    server.start()
    readers = Readers(server.port)
    threads = [threading.Thread(target=readers.read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(times):
            served = readers.answers[200]
            until(lambda served=served: readers.answers[200] > served, "reading before the database is killed")
            met = sum(readers.answers.values()) - readers.answers[200]
            victim.kill()
            until(lambda met=met: sum(readers.answers.values()) - readers.answers[200] > met, "meeting a dead database")
            victim.start()
        served = readers.answers[200]
        until(lambda: readers.answers[200] > served, "reading after the last start")
    finally:
        readers.over.set()
        for thread in threads:
            thread.join()
        server.kill()
    return readers.answers
