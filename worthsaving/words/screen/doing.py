"""What is being done while somebody waits: one line each, beside a spinner or a bar."""

OPENING = "Opening your library…"
READING = "Reading your files…"
LOOKING = "Looking for a change and a trend…"
COMPARING = "Comparing tags, words, lengths and times…"
COURSE = "Working out what the numbers were month by month…"
RANKING = "Ranking your videos…"
NEW_VIDEOS = "Setting your newest videos against the usual…"
SAVES_VS = "Setting saves against likes and comments…"
REPORT = "Making the report…"
SURPRISE = (
    "Something went wrong in Worth Saving, and this page ends here. That is our fault, not your file's. The other pages "
    "still work. If it happens again, please report what you did, and this name: "
)
