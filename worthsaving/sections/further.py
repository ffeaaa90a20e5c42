"""Answers that build on others: quadrants, save rate by views, the next video, and why two periods differ."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from worthsaving.analysis import expected, video_order
from worthsaving.analysis.labels import columns, winner
from worthsaving.analysis.labels.winner import Standing
from worthsaving.analysis.periods import Period
from worthsaving.analysis.plans import mix, next_video
from worthsaving.analysis.plans.mix import Split
from worthsaving.analysis.plans.next_video import Expectation
from worthsaving.analysis.size import by_views
from worthsaving.analysis.size.by_views import ByViews
from worthsaving.sections.once import Once

if TYPE_CHECKING:
    from worthsaving.sections.answers import Answers


class Further:
    """What more `answers` tell, each worked out when first asked for and then shared: do not change it."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._once = Once()

    def quadrants(self, against: str) -> pd.DataFrame:
        """Return the quadrant of each video, saves against likes or comments (see `expected.quadrants`)."""
        return self._once(("quadrants", against), lambda: self._quadrants(against))

    def _quadrants(self, against: str) -> pd.DataFrame:
        found = self._answers
        return expected.quadrants(found.videos, against, settled_days=found.young_under)

    @cached_property
    def orders(self) -> list[str]:
        """The orders that the table of videos can have."""
        return video_order.offered(self._answers.videos, self._answers.rates)

    def ordered(self, words: str, order: str, page: int = 1) -> tuple[pd.DataFrame, int]:
        """Return a page of the videos in that order whose captions hold `words`, and how many do."""
        found = self._answers
        return self._once(
            ("ordered", words, order, page),
            lambda: video_order.find(found.videos, found.rates, words=words, order=order, page=page),
        )

    @cached_property
    def posted_between(self) -> tuple[date, date] | None:
        """The first and the last posting day; None where fewer than two days are known."""
        days = self._answers.videos["posted_day"].dropna()
        first, last = days.min(), days.max()
        return None if days.empty or first == last else (first.date(), last.date())

    @cached_property
    def by_views(self) -> ByViews:
        """How the save rate goes with the views."""
        found = self._answers
        return by_views.by_views(found.videos, model=found.rate_model, settled_days=found.young_under)

    @cached_property
    def next_video(self) -> Expectation | None:
        """What to expect of the next video and of the next five."""
        found = self._answers
        return next_video.expect(found.videos, found.change, settled_days=found.young_under)

    @cached_property
    def next_video_lacks(self) -> int:
        """How many more finished videos `next_video` takes; 0 where it is not videos that lack."""
        found = self._answers
        return next_video.missing(found.videos, found.change, settled_days=found.young_under)

    @cached_property
    def labels(self) -> list[str]:
        """The labels of the videos that the choice leaves, by name."""
        return columns.labels_in(self._answers.videos)

    def standing(self, label: str) -> Standing:
        """Return how the kinds of a label stand against each other."""
        found = self._answers
        return self._once(
            ("standing", label), lambda: winner.standing(found.videos, label, settled_days=found.young_under)
        )

    def split(self, a: Period, b: Period) -> Split:
        """Return why the videos of two periods (first and last day) differ: other kinds, or the same kinds saved more."""
        found = self._answers
        return self._once(("split", a, b), lambda: mix.split(found.videos, a, b, settled_days=found.young_under))
