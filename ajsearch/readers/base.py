"""What every reader is: bytes of one file in, blocks out."""

from dataclasses import dataclass
from typing import Protocol

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block

IMAGE_MAGICS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
"""How PNG, JPEG and TIFF files begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """How much one file may cost. Sizes in bytes, times in seconds.

    ``file_bytes`` bounds a file, ``unpacked_bytes`` and ``members`` all that a container (also DOCX, ODT) unpacks to,
    ``depth`` containers inside containers, ``pages`` a PDF, ``ocr_seconds`` Tesseract on one page, ``characters`` the
    text of one description: the longest real ones have some 60,000, and analysing millions takes minutes.
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    members: int = 2_000
    depth: int = 3
    pages: int = 200
    ocr_seconds: float = 60.0
    characters: int = 1_000_000

    def check_text(self, characters: int) -> None:
        """Raise ``FileProblem`` TOO_LARGE for more text than a description may have."""
        if characters > self.characters:
            raise FileProblem(
                Reason.TOO_LARGE,
                f"It holds {characters:,} characters of text and at most {self.characters:,} are read; split it.",
            )


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
