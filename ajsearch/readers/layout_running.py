"""Running headers and footers and page numbers: lines that repeat at the same place of several pages."""

import re
from collections import Counter
from collections.abc import Sequence

from ajsearch.readers.layout_markers import is_page_number
from ajsearch.readers.layout_paragraphs import Line

ZONE = 3
"""Lines from the top and the bottom of a page among which headers and footers are sought."""

MIN_SHARE = 0.5
"""Share of the pages on which a line must repeat: even and odd pages may have headers of their own."""


def drop_running_lines(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All pages' lines in order without footers, page numbers and repeated headers.

    A header stays where it stands first: it may be the only place that names the authority.
    """
    tops = _repeated([list(page[:ZONE]) for page in pages])
    bottoms = _repeated([list(page[-ZONE:]) for page in pages])
    kept: list[Line] = []
    seen: set[str] = set()
    for page in pages:
        for place, line in enumerate(page):
            top, bottom = place < ZONE, place >= len(page) - ZONE
            key = running_key(line.text)
            if (top or bottom) and is_page_number(line.text, bare=place in {0, len(page) - 1}):
                continue
            if top and key in tops:
                if key in seen or not re.search(r"[^\W\d_]{3}", line.text):
                    continue
                seen.add(key)
            elif bottom and key in bottoms:
                continue
            kept.append(line)
    return kept


def running_key(text: str) -> str:
    """A line's text with its numbers and spaces made alike, so that page numbers do not tell headers apart."""
    return re.sub(r"\s+", " ", re.sub(r"\d+", "0", text)).strip().lower()


def _repeated(zones: Sequence[Sequence[Line]]) -> set[str]:
    counts = Counter(key for zone in zones for key in {running_key(line.text) for line in zone})
    least = max(2, MIN_SHARE * len(zones))
    return {key for key, count in counts.items() if count >= least}
