"""What the loaded files are, as the facts that notes can depend on (declared in data/notes.toml)."""

from __future__ import annotations

import pandas as pd

from worthsaving.analysis import age, trend
from worthsaving.reading.report import Reading


def of(reading: Reading, videos: pd.DataFrame) -> frozenset[str]:
    """The facts that hold for these files and the videos on screen."""
    formats = {file.format or "" for file in reading.files}
    has_saves = bool(videos["saves"].notna().any())
    checks = {
        "has_saves": has_saves,
        "no_saves": not has_saves,
        "has_downloads": bool(videos["downloads"].notna().any()),
        "young_videos": bool(age.is_young(videos).any()),
        "studio_content": any("studio" in f and "content" in f for f in formats),
        "days": len(reading.days) > 0,
        "few_videos": len(videos) < trend.MIN_VIDEOS,
        "tiktok": bool((videos["platform"] == "tiktok").any()),
        "instagram": bool((videos["platform"] == "instagram").any()),
    }
    return frozenset(name for name, holds in checks.items() if holds)
