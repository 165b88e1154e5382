"""Closing a round, freezing what it came to, publishing it, and the public pages."""
