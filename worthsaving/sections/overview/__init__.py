"""The first page beyond its headline: its numbers, its tiles and its short lists."""
