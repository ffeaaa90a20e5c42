"""Names of months, weekdays and territories from CLDR, through Babel: `python -m tests.data.cldr` writes worthsaving/data/cldr.json.

The file stands in for Babel's 31 MB. After an update of Babel, write it again and look at the difference.
"""

import json
from typing import Any

from babel import Locale, localedata

from tests.conftest import ROOT

FILE = ROOT / "worthsaving" / "data" / "cldr.json"
FORMS = [(form, width) for form in ("format", "stand-alone") for width in ("wide", "abbreviated")]
SKELETONS = ("MMMMd", "MMMd")


def language(locale: Locale) -> dict[str, Any]:
    """One language: the names of each of the twelve months and of the weekdays in all forms, and how it writes day and month."""
    months = [[locale.months[form][width][month] for form, width in FORMS] for month in range(1, 13)]
    weekdays = [name for form, width in FORMS for name in locale.days[form][width].values()]
    known = locale.datetime_skeletons
    patterns = [known[name].pattern for name in SKELETONS if name in known]
    return {
        "months": [list(dict.fromkeys(names)) for names in months],
        "weekdays": list(dict.fromkeys(weekdays)),
        "patterns": list(dict.fromkeys(patterns)),
    }


def made() -> str:
    """The whole file; languages with the same names stand together, their codes with blanks between."""
    localedata._cache.clear()  # what Babel says of one language depends on which it was asked for before
    alike: dict[str, list[str]] = {}
    for code in sorted({identifier.split("_")[0] for identifier in localedata.locale_identifiers()}):
        alike.setdefault(_line(language(Locale(code))), []).append(code)
    rows = ",\n".join(f"{_line(' '.join(codes))}: {known}" for known, codes in alike.items())
    territories = dict(sorted(Locale("en").territories.items()))
    return f'{{"languages": {{\n{rows}\n}},\n"territories": {_line(territories)}}}\n'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    FILE.write_text(made(), "utf-8")
