"""Each wording is read once: templates and catalogues say the same sentences from description to description."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache, wraps
from types import GenericAlias
from typing import Any, TypeVar

from ajsearch.estonian.lasting import last_of_text
from ajsearch.requirements.statements import Statement

WORDINGS_KEPT = 8_192
"""Wordings that each reader remembers, some kilobytes for each."""

F = TypeVar("F", bound=Any)

Reader = Callable[[Statement], Iterable[F]]


def read_once(form: type[F]) -> Callable[[Reader[F]], Callable[[Statement], list[F]]]:
    """A reader of one statement that reads each wording once.

    What it finds are dataclasses of this ``form`` with a ``place``, which is the statement's own each time: statements
    are equal wherever they stand.
    """

    def reading_once(read: Reader[F]) -> Callable[[Statement], list[F]]:
        kind, forms = f"{read.__module__}.{read.__name__}", GenericAlias(tuple, (form, ...))

        @lru_cache(maxsize=WORDINGS_KEPT)
        def said(statement: Statement) -> tuple[F, ...]:
            return last_of_text(kind, statement.wording, forms, lambda: tuple(read(statement)))

        @wraps(read)
        def reading(statement: Statement) -> list[F]:
            return [replace(one, place=statement.place) for one in said(statement)]

        return reading

    return reading_once
