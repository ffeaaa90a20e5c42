"""What the first page is about: today's level of the save rate, the latest period, what to make more of, new videos."""
