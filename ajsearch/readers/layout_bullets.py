"""Bullets that the way from a printed page to text has torn from their items, or lost."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ajsearch.readers.layout_markers import BULLET, find_marker
from ajsearch.readers.layout_paragraphs import Line, is_capitals

LOST_BULLETS = 3
"""So many paragraphs that begin with one space, and go on without it, had a bullet that the conversion dropped."""

DETACHED = 2
"""So many bullets on lines of their own, one after another, belong to the lines after them."""


def with_bullets(lines: list[Line]) -> list[Line]:
    """The lines with their bullets before them."""
    return _restore(_attach(lines))


def _attach(lines: list[Line]) -> list[Line]:
    """Columns of bullets, as ``pdftotext`` prints them before a list, put before the list's items."""
    attached: list[Line] = []
    place = 0
    while place < len(lines):
        count = _column(lines, place)
        group = _group(lines, place + count) if count >= DETACHED else []
        if len(group) < count or not group:
            attached.append(lines[place])
            place += 1
            continue
        starts = _starts(group, count)
        attached += [replace(one, text=f"{BULLET} {one.text}") if n in starts else one for n, one in enumerate(group)]
        place += count + len(group)
    return attached


def _column(lines: Sequence[Line], start: int) -> int:
    """How many lines from one on hold a bullet and nothing else."""
    stop = start
    while stop < len(lines) and _is_bullet_alone(lines[stop].text):
        stop += 1
    return stop - start


def _is_bullet_alone(text: str) -> bool:
    marker = find_marker(text)
    return marker is not None and not marker.rest and marker.is_bullet


def _group(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines from one on up to the next blank one."""
    group = list(lines[start : start + 1])
    for line in lines[start + 1 :]:
        if line.gap > 1:
            break
        group.append(line)
    return group


def _starts(group: Sequence[Line], count: int) -> set[int]:
    """Where ``count`` items begin among lines some of which wrap.

    Where enough lines begin with a capital, at those; else, and among them, after the lines that end farthest left.
    """
    capital = sum(line.text[0].isupper() for line in group) >= count
    after = sorted(
        range(1, len(group)),
        key=lambda place: (capital and not group[place].text[0].isupper(), group[place - 1].right),
    )
    return {0, *after[: count - 1]}


def _restore(lines: list[Line]) -> list[Line]:
    """Put bullets before lines that keep only the space after one: symbol fonts' glyphs are lost on the way to text."""
    pairs = pairwise(lines)
    lost = sum(
        above.left == 1 and below.left == 0 and below.gap <= 2 and below.text[0].islower() for above, below in pairs
    )
    if lost < LOST_BULLETS:
        return lines
    return [replace(line, text=f"{BULLET} {line.text}") if _had_bullet(line) else line for line in lines]


def _had_bullet(line: Line) -> bool:
    return line.left == 1 and find_marker(line.text) is None and not is_capitals(line.text)
