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
from worthsaving.analysis.across_accounts.posterior import Prior, chance_among_best, posterior
from worthsaving.analysis.across_accounts.shrunk import shrunk
from worthsaving.analysis.models import rates

PAGE = Path(__file__).parents[2] / "docs" / "many-accounts.md"
BEGIN, END = "<!-- accounts: begin -->", "<!-- accounts: end -->"
BEST = 100
SETS = range(300, 305)  # the method was chosen on the sets 100 to 102
NETWORKS = {"tiktok": np.log(0.006), "instagram": np.log(0.010), "x": np.log(0.003)}


def made(
    seed: int,
    accounts: int = 8_000,
    *,
    differ: float = 0.5,
    tails: str = "log-normal",
    views: float = 200,
    videos: float = 12,
    scatters: float = 0.25,
) -> pd.DataFrame:
    """Accounts with their `truth`: the columns that `shrunk` takes, worked out as the batch does, and what only the maker knows.

    `views` and `videos`: those of the middle account's videos, and how many it has. `differ`: the standard deviation of the log
    rate between accounts alike. `tails`: how the rates of an account's videos are spread, log-normal or gamma; `scatters`: the
    standard deviation, between accounts, of the logarithm of that spread. `true_usual`: the log rate of accounts like it;
    `true_spread`: the relative variance of one video's rate.
    """
    chance = np.random.default_rng(seed)
    rows = []
    for _ in range(accounts):
        network = chance.choice(list(NETWORKS), p=[0.6, 0.3, 0.1])
        size = chance.normal(np.log(views), 1.8)
        differed = chance.normal(0, differ)
        log_rate = NETWORKS[network] - 0.15 * (size - np.log(views)) + differed
        posts = int(np.clip(np.exp(chance.normal(np.log(videos), 1.2)), 1, 400))
        seen = np.exp(chance.normal(size, 1.1, posts)).astype("int64") + 5
        sd = np.exp(chance.normal(np.log(0.5), scatters))
        if tails == "gamma":
            each = chance.gamma(1 / sd**2, sd**2, posts)
        else:
            each = np.exp(chance.normal(-(sd**2) / 2, sd, posts))
        rate = min(np.exp(log_rate), 0.2)
        saves = np.minimum(chance.poisson(seen * rate * each), seen).astype("float64")
        model = rates.fit(pd.Series(saves), pd.Series(seen.astype("float64")), nodes=False)
        found = evidence(saves, seen.astype("float64"), model)
        usual = log_rate - differed
        rows.append((network, f"maker{len(rows)}", posts, *astuple(found), rate, usual, _variance(sd, tails)))
    names = ["platform", "account", "rated", "rated_saves", "rated_views", "effective_videos", "spread", "truth"]
    names += ["true_usual", "true_spread"]
    return pd.DataFrame(rows, columns=names)


def _variance(sd: float, tails: str) -> float:
    """The relative variance of one video's rate."""
    return float(sd**2 if tails == "gamma" else np.expm1(sd**2))


def judged(made_up: pd.DataFrame, differ: float = 0.5) -> dict[str, float]:
    """How many of the 95 % ranges hold the truth, and how many of the true best stand first in several orders.

    `differ` is what the accounts were made with. `known`: the order by the same chance if the rates of accounts like each and all
    spreads were known.
    """
    found = shrunk(made_up).merge(made_up, on="account")
    inside = (found["low"] <= found["truth"]) & (found["truth"] <= found["high"])
    known = posterior(
        *(found[name].to_numpy("float64") for name in ("saves", "views")),
        (found["true_spread"] / found["effective_videos"]).to_numpy(),
        Prior(found["true_usual"].to_numpy(), differ),
    )
    found["known"] = chance_among_best(known, BEST)
    best = set(found.nlargest(BEST, "truth")["account"])
    first = {name: found.nlargest(BEST, name)["account"] for name in ("raw", "low", "rate", "known")}
    first["ours"] = found.nsmallest(BEST, "rank")["account"]
    return {
        "held": float(inside.mean()),
        "held_small": float(inside[found["videos"] < 15].mean()),
        "held_large": float(inside[found["videos"] >= 60].mean()),
        **{name: len(best & set(accounts)) for name, accounts in first.items()},
    }


def table() -> str:
    """The figures as a Markdown table, each the mean of all sets, and in how many ours is ahead of the raw order."""
    lines = [
        "| accounts | ranges that hold the truth | of accounts under 15 videos | of 60 and more | our order: true best 100 among the first 100 | by raw rate | ours ahead in | by the range's lower end | by the rate pulled | if priors and spreads were known |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, options in (
        ("differ by 50 %, videos log-normal", {}),
        ("differ by 25 %", {"differ": 0.25}),
        ("differ by 90 %", {"differ": 0.9}),
        ("videos gamma-distributed", {"tails": "gamma"}),
        ("larger ones: 2,000 views, 25 videos", {"views": 2_000, "videos": 25}),
        ("videos of some scatter far more", {"scatters": 0.6}),
    ):
        differ = float(options.get("differ", 0.5))
        sets = pd.DataFrame([judged(made(seed, **options), differ) for seed in SETS])
        each, ahead = sets.mean(), int((sets["ours"] > sets["raw"]).sum())
        lines.append(
            f"| {name} | {each['held']:.1%} | {each['held_small']:.1%} | {each['held_large']:.1%} | {each['ours']:.1f} | "
            f"{each['raw']:.1f} | {ahead} of {len(sets)} | {each['low']:.1f} | {each['rate']:.1f} | {each['known']:.1f} |"
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
