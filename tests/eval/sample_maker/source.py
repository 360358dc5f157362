"""The judged sources: one TOML file per sample, its structure in the document's order."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).resolve().parents[1] / "samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceItem:
    """One judged item. "\\n" in ``text`` separates the bullets under a named item."""

    text: str
    number: str | None = None
    name: str | None = None
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSection:
    """A judged section with how it is printed: ``layout`` is one of those in ``layout.LAYOUTS``."""

    kind: str
    heading: str
    layout: str
    items: tuple[SourceItem, ...]
    mark: str = ""
    intro: str = ""
    outro: str = ""
    level: int = 1
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One sample: the facts that readers should find, and what is printed around its sections.

    ``file`` is the made file's name, ``container`` the signed or zipped file that it is put into. ``top`` is the
    letterhead, ``head`` the printed title, ``sign`` the signature block, whose people are ``names``.
    """

    id: str
    file: str
    work: str
    template: str
    format: str
    title: str
    employer: str
    sections: tuple[SourceSection, ...]
    container: str | None = None
    encoding: str = "utf-8"
    unit: str | None = None
    manager: str | None = None
    education: dict[str, Any] | None = None
    experience_years: float | None = None
    experience_required: bool = False
    driving_licence: tuple[dict[str, Any], ...] = ()
    security_clearance: bool = False
    languages: tuple[dict[str, Any], ...] = field(default=())
    top: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where the sample is found, in the form of the ingest report."""
        return f"{self.container}!{self.file}" if self.container else self.file


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _section(data: dict[str, Any]) -> SourceSection:
    items = tuple(SourceItem(**{k: _frozen(v) for k, v in item.items()}) for item in data.pop("items", []))
    return SourceSection(items=items, **{k: _frozen(v) for k, v in data.items()})


def load_source(path: Path) -> Source:
    """The source in one TOML file; an unknown key is a TypeError."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(_section(section) for section in data.pop("sections"))
    return Source(sections=sections, **{key: _frozen(value) for key, value in data.items()})


def load_sources(folder: Path = SOURCES) -> tuple[Source, ...]:
    """All sources by file name."""
    return tuple(load_source(path) for path in sorted(folder.glob("*.toml")))
