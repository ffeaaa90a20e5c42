"""Sentences that only the screen has: what is being done, and what came of a click."""
