"""Marks on the timeline: whether the level after one differs from the level before."""
