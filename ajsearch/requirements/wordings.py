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
T = TypeVar("T")

Reader = Callable[[Statement], Iterable[F]]


def told_once(read: Callable[[Statement], T]) -> Callable[[Statement], T]:
    """A function of a statement, wherever it stands, that is asked once for each wording."""
    reader = f"{read.__module__}.{read.__name__}"

    @wraps(read)
    def telling(statement: Statement) -> T:
        told = _told_of(statement) if statement.told is None else statement.told
        if reader not in told:
            told[reader] = read(statement)
        found: T = told[reader]
        return found

    return telling


@lru_cache(maxsize=WORDINGS_KEPT)
def _told_of(statement: Statement) -> dict[str, Any]:
    """The same for all statements of one wording: what is told of those that no item's statements are kept for."""
    return {}


def read_once(form: type[F]) -> Callable[[Reader[F]], Callable[[Statement], list[F]]]:
    """A reader of one statement that reads each wording once.

    What it finds are dataclasses of this ``form`` with a ``place``, which is the statement's own each time.
    """

    def reading_once(read: Reader[F]) -> Callable[[Statement], list[F]]:
        kind, forms = f"{read.__module__}.{read.__name__}", GenericAlias(tuple, (form, ...))

        @told_once
        @wraps(read)
        def said(statement: Statement) -> tuple[F, ...]:
            return last_of_text(kind, statement.wording, forms, lambda: tuple(read(statement)))

        @wraps(read)
        def reading(statement: Statement) -> list[F]:
            found = said(statement)
            return [replace(one, place=statement.place) for one in found] if found else []

        return reading

    return reading_once
