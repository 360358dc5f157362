"""Signatures and approvals: the parts of a description that name people, left out before anything else is read."""

from collections.abc import Iterator
from functools import lru_cache

from ajsearch.estonian.lasting import lasting_of_text
from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import BlockKind
from ajsearch.sections.headings import classify, is_position_word
from ajsearch.sections.naming_words import has_document_word, is_role, is_unit_name
from ajsearch.sections.people import is_person_line
from ajsearch.sections.phrases import words_of
from ajsearch.sections.pieces import LINES_KEPT, Piece
from ajsearch.sections.vocabulary import signature_cues

APPROVAL_PIECES = 12
"""An approval stands around the title: no farther down than so many pieces, and before the first numbered heading."""

SIGNATURE_FROM = 0.5
"""Labels that may be general data at the top ("Tööandja:") are signatures in the second half of a description only."""

CLOSING_FROM = 0.75
"""A last provision ("Kinnitatud …", "Koostatud …") stands in the last quarter; such words elsewhere are content."""

SIGNERS_WORDS = 5
ONE_SIGNERS_WORDS = 3
"""A post alone on the last line ("Linnaosa vanem", "Juhatuse liige:") is where its holder signs."""

NAME_LINES = 2
"""Lines below an approver's house of which one has the order's date or number ("X Ameti", "direktori 12.02.2014")."""

MAX_LINE = 90
"""Characters of a line of an approval or signature; a longer text is part of the description."""


def without_signatures(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces without blocks of signature and approval, wherever they stand."""
    return _without_repeated_titles(_without_signed(_without_approval(pieces)))


def _without_repeated_titles(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Without lines inside the description that say its name again in words of its top: typed pages' headers."""
    if not any(has_document_word(piece.text) for piece in pieces[APPROVAL_PIECES:]):
        return pieces
    top = {word.form for piece in pieces[:APPROVAL_PIECES] for word in words_of(piece.text)}
    return tuple(
        piece
        for place, piece in enumerate(pieces)
        if place < APPROVAL_PIECES or not has_document_word(piece.text) or not _says_again(piece, top)
    )


def _says_again(piece: Piece, top: set[str]) -> bool:
    plain = not piece.is_row and not piece.is_list_item and not piece.text.endswith((".", ":"))
    return plain and all(word.form in top for word in words_of(piece.text)) and classify(piece.text) is None


def approval_of(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of the approval at the top, which often name the employer."""
    return tuple(pieces[place] for place in _approval(pieces))


def _without_approval(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    approval = set(_approval(pieces))
    return tuple(piece for place, piece in enumerate(pieces) if place not in approval) if approval else pieces


def _approval(pieces: tuple[Piece, ...]) -> Iterator[int]:
    """The places of the lines of the approval at the top."""
    cues = signature_cues()
    inside = False
    for place, piece in enumerate(pieces[:APPROVAL_PIECES]):
        if piece.depth == 1 and not cues.approval_line.search(piece.text):
            return
        if has_document_word(piece.text) and not cues.approval.search(piece.text):
            inside = False
        elif cues.approval.search(piece.text):
            inside = True
        elif inside and not (
            _in_approval(piece.text) or is_person_line(piece.text) or _before_approval_line(pieces, place)
        ):
            inside = False
        if inside:
            yield place


def _before_approval_line(pieces: tuple[Piece, ...], place: int) -> bool:
    """Whether a short line is the approver's name, over one line or two, above the order's date and number."""
    for piece, below in zip(pieces[place:], pieces[place + 1 : place + 1 + NAME_LINES], strict=False):
        if len(piece.text) > MAX_LINE or piece.is_list_item or has_document_word(piece.text):
            return False
        if _in_approval(below.text):
            return True
    return False


def _in_approval(text: str) -> bool:
    """Whether a line says when or by what order something was approved; the number of a unit does not."""
    return bool(signature_cues().approval_line.search(text)) and not is_unit_name(text)


def _without_signed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    kept: list[Piece] = []
    inside = False
    for place, piece in enumerate(pieces):
        if _begins_signature(piece, place / len(pieces)):
            while not inside and kept and (_is_signature_line(kept[-1]) or _names_signers(kept[-1])):
                kept.pop()
            inside = True
        elif inside and (_resumes(piece)):
            inside = False
        if not inside:
            kept.append(piece)
    return _without_tail(kept)


def _without_tail(kept: list[Piece]) -> tuple[Piece, ...]:
    """Without names and dates at the very end, which some templates print with no other word of signature."""
    while len(kept) > 1 and (_is_signature_line(kept[-1]) or _stands_for_signers(kept[-1])):
        kept.pop()
    return tuple(kept)


def _begins_signature(piece: Piece, share: float) -> bool:
    """Whether a piece, ``share`` of the description above it, opens a block of signatures."""
    if share < SIGNATURE_FROM:
        return False
    cells = " ".join(cell for cell in piece.cells if cell.strip()) if piece.is_row else piece.text
    signs, closes = _says_of_signing(cells.replace("\n", " "))
    return signs or (closes and share >= CLOSING_FROM and not piece.is_list_item)


@lru_cache(maxsize=LINES_KEPT)
@lasting_of_text("signing", tuple[bool, bool])
def _says_of_signing(text: str) -> tuple[bool, bool]:
    """Whether a text has a cue of signatures, and one of a description's last provision."""
    cues = signature_cues()
    return bool(cues.signature.search(text)), bool(cues.closing.search(text))


def _names_signers(piece: Piece) -> bool:
    """Whether a line above a signature only names the posts of those who sign ("Kantselei juhataja   Sekretär")."""
    words = piece.text.split()
    return not piece.is_row and not piece.is_list_item and 0 < len(words) <= SIGNERS_WORDS and is_role(piece.text)


def _stands_for_signers(piece: Piece) -> bool:
    """Whether a last line is the posts of those who sign, side by side ("Õendusjuht   Ülemõde") or alone."""
    words = words_of(" ".join(piece.cells) or piece.text)
    posts = sum(map(is_position_word, words))
    several = posts > 1 or (posts == 1 and len(words) <= ONE_SIGNERS_WORDS and not piece.is_row)
    plain = not piece.is_list_item and not piece.text.endswith(".") and len(words) <= SIGNERS_WORDS
    named = several and any(one.form in {"sg n", "pl n"} for one in analyse_word(words[-1].form, guess=True))
    return plain and named and is_position_word(words[-1])  # no "juhendab praktikante"


def _is_signature_line(piece: Piece) -> bool:
    if piece.is_row or len(piece.text) > MAX_LINE or piece.is_list_item:
        return False
    return bool(signature_cues().signature_line.search(piece.text)) or is_person_line(piece.text)


def _resumes(piece: Piece) -> bool:
    """Whether a known heading ends a block of signatures (an annex or the next part of the description)."""
    found = classify(piece.text)
    looks = piece.kind is BlockKind.HEADING or piece.is_capitals or piece.depth == 1
    return bool(found and found.coverage == 1.0 and looks and not is_person_line(piece.text))
