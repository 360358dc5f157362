"""Labels above their values, as sidebars and cards print them: "OSAKOND" over "Lasteosakond", made rows of a form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ajsearch.readers.layout_markers import find_marker
from ajsearch.readers.layout_paragraphs import SIZE_CHANGE, is_capitals
from ajsearch.readers.layout_rows import PrintedLine

LABEL_WORDS = 4
"""Words of a label at most: "TÖÖKOHA ASUKOHT", "Kellele annab aru"."""

VALUE_WORDS = 14
"""Words of a value at most: "eesti keel C1, inglise keel B2; vene keele oskus tuleb kasuks"; more are a text."""

VALUE_LINES = 3
LEAST_PAIRS = 2
"""Pairs one below the other, unless one fills a card alone: a heading over one line of text looks like one pair."""

_Style = tuple[float, bool, bool]


@dataclass(frozen=True, slots=True)
class LabelPair:
    """A label line with the lines of its value: those at ``start`` to ``stop`` (half-open)."""

    start: int
    stop: int


def find_pairs(lines: Sequence[PrintedLine]) -> list[LabelPair]:
    """The labels with values among a column's lines, where several stand one below the other or one alone."""
    pairs = [pair for start in range(len(lines)) if (pair := _pair_at(lines, start))]
    runs = _runs(pairs, lines)
    return [pair for run in runs if len(run) >= LEAST_PAIRS or _fills(run, lines) for pair in run]


def _pair_at(lines: Sequence[PrintedLine], start: int) -> LabelPair | None:
    label = lines[start]
    if not _may_label(label):
        return None
    stop = start + 1
    while stop < len(lines) and stop - start <= VALUE_LINES and _may_be_value(lines[stop], label):
        if stop > start + 1 and _style(lines[stop]) != _style(lines[start + 1]):
            break
        stop += 1
    value = lines[start + 1 : stop]
    words = sum(len(line.words) for line in value)
    if not value or words > VALUE_WORDS or value[-1].text.endswith((".", ";")):
        return None
    if stop < len(lines) and (find_marker(lines[stop].text) is not None or _style(lines[stop]) == _style(value[0])):
        return None
    return LabelPair(start, stop)


def _may_label(line: PrintedLine) -> bool:
    text = line.text
    return (
        len(line.words) <= LABEL_WORDS
        and text[:1].isupper()
        and find_marker(text) is None
        and not text.endswith((".", ";", ","))
        and sum(map(str.isalpha, text)) > 2
    )


def _may_be_value(line: PrintedLine, label: PrintedLine) -> bool:
    """Whether a line is plainer than the label above it, in type no smaller, and no list's item."""
    plainer = (label.bold and not line.bold) or (is_capitals(label.text) and not is_capitals(line.text))
    smaller = label.size * SIZE_CHANGE < line.size
    return (plainer or smaller) and label.size <= SIZE_CHANGE * line.size and find_marker(line.text) is None


def _style(line: PrintedLine) -> _Style:
    return round(line.size, 1), line.bold, is_capitals(line.text)


def _runs(pairs: Sequence[LabelPair], lines: Sequence[PrintedLine]) -> Iterator[list[LabelPair]]:
    """Pairs that follow each other, their labels set alike."""
    run: list[LabelPair] = []
    for pair in pairs:
        if run and (run[-1].stop != pair.start or _style(lines[run[-1].start]) != _style(lines[pair.start])):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _fills(run: Sequence[LabelPair], lines: Sequence[PrintedLine]) -> bool:
    return run[0].start == 0 and run[-1].stop == len(lines)
