"""Tables of languages with several columns: one row says one thing, whatever became of its cells."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ajsearch.model import Item, Section
from ajsearch.requirements.labels import read_label
from ajsearch.requirements.levels import TASE
from ajsearch.requirements.lexer import Kind, Symbol, read_symbols
from ajsearch.requirements.phrases import cues, fold, word_table, words_of
from ajsearch.requirements.records import need_said

ROW_CELLS = 3
"""Rows of two cells are a label and its text already."""

HEAD_WORDS = 3
"""Words and signs of a column's head that names no skill."""

_SAID = frozenset({Kind.LEVEL, Kind.LANGUAGE, Kind.FOREIGN, Kind.SKILL})
_SIGNS = frozenset({Kind.AND, Kind.OR, Kind.COMMA, Kind.HYPHEN, Kind.BREAK, Kind.OPEN, Kind.CLOSE, Kind.ABILITY})
_NAMES = frozenset({Kind.LANGUAGE, Kind.KEEL, Kind.ABILITY})
_VALUES = frozenset({Kind.LEVEL, Kind.SKILL, Kind.BEFORE, Kind.EITHER, Kind.REQUIRED, Kind.NEGATION}) | _SIGNS


_PIPED = re.compile(r"[|\t]")
_WIDE = re.compile(r"(?<=\S) {2,}(?=\S)")
_RULE = re.compile(r"[\s|:+=–—-]+")


class LanguageTable:
    """The rows of one description's table of languages; skills that head its columns are remembered."""

    def __init__(self) -> None:
        self._skills: tuple[str, ...] = ()
        self._languages: tuple[str, ...] = ()

    def sentence(self, cells: Sequence[str]) -> str | None:
        """What a row says as one sentence; "" for the row that heads the columns, None for any other text."""
        if len(cells) < ROW_CELLS:
            return "" if _is_head_row(cells) else None
        first, rest = cells[0], cells[1:]
        across = self._across(first, rest)
        if across is not None:
            return across
        if (
            (_has(first, Kind.KEEL) or _has(first, Kind.FOREIGN))
            and not _has(first, Kind.LANGUAGE)
            and all(_heads(cell) for cell in rest)
        ):
            self._skills = tuple(cell if _has(cell, Kind.SKILL) else _wish_of(cell) for cell in rest)
            return ""
        if self._skills and all(_is_gap(cell) for cell in rest):
            return ""
        rest = self._without_gaps(rest)
        if not _only(first, _NAMES, Kind.LANGUAGE) or not all(_only(cell, _VALUES) for cell in rest):
            return None
        skills = self._heads_of(rest)
        told = [(skill, cell) for skill, cell in zip(skills, rest, strict=True) if cell]
        told.sort(key=lambda pair: pair[0] == _wish())
        return f"{first} : " + ", ".join(cell if cell == skill else f"{skill} {cell}".strip() for skill, cell in told)

    def _heads_of(self, rest: Sequence[str]) -> tuple[str, ...]:
        """The skill that heads each cell's column, "" where none does."""
        return self._skills if len(self._skills) == len(rest) else ("",) * len(rest)

    def _without_gaps(self, rest: Sequence[str]) -> tuple[str, ...]:
        """The cells as what they say: "-" leaves a skill out, and under another head it is a no."""
        if not self._skills:
            return tuple(rest)
        heads = self._heads_of(rest)
        wishes = _wish() in heads  # "Nõutav | Soovitav": a dash leaves one of them out
        pairs = zip(heads, rest, strict=True)
        return tuple(
            "" if (head or wishes) and _is_gap(cell) else need_said(cell) or _wished(head) for head, cell in pairs
        )

    def _across(self, first: str, rest: Sequence[str]) -> str | None:
        """What a row says of the languages that head the columns; None for their own row, which asks for them too."""
        if not _has(first, Kind.LANGUAGE) and all(_only(cell, _NAMES, Kind.LANGUAGE) for cell in rest):
            self._languages = tuple(rest)
            return None
        if len(self._languages) != len(rest) or not all(_only(cell, _VALUES, Kind.LEVEL) for cell in rest):
            return None
        skill = first if _has(first, Kind.SKILL) else ""
        return ", ".join(f"{one} {skill} {cell}" for one, cell in zip(self._languages, rest, strict=True))


def cells_of_section(section: Section) -> tuple[str, ...]:
    """The cells of a row that became a heading with an item for each further cell; () for other sections."""
    if any(item.name or item.number for item in section.items):
        return ()
    return (section.heading, *(item.text for item in section.items))


def cells_of_item(item: Item) -> tuple[str, ...]:
    """The cells of a row that became one item."""
    return (*((item.name,) if item.name else ()), *_cells(item.text))


