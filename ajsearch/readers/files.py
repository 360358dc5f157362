"""A regular file's bytes, taken so that nothing else on the disk can be opened by its name."""

import os
import stat
from pathlib import Path

from ajsearch.errors import FileProblem, Reason
from ajsearch.readers.base import ReadLimits

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def load(path: Path, limits: ReadLimits) -> bytes:
    """The content of a regular file; raises ``FileProblem`` MISSING, PERMISSION, UNSAFE (a link), UNSUPPORTED (a
    folder, pipe or device), TOO_LARGE, EMPTY or UNREADABLE (also one that changes while it is read)."""
    try:
        _check_kind(os.lstat(path).st_mode)
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb") as file:
            before = os.fstat(handle)
            _check_kind(before.st_mode)
            data = file.read(min(before.st_size, limits.file_bytes) + 1)  # room for more is made before it is read
            after = os.fstat(handle)
    except FileNotFoundError as error:
        raise FileProblem(Reason.MISSING, "There is no such file; check the path.") from error
    except PermissionError as error:
        raise FileProblem(
            Reason.PERMISSION, "It may not be read; give the user of this service the right to."
        ) from error
    except (OSError, ValueError) as error:
        raise FileProblem(Reason.UNREADABLE, "The disk did not give it; check the disk and the file's name.") from error
    if len(data) > limits.file_bytes:
        raise FileProblem(
            Reason.TOO_LARGE, f"It has more than {limits.file_bytes:,} bytes; split it or make it smaller."
        )
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise FileProblem(Reason.UNREADABLE, "It changed while it was read; try again when nobody writes to it.")
    if not data:
        raise FileProblem(Reason.EMPTY, "It has no content (0 bytes); save the description into it again.")
    return data


def _check_kind(mode: int) -> None:
    if stat.S_ISLNK(mode):
        raise FileProblem(Reason.UNSAFE, "It is a link; links are not followed. Give the file itself.")
    for is_kind, kind in _KINDS:
        if is_kind(mode):
            raise FileProblem(Reason.UNSUPPORTED, f"It is {kind} and no file; it was not opened.")
