"""Corrections as a file: JSON, or CSV for Estonian Excel, out and back in."""

import csv
import io
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import msgspec

from ajsearch.asking import parse_correction
from ajsearch.correction import Correction, KeptCorrection
from ajsearch.errors import UsageError
from ajsearch.export import csv_bytes, without_guard
from ajsearch.model import decode, encode

COLUMNS = ("position", "hash", *(field.name for field in fields(Correction)))
YES, NO = "jah", "ei"

MAX_BYTES = 50_000_000
"""A file of corrections that is read: a million of them."""


def write_corrections(kept: Sequence[KeptCorrection], *, as_csv: bool) -> bytes:
    """The file's content."""
    if not as_csv:
        return encode(list(kept))
    return csv_bytes(COLUMNS, ([one.position, one.hash, *_cells(one.correction)] for one in kept))


def read_corrections(path: Path) -> list[KeptCorrection]:
    """What ``write_corrections`` wrote; raises ``UsageError`` for anything else, and for values that make no sense."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"{path} is too large for a file of corrections.")
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({(error.strerror or 'error').lower()}).") from None
    try:
        text = content.decode("utf-8-sig")
        found = decode(text, list[KeptCorrection]) if text.lstrip().startswith("[") else _of_csv(text)
    except (UnicodeDecodeError, msgspec.ValidationError, msgspec.DecodeError, KeyError, ValueError, csv.Error):
        raise UsageError(
            f"{path} is no file of corrections: take one that ajsearch corrections --export wrote."
        ) from None
    for one in found:
        _check(one.correction)
    return found


def _check(one: Correction) -> None:
    """Raise ``UsageError`` for a value that its kind cannot have."""
    parse_correction(one.kind, one.value, level=one.level)


def _cells(one: Correction) -> list[str]:
    values = [getattr(one, name) for name in COLUMNS[2:]]
    return [{True: YES, False: NO}.get(value, "") if isinstance(value, bool) else str(value or "") for value in values]


def _of_csv(text: str) -> list[KeptCorrection]:
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    return [_of_row({name: without_guard(row[name]) for name in COLUMNS}) for row in rows]


def _of_row(row: dict[str, str]) -> KeptCorrection:
    correction = {
        **{name: row[name] for name in ("kind", "target_quote", "quote", "made_at")},
        **{name: row[name] or None for name in ("target", "value", "level")},
        "required": row["required"] == YES,
        "number": int(row["number"] or 0),
    }
    return msgspec.convert({"position": row["position"], "hash": row["hash"], "correction": correction}, KeptCorrection)
