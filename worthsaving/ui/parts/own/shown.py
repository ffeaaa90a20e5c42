"""The rules on captions in effect, and all labels of the posts that the pages show."""

import pandas as pd

from worthsaving.analysis.labels import table
from worthsaving.analysis.labels.rules import Rule
from worthsaving.sections.labels import take
from worthsaving.ui.shell import labels_held, session


def rules() -> tuple[Rule, ...]:
    """Return the rules in effect: those kept, and on dropped files those of this visit over them."""
    return labels_held.rules_in_effect(session.library(), with_own=not session.from_library())


def labels() -> pd.DataFrame:
    """Return all labels in effect (`schema.LABELS`): those given, and under them those that rules give the posts shown."""
    given, kept = session.labels(), rules()
    return table.replace(take.by_rules(session.reading(), kept), given) if kept else given
