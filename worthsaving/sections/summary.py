"""Summary of a reading as plain values: what `summary --json` prints."""

import math
from typing import Any

from worthsaving.analysis.change import Change
from worthsaving.analysis.labels.winner import Standing
from worthsaving.analysis.periods import Latest
from worthsaving.reading.result import Reading
from worthsaving.schema import Estimate
from worthsaving.sections import measures
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.history import History
from worthsaving.sections.overview import plain
from worthsaving.words import headline as headline_words


def summarise(reading: Reading, history: History | None = None) -> dict[str, Any]:
    """Return the headline numbers as plain Python values, None where the files cannot tell.

    Without known saves, `saves`, every figure under `save_rate` and `most_saved` are None. Where several accounts are in
    it, these figures are of all of them together and no account's own; then `accounts` has each one's, in the same keys
    beside `platform` and `account`. `measures` holds the big numbers of the first page by their keys, `today` its level, that
    level's saves and share, and the newest period against the one before. `labels`: how the kinds of each of the posts' labels stand. `history`: what an open library adds.
    """
    summary = _summary(Answers(reading, history=history))
    accounts = list(reading.videos.groupby(["platform", "account"], sort=False).groups)
    if len(accounts) > 1:
        own = {pair: _summary(Answers(reading, Choice(pair), history)) for pair in accounts}
        summary["accounts"] = [{"platform": str(p), "account": str(a), **found} for (p, a), found in own.items()]
    return summary


def _ranged(found: Estimate | None, *names: str) -> dict[str, float | None]:
    """The value, low and high end of an estimate by these three names, all None without one."""
    values = (None, None, None) if found is None else (found.value, found.low, found.high)
    return dict(zip(names, values, strict=True))


def _summary(answers: Answers) -> dict[str, Any]:
    top, trend = answers.headline, answers.trend
    return {
        "videos": top.videos,
        "videos_with_saves": top.videos_with_saves,
        "views": top.views,
        "saves": top.saves,
        "measures": measures.values(answers),
        "save_rate": {
            **_ranged(top.pooled, "pooled", "pooled_low", "pooled_high"),
            **_ranged(top.typical, "median", "typical_low", "typical_high"),
            "videos": top.rated,
            "left_out_young": top.left_out_young,
            "few_videos": top.weak,
        },
        "trend": {
            "verdict": trend.verdict,
            **_ranged(trend.per_year, "per_year", "low", "high"),
            "p_value": trend.p_value,
            "videos": trend.n,
            "left_out_young": trend.left_out_young,
            "needed": trend.needed,
            "leaning": trend.leaning,
            "unfinished": trend.unfinished,
        },
        "today": _today(answers),
        "next_video": _next_video(answers),
        "change": _change(answers.change),
        "latest_period": _latest(answers.latest_period),
        "first_day": None if top.first_day is None else top.first_day.isoformat(),
        "last_day": None if top.last_day is None else top.last_day.isoformat(),
        "most_saved": _most_saved(answers),
        "young": top.young,
        "labels": [_label(answers.further.standing(label)) for label in answers.further.labels],
    }


def _today(answers: Answers) -> dict[str, Any]:
    """Return the numbers of the first page: the level and what it rests on, its saves, its lists; None if unknown."""
    look = answers.first_look
    level, now = look.level, look.now
    usual = headline_words.normal(now) or (None, None)
    share = None if math.isnan(look.share.now) else look.share.now
    return {
        "kind": None if level is None else level.kind,
        **_ranged(None if level is None else level.rate, "level", "level_low", "level_high"),
        "since": None if level is None or level.since is None else level.since.isoformat(),
        "before": None if level is None else level.before,
        "videos": None if level is None else level.rate.n,
        "usual_low": usual[0],
        "usual_high": usual[1],
        "saves": now.saves,
        "share_of_engagement": share,
        **plain.today(answers),
    }


def _next_video(answers: Answers) -> dict[str, Any]:
    """The 80 % ranges of the next video's save rate and of the mean of the next five; None where they can't be told."""
    found = answers.further.next_video if answers.headline.saves else None
    one, five = (None, None) if found is None else (found.one, found.five)
    return {
        **_ranged(one, "median", "low", "high"),
        **_ranged(five, "five_median", "five_low", "five_high"),
        "videos": None if found is None else found.n,
        "since": None if found is None else found.since.isoformat(),
        "level_changed": None if found is None else found.level_changed,
    }


def _change(found: Change | None) -> dict[str, Any] | None:
    """The one change in level with the range of its date; None without one."""
    if found is None:
        return None
    return {
        "date": found.date.isoformat(),
        "earliest": found.earliest.isoformat(),
        "latest": found.latest.isoformat(),
        "before": found.before,
        "after": found.after,
        **_ranged(found.ratio, "ratio", "low", "high"),
        "videos_before": found.n_before,
        "videos_after": found.n_after,
    }


def _latest(found: Latest | None) -> dict[str, Any] | None:
    """The newest closed period against the one before it; None without a posting day."""
    if found is None:
        return None
    both = found.found
    return {
        "first_day": found.now[0].isoformat(),
        "last_day": found.now[1].isoformat(),
        "verdict": both.verdict,
        "before": both.rate_a,
        "now": both.rate_b,
        "before_mean": both.mean_a,
        "now_mean": both.mean_b,
        **_ranged(both.ratio, "ratio", "low", "high"),
        "p_value": both.p_value,
        "videos_before": both.n_a,
        "videos_now": both.n_b,
    }


def _label(found: Standing) -> dict[str, Any]:
    """How the kinds of a label stand; the posts without a value have an empty one."""
    return {
        "label": found.label,
        "winner": found.winner,
        "more_videos": found.more,
        "videos": found.n,
        "kinds": [
            {
                "value": str(row.value),
                "videos": int(row.n),
                **_ranged(Estimate(row.ratio, row.low, row.high, row.n), "ratio", "low", "high"),
                "clear": bool(row.clear),
            }
            for row in found.found.itertuples()
        ],
        "too_few": [{"value": value, "videos": n} for value, n in found.small],
    }


def _most_saved(answers: Answers) -> dict[str, Any] | None:
    top = answers.headline
    if top.most_saved is None:
        return None
    row = answers.videos.loc[top.most_saved]
    return {
        "video_id": str(row["video_id"]),
        "title": str(row["title"]),
        "link": str(row["link"]),
        "saves": int(row["saves"]),
        "share_of_saves": top.top_share,
    }
