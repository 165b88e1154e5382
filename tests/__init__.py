"""Tests, by how much of the house they need: unit, integration, architecture, packaging, e2e."""
