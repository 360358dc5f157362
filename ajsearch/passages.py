"""Passages: the retrieval units that a position's sections are cut into before analysis."""

from collections.abc import Iterator

from ajsearch.model import AnalysedPassage, Item, Section, SectionKind, Structure

FIELD_OF_KIND = {
    SectionKind.PURPOSE: "purpose",
    SectionKind.DUTY: "duty",
    SectionKind.COMPETENCY: "competency",
    SectionKind.REQUIREMENT: "requirement",
}
"""The field that finds a section's items; the others are found by searching everything only."""


def item_text(item: Item) -> str:
    """An item as one text; a competency's is "Name: description"."""
    return ": ".join(part for part in (item.name, item.text) if part)


def cut(structure: Structure) -> tuple[AnalysedPassage, ...]:
    """The passages of a description, without tokens: its title, employer and unit, then headings and items.

    A heading is a unit of its own: who looks for "keeleoskus" finds the section whose items do not say the word.
    """
    return tuple(_numbered(structure))


def _numbered(structure: Structure) -> Iterator[AnalysedPassage]:
    general = (("title", "", structure.title), ("", "", structure.employer), ("", "", structure.unit))
    number = 0
    for field, heading, text in general:
        if text:
            yield AnalysedPassage(number, field, SectionKind.GENERAL, None, heading, text)
            number += 1
    for section in structure.sections:
        if section.heading:
            field = FIELD_OF_KIND.get(section.kind, "")
            yield AnalysedPassage(number, field, section.kind, None, section.heading, section.heading)
            number += 1
        for item in section.items:
            yield from _of_item(number, section, item)
            number += 1


def _of_item(number: int, section: Section, item: Item) -> Iterator[AnalysedPassage]:
    field = FIELD_OF_KIND.get(section.kind, "")
    text = item_text(item)
    if text:
        yield AnalysedPassage(number, field, section.kind, item.number, section.heading, text)
    for result in item.results:
        yield AnalysedPassage(number, field, SectionKind.RESULT, item.number, section.heading, result)
