"""Reading: bytes of exports -> the canonical tables and a report of each file.

container -> text table -> recognised format -> values -> one row a video. A bad file has its reason in its report and
stops no other one.
"""

from worthsaving.reading.json.posts_only import posts_only
from worthsaving.reading.read import read_files

__all__ = ["posts_only", "read_files"]
