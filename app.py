"""Overview: today's level of saves and its change, at first sight; for newcomers, where files go.

`streamlit run` imports this file for the server, `app`; the server then runs it again, as the page.
"""

import streamlit as st

if __name__ == "__main__":
    from worthsaving.ui.pages import (
        ask_columns,
        control_line,
        files_read,
        library_panel,
        newcomer,
        overview,
        without_videos,
    )
    from worthsaving.ui.parts import labels, missing_saves
    from worthsaving.ui.shell import filters, frame, session

    page = frame.start_overview(overview.Page)
    if not session.has_data():
        with st.container():
            newcomer.welcome()
        st.stop()

    with page.top():
        account = control_line.draw()
        if not session.from_library():
            ask_columns.ask_what_is_left(session.reading().files)
            files_read.not_read()
    if len(session.reading().videos):
        labels.offers(compare=True)  # first, as the numbers may go by a label; it stands under them
        answers = filters.of_account(account)
        if answers.has_saves:
            page.with_saves(answers)
        with page.rest():
            if not answers.has_saves:
                overview.without_saves(answers)
            elif not session.from_library():
                missing_saves.rest(answers)
    else:
        page.rest()
        without_videos.without_videos()
    with page.last():
        library_panel.manage()
else:
    from worthsaving.ui.shell import server

    app = st.App(__file__, **server.options())
