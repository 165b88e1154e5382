"""Tests that read the source: what the house rules say, kept by a machine. Each shows that it can fail."""
