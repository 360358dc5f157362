"""A draft as a document: what an officer has so far, in JSON and back, nothing of it kept here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from ajsearch.errors import FileProblem, Reason, UsageError
from ajsearch.model import Item, Position, Section, SectionKind, Structure
from ajsearch.roles.given import TYPED, Given, given_structure

HEADINGS = {
    SectionKind.PURPOSE: "AMETIKOHA EESMÄRK",
    SectionKind.DUTY: "TEENISTUSÜLESANDED",
    SectionKind.REQUIREMENT: "NÕUDED",
    SectionKind.COMPETENCY: "PÄDEVUSED",
}
"""The sections of a draft in their order."""

MAX_ITEMS = 500
"""Items of a draft that are taken in: no role has as many."""


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item of a draft. ``source`` is the id of the position that it comes from, None for the officer's own."""

    text: str
    results: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDocument:
    """A draft: its title, employer, unit, and the items of each section in their order."""

    title: str
    employer: str | None = None
    unit: str | None = None
    purpose: tuple[DraftItem, ...] = ()
    duty: tuple[DraftItem, ...] = ()
    requirement: tuple[DraftItem, ...] = ()
    competency: tuple[DraftItem, ...] = ()

    def items(self, kind: SectionKind) -> tuple[DraftItem, ...]:
        """The items of a section."""
        found: tuple[DraftItem, ...] = getattr(self, kind.value)
        return found

    def sections(self) -> Iterator[tuple[SectionKind, tuple[DraftItem, ...]]]:
        """The sections that have items, in their order."""
        return ((kind, self.items(kind)) for kind in HEADINGS if self.items(kind))

    def structure(self) -> Structure:
        """The draft as the structure of a description."""
        sections = tuple(
            Section(kind=kind, heading=HEADINGS[kind], items=tuple(Item(text=i.text, results=i.results) for i in items))
            for kind, items in self.sections()
        )
        return Structure(title=self.title, sections=sections, employer=self.employer, unit=self.unit)


def draft_of_given(given: Given) -> DraftDocument:
    """What was given, as a draft: a description's sections, or the title and the duties of some lines."""
    if given.position is not None:
        return draft_of_position(given.position)
    duties = tuple(DraftItem(item.text) for item in given.items if item.kind is SectionKind.DUTY)
    return DraftDocument(title=given.title, duty=duties)


def draft_of_position(position: Position) -> DraftDocument:
    """A position as a draft; each item of a kept one has it as its source."""
    found: dict[str, list[DraftItem]] = {kind.value: [] for kind in HEADINGS}
    for section in position.sections:
        if section.kind in HEADINGS:
            found[section.kind.value] += [
                DraftItem(": ".join(filter(None, (one.name, one.text))), one.results, position.id or None)
                for one in section.items
            ]
    items: dict[str, Any] = {name: tuple(ones) for name, ones in found.items()}
    return DraftDocument(title=position.title, employer=position.employer, unit=position.unit, **items)


def given_draft(draft: DraftDocument, name: str = TYPED) -> Given:
    """A draft as a role to compare with others; raises ``FileProblem`` for one without words."""
    return given_structure(name, draft.structure())


def read_draft(data: bytes) -> DraftDocument | None:
    """The draft in a JSON file that ``draft --json`` wrote, or in its ``draft``; None where the data is no JSON object.

    Raises ``FileProblem`` for JSON of another form.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        loaded = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
        draft = msgspec.convert(loaded.get("draft", loaded), DraftDocument)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, AttributeError) as error:
        raise FileProblem(Reason.CORRUPT, f"It is no draft that ajsearch wrote ({error}).") from None
    if any(len(draft.items(kind)) > MAX_ITEMS for kind in HEADINGS):
        raise UsageError(f"A draft may have at most {MAX_ITEMS} items in a section.")
    return draft
