"""Figures are tested by the numbers in them."""
