"""Export: the positions of a search as CSV for Estonian Excel, as XLSX, or as the JSON of ``show``."""

import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from ajsearch.errors import UsageError
from ajsearch.model import LanguageRequirement, Position, encode


class ExportFormat(StrEnum):
    """The forms that a result can take with it."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


COLUMNS: tuple[tuple[str, Callable[[Position], str | float | None]], ...] = (
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
"""A cell that starts so is run as a formula by spreadsheets; an apostrophe before it makes it text."""


def language_text(one: LanguageRequirement) -> str:
    """A language requirement in short: "ru B2", "(en B1)" when it is only welcome."""
    text = f"{one.language} {one.level}" if one.level else one.language
    return text if one.required else f"({text})"


def export(positions: Iterable[Position], form: ExportFormat) -> bytes:
    """The positions as a file's content."""
    match form:
        case ExportFormat.JSON:
            return encode(list(positions))
        case ExportFormat.CSV:
            return _csv(positions)
        case ExportFormat.XLSX:
            return _xlsx(positions)


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


def _rows(positions: Iterable[Position]) -> Iterable[Sequence[str | float | None]]:
    return ([value(position) for _, value in COLUMNS] for position in positions)


def _csv(positions: Iterable[Position]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([name for name, _ in COLUMNS])
    writer.writerows([_cell(value) for value in row] for row in _rows(positions))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _xlsx(positions: Iterable[Position]) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Ametikohad")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [name for name, _ in COLUMNS], book.add_format({"bold": True}))
        row = 0
        for row, values in enumerate(_rows(positions), start=1):
            sheet.write_row(row, 0, values)
        sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
        sheet.set_column(0, len(COLUMNS) - 1, 24)
    return file.getvalue()
