"""Tests of what the first page is about."""
