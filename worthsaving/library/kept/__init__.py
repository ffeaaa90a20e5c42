"""What a library stores besides the counts of videos and days, and the steps from version to version."""
