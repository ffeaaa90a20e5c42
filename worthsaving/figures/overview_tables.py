"""Tables behind the figures of the first page: a row a video, in the units of their axes."""

import pandas as pd

from worthsaving.figures.tables import PER_THOUSAND, Table, who
from worthsaving.metrics import metric
from worthsaving.words import format


def dots(drawn: pd.DataFrame, videos: pd.DataFrame) -> Table:
    """Make a row per dot of `overview.headline`: saves per 1,000 views as counted, and whether it is still collecting."""
    about = videos.loc[drawn.index]
    columns = {
        **who(about),
        **{metric(name).label: about[name] for name in ("saves", "views")},
        PER_THOUSAND: (drawn["rate"] * format.PER).astype("Float64"),
        "Still collecting": drawn["young"].map({True: "yes", False: ""}),
    }
    return Table(
        pd.DataFrame(columns).reset_index(drop=True), "Still collecting: under 7 days old when it was counted."
    )


def on_usual(rows: pd.DataFrame, *, unit: float) -> Table:
    """Make a row per video of `overview.on_usual` and `overview.against_usual`; `unit` multiplies a value for its axis."""
    names = {
        "value": PER_THOUSAND if unit != 1 else "Times the usual",
        "low": "Likely from", "high": "Likely to", "usual_low": "8 in 10 from", "usual_high": "8 in 10 to",
    }  # fmt: skip
    numbers = {label: rows[name].astype("Float64") * unit for name, label in names.items()}
    return Table(pd.DataFrame({"Caption": rows["name"], **numbers}).reset_index(drop=True))
