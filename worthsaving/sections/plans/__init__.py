"""Sections on plans: bets on new videos, tests written down beforehand."""
