"""Export: what a search finds as CSV for Estonian Excel, as XLSX, or as JSON; a row a position or a requirement."""

import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from ajsearch.errors import UsageError
from ajsearch.model import LanguageRequirement, Position, encode
from ajsearch.stated import Stated
from ajsearch.table import TableRow, row_path
from ajsearch.wording import KINDS, certainty_words, level_words, strength_words, value_words

Cell = str | float | None


class ExportFormat(StrEnum):
    """The forms that a result can take with it."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


COLUMNS: tuple[tuple[str, Callable[[Position], Cell]], ...] = (
    ("Tunnus", lambda p: p.id),
    ("Ametinimetus", lambda p: p.title),
    ("Asutus", lambda p: p.employer),
    ("Üksus", lambda p: p.unit),
    ("Keeled", lambda p: "; ".join(map(language_text, p.languages))),
    ("Keelenõude lause", lambda p: " | ".join(dict.fromkeys(one.quote for one in p.languages))),
    ("Haridus", lambda p: p.education.level if p.education else None),
    ("Hariduse lause", lambda p: p.education.quote if p.education else None),
    ("Kogemus aastates", lambda p: p.experience_years),
    ("Juhiluba", lambda p: ", ".join(one.category for one in p.driving_licence)),
    ("Riigisaladuse luba", lambda p: "jah" if p.security_clearance else "ei"),
    ("Fail", lambda p: p.path),
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so is run as a formula by spreadsheets."""

GUARD = "'"
"""An apostrophe before a formula makes it text."""


NONE_STATED = "nõudeid ei leitud"


def _of(words: Callable[[Stated], str], otherwise: str = "") -> Callable[[TableRow], Cell]:
    """A column of the requirement; ``otherwise`` stands where a position states none."""
    return lambda row: words(row.requirement) if row.requirement else otherwise


TABLE_COLUMNS: tuple[tuple[str, Callable[[TableRow], Cell]], ...] = (
    ("Tunnus", lambda row: row.id),
    ("Ametinimetus", lambda row: row.title),
    ("Asutus", lambda row: row.employer),
    ("Üksus", lambda row: row.unit),
    ("Nõue", _of(lambda one: KINDS[one.kind])),
    ("Sisu", _of(value_words)),
    ("Tase", _of(level_words)),
    ("Siduvus", _of(strength_words, NONE_STATED)),
    ("Kindlus", _of(certainty_words)),
    ("Parandatud", _of(lambda one: "jah" if one.corrected else "")),
    ("Lause", _of(lambda one: one.quote)),
)
"""The columns of a table of requirements, the same on the page and in every file; files add the link."""

LINK_COLUMN = "Link"

MAX_LINKS = 65_000
"""Links of a sheet: Excel follows no more; the rest stays text."""


def language_text(one: LanguageRequirement) -> str:
    """A language requirement in short: "ru B2", "(en B1)" when it is only welcome."""
    text = f"{one.language} {one.level}" if one.level else one.language
    return text if one.required else f"({text})"


def export(positions: Iterable[Position], form: ExportFormat) -> bytes:
    """The positions as a file's content."""
    if form is ExportFormat.JSON:
        return encode(list(positions))
    names = [name for name, _ in COLUMNS]
    rows = ([value(position) for _, value in COLUMNS] for position in positions)
    return csv_bytes(names, rows) if form is ExportFormat.CSV else _xlsx("Ametikohad", names, rows)


def export_table(rows: Iterable[TableRow], form: ExportFormat, *, pages: str) -> bytes:
    """A table of requirements as a file's content; ``pages`` is the address under which the pages are served."""
    if form is ExportFormat.JSON:
        return encode(list(rows))
    names = [*(name for name, _ in TABLE_COLUMNS), LINK_COLUMN]
    cells = ([*(value(row) for _, value in TABLE_COLUMNS), pages.rstrip("/") + row_path(row)] for row in rows)
    return csv_bytes(names, cells) if form is ExportFormat.CSV else _xlsx("Nõuded", names, cells)


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


def _xlsx(title: str, names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, names, book.add_format({"bold": True}))
        link = names.index(LINK_COLUMN) if LINK_COLUMN in names else None
        number = 0
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
            if link is not None and number <= MAX_LINKS:
                sheet.write_url(number, link, str(row[link]))
        sheet.autofilter(0, 0, number, len(names) - 1)
        sheet.set_column(0, len(names) - 1, 24)
    return file.getvalue()
