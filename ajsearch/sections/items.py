"""Items: what stands under a heading, one duty, right, requirement or paragraph each."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from ajsearch.model import Item, SectionKind
from ajsearch.sections.appearance import has_verb
from ajsearch.sections.competencies import (
    competencies_of,
    competencies_on_cards,
    competencies_side_by_side,
    competency_of_row,
    with_cards,
)
from ajsearch.sections.headings import result_after_prefix
from ajsearch.sections.parts import Part
from ajsearch.sections.pieces import LINES_KEPT, Piece, paragraphs_of_cell
from ajsearch.sections.tables import (
    Roles,
    items_of_row,
    looks_like_result,
    paired_lines,
    result_texts,
    row_of,
)

JOINED_FROM = 40
"""An unmarked line that begins in lower case goes on from a list item of so many characters that has no stop."""


def items_of_part(part: Part, kind: SectionKind) -> list[Item]:
    """The items of a part whose kind is settled, in the document's order."""
    lines = [piece for piece in part.pieces if not piece.is_row]
    linear = part.linear and kind is SectionKind.DUTY
    if kind is SectionKind.PURPOSE and not any(piece.is_list_item or piece.is_row for piece in part.pieces):
        return [Item(text=piece.text) for piece in _joined_lines(lines)]
    found: list[Item] = []
    roles: Roles | None = None
    shared: tuple[str, ...] = ()
    for run in _runs(with_cards(part.pieces) if kind is SectionKind.COMPETENCY else part.pieces):
        if not run[0].is_row:
            found += paired_lines(_joined_lines(run, shortest=0)) if linear else _items_of_lines(run, kind, found)
        elif run[0].roles:
            roles = run[0].roles
        else:
            count = len(found)
            found = _with_row(found, run[0], kind, roles)
            if kind is SectionKind.DUTY and roles and _covers_results(run[0], roles):
                found = [*found[:count], *(replace(item, results=item.results or shared) for item in found[count:])]
            elif len(found) > count:
                shared = tuple(result for item in found[count:] for result in item.results)
    found = [item for item in found if item.name or any(map(str.isalpha, item.text))]  # no page numbers
    if len(found) == 1 and kind is SectionKind.COMPETENCY:
        found = _enumerated(found[0])
    return _with_dashed_results(found) if kind is SectionKind.DUTY else found


LEAST_ENTRIES = 3
ENTRY_WORDS = 5


def _enumerated(item: Item) -> list[Item]:
    """The entries of a line that is nothing but an enumeration ("täpsus, pingetaluvus") and no sentence with a stop."""
    entries = [entry.strip() for entry in item.text.rstrip(" .").split(",")]
    plain = len(entries) >= LEAST_ENTRIES and all(_is_entry(entry) for entry in entries)
    if not plain or item.name or item.results or item.text.endswith("."):
        return [item]
    return [Item(text=entry, number=item.number) for entry in entries]


def _is_entry(entry: str) -> bool:
    words = entry.split()
    joined = {"ja", "ning", "või", "ehk", "kui", "mis", "kes", "et"}.intersection(words)
    return 0 < len(words) <= ENTRY_WORDS and not joined and not has_verb(entry) and entry[-1].isalnum()


def _covers_results(row: Piece, roles: Roles) -> bool:
    """Whether the results of the duties above are those of this row too: their cell reaches down over it."""
    return any(role == "result" and place in row.above for place, role in enumerate(roles) if place < len(row.cells))


_LEVEL_ALONE = re.compile(r"[A-C][12](?:[- ]?tase)?\.?")
"""A line of a requirement that is nothing but a level answers the line above it ("Eesti keel", "C1")."""

_SENTENCE_LABEL = re.compile(r"(?<=[.;])\s+(?=[A-ZÕÄÖÜŠŽ][^:.;]{3,38}:\s)")
_POINTED_RESULT = re.compile(r"(?P<duty>[^→⇒]+?)\s*(?:→|⇒|=>)\s*(?P<result>[^→⇒]+)")
"""A duty that an arrow leads to its result from."""

_RESULT_DASH = re.compile(r"\s[–—]\s")
RESULT_SHARE = 0.5
"""Where each duty of a list has one dash, so many states after the dashes show that all of them are results."""


