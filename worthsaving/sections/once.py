"""Answers to questions that were asked before, so that each is worked out once; bounded."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

MOST = 24
"""Answers that stay (a zone, two periods, a search): the oldest goes first."""
MOST_PARTS = 40
"""Parts of pages that stay with their finished figures: those of every page once, and some more switches."""

T = TypeVar("T")
P = ParamSpec("P")


class Once:
    """Answers by question."""

    def __init__(self, most: int = MOST) -> None:
        self._answers: dict[Hashable, Any] = {}
        self._most = most

    def __call__(self, question: Hashable, work: Callable[[], T]) -> T:
        """Return the answer to the question; `work` is called for it the first time."""
        if question not in self._answers:
            answer = work()  # before room is made: it may ask questions of its own
            while len(self._answers) >= self._most:
                self._answers.pop(next(iter(self._answers)))
            self._answers[question] = answer
        return cast("T", self._answers[question])


class Keeper(Protocol):
    """What keeps the parts that are made of it."""

    kept: Once


K = TypeVar("K", bound=Keeper)


def kept(make: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
    """Decorate a function of answers: what it returns is kept with these answers, by its other arguments (hashable).

    A part of a page is then made once for a choice of videos, and a chart in it drawn once. Do not change what it returns.
    """

    @wraps(make)
    def asked(of: K, *arguments: P.args, **named: P.kwargs) -> T:
        question = (make.__module__, make.__qualname__, arguments, tuple(sorted(named.items())))
        return of.kept(question, lambda: make(of, *arguments, **named))

    return cast("Callable[Concatenate[K, P], T]", asked)
