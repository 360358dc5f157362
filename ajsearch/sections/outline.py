"""The outline: pieces cut into headed parts, each with the kinds of section that its heading may mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import BlockKind, SectionKind
from ajsearch.sections.headings import HeadingMatch, Understand, classify_damaged, is_intro, names_plainly
from ajsearch.sections.labels import field_of, labelled
from ajsearch.sections.names import advertised_position, has_document_word
from ajsearch.sections.phrases import words_of
from ajsearch.sections.pieces import Piece, paragraphs_of_cell, split_number
from ajsearch.sections.resolve import Kinds
from ajsearch.sections.tables import area_of_row, is_area, linear_header, roles_of_header

HEADING_WORDS = 10
SHORT_WORDS = 6
LOOSE_COVERAGE = 0.5
"""A heading that stands out may have as many words that no phrase knows ("Arhivaari tööülesanded")."""

AREA_HEADING_WORDS = 5
"""An unmarked line with a colon heads an area of duties when it has no more words and no verb."""

_GENERAL: Kinds = ((SectionKind.GENERAL,),)
_OTHER: Kinds = ((SectionKind.OTHER,),)
_LISTS = frozenset({SectionKind.DUTY, SectionKind.COMPETENCY})
_POWERS = frozenset({SectionKind.RIGHT, SectionKind.RESPONSIBILITY, SectionKind.OBLIGATION})


@dataclass(slots=True)
class Part:
    """A heading and what stands under it. ``linear`` marks a table of duties and results printed as lines;
    ``known`` that a heading opened it, ``guessed`` that no phrase knows that heading.
    """

    kinds: Kinds
    heading: str
    pieces: list[Piece] = field(default_factory=list)
    linear: bool = False
    known: bool = True
    guessed: bool = False

    @property
    def first(self) -> SectionKind:
        """The likeliest kind."""
        return self.kinds[0][0]

    def has(self, kind: SectionKind) -> bool:
        """Whether the heading may mean this kind."""
        return any(kind in options for options in self.kinds)


class Outline:
    """Cuts pieces into parts in one pass: what a heading is depends on the part it stands in."""

    def __init__(self, understand: Understand) -> None:
        self._understand = understand
        self.parts = [Part(_GENERAL, "", known=False)]
        self._main = self.parts[0]
        self._main_styles: set[tuple[int, bool, bool, bool]] = set()
        self._header_piece: Piece | None = None
        self._header: tuple[tuple[str | None, ...], list[str]] = (), []

    def cut(self, pieces: Sequence[Piece]) -> list[Part]:
        """All parts in order; the first, without a heading, holds what stands before any heading."""
        for place, piece in enumerate(pieces):
            following = pieces[place + 1] if place + 1 < len(pieces) else None
            if piece.is_row:
                self._take_row(piece)
            else:
                self._take_line(piece, following)
        return self.parts

    @property
    def _part(self) -> Part:
        return self.parts[-1]

    def _open(self, kinds: Kinds, heading: str, *, known: bool = True, sub: bool = False) -> None:
        part = Part(kinds, heading.strip().rstrip(":").strip(), known=known)
        self.parts.append(part)
        if not sub:
            self._main = part

    def _take_line(self, piece: Piece, following: Piece | None) -> None:
        part = self._part
        if part.has(SectionKind.DUTY) and not piece.bullet and linear_header(piece.text):
            part.linear = True
        elif self._is_label(piece):
            part.pieces.append(piece)
        elif found := self._heading(piece, following):
            self._open_known(piece, found)
        elif opened := self._run_in(piece):
            found, heading, rest = opened
            self._open_known(replace(piece, text=heading), found)
            self._part.pieces.append(rest)
        elif self._is_intro(piece, following):
            return
        elif self._is_unknown_heading(piece, following):
            self._open_unknown(piece)
        else:
            part.pieces.append(piece)

    def _is_label(self, piece: Piece) -> bool:
        """Whether a line of the general data is one of its labels and no heading of the next section."""
        general = self._part.first is SectionKind.GENERAL and not (piece.depth == 1 and self._part.known)
        found = labelled(piece.text, self._understand) if general else None
        if found is None:
            return False
        match = classify_damaged(piece.text.rstrip(":"), self._understand)
        if not match or match.coverage < 1.0:
            return True
        if match.first not in {SectionKind.GENERAL, SectionKind.OTHER}:
            return False
        return piece.depth > 1 or (not found.value and not piece.is_capitals)

    def _heading(self, piece: Piece, following: Piece | None) -> HeadingMatch | None:
        """What a line says if it is a heading that the data file knows."""
        text = piece.text.rstrip()
        if not _may_head(piece) or (not self._part.known and (has_document_word(text) or advertised_position(text))):
            return None
        labels_value = bool(text.partition(":")[2])  # or a heading with its text behind it (see _run_in)
        found = None if labels_value else classify_damaged(text.rstrip(":"), self._understand)
        if found is None:
            return None
        if text.endswith(":") and is_intro(text):
            found = HeadingMatch(found.kinds, 1.0)
        if self._is_entry_of_list(piece, following, found) or (
            found.first is SectionKind.OTHER and found.coverage < 1.0
        ):
            return None
        weight = _weight(piece) + 2 * _leads_list(piece, following) + 2 * (piece.style in self._main_styles)
        if found.coverage == 1.0 and (weight >= 1 or text[0].isupper()):
            return found
        if weight < 3 or _has_verb(text):
            return None
        return found if found.coverage >= LOOSE_COVERAGE or names_plainly(text, found.first) else None

    def _is_entry_of_list(self, piece: Piece, following: Piece | None, found: HeadingMatch) -> bool:
        """Whether a line, though it reads like a heading, is one entry of a list, or a competency's name."""
        part = self._part
        if piece.style not in self._main_styles and part.first in _LISTS:
            names_competency = part.first is SectionKind.COMPETENCY and (
                found.coverage < 1.0 or (found.first is SectionKind.COMPETENCY and len(words_of(piece.text)) < 2)
            )
            if names_competency or (found.first is SectionKind.OTHER and not piece.is_capitals):
                return True
        stands_out = piece.is_capitals or piece.bold or (piece.kind is BlockKind.HEADING and piece.depth == 1)
        if piece.number is None or stands_out:
            return False
        if not (piece.text[0].isupper() or piece.text.endswith(":")):
            return True
        return following is None or (_same_list(piece, following) and not piece.text.endswith(":"))

    def _open_known(self, piece: Piece, found: HeadingMatch) -> None:
        part, main = self._part, self._main
        plain = (
            piece.kind is not BlockKind.HEADING and not piece.bold and not piece.is_capitals and piece.number is None
        )
        opens_list = is_intro(piece.text) or (piece.text.endswith(":") and found.first is not SectionKind.REQUIREMENT)
        if plain and opens_list and any(part.has(kind) for kind in found.kinds[0]) and not part.pieces and part.known:
            if len(part.kinds) > 1:
                part.kinds = found.kinds
            return
        if (
            plain
            and any(part.has(kind) for kind in found.kinds[0])
            and is_intro(piece.text)
            and len(part.kinds) == 1
            and (piece.text.endswith(":") or not part.pieces)
        ):
            return
        deeper = bool(piece.depth > 1)
        sub = found.first is main.first and found.first is SectionKind.REQUIREMENT
        kinds = found.kinds
        if found.first is SectionKind.RESULT:
            kinds = main.kinds if main.has(SectionKind.DUTY) else ((SectionKind.RESULT,),)
        if deeper and found.first is SectionKind.OTHER and main.known:
            kinds = main.kinds
        if not sub and not deeper and not plain:
            self._main_styles.add(piece.style)
        self._open(kinds, piece.text, sub=sub or deeper)

    def _run_in(self, piece: Piece) -> tuple[HeadingMatch, str, Piece] | None:
        """A heading with its text on the same line ("Ametikoha eesmärk: tagada …")."""
        heading, colon, rest = piece.text.partition(":")
        part = self._part
        if not colon or not rest.strip() or piece.bullet or len(heading.split()) > SHORT_WORDS:
            return None
        if piece.number and part.first is not SectionKind.GENERAL and piece.depth != 1:
            return None
        found = classify_damaged(heading, self._understand)
        if (
            found is None
            or found.coverage < 1.0
            or found.first in {SectionKind.RESULT, SectionKind.OTHER, SectionKind.GENERAL}
        ):
            return None
        if any(part.has(kind) for kind in found.kinds[0]) or (
            part.first in _LISTS and found.first is SectionKind.REQUIREMENT and piece.number
        ):
            return None
        return found, heading, Piece(text=rest.strip(), kind=BlockKind.PARAGRAPH)

    def _is_intro(self, piece: Piece, following: Piece | None) -> bool:
        if not piece.text.endswith(":") or piece.bullet:
            return False
        if piece.is_list_item:  # "6. Spetsialistil on õigus:" before points of another kind
            opens = following is not None and _begins_list(piece, following)
            return opens and is_intro(piece.text)
        first_of_list = self._part.first in _POWERS and not self._part.pieces
        return is_intro(piece.text) or (first_of_list and len(piece.text.split()) <= SHORT_WORDS)

    def _is_unknown_heading(self, piece: Piece, following: Piece | None) -> bool:
        text, part = piece.text.rstrip(), self._part
        if following is None or not part.known or piece.bullet or not text[:1].isupper() or has_document_word(text):
            return False
        if text.endswith(".") or not _may_head(piece):
            return False
        if part.first is SectionKind.GENERAL and piece.style not in self._main_styles and not self._stands_free(piece):
            return False
        if piece.style in self._main_styles and _weight(piece) >= 2:
            return True
        if piece.kind is BlockKind.HEADING or piece.bold or piece.is_capitals:
            return part.first is not SectionKind.COMPETENCY and not _same_list(piece, following)
        return part.first is not SectionKind.COMPETENCY and self._is_area_line(piece, following)

    def _stands_free(self, piece: Piece) -> bool:
        """Whether a heading in the general data is no value that a label before it waits for."""
        before = self._part.pieces[-1] if self._part.pieces else None
        waiting = before is None or (found := labelled(before.text, self._understand)) is None or not found.value
        return piece.kind is BlockKind.HEADING and piece.depth < 2 and not waiting

    def _is_area_line(self, piece: Piece, following: Piece) -> bool:
        text = piece.text.rstrip()
        if self._part.linear or not self._main.has(SectionKind.DUTY) or len(text.split()) > AREA_HEADING_WORDS:
            return False
        if piece.depth > 1:
            opens = following.depth > piece.depth or (following.bullet and len(text.split()) <= AREA_HEADING_WORDS)
            return opens and not _has_verb(text) and not text.endswith("mine")
        return text.endswith(":") and following.is_list_item and not piece.is_list_item and not _has_verb(text)

    def _open_unknown(self, piece: Piece) -> None:
        if piece.style in self._main_styles:
            self._open(_OTHER, piece.text)
            self._part.guessed = True
        else:
            self._open(self._main.kinds, piece.text, sub=True)

    def _take_row(self, piece: Piece) -> None:
        cells = [cell.strip() for cell in piece.cells]
        roles = roles_of_header(cells)
        if roles:
            self._open_by_columns(roles, cells)
            self._header = roles, cells
            self._header_piece = piece
            self._part.pieces.append(piece)
            return
        area, others = area_of_row(cells, self._header[0]) if self._main.has(SectionKind.DUTY) else ("", ())
        if area and self._header_piece:
            self._open(self._main.kinds, area, sub=True)
            self._part.pieces += [self._header_piece, replace(piece, cells=others)]
            return
        filled = [cell for cell in cells if cell]
        _, _, label = split_number(filled[0])
        if not label.strip(". ") or filled[0].replace(".", "").isdigit():
            filled = filled[1:]
            label = split_number(filled[0])[2] if filled else ""
        if len(filled) > 1 and self._opens_by_row(label, filled[1:]):
            self._take_headed_cells(label, cells, filled[1:])
        else:
            self._part.pieces.append(piece)

    def _take_headed_cells(self, label: str, cells: list[str], filled: list[str]) -> None:
        """The cells beside a row's heading; what a column welcomes only stands apart, under a heading that says so."""
        roles, header = self._header if len(self._header[0]) == len(cells) else ((), [])
        welcome = {cells[place]: header[place] for place, role in enumerate(roles) if role == "welcome"}
        for cell in filled:
            if cell in welcome:
                self._open(self._part.kinds, f"{label.rstrip(' :')} ({welcome[cell].lower()})", sub=True)
            self._part.pieces.extend(paragraphs_of_cell(cell))

    def _open_by_columns(self, roles: tuple[str | None, ...], cells: list[str]) -> None:
        named = dict(zip(roles, cells, strict=True))
        if "duty" in named and not self._main.has(SectionKind.DUTY):
            self._open(((SectionKind.DUTY,),), named["duty"])
        elif (
            "name" in named
            and "text" in named
            and self._part.first not in {SectionKind.COMPETENCY, SectionKind.REQUIREMENT}
        ):
            found = classify_damaged(named["name"], self._understand)
            if found and found.first is SectionKind.COMPETENCY:
                self._open(((SectionKind.COMPETENCY,),), named["name"])

    def _opens_by_row(self, label: str, others: list[str]) -> bool:
        """Whether a row's first cell heads the rest of the row; the part is opened then."""
        part = self._part
        text = label.rstrip(" :")
        if "\n" in text or not 0 < len(text.split()) <= HEADING_WORDS:
            return False
        if part.first is SectionKind.GENERAL and field_of(text, self._understand):
            return False
        found = classify_damaged(text, self._understand)
        if found and found.coverage == 1.0 and self._row_heading_fits(found, others):
            sub = found.first is SectionKind.REQUIREMENT and self._main.has(SectionKind.REQUIREMENT)
            self._open(found.kinds, text, sub=sub)
            return True
        if part.has(SectionKind.REQUIREMENT) and len(text.split()) <= SHORT_WORDS:
            self._open(self._main.kinds if self._main.has(SectionKind.REQUIREMENT) else part.kinds, text, sub=True)
            return True
        headed = any(one.is_row and roles_of_header(one.cells) for one in part.pieces)
        if part.first is SectionKind.DUTY and not headed and len(others) == 1 and is_area(label, others[0]):
            self._open(self._main.kinds, text, sub=True)
            return True
        return False

    def _row_heading_fits(self, found: HeadingMatch, others: list[str]) -> bool:
        part = self._part
        if found.first is SectionKind.RESULT:  # a form's row of results under its row of duties
            return part.first is SectionKind.DUTY and bool(part.pieces) and not any(one.is_row for one in part.pieces)
        if found.first is SectionKind.GENERAL:
            return False
        if found.first is SectionKind.OBLIGATION and part.first is SectionKind.COMPETENCY:
            return False  # "Konfidentsiaalsus" names a competency among competencies
        if found.first is SectionKind.OTHER and part.first in {*_LISTS, SectionKind.GENERAL, SectionKind.REQUIREMENT}:
            return False
        if part.has(found.first) and found.first is not SectionKind.REQUIREMENT:
            return not part.pieces and bool(others)
        return True