def _with_dashed_results(items: list[Item]) -> list[Item]:
    """Duties of a list such as "Nõustamine – kliendid on nõu saanud" with what follows the dash as their result."""
    halves = [_RESULT_DASH.split(item.text) for item in items]
    if len(items) < 2 or any(len(parts) != 2 or item.results for parts, item in zip(halves, items, strict=True)):
        return items
    if sum(looks_like_result(parts[1]) for parts in halves) < RESULT_SHARE * len(items):
        return items
    return [
        replace(item, text=parts[0].strip(), results=(parts[1].strip(),))
        for item, parts in zip(items, halves, strict=True)
    ]


def _runs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Neighbouring lines together, each row alone."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and not piece.is_row and not runs[-1][0].is_row:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _items_of_lines(lines: Sequence[Piece], kind: SectionKind, before: list[Item]) -> list[Item]:
    if kind is SectionKind.COMPETENCY:
        return competencies_of(_joined_lines(lines))
    items: list[Item] = []
    for piece in _joined_lines(lines):
        result = result_after_prefix(piece.text) if kind is SectionKind.DUTY else None
        if result is not None and (items or before):
            target = items or before
            target[-1] = replace(target[-1], results=(*target[-1].results, *([result] if result else [])))
        else:
            items.append(_with_inner_result(piece, kind))
    return items


def _with_inner_result(piece: Piece, kind: SectionKind) -> Item:
    """A duty whose own line goes on with its result ("Vormistab kavandid. Soovitud tulemus: kavandid on selged.")."""
    text, results = _duty_and_results(piece.text) if kind is SectionKind.DUTY else (piece.text, ())
    return Item(text=text, number=piece.number, results=results)


@lru_cache(maxsize=LINES_KEPT)
def _duty_and_results(text: str) -> tuple[str, tuple[str, ...]]:
    """A duty's line without the result that it goes on with, and that result."""
    if found := _POINTED_RESULT.fullmatch(text):
        return found["duty"], (found["result"],)
    if text.endswith(")"):  # "Võtab kauba vastu (tulemus: kaup on kohal)"
        duty, _, note = text[:-1].rpartition(" (")
        if duty and (result := result_after_prefix(note)):
            return duty, (result,)
    for found in _SENTENCE_LABEL.finditer(text):
        if (result := result_after_prefix(text[found.end() :])) is not None:
            return text[: found.start()], (result,) if result else ()
    return text, ()


def _joined_lines(lines: Sequence[Piece], *, shortest: int = JOINED_FROM) -> list[Piece]:
    """The lines with those joined that a page break or a column cut; ``shortest`` is the least that is cut so.

    In a list whose every entry ends with a stop, any line without one goes on.
    """
    joined: list[Piece] = []
    ends = [before.text[-1:] for before, piece in pairwise(lines) if piece.number]
    if len(ends) > 1 and all(end in ".;:" for end in ends):
        shortest = 0
    for piece in lines:
        if joined and _goes_on(joined[-1], piece, shortest):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return joined


def _goes_on(before: Piece, piece: Piece, shortest: int) -> bool:
    text = before.text
    if _LEVEL_ALONE.fullmatch(piece.text) and not piece.is_list_item:
        return text[-1:] not in ".;"
    if piece.is_list_item or text[-1:] in ".;:!?" or len(text) < shortest:
        return False
    return piece.text[:1] == "(" or (piece.text[:1].islower() and (before.is_list_item or text[-1:] in ",-–"))


def _with_row(items: list[Item], piece: Piece, kind: SectionKind, roles: Roles | None) -> list[Item]:
    row = row_of(piece.cells, roles)
    if kind is SectionKind.COMPETENCY:
        several = competencies_on_cards(piece.cells) or competencies_side_by_side(piece.cells)
        return items + (several or competency_of_row(row))
    if kind is SectionKind.DUTY:
        if not row.duty.strip() and items:
            return [*items[:-1], replace(items[-1], results=(*items[-1].results, *result_texts(row.result)))]
        return items + items_of_row(row)
    label, values = paragraphs_of_cell(row.duty), paragraphs_of_cell(row.result)
    if len(label) == len(values) == 1 and len(label[0].text.split()) <= ENTRY_WORDS:
        return [
            *items,
            Item(text=values[0].text, name=label[0].text.rstrip(" :"), number=row.number or label[0].number),
        ]
    paragraphs = [*label, *values]
    new = [Item(text=one.text, number=one.number) for one in paragraphs]
    if new and new[0].number is None:
        new[0] = replace(new[0], number=row.number)
    return items + new
