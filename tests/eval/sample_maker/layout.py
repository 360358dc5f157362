"""From a source to printed blocks: what each layout of a section looks like, whatever the format."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sample_maker.source import Source, SourceItem, SourceSection
from sample_maker.style import Style

GRID_COLUMNS = 3
BULLETED = "\x00"
"""Prefix of a cell's line that is printed as a bullet (the style's bullet)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; rank 0 is the document's title."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``label`` is printed in bold before it, ``right`` sets it to the right edge."""

    text: str
    label: str = ""
    bold: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """A numbered or bulleted item; ``numbered`` says that the marker is a number."""

    marker: str
    text: str
    label: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, a cell being lines; the first row is a head when ``header``. ``widths`` add up to 1."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    widths: tuple[float, ...]
    header: bool = False
    bold_first: bool = False


Piece = Heading | Paragraph | ListItem | Table


def numbered(item: SourceItem) -> str:
    """The item's text after its number."""
    return f"{item.number} {item.text}" if item.number else item.text


def _lines(text: str) -> tuple[str, ...]:
    lines = tuple(text.split("\n"))
    return lines if len(lines) == 1 else tuple(BULLETED + line for line in lines)


def _results(item: SourceItem, style: Style) -> tuple[str, ...]:
    if style.bullet_results:
        return tuple(BULLETED + result for result in item.results)
    return item.results


def _labels(section: SourceSection, style: Style) -> Iterator[Piece]:
    for item in section.items:
        label = f"{item.number} {item.name}" if item.number else f"{item.name}"
        lines = item.text.split("\n")
        if len(lines) == 1:
            yield Paragraph(item.text, label=label + ":")
            continue
        yield Paragraph("", label=label + ":")
        for line in lines:
            yield ListItem(section.mark or style.bullet, line)


def _rows(section: SourceSection, style: Style) -> Iterator[Piece]:
    rows = []
    for item in section.items:
        label = f"{item.number} {item.name}" if item.number else f"{item.name}"
        rows.append(((label,), _lines(item.text)))
    head = (tuple((column,) for column in section.columns),) if section.columns else ()
    yield Table((*head, *rows), style.label_widths, header=bool(head), bold_first=True)


def _grid(section: SourceSection, style: Style) -> Iterator[Piece]:
    for start in range(0, len(section.items), GRID_COLUMNS):
        part = section.items[start : start + GRID_COLUMNS]
        labels = tuple((f"{item.number} {item.name}" if item.number else f"{item.name}",) for item in part)
        values = tuple((item.text,) for item in part)
        yield Table((labels, values), (1 / len(part),) * len(part), header=True)


def _stacked(section: SourceSection, style: Style) -> Iterator[Piece]:
    for item in section.items:
        yield Heading(f"{item.number} {item.name}" if item.number else f"{item.name}", 3)
        lines = item.text.split("\n")
        for line in lines:
            yield Paragraph(line) if len(lines) == 1 else ListItem(section.mark or style.bullet, line)


def _table(section: SourceSection, style: Style) -> Iterator[Piece]:
    head = tuple((column,) for column in section.columns)
    rows = tuple(((numbered(item),), _results(item, style)) for item in section.items)
    yield Table((head, *rows), style.duty_widths, header=True)


def _table3(section: SourceSection, style: Style) -> Iterator[Piece]:
    head = tuple((column,) for column in section.columns)
    rows = tuple(((item.number or "",), (item.text,), _results(item, style)) for item in section.items)
    yield Table((head, *rows), (0.09, 0.5, 0.41), header=True)


def _list(section: SourceSection, style: Style) -> Iterator[Piece]:
    for item in section.items:
        label = f"{item.name}:" if item.name else ""
        yield ListItem(item.number or section.mark or style.bullet, item.text, label, bool(item.number))
        for result in item.results:
            yield Paragraph(result, label="Tulemus:")


def _prose(section: SourceSection, style: Style) -> Iterator[Piece]:
    for item in section.items:
        yield Paragraph(numbered(item), label=f"{item.name}:" if item.name else "")


LAYOUTS: Mapping[str, Callable[[SourceSection, Style], Iterator[Piece]]] = {
    "labels": _labels,
    "rows": _rows,
    "grid": _grid,
    "stacked": _stacked,
    "table": _table,
    "table3": _table3,
    "list": _list,
    "prose": _prose,
}


def pieces(source: Source, style: Style) -> tuple[Piece, ...]:
    """The whole document as printed, from letterhead to signatures."""
    out: list[Piece] = [Paragraph(line, right=style.letterhead_right) for line in source.top]
    out += [Heading(line, 0) for line in source.head]
    for section in source.sections:
        if section.heading:
            out.append(Heading(section.heading, section.level))
        if section.intro:
            out.append(Paragraph(section.intro))
        out += LAYOUTS[section.layout](section, style)
        if section.outro:
            out.append(Paragraph(section.outro))
    out += [Paragraph(""), *(Paragraph(line) for line in source.sign)]
    return tuple(out)
