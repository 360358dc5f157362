"""Printed or typed lines made into blocks: headings, list items and paragraphs, and the text of table cells."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, ne

from msgspec.structs import replace

from ajsearch.model import Block, BlockKind
from ajsearch.readers.layout_markers import LINES_KEPT
from ajsearch.readers.layout_paragraphs import (
    BLANK,
    INDENT,
    SIZE_CHANGE,
    Line,
    Paragraph,
    are_sentence_lines,
    ends_sentence,
    is_capitals,
    unwrap,
)

HEADING_CHARACTERS = 140
"""A longer text is no heading; the longest titles name an authority, a department, an office and a post."""

ISOLATED_WORDS = 6
"""A lone line between blank ones with more words is a sentence rather than a heading."""

SENTENCE_CHARACTERS = 60
"""What a heading without typography announces is at least so long; shorter lines answer a label."""

LEAST_LED = 2
"""Lines with dots between their label and value from which these are a list's."""

_LEADER = re.compile(r"(?<=[\w)]) ?(?:\.{4,}|…{2,}|(?: \.){3,}) ?(?=\w)")
_LETTERS_APART = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
_SHORT_APART = re.compile(r"(?<!\S)(?:[^\W\d_] )+[^\W\d_](?!\S)")
_MAY_BE_APART = re.compile(r" [^\W\d_] [^\W\d_] ")
"""What every longer word of such letters holds: looked for first, as five times faster."""


def close_up(text: str) -> str:
    """Text with the words closed up that are set with spaces between their letters; wider gaps part such words.

    A short word ("O N") is one only on a line with a longer one.
    """
    if not _MAY_BE_APART.search(text):
        return text
    return "\n".join(
        _SHORT_APART.sub(lambda word: word[0].replace(" ", ""), line) if _LETTERS_APART.search(line) else line
        for line in text.split("\n")
    )


def blocks_of_lines(lines: Sequence[Line]) -> list[Block]:
    """Headings, list items and paragraphs of one column of lines, in order."""
    lines = _without_leaders(lines)
    paragraphs = [paragraph for paragraph in unwrap(lines) if paragraph.text]
    body = usual_size(lines)
    depths = _list_depths(paragraphs)
    blocks = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if _is_heading(paragraph, following, body):
            blocks.append(_block(paragraph, BlockKind.HEADING, paragraph.marker.depth if paragraph.marker else 0))
        elif paragraph.marker:
            blocks.append(_block(paragraph, BlockKind.LIST_ITEM, depths[number]))
        else:
            blocks.append(_block(paragraph, BlockKind.PARAGRAPH, 0))
    return blocks


def _without_leaders(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with the dots between a label and its value ("Ametikoht ....... õde") made a colon, in a list of such.

    A line with dots alone, or at its end, is left to be filled in.
    """
    texts = [line.text for line in lines]
    led = list(map(_without_leader, texts))
    if sum(map(ne, led, texts)) < LEAST_LED:
        return lines
    return [replace(line, text=text) for text, line in zip(led, lines, strict=True)]


@lru_cache(maxsize=LINES_KEPT)
def _without_leader(text: str) -> str:
    return _LEADER.sub(": ", text) if len(_LEADER.findall(text)) == 1 else text


def cell_of_lines(lines: Sequence[Line]) -> str:
    """The text of a table cell: its paragraphs as lines, each with its number or bullet before it."""
    paragraphs = unwrap(lines, sentence_lines=are_sentence_lines(lines))
    return "\n".join(paragraph.marked_text for paragraph in paragraphs)


def usual_size(lines: Sequence[Line]) -> float:
    """The font size that most characters have."""
    sizes: Counter[float] = Counter()
    for size, alike in groupby(lines, key=attrgetter("size")):
        sizes[round(size, 1)] += sum(len(line.text) for line in alike)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _block(paragraph: Paragraph, kind: BlockKind, level: int) -> Block:
    return Block(
        kind=kind,
        cells=(paragraph.text,),
        marker=paragraph.marker.text if paragraph.marker else None,
        level=level,
        bold=paragraph.bold,
        page=paragraph.lines[0].page,
    )


def _is_heading(paragraph: Paragraph, following: Paragraph | None, body: float) -> bool:
    text, marker = paragraph.text, paragraph.marker
    if len(text) > HEADING_CHARACTERS or (marker and marker.is_bullet) or text.endswith((".", ";", ",")):
        return False
    if sum(map(str.isalpha, text)) < 3 or text[0].islower():
        return False
    if is_capitals(text) or paragraph.bold:
        return True
    if paragraph.lines[0].size > SIZE_CHANGE * body:
        return True
    if marker:
        return _is_numbered_heading(paragraph, following)
    return _is_isolated(paragraph, following)


def _is_numbered_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """A short first-level point that no other first-level point follows at once: "1. Üldosa" and not a list's item."""
    marker = paragraph.marker
    if marker is None or marker.depth != 1 or following is None or len(paragraph.text.split()) > 2 * ISOLATED_WORDS:
        return False
    below = following.marker
    return below is None or below.is_bullet or below.depth > 1


def _is_isolated(paragraph: Paragraph, following: Paragraph | None) -> bool:
    text = paragraph.text
    if following is None or len(paragraph.lines) > 1 or len(text.split()) > ISOLATED_WORDS or ends_sentence(text):
        return False
    alone = paragraph.lines[0].gap > BLANK and following.lines[0].gap > BLANK
    if following.marker:
        return alone and following.marker.is_bullet
    return alone and len(following.text) >= SENTENCE_CHARACTERS


def _list_depths(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Depth of each list item from 1: by its number, for bullets and letters by the indents around it."""
    depths: list[int] = []
    indents: list[float] = []
    for paragraph in paragraphs:
        marker, line = paragraph.marker, paragraph.lines[0]
        if marker is None or marker.depth:
            indents.clear()
            depths.append(marker.depth if marker else 0)
            continue
        while indents and line.left < indents[-1] - INDENT * line.size:
            indents.pop()
        if not indents or line.left > indents[-1] + INDENT * line.size:
            indents.append(line.left)
        depths.append(len(indents))
    return depths
