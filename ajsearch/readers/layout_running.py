"""Running headers and footers and page numbers: lines that repeat at the same place of several pages."""

import re
from collections import Counter
from collections.abc import Sequence

from ajsearch.readers.layout_markers import is_page_number

ZONE = 4
"""Lines from the top and the bottom of a page among which headers and footers are sought."""

MIN_SHARE = 0.5
"""Share of the pages on which a line must repeat: even and odd pages may have headers of their own."""


def running_lines(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Page and line indexes of footers, page numbers and repeated headers.

    A header stays where it stands first: it may be the only place that names the authority.
    """
    tops = _repeated([page[:ZONE] for page in pages])
    bottoms = _repeated([page[-ZONE:] for page in pages])
    found: set[tuple[int, int]] = set()
    seen: set[str] = set()
    for number, page in enumerate(pages):
        for place, text in enumerate(page):
            top, bottom, key = place < ZONE, place >= len(page) - ZONE, _key(text)
            if (top or bottom) and is_page_number(text, bare=place in {0, len(page) - 1}):
                found.add((number, place))
            elif top and key in tops:
                if key in seen or not re.search(r"[^\W\d_]{3}", text):
                    found.add((number, place))
                seen.add(key)
            elif bottom and key in bottoms:
                found.add((number, place))
    return found


def _key(text: str) -> str:
    """A line's text with its numbers and spaces made alike, so that page numbers do not tell headers apart."""
    return re.sub(r"\s+", " ", re.sub(r"\d+", "0", text)).strip().lower()


def _repeated(zones: Sequence[Sequence[str]]) -> set[str]:
    counts = Counter(key for zone in zones for key in {_key(text) for text in zone})
    least = max(2, MIN_SHARE * len(zones))
    return {key for key, count in counts.items() if count >= least}
