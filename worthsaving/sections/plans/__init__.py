"""Sections on what is planned or bet on: bets on new videos, planned tests."""
