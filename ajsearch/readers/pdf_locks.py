"""PDF files that forbid changes or printing but open without a password, under a cipher that needs another library."""

import re
import tempfile
from pathlib import Path

from ajsearch.errors import FileProblem, Reason
from ajsearch.readers.programs import find_program, run_program

_AES = re.compile(rb"/CFM\s*/AESV[23]\b")
"""The cipher that an encryption dictionary names; the dictionary itself always stands in the open."""
UNLOCK_SECONDS = 30.0
"""Poppler copies a page in some 50 ms."""


def unlocked(data: bytes) -> bytes:
    """The PDF as Poppler copies it where it is under AES, else as it is; raises ``FileProblem`` ENCRYPTED."""
    if b"/Encrypt" not in data or not _AES.search(data):
        return data
    poppler = find_program("pdftocairo")
    if poppler is None:
        message = "The PDF is encrypted with AES; install poppler-utils, or save it without restrictions."
        raise FileProblem(Reason.ENCRYPTED, message)
    with tempfile.TemporaryDirectory(prefix="ajsearch-") as name:
        folder = Path(name)
        (folder / "locked.pdf").write_bytes(data)
        try:
            run_program([poppler, "-pdf", "locked.pdf", "open.pdf"], folder, UNLOCK_SECONDS)
            return (folder / "open.pdf").read_bytes()
        except FileProblem as problem:
            if problem.reason is Reason.TIMEOUT:
                raise
            raise FileProblem(Reason.ENCRYPTED, "The PDF is protected by a password; save it without one.") from problem
