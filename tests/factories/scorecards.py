"""A published scorecard as a reader of its JSON sees it."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Scorecard:
    """The parsed snapshot."""

    content: dict[str, Any]

    @classmethod
    def of(cls, content: bytes) -> "Scorecard":
        return cls(json.loads(content))

    def milestone(self, number: str) -> dict[str, Any]:
        """What was said of a milestone."""
        return next(entry for entry in self.content["milestones"] if entry["number"] == number)

    def figures(self, criterion: str = "completion") -> dict[str, Any]:
        """What was computed on a criterion."""
        return next(entry for entry in self.content["figures"] if entry["criterion"] == criterion)

    def result(self, number: str, criterion: str = "completion") -> dict[str, Any]:
        """What was computed for a milestone."""
        return next(entry for entry in self.figures(criterion)["milestones"] if entry["number"] == number)

    def outcome(self, number: str) -> str:
        """The verdict on completion, or the silence in its place."""
        return self.result(number)["outcome"]

    def counting(self, number: str) -> dict[str, str]:
        """For each rater of a milestone, whether it counts."""
        return {entry["rater"]: entry["counting"] for entry in self.milestone(number)["assessments"]}

    def conflicts(self, number: str, rater: str) -> list[tuple[str, str]]:
        """What a rater has at stake in a milestone."""
        return [
            (conflict["conflict"], conflict["level"])
            for entry in self.milestone(number)["assessments"]
            if entry["rater"] == rater
            for conflict in entry["conflicts"]
        ]
