"""Which videos and days an answer is about, and what all choices of one reading share."""
