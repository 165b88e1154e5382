"""Which silence a milestone is listed under, where more than one could be named.

Each side's silence is kept and shown by itself; this order serves only where one word has to stand for both.
Source: the published method, version 2, section "One milestone, one criterion".
"""

from collections.abc import Iterable

from checkmyogp.domain.scales import Silence

PRECEDENCE = (
    Silence.WITHDRAWN,
    Silence.NOT_YET_DUE,
    Silence.NO_QUORUM,
    Silence.NO_EVIDENCE,
    Silence.UNABLE,
    Silence.NOT_ASSESSED,
    Silence.NOT_REPORTED,
)
"""The first of these that applies is the one that is named.

A recused NGO is not among them: what civil society as a whole is silent for is then that nobody else scored.
"""


def foremost(silences: Iterable[Silence]) -> Silence:
    """The silence that is named where these apply together.

    Raises:
        ValueError: when none of them can stand for a whole milestone.
    """
    present = set(silences)
    for silence in PRECEDENCE:
        if silence in present:
            return silence
    raise ValueError(f"no silence of a whole milestone is among {sorted(present)}")
