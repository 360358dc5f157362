"""Roles written for tests, kept in a real store."""

import hashlib
from collections.abc import Sequence

from msgspec.structs import replace

from ajsearch import passages
from ajsearch.analysis import VERSION
from ajsearch.estonian import analyser
from ajsearch.model import (
    AnalysedPassage,
    Item,
    Position,
    Quality,
    Section,
    SectionKind,
    SourceDocument,
    Structure,
)
from ajsearch.records import Source, described
from ajsearch.requirements import extract
from ajsearch.store import Store

DUTIES = "TÖÖÜLESANDED"
REQUIREMENTS = "NÕUDED"


def structure(
    title: str,
    duties: Sequence[str | tuple[str, str]],
    *,
    purpose: str = "",
    requirements: Sequence[str] = (),
    employer: str | None = None,
) -> Structure:
    """A role's structure; a duty is its text, or a text and its result."""
    items = [Item(text=one) if isinstance(one, str) else Item(text=one[0], results=(one[1],)) for one in duties]
    sections = [Section(kind=SectionKind.DUTY, heading=DUTIES, items=tuple(items))]
    if purpose:
        sections.insert(0, Section(kind=SectionKind.PURPOSE, heading="EESMÄRK", items=(Item(text=purpose),)))
    if requirements:
        asked = tuple(Item(text=one) for one in requirements)
        sections.append(Section(kind=SectionKind.REQUIREMENT, heading=REQUIREMENTS, items=asked))
    return Structure(title=title, sections=tuple(sections), employer=employer)


def keep(store: Store, name: str, role: Structure, read_at: str = "2026-01-01T00:00:00Z") -> str:
    """Keep a role as the file ``name``; its position's id."""
    digest = hashlib.sha256(repr((name, role)).encode()).hexdigest()
    source = Source(f"/roles/{name}", name, 1, 1, digest, read_at)
    document = SourceDocument(format="text", blocks=())
    kept = described("", digest, VERSION, document=document, position=_position(role), passages=_cut(role))
    return store.record(source, [kept], [])[0].id


def _cut(role: Structure) -> tuple[AnalysedPassage, ...]:
    return tuple(replace(one, tokens=analyser.analyse(one.text)) for one in passages.cut(role))


def _position(role: Structure) -> Position:
    facts = extract(role.sections)
    return Position(
        id="",
        path="",
        format="text",
        title=role.title,
        employer=role.employer,
        unit=role.unit,
        manager=None,
        languages=facts.languages,
        education=facts.education,
        experience_years=facts.experience_years,
        experience_required=facts.experience_required,
        driving_licence=facts.driving_licence,
        security_clearance=facts.security_clearance,
        tools=facts.tools,
        competencies=facts.competencies,
        document_language="et",
        sections=role.sections,
        quality=Quality(),
        ingested_at="",
    )
