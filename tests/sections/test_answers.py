"""The numbers of a report are those of the pages."""

import pandas as pd

from worthsaving import schema
from worthsaving.reading.result import Reading
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.choice import EVERYTHING


def test_the_days_stand_in_order_and_each_has_its_place_in_time():
    """Account by account, day by day, as the page "Save trends" draws them; a row without a day is left out."""
    days = pd.DataFrame(
        {
            "account": ["cook", "baker", "cook", "baker", "cook"],
            "day": pd.to_datetime(["2026-03-03", "2026-03-02", "2026-03-01", "2026-03-01", None]).astype(schema.DAY),
            "views": [3, 2, 1, 1, 9],
        }
    ).assign(platform="tiktok")
    found = Answers(Reading(days=schema.conform(days, schema.DAYS)), EVERYTHING).days
    assert found["account"].tolist() == ["baker", "baker", "cook", "cook"]
    assert found["views"].tolist() == [1, 2, 1, 3]
