"""The sentences in a module's source, and what makes one help: shared by the tests of refusals."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

JARGON = re.compile(
    r"\b(encod\w+|utf\S*|unicode|ascii|delimiter\w*|dialect\w*|pars\w+|bytes?|null|nul|gzip|xml|codec|invalid|string|"
    r"control characters?|exception|regex|dtype|schema)\b",
    re.IGNORECASE,
)
_VERBS = (
    "add|allow|check|choose|copy|delete|download|drop in|export|free|install|keep|look|name|open|put|reload|rename|restore|save|"
    "say|scroll|swap|try|unpack|update|use|write"
)
_ACTION = re.compile(rf"(?:^|[.:,;] )(?:If [^,.]*, )?(?:{_VERBS})\b[^.]*(?:\.xlsx[^.]*)?\.?$", re.IGNORECASE)


def is_help(text: str) -> bool:
    """Whether a sentence ends with something to do, and nothing in it needs a manual."""
    return _ACTION.search(text) is not None and JARGON.search(text) is None


def sentences(module: Path, *, only: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Place and text of every sentence in a module's source, with {} for what is put in; docstrings are none.

    With `only`, just those that are given to a function of such a name or assigned to such a variable.
    """
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    inside = [part for node in nodes if set(only) & set(_names(node)) for part in ast.walk(node)] if only else nodes
    passed = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    passed |= {
        id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node
    }
    for node in inside:
        if id(node) in passed or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        words = re.findall(r"[a-z]{2,}", text)
        if " " in text and len(words) > 2 and "(?" not in text:
            yield f"{module.name}:{node.lineno}", text


def is_said(sentence: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts has this sentence in it, whatever was put in."""
    wanted = re.compile(".*".join(re.escape(part.strip()) for part in re.split(r"\{[^}]*\}", sentence)), re.DOTALL)
    return any(map(wanted.search, texts))


def _names(node: ast.AST) -> list[str]:
    """What a call calls, or what an assignment names."""
    if isinstance(node, ast.Call):
        return [getattr(node.func, "id", getattr(node.func, "attr", ""))]
    return [getattr(target, "id", "") for target in node.targets] if isinstance(node, ast.Assign) else []
