"""The columns of a batch's result: one row an account, and one for each file or account that could not be read."""

import pyarrow as pa

READ, NO_ACCOUNT, NO_FILE = "read", "account not read", "file not read"
"""What a row is: an account that was read; one that could not be; a file that could not be."""

_TEXT, _COUNT, _NUMBER, _DAY = pa.string(), pa.int64(), pa.float64(), pa.date32()
RESULT = pa.schema(
    [
        ("status", _TEXT),
        ("platform", _TEXT),
        ("account", _TEXT),
        ("source", _TEXT),
        ("files", _COUNT),
        ("rows", _COUNT),
        ("set_aside", _COUNT),
        ("videos", _COUNT),
        ("days", _COUNT),
        ("videos_with_saves", _COUNT),
        ("views", _COUNT),
        ("saves", _COUNT),
        ("first_day", _DAY),
        ("last_day", _DAY),
        ("rated", _COUNT),
        ("left_out_young", _COUNT),
        ("save_rate", _NUMBER),
        ("save_rate_low", _NUMBER),
        ("save_rate_high", _NUMBER),
        ("median", _NUMBER),
        ("usual_low", _NUMBER),
        ("usual_high", _NUMBER),
        ("few_videos", pa.bool_()),
        ("rated_saves", _NUMBER),
        ("rated_views", _NUMBER),
        ("effective_videos", _NUMBER),
        ("spread", _NUMBER),
        ("trend", _TEXT),
        ("trend_per_year", _NUMBER),
        ("trend_low", _NUMBER),
        ("trend_high", _NUMBER),
        ("change_date", _DAY),
        ("change_ratio", _NUMBER),
        ("change_low", _NUMBER),
        ("change_high", _NUMBER),
        ("loved_and_kept", _COUNT),
        ("kept_quietly", _COUNT),
        ("liked_not_kept", _COUNT),
        ("neither", _COUNT),
        ("middle", _COUNT),
        ("problems", pa.list_(_TEXT)),
        ("reason", _TEXT),
    ]
)
"""Rates are 0-1, missing is null. `source` is the path of a file that could not be read or names no account, else "".

`rated_saves` and `rated_views` are the sums behind `save_rate`; `effective_videos` is (sum of views)^2 / sum of views^2,
and `spread` the relative variance of the videos' rates: what `analysis.across_accounts` needs.
"""

SOURCES = pa.schema(
    [
        ("path", _TEXT),
        ("sha256", _TEXT),
        ("formats", pa.list_(_TEXT)),
        ("rows", _COUNT),
        ("unnamed", _COUNT),
        ("set_aside", _COUNT),
        ("reason", _TEXT),
        ("problems", pa.list_(_TEXT)),
    ]
)
"""One row a file: what was recognised, rows of no account named, records that fit no table, why it could not be read."""
