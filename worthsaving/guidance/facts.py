"""Facts about the videos and days shown, on which notes can depend (declared in data/notes.toml)."""

import pandas as pd

from worthsaving.analysis import age, trend


def find(videos: pd.DataFrame, days: pd.DataFrame) -> frozenset[str]:
    """Find the facts that hold for these videos and days."""
    some = len(videos) > 0
    has_saves = bool(videos["saves"].notna().any())
    checks = {
        "has_saves": has_saves,
        "no_saves": some and not has_saves,
        "has_downloads": bool(videos["downloads"].notna().any()),
        "young_videos": bool(age.is_young(videos).any()),
        "studio_content": bool((videos["source"] == "tiktok-studio-content").any()),
        "days": len(days) > 0,
        "few_videos": len(videos) < trend.MIN_VIDEOS,
        "pinterest": bool((videos["platform"] == "pinterest").any()),
        "xiaohongshu": bool((videos["platform"] == "xiaohongshu").any()),
        "x_or_linkedin": bool(videos["platform"].isin(["x", "linkedin"]).any()),
        "tiktok": bool((videos["platform"] == "tiktok").any()),
        "instagram": bool((videos["platform"] == "instagram").any()),
    }
    return frozenset(name for name, holds in checks.items() if holds)
