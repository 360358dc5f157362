"""What each file of an index was when it was written, so that what a disk has done to it is found.

DIR/g000007/files.json   name of a file → its size in bytes and SHA-256

Whoosh writes each file once. A file that is not in the list (a process was killed between a commit and its list) counts
as sound, one that is gone is for the opening of the index to say.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

RECORD = "files.json"
PREFIXES = ("MAIN_", "_MAIN_")
"""Beginnings of the names of segments and of their tables of contents."""

LOCK = "WRITELOCK"

Written = tuple[int, str]


def record(folder: Path) -> None:
    """List the files that are there now; those that were listed before keep what was written of them.

    A disk that has no room for the list leaves it as it was: the commit itself stands.
    """
    known = _recorded(folder)
    files = {path.name: known.get(path.name) or _measured(path) for path in _written(folder)}
    temporary = folder / f"{RECORD}.new"
    with suppress(OSError):
        temporary.write_text(json.dumps(files), "utf-8")
        os.replace(temporary, folder / RECORD)


def cut(folder: Path) -> list[str]:
    """Names of the files that have another size than was written: quick enough to ask at each opening."""
    return [path.name for path, written in _known(folder) if _size(path) not in {written[0], None}]


def damaged(folder: Path) -> list[str]:
    """Names of the files that are not as they were written; reads them all."""
    return [path.name for path, written in _known(folder) if _measured(path) not in {written, None}]


def _known(folder: Path) -> Iterator[tuple[Path, Written]]:
    recorded = _recorded(folder)
    return ((path, recorded[path.name]) for path in _written(folder) if path.name in recorded)


def _written(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith(PREFIXES) and not path.name.endswith(LOCK))


def _recorded(folder: Path) -> dict[str, Written]:
    try:
        found = json.loads((folder / RECORD).read_text("utf-8"))
        return {str(name): (int(size), str(digest)) for name, (size, digest) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _size(path: Path) -> int | None:
    """A file's size; None where a commit has just removed it."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _measured(path: Path) -> Written | None:
    """A file's size and digest; None where a commit has just removed it."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return file.tell(), digest
    except FileNotFoundError:
        return None
