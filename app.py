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

    with frame.start_overview():
        if not session.has_data():
            newcomer.welcome()
            st.stop()

        account = control_line.draw()
        if not session.from_library():
            ask_columns.ask_what_is_left(session.reading().files)
            files_read.not_read()
        if len(session.reading().videos):
            shown = st.container()
            labels.offers(compare=True)  # first, as the numbers may go by a label; it stands under them
            with shown:
                answers = filters.of_account(account)
                if answers.has_saves:
                    advice = overview.finding(answers)
                    overview.tiles(answers)
                    overview.make_more(answers, advice)
                    overview.lists(answers)
                    if not session.from_library():
                        missing_saves.rest(answers)
                else:
                    overview.without_saves(answers)
        else:
            without_videos.without_videos()
        library_panel.manage()
else:
    from worthsaving.ui.shell import server

    app = st.App(__file__, **server.options())
