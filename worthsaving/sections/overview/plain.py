"""The rest of the first page as plain values for `summary --json`: what was counted, the share before, the short lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from worthsaving.sections.answers import Answers


def today(answers: Answers) -> dict[str, Any]:
    """Return what stands on the first page beside its level, rates and shares 0-1; None where it is not known.

    `counted_*`: the save rates as counted; `plain`: plain means and medians of the videos behind the level and behind `before`,
    and of their shares of saves, as anybody recomputes them; `share_before`: of saves in all engagement before the level began; `make_more` and
    `make_less`: tags and the like with how many times as often they are saved, of so many `compared`; `kept_most`: videos with their counted rates and, adjusted, their likely ones;
    `new_videos`: how many times the usual they have (`basis`: see `analysis.overview.new_videos`).
    """
    look = answers.first_look
    counted = look.now.counted
    more, less = look.more_and_less
    return {
        "counted_low": None if counted is None else counted.low,
        "counted_high": None if counted is None else counted.high,
        "counted_unsaved": None if counted is None else counted.unsaved,
        "plain": _plain(answers),
        "share_before": _known(look.share.before),
        "top_share": look.now.top_share,
        "make_more": _things(more),
        "make_less": _things(less),
        "compared": len(answers.what_gets_saved()),
        "kept_most": _kept_most(answers),
        "new_videos": _new_videos(answers),
        "corners": _corners(answers),
    }


def _plain(answers: Answers) -> dict[str, float | None]:
    look = answers.first_look
    now, before = (None, None) if look.level is None else (look.level.plain, look.level.plain_before)
    return {
        "mean": None if now is None else now.mean,
        "median": None if now is None else now.median,
        "mean_before": None if before is None else before.mean,
        "median_before": None if before is None else before.median,
        "share": _known(look.share.mean),
        "share_before": _known(look.share.mean_before),
    }


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _things(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "kind": str(row["kind"]),
            "value": str(row["value"]),
            "videos": int(row["n"]),
            **{name: float(row[name]) for name in ("ratio", "low", "high")},
            "clear": bool(row["clear"]),
        }
        for _, row in rows.iterrows()
    ]


def _kept_most(answers: Answers) -> list[dict[str, Any]]:
    labels = [label for label in answers.first_look.kept_most if answers.first_look.usual(label) is not None]
    rates, videos = answers.believable, answers.videos
    return [
        {
            "video_id": str(videos.at[label, "video_id"]),
            "saves": int(videos.at[label, "saves"]),
            "counted": float(rates.at[label, "raw"]),
            "rate": float(rates.at[label, "mean"]),
            "low": float(rates.at[label, "low"]),
            "high": float(rates.at[label, "high"]),
        }
        for label in labels
    ]


def _new_videos(answers: Answers) -> list[dict[str, Any]]:
    found = answers.first_look.new_videos
    return [
        {
            "video_id": str(answers.videos.at[label, "video_id"]),
            "age_days": _known(row["age_days"]),
            "basis": str(row["basis"]),
            "times_usual": float(row["times"]),
            "low": _known(row["low"]),
            "high": _known(row["high"]),
        }
        for label, row in found.iterrows()
    ]


def _corners(answers: Answers) -> dict[str, int]:
    """Count the videos in each quadrant of saves and likes."""
    return {str(label): int(n) for label, n in answers.expected["label"].dropna().value_counts().items()}
