"""Tests of what a stranger gets: the built distribution, and the two commands in a fresh copy."""
