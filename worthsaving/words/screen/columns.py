"""Questions about a file's columns: which one is what, and in which order its dates are written."""

WHAT_ARE_THEY = "**Tell us what its columns are.** Its first rows:"
WHICH_IS_THE_DAY = "**Which number is the day?** Its dates can be read in more than one way."
CHOOSE_ONE = "Choose at least one column."
NEXT_TIME = "Drop this small file in together with the next export of the same kind."


def is_one(lacking: str, file: str, headers: str) -> str:
    """Ask whether one of these headers holds what the file lacks; file and headers as Markdown."""
    return f"**Is one of these your {lacking}?** Not used of {file}: {headers}."


def looks_like(header: str, file: str, what: str) -> str:
    """Say what a column looks like; header and file as Markdown."""
    return f"**“{header}” of {file} looks like {what}.**"
