"""Attempts that are counted so that nobody can go on guessing."""
