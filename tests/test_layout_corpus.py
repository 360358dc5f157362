"""The layout corpus: rows, cells, items and headings of PDFs made in many templates, against what was written."""

import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from ajsearch.model import Block, BlockKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.pdf import PdfReader

CORPUS = Path(__file__).parent / "eval" / "layout" / "pdf"
FILES = sorted(CORPUS.glob("*.pdf"))
ROWS_FLOOR = 0.97
BLOCKS_FLOOR = 0.97


def shown(block: Block) -> tuple[str, ...]:
    cells = list(block.cells)
    if block.marker:
        cells[0] = f"{block.marker} {cells[0]}"
    return (block.kind.value, *cells)


def compare(path: Path) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
    """What was written and not found, and what was found and not written."""
    found = Counter(shown(block) for block in PdfReader().read(path.read_bytes(), ReadLimits()))
    written = Counter(tuple(block) for block in json.loads(path.with_suffix(".json").read_text("utf-8")))
    for block in [block for block in written if block[0] == "any"]:
        del written[block]
        for kind in BlockKind:
            found.pop((kind.value, *block[1:]), None)
    return written - found, found - written


def share(path: Path, *, rows: bool) -> float:
    missing, extra = compare(path)
    written = Counter(tuple(block) for block in json.loads(path.with_suffix(".json").read_text("utf-8")))
    of_kind = [
        sum(count for block, count in blocks.items() if (block[0] == "row") == rows)
        for blocks in (missing, extra, written)
    ]
    return 1 - max(of_kind[0], of_kind[1]) / of_kind[2]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_most_rows_of_each_template_are_exactly_right(path: Path) -> None:
    assert share(path, rows=True) >= 0.9, compare(path)


def test_rows_and_cells_are_right_over_all_templates() -> None:
    assert len(FILES) >= 15
    assert sum(share(path, rows=True) for path in FILES) / len(FILES) >= ROWS_FLOOR


def test_headings_items_and_paragraphs_are_right_over_all_templates() -> None:
    assert sum(share(path, rows=False) for path in FILES) / len(FILES) >= BLOCKS_FLOOR


def test_a_page_is_read_in_a_tenth_of_a_second() -> None:
    path = max(FILES, key=lambda one: one.stat().st_size)
    data = path.read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    PdfReader().read(data, ReadLimits())
    start = time.process_time()
    PdfReader().read(data, ReadLimits())
    assert time.process_time() - start < 0.1 * max(pages, 1)
