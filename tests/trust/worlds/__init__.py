"""Worlds that differ only in what is sealed, and those who look at them."""
