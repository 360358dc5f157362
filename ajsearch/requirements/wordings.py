"""Each wording is read once: templates and catalogues say the same sentences from description to description."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache, wraps
from typing import Any, TypeVar

from ajsearch.requirements.statements import Statement

WORDINGS_KEPT = 8_192
"""Wordings that each reader remembers, some kilobytes for each."""

F = TypeVar("F", bound=Any)


def read_once(read: Callable[[Statement], Iterable[F]]) -> Callable[[Statement], list[F]]:
    """A reader of one statement that reads each wording once.

    What it finds are dataclasses with a ``place``, which is the statement's own each time: statements are equal
    wherever they stand.
    """

    @lru_cache(maxsize=WORDINGS_KEPT)
    def said(statement: Statement) -> tuple[F, ...]:
        return tuple(read(statement))

    @wraps(read)
    def reading(statement: Statement) -> list[F]:
        return [replace(one, place=statement.place) for one in said(statement)]

    return reading
