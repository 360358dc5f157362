"""What an occurrence of a word weighs: by the tier in which it is found, and by the section that it stands in."""

import numpy as np
import numpy.typing as npt

from ajsearch.estonian.matching import Tier
from index.schema import FIELD_CODES

Scores = npt.NDArray[np.float64]

TIER_WEIGHT = {
    Tier.EXACT: 0.3,
    Tier.LEMMA: 1.0,
    Tier.PART: 0.55,
    Tier.FAMILY: 0.5,
    Tier.PART_FAMILY: 0.3,
    Tier.EQUIVALENT: 0.4,
    Tier.SYNONYM: 0.25,
    Tier.SYNONYM_FAMILY: 0.2,
    Tier.OCR: 0.15,
}
"""What an occurrence weighs in each tier. They add up: who has the form has the lemma and the family too."""

SECTION_WEIGHT = np.array(
    [
        weight
        for _, weight in sorted(
            {"": 0.8, "title": 4.0, "purpose": 1.3, "duty": 1.5, "competency": 1.0, "requirement": 1.2}.items(),
            key=lambda item: FIELD_CODES[item[0]],
        )
    ]
)
"""What an occurrence weighs by the code of its field: a title says more than a duty, a duty more than an appendix."""

MEETING_FLOOR = 0.85
"""The least strength of a word where words meet: as a compound's part or a derivation it is there all the same."""

TITLE_ITEM = 1.5
"""How much more than another item the title counts as the place where words meet."""

_FULL = TIER_WEIGHT[Tier.LEMMA] + TIER_WEIGHT[Tier.FAMILY]
"""The weight of an inflected form of the word that was asked for: the full strength of a match in an item."""

_MOST = 1.2


WEIGHT_UNIT = 0.05
"""All weights of tiers are so many of these, and so are their sums."""

MOST_UNITS = 255
"""Weights are counted so far; from ``_MOST`` on they are equally strong."""


def units_of(weights: Scores) -> npt.NDArray[np.uint8]:
    """Weights of tiers counted in units."""
    return np.minimum(np.rint(weights / WEIGHT_UNIT), MOST_UNITS).astype(np.uint8)


def strengths_of(weights: Scores) -> Scores:
    """How much of a match each weight of tiers is in an item: 1 for an inflected form of the word itself."""
    floor = np.where(weights >= TIER_WEIGHT[Tier.FAMILY], MEETING_FLOOR, 0.0)
    return np.clip(weights / _FULL, floor, _MOST)


STRENGTH_OF_UNITS = strengths_of(np.arange(MOST_UNITS + 1, dtype=np.float64) * WEIGHT_UNIT).astype(np.float32)
"""The strength of a weight by its units."""
