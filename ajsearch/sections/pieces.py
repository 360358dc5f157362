"""Pieces: blocks with their number, bullet and text taken apart, the same for every reader."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import Block, BlockKind

_NUMBER = r"\d{1,2}(?:\s?\.\s?\d{1,2}){0,4}"
_NUMBERED = re.compile(
    rf"(?P<number>{_NUMBER})(?:\s?[.)]+\s*(?=[^\W\d_\"„(])|,\s+(?=[A-ZÕÄÖÜ]{{2}})|\s+(?=[A-ZÕÄÖÜŠŽ]))"
    rf"|(?P<deep>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\s+(?=\S)|(?P<part>[IVX]{{1,4}}(?:\.\d{{1,2}}){{1,3}})\.?\s+(?=\S)|(?P<letter>[a-zõäöüA-Z]|[ivx]{{1,4}})\)\s*(?=\S)|"
    rf"(?P<dashed>\d{{1,2}}[-/]\d{{1,2}})\.\s+(?=[A-ZÕÄÖÜŠŽ])|(?P<coded>[A-H]\d{{1,2}}(?=[.)])|[A-H]\.\d{{1,2}})[.)]?\s+(?=\S)|(?P<point>[a-zõäöü])\.\s+(?=[A-ZÕÄÖÜŠŽ])|(?P<capital>[A-H])\.\s+(?=[A-ZÕÄÖÜŠŽ]{{2}})|(?P<roman>[IVX]{{1,4}})[.)]?\s+(?=[A-ZÕÄÖÜŠŽ])"
)
_MARKER_NUMBER = re.compile(
    rf"\(?(?P<number>{_NUMBER}|[IVX]{{1,4}}(?:\.\d{{1,2}}){{1,3}}|[A-H]\d{{1,2}}|[a-zõäöüA-Z]|[ivxIVX]{{1,5}})\s?[.):]*$"
)
_BULLET = re.compile(
    r"(?:[|]\s*)?[›•·●○◦▪▫■□◆◇➢➤►▶✓✔❖‣–—*+=»>§\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\uf000-\uf0ff-]\s+(?=\S)|[–—](?=[a-zõäöüšž]{2})"
)
_INNER_BULLET = re.compile(r"\s+[|]?\s*[•●▪■◆➢➤►✓✔❖‣*\uf000-\uf0ff]\s+(?=\S)")
_SPACED_WORD = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")
_DRAWN_LINE = re.compile(r"\W*[-=~*–—]{3}[-=~*–—\s]*")
_ROMAN = re.compile(r"[IVX]+|[A-H]")
LINES_KEPT = 10_000
"""Texts of lines that are remembered: templates repeat theirs."""

CUT_WORDS = 3
"""A point is cut at the next one's number when it has so many words: shorter ones are labels printed in one line."""
_GLUED_ROMAN = re.compile(r"(?P<number>[IVX]{1,4}?)(?P<word>[A-ZÕÄÖÜŠŽ]{4,})\b")
"""A number that spaced letters swallowed: "V N Õ U D E D"."""

_CODE = re.compile(r"[A-ZÕÄÖÜ]\d{1,2}")
_ONLY_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4}(?=\.\d))(?:[.,/-]\d{1,2})*\s?[.)]?|[a-zõäöü]\)|[A-ZÕÄÖÜ]\d{1,2}[.)]")
_DATE = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[a-zõäöü]{3,})\s?\d{4}\b")


