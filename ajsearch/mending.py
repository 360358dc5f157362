"""The repaired text of one file, with every change and its reason: what ``ajsearch repair`` prints."""

from dataclasses import dataclass
from pathlib import Path

from ajsearch import readers
from ajsearch.errors import FileProblem, Reason
from ajsearch.estonian.damage import assess
from ajsearch.estonian.repair import Change, Repairer
from ajsearch.model import SourceDocument
from ajsearch.readers.text import TextReader, decode_text


@dataclass(frozen=True, slots=True)
class MendedFile:
    """``text`` is repaired where the file is damaged; the changes' places are in the text as it was."""

    path: str
    damaged: bool
    text: str
    changes: tuple[Change, ...]


def mend(path: Path) -> MendedFile:
    """Read a file and repair its text; raises ``FileProblem`` when it cannot be read."""
    outcome = readers.read_file(path)
    if not outcome.documents:
        raise outcome.failures[0][1] if outcome.failures else FileProblem(Reason.EMPTY, "It holds no text.")
    text = _text(path, outcome.documents)
    if not assess(text).damaged:
        return MendedFile(str(path), False, text, ())
    repaired = Repairer().repair(text)
    return MendedFile(str(path), True, repaired.text, repaired.changes)


def _text(path: Path, documents: tuple[SourceDocument, ...]) -> str:
    """The text whose places the changes name: a text file's as it stands, else the readers' blocks."""
    if len(documents) == 1 and documents[0].format == TextReader.format and documents[0].inner is None:
        decoded = decode_text(path.read_bytes())
        if decoded is not None:
            return decoded
    return "\n".join(document.text for document in documents)
