"""Rows of different lengths in one flat array: ``offsets[i]`` to ``offsets[i + 1]`` are the places of row ``i``."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


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
    steps = np.arange(new[-1]) - np.repeat(new[:-1], lengths)
    return np.repeat(offsets[rows], lengths) + steps, new


def row_sums(
    values: Floats | npt.NDArray[np.float64], offsets: Ints, summed_as: type[np.floating[Any]] = np.float64
) -> Floats:
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
    """The places in a table's part, from ``start`` to ``stop``, of what so many rows have in one or two columns."""

    start: int
    stop: int
    places: Ints


@dataclass(frozen=True)
class Turned:
    """Many short rows of numbers of values, turned: they are summed column by column in half of the time.

    ``order`` are the rows, the longest first. What is often in rows stands first in them, so that many rows have the
    same two numbers side by side: the values of such ``pairs`` are summed once for all. ``columns`` are places in a
    table of the values, one nought and the pairs; ``rest`` is, in rows of its own, what the longest rows have beyond.
    """

    order: Ints
    pairs: tuple[Ints, Ints]
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
        pairs, columns = _paired([often_first[starts[:count] + column] for column, count in enumerate(counts)], size)
        beyond = np.maximum(lengths - MOST_COLUMNS, 0)
        own = offsets_of(beyond)
        rest = np.repeat(starts + MOST_COLUMNS - own[:-1], beyond) + np.arange(own[-1])
        return cls(order, pairs, columns, often_first[rest], own)

    def sums(self, values: npt.NDArray[np.float64]) -> Floats:
        """The sum of the values of each row's numbers."""
        sums = row_sums(values[self.rest], self.rest_offsets).astype(np.float64)
        single = np.append(values, 0.0)
        one, other = self.pairs
        table = np.concatenate([single, single.take(one, mode="clip") + single.take(other, mode="clip")])
        for column in self.columns:
            sums[: len(column.places)] += table[column.start : column.stop].take(column.places, mode="clip")
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


def _paired(columns: Sequence[Ints], size: int) -> tuple[tuple[Ints, Ints], tuple[Column, ...]]:
    """The pairs, and the columns by twos; those of which too many pairs differ stay apart."""
    pairs = [np.empty(0, np.int64)]
    found = []
    begun = size + 1
    for first, second in zip_longest(columns[::2], columns[1::2], fillvalue=pairs[0]):
        filled = np.full(len(first), size, np.int64)  # the place of the nought, where the second column has ended
        filled[: len(second)] = second
        distinct, at = np.unique(first * (size + 1) + filled, return_inverse=True)
        if len(distinct) <= len(second) * PAIRED:
            found.append(Column(begun, begun + len(distinct), at))
            pairs.append(distinct)
            begun += len(distinct)
        else:
            found += [Column(0, size, one) for one in (first, second) if len(one)]
    one, other = np.divmod(np.concatenate(pairs), size + 1)
    return (one, other), tuple(found)


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
