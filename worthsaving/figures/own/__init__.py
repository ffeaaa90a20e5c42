"""Figures of what creators write themselves."""
