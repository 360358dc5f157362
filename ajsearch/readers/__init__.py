"""Any file of an authority made into blocks: the reader is chosen by content, containers are opened."""

from pathlib import Path

from ajsearch.readers.base import ReadLimits
from ajsearch.readers.dispatch import read_content
from ajsearch.readers.files import load
from ajsearch.readers.outcome import ReadOutcome

__all__ = ["ReadLimits", "ReadOutcome", "read_bytes", "read_file"]

_LIMITS = ReadLimits()


def read_file(path: Path, limits: ReadLimits = _LIMITS) -> ReadOutcome:
    """The descriptions in one regular file; raises ``FileProblem`` for anything that is none or cannot be read.

    Links, folders, pipes and devices are never opened.
    """
    return read_bytes(load(path, limits), path.name, limits)


def read_bytes(data: bytes, name: str, limits: ReadLimits = _LIMITS, depth: int = 0) -> ReadOutcome:
    """The descriptions in a file's content; ``depth`` counts the containers around it.

    ``name`` decides nothing but what content leaves open. Raises ``FileProblem`` for content that cannot be read.
    """
    return read_content(data, name, limits, depth)
