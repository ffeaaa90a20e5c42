"""The first page's part of the library: keep what was dropped in, see what is kept, take it back, carry it away."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from worthsaving import platforms
from worthsaving.data.app_files import SAMPLES
from worthsaving.data.direction import unturned
from worthsaving.errors import WorthSavingError
from worthsaving.library.kept import clock
from worthsaving.reading.result import Reading, Snapshot
from worthsaving.ui.pages import export_dates
from worthsaving.ui.parts import labels
from worthsaving.ui.parts.download import download
from worthsaving.ui.parts.own import account_groups
from worthsaving.ui.shell import library_access, markdown, marks, messages, session
from worthsaving.words import clock as sentences, format
from worthsaving.words.screen import library as words

if TYPE_CHECKING:
    from worthsaving.library import Library

BACKUP = "worth-saving-library.sqlite"


def undated(reading: Reading) -> list[Snapshot]:
    """The dropped files whose day has to be asked for before they can be kept; none where nothing can be kept."""
    now = session.library()
    return [] if now is None or not _can_keep(now, reading) else export_dates.undated(now, reading)


def keep(reading: Reading, files: list[Snapshot], clash: str) -> None:
    """The button that keeps the dropped files, and the day they are kept as of; nothing where nothing can be kept."""
    now = session.library()
    if now is None or not _can_keep(now, reading):
        return
    st.button(
        "Keep",
        key="keep",
        on_click=_keep,
        args=(files,),
        icon=":material/bookmark_add:",
        disabled=bool(clash),
        help=words.lies(markdown.escape(now.library.where), empty=now.empty),
    )
    day = export_dates.as_of(reading, files)
    if files:
        st.markdown("as of", width="content")
        export_dates.ask(files)
    elif day is not None:
        st.markdown(f"as of {format.day(day)}", width="content")


def _can_keep(now: library_access.Held, reading: Reading) -> bool:
    something = len(reading.videos) or len(reading.days) or len(reading.audience)
    return bool(now.may_write and session.files() and something) and not session.from_library()


def sample_data() -> str:
    """Say (in Markdown) that what is shown is a made-up account, where the samples are among the dropped files."""
    samples = {path.name: path for path in SAMPLES.iterdir()}
    likely = [f for f in session.files() if f.name in samples and samples[f.name].stat().st_size == len(f.data)]
    names = [file.name for file in likely if samples[file.name].read_bytes() == file.data]
    if not names or session.from_library():
        return ""
    among = len(names) < len(session.files())
    return words.sample_data(markdown.escape(format.clip(", ".join(names), 90)) if among else "")


def said() -> None:
    """What the library said last: what was kept, or why it could not be."""
    for sentence in (messages.pop_message(), session.pop_fault()):
        if sentence:
            st.text(unturned(sentence))
    now = session.library()
    if now is not None and now.may_write and not now.empty:
        _offer_to_take_back(now)


def which() -> None:
    """What the library holds, and the way to it, or from it back to the dropped files; nothing while it is empty."""
    now = session.library()
    if now is None or now.empty:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":orange[:material/inventory_2:] **Your library**  \n{_holds(now)}", width="stretch")
        if not session.from_library():
            label = markdown.on_accent("Open my library")
            st.button(label, key="show_kept", on_click=session.show_library, type="primary")
        elif session.files():
            st.button("Back to dropped files", key="show_files", on_click=session.show_files)


def manage() -> None:
    """All that can be done about the library, folded away; nothing while it is empty."""
    now = session.library()
    if now is None or now.empty:
        return
    with st.expander("Manage library", key="care_open", icon=":material/settings:", type="compact"):
        with st.container(horizontal=True):
            if now.may_write:
                _undo(now)
                _forget_account(now)
                _forget_everything(now)
            _back_up()
        if now.may_write:
            _restore()


def restore_into_empty() -> None:
    """A way back for somebody with a backup and no library yet; nothing where none is configured."""
    now = session.library()
    if now is not None and now.may_write and now.empty:
        with st.expander(
            "Restore a library from a backup", key="restore_open", icon=":material/settings_backup_restore:"
        ):
            _restore()


def _holds(now: library_access.Held) -> str:
    accounts, last = now.accounts, now.imports["taken_to"].max()
    parts = [format.plural(len(accounts), "account"), format.plural(int(accounts["videos"].sum()), "video")]
    parts.append(format.plural(len(now.imports), "import"))
    if not format.is_missing(last):
        parts.append(f"newest export {format.day(last)}")
    return f"{' · '.join(parts)}  \n:small[{markdown.escape(now.library.where)}]"


def _offer_to_take_back(now: library_access.Held) -> None:
    """A line and a button for each import kept under a clock that was ahead; nothing without any."""
    imports = clock.ahead(now.imports, dt.datetime.now(dt.UTC))
    for sentence, number in zip(sentences.ahead(imports), imports["import_id"], strict=True):
        st.text(f"{unturned(sentence)} {words.TAKE_BACK_FIRST}")
        key = _until_changed(f"ahead_{number}")
        st.button(f"Take import {number} back", key=key, on_click=_do, args=(_take_one_back, int(number)))


def _undo(now: library_access.Held) -> None:
    last = now.imports.iloc[0]
    held = f"{format.plural(int(last['observations']), 'observation')}, {format.plural(int(last['days']), 'day')}"
    held += f", {format.plural(int(last['audience']), 'follower figure')}" if last["audience"] else ""
    with st.popover("Undo the last import", icon=":material/undo:", key=_until_changed("undo_open")):
        st.text(f"{format.clip(last['files'], 120) or 'Import'}, kept {format.day(last['kept_at'])}: {held}.")
        st.button("Take it back", key=_until_changed("undo"), on_click=_do, args=(_take_back, int(last["import_id"])))


def _forget_account(now: library_access.Held) -> None:
    pairs = list(zip(now.accounts["platform"], now.accounts["account"], strict=True))
    with st.popover("Forget an account", icon=":material/person_remove:", key=_until_changed("forget_open")):
        at = st.selectbox(
            "Account", range(len(pairs)), format_func=lambda at: platforms.account_label(*pairs[at]), key="forget_which"
        )
        st.caption(words.FORGETTING_ACCOUNT)
        if copies := now.library.copies():
            st.caption(words.stays_in([markdown.escape(copy.name) for copy in copies]))
        if at is not None and at < len(pairs):
            key = _until_changed("forget_account")
            st.button("Forget this account", key=key, on_click=_do, args=(_forget, *pairs[at]))


def _until_changed(key: str) -> str:
    """A key that is another one after each change of the library.

    So what asked for the change is closed when it is done, and a second click on it finds nothing: with the same key it
    would take back the next import, or forget the next account.
    """
    return f"{key}_{session.library_writes()}"


def _forget_everything(now: library_access.Held) -> None:
    with st.popover("Forget everything", icon=":material/delete_forever:"):
        st.caption(words.forgetting_everything(int(now.accounts["videos"].sum())))
        st.button("Yes, forget everything", key="forget_everything", on_click=_do, args=(_forget_all,))


def _back_up() -> None:
    """The button that makes a backup, and the one that takes it away.

    Two steps, as a download that fails while it is made tells the browser nothing of the library's own sentence.
    """
    made = messages.pop_backup()
    if made is None:
        st.button("Back up", key="back_up", on_click=_make_backup, icon=":material/inventory:", help=words.BACK_UP)
    else:
        label, mime = markdown.on_accent("Save the backup"), "application/octet-stream"
        download(label, BACKUP, made, mime=mime, icon=None, type="primary")


def _restore() -> None:
    backup = st.file_uploader("Restore from a backup", key=f"restore_{session.library_writes()}")
    if backup is not None:
        st.caption(words.RESTORING)
        st.button("Restore it", key="restore", on_click=_do, args=(_put_back, backup.getvalue()))


def _keep(files: list[Snapshot]) -> None:
    now, reading = dt.datetime.now(dt.UTC), session.reading()
    library = library_access.open_library()
    if library is None:
        return
    day = export_dates.as_of(reading, files)
    try:
        kept = library.keep(reading, now=now, taken=export_dates.moments(reading, files, now))
        labels.keep(library)
        account_groups.keep(library)
    except WorthSavingError as fault:
        messages.leave_message(str(fault))
        return
    if kept.already:
        said = words.ALREADY
    elif kept.import_id is None:
        said = words.NOTHING_TO_KEEP
    else:
        new = {"videos": kept.new_videos, "observations": kept.new_observations, "days": kept.new_days}
        said = words.kept(day, **new, audience=kept.new_audience)
    if kept.looks_older:
        said += f" {words.LOOKS_OLDER}"
    session.library_changed(said)
    marks.move_to_library(just_kept=True)


def _do(action: Callable[..., str], *arguments: object) -> None:
    """Run one of the actions below in a button's callback; its sentence, or the library's, stands on the page then."""
    try:
        library = library_access.open_library()
        session.library_changed("" if library is None else action(library, *arguments), taken_away=True)
    except WorthSavingError as fault:
        session.library_changed(str(fault))


def _take_back(library: "Library", import_id: int) -> str:
    undone = library.undo_last(import_id)
    if undone is None:
        return words.NOTHING_TO_TAKE_BACK
    return words.taken_back(list(undone.files), undone.import_id)


def _take_one_back(library: "Library", import_id: int) -> str:
    return words.taken_back(list(library.undo(import_id).files), import_id)


def _forget(library: "Library", platform: str, account: str) -> str:
    videos = library.forget_account(platform, account)
    return words.forgotten(platforms.account_label(platform, account), videos)


def _forget_all(library: "Library") -> str:
    library.forget_everything()
    return words.ALL_FORGOTTEN


def _make_backup() -> None:
    try:
        library = library_access.open_library()
        if library is not None:
            messages.leave_backup(library.backup_bytes())
    except WorthSavingError as fault:
        session.library_changed(str(fault))


def _put_back(library: "Library", data: bytes) -> str:
    copy = library.restore(data)
    return words.restored(None if copy is None else library_access.copy_place(copy))
