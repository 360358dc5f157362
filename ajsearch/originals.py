"""The file that a position was read from, for as long as it is the file that was read."""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader

from ajsearch.errors import FileProblem, Reason
from ajsearch.paths import on_one_line, open_regular, real_path, shown_name
from ajsearch.records import Source


@dataclass(frozen=True, slots=True)
class Original:
    """An open file and the name that it had."""

    name: str
    file: BufferedReader


def open_original(sources: Sequence[Source]) -> Original:
    """The first of a position's files that is still as it was read; the caller closes it.

    A path may lead elsewhere by now: links are not followed, and a file with another content is not handed out. Raises
    ``FileProblem`` (``missing``).
    """
    for source in sources:
        with suppress(OSError):
            path = real_path(source.path)
            file = open_regular(path)
            if _is_unchanged(file, source):
                return Original(on_one_line(shown_name(path.name)), file)
            file.close()
    raise FileProblem(Reason.MISSING, "The file that this position was read from is gone or has changed since.")


def _is_unchanged(file: BufferedReader, source: Source) -> bool:
    found = os.fstat(file.fileno())
    if found.st_size != source.size:
        return False
    if hashlib.file_digest(file, "sha256").hexdigest() != source.hash:
        return False
    file.seek(0)
    return True
