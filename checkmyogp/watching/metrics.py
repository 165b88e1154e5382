"""Figures in the form that Prometheus reads, of this process since it began and of the database as it is.

Text with a name and a number in each line: too little for a library of its own.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from checkmyogp.mail import queries as outbox

KIND = "text/plain; version=0.0.4; charset=utf-8"

AnswerLabels = tuple[str, str, int]
"""An endpoint, a method and a status."""


class AnswerTimes:
    """How often what was answered, and how long that took."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[AnswerLabels] = Counter()
        self._seconds: Counter[str] = Counter()

    def note(self, answer: AnswerLabels, *, milliseconds: int) -> None:
        """One more."""
        with self._lock:
            self._counts[answer] += 1
            self._seconds[answer[0]] += milliseconds

    def lines(self) -> Iterator[str]:
        """As Prometheus reads them."""
        with self._lock:
            counts, spent = dict(self._counts), dict(self._seconds)
        yield "# TYPE checkmyogp_answers_total counter"
        for (endpoint, method, status), count in sorted(counts.items()):
            labels = f'endpoint="{endpoint}",method="{method}",status="{status}"'
            yield f"checkmyogp_answers_total{{{labels}}} {count}"
        yield "# TYPE checkmyogp_answer_milliseconds_total counter"
        for endpoint, milliseconds in sorted(spent.items()):
            yield f'checkmyogp_answer_milliseconds_total{{endpoint="{endpoint}"}} {milliseconds}'


def of_outbox(*, now: datetime) -> Iterator[str]:
    """How many mails are due and how long the oldest has waited, and how many are not tried again."""
    due = outbox.waiting(now=now)
    waited = max((now - mail.due_at).total_seconds() for mail in due) if due else 0
    for name, value in (("due", len(due)), ("oldest_seconds", int(waited)), ("given_up", outbox.given_up())):
        yield f"# TYPE checkmyogp_outbox_{name} gauge"
        yield f"checkmyogp_outbox_{name} {value}"
