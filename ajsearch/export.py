"""Export: what a search finds as CSV for Estonian Excel, as XLSX, or as JSON; a row a position or a requirement."""

import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from ajsearch.errors import UsageError
from ajsearch.facts import FactKind
from ajsearch.model import Position, encode
from ajsearch.stated import Stated, stated
from ajsearch.table import TableRow, row_path
from ajsearch.wording import (
    KINDS,
    Translate,
    certainty_words,
    estonian,
    level_words,
    short_words,
    strength_words,
    value_words,
)

Cell = str | float | None


class ExportFormat(StrEnum):
    """The forms that a result can take with it."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


YES, NO = "jah", "ei"

COLUMNS: tuple[tuple[str, Callable[[Position, Translate], Cell]], ...] = (
    ("Tunnus", lambda p, tr: p.id),
    ("Ametinimetus", lambda p, tr: p.title),
    ("Asutus", lambda p, tr: p.employer),
    ("Üksus", lambda p, tr: p.unit),
    ("Keeled", lambda p, tr: _in_short(p, FactKind.LANGUAGE, tr)),
    ("Keelenõude lause", lambda p, tr: " | ".join(dict.fromkeys(one.quote for one in p.languages))),
    ("Haridus", lambda p, tr: _in_short(p, FactKind.EDUCATION, tr)),
    ("Hariduse lause", lambda p, tr: p.education.quote if p.education else None),
    ("Kogemus aastates", lambda p, tr: p.experience_years),
    ("Juhiluba", lambda p, tr: ", ".join(one.category for one in p.driving_licence)),
    ("Riigisaladuse luba", lambda p, tr: tr(YES if p.security_clearance else NO)),
    ("Fail", lambda p, tr: p.path),
)
"""The columns of a file of positions: names in Estonian, as all words, and turned by ``tr``."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so is run as a formula by spreadsheets."""

GUARD = "'"
"""An apostrophe before a formula makes it text."""


NONE_STATED = "nõudeid ei leitud"


def _of(words: Callable[[Stated, Translate], str], otherwise: str = "") -> Callable[[TableRow, Translate], Cell]:
    """A column of the requirement; ``otherwise`` stands where a position states none."""
    return lambda row, tr: words(row.requirement, tr) if row.requirement else otherwise and tr(otherwise)


TABLE_COLUMNS: tuple[tuple[str, Callable[[TableRow, Translate], Cell]], ...] = (
    ("Tunnus", lambda row, tr: row.id),
    ("Ametinimetus", lambda row, tr: row.title),
    ("Asutus", lambda row, tr: row.employer),
    ("Üksus", lambda row, tr: row.unit),
    ("Nõue", _of(lambda one, tr: tr(KINDS[one.kind]))),
    ("Sisu", _of(value_words)),
    ("Tase", _of(level_words)),
    ("Siduvus", _of(strength_words, NONE_STATED)),
    ("Kindlus", _of(certainty_words)),
    ("Parandatud", _of(lambda one, tr: tr(YES) if one.corrected else "")),
    ("Lause", _of(lambda one, tr: one.quote)),
)
"""The columns of a table of requirements, the same on the page and in every file; files add the link."""

LINK_COLUMN = "Link"

MAX_LINKS = 65_000
"""Links of a sheet: Excel follows no more; the rest stays text."""


POSITIONS_SHEET, TABLE_SHEET = "Ametikohad", "Nõuded"


def _in_short(position: Position, kind: FactKind, tr: Translate) -> str:
    """What a position requires of a kind: "vene keel B2; inglise keel B1 (soovitav)"."""
    return "; ".join(dict.fromkeys(short_words(row, tr) for row in stated(position) if row.kind is kind))


def export(positions: Iterable[Position], form: ExportFormat, *, tr: Translate = estonian) -> bytes:
    """The positions as a file's content, its words turned by ``tr``; the names of JSON are the same in any language."""
    if form is ExportFormat.JSON:
        return encode(list(positions))
    names = [tr(name) for name, _ in COLUMNS]
    rows = ([value(position, tr) for _, value in COLUMNS] for position in positions)
    return csv_bytes(names, rows) if form is ExportFormat.CSV else _xlsx(tr(POSITIONS_SHEET), names, rows)


def export_table(rows: Iterable[TableRow], form: ExportFormat, *, pages: str, tr: Translate = estonian) -> bytes:
    """A table of requirements as a file's content; ``pages`` is the address under which the pages are served."""
    if form is ExportFormat.JSON:
        return encode(list(rows))
    names = [*(tr(name) for name, _ in TABLE_COLUMNS), tr(LINK_COLUMN)]
    cells = ([*(value(row, tr) for _, value in TABLE_COLUMNS), pages.rstrip("/") + row_path(row)] for row in rows)
    return csv_bytes(names, cells) if form is ExportFormat.CSV else _xlsx(tr(TABLE_SHEET), names, cells, linked=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file all or nothing: beside its place, then moved over it. Raises ``UsageError``."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".ajsearch-", delete=False) as file:
            file.write(content)
        try:
            os.chmod(file.name, 0o666 & ~_umask())
            os.replace(file.name, path)
        except OSError:
            os.unlink(file.name)
            raise
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({(error.strerror or 'error').lower()}).") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def csv_bytes(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV as Estonian Excel opens it: UTF-8 with its mark, semicolons, no cell that runs as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return GUARD + value if _would_run(value) else value


def without_guard(cell: str) -> str:
    """A cell as it was before it was kept from running as a formula."""
    return cell[1:] if cell.startswith(GUARD) and _would_run(cell) else cell


def _would_run(cell: str) -> bool:
    """Whether a cell runs as a formula, or would be taken for one that was kept from it."""
    return cell.lstrip(GUARD).startswith(FORMULA_STARTS)


def _xlsx(title: str, names: Sequence[str], rows: Iterable[Sequence[Cell]], *, linked: bool = False) -> bytes:
    """One sheet with its names in the first row; where it is ``linked``, the last column leads to the pages."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, names, book.add_format({"bold": True}))
        number = 0
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
            if linked and number <= MAX_LINKS:
                sheet.write_url(number, len(row) - 1, str(row[-1]))
        sheet.autofilter(0, 0, number, len(names) - 1)
        sheet.set_column(0, len(names) - 1, 24)
    return file.getvalue()
