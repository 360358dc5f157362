"""Headings that no phrase knows, before any that one knows: lines set alike all over a description."""

from collections import Counter
from collections.abc import Sequence

from ajsearch.model import BlockKind
from ajsearch.sections.appearance import may_head
from ajsearch.sections.employers import names_employer
from ajsearch.sections.labels import labelled
from ajsearch.sections.naming_words import has_document_word, is_unit_name, names_post
from ajsearch.sections.people import is_person_line
from ajsearch.sections.pieces import Piece

LEAST_ALIKE = 3
"""Lines below the title that are set alike and as headings: so many are headings of sections."""

TITLE_PIECES = 12
"""The title stands among the first pieces."""


def styles_of_headings(pieces: Sequence[Piece]) -> frozenset[tuple[int, bool, bool, int]]:
    """The styles in which lines below the title are set as headings again and again."""
    titles = [place for place, piece in enumerate(pieces[:TITLE_PIECES]) if has_document_word(piece.text)]
    below = pieces[titles[-1] + 1 :] if titles else pieces[1:]
    styles = Counter(piece.style for piece in below if piece.kind is BlockKind.HEADING and may_head(piece))
    return frozenset(style for style, count in styles.items() if count >= LEAST_ALIKE)


def heads_first(piece: Piece, following: Piece) -> bool:
    """Whether a line set as a heading heads what follows: it names no post, house, unit or person, and is no label."""
    text = piece.text.rstrip(" :")
    named = names_post(text) or names_employer(text) or is_unit_name(text) or is_person_line(text)
    heads = piece.kind is BlockKind.HEADING and may_head(piece) and following.style != piece.style
    return heads and not named and labelled(piece.text) is None
