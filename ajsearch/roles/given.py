"""What an officer comes with: a kept position, a file of any readable kind, or some typed or pasted lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from ajsearch import analysis, passages, readers, requirements
from ajsearch.errors import FileProblem, Reason
from ajsearch.estonian import analyser
from ajsearch.model import (
    AnalysedPassage,
    Position,
    Requirements,
    SectionKind,
    SourceDocument,
    Structure,
)
from ajsearch.packed import PackedPosition, pack
from ajsearch.readers.files import load
from ajsearch.readers.text import TextReader, decode_text
from ajsearch.roles.outline import OutlineItem, outline
from ajsearch.sections.pieces import split_number

TYPED = "-"
"""The name of typed or pasted text."""

MAX_TYPED = 100_000
"""Characters of typed or pasted text: ten long descriptions, at worst five seconds' work of the process that answers.
Files may be longer: they are read in a process of their own.
"""


@dataclass(frozen=True, slots=True)
class Given:
    """A role to compare with others: ``name`` is an id, a file's name or ``TYPED``.

    ``position`` is None for lines that are no whole description, of which the first is the title and the others are
    duties, and for a draft, whose requirements' ``facts`` are given apart.
    """

    name: str
    title: str
    items: tuple[OutlineItem, ...]
    position: Position | None = None
    facts: Requirements | None = None

    @property
    def id(self) -> str | None:
        """The id of a kept position."""
        return self.position.id if self.position and self.position.id else None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its name as its sender has it, and its content."""

    name: str
    content: bytes


def given_position(kept: PackedPosition) -> Given:
    """A kept position."""
    return Given(kept.position.id, kept.position.title, outline(kept.passages), kept.position)


def given_file(path: Path) -> Given:
    """The first description in a file; raises ``FileProblem``."""
    return given_upload(Upload(path.name, load(path, readers.ReadLimits())))


def given_upload(upload: Upload) -> Given:
    """The first description in a file's content, or its lines where it holds none; raises ``FileProblem``."""
    outcome = readers.read_bytes(upload.content, upload.name)
    if not outcome.documents:
        raise outcome.failures[0][1] if outcome.failures else FileProblem(Reason.EMPTY, "It holds no description.")
    try:
        described = analysis.describe(outcome.documents[0], file_name=Path(upload.name).stem)
    except FileProblem as problem:
        if problem.reason is not Reason.NOT_A_DESCRIPTION:
            raise
        return given_lines(upload.name, _lines_of(upload.content, outcome.documents[0]))
    return Given(upload.name, described.position.title, outline(described.passages), described.position)


def _lines_of(content: bytes, document: SourceDocument) -> list[str]:
    """The lines of a file that is no description: a text file's own, for a reader joins what looks wrapped."""
    own = decode_text(content) if document.format == TextReader.format else None
    return (document.text if own is None else own).splitlines()


def given_text(text: str) -> Given:
    """A pasted description, or a title and duties, a line each; raises ``FileProblem`` for an empty or a long text."""
    _check_length(len(text))
    try:
        outcome = readers.read_bytes(text.encode("utf-8", "replace"), TYPED)
        described = analysis.describe(outcome.documents[0], file_name="")
        return Given(TYPED, described.position.title, outline(described.passages), described.position)
    except FileProblem as problem:
        if problem.reason is Reason.EMPTY:
            raise
    return given_lines(TYPED, text.splitlines())


def given_lines(name: str, lines: Sequence[str]) -> Given:
    """A title and duties, a line each; numbers and bullets before them are left out."""
    texts = [split_number(line)[2].strip() for line in lines if line.strip()]
    items = outline(pack(_line(number, text) for number, text in enumerate(texts)))
    if not items:
        raise FileProblem(Reason.EMPTY, "It holds no words.")
    return Given(name, texts[0], items)


def given_structure(name: str, structure: Structure) -> Given:
    """A structure that was written here, with the facts of its requirements; raises as ``given_text``."""
    cut = list(passages.cut(structure))
    _check_length(sum(len(one.text) for one in cut))
    items = outline(pack(replace(one, tokens=analyser.analyse(one.text)) for one in cut))
    if not items:
        raise FileProblem(Reason.EMPTY, "It holds no words.")
    return Given(name, structure.title, items, None, requirements.extract(structure.sections))


def _check_length(characters: int) -> None:
    if characters > MAX_TYPED:
        raise FileProblem(
            Reason.TOO_LARGE, f"The text has more than {MAX_TYPED} characters: save it as a file and send that."
        )


def _line(number: int, text: str) -> AnalysedPassage:
    field, kind = ("duty", SectionKind.DUTY) if number else ("title", SectionKind.GENERAL)
    return AnalysedPassage(number, field, kind, None, "", text, analyser.analyse(text))
