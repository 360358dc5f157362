"""Which items of two roles correspond, and which only one of them has: the why of likeness, and the rows of a table."""

from dataclasses import dataclass

import numpy as np

from ajsearch.model import SectionKind
from ajsearch.roles.ragged import Ints
from ajsearch.roles.role import Matrix

PAIR_LIKENESS = 0.28
"""Likeness from which two items speak of the same: below it they share one word that is common in their field.

Judged by hand over the pairs of 25 descriptions with their three most similar: from 0.28 to 0.4 two in three are one
duty in other words, above that nearly all, from 0.2 to 0.28 two in five.
"""

MARGIN = 1.5
"""How many times the likeness of the next best is that of two items which are each other's most alike by far.

Swept from 1 to 2 over four sets of roles: at 1 two in three pairs say the same, and what they hide was missed.
"""

COMPARED = (SectionKind.DUTY, SectionKind.PURPOSE, SectionKind.REQUIREMENT, SectionKind.COMPETENCY)
"""Kinds of items that are paired, the most telling first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Item ``a`` of one role and item ``b`` of the other, by their places, with their likeness from 0 to 1."""

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs, most alike first, and the places of items that have nothing alike on the other side."""

    pairs: tuple[Pair, ...]
    only_a: tuple[int, ...]
    only_b: tuple[int, ...]


def each_others(alike: Matrix, least: float) -> tuple[Ints, Ints]:
    """The rows and columns that are each other's most alike by far, and by ``least`` at the least."""
    by_row, by_column = np.sort(alike, axis=1), np.sort(alike, axis=0)
    found = alike >= least
    if alike.shape[1] > 1:
        found &= alike >= MARGIN * by_row[:, -2:-1]
    if alike.shape[0] > 1:
        found &= alike >= MARGIN * by_column[-2:-1]
    rows, columns = np.nonzero(found)
    return rows.astype(np.int64), columns.astype(np.int64)


def pair_up(alike: Matrix, least: float = PAIR_LIKENESS) -> Pairing:
    """Pair rows with columns that are alike enough, the most alike first, each once; ties go by their order.

    An item is only one side's when nothing there is like it, though what is like it may be paired with another.
    """
    rows, columns = np.nonzero(alike >= least)
    values = alike[rows, columns]
    pairs: list[Pair] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for at in np.lexsort((columns, rows, -np.round(values, 4))):
        a, b = int(rows[at]), int(columns[at])
        if a not in used_a and b not in used_b:
            used_a.add(a)
            used_b.add(b)
            pairs.append(Pair(a, b, round(float(values[at]), 3)))
    alone_a = np.flatnonzero(alike.max(axis=1, initial=0) < least)
    alone_b = np.flatnonzero(alike.max(axis=0, initial=0) < least)
    return Pairing(tuple(pairs), tuple(map(int, alone_a)), tuple(map(int, alone_b)))
