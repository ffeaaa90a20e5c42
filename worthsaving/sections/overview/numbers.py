"""The numbers of the first page, each worked out once: today's level, few things and few videos."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from worthsaving.analysis import engagement, headline
from worthsaving.analysis.growth import EqualAge
from worthsaving.analysis.overview import dots, few_videos, level, more_of, new_videos
from worthsaving.analysis.overview.new_videos import Usual
from worthsaving.words import headline as headline_words

if TYPE_CHECKING:
    from worthsaving.sections.answers import Answers


@dataclass(frozen=True)
class Share:
    """Share of saves (0-1) in all engagement of a usual video: of the videos of today's level, and of those before.

    `mean`, `mean_before`: the plain means of the same videos' shares. NaN where not known.
    """

    now: float
    before: float
    mean: float
    mean_before: float


class FirstLook:
    """What the first page says about `answers`; everything is worked out when first asked for and then shared."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    @cached_property
    def level(self) -> level.Level | None:
        """Today's level of the save rate."""
        answers = self._answers
        return level.level(
            answers.videos,
            change=answers.change,
            trend=answers.trend,
            model=answers.rate_model,
            settled_days=answers.young_under,
        )

    @cached_property
    def videos(self) -> pd.DataFrame:
        """The videos that today's level is about."""
        return level.since(self._answers.videos, self.level)

    @cached_property
    def now(self) -> headline.Headline:
        """The headline numbers of those videos alone."""
        if self.level is None or not self._is_part:
            return self._answers.headline
        return headline.headline(self.videos, model=self.level.model, settled_days=self._answers.young_under)

    @cached_property
    def dots(self) -> pd.DataFrame:
        """The videos as dots over time."""
        return dots.dots(self._answers.videos, self._answers.young_under)

    @cached_property
    def share(self) -> Share:
        """The share of saves in all engagement; NaN where it is not known."""
        if not self._is_part:
            return Share(
                _same(self._answers.shares, "usual"), np.nan, _same(self._answers.shares, "usual_mean"), np.nan
            )
        earlier = self._answers.videos.drop(self.videos.index)
        young = self._answers.young_under
        both = [engagement.share_over_time(part, settled_days=young) for part in (self.videos, earlier)]
        return Share(*(_same(part, name) for name in ("usual", "usual_mean") for part in both))

    @cached_property
    def more_and_less(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The few things that go with more and with fewer saves."""
        return more_of.more_and_less(self._answers.what_gets_saved())

    @cached_property
    def kept_most(self) -> pd.Index:
        """The labels of the videos kept most for their size."""
        found = self._answers
        return few_videos.kept_most(found.videos, found.believable, found.young_under)

    @cached_property
    def new_videos(self) -> pd.DataFrame:
        """The newest videos against the usual (see `analysis.overview.new_videos`)."""
        found = self._answers
        return new_videos.new_videos(found.videos, found.believable, self.usual, self._at_age, found.young_under)

    def usual(self, label: Hashable) -> Usual | None:
        """Return what is usual for the account of this video (0-1): since today's level began where one account is chosen."""
        normal = headline_words.normal(self.now)
        if len(self._answers.accounts) == 1 and normal is not None and self.level is not None:
            return normal[0], self.level.rate.value, normal[1]
        row = self._answers.videos.loc[label]
        model = self._answers.models.get((row["platform"], row["account"]))
        return None if model is None or model.weak else (model.quantile(0.1), model.quantile(0.5), model.quantile(0.9))

    def _at_age(self, label: Hashable, age: float) -> EqualAge | None:
        """Compare a video with its account's others at this age; None where no library knows both."""
        history = self._answers.history
        if history is None or not history.is_open:
            return None
        row = self._answers.videos.loc[label]
        post = history.post(self._answers.reading.videos, label)  # type: ignore[arg-type]
        return history.equal_age(row["platform"], row["account"], post, age_days=age) if post else None

    @property
    def worked_out(self) -> bool:
        """Whether all of it was worked out before, so that showing it takes no time."""
        return "new_videos" in self.__dict__

    @property
    def _is_part(self) -> bool:
        """Whether today's level leaves earlier videos out."""
        return len(self.videos) < len(self._answers.videos)


def _same(shares: pd.DataFrame, column: str) -> float:
    """A number that is the same in every row; NaN without any."""
    return float(shares[column].iloc[0]) if len(shares) else np.nan
