"""Rows of different lengths in one flat array: ``offsets[i]`` to ``offsets[i + 1]`` are the places of row ``i``."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


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
