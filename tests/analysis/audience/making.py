"""Made-up `audience` tables."""

import pandas as pd

from worthsaving import schema

FIRST = pd.Timestamp("2026-11-02")  # a Monday


def hours(*days: list[float | None], account: str = "a", first: pd.Timestamp = FIRST) -> pd.DataFrame:
    """Followers active by hour, a list of 24 for each day from `first` on (None: not known)."""
    rows = [
        (account, str(hour), value, first + pd.Timedelta(days=later))
        for later, day in enumerate(days)
        for hour, value in enumerate(day)
    ]
    frame = pd.DataFrame(rows, columns=["account", "key", "value", "day"])
    return schema.conform(frame.assign(platform="tiktok", kind="hour"), schema.AUDIENCE)


def evening(start: int = 19, high: float = 30, low: float = 10, scale: float = 1) -> list[float | None]:
    """A day with `high` followers in the three hours from `start` on and `low` in the others."""
    return [scale * (high if (hour - start) % 24 < 3 else low) for hour in range(24)]


def shares(kind: str, *rows: tuple[str, float | None, str | None], account: str = "a") -> pd.DataFrame:
    """Shares from (key, value, day)."""
    frame = pd.DataFrame(rows, columns=["key", "value", "day"])
    frame["day"] = pd.to_datetime(frame["day"]).astype(schema.DAY)
    return schema.conform(frame.assign(platform="tiktok", account=account, kind=kind), schema.AUDIENCE)
