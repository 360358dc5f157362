"""What every contender can be asked, whatever is behind it."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from benchmarks.queries import Query

PAGE = 10
"""Hits of a first page, each with its excerpt."""


class Contender(Protocol):
    """One search over the generated files, in a folder of its own."""

    name: str
    largest: int
    """The most positions that it is measured with: some would take hours."""

    @staticmethod
    def missing() -> str | None:
        """Why it cannot be measured here; None where it can."""
        ...

    def build(self, files: Sequence[Path], folder: Path, workers: int) -> None:
        """Read the files and index them into ``folder``."""
        ...

    def open(self, folder: Path) -> None:
        """Open what ``build`` made, to search."""
        ...

    def can(self, query: Query) -> bool:
        """Whether this kind of query can be asked at all."""
        ...

    def page(self, query: Query) -> None:
        """The first page of hits as a user would be shown it: count, titles or names, marked excerpts."""
        ...

    def numbers(self, query: Query) -> frozenset[int]:
        """The numbers of all positions found (of a similar-query: of the first page)."""
        ...

    def close(self) -> None:
        """Release everything."""
        ...


def p95(values: Sequence[float]) -> float:
    """The 95th percentile by nearest rank: of twenty values the nineteenth, not the greatest."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]
