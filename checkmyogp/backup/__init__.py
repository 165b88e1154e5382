"""Copies of a site that can be trusted: made while people write, checked, told old from new, and brought back whole."""
