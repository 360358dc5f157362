"""The judged structure and facts of the bundled samples, in the domain's own values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ajsearch import bootstrap
from ajsearch.model import (
    EducationRequirement,
    LanguageRequirement,
    LicenceRequirement,
    Position,
    Requirements,
    Section,
    Structure,
)
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from tests.conftest import PARTS

SOURCES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class JudgedSample:
    """One sample as it should be understood; ``path`` is its position's, ``people`` may appear nowhere."""

    name: str
    path: str
    structure: Structure
    facts: Requirements
    people: tuple[str, ...]


@cache
def judged_samples() -> tuple[JudgedSample, ...]:
    """All samples that can be read here, by name; the scan only where its program is installed."""
    sources = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(SOURCES.glob("*.toml"))]
    scans = PARTS["ocr"]()
    return tuple(_judged(source) for source in sources if scans or source["format"] != "scan")


def _judged(source: Mapping[str, Any]) -> JudgedSample:
    container = source.get("container")
    return JudgedSample(
        name=source["id"],
        path=f"{container}!{source['file']}" if container else source["file"],
        structure=Structure(
            title=source["title"],
            sections=tuple(_section(one) for one in source["sections"]),
            employer=source.get("employer"),
            unit=source.get("unit"),
            manager=source.get("manager"),
        ),
        facts=_facts(source),
        people=tuple(source["names"]),
    )


def _section(section: Mapping[str, Any]) -> Section:
    return msgspec.convert({key: section[key] for key in ("kind", "heading", "items")}, Section)


def _facts(source: Mapping[str, Any]) -> Requirements:
    languages = [{"level": None, **one} for one in source.get("languages", ())]
    licences = [{"quote": "", **one} for one in source["driving_licence"]]
    return Requirements(
        languages=msgspec.convert(languages, tuple[LanguageRequirement, ...]),
        education=msgspec.convert(source.get("education"), EducationRequirement | None),
        experience_years=source.get("experience_years"),
        experience_required=source["experience_required"],
        driving_licence=msgspec.convert(licences, tuple[LicenceRequirement, ...]),
        security_clearance=source["security_clearance"],
    )


def positions_by_path(settings: Settings) -> dict[str, Position]:
    """What the house made of each file, by path."""
    with bootstrap.reading(settings) as app:
        ids = list(app.service.search_all(SearchRequest()))
        return {position.path: position for position in app.service.positions(ids)}


def structure_of(position: Position) -> Structure:
    """The structure that a position keeps."""
    return Structure(
        title=position.title,
        sections=position.sections,
        employer=position.employer,
        unit=position.unit,
        manager=position.manager,
    )
