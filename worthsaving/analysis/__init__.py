"""Canonical tables in, numbers out: pure functions with no files, no screen and no pictures."""
