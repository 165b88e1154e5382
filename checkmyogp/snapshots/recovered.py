"""Which organisations of a round are heard through recovered seats: for whoever writes the snapshot."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from checkmyogp.assessment import queries as assessment
from checkmyogp.reporting import queries as reporting


@dataclass(frozen=True, slots=True)
class RecoveredVoices:
    """Who submitted from a seat that was recovered while the round was open."""

    ngos: Mapping[uuid.UUID, uuid.UUID]
    """The NGOs whose assessment, as it stands, came so, by their ids; to the recovery."""
    reports: frozenset[tuple[uuid.UUID, datetime]]
    """Which reports came so: the agency's id, and the moment at which it submitted them."""


def recovered_voices(round_id: uuid.UUID) -> RecoveredVoices:
    """An NGO's last submission takes the place of the earlier ones; an agency's reports stand beside each other."""
    ngos = {
        organisation: recovery
        for (organisation, version), recovery in assessment.assessments.from_recovered_seats(round_id).items()
        if version == assessment.assessments.last_version(round_id, organisation)
    }
    reports = frozenset(
        (agency, submission.submitted_at)
        for agency, version in reporting.self_reports.from_recovered_seats(round_id)
        if (submission := reporting.self_reports.submission(round_id, agency, version))
    )
    return RecoveredVoices(ngos, reports)
