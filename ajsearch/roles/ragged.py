"""Rows of different lengths in one flat array: ``offsets[i]`` to ``offsets[i + 1]`` are the places of row ``i``."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Places = npt.NDArray[np.unsignedinteger[Any]]
"""Numbers that are kept in as few bytes as hold them."""


MOST_COLUMNS = 64
"""Columns that rows are summed by: few rows are longer, and what they have beyond is summed row by row."""

PAIRED = 0.5
"""The most different pairs in two columns, as a part of their rows, with which pairs are summed sooner than numbers."""


def offsets_of(lengths: Sequence[int] | Ints) -> Ints:
    """The offsets of rows of these lengths."""
    return np.concatenate([[0], np.cumsum(np.asarray(lengths, np.int64))]).astype(np.int64)


def places(offsets: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The places of all values of these rows, one row after the other, and the offsets of the rows among them."""
    lengths = offsets[rows + 1] - offsets[rows]
    new = offsets_of(lengths)
    return np.arange(new[-1]) + np.repeat(offsets[rows] - new[:-1], lengths), new


def row_sums(values: Floats | Doubles, offsets: Ints, summed_as: type[np.floating[Any]] = np.float64) -> Floats:
    """The sum of each row's values, which may be arrays themselves; 0 for an empty one.

    Sums of many values need the digits that they are made with; those of a few come sooner as what they are.
    """
    found = np.zeros((len(offsets) - 1, *values.shape[1:]), np.float32)
    filled = np.flatnonzero(offsets[1:] > offsets[:-1])
    if len(filled):
        found[filled] = np.add.reduceat(values, offsets[filled], dtype=summed_as)
    return found


@dataclass(frozen=True)
class Column:
    """What so many rows have in one column, or in two: ``places`` are places in a table of all values, or of the
    ``pairs`` that differ, which are places in that table in turn.

    They are kept as short numbers: that they fit the processor's cache spares more than their lengthening costs.
    """

    places: Places
    pairs: tuple[Places, Places] | None

    def values(self, table: Doubles, pairs: Doubles, found: Doubles) -> Doubles:
        """The value, or the sum of the two, of each row, as the first ones of ``found``.

        ``pairs`` and ``found`` have room for all rows: memory that is asked for again costs as much as summing.
        """
        own = found[: len(self.places)]
        if self.pairs is None:
            return table.take(self.places, mode="clip", out=own)
        one, other = self.pairs
        of_pairs = table.take(one, mode="clip", out=pairs[: len(one)])
        of_pairs += table.take(other, mode="clip", out=found[: len(other)])
        return of_pairs.take(self.places, mode="clip", out=own)


@dataclass(frozen=True)
class Turned:
    """Many short rows of numbers of values, turned: they are summed column by column in half of the time.

    ``order`` are the rows, the longest first. What is often in rows stands first in them, so that many rows have the
    same two numbers side by side: the values of such pairs are summed once for all. ``rest`` is, in rows of its own,
    what the longest rows have beyond the ``columns``.
    """

    order: Ints
    columns: tuple[Column, ...]
    rest: Ints
    rest_offsets: Ints

    @classmethod
    def of(cls, numbers: npt.NDArray[np.int32], offsets: Ints, size: int) -> "Turned":
        """These rows of numbers below ``size`` turned."""
        lengths = np.diff(offsets)
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = offsets[order], lengths[order]
        counts = np.searchsorted(-lengths, -np.arange(min(MOST_COLUMNS, lengths.max(initial=0))))
        often_first = _often_first(numbers, offsets, size)
        columns = _paired([often_first[starts[:count] + column] for column, count in enumerate(counts)], size)
        beyond = np.maximum(lengths - MOST_COLUMNS, 0)
        own = offsets_of(beyond)
        rest = np.repeat(starts + MOST_COLUMNS - own[:-1], beyond) + np.arange(own[-1])
        return cls(order, columns, often_first[rest], own)

    def sums(self, values: Doubles) -> Floats:
        """The sum of the values of each row's numbers."""
        sums = row_sums(values[self.rest], self.rest_offsets).astype(np.float64)
        table, pairs, gathered = np.append(values, 0.0), np.empty(len(sums)), np.empty(len(sums))
        for column in self.columns:
            sums[: len(column.places)] += column.values(table, pairs, gathered)
        found = np.empty(len(sums), np.float32)
        found[self.order] = sums
        return found


def _often_first(numbers: npt.NDArray[np.int32], offsets: Ints, size: int) -> Ints:
    """The numbers, in each row those first that are the most often in all rows."""
    by_count = np.argsort(-np.bincount(numbers, minlength=size), kind="stable")
    ranks = np.empty(size, np.int64)
    ranks[by_count] = np.arange(size)
    owners = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    sorted_ranks: Ints = np.sort(owners * size + ranks[numbers]) % max(size, 1)
    return by_count[sorted_ranks]


def _paired(columns: Sequence[Ints], size: int) -> tuple[Column, ...]:
    """The columns by twos; those of which too many pairs differ stay apart."""
    found = []
    for first, second in zip_longest(columns[::2], columns[1::2], fillvalue=np.empty(0, np.int64)):
        filled = np.full(len(first), size, np.int64)  # the place of the nought, where the second column has ended
        filled[: len(second)] = second
        pairs, at = np.unique(first * (size + 1) + filled, return_inverse=True)
        if len(pairs) <= len(second) * PAIRED:
            one, other = np.divmod(pairs, size + 1)
            found.append(Column(shortened(at, len(pairs)), (shortened(one, size + 1), shortened(other, size + 1))))
        else:
            found += [Column(shortened(one, size), None) for one in (first, second) if len(one)]
    return tuple(found)


def shortened(numbers: Ints, size: int) -> Places:
    """Numbers below ``size`` in as few bytes as hold them."""
    return numbers.astype(np.min_scalar_type(size))


def row_maxima(values: Floats, offsets: Ints) -> Floats:
    """The greatest of each row's values along the last axis; 0 for an empty row. Values may not be below 0."""
    found = np.zeros((*values.shape[:-1], len(offsets) - 1), np.float32)
    filled = np.flatnonzero(offsets[1:] > offsets[:-1])
    if len(filled):
        found[..., filled] = np.maximum.reduceat(values, offsets[filled], axis=-1)
    return found


def greatest(values: Floats, most: int) -> Ints:
    """The places, rising, of the ``most`` greatest values; of equal ones the first."""
    if len(values) <= most:
        return np.arange(len(values))
    least = np.partition(values, len(values) - most)[len(values) - most]
    above = np.flatnonzero(values > least)
    equal = np.flatnonzero(values == least)[: most - len(above)]
    return np.sort(np.concatenate([above, equal]))