def rows_of(item: Item) -> tuple[Item, ...]:
    """An item whose lines are all rows of a table (cells between pipes or tabs) as one item for each row."""
    lines = [line for line in item.text.splitlines() if line.strip()]
    if item.name or not lines or (len(lines) == 1 and "|" not in item.text):
        return (item,)
    if any(len(_cells(line)) < ROW_CELLS for line in lines if not _RULE.fullmatch(line)):
        return (item,)
    return tuple(replace(item, text=line) for line in lines if not _RULE.fullmatch(line))


def _cells(line: str) -> list[str]:
    """The cells of a line, parted by tabs or pipes; pipes may enclose it."""
    cells = [cell.strip(" ") for cell in _PIPED.split(line.strip().removeprefix("|").removesuffix("|"))]
    return cells[1:] if len(cells) > ROW_CELLS and _numbers(cells[0]) else cells


def _numbers(cell: str) -> bool:
    """Whether a cell but numbers its row, or heads the column that does: "2.", "Jrk nr"."""
    words = [word for word in words_of(cell) if word.text != "."]
    numbering = word_table("table", "numbering").match(words, 0) if words else None
    return (len(words) == 1 and words[0].text.isdecimal()) or (numbering is not None and numbering[0] == len(words))


def with_columns(text: str) -> str:
    """The text with tabs for its wide gaps, where these part cells of languages and levels ("vene keel   hea"), or with
    commas where they part languages with a level each."""
    if not _WIDE.search(text):
        return text
    cells = _WIDE.split(text)
    said = [cell for cell in cells if not (cell is cells[0] and _is_topic(cell))]
    named = [_only(cell, _NAMES, Kind.LANGUAGE) for cell in said]
    rows = (
        len(said) > 1 and named[0] and all(one or _only(cell, _VALUES) for one, cell in zip(named, said, strict=True))
    )
    pairs = [_has(cell, Kind.LANGUAGE) and _only(cell, _NAMES | _VALUES, Kind.LEVEL) for cell in said]
    if len(said) > 1 and all(pairs):
        return (": " if said is not cells and len(said) < len(cells) else ", ").join([cells[0], ", ".join(cells[1:])])
    return "\t".join(cells) if rows and not all(named) else text


def _is_topic(cell: str) -> bool:
    """Whether a cell only says what the row is about: "Keeleoskus"."""
    return read_label(cell).topic is not None and not _has(cell, Kind.LANGUAGE)


def telling_cell(cells: Sequence[str]) -> str:
    """The cell to quote for a row: the one with the lowest level, else the second."""
    levels = [(symbol.level.cefr, cell) for cell in cells[1:] for symbol in read_symbols(cell) if symbol.level]
    return min(levels, default=("", cells[1]), key=lambda pair: pair[0])[1]


def _symbols(cell: str) -> Sequence[Symbol]:
    return [symbol for symbol in read_symbols(cell) if symbol.value not in {"tase", "vahemalt"}]


def _wish_of(head: str) -> str:
    """The word of wish for a column whose head only welcomes ("Soovitav tase"), "" for any other."""
    demands = word_table("sections", "demands").find(words_of(head))
    return _wish() if read_label(head).welcome and not demands else ""


def _wish() -> str:
    return str(cues()["table"]["means"])


def _wished(head: str) -> str:
    """What a yes says under a head: a wish where the head is one."""
    return head if head == _wish() else ""


def _is_gap(cell: str) -> bool:
    """Whether a cell is empty or says no: "-", "ei"."""
    return not cell.strip() or fold(cell.strip()) in cues()["table"]["no"]


def _is_head_row(cells: Sequence[str]) -> bool:
    """Whether two cells head the columns of a table: "Võõrkeel", "Nõutav tase"."""
    if len(cells) != ROW_CELLS - 1 or not _has(cells[0], Kind.FOREIGN) or _has(cells[0], Kind.LANGUAGE):
        return False
    words = words_of(cells[1])
    return 0 < len(words) <= HEAD_WORDS and words[-1].folded.startswith(TASE)


def _heads(cell: str) -> bool:
    """Whether a cell may head a column: a skill, "tase", "nõutav/soovitav" or one word as "märkus", but no level."""
    symbols = read_symbols(cell)
    skill = _only(cell, _SIGNS | {Kind.SKILL}, Kind.SKILL)
    return skill or (len(symbols) <= HEAD_WORDS and not any(one.kind in _SAID for one in symbols))


def _has(cell: str, kind: Kind) -> bool:
    return any(symbol.kind is kind for symbol in read_symbols(cell))


def _only(cell: str, kinds: frozenset[Kind], needed: Kind | None = None) -> bool:
    return all(symbol.kind in kinds for symbol in _symbols(cell)) and (needed is None or _has(cell, needed))
