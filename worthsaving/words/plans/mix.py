"""Sentences on why two periods differ: other kinds of posts, or the same kinds saved more or less."""

from worthsaving.analysis.plans.kinds_of_post import OTHERS
from worthsaving.analysis.plans.mix import Kind, Split
from worthsaving.schema import Estimate
from worthsaving.words import format

NAMED = 2  # kinds whose shares are given
MOVED = 0.05  # a share that moved by less stayed about the same

_WITHOUT = {
    "several accounts": "Choose one account to see why they differ.",
    "too few videos": "",
    "one kind": "Why? All these posts are of one kind, so there is no mix to change: no two media, and no tag on some of them only.",
    "no kind in both": "Why? Can't tell: hardly any kind of post stands in both periods, so the kinds and the time can't be told apart.",
}


def split(found: Split) -> str:
    """Say what the difference comes from, as one sentence; what is missing where it can't be told (empty with few videos)."""
    if found.mix is None or found.within is None:
        return _WITHOUT[found.why]
    mix, within = found.mix, found.within
    if found.mix_clear and found.within_clear:
        return f"Why? Both: {_mixed(mix)}, and {_same(within)}."
    if found.mix_clear:
        return f"Why? You posted other kinds: {_mixed(mix)}. {_open(within)}"
    if found.within_clear:
        return f"Why? Not for other kinds of posts, as far as one can tell: {_same(within)}."
    more = f"; about {format.plural(found.needed, 'more video')} would show a doubling" if found.needed else ""
    return f"Why? Can't tell yet: neither the kinds you posted nor how often the same kinds are saved differs clearly{more}."


def evidence(found: Split) -> str:
    """Give both factors with their ranges, and the kinds whose share moved most (it holds tags from captions)."""
    if found.mix is None or found.within is None:
        return ""
    said = f"Other kinds of posts: {_factor(found.mix)}. The same kinds: {_factor(found.within)}."
    moved = [kind for kind in found.kinds if abs(kind.share_b - kind.share_a) >= MOVED and kind.name != OTHERS][:NAMED]
    return f"{said} {_moved(moved)} Kinds by {format.clip(found.by, 40)}, {format.plural(found.n, 'video')}."


def _mixed(mix: Estimate) -> str:
    return f"the change in what you posted makes {format.ratio(mix.value)} times the usual save rate"


def _same(within: Estimate) -> str:
    how = "more" if within.value > 1 else "less"
    return f"the same kinds are saved {how}, {format.ratio(within.value)} times as often"


def _open(within: Estimate) -> str:
    return f"Whether the same kinds are saved more or less can't be told ({format.likely_ratio(within.low, within.high)} times)."


def _factor(found: Estimate) -> str:
    likely = format.likely_ratio(found.low, found.high)
    return f"{format.ratio(found.value)} times{f' ({likely})' if likely else ''}"


def _moved(kinds: list[Kind]) -> str:
    if not kinds:
        return "You posted much the same kinds in both."
    said = [
        f"{format.clip(kind.name, 60)} went from {_share(kind.share_a)} to {_share(kind.share_b)} of your posts"
        for kind in kinds
    ]
    sentence = " and ".join(said)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _share(share: float) -> str:
    return f"{100 * share:.0f} %"
