"""Sentences about imports that were kept under a clock that was ahead."""

import pandas as pd

from worthsaving.words import format


def ahead(imports: pd.DataFrame) -> list[str]:
    """Return one sentence for each of these imports (`library.kept.clock.ahead`): what is wrong, and what it does."""
    return [
        f"Import {row.import_id} ({format.clip(row.files, 60) or 'no name'}) is dated {format.day(row.until)}, which is still to come: this "
        "machine’s clock was ahead when it was kept. Until that day its counts hide those of every export kept later."
        for row in imports.itertuples()
    ]
