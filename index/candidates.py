"""The places of a few positions that another engine found, as a snapshot to evaluate and rank a query over."""

import base64
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ajsearch.estonian.matching import Tier
from index.opensearch_schema import LETTER, term_of
from index.postings import Mask, Occurrences

_HEAD = 8
"""Bytes of the two sizes before the counts."""


class PackedPlaces:
    """One position's places as ``opensearch_schema.packed_places`` made them; terms are looked up where they lie."""

    def __init__(self, stored: str) -> None:
        self._data = zlib.decompress(base64.b64decode(stored))
        terms, names = (int(one) for one in np.frombuffer(self._data, "<u4", 2))
        self._ends = np.cumsum(np.frombuffer(self._data, "<u4", terms, _HEAD))
        self._start = _HEAD + 4 * terms
        self._stop = self._start + names

    def of(self, term: str) -> npt.NDArray[np.int64]:
        """The places of a term, rising; empty where the position has it not."""
        at = self._data.find(f"\n{term}\n".encode(), self._start, self._stop)
        if at < 0:
            return np.empty(0, np.int64)
        row = self._data.count(b"\n", self._start, at)
        first = int(self._ends[row - 1]) if row else 0
        count = int(self._ends[row]) - first
        return np.frombuffer(self._data, "<u4", count, self._stop + 4 * first).astype(np.int64)

    @cached_property
    def terms(self) -> list[str]:
        """All terms, sorted."""
        return self._data[self._start : self._stop].decode().split("\n")[1:-1]


class Candidates:
    """What ``index.execute`` and ``index.ranking`` ask of a snapshot, over the given positions, numbered from 0."""

    def __init__(self, places: Sequence[PackedPlaces]) -> None:
        self._places = places
        self.size = len(places)

    @property
    def live(self) -> Mask:
        """All of them."""
        return np.ones(self.size, np.bool_)

    def occurrences(self, tier: Tier, term: str) -> Occurrences:
        """All occurrences of a term, sorted."""
        name = term_of(tier, term)
        found = [(number << 32) | one.of(name) for number, one in enumerate(self._places)]
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def frequent(self, field: str, prefix: str, most: int) -> list[str]:
        """Of the terms of a tier that begin with ``prefix``, so many that the most of the positions have."""
        start = f"{LETTER[Tier(field)]}:{prefix}"
        found: Counter[str] = Counter()
        for one in self._places:
            for at in range(bisect_left(one.terms, start), len(one.terms)):
                if not one.terms[at].startswith(start):
                    break
                found[one.terms[at][2:]] += 1
        return sorted(found, key=lambda term: (-found[term], term))[:most]
