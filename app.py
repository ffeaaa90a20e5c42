"""Home: drop your files, see what was read, the headline.

`streamlit run` imports this file for the server, `app`; the server then runs it again, as the page.
"""

import streamlit as st

if __name__ == "__main__":
    from worthsaving.sections import headline
    from worthsaving.ui.pages import ask_columns, files_read, home, library_panel
    from worthsaving.ui.parts import empty_states, missing_saves, show
    from worthsaving.ui.shell import filters, frame, session

    frame.start_page("Your data")
    if session.has_data():
        home.drop_zone()
    else:
        home.welcome()
    library_panel.offer()
    library_panel.your_library()
    if not session.has_data():
        home.where_to_get_it()
        library_panel.restore_into_empty()
        st.stop()

    if not session.from_library():
        ask_columns.ask_what_is_left(session.reading().files)
    if len(session.reading().videos):
        answers = filters.account_only()
        if answers.has_saves:
            show.parts(headline.headline(answers), answers.facts)
            show.section("in_short", answers)
            if not session.from_library():
                missing_saves.rest(answers)
        else:
            empty_states.no_saves(answers, frame.HOME)
            show.facts(headline.headline(answers)[0].facts)
        home.way_on()
    else:
        home.without_videos()
    if not session.from_library():
        files_read.what_was_read()
else:
    from worthsaving.ui.shell import server

    app = st.App(__file__, **server.options())
