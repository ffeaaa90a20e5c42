"""Every number about a choice of videos: each worked out once, when it is first asked for."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

import pandas as pd

from worthsaving.analysis import (
    accounts,
    change,
    daily,
    engagement,
    expected,
    features,
    headline,
    periods,
    relation,
    select,
    trend,
    what_gets_saved,
)
from worthsaving.analysis.accounts import Standing
from worthsaving.analysis.age import YOUNG_DAYS, age_days
from worthsaving.analysis.audience import hours, shares
from worthsaving.analysis.change import Change
from worthsaving.analysis.eligible import eligible
from worthsaving.analysis.models import rates
from worthsaving.analysis.models.rates import RateModel
from worthsaving.analysis.periods import Comparison, Period
from worthsaving.analysis.relation import Usual
from worthsaving.guidance import facts
from worthsaving.reading.result import FileReport, Reading
from worthsaving.schema import Account
from worthsaving.sections.choice.account_rates import AccountRates
from worthsaving.sections.choice.accounts import accounts_in, accounts_of
from worthsaving.sections.choice.choice import EVERYTHING, Choice
from worthsaving.sections.further import Further
from worthsaving.sections.history import History
from worthsaving.sections.marks import asked
from worthsaving.sections.once import MOST_PARTS, Once
from worthsaving.sections.overview.numbers import FirstLook
from worthsaving.words import headline as headline_words
from worthsaving.writing import fill_in

ZONE = "UTC"  # weekday and time of day, as TikTok's files have them


class Answers:
    """What a reading says about a choice of it; `history` adds what an open library knows.

    Tables keep the index of the reading's videos. Everything is worked out when first asked for and then shared: do not
    change it.
    """

    def __init__(
        self,
        reading: Reading,
        choice: Choice = EVERYTHING,
        history: History | None = None,
        *,
        account_rates: AccountRates | None = None,
        marks: Callable[[], pd.DataFrame] | None = None,
    ) -> None:
        self.reading = reading
        self.choice = choice
        self.history = history
        self._account_rates = account_rates or AccountRates(reading)
        self._marks = marks
        self._once = Once()
        self.kept = Once(MOST_PARTS)

    @cached_property
    def further(self) -> Further:
        """Answers built on these: quadrants, save rate by views, what to expect, why it changed."""
        return Further(self)

    @cached_property
    def own(self) -> pd.DataFrame:
        """All canonical videos of the chosen account (of all accounts where none is chosen)."""
        return self.choice.own(self.reading)

    @cached_property
    def videos(self) -> pd.DataFrame:
        """The canonical videos that the choice leaves, with `posted_day` (see `select.posted_day`) and `age_days` as columns."""
        videos = self.choice.videos(self.reading)
        return videos.assign(posted_day=select.posted_day(videos), age_days=age_days(videos))

    @cached_property
    def days(self) -> pd.DataFrame:
        """The days that the choice leaves, in order."""
        return daily.daily(self.choice.days(self.reading))

    @cached_property
    def measures_by_day(self) -> list[str]:
        """The counts that the days have."""
        return daily.available(self.days)

    @cached_property
    def audience(self) -> pd.DataFrame:
        """What is known of the followers of the chosen account (of all accounts where none is chosen)."""
        return self.choice.audience(self.reading)

    @cached_property
    def active(self) -> tuple[hours.Active, ...]:
        """When the followers of each account are active; empty where no file tells."""
        return hours.active(self.audience)

    @cached_property
    def files(self) -> tuple[FileReport, ...]:
        """The files that hold the chosen account."""
        return self.choice.files(self.reading)

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts that the choice leaves, the one with the most videos first."""
        return self.choice.accounts or accounts_of(self.videos, self.days)

    @property
    def marks(self) -> pd.DataFrame:
        """The marks on the timeline of these accounts and of every account, by day; asked anew each time."""
        return asked.marks(self._marks, self.history, self.accounts)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that hold for what is left, for choosing notes."""
        return facts.find(self.videos, self.days)

    @property
    def has_saves(self) -> bool:
        """Whether any video's saves are known."""
        return "has_saves" in self.facts

    @cached_property
    def rate_model(self) -> RateModel | None:
        """The spread of the save rates that the headline stands on; the posting periods share it where they can."""
        own = self.choice == Choice(self.choice.account) and len(accounts_in(self.videos)) == 1
        if own and self.young_under == YOUNG_DAYS:
            return next(iter(self.models.values()))  # all of one account: its own fit
        rows, _ = eligible(self.videos, or_all=True, settled_days=self.young_under)
        return rates.fit(self.videos["saves"][rows], self.videos["views"][rows])

    @cached_property
    def headline_since(self) -> headline.Headline:
        """The headline numbers since the change in level; those of all videos where there is none."""
        return self.headline if self.change is None else self.first_look.now

    @cached_property
    def headline(self) -> headline.Headline:
        """The headline numbers."""
        return headline.headline(self.videos, model=self.rate_model, settled_days=self.young_under)

    @cached_property
    def believable(self) -> pd.DataFrame:
        """Each video's save rate with its range, judged by all of its own account's videos, without its place among them."""
        return self._account_rates.believable(self.videos)

    @cached_property
    def rates(self) -> pd.DataFrame:
        """Each video's save rate with its range, judged by all of its own account's videos."""
        return self._account_rates.rates(self.videos)

    @cached_property
    def models(self) -> dict[Account, RateModel | None]:
        """Each account's fitted save rates."""
        return self._account_rates.models(self.videos)

    @cached_property
    def expected(self) -> pd.DataFrame:
        """What each video's views, likes and comments suggest, and its quadrant (column `label`)."""
        found = expected.expected_saves(self.videos, settled_days=self.young_under)
        return found.join(self.further.quadrants("likes")["label"])

    @cached_property
    def settled_days(self) -> float | None:
        """The age in days from which saves are nearly all there, as an open library shows it for these accounts; else None."""
        if self.history is None or not self.history.is_open:
            return None
        pairs = self.own[["platform", "account"]].drop_duplicates().sort_values(["platform", "account"])
        return self.history.settling_days(tuple(pairs.itertuples(index=False, name=None))) if len(pairs) else None

    @property
    def young_under(self) -> float:
        """The age in days below which a video counts as unfinished over time."""
        return self.settled_days or YOUNG_DAYS

    @cached_property
    def latest_period(self) -> periods.Latest | None:
        """The newest four weeks whose videos are finished against the four before them; None without a posting day."""
        return periods.latest(self.videos, settled_days=self.settled_days)

    @cached_property
    def change(self) -> Change | None:
        """The one change in level that holds up, if any."""
        return change.change_point(self.videos, settled_days=self.settled_days)

    @cached_property
    def trend(self) -> trend.Trend:
        """Whether the save rate rises or falls."""
        return trend.verdict(self.videos, settled_days=self.settled_days)

    @cached_property
    def buckets(self) -> pd.DataFrame:
        """The posting periods."""
        rows, _ = eligible(self.videos, settled_days=self.young_under)
        same = (
            rows.equals(eligible(self.videos, or_all=True, settled_days=self.young_under)[0])
            and self.videos["posted_day"][rows].notna().all()
        )
        return trend.buckets(self.videos, model=self.rate_model if same else None, settled_days=self.young_under)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """The share of saves in all engagement by posting period."""
        return engagement.share_over_time(self.videos, settled_days=self.young_under)

    @cached_property
    def side_by_side(self) -> pd.DataFrame:
        """Every account's level today with its range and how it moved (see `analysis.accounts`)."""
        return accounts.side_by_side(self.videos, self._standing)

    def _standing(self, account: Account) -> Standing:
        """Return where one account stands by the same filters, as its own first page says it."""
        own = Answers(
            self.reading, replace(self.choice, account=account), self.history, account_rates=self._account_rates
        )
        now = own.first_look.now
        usual = None if now.counted is not None and now.counted.thin else headline_words.normal(now)
        return Standing(own.first_look.level, own.change, usual, own.buckets)

    @cached_property
    def first_look(self) -> FirstLook:
        """The numbers of the first page."""
        return FirstLook(self)

    @cached_property
    def missing_saves(self) -> pd.DataFrame:
        """The sheet of saves to fill in, most viewed first."""
        return fill_in.sheet(self.videos)

    def reactions(self, most: int) -> engagement.Reactions:
        """Return shares, likes and comments for each view of the `most` viewed videos."""
        return self._once(("reactions", most), lambda: engagement.reactions(self.videos, most=most))

    def followers(self, account: Account, kind: str) -> pd.DataFrame:
        """Return who follows an account: the shares of one kind (see `analysis.audience.shares`)."""
        return self._once(("followers", account, kind), lambda: shares.shares(self.audience, account, kind))

    def posting_hours(self, zone: str) -> hours.Posted | None:
        """Return the hours in which most videos are posted, in this time zone; None with too few."""
        return self._once(("posting_hours", zone), lambda: hours.posted(self.videos, zone=zone))

    def relation(self, against: str, *, as_rates: bool) -> tuple[pd.DataFrame, Usual | None]:
        """Return the points of saves against `against`, and what is usual."""
        return self._once(("relation", against, as_rates), lambda: self._related(against, as_rates=as_rates))

    def _related(self, against: str, *, as_rates: bool) -> tuple[pd.DataFrame, Usual | None]:
        by_rate = None if as_rates else self.relation(against, as_rates=True)[1]
        found = relation.usual(self.videos, against, as_rates=as_rates, by_rate=by_rate)
        return relation.points(self.videos, against, as_rates=as_rates) if found is None else found.points, found

    def comparison(self, a: Period, b: Period) -> Comparison:
        """Return whether the videos of two periods (first and last day) differ."""
        return self._once(
            ("comparison", a, b), lambda: periods.compare(self.videos, a, b, settled_days=self.settled_days)
        )

    def what_gets_saved(self, zone: str = ZONE) -> pd.DataFrame:
        """Return which tags, words, lengths and times go with more or fewer saves."""
        return self._once(("what", zone), lambda: self._what(zone))

    def _what(self, zone: str) -> pd.DataFrame:
        return what_gets_saved.what_gets_saved(self.videos, zone=zone, settled_days=self.young_under)

    def having(self, kind: str, value: str, zone: str = ZONE) -> pd.Index:
        """Return the index labels of the videos with that tag, word, length or time."""
        return self._once(("having", kind, value, zone), lambda: features.having(self.videos, kind, value, zone=zone))
