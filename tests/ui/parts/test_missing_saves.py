"""The ways to saves that are missing."""

from streamlit.testing.v1 import AppTest


def test_a_networks_name_from_a_backup_is_text():
    """A library can hold any text as a platform; on the page it is no picture and no link."""

    def page():
        import pandas as pd

        from worthsaving.ui.parts import missing_saves

        missing_saves.which_file(pd.DataFrame({"platform": ["![x](https://elsewhere.example/x.png)"]}))

    at = AppTest.from_function(page).run()
    (shown,) = (element.value for element in at.markdown if "elsewhere" in element.value)
    assert "![x](" not in shown