def cut_into_parts(pieces: Sequence[Piece], understand: Understand) -> list[Part]:
    """The parts of a description; the first holds what stands before any heading."""
    return Outline(understand).cut(pieces)


def _weight(piece: Piece) -> int:
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


def _may_head(piece: Piece) -> bool:
    """Whether a line is neither too long for a heading nor an entry or a sentence by its last character."""
    text = piece.text.rstrip()
    if (piece.bullet and not piece.bold) or text.endswith((";", ",")) or len(text.split()) > HEADING_WORDS:
        return False
    return not text.endswith(".") or piece.is_capitals or piece.bold


def _leads_list(piece: Piece, following: Piece | None) -> bool:
    """Whether a short unmarked line without a stop stands right before a list."""
    return (
        following is not None
        and following.is_list_item
        and not piece.is_list_item
        and len(piece.text.split()) <= SHORT_WORDS
        and piece.text[:1].isupper()
        and piece.text[-1] not in ".;,"
    )


def _same_list(piece: Piece, following: Piece) -> bool:
    """Whether two neighbours are entries of one list, so that the first heads nothing."""
    if piece.number is None or following.number is None or following.depth != piece.depth:
        return False
    return piece.style == following.style


def _begins_list(piece: Piece, following: Piece) -> bool:
    """Whether the neighbour of a point opens a list of its own under it: other marks, or counted from the start."""
    anew = following.number in {"1", "a"} and piece.number not in {"1", "a"}
    return following.is_list_item and (following.style != piece.style or anew)


def _has_verb(text: str) -> bool:
    """Whether a verb in the third person makes the line a statement."""
    return any(
        readings and all(one.pos == "V" and one.form in {"b", "vad"} for one in readings)
        for readings in (analyse_word(word.form) for word in words_of(text))
    )
