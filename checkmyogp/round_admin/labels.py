"""What a round asks of organisations, and why a step of it was refused, in words."""

from flask_babel import gettext, lazy_gettext

from checkmyogp.round_admin.participants import Duty
from checkmyogp.round_admin.services import RemindedToday
from checkmyogp.rounds import labels as round_labels
from checkmyogp.snapshots import services as snapshots
from checkmyogp.web.actions import Refusals

REFUSALS: Refusals = {
    **round_labels.REFUSALS,
    snapshots.NotPublished: lazy_gettext("Nothing has been published yet, so there is nothing to correct."),
    snapshots.CorrectionWaiting: lazy_gettext("A correction waits already. Another officer confirms or withdraws it."),
    snapshots.CorrectionSettled: lazy_gettext("This correction was confirmed or withdrawn in the meantime."),
    snapshots.SameOfficer: lazy_gettext("You proposed this correction, so another officer has to confirm it."),
    snapshots.BoundConfirmer: lazy_gettext(
        "You and the officer who proposed this are joined by invitations of the last year. Another officer has to "
        "confirm it."
    ),
    RemindedToday: lazy_gettext("Those who have not submitted were reminded today. Try again tomorrow."),
}
"""Why an officer's step on a round or its scorecard was not taken, and what to do."""


def duty(value: Duty) -> str:
    """What a round asks an organisation for."""
    return {Duty.ASSESSMENT: gettext("Assessment"), Duty.REPORT: gettext("Self-report")}[value]
