"""A comparison as an XLSX table, with what differs in bold."""

import io
from typing import Any

from ajsearch.roles.compare import Cell, Comparison
from ajsearch.wording import SECTIONS, Translate, estonian

SECTION_WIDTH, TEXT_WIDTH = 16, 60
"""Widths of the columns in characters."""


SHEET, SECTION = "Võrdlus", "Jaotis"
"""Names of the sheet and of its first column."""


def comparison_xlsx(comparison: Comparison, tr: Translate = estonian) -> bytes:
    """The table as a file: a row for each row of the comparison, a column for each position; ``tr`` turns its words."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(tr(SHEET))
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, SECTION_WIDTH)
        sheet.set_column(1, len(comparison.positions), TEXT_WIDTH)
        heads = [" · ".join(filter(None, (one.title, one.employer, one.unit))) for one in comparison.positions]
        sheet.write_row(0, 0, [tr(SECTION), *heads], bold)
        for number, row in enumerate(comparison.rows, 1):
            sheet.write_string(number, 0, tr(SECTIONS[row.section]), wrapped)
            for column, cell in enumerate(row.cells, 1):
                _write(sheet, (number, column), cell, bold, wrapped)
    return file.getvalue()


def _write(sheet: Any, place: tuple[int, int], cell: Cell | None, bold: object, wrapped: object) -> None:
    pieces = _pieces(cell, bold) if cell else []
    if len(pieces) > 2:
        sheet.write_rich_string(*place, *pieces, wrapped)
    else:
        sheet.write_string(*place, cell.text if cell else "", wrapped)


def _pieces(cell: Cell, bold: object) -> list[object]:
    """The text cut at its marks, a format before each marked piece, as XlsxWriter wants it."""
    pieces: list[object] = []
    at = 0
    for start, end in cell.marks:
        pieces += [cell.text[at:start]] if start > at else []
        pieces += [bold, cell.text[start:end]]
        at = end
    return [*pieces, cell.text[at:]] if at < len(cell.text) else pieces
