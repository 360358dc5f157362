"""From a reader's document to everything that is kept of it: structure, facts, repair, language, analysed passages.

A pure function of the document: the same document gives the same analysis, in any process, without files or network.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from ajsearch import passages, sections
from ajsearch.errors import Reason
from ajsearch.estonian import analyser, damage, language
from ajsearch.estonian.repair import Repaired, Repairer
from ajsearch.model import (
    AnalysedPassage,
    Item,
    Note,
    Position,
    Quality,
    Requirements,
    Section,
    SourceDocument,
    Structure,
)
from ajsearch.requirements import extract

RULES_VERSION = "2"
"""Raise it when sections, requirements or passages change: the next rebuild then analyses every document again."""

VERSION = f"{RULES_VERSION}.{analyser.ANALYSIS_VERSION}"

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Description:
    """What an analysis gives: a position without id, path and time of ingest, its passages, and warnings."""

    position: Position
    passages: tuple[AnalysedPassage, ...]
    notes: tuple[Note, ...]


def describe(document: SourceDocument, *, file_name: str) -> Description:
    """Analyse one document; ``file_name`` gives the title only where the text has none.

    Raises ``FileProblem`` (not_a_description) for a text that is no job description.
    """
    text = document.text
    spoken = language.detect_language(text)
    found = damage.assess(text)
    mend = _mending() if found.damaged else _no_mending
    structure = sections.parse(document, file_name=file_name, understand=lambda part: mend(part).text)
    repaired = _Repair(mend)
    structure = repaired.structure(structure)
    facts = extract(structure.sections)
    cut = passages.cut(structure)
    analysed = tuple(
        replace(passage, tokens=analyser.analyse(passage.text, repaired=repaired.ranges.get(passage.text, ())))
        for passage in cut
    )
    quality = Quality(damaged=found.damaged, unknown_words=round(found.unknown_share, 3), repaired_words=repaired.words)
    notes = (*document.notes, *_notes(spoken, quality))
    return Description(_position(document, structure, facts, spoken, quality), analysed, notes)


class _Repair:
    """Repairs the texts of a structure, remembering where each repaired text differs from its original."""

    def __init__(self, mend: Callable[[str], Repaired]) -> None:
        self._mend = mend
        self.ranges: dict[str, Ranges] = {}
        self.words = 0

    def text(self, text: str) -> str:
        mended = self._mend(text)
        if mended.changes:
            self.words += len(mended.changes)
            self.ranges[mended.text] = tuple(mended.repaired_ranges())
        return mended.text

    def structure(self, structure: Structure) -> Structure:
        return replace(
            structure,
            title=self.text(structure.title),
            employer=structure.employer and self.text(structure.employer),
            unit=structure.unit and self.text(structure.unit),
            manager=structure.manager and self.text(structure.manager),
            sections=tuple(self._section(section) for section in structure.sections),
        )

    def _section(self, section: Section) -> Section:
        return replace(
            section, heading=self.text(section.heading), items=tuple(self._item(item) for item in section.items)
        )

    def _item(self, item: Item) -> Item:
        mended = replace(
            item,
            name=item.name and self.text(item.name),
            text=self.text(item.text),
            results=tuple(self.text(result) for result in item.results),
        )
        if mended == item:
            return item
        # The ranges must be found by the passage's text, which is "Name: description" for a competency.
        whole = passages.item_text(mended)
        if whole != mended.text and mended.name:
            shift = len(mended.name) + 2 if mended.text else 0
            in_name = self.ranges.get(mended.name, ())
            in_text = tuple((start + shift, end + shift) for start, end in self.ranges.get(mended.text, ()))
            self.ranges[whole] = in_name + in_text
        return replace(mended, raw="\n".join((passages.item_text(item), *item.results)))


def _no_mending(text: str) -> Repaired:
    return Repaired(text, ())


@lru_cache(maxsize=1)
def _mending() -> Callable[[str], Repaired]:
    return Repairer().repair


def _notes(spoken: str, quality: Quality) -> Iterable[Note]:
    if quality.damaged:
        yield Note(
            Reason.OCR_DAMAGED,
            f"The text is damaged ({quality.unknown_words:.0%} of its words are unknown); "
            f"{quality.repaired_words} words were repaired.",
        )
    if spoken != "et":
        yield Note(Reason.OTHER_LANGUAGE, f"The text is not Estonian (language: {spoken}); it is searched as it is.")


def _position(
    document: SourceDocument, structure: Structure, facts: Requirements, spoken: str, quality: Quality
) -> Position:
    return Position(
        id="",
        path="",
        format=document.format,
        title=structure.title,
        employer=structure.employer,
        unit=structure.unit,
        manager=structure.manager,
        languages=facts.languages,
        education=facts.education,
        experience_years=facts.experience_years,
        experience_required=facts.experience_required,
        driving_licence=facts.driving_licence,
        security_clearance=facts.security_clearance,
        document_language=spoken,
        sections=structure.sections,
        quality=quality,
        ingested_at="",
        experience=facts.experience,
        clearance=facts.clearance,
        tools=facts.tools,
        certificates=facts.certificates,
        citizenship=facts.citizenship,
        background=facts.background,
        competencies=facts.competencies,
    )
