"""Writes what a format's samples are read as: `python -m tests.reading.expected FORMAT`, to be checked by eye."""

import json
import sys

from tests.reading.test_samples import FOLDER, as_expected, expected_file, reading_of


def main(form: str) -> None:
    """Write the expected reading of each formats/FORMAT.sample.* and print it."""
    for sample in sorted(FOLDER.glob(f"{form}.sample.*")):
        text = json.dumps(as_expected(reading_of(sample)), indent=1, ensure_ascii=False)
        expected_file(sample).write_text(text + "\n", encoding="utf-8")
        print(text)


if __name__ == "__main__":
    main(sys.argv[1])
