"""Which files an ingest looks at: regular files only, never through links that leave the folder."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ajsearch.errors import Reason
from ajsearch.paths import kept_path, shown_name
from ajsearch.records import Problem

LITTER = ("~$", ".~lock.", "._")
LITTER_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store", ".gitignore", ".gitkeep"})
"""Files that office programs and file managers leave behind: never descriptions, not worth a report."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file: ``path`` absolute as it is kept, ``shown`` relative to the folder walked, ``size`` in bytes."""

    path: str
    shown: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Something at ``path`` (absolute as it is kept, or as it was given where missing) that is not looked into."""

    path: str
    problem: Problem


def walk(paths: Iterable[Path]) -> Iterator[FoundFile | Refused]:
    """Every file at or below the paths, once each, in a stable order; what may not or cannot be read is refused."""
    seen: set[str] = set()
    for given in paths:
        for found in _below(given):
            if isinstance(found, Refused):
                yield found
            elif found.path not in seen:
                seen.add(found.path)
                yield found


def _below(given: Path) -> Iterator[FoundFile | Refused]:
    try:
        root = given.resolve(strict=True)
        is_folder = root.is_dir()
    except FileNotFoundError:
        yield _refused(given, str(given), Reason.MISSING, "There is no such file or folder.")
        return
    except (OSError, RuntimeError, ValueError) as error:
        yield _refused(given, str(given), *_refusal(error))
        return
    if not is_folder:
        yield _look(str(root), given.name)
        return
    yield from _folder(root, root)


def _folder(folder: Path, root: Path) -> Iterator[FoundFile | Refused]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _refused(folder, _shown(folder, root), *_refusal(error))
        return
    for entry in entries:
        path = Path(entry.path)
        if _is_litter(entry.name):
            continue
        if entry.is_symlink():
            yield from _link(path, root)
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(path, root)
        else:
            yield _look(entry.path, _shown(path, root))


def _link(path: Path, root: Path) -> Iterator[FoundFile | Refused]:
    """A link inside the folder: its target is met on its own; one that leads out of the folder is only reported."""
    shown = _shown(path, root)
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        yield _refused(path, shown, Reason.UNSAFE, "It is a link that leads nowhere.")
        return
    if not target.is_relative_to(root):
        yield _refused(path, shown, Reason.UNSAFE, "It is a link that leaves the folder; name its target to read it.")


def _look(path: str, shown: str) -> FoundFile | Refused:
    try:
        status = os.lstat(path)
    except OSError as error:
        return _refused(path, shown, *_refusal(error))
    if not stat.S_ISREG(status.st_mode):
        return _refused(path, shown, Reason.UNSUPPORTED, "It is no regular file (a pipe, socket or device).")
    if not os.access(path, os.R_OK):
        return _refused(path, shown, Reason.PERMISSION, "It may not be read by this user.")
    return FoundFile(kept_path(path), shown_name(shown), status.st_size, status.st_mtime_ns)


def _refused(path: Path | str, shown: str, reason: Reason, message: str) -> Refused:
    return Refused(kept_path(str(path)), Problem(shown_name(shown), reason, message))


def _refusal(error: Exception) -> tuple[Reason, str]:
    if isinstance(error, PermissionError):
        return Reason.PERMISSION, "It may not be read by this user."
    if isinstance(error, FileNotFoundError):
        return Reason.MISSING, "It went away while it was looked at."
    return Reason.UNREADABLE, "It cannot be looked at: the path is too long, loops or is damaged."


def _shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path != root else root.name


def _is_litter(name: str) -> bool:
    return name.startswith(LITTER) or name.lower() in LITTER_NAMES
