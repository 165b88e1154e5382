"""Read-only JSON over plans and published scorecards."""
