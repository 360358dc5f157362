"""What every reader is: bytes of one file in, blocks out."""

from dataclasses import dataclass
from typing import Protocol

from ajsearch.model import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """How much one file may cost. Sizes in bytes, times in seconds.

    ``file_bytes`` bounds a file, ``unpacked_bytes`` and ``members`` all that a container (also DOCX, ODT) unpacks to,
    ``depth`` containers inside containers, ``pages`` a PDF, ``ocr_seconds`` Tesseract on one page.
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    members: int = 2_000
    depth: int = 3
    pages: int = 200
    ocr_seconds: float = 60.0


class Reader(Protocol):
    """One format. Readers keep no state and never touch the file system beside their input."""

    format: str
    """Name of the format as reports show it ("pdf")."""

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the content (not the name, unless nothing else tells) is this format."""
        ...

    def read(self, data: bytes, limits: ReadLimits) -> tuple[Block, ...]:
        """The blocks in reading order; raises ``FileProblem`` with its reason for anything that cannot be read."""
        ...
