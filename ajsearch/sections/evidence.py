"""Whether a text is a job description at all: by its title, its headings and its general data."""

from collections.abc import Sequence
from functools import lru_cache

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import SectionKind
from ajsearch.sections.general import Entry
from ajsearch.sections.labels import sentences_of
from ajsearch.sections.naming_words import has_document_word
from ajsearch.sections.parts import Part
from ajsearch.sections.phrases import words_of
from ajsearch.sections.pieces import LINES_KEPT, Piece
from ajsearch.sections.posts import post_in, statements_of
from ajsearch.sections.vocabulary import labels

TITLE_PIECES = 15
FOREIGN_TITLE_PIECES = 6
NEEDED = 3
"""Points that make a description: its own title gives 2, each kind of section and each label of general data 1.

An advertisement has no title of its own: duties together with requirements give 1 more."""

SPOKEN = 2
"""Sentences that begin with the post, in prose without headings."""

_TELLING = frozenset(
    {
        SectionKind.PURPOSE,
        SectionKind.DUTY,
        SectionKind.RIGHT,
        SectionKind.RESPONSIBILITY,
        SectionKind.OBLIGATION,
        SectionKind.TOOL,
        SectionKind.REQUIREMENT,
        SectionKind.COMPETENCY,
    }
)
_CORE = frozenset({SectionKind.PURPOSE, SectionKind.DUTY, SectionKind.REQUIREMENT, SectionKind.COMPETENCY})


def require_description(pieces: Sequence[Piece], parts: Sequence[Part], entries: Sequence[Entry]) -> None:
    """Raises ``FileProblem`` (``not_a_description``) for a text that shows too little of a job description."""
    titled = any(has_document_word(piece.text) for piece in pieces[:TITLE_PIECES])
    kinds = {part.first for part in parts if part.known and _has_content(part)} & _TELLING
    fields = {entry.field for entry in entries if entry.field in {"title", "unit", "manager", "substitute"}}
    advertised = {SectionKind.DUTY, SectionKind.REQUIREMENT} <= kinds
    points = 2 * titled + len(kinds) + len(fields) + advertised
    foreign = any(_is_foreign_title(piece.text) for piece in pieces[:FOREIGN_TITLE_PIECES])
    regulation = sum(piece.text.startswith("§") for piece in pieces) > 1
    shown = points >= NEEDED and bool(kinds & _CORE)
    if not (shown or (titled and _speaks_of_post(pieces))) or ((foreign or regulation) and not titled):
        raise FileProblem(
            Reason.NOT_A_DESCRIPTION,
            "The text does not look like a job description: it names no position with duties, purpose or requirements.",
        )


def _speaks_of_post(pieces: Sequence[Piece]) -> bool:
    """Whether sentences under a description's own title speak of one post again and again, without any heading."""
    post = (post_in(statements_of(pieces)).title or "").lower()
    spoken = sum(text.lower().startswith(post) for piece in pieces for text in sentences_of(piece.text))
    return bool(post) and spoken >= SPOKEN


def _has_content(part: Part) -> bool:
    return bool(part.pieces) and not part.heading.lstrip().startswith("§")


@lru_cache(maxsize=LINES_KEPT)
def _is_foreign_title(text: str) -> bool:
    """Whether a short line is the title of another kind of document ("PROTOKOLL nr 4")."""
    words = [word.form for word in words_of(text)]
    if not 0 < len(words) <= 6:
        return False
    joined = " ".join(words)
    return any(
        joined == title or words[-1] == title or (words[0] == title and text.isupper())
        for title in labels().foreign_titles
    )
