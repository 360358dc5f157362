"""Where matches stand on a position's page: how many in each section, and what comes before and after each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ajsearch.model import Section
from ajsearch.passages import item_text


@dataclass(frozen=True, slots=True)
class MatchedPlaces:
    """``counts``: section number from 1 → items (and its heading) with a match; ``before`` and ``after``: the anchor of
    a place with a match → that of the one beside it; ``first`` is the anchor of the first, "" where there is none.
    """

    counts: Mapping[int, int]
    before: Mapping[str, str]
    after: Mapping[str, str]
    first: str


def matched_places(sections: Sequence[Section], matched: Collection[str]) -> MatchedPlaces:
    """The places of a page whose texts are among the ``matched`` ones, by the anchors that the page gives them."""
    anchors: list[str] = []
    counts: dict[int, int] = {}
    for number, section in enumerate(sections, 1):
        texts = [(f"s{number}-{at}", (item_text(item), *item.results)) for at, item in enumerate(section.items, 1)]
        own = [anchor for anchor, said in texts if any(text in matched for text in said)]
        if section.items and section.heading in matched:
            own.insert(0, f"s{number}")
        if own:
            counts[number] = len(own)
            anchors += own
    steps = list(pairwise(anchors))
    return MatchedPlaces(counts, {after: one for one, after in steps}, dict(steps), anchors[0] if anchors else "")
