"""Answers to questions that were asked before, so that each is worked out once; bounded."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

MOST = 24
"""Answers that stay (a zone, two periods, a search): the oldest goes first."""

T = TypeVar("T")


class Once:
    """Answers by question."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}

    def __call__(self, question: Hashable, work: Callable[[], T]) -> T:
        """Return the answer to the question; `work` is called for it the first time."""
        if question not in self._answers:
            answer = work()  # before room is made: it may ask questions of its own
            while len(self._answers) >= MOST:
                self._answers.pop(next(iter(self._answers)))
            self._answers[question] = answer
        return cast("T", self._answers[question])
