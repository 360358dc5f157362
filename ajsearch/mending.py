"""The repaired text of one file, with every change and its reason: what ``ajsearch repair`` prints."""

from dataclasses import dataclass, replace
from pathlib import Path

from ajsearch import readers
from ajsearch.analysis import LearnedWords
from ajsearch.errors import FileProblem, Reason
from ajsearch.estonian.damage import damaged_parts
from ajsearch.estonian.ocr_prior import Prior
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


def mend(path: Path, learned: LearnedWords = ()) -> MendedFile:
    """Read a file and repair the damaged parts of its text; ``learned`` are words of clean descriptions.

    Raises ``FileProblem`` when it cannot be read.
    """
    outcome = readers.read_file(path)
    if not outcome.documents:
        raise outcome.failures[0][1] if outcome.failures else FileProblem(Reason.EMPTY, "It holds no text.")
    text = _text(path, outcome.documents)
    parts = damaged_parts(text)
    repairer = Repairer(Prior.builtin().learn(learned))
    changes: list[Change] = []
    mended, done = "", 0
    for start, end in parts:
        repaired = repairer.repair(text[start:end])
        changes += [replace(one, start=one.start + start, end=one.end + start) for one in repaired.changes]
        mended += text[done:start] + repaired.text
        done = end
    return MendedFile(str(path), bool(parts), mended + text[done:], tuple(changes))


def _text(path: Path, documents: tuple[SourceDocument, ...]) -> str:
    """The text whose places the changes name: a text file's as it stands, else the readers' blocks."""
    if len(documents) == 1 and documents[0].format == TextReader.format and documents[0].inner is None:
        decoded = decode_text(path.read_bytes())
        if decoded is not None:
            return decoded
    return "\n".join(document.text for document in documents)
