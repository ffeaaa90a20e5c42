"""Words of the report: its two voices, its cover, and the names of files."""
