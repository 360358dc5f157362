"""What a line looks like: how much it resembles a heading, and how it stands to the line after it."""

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import BlockKind
from ajsearch.sections.phrases import words_of
from ajsearch.sections.pieces import Piece

HEADING_WORDS = 10
SHORT_WORDS = 6
AREA_HEADING_WORDS = 5
"""An unmarked line with a colon heads an area of duties when it has no more words and no verb."""

PROSE_HEADING_WORDS = 4
PROSE_WORDS = 6
"""A paragraph of prose has so many words at least; an unmarked line over it heads it with few."""


def weight_of(piece: Piece) -> int:
    """How much a line looks like a heading: set as one, capitals, bold, a number of one part, a colon, short."""
    text = piece.text.rstrip()
    return (
        2 * (piece.kind is BlockKind.HEADING)
        + 2 * piece.is_capitals
        + piece.bold
        + (piece.depth == 1)
        + text.endswith((":", "?"))
        + (len(text.split()) <= SHORT_WORDS and not text.endswith("."))
    )


def may_head(piece: Piece) -> bool:
    """Whether a line is neither too long for a heading nor an entry or a sentence by its last character."""
    text = piece.text.rstrip()
    if (piece.bullet and not piece.bold) or text.endswith((";", ",")) or len(text.split()) > HEADING_WORDS:
        return False
    return not text.endswith(".") or piece.is_capitals or piece.bold


def leads_list(piece: Piece, following: Piece | None) -> bool:
    """Whether a short unmarked line without a stop stands right before a list."""
    return (
        following is not None
        and following.is_list_item
        and not piece.is_list_item
        and len(piece.text.split()) <= SHORT_WORDS
        and piece.text[:1].isupper()
        and piece.text[-1] not in ".;,"
    )


def stands_over_prose(piece: Piece, following: Piece | None) -> bool:
    """Whether a short unmarked line without a stop stands right before a paragraph of prose."""
    text = piece.text.rstrip()
    plain = not (piece.is_row or piece.is_list_item or piece.bold) and text[:1].isupper() and text[-1:].isalpha()
    if following is None or not plain or len(text.split()) > PROSE_HEADING_WORDS or has_verb(text):
        return False
    sentence = not (following.is_row or following.is_list_item) and following.text.endswith(".")
    return sentence and len(following.text.split()) >= PROSE_WORDS


def same_list(piece: Piece, following: Piece) -> bool:
    """Whether two neighbours are entries of one list, so that the first heads nothing."""
    if piece.number is None or following.number is None or following.depth != piece.depth:
        return False
    return piece.style == following.style and piece.number[0].isdigit() == following.number[0].isdigit()


def begins_list(piece: Piece, following: Piece) -> bool:
    """Whether the neighbour of a point opens a list of its own under it: other marks, or counted from the start."""
    anew = following.number in {"1", "a"} and piece.number not in {"1", "a"}
    return following.is_list_item and (following.style != piece.style or anew)


def is_parent(piece: Piece, following: Piece) -> bool:
    """Whether the neighbour is a point's own first child by its number: "2.1.1" below "2.1"."""
    return bool(piece.number and following.number and following.number.startswith(f"{piece.number}."))


def has_verb(text: str) -> bool:
    """Whether a verb in the third person makes the line a statement."""
    return any(
        readings and all(one.pos == "V" and one.form in {"b", "vad"} for one in readings)
        for readings in (analyse_word(word.form) for word in words_of(text))
    )


def heads_area(piece: Piece, following: Piece) -> bool:
    """Whether a line among duties heads an area of them: by a colon, by points of another kind or by its children."""
    text = piece.text.rstrip()
    if len(text.split()) > (HEADING_WORDS if is_parent(piece, following) else AREA_HEADING_WORDS):
        return False
    if piece.is_list_item and text.endswith(":"):
        return begins_list(piece, following) and not has_verb(text)
    short = len(text.split()) <= AREA_HEADING_WORDS
    if piece.depth > 1:
        names_work = text.endswith("mine") and not has_verb(following.text)
        opens = following.bullet and short and not names_work
        return (opens or is_parent(piece, following)) and not has_verb(text)
    if piece.depth == 1 and piece.is_list_item and following.number == "a":  # "1. Järelevalve", "a) kontrollib …"
        return short and text[-1:].isalpha() and has_verb(following.text) and not has_verb(text)
    opens = text.endswith(":") or (following.bullet and short)
    return opens and following.is_list_item and not piece.is_list_item and not has_verb(text)
