"""Servers that are killed at random while people submit to them."""
