"""What was found by searching, in words."""

from flask_babel import gettext

from checkmyogp.comparison.search import PassageKind


def passage_kind(value: PassageKind) -> str:
    """What a passage is, in words."""
    return {
        PassageKind.TITLE: gettext("Title in the plan"),
        PassageKind.PROMISE: gettext("Text of the plan"),
        PassageKind.REPORT: gettext("Self-report"),
        PassageKind.REASON: gettext("Reason"),
        PassageKind.REPLY: gettext("Reply"),
        PassageKind.ANSWER: gettext("Answer to a reply"),
        PassageKind.EVIDENCE: gettext("Evidence"),
        PassageKind.NOTE: gettext("My note"),
    }[value]


FILTERS = {"passage_label": passage_kind}
"""What templates can say of passages."""
