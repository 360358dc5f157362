"""Many short rows of numbered values, summed by what their numbers weigh: a few long steps instead of many."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ajsearch.roles.ragged import Floats, Ints, Places, shortened

WIDTH = 8
"""Places of rows in one block. Swept from 4 to 16: fewer make more blocks, more fill them with noughts."""


@dataclass(frozen=True)
class Block:
    """``WIDTH`` places of so many rows, turned: ``numbers[p, r]`` is that of row ``r`` at place ``p``, with its value.

    Where a row has ended its value is 0.
    """

    numbers: Places
    values: Floats


@dataclass(frozen=True)
class Weighed:
    """Rows of numbers with values, the longest first in ``order``, in blocks of places: each adds to all its rows."""

    order: Ints
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, numbers: npt.NDArray[np.int32], values: Floats, offsets: Ints) -> "Weighed":
        """These rows in blocks."""
        lengths = np.diff(offsets)
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = offsets[order], lengths[order]
        blocks = []
        short = shortened(numbers.astype(np.int64), int(numbers.max(initial=0)) + 1)
        for first in range(0, int(lengths.max(initial=0)), WIDTH):
            count = np.searchsorted(-lengths, -first)
            place = first + np.arange(WIDTH)[:, None]
            filled = place < lengths[:count]
            at = np.where(filled, starts[:count] + place, 0)
            blocks.append(Block(short[at], np.where(filled, values[at], np.float32(0))))
        return cls(order, tuple(blocks))

    def sums(self, weights: Floats) -> Floats:
        """The sum of each row's values, each times what its number weighs."""
        sums = np.zeros(len(self.order))
        for block in self.blocks:
            weighed = weights.take(block.numbers, mode="clip")
            weighed *= block.values
            sums[: weighed.shape[1]] += weighed.sum(axis=0)
        found = np.empty(len(sums), np.float32)
        found[self.order] = sums
        return found
