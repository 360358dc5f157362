"""Running headers and footers and page numbers: lines that repeat at the same place of several pages."""

import re
from collections import Counter
from collections.abc import Sequence

from ajsearch.readers.layout_markers import is_page_number

ZONE = 4
"""Lines from the top and the bottom of a page among which headers and footers are sought."""

MIN_SHARE = 0.5
"""Share of the pages on which a line must repeat: even and odd pages may have headers of their own."""

_LETTERS = re.compile(r"[^\W\d_]{3}")


def running_lines(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Page and line indexes of footers, page numbers and repeated headers, from the edges inwards.

    A header stays where it stands first: it may be the only place that names the authority.
    """
    tops = _repeated([page[:ZONE] for page in pages])
    bottoms = _repeated([page[-ZONE:] for page in pages])
    found: set[tuple[int, int]] = set()
    seen: set[str] = set()
    for number, page in enumerate(pages):
        headers = _outermost(page, range(min(ZONE, len(page))), tops)
        footers = _outermost(page, range(len(page) - 1, max(-1, len(page) - 1 - ZONE), -1), bottoms)
        for place in headers:
            key = line_key(page[place])
            if key in seen or key not in tops or not _LETTERS.search(key):
                found.add((number, place))
            seen.add(key)
        found |= {(number, place) for place in footers if place not in headers}
    return found


def _outermost(page: Sequence[str], places: Sequence[int], repeated: set[str]) -> list[int]:
    """The places, from an edge of the page inwards, of lines that repeat or number the page."""
    running = []
    for place in places:
        text = page[place]
        if line_key(text) not in repeated and not is_page_number(text, bare=place in {0, len(page) - 1}):
            break
        running.append(place)
    return running


def line_key(text: str) -> str:
    """A line's text with its numbers and spaces made alike, so that page numbers do not tell headers apart."""
    return re.sub(r"\s+", " ", re.sub(r"\d+", "0", text)).strip().lower()


def _repeated(zones: Sequence[Sequence[str]]) -> set[str]:
    counts = Counter(key for zone in zones for key in {line_key(text) for text in zone})
    least = max(2, MIN_SHARE * len(zones))
    return {key for key, count in counts.items() if count >= least}
