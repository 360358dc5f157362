"""Rows of different lengths in one flat array: ``offsets[i]`` to ``offsets[i + 1]`` are the places of row ``i``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


MOST_COLUMNS = 64
"""Columns that rows are summed by: few rows are longer, and what they have beyond is summed row by row."""


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
class Turned:
    """Many short rows of numbers of values, turned: they are summed column by column in two thirds of the time.

    ``order`` are the rows, the longest first; ``columns[n]`` has the ``n``-th numbers of so many of them, and ``rest``,
    in rows of its own, what the longest ones have beyond all columns.
    """

    order: Ints
    columns: tuple[Ints, ...]
    rest: Ints
    rest_offsets: Ints

    @classmethod
    def of(cls, numbers: npt.NDArray[np.int32], offsets: Ints) -> "Turned":
        """These rows turned."""
        lengths = np.diff(offsets)
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = offsets[order], lengths[order]
        counts = np.searchsorted(-lengths, -np.arange(min(MOST_COLUMNS, lengths.max(initial=0))))
        columns = (numbers[starts[:count] + column] for column, count in enumerate(counts))
        beyond = np.maximum(lengths - MOST_COLUMNS, 0)
        own = offsets_of(beyond)
        rest = np.repeat(starts + MOST_COLUMNS - own[:-1], beyond) + np.arange(own[-1])
        # Numbers of this kind are what arrays are indexed by.
        return cls(order, tuple(column.astype(np.int64) for column in columns), numbers[rest].astype(np.int64), own)

    def sums(self, values: npt.NDArray[np.float64]) -> Floats:
        """The sum of the values of each row's numbers."""
        sums = row_sums(values[self.rest], self.rest_offsets).astype(np.float64)
        for column in self.columns:
            sums[: len(column)] += values.take(column, mode="clip")
        found = np.empty(len(sums), np.float32)
        found[self.order] = sums
        return found


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
