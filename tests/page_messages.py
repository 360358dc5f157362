"""Every Estonian text that the pages may show, as it is looked up in a catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from ajsearch import export, wording
from ajsearch.roles import sheet
from web import admin_texts, i18n, overview, role_texts, texts

ROOT = Path(__file__).parent.parent
TABLES = (
    *(wording.SECTIONS, texts.FIELDS, texts.WHY, texts.REASONS, texts.CHIPS, texts.NEEDS),
    *(role_texts.DRAFT_LABELS, role_texts.SUGGESTED_LABELS, overview.PARTS, overview.COLUMNS),
    *(admin_texts.DONE, admin_texts.JOBS, admin_texts.STATES, admin_texts.VALUE_LABELS),
    *(wording.KINDS, wording.EDUCATION, wording.CITIZENSHIP, wording.BACKGROUND, wording.SECRECY),
    *(wording.STRENGTHS, wording.CERTAINTIES),
)
"""The tables whose words are looked up when they are shown."""

IN_FILES = {
    *(name for name, _ in (*export.COLUMNS, *export.TABLE_COLUMNS)),
    *(export.POSITIONS_SHEET, export.TABLE_SHEET, export.LINK_COLUMN, export.NONE_STATED, export.YES, export.NO),
    *(sheet.SHEET, sheet.SECTION),
}
"""What stands in the files that the pages give."""

LOOKED_UP = {"gettext", "tr"}
COUNTED = re.compile(r"count\('([^']+)', '([^']+)'\)")


def messages(app: Flask) -> set[str]:
    """All of them, the two forms of a noun parted by "|"."""
    found = {str(word) for table in TABLES for word in table.values()} | IN_FILES | {wording.NOTHING}
    for path in (ROOT / "web" / "templates").rglob("*.*"):
        source = path.read_text(encoding="utf-8")
        found |= {str(message) for _, _, message in app.jinja_env.extract_translations(source)}  # type: ignore[attr-defined]
        found |= {f"{one}|{many}" for one, many in COUNTED.findall(source)}
    for path in (*sorted((ROOT / "web").glob("*.py")), ROOT / "ajsearch" / "wording.py"):
        found |= set(_in_code(path))
    return found - {"CSV", "XLSX", "JSON"}


def _in_code(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            strings = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if node.func.id in LOOKED_UP and strings:
                yield strings[0]
            if node.func.id == "count_text" and len(strings) == 2:
                yield "|".join(strings)


def english() -> dict[str, str]:
    """The English catalogue."""
    return i18n.read_catalogue("en.toml")
