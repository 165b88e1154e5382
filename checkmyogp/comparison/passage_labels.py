"""What was found by searching, in words."""

from flask_babel import gettext

from checkmyogp.comparison.search import Sort


def sort(value: Sort) -> str:
    """What a passage is, in words."""
    return {
        Sort.TITLE: gettext("Title in the plan"),
        Sort.PROMISE: gettext("Text of the plan"),
        Sort.REPORT: gettext("Self-report"),
        Sort.REASON: gettext("Reason"),
        Sort.REPLY: gettext("Reply"),
        Sort.ANSWER: gettext("Answer to a reply"),
        Sort.EVIDENCE: gettext("Evidence"),
        Sort.NOTE: gettext("My note"),
    }[value]


FILTERS = {"passage_label": sort}
"""What templates can say of passages."""
