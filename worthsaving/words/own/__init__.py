"""Sentences on what a creator writes down: labels on posts."""
