"""What a round asks of organisations, and why a step of it was refused, in words."""

from flask_babel import gettext

from checkmyogp.round_admin.participants import Duty
from checkmyogp.round_admin.services import RemindedToday
from checkmyogp.rounds import labels as round_labels
from checkmyogp.snapshots import services as snapshots

REFUSALS = (
    *round_labels.REFUSALS,
    snapshots.NotPublished,
    snapshots.CorrectionWaiting,
    snapshots.CorrectionSettled,
    snapshots.SameOfficer,
    RemindedToday,
)
"""What an officer's step on a round or its scorecard can be refused for."""


def refusal(refused: ValueError) -> str:
    """Why an officer's step was not taken, and what to do."""
    sentences: dict[type[ValueError], str] = {
        snapshots.NotPublished: gettext("Nothing has been published yet, so there is nothing to correct."),
        snapshots.CorrectionWaiting: gettext("A correction waits already. Another officer confirms or withdraws it."),
        snapshots.CorrectionSettled: gettext("This correction was confirmed or withdrawn in the meantime."),
        snapshots.SameOfficer: gettext("You proposed this correction, so another officer has to confirm it."),
        RemindedToday: gettext("Those who have not submitted were reminded today. Try again tomorrow."),
    }
    kind = type(refused)
    return sentences[kind] if kind in sentences else round_labels.refusal(refused)


def duty(value: Duty) -> str:
    """What a round asks an organisation for."""
    return {Duty.ASSESSMENT: gettext("Assessment"), Duty.REPORT: gettext("Self-report")}[value]
