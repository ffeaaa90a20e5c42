"""What stands under tables and charts: how many rows are shown, how one is picked, what a switch does."""

TICK_A_ROW = "Tick a row to see its videos."
NO_CAPTION = "No caption has these words."
CARD_ABOVE = "The video you picked has its card beside the charts, further up."
WITH_KEYS = "With the keyboard: Tab to a caption and press Enter; in the table the arrow keys and Shift + Space."
ALL_IN_CSV = "The CSV has all of them."
ALL_IN_DOWNLOAD = "The download has all of them."
ZONE = "Weekday and time of day are told in this zone. Pick where your audience lives."


def first(shown: int, of: str, where: str = "", which: str = "first") -> str:
    """Say that only so many rows of `of` (such as "1,200 videos") are shown; `where` says where all of them are."""
    return f"The {which} {shown:,} of {of}.{' ' if where else ''}{where}"


def most_saved(shown: int, of: str) -> str:
    """Say that the most saved ones are listed."""
    return f"The {shown:,} most saved of {of}."


def most_viewed(shown: int, of: str) -> str:
    """Say that the most viewed ones stand in the table to fill in."""
    return f"The {shown:,} most viewed of {of}; the sheet below has all of them."


def page(first_row: int, last_row: int, of: str, order: str) -> str:
    """Say which rows of a long table are shown, and in which order."""
    return f"{first_row:,} to {last_row:,} of {of}, {order.lower()} first."


def how_to_pick(*, points: bool) -> str:
    """Say how a video is picked; `points`: by a chart's points and captions, too."""
    how = "Click a point or a caption, or tick a row in the table," if points else "Tick a row in the table"
    return f"{how} to see that video here."
