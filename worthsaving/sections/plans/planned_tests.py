"""Planned tests: how far each is and how it came out, for the pages that list them."""

import pandas as pd

from worthsaving.sections.parts import Part, lines
from worthsaving.words.plans import planned_tests as test_words

IN_WORDS = 3
"""So many tests, the newest, are said in a line each; a table has all where there are more."""


def planned_tests(table: pd.DataFrame) -> Part:
    """Return the heading over the tests, empty without any, and the newest in a line each; `table`: see `Library.tests`."""
    judged = int(table["state"].eq("judged").sum())
    said = [test_words.line(row) for _, row in table.head(IN_WORDS).iterrows()]
    return Part("", test_words.heading(len(table) - judged, judged), lines=lines(*said))


def listed(table: pd.DataFrame) -> pd.DataFrame:
    """Return the tests as they are shown: question, when it was written down, how far it is or how it came out."""
    return pd.DataFrame(
        {
            "Question": table["question"],
            "Written down": table["made_at"],
            "How it stands": [test_words.state(row) for _, row in table.iterrows()],
            "Verdict": [test_words.VERDICTS[verdict] for verdict in table["verdict"]],
            "Judged": table["judged_at"],
        }
    )
