"""The domain's values: what a position, its sections, its requirements and its analysed text are.

All are frozen dataclasses of plain values, so that they travel between processes and to JSON as they are. Their JSON is
the form that ``ajsearch show --json`` prints; ``encode`` and ``decode`` are the only way to it and back. What a
position has tens or hundreds of (blocks, items, passages, tokens) are structs of msgspec: made ten times faster.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeVar

import msgspec

from ajsearch.correction import Correction
from ajsearch.facts import (
    ANY_FOREIGN,
    EDUCATION_RANK,
    Background,
    BackgroundRequirement,
    CefrLevel,
    Certainty,
    CertificateRequirement,
    Citizenship,
    CitizenshipRequirement,
    ClearanceLevel,
    ClearanceRequirement,
    CompetencyRequirement,
    EducationLevel,
    EducationRequirement,
    ExperienceRequirement,
    FactKind,
    LanguageRequirement,
    LicenceRequirement,
    Place,
    Requirements,
    ToolRequirement,
    UnreadSentence,
)

__all__ = [
    "ANY_FOREIGN",
    "EDUCATION_RANK",
    "AnalysedPassage",
    "AnalysedPosition",
    "Background",
    "BackgroundRequirement",
    "Block",
    "BlockKind",
    "CefrLevel",
    "Certainty",
    "CertificateRequirement",
    "Citizenship",
    "CitizenshipRequirement",
    "ClearanceLevel",
    "ClearanceRequirement",
    "CompetencyRequirement",
    "EducationLevel",
    "EducationRequirement",
    "ExperienceRequirement",
    "FactKind",
    "Item",
    "LanguageRequirement",
    "LicenceRequirement",
    "Note",
    "Place",
    "Position",
    "Quality",
    "Requirements",
    "Section",
    "SectionKind",
    "SourceDocument",
    "Structure",
    "Token",
    "ToolRequirement",
    "UnreadSentence",
    "decode",
    "encode",
]


class SectionKind(StrEnum):
    """What a section of a job description is about, whatever its template calls it."""

    GENERAL = "general"
    PURPOSE = "purpose"
    DUTY = "duty"
    RESULT = "result"
    RIGHT = "right"
    RESPONSIBILITY = "responsibility"
    OBLIGATION = "obligation"
    TOOL = "tool"
    REQUIREMENT = "requirement"
    COMPETENCY = "competency"
    OTHER = "other"


class BlockKind(StrEnum):
    """The shape in which a reader found a piece of text.

    ``HEADER`` is what runs along a document's pages or stands in a web page's title and foot: it may name the
    authority, and is no part of the description.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    ROW = "row"
    HEADER = "header"


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One heading, paragraph, list item or table row, in reading order: what readers give and sections are made of.

    ``cells`` has one text for all kinds but ``ROW``, where it has one per column (a merged cell once, "" for an empty
    one). A text is unwrapped: "\\n" inside it separates paragraphs of one cell, never wrapped lines. ``marker`` is the
    number or bullet when the format keeps it apart from the text ("3.1.", "•"). ``level`` is the heading's rank or the
    list item's depth from 1, 0 where unknown. Rows of one table share ``table``, also across page breaks. ``above`` are
    the columns of a row that a cell of a row above covers, ``wide`` says that one merged cell is all of the row. What
    bold letters set off is ``bold``, or, where the format tells, a line under them.
    """

    kind: BlockKind
    cells: tuple[str, ...]
    marker: str | None = None
    level: int = 0
    bold: bool = False
    page: int | None = None
    table: int | None = None
    above: tuple[int, ...] = ()
    wide: bool = False

    @property
    def text(self) -> str:
        """The block's text; the cells of a row are separated by tabs."""
        return "\t".join(self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """What a reader made of one file (or of one description inside a container).

    ``inner`` is the name inside the container, None for a plain file. ``notes`` are warnings for the ingest report.
    """

    format: str
    blocks: tuple[Block, ...]
    inner: str | None = None
    content_hash: str = ""
    notes: tuple["Note", ...] = ()

    @property
    def text(self) -> str:
        """All blocks of the description itself as lines of text."""
        return "\n".join(block.text for block in self.blocks if block.kind is not BlockKind.HEADER)


@dataclass(frozen=True, slots=True)
class Note:
    """A warning about a file that was read: ``reason`` is a value of ``errors.Reason``."""

    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class RepairedWord:
    """A word that was not read as it was written: what the document had, what stands there now, and why (Estonian)."""

    original: str
    replacement: str
    reason: str


class Item(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One duty, competency, requirement …: unwrapped and dehyphenated.

    ``name`` is a competency's name (its description is then the text). ``results`` are a duty's expected results.
    ``raw`` is the text before repair, None where nothing was repaired; ``repairs`` are the changed words in order.
    """

    text: str
    number: str | None = None
    name: str | None = None
    results: tuple[str, ...] = ()
    raw: str | None = None
    repairs: tuple[RepairedWord, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A headed part of a description with its items in order."""

    kind: SectionKind
    heading: str
    items: tuple[Item, ...]


class Structure(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A description taken apart: what ``sections`` makes of a reader's blocks."""

    title: str
    sections: tuple[Section, ...]
    employer: str | None = None
    unit: str | None = None
    manager: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How well the text could be read: share of unknown words (0–1) and the number of repaired ones.

    ``as_it_is``: a person wants the text of this damaged document without repair.
    """

    damaged: bool = False
    unknown_words: float = 0.0
    repaired_words: int = 0
    as_it_is: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One job description as it is kept, shown and exported. ``ingested_at`` is RFC 3339 in UTC."""

    id: str
    path: str
    format: str
    title: str
    employer: str | None
    unit: str | None
    manager: str | None
    languages: tuple[LanguageRequirement, ...]
    education: EducationRequirement | None
    experience_years: float | None
    experience_required: bool
    driving_licence: tuple[LicenceRequirement, ...]
    security_clearance: bool
    document_language: str
    sections: tuple[Section, ...]
    quality: Quality
    ingested_at: str
    paths: tuple[str, ...] = ()
    experience: tuple[ExperienceRequirement, ...] = ()
    clearance: ClearanceRequirement | None = None
    tools: tuple[ToolRequirement, ...] = ()
    certificates: tuple[CertificateRequirement, ...] = ()
    citizenship: CitizenshipRequirement | None = None
    background: tuple[BackgroundRequirement, ...] = ()
    competencies: tuple[CompetencyRequirement, ...] = ()
    unread: tuple[UnreadSentence, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word of a text as Estonian morphology understands it.

    ``start`` and ``end`` are code points in the text. ``form`` is the normalised surface form. ``lemmas`` are its
    readings, ``parts`` the compound parts (and runs of parts) inside it, ``families`` the keys of its derivation
    families, ``part_families`` those of its parts. ``repairs`` are lemmas that an OCR error may hide, and folding keys
    (``estonian.folding``) of what repair left unknown. ``repaired`` says that the document had another text here.
    """

    start: int
    end: int
    form: str
    lemmas: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    part_families: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    known: bool = True
    repaired: bool = False


class AnalysedPassage(msgspec.Struct, frozen=True, gc=False):
    """One retrieval unit with its tokens.

    ``field`` is where ``--in`` and field queries find it ("title", "purpose" …, "" for text found by any-search only).
    A duty and its expected results share ``item``: together they are one place for "all words in the same item".
    """

    item: int
    field: str
    section: SectionKind
    number: str | None
    heading: str
    text: str
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysedPosition:
    """A position with all its analysed passages: what engines index and highlight."""

    position: Position
    passages: tuple[AnalysedPassage, ...]


T = TypeVar("T")


def encode(value: object, form: Literal["json", "msgpack"] = "json") -> bytes:
    """Any value of this module as UTF-8 JSON (or MessagePack, for the store's analysed text)."""
    return msgspec.json.encode(value) if form == "json" else msgspec.msgpack.encode(value)


def decode(data: bytes | str, kind: type[T], form: Literal["json", "msgpack"] = "json") -> T:
    """The value of type ``kind`` that ``encode`` wrote; raises ``msgspec.ValidationError`` for anything else."""
    if form == "json":
        return msgspec.json.decode(data, type=kind)
    return msgspec.msgpack.decode(data.encode() if isinstance(data, str) else data, type=kind)
