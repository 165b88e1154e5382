"""Plugins of pytest written for this project."""
