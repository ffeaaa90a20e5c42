"""A made-up creator's sheet: two hundred posts with a pillar each, of which recipes are saved three times as often."""

import datetime as dt

import numpy as np

NAMES = ("Recipes", "Tips", "Behind the scenes", "Tools", "Talk")
RATES = (0.02, 0.006, 0.004, 0.006, 0.006)
START = dt.datetime(2025, 1, 1, 18)


def sheet(posts: int = 200, *, header: str = "Pillar", names: dict[str, str] | None = None) -> tuple[str, bytes]:
    """The file's name and bytes: a post every 36 hours, every tenth without a pillar; `names` replaces some pillars."""
    rng, called = np.random.default_rng(3), names or {}
    lines = [f"Link,Caption,Posted,Views,Likes,Comments,Saves,{quoted(header)}"]
    for number in range(posts):
        posted = START + dt.timedelta(hours=36 * number)
        video_id = int(posted.replace(tzinfo=dt.UTC).timestamp()) << 32 | number
        kind = rng.choice(len(NAMES), p=[0.3, 0.2, 0.2, 0.2, 0.1])
        views = int(np.exp(rng.normal(8.7, 0.9)))
        saves = rng.poisson(views * RATES[kind] * np.exp(rng.normal(0, 0.6)))
        pillar = "" if number % 10 == 9 else quoted(called.get(NAMES[kind], NAMES[kind]))
        link = f"https://www.tiktok.com/@tiny/video/{video_id}"
        counts = f"{views},{views // 20},{views // 300},{saves}"
        lines.append(f"{link},Ep {number} soup,{posted:%Y-%m-%d %H:%M},{counts},{pillar}")
    return "content plan.csv", ("\n".join(lines) + "\n").encode()


def quoted(text: str) -> str:
    """A cell in quotes."""
    return '"' + text.replace('"', '""') + '"'
