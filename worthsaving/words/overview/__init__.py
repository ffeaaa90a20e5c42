"""What the first page says: today's level, its short lists, the findings in short, and what was dropped in."""
