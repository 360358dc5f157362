"""From a reader's blocks to a description's structure: what each section is, in any template."""

from msgspec.structs import replace

from ajsearch.model import BlockKind, Item, Section, SectionKind, SourceDocument, Structure
from ajsearch.sections.content import settle_by_content
from ajsearch.sections.evidence import require_description
from ajsearch.sections.general import Entry, entries_of, is_aim, is_title_line, item_of
from ajsearch.sections.headings import Understand, as_written
from ajsearch.sections.identity import Around, identity_of
from ajsearch.sections.items import items_of_part
from ajsearch.sections.letterhead import lines_of_approval
from ajsearch.sections.outline import cut_into_parts
from ajsearch.sections.parts import Part
from ajsearch.sections.pieces import pieces_of
from ajsearch.sections.resolve import (
    Kinds,
    add_row,
    are_rules,
    guessed_kind,
    loose,
    sections_of_items,
    settled,
    with_results,
)
from ajsearch.sections.signature import approval_of, without_signatures

__all__ = ["as_written", "parse"]

_DUTY: Kinds = ((SectionKind.DUTY,),)


def parse(document: SourceDocument, *, file_name: str = "", understand: Understand = as_written) -> Structure:
    """The structure of a description; raises ``FileProblem`` (``not_a_description``) for any other text.

    ``file_name`` gives the title when the text does not. ``understand`` repairs damaged text; it is asked about
    headings and labels only, items keep their text as the document has it. What it gives is remembered: it must be a
    function of the text alone.
    """
    pieces = pieces_of(document.blocks)
    body = without_signatures(pieces)
    parts = cut_into_parts(body, understand)
    settle_by_content(parts, understand)
    entries = {id(part): entries_of(part.pieces, understand) for part in parts if part.first is SectionKind.GENERAL}
    every_entry = [entry for part in parts for entry in entries.get(id(part), ())]
    require_description(body, parts, every_entry)
    headers = [block.text for block in document.blocks if block.kind is BlockKind.HEADER]
    names = identity_of(body, every_entry, Around(headers, lines_of_approval(approval_of(pieces)), file_name))
    sections = _sections(parts, entries)
    return Structure(
        title=names.title, employer=names.employer, unit=names.unit, manager=names.manager, sections=tuple(sections)
    )


def _sections(parts: list[Part], entries: dict[int, list[Entry]]) -> list[Section]:
    states_aim = any(part.has(SectionKind.PURPOSE) for part in parts)
    has_duties = any(part.kinds[0] == (SectionKind.DUTY,) and part.within is None for part in parts)
    found: list[Section] = []
    settled_before: tuple[Kinds, tuple[SectionKind, ...]] = (), ()
    for part in parts:
        if part.kinds is not settled_before[0]:  # the parts of one heading share its kinds
            settled_before = part.kinds, settled(part.kinds, has_duties=has_duties)
        kinds = settled_before[1]
        if part.guessed:
            texts = [piece.text for piece in part.pieces if piece.is_list_item or not has_duties]
            kinds = (SectionKind.OBLIGATION if has_duties and are_rules(part.texts) else guessed_kind(texts),)
        elif part.within == _DUTY and kinds != _DUTY[0] and guessed_kind(part.entries) is SectionKind.DUTY:
            kinds = _DUTY[0]  # "3.3 Töökeskkond" among groups of duties
        has_duties = has_duties or kinds[0] is SectionKind.DUTY
        if part.first is SectionKind.GENERAL:
            kept = [entry for entry in entries[id(part)] if part.known or not is_title_line(entry)]
            aims = [] if states_aim else [entry for entry in kept if is_aim(entry)]
            items = [item for entry in kept if entry not in aims and (item := item_of(entry))]
        else:
            items = items_of_part(part, kinds[0])
            aims = []
        areas = [one for one in found if one.kind is SectionKind.DUTY]
        others = areas[:-1]  # results below several areas are of them all, but each area may have its own
        alone = bool(areas) and all(any(item.results for item in one.items) for one in others)
        paired = with_results(found[-1], items) if alone and kinds == (SectionKind.RESULT,) else None
        if paired:
            found[-1] = paired
        elif items and part.row_under and len(items) == 1 and kinds[0] is SectionKind.REQUIREMENT:
            add_row(found, part.row_under, replace(items[0], name=part.row_name))
        elif items and part.goes_on:
            for item in items:
                add_row(found, part.heading, item)
        elif items:
            found += sections_of_items(loose(kinds), part.full_heading, items)
        if aims:
            aim_items = [Item(text=entry.value, number=entry.number) for entry in aims]
            found.append(Section(kind=SectionKind.PURPOSE, heading="", items=tuple(aim_items)))
    return found
