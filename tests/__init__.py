"""Tests of Worth Saving; they mirror the package."""
