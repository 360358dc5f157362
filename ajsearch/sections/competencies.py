"""Competencies: a name with its description, or a bare entry of a list."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ajsearch.model import BlockKind, Item
from ajsearch.sections.headings import classify, is_intro
from ajsearch.sections.phrases import words_of
from ajsearch.sections.pieces import Piece, paragraphs_of_cell
from ajsearch.sections.tables import Row

NAME_WORDS = 8
"""A competency's name has no more words; catalogues join two or three ("Analüüsi- ja üldistusvõime, loovus")."""

CARD_WORDS = 3
"""A name on a card has no more words, so that a wrapped cell of a table is none."""

_NAME_AFTER_SENTENCE = re.compile(
    r"(?<=[^\W\d_][.!?])\s+(?=[A-ZÕÄÖÜ][^\W\d_-]+(?:(?:-?,? | ja | ning )[^\W\d_]+){0,2}:(?:\s|$))"
)
_NAME_BEFORE_DASH = re.compile(r"(?<=[^\W\d_])\s+(?=[A-ZÕÄÖÜ][^\W\d_]+(?: [a-zõäöüšž]+){0,2} [–—-] [a-zõäöüšž])")
_DASH = re.compile(r"\s+[–—-]\s+")


def competencies_of(pieces: Sequence[Piece]) -> list[Item]:
    """The competencies that a section's lines name and describe."""
    items: list[Item] = []
    open_name = False
    pieces = [part for piece in pieces for part in _cut_at_names(piece)]
    bullets = [_goes_before(piece, following) for piece, following in pairwise(pieces) if piece.bullet]
    names = len(bullets) > 1 and all(bullets)
    for place, piece in enumerate(pieces):
        if _opens_section(piece):
            continue
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if name := _name_alone(piece, following, bulleted=names):
            items.append(Item(text="", name=name, number=piece.number))
            open_name = True
        elif named := _name_and_text(piece):
            items.append(named)
            open_name = False
        elif items and open_name:
            items[-1] = replace(items[-1], text=f"{items[-1].text} {piece.text}".strip())
        else:
            items.append(Item(text=piece.text, number=piece.number))
    return [_not_empty(item) for item in items]


def _cut_at_names(piece: Piece) -> list[Piece]:
    """A line cut before each name that follows a sentence on it: narrow prints run entries together."""
    texts = _NAME_AFTER_SENTENCE.split(piece.text)
    if len(texts) == 1 and _DASH.search(piece.text):
        texts = _NAME_BEFORE_DASH.split(piece.text)
    return (
        [piece, *()]
        if len(texts) == 1
        else [
            replace(piece, text=texts[0]),
            *(replace(piece, text=text, bullet=False, number=None) for text in texts[1:]),
        ]
    )


def competency_of_row(row: Row) -> list[Item]:
    """The competency of a table's row: its name's cell, then its description."""
    names = paragraphs_of_cell(row.name)
    if not names:
        return []
    text = " ".join(piece.text for piece in paragraphs_of_cell(row.text))
    name = " ".join(piece.text for piece in names).rstrip(" :")
    return [_not_empty(Item(text=text, name=name, number=row.number or names[0].number))]


def competencies_on_cards(cells: Sequence[str]) -> list[Item]:
    """The competencies of a row of cards, each cell a name with its description below it; [] for any other row."""
    cards = [cell.strip().split("\n", maxsplit=1) for cell in cells if cell.strip()]
    described = len(cards) > 1 and all(len(card) > 1 and _is_name(card[0]) for card in cards)
    if not described or any(len(name.split()) > CARD_WORDS or text[:1].isupper() for name, text in cards):
        return []
    return [Item(text=" ".join(text.split()), name=name.strip(" :")) for name, text in cards]


def with_cards(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with cards closed up of which one row has the names and the rows below it what each means."""
    closed: list[Piece] = []
    for piece in pieces:
        above = closed[-1] if closed else None
        if above is not None and _describes_cards(piece, above):
            cells = (f"{name}\n{text}".rstrip() for name, text in zip(above.cells, piece.cells, strict=True))
            closed[-1] = replace(above, cells=tuple(cells))
        else:
            closed.append(piece)
    return closed


def _describes_cards(row: Piece, above: Piece) -> bool:
    """Whether the cells of a row, all in lower case, go on with the cards whose names stand in the row above."""
    if not row.is_row or row.table != above.table or len(row.cells) != len(above.cells):
        return False
    names = [cell.split("\n")[0] for cell in above.cells if cell]
    cards = len(names) > 1 and all(name[:1].isupper() and len(name.split()) <= CARD_WORDS for name in names)
    return cards and all(cell[:1].islower() for cell in row.cells if cell)


def competencies_side_by_side(cells: Sequence[str]) -> list[Item]:
    """The competencies of a row that holds several, each a name's cell before its description's; [] for others."""
    filled = [" ".join(cell.split()) for cell in cells if cell.strip()]
    names, texts = filled[::2], filled[1::2]
    paired = len(names) == len(texts) > 1 and all(text[:1].islower() for text in texts)
    if not paired or any(not name[:1].isupper() or len(name.split()) > CARD_WORDS for name in names):
        return []
    return [Item(text=text, name=name.rstrip(" :")) for name, text in zip(names, texts, strict=True)]


def _not_empty(item: Item) -> Item:
    """A name that nothing describes is the item's text."""
    return item if item.text else replace(item, text=item.name or "", name=None)


def _opens_section(piece: Piece) -> bool:
    if not piece.text.endswith(":") or piece.is_list_item:
        return False
    found = classify(piece.text)
    return is_intro(piece.text) or bool(found and found.coverage == 1.0 and len(words_of(piece.text)) > 2)


def _name_alone(piece: Piece, following: Piece | None, *, bulleted: bool) -> str | None:
    """The name that a line is: a heading, or one over what it means (``bulleted``: also behind a bullet)."""
    text = piece.text.rstrip()
    if following is None or not _is_name(text.rstrip(" :")):
        return None
    if text.endswith(":"):
        return text.rstrip(" :")
    stands_out = (piece.bold or piece.kind is BlockKind.HEADING) and not piece.bullet
    stands_out = stands_out or ((bulleted or not piece.is_list_item) and _goes_before(piece, following))
    described = following.is_list_item != piece.is_list_item or following.kind is BlockKind.PARAGRAPH
    return text if stands_out and described and not text.endswith((".", ";", ",")) else None


def _goes_before(piece: Piece, following: Piece) -> bool:
    """Whether a plain short line with a capital stands over one without, as a name over what it means."""
    plain = not (following.is_list_item or piece.is_row or following.is_row)
    return plain and piece.text[:1].isupper() and following.text[:1].islower() and len(piece.text.split()) < NAME_WORDS


def _name_and_text(piece: Piece) -> Item | None:
    name, found, text = piece.text.partition(":")
    if not found or not text.strip():
        name, *rest = _DASH.split(piece.text, maxsplit=1)
        text = rest[0] if rest else ""
    if not text.strip() or not _is_name(name):
        return None
    return Item(text=text.strip(), name=name.strip(), number=piece.number)


def _is_name(text: str) -> bool:
    return 0 < len(text.split()) <= NAME_WORDS and not text.rstrip().endswith((".", ";")) and text[:1].isalpha()