class Piece(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One paragraph, list item, heading or row; ``number`` has no trailing dot.

    ``cells`` is empty for all but rows; ``roles`` are what the columns hold, for rows that are a table's header.
    ``above`` and ``wide`` are as in ``Block``.
    """

    text: str
    kind: BlockKind
    number: str | None = None
    bullet: bool = False
    level: int = 0
    bold: bool = False
    cells: tuple[str, ...] = ()
    table: int | None = None
    roles: tuple[str | None, ...] = ()
    above: tuple[int, ...] = ()
    wide: bool = False

    @property
    def is_row(self) -> bool:
        """Whether this is a table row with more than one filled cell."""
        return bool(self.cells)

    @property
    def depth(self) -> int:
        """How many parts the number has ("II" and "B" have one); 0 without a number, and for small letters."""
        if not self.number:
            return 0
        return (
            self.number.count(".") + 1
            if self.number[0].isdigit() or "." in self.number
            else int(_ROMAN.fullmatch(self.number) is not None)
        )

    @property
    def is_capitals(self) -> bool:
        """Whether (nearly) all letters are capitals."""
        return _is_capitals(self.text)

    @property
    def style(self) -> tuple[int, bool, bool, int]:
        """What one sees of a heading: depth of its number, capitals, bold, its rank from 1 on (0: not set as one)."""
        return self.depth, self.is_capitals, self.bold, self.rank or int(self.kind is BlockKind.HEADING)

    @property
    def rank(self) -> int:
        """The rank of what is set as a heading without a number, from 1 on; 0 for any other line."""
        return max(self.level, 1) if self.kind is BlockKind.HEADING and not self.number else 0

    @property
    def is_list_item(self) -> bool:
        """Whether a number or a bullet stands before it."""
        return self.bullet or self.number is not None


@lru_cache(maxsize=LINES_KEPT)
def _is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


_LETTERED = re.compile(r"(?P<letter>[A-K])\.\s+(?=[A-ZÕÄÖÜŠŽ])")
LEAST_LETTERED = 3
"""So many lines must count on from A before a letter with a stop numbers them: one alone is an initial."""


def pieces_of(blocks: tuple[Block, ...]) -> tuple[Piece, ...]:
    """The blocks as pieces; headers and empty ones are left out, rows with one cell become paragraphs."""
    pieces = tuple(piece for block in blocks if block.kind is not BlockKind.HEADER for piece in _of_block(block))
    return _numbered_by_codes(_numbered_by_letters(pieces))


def _numbered_by_letters(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with "A.", "B.", "C." … as their numbers where the letters count on through the description."""
    places: list[int] = []
    for place, piece in enumerate(pieces):
        found = None if piece.is_row or piece.is_list_item else _LETTERED.match(piece.text)
        letter = found["letter"] if found else piece.number
        if letter == "ABCDEFGHIJK"[len(places) : len(places) + 1]:
            places.append(place)
    if len(places) < LEAST_LETTERED:
        return pieces
    return tuple(
        replace(piece, number=piece.text[0], text=piece.text[2:].lstrip())
        if place in places and piece.number is None
        else piece
        for place, piece in enumerate(pieces)
    )


def _numbered_by_codes(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with a stop behind the codes of rows ("A1", "A2") that count on, which tells them from levels."""
    codes = [(number, piece.cells[0].strip()) for number, piece in enumerate(pieces) if piece.is_row]
    counting = {
        place
        for (one, code), (other, following) in pairwise(codes)
        if _CODE.fullmatch(code) and following == f"{code[0]}{int(code[1:]) + 1}"
        for place in (one, other)
    }
    return tuple(
        replace(piece, cells=(f"{piece.cells[0].strip()}.", *piece.cells[1:])) if place in counting else piece
        for place, piece in enumerate(pieces)
    )


def is_number(cell: str) -> bool:
    """Whether a row's cell holds nothing but its number ("3.1.", "b)", "A2.")."""
    return _ONLY_NUMBER.fullmatch(cell.strip()) is not None


@lru_cache(maxsize=LINES_KEPT)
def split_number(text: str) -> tuple[str | None, bool, str]:
    """The number at a text's start without its trailing dot, whether a bullet stood there, and the text after them."""
    text = text.strip()
    if found := _BULLET.match(text):
        return None, True, text[found.end() :]
    if (found := _NUMBERED.match(text)) and not _DATE.match(text):
        return re.sub(r"\s", "", found[found.lastgroup or 0]), False, text[found.end() :]
    return None, False, text


def paragraphs_of_cell(cell: str) -> tuple[Piece, ...]:
    """A cell's paragraphs as pieces, with their own numbers and bullets."""
    return tuple(
        _plain(part, BlockKind.PARAGRAPH)
        for line in cell.split("\n")
        for part in _bulleted_parts(line.strip())
        if part.strip()
    )


def _of_block(block: Block) -> Iterator[Piece]:
    filled = [cell for cell in block.cells if cell.strip()]
    if not filled or _DRAWN_LINE.fullmatch(filled[0]):
        return
    if block.kind is BlockKind.ROW and (len(filled) > 1 or block.above):
        yield Piece(
            text=block.text,
            kind=block.kind,
            cells=block.cells,
            table=block.table,
            bold=block.bold,
            above=block.above,
        )
    elif block.kind is BlockKind.ROW:
        for piece in paragraphs_of_cell(filled[0]):
            yield replace(piece, bold=block.bold, table=block.table, wide=block.wide)
    else:
        yield from _of_text(filled[0], block.kind, (block.marker or "").strip(), block.level, block.bold)


@lru_cache(maxsize=LINES_KEPT)
def _of_text(text: str, kind: BlockKind, marker: str, level: int, bold: bool) -> tuple[Piece, ...]:
    first, *others = _bulleted_parts(" ".join(text.split("\n")).strip())
    number, bullet, rest = _numbered(first)
    if marker and number is None:
        found = _MARKER_NUMBER.match(marker)
        number = re.sub(r"\s", "", found["number"]) if found else None
        bullet = not found
    point = Piece(text=rest, kind=kind, number=number, bullet=bullet, level=level, bold=bold)
    return (*_cut_at_next_number(point), *(replace(_plain(part, kind), bullet=True) for part in others))


def _cut_at_next_number(piece: Piece) -> Iterator[Piece]:
    """A point cut where the next one's number stands inside it: "3.2. … nädalas 3.3. pöörab …" is two points."""
    while (following := _next_number(piece.number)) and (found := _inner_number(following).search(piece.text)):
        if len(piece.text[: found.start()].split()) < CUT_WORDS:
            break
        yield replace(piece, text=piece.text[: found.start()].rstrip())
        piece = replace(piece, number=following, text=piece.text[found.end() :])
    yield piece


def _next_number(number: str | None) -> str | None:
    """The number after one of several parts ("3.3" after "3.2"); one part alone is too often a quantity."""
    parent, _, last = (number or "").rpartition(".")
    return f"{parent}.{int(last) + 1}" if parent and last.isdigit() else None


@lru_cache(maxsize=1_000)
def _inner_number(number: str) -> re.Pattern[str]:
    """The number in the middle of a text: with a stop, or before a capital; not "punkt 3.3 …" that refers to it."""
    bare = re.escape(number)
    return re.compile(
        rf"(?<!punkt)(?<!punkti)(?<!punktis)(?<!\bp)(?<!\bp\.)\s(?:{bare}\.\s?(?=[^\W\d_])|{bare}\s(?=[A-ZÕÄÖÜŠŽ]))"
    )


def _plain(text: str, kind: BlockKind) -> Piece:
    number, bullet, rest = _numbered(text)
    return Piece(text=rest, kind=kind, number=number, bullet=bullet)


@lru_cache(maxsize=LINES_KEPT)
def _numbered(text: str) -> tuple[str | None, bool, str]:
    """As ``split_number``, with words closed up that are set with spaces between their letters."""
    number, bullet, rest = split_number(_SPACED_WORD.sub(lambda found: found[0].replace(" ", ""), text))
    if number is None and (found := _GLUED_ROMAN.match(rest)) and not analyse_word(found[0].lower()):
        inner = found["word"].lower()
        number, rest = (found["number"], rest[len(found["number"]) :]) if analyse_word(inner) else (number, rest)
    return number, bullet, rest.strip()


@lru_cache(maxsize=LINES_KEPT)
def _bulleted_parts(text: str) -> tuple[str, ...]:
    """The text cut where bullets stand inside it: each later part begins with a bullet again."""
    first, *others = _INNER_BULLET.split(text)
    return first, *(f"• {other}" for other in others)
