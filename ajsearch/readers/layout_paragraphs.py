"""Wrapped lines made into paragraphs: which line goes on with the one above it, and which starts anew."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from statistics import median

import msgspec

from ajsearch.readers.layout_hyphens import SOFT_HYPHEN, join_all
from ajsearch.readers.layout_markers import LINES_KEPT, Marker, find_marker
from ajsearch.readers.layout_words import layout_words

BLANK = 1.25  # usual line spacings: a symbol font's taller line stays below, "6 pt after" on 12 pt lines lies above
APART = 1.12  # usual line spacings that part a sentence's end from the next paragraph: "3 pt after" on 12 pt lines
FULL = 0.7  # share of the width from which a line may have been wrapped where the next word's width says nothing
WRAP_WORDS, WRAP_CHARACTERS = 4, 24  # a shorter line before a blank one is a label and not a wrapped line
ROOM = 0.6  # em more than the next word's width that must be free: a space, and what rounding takes
SIZE_CHANGE = 1.08  # ratio of font sizes that no rounding explains
INDENT = 0.7  # of the font size: a first line's indent is wider, the wobble of a left edge narrower
WOBBLE = 1.5  # points by which lines that begin at one place differ
LEAST_WRAPPED = 3  # wrapped lines that tell how close the lines of a paragraph stand
LEAST_INDENTS = 2  # paragraphs with a first line's indent that make it their habit
_END = re.compile(r"[.;:!?][\"”’»)\]]*$")
_MIDDLE_END = re.compile(r"[^\W\d_]{3}[.!?;]\s+[A-ZÕÄÖÜŠŽ]")
_LABELLED = re.compile(r"[A-ZÕÄÖÜŠŽ][^:.;!?]{1,40}:\s+\S")  # "Ametinimetus: arhivaar": a line of a list of facts
_CODE = re.compile(r"[ABC][12]\b")
"""A level of a language, which never begins a paragraph in mid-sentence."""

_TABBED = re.compile(r"[^\W\d_][^:.;!?]{1,40}:\s{3,}\S")  # "kogemus:     2 aastat": labels and values in columns
_HANGING_END = re.compile(r"(?:,|[-‐\u00ad/]|\(\S*)$")


class Line(msgspec.Struct, frozen=True, gc=False):
    """One printed line. Lengths are in points, or in characters for plain text (``size`` is then 1).

    ``head`` is the width of its first word. ``gap`` is the distance to the line above in usual line spacings: 1 for the
    next line, 2 over a blank line, more across a page break. ``edge`` is the right edge up to which its column could be
    filled.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    edge: float = 0.0
    head: float = 0.0
    gap: float = 1.0
    size: float = 1.0
    bold: bool = False
    page: int | None = None

    @property
    def full(self) -> bool:
        """Whether it reaches far enough to the right to have been wrapped."""
        return self.right - self.left >= FULL * (self.edge - self.left)

    def with_edge(self, edge: float) -> "Line":
        """The line in a column that could be filled up to this edge: made directly, for every line of text is."""
        return Line(
            self.text, self.left, self.right, edge, self.head, self.gap, size=self.size, bold=self.bold, page=self.page
        )

    def has_room_for(self, line: "Line") -> bool:
        """Whether the first word of ``line`` would have fitted at the end, so that the line was broken on purpose."""
        return self.right + ROOM * self.size + line.head < self.edge


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, with the number or bullet before them."""

    lines: list[Line]
    marker: Marker | None = None
    pieces: list[str] = field(default_factory=list)
    _text: str | None = None

    @property
    def text(self) -> str:
        """The unwrapped text without its marker."""
        if self._text is None:
            self._text = _unwrapped(tuple(self.pieces))
        return self._text

    @property
    def marked_text(self) -> str:
        """The unwrapped text after its marker."""
        return f"{self.marker.text} {self.text}".strip() if self.marker else self.text

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return self.lines[0].bold and all(line.bold for line in self.lines)

    def add(self, line: Line) -> None:
        """Go on with a wrapped line."""
        self.lines.append(line)
        self.pieces.append(line.text.strip())
        self._text = None


@lru_cache(maxsize=LINES_KEPT)
def _unwrapped(pieces: tuple[str, ...]) -> str:
    return re.sub(r"\s+", " ", join_all([piece for piece in pieces if piece])).replace(SOFT_HYPHEN, "").strip()


@lru_cache(maxsize=LINES_KEPT)
def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or list item does."""
    return bool(_END.search(text.rstrip()))


@lru_cache(maxsize=LINES_KEPT)
def is_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals, as in headings (TEENUS(T)EGA and small damage pass)."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters)


def unwrap(lines: Sequence[Line], *, sentence_lines: bool = False) -> list[Paragraph]:
    """The paragraphs of one column of lines in reading order.

    ``sentence_lines`` says that a line which ends a sentence before a capital ends its paragraph, full or not.
    """
    paragraphs: list[Paragraph] = []
    indents, tight = _first_indents(lines), _tight_gap(lines)
    for line in lines:
        current = paragraphs[-1] if paragraphs else None
        marker = _marker(current, line)
        alone = sentence_lines or line.gap > APART * tight or (indents and _is_at(line.left, indents))
        apart = alone and current is not None and _is_apart(current.lines[-1], line)
        if current is not None and marker is None and not apart and _goes_on(current, line):
            current.add(line)
        else:
            paragraphs.append(Paragraph([line], marker, [marker.rest if marker else line.text.strip()]))
    return [paragraph for paragraph in paragraphs if paragraph.text or _is_lone_number(paragraph)]


