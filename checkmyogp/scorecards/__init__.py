"""The public pages of published scorecards."""
