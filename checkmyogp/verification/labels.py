"""What the public chain records, in words."""

from flask_babel import gettext

from checkmyogp.snapshots import services


def occasion(action: str) -> str:
    """After what a head of the audit chain was published."""
    return {
        services.CLOSED: gettext("A round closed"),
        services.PUBLISHED: gettext("A scorecard was published"),
    }[action]