def _is_at(left: float, indents: set[float]) -> bool:
    return any(abs(left - one) < WOBBLE for one in indents)


def _first_indents(lines: Sequence[Line]) -> set[float]:
    """Left ends at which paragraphs begin: lines of running text that the next line goes on from farther left."""
    found: Counter[float] = Counter()
    for above, line in pairwise(lines):
        if line.size == 1.0 or above.left <= line.left + INDENT * line.size:
            continue
        if above.full and not ends_sentence(above.text) and find_marker(above.text) is None:
            found[round(above.left, 1)] += 1
    return {left for left, count in found.items() if count >= LEAST_INDENTS}


def _tight_gap(lines: Sequence[Line]) -> float:
    """The usual gap inside sentences: single lines set apart may make theirs the page's usual one, which is 1.

    Where few lines go on, each sentence that ends with its line must stand wider before the next one.
    """
    gaps = [
        line.gap
        for above, line in pairwise(lines)
        if above.full and line.text[:1].islower() and not ends_sentence(above.text) and above.page == line.page
    ]
    if not gaps:
        return 1.0
    tight = min(1.0, median(gaps))
    ends = [line.gap for above, line in pairwise(lines) if above.page == line.page and _is_apart(above, line)]
    told = len(gaps) >= LEAST_WRAPPED or all(gap > APART * tight for gap in ends)
    return tight if told else 1.0


def _is_lone_number(paragraph: Paragraph) -> bool:
    """Whether it is a number alone, as in a table's column of numbers."""
    return paragraph.marker is not None and not paragraph.marker.is_bullet


def are_sentence_lines(lines: Sequence[Line]) -> bool:
    """Whether sentences end at line ends alone: in running text of a narrow cell one in six would."""
    return not any(_MIDDLE_END.search(line.text) for line in lines)


def _is_apart(above: Line, line: Line) -> bool:
    return ends_sentence(above.text) and not above.text.endswith(":") and line.text[:1].isupper()


def _marker(current: Paragraph | None, line: Line) -> Marker | None:
    marker = find_marker(line.text)
    if marker is None or marker.sure or current is None or _counts_on(current.marker, marker):
        return marker
    above = current.lines[-1]
    open_ended = not ends_sentence(above.text) and not above.has_room_for(line)
    wrapped = line.gap < BLANK and open_ended and above.full
    return None if wrapped else marker


def _counts_on(above: Marker | None, marker: Marker) -> bool:
    """Whether a number is the next one after the paragraph's own ("3.4 …" and then "3.5 tellib …")."""
    before, after = ([int(found) for found in re.findall(r"\d+", one.text)] if one else [] for one in (above, marker))
    return bool(before) and [*before[:-1], before[-1] + 1] == after


def _goes_on(current: Paragraph, line: Line) -> bool:
    above = current.lines[-1]
    if current.marker is not None and not current.text:
        return True
    if _looks_different(current, line):
        return False
    if line.gap > BLANK:
        return _goes_on_overleaf(above, line) or _goes_on_after_blank(above, line)
    if _is_label(line.text.strip(), current):
        return False
    if _is_indented_anew(current, line) or (line.size == 1.0 and above.text.endswith(";")):
        return False
    goes_on = line.text[:1].islower() or _CODE.match(line.text) is not None
    mid_sentence = line.size != 1.0 and goes_on and not ends_sentence(above.text)
    return (mid_sentence and above.full) or not above.has_room_for(line)


def _is_label(text: str, current: Paragraph) -> bool:
    """Whether a line is a label with its value: in columns, after a sentence's end, or after another label."""
    if _TABBED.match(text):
        return True
    follows = ends_sentence(current.lines[-1].text) or _LABELLED.match(current.lines[0].text.strip())
    return bool(follows and _LABELLED.match(text))


def _looks_different(current: Paragraph, line: Line) -> bool:
    above = current.lines[-1]
    lower = line.text.lstrip()[:1].islower()
    if max(above.size, line.size) > SIZE_CHANGE * min(above.size, line.size):
        return not (lower and not ends_sentence(above.text))
    if is_capitals(current.text) != is_capitals(line.text) and not lower:
        return is_capitals(current.text) or len(line.text) > 8
    if line.bold and not above.bold and not lower:
        return True
    return current.bold and not line.bold and not (lower and above.full)


def _goes_on_overleaf(above: Line, line: Line) -> bool:
    """Whether a sentence that fills its line at the end of a page goes on at the next page's top."""
    if above.page == line.page or line.size == 1.0 or ends_sentence(above.text):
        return False
    return not above.has_room_for(line) and len(above.text.split()) >= WRAP_WORDS


def _goes_on_after_blank(above: Line, line: Line) -> bool:
    text = above.text.strip()
    if ends_sentence(text) or not line.text.lstrip()[:1].islower():
        return False
    last = text.split()[-1].lower()
    if _HANGING_END.search(text) or last in layout_words().suspending:
        return True
    return above.full and len(text.split()) >= WRAP_WORDS and len(text) >= WRAP_CHARACTERS


def _is_indented_anew(current: Paragraph, line: Line) -> bool:
    above, indent = current.lines[-1], INDENT * line.size
    if line.size == 1.0:
        return False
    if line.left < current.lines[0].left - indent:
        return current.marker is not None or line.text.lstrip()[:1].isupper()
    return len(current.lines) > 1 and line.left > above.left + indent and line.text.lstrip()[:1].isupper()
