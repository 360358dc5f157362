"""What passes between ingest and store: files on disk, what they gave, and what was wrong with them."""

from dataclasses import dataclass

from ajsearch.model import AnalysedPassage, Position, SourceDocument


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk as it was when it was read: ``path`` absolute, ``shown`` as reports name it, size in bytes."""

    path: str
    shown: str
    size: int
    mtime_ns: int
    hash: str
    read_at: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (``failed``) or doubtful with a file or a container's member; ``reason`` of the closed set."""

    path: str
    reason: str
    message: str
    failed: bool = True


@dataclass(frozen=True, slots=True)
class Described:
    """A description ready to be kept: ``position`` has no id yet, ``document`` is what the reader gave."""

    inner: str
    hash: str
    analysis_version: str
    document: SourceDocument
    position: Position
    passages: tuple[AnalysedPassage, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one description: "added", "updated", "unchanged" or "duplicate"."""

    path: str
    id: str
    outcome: str


def shown_path(source: str, inner: str) -> str:
    """How a description's path reads: "container.bdoc!inner.pdf" inside a container, else the file's."""
    return f"{source}!{inner}" if inner else source
