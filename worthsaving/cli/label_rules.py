"""Rules on captions of the command `labels`: those asked for, and those of the library that is looked at."""

import argparse
from dataclasses import replace

from worthsaving.analysis.labels import rules
from worthsaving.analysis.labels.rules import Rule
from worthsaving.cli import sources
from worthsaving.schema import EVERY_ACCOUNT


def asked(options: argparse.Namespace) -> list[Rule]:
    """Read the rules of `--rule`, for the account of `--account` where one is chosen. Raises ValueError."""
    return [_rule(text, options) for text in options.rule]


def dropped(options: argparse.Namespace) -> list[Rule]:
    """Read the rules of `--drop-rule`. Raises ValueError."""
    return [_rule(text, options) for text in options.drop_rule]


def kept(options: argparse.Namespace) -> tuple[Rule, ...]:
    """Return the rules that the library keeps, where that is what is looked at."""
    if not sources.from_library(options):
        return ()
    accounts = [options.account] if options.account else []
    return sources.open_library(options.library or None).rules(accounts)


def left(options: argparse.Namespace) -> tuple[Rule, ...]:
    """Return the library's rules but for those of `--drop-rule`. Raises ValueError for one that is not there."""
    found, gone = {rule.key: rule for rule in kept(options)}, dropped(options)
    for rule in gone:
        if rule.key not in found:
            there = "; ".join(f"“{rules.written(one)}”" for one in found.values()) or "none"
            raise ValueError(f"There is no rule “{rules.written(rule)}” to drop. Rules here: {there}.")
    return tuple(rule for key, rule in found.items() if key not in {one.key for one in gone})


def as_dict(rule: Rule) -> dict[str, str | None]:
    """Return a rule for JSON: as it is written, and its account (None: every account)."""
    account = None if rule.account == EVERY_ACCOUNT else "/".join(rule.account)
    return {"rule": rules.written(rule), "account": account}


def _rule(text: str, options: argparse.Namespace) -> Rule:
    found = rules.cleaned(rules.parse(text))
    return replace(found, account=options.account or EVERY_ACCOUNT)
