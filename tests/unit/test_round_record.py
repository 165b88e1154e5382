"""What a scorecard says of a round does not depend on the database that it was read from."""

import uuid
from collections import defaultdict

from checkmyogp.assessment.models import ConflictOfInterest
from checkmyogp.domain.conflicts import ConflictLevel
from checkmyogp.plans.models import Organisation
from checkmyogp.snapshots.recovered import RecoveredVoices
from checkmyogp.snapshots.round_record import RoundRecord

MILESTONE = uuid.UUID(int=1)


def test_the_recused_stand_in_the_order_in_which_everybody_sorts_them():
    ngos = [Organisation(id=uuid.uuid4(), key=key) for key in ("ngo-a1", "ngo-a", "ngo-a-2", "ngo-b")]
    recused = {(MILESTONE, ngo.id): [ConflictOfInterest(level=ConflictLevel.RECUSED)] for ngo in ngos[:3]}
    record = RoundRecord(
        scores={},
        reports={},
        conflicts=recused | {(MILESTONE, ngos[3].id): [ConflictOfInterest(level=ConflictLevel.INTERESTED)]},
        counting={},
        replies=defaultdict(list),
        accredited=ngos,
        recovered=RecoveredVoices({}, frozenset()),
        revised={},
    )

    assert record.recused(MILESTONE) == ["ngo-a", "ngo-a-2", "ngo-a1"]
