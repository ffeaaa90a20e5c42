"""Marks as parts of pages and of the report."""
