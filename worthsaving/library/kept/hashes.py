"""Hashes of rows, which identify them in a library: the same on every machine and in every version."""

from hashlib import blake2b

import pandas as pd


def digests(rows: pd.DataFrame, names: tuple[str, ...], *, later: tuple[str, ...] = ()) -> pd.Series:
    """Return a 64-bit hash (int64) of each row's values in these columns; missing values must be None.

    `later`: columns that came with a later version. They count only where they hold a value, so that a row without
    any has the hash that it had before.
    """
    texts: list[tuple[object, ...]] = list(zip(*(rows[name] for name in names), strict=True))
    for name in later:
        values = rows[name].tolist()
        if any(value is not None for value in values):
            texts = [
                text if value is None else (*text, (name, value)) for text, value in zip(texts, values, strict=True)
            ]
    numbers = [int.from_bytes(blake2b(repr(row).encode(), digest_size=8).digest(), "big", signed=True) for row in texts]
    return pd.Series(numbers, index=rows.index, dtype="int64")
