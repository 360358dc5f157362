"""What stands at a description's top beside its title: a form's head, an approval in a column next to the house."""

from collections.abc import Sequence
from itertools import takewhile, zip_longest

from ajsearch.sections.labels import field_of
from ajsearch.sections.names import advertised_position
from ajsearch.sections.naming_words import has_document_word, is_unit_name
from ajsearch.sections.pieces import Piece
from ajsearch.sections.vocabulary import signature_cues

ROWS_ON_TOP = 2
"""A form's head has no more rows before its first label."""


def cells_on_top(pieces: Sequence[Piece]) -> list[str]:
    """What the cells of a form's head say: rows that the description begins with and that no label opens."""
    rows = list(takewhile(lambda piece: piece.is_row and not field_of(piece.cells[0]), pieces[:ROWS_ON_TOP]))
    whole = [" ".join(cell.split()) for row in rows for cell in row.cells if cell.strip()]
    return [*lines_of_approval(rows), *whole]


def lines_of_approval(pieces: Sequence[Piece]) -> list[str]:
    """The texts of an approval, of rows column by column; a house or unit beside the approval stands alone."""
    rows = [piece.cells for piece in pieces if piece.is_row]
    columns = zip_longest(*rows, fillvalue="")
    lines = [line for column in columns for cell in column for line in cell.split("\n") if line.strip()]
    return [*lines, *(line for piece in pieces if not piece.is_row for line in beside_approval(piece.text))]


def beside_approval(line: str) -> list[str]:
    """The house or unit that a line begins with before the approval set beside it, and the rest; else the line."""
    words, cues = line.split(), signature_cues()
    for place in range(len(words) - 1, 0, -1):
        name, rest = " ".join(words[:place]), " ".join(words[place:])
        ordered = cues.approval_line.search(rest) and words[place][0].islower() and is_unit_name(name)
        if cues.approval.match(rest) or (ordered and not is_unit_name(line)):
            return [name, rest]
    return [line]


def is_of_title(piece: Piece, following: Piece | None) -> bool:
    """Whether a line above all headings is the title, or one set like it above it ("HARIDUSOSAKONNA")."""
    goes_on = following is not None and following.style == piece.style and has_document_word(following.text)
    return goes_on or has_document_word(piece.text) or advertised_position(piece.text) is not None
