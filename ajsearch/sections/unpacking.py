"""Pieces that hold a heading together with what stands under it, cut apart before the outline is made."""

from collections.abc import Sequence

from msgspec.structs import replace

from ajsearch.model import BlockKind, SectionKind
from ajsearch.sections.headings import classify
from ajsearch.sections.labels import field_of
from ajsearch.sections.pieces import Piece, paragraphs_of_cell
from ajsearch.sections.resolve import Kinds
from ajsearch.sections.tables import roles_of_header


def unpacked(piece: Piece) -> tuple[Piece, ...]:
    """The lines of a row that only sets sections side by side, each cell with its own heading; () for other rows."""
    cells = [paragraphs_of_cell(cell) for cell in piece.cells if cell.strip()]
    kinds = {_headed_kinds(lines) for lines in cells}
    sections = all(map(_is_section, cells)) or (len(kinds) == len(cells) and None not in kinds)
    if len(cells) < 2 or not sections:
        return ()
    heads = [replace(lines[0], bold=True) for lines in cells]
    return tuple(line for head, lines in zip(heads, cells, strict=True) for line in (head, *lines[1:]))


RUN_IN_WORDS = 3
LEAST_RUN_IN = 3
"""A description runs its headings in with a stop ("Ülesanded. Bibliograaf …") where so many are set so."""


def run_in_apart(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with headings cut off that stand with a stop at the beginning of their text, in several places."""
    heads = {place: cut for place, piece in enumerate(pieces) if (cut := _run_in(piece))}
    if len(heads) < LEAST_RUN_IN:
        return list(pieces)
    return [one for place, piece in enumerate(pieces) for one in heads.get(place, (piece,))]


def _run_in(piece: Piece) -> tuple[Piece, Piece] | None:
    head, stop, rest = piece.text.partition(". ")
    if piece.is_row or piece.bullet or not stop or len(head.split()) > RUN_IN_WORDS or not rest[:1].isupper():
        return None
    found = classify(head)
    if found is None or found.coverage < 1.0:
        return None
    return replace(piece, text=head, bold=True), Piece(text=rest, kind=BlockKind.PARAGRAPH)


def without_heading(piece: Piece) -> tuple[Piece, ...]:
    """A row in whose first cell a print has run what heads the table, a question or the line above its header,
    together with the cell, as both."""
    first, rest = piece.cells[0].partition("\n")[::2] if piece.is_row and piece.cells else ("", "")
    heads = first.rstrip().endswith("?") or bool(rest and roles_of_header([rest, *piece.cells[1:]]))
    if heads and field_of(rest.strip()):  # "Kus sa töötad?" and "Meeskond | laotiim" below it
        return (replace(piece, cells=(rest.strip(), *piece.cells[1:])),)
    lines = paragraphs_of_cell(piece.cells[0]) if heads and rest.strip() else []
    if not lines or _headed_kinds(lines) is None or not any(cell.strip() for cell in piece.cells[1:]):
        return (piece,)
    return (replace(lines[0], bold=True), replace(piece, cells=(rest.strip(), *piece.cells[1:])))


def _headed_kinds(lines: Sequence[Piece]) -> Kinds | None:
    """What a cell's first line alone heads, None where it heads nothing, or what a column may hold."""
    found = classify(lines[0].text.rstrip(" :")) if len(lines) > 1 and not lines[0].is_list_item else None
    apart = found is not None and found.coverage == 1.0 and found.first not in {SectionKind.RESULT, SectionKind.GENERAL}
    return found.kinds if found and apart else None


def _is_section(lines: Sequence[Piece]) -> bool:
    """Whether a cell's first line heads the others, and its section is none that a column of a table may hold."""
    if len(lines) < 2:
        return False
    head = lines[0]
    found = classify(head.text.rstrip(" :"))
    apart = head.depth == 1 or head.is_capitals or head.text.rstrip().endswith(":")
    return bool(found and apart and found.coverage == 1.0 and found.first is not SectionKind.RESULT)
