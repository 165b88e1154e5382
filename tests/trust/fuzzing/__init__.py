"""Garbage through every address, every parameter and every field of the application."""
