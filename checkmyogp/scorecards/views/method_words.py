"""The words that templates of the method, and links to its rules, use."""

from typing import Any

from flask import Flask, url_for

from checkmyogp.domain.method_2.rules import MethodRule
from checkmyogp.scorecards import method_labels
from checkmyogp.web.jinja import not_constant_folded


def rule_address(name: str) -> str:
    """Where a rule is explained, by its name: ``"flip-number"|rule_address``."""
    return url_for("scorecards.method_rules", _anchor=MethodRule(name).anchor)


def rule_label(name: str) -> str:
    """A rule's heading, by its name."""
    return method_labels.rule(MethodRule(name))


def init_app(app: Flask) -> None:
    """Give them to Jinja."""
    filters: dict[str, Any] = {
        "rule_address": rule_address,
        "rule_label": rule_label,
        "example_levels": method_labels.levels,
        "example_level": method_labels.level,
        "example_position": method_labels.position,
        "example_alignment": method_labels.alignment,
        "yes_or_no": method_labels.yes_or_no,
        "alpha_mark": method_labels.mark,
        "lifting_label": method_labels.lifting,
        "with_sign": method_labels.with_sign,
        "sum_of_distances": method_labels.sum_of_distances,
    }
    for name, function in filters.items():
        app.add_template_filter(not_constant_folded(function), name)
