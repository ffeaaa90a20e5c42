"""What one visit may hold on a server, in files and megabytes; nothing is limited on one's own machine."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from streamlit import runtime
from streamlit.runtime.uploaded_file_manager import UploadedFile

from worthsaving.ui.shell.served.settings import Limits, settings
from worthsaving.words.served import sentences

MB = 1024 * 1024
SPARE = 4
"""So many times what a visit may hold may be uploaded at once: the page, not a failed upload, then says what has no room."""
_coming: dict[str, list[int]] = {}  # sizes of uploads under way by the visit's id: nothing of anybody's is in here


def within(dropped: Sequence[UploadedFile], held: Sequence[int], say: Callable[[str], None]) -> list[UploadedFile]:
    """Return those of the dropped files that the visit has room for, in their order, and `say` which it has none for.

    `held`: the sizes of the files that the visit holds already, in bytes.
    """
    limits = settings().limits
    if limits is None:
        return list(dropped)
    count, size, taken, left = len(held), sum(held), [], []
    for upload in dropped:
        if count + 1 > limits.files or size + upload.size > limits.held_mb * MB:
            left.append(upload.name)
            continue
        count, size = count + 1, size + upload.size
        taken.append(upload)
    if left:
        say(sentences.left_out(left, limits.files, limits.held_mb))
    return taken


def are_set() -> bool:
    """Whether anything is limited."""
    return settings().limits is not None


def has_room_for_upload(visit: str, size: int) -> bool:
    """Whether what a visit uploaded and no page has taken yet, or is uploading now, leaves room for so many bytes more."""
    limits = settings().limits
    return limits is None or _fits([*_waiting(visit), *_coming.get(visit, ())], size, limits)


@contextmanager
def coming(visit: str, size: int) -> Iterator[None]:
    """Context manager: an upload of so many bytes is on its way into a visit."""
    under_way = _coming.setdefault(visit, [])
    under_way.append(size)
    try:
        yield
    finally:
        under_way.remove(size)
        if not under_way:
            _coming.pop(visit, None)


def _fits(waiting: Sequence[int], size: int, limits: Limits) -> bool:
    return len(waiting) < SPARE * limits.files and sum(waiting) + size <= SPARE * limits.held_mb * MB


def _waiting(visit: str) -> list[int]:
    """The sizes of a visit's uploads that Streamlit holds."""
    store = getattr(runtime.get_instance().uploaded_file_mgr, "file_storage", {}) if runtime.exists() else {}
    return [len(record.data) for record in list(store.get(visit, {}).values())]
