"""Which organisations of a round are heard through recovered seats: for whoever writes the snapshot."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from checkmyogp.assessment import queries as assessments
from checkmyogp.reporting import queries as reports


@dataclass(frozen=True, slots=True)
class RecoveredVoices:
    """Who submitted from a seat that was recovered while the round was open."""

    ngos: Mapping[uuid.UUID, uuid.UUID]
    """The NGOs whose assessment, as it stands, came so, by their ids; to the recovery."""
    agencies: Mapping[uuid.UUID, frozenset[int]]
    """The agencies of which any report came so, by their ids; to the versions of those submissions."""


def recovered_voices(round_id: uuid.UUID) -> RecoveredVoices:
    """An NGO's last submission takes the place of the earlier ones; an agency's reports stand beside each other."""
    ngos = {
        organisation: recovery
        for (organisation, version), recovery in assessments.from_recovered_seats(round_id).items()
        if version == assessments.last_version(round_id, organisation)
    }
    agencies: dict[uuid.UUID, frozenset[int]] = {}
    for agency, version in reports.from_recovered_seats(round_id):
        agencies[agency] = agencies.get(agency, frozenset()) | {version}
    return RecoveredVoices(ngos, agencies)
