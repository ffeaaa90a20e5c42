"""Writes what a format's sample is read as: `python -m tests.reading.expected FORMAT`, to be checked by eye."""

import json
import sys

from tests.reading.test_samples import FOLDER, as_expected, reading_of


def main(form: str) -> None:
    """Write formats/FORMAT.expected.json from formats/FORMAT.sample.csv and print it."""
    text = json.dumps(as_expected(reading_of(FOLDER / f"{form}.sample.csv")), indent=1, ensure_ascii=False)
    (FOLDER / f"{form}.expected.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1])
