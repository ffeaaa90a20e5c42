"""Whether the ranges of accounts' rates hold the truth, and whether the ranking finds the best: `python -m tests.benchmarks.accounts`.

Made-up accounts whose true rate is known: 1 to 400 videos, views over six orders of magnitude, rates that depend on network and size and
differ besides. Writes its table into docs/many-accounts.md.
"""

from __future__ import annotations

import sys
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pandas as pd

from worthsaving.analysis.across_accounts.evidence import evidence
from worthsaving.analysis.across_accounts.shrunk import shrunk
from worthsaving.analysis.models import rates

PAGE = Path(__file__).parents[2] / "docs" / "many-accounts.md"
BEGIN, END = "<!-- accounts: begin -->", "<!-- accounts: end -->"
BEST = 100
NETWORKS = {"tiktok": np.log(0.006), "instagram": np.log(0.010), "x": np.log(0.003)}


def made(
    seed: int,
    accounts: int = 8_000,
    *,
    differ: float = 0.5,
    tails: str = "log-normal",
    views: float = 200,
    videos: float = 12,
) -> pd.DataFrame:
    """Accounts with their `truth`: the columns that `shrunk` takes, worked out as the batch does.

    `views` and `videos`: those of the middle account's videos, and how many it has. `differ`: the standard deviation of the log rate between accounts alike. `tails`: how the rates of an account's videos
    are spread, log-normal or gamma.
    """
    chance = np.random.default_rng(seed)
    rows = []
    for _ in range(accounts):
        network = chance.choice(list(NETWORKS), p=[0.6, 0.3, 0.1])
        size = chance.normal(np.log(views), 1.8)
        log_rate = NETWORKS[network] - 0.15 * (size - np.log(views)) + chance.normal(0, differ)
        posts = int(np.clip(np.exp(chance.normal(np.log(videos), 1.2)), 1, 400))
        seen = np.exp(chance.normal(size, 1.1, posts)).astype("int64") + 5
        sd = np.exp(chance.normal(np.log(0.5), 0.25))
        if tails == "gamma":
            each = chance.gamma(1 / sd**2, sd**2, posts)
        else:
            each = np.exp(chance.normal(-(sd**2) / 2, sd, posts))
        rate = min(np.exp(log_rate), 0.2)
        saves = np.minimum(chance.poisson(seen * rate * each), seen).astype("float64")
        model = rates.fit(pd.Series(saves), pd.Series(seen.astype("float64")), nodes=False)
        found = evidence(saves, seen.astype("float64"), model)
        rows.append((network, f"maker{len(rows)}", posts, *astuple(found), rate))
    names = ["platform", "account", "rated", "rated_saves", "rated_views", "effective_videos", "spread", "truth"]
    return pd.DataFrame(rows, columns=names)


def judged(table: pd.DataFrame) -> dict[str, float]:
    """How many of the 95 % ranges hold the truth, in all and among the few-video accounts, and the true best found."""
    found = shrunk(table).merge(table[["account", "truth"]], on="account")
    inside = (found["low"] <= found["truth"]) & (found["truth"] <= found["high"])
    best = set(found.nlargest(BEST, "truth")["account"])
    return {
        "held": float(inside.mean()),
        "held_small": float(inside[found["videos"] < 15].mean()),
        "held_large": float(inside[found["videos"] >= 60].mean()),
        "ours": len(best & set(found.nsmallest(BEST, "rank")["account"])),
        "raw": len(best & set(found.nlargest(BEST, "raw")["account"])),
        "top_truth": float(found.nsmallest(BEST, "rank")["truth"].mean()),
        "top_truth_raw": float(found.nlargest(BEST, "raw")["truth"].mean()),
    }


def table(sets: int = 1) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| accounts | ranges that hold the truth | of accounts under 15 videos | of 60 and more | true top 100 in our top 100 | in the top 100 by raw rate |",
        "|---|---|---|---|---|---|",
    ]
    for name, options in (
        ("differ by 50 %, videos log-normal", {}),
        ("differ by 25 %", {"differ": 0.25}),
        ("differ by 90 %", {"differ": 0.9}),
        ("videos gamma-distributed", {"tails": "gamma"}),
        ("larger ones: 2,000 views, 25 videos", {"views": 2_000, "videos": 25}),
    ):
        each = pd.DataFrame([judged(made(seed, **options)) for seed in range(sets)]).mean()
        lines.append(
            f"| {name} | {each['held']:.1%} | {each['held_small']:.1%} | {each['held_large']:.1%} | "
            f"{each['ours']:.0f} | {each['raw']:.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Write the table into the page."""
    made_table = table()
    print(made_table)
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{made_table}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
