"""Positions like given passages: how much of their most telling words, by section and rarity, each one has."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ajsearch.estonian.matching import Tier
from ajsearch.model import AnalysedPassage
from index.ranking import SECTION_WEIGHT
from index.schema import FIELD_BITS, word_places
from index.snapshot import Snapshot

MAX_TERMS = 80
"""Most telling terms that are compared: more change little."""

COMMON_SHARE = 0.5
"""Terms of more positions than this share are boilerplate and weigh nothing; below, they gain with their rarity."""

LENGTH_PENALTY = 0.3
"""How much a position that is longer than the text is held to have the words by its length alone (0 not, 1 fully)."""

_TIERS = (Tier.LEMMA, Tier.PART)


def like(snapshot: Snapshot, passages: Sequence[AnalysedPassage]) -> npt.NDArray[np.float64]:
    """For every document its likeness from 0 to 1; 1 for one that has all the terms as often as the passages."""
    terms = _telling(snapshot, passages)
    likeness = np.zeros(snapshot.size)
    words = max(1, sum(len(passage.tokens) for passage in passages))
    # Whoosh keeps lengths in a byte, some 10 % apart: only who is clearly longer is.
    longer = np.maximum(1.0, snapshot.lengths / (1.2 * words)) ** LENGTH_PENALTY
    total = sum(weight for _, _, _, weight in terms)
    for tier, term, frequency, weight in terms:
        there = _frequencies(snapshot.occurrences(tier, term), snapshot.size)
        likeness += weight / total * np.minimum(1.0, there / (frequency * longer))
    return likeness


def _telling(snapshot: Snapshot, passages: Sequence[AnalysedPassage]) -> list[tuple[Tier, str, float, float]]:
    """Tier, term, weighted frequency in the passages and weight of the most telling terms that others have too."""
    places = word_places(passages)
    positions = max(1, int(np.count_nonzero(snapshot.live)))
    found = []
    for tier in _TIERS:
        for term, at in places[tier].items():
            having = min(snapshot.frequency(tier.value, term), positions)
            share = having / positions
            if not having or (share > COMMON_SHARE and positions > 2):
                continue
            frequency = float(SECTION_WEIGHT[(np.array(at, np.int64) >> FIELD_BITS) & 7].sum())
            rarity = float(np.log(positions / having)) + 1 / positions
            found.append((tier, term, frequency, float(np.log1p(frequency)) * rarity))
    return sorted(found, key=lambda one: (-one[3], one[1]))[:MAX_TERMS]


def _frequencies(occurrences: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.float64]:
    weights = SECTION_WEIGHT[(occurrences >> FIELD_BITS) & 7]
    return np.bincount(occurrences >> 32, weights, minlength=size).astype(np.float64)
