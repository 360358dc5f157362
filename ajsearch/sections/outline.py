"""The outline: pieces cut into headed parts, each with the kinds of section that its heading may mean."""

from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from ajsearch.model import BlockKind, SectionKind
from ajsearch.sections.alike import heads_first, styles_of_headings
from ajsearch.sections.appearance import (
    SHORT_WORDS,
    begins_list,
    has_verb,
    heads_area,
    leads_list,
    may_head,
    same_list,
    stands_over_prose,
    weight_of,
)
from ajsearch.sections.competencies import CARD_WORDS
from ajsearch.sections.headings import (
    HeadingMatch,
    Understand,
    classify_damaged,
    column_role,
    is_intro,
    names_plainly,
)
from ajsearch.sections.labels import labelled
from ajsearch.sections.letterhead import is_of_title
from ajsearch.sections.naming_words import has_document_word, names_post, opens_with_document_word
from ajsearch.sections.outline_rows import Rows, is_label_of_one
from ajsearch.sections.parts import LISTS, Part, Parts
from ajsearch.sections.phrases import words_of
from ajsearch.sections.pieces import Piece
from ajsearch.sections.resolve import Kinds, names_tool
from ajsearch.sections.tables import linear_header
from ajsearch.sections.unpacking import run_in_apart, unpacked, without_heading

LOOSE_COVERAGE = 0.5
"""A heading that stands out may have as many words that no phrase knows ("Arhivaari tööülesanded")."""

SHORT_LEAD_WORDS, LEAD_WORDS = 3, 16
"""A sentence that leads to a list has so many words: fewer name an area, more say something themselves."""

_DUTY: Kinds = ((SectionKind.DUTY,),)
_GENERAL: Kinds = ((SectionKind.GENERAL,),)
_OTHER: Kinds = ((SectionKind.OTHER,),)
_AREA_LIKE = frozenset({SectionKind.TOOL, SectionKind.OTHER, SectionKind.REQUIREMENT, SectionKind.COMPETENCY})
"""Kinds whose headings name areas of duties too: "Töökeskkond", "Koostöö", "Koolitus"."""
_POWERS = frozenset({SectionKind.RIGHT, SectionKind.RESPONSIBILITY, SectionKind.OBLIGATION})


class Outline:
    """Cuts pieces into parts in one pass: what a heading is depends on the part it stands in."""

    def __init__(self, understand: Understand) -> None:
        self._understand = understand
        self._parts = Parts()
        self._rows = Rows(self._parts, understand)
        self._main_styles: set[tuple[int, bool, bool, int]] = set()
        self._area_styles: set[tuple[int, bool, bool, int]] = set()
        self._rank = 0
        self._over_prose = False
        self._alike: frozenset[tuple[int, bool, bool, int]] = frozenset()

    def cut(self, pieces: Sequence[Piece]) -> list[Part]:
        """All parts in order; the first, without a heading, holds what stands before any heading."""
        lines = ((unpacked(piece) or without_heading(piece)) if piece.is_row else (piece,) for piece in pieces)
        pieces = run_in_apart(list(chain.from_iterable(lines)))
        self._alike = styles_of_headings(pieces)
        for place, piece in enumerate(pieces):
            following = pieces[place + 1] if place + 1 < len(pieces) else None
            if piece.is_row:
                self._rows.take(piece)
            else:
                self._take_line(piece, following)
        return self._parts.all

    @property
    def _part(self) -> Part:
        return self._parts.all[-1]

    @property
    def _main(self) -> Part:
        return self._parts.main

    def _take_line(self, piece: Piece, following: Piece | None) -> None:
        part = self._part
        if not piece.bullet and part.has(SectionKind.DUTY) and linear_header(piece.text):
            if part.pieces and piece.style in self._main_styles:
                part = self._parts.open(_DUTY, piece.text)
            part.linear = True
        elif self._takes_column_name(piece):
            return
        elif self._is_provision(piece):
            self._parts.open(_OTHER, "")
            self._part.pieces.append(piece)
        elif self._is_label(piece):
            part.pieces.append(piece)
        elif found := self._heading(piece, following):
            area = found.coverage < 1.0 or self._stands_over_duty(piece, found, following)
            if not area or not self._rows.takes_area(piece):
                self._open_known(piece, found, following)
        elif opened := self._run_in(piece):
            found, heading, rest = opened
            self._open_known(replace(piece, text=heading), found, None)
            self._part.pieces.append(rest)
        elif self._is_intro(piece, following) or self._rows.takes_area(piece):
            return
        elif (main := self._heads_section(piece, following)) or self._is_unknown_heading(piece, following):
            self._open_unknown(piece, main=main)
        else:
            if part.row_under is not None and part.pieces and (piece.is_list_item or ":" in piece.text):
                part = self._parts.open(part.kinds, part.row_under, sub=True)  # a label or point without a row
                part.goes_on = True
            part.pieces.append(piece)

    def _takes_column_name(self, piece: Piece) -> bool:
        """Whether a line names a column of a table of duties that was printed cell by cell, or column by column."""
        part = self._part
        if part.kinds[0] != (SectionKind.DUTY,) or not part.known or not _is_plain(piece):
            return False
        role = column_role(piece.text.rstrip(":"))
        if not part.pieces and role == "result":
            part.linear = True
        elif role == "result" and not part.linear and _points(part) >= 2 - piece.text.endswith(":"):
            self._parts.open(((SectionKind.RESULT,),), piece.text, sub=True)
        else:
            return not part.pieces and role in {"duty", "number"}
        return True

    def _is_label(self, piece: Piece) -> bool:
        """Whether a line of the general data is one of its labels and no heading of the next section."""
        if self._part.first is not SectionKind.GENERAL:
            return False
        heads = piece.depth == 1 and (self._part.known or piece.kind is BlockKind.HEADING)
        found = None if heads else labelled(piece.text, self._understand)
        if found is None:
            return False
        match = classify_damaged(piece.text.rstrip(":"), self._understand)
        states = found.field == "title" and names_post(found.value)  # "Ametikoha nimetus   Peaspetsialist"
        if states or not match or match.coverage < 1.0:
            return True
        if match.first not in {SectionKind.GENERAL, SectionKind.OTHER}:
            return False
        return piece.depth > 1 or (not found.value and not piece.is_capitals)

    def _is_provision(self, piece: Piece) -> bool:
        """Whether a sentence below another section's list speaks of the description itself ("Töökirjeldus on …")."""
        if piece.is_list_item or not piece.text.endswith("."):
            return False
        within = self._part.first not in {SectionKind.GENERAL, SectionKind.OTHER} and bool(self._part.pieces)
        return within and opens_with_document_word(piece.text)

    def _heading(self, piece: Piece, following: Piece | None) -> HeadingMatch | None:
        """What a line says if it is a heading that the data file knows."""
        text = piece.text.rstrip()
        if not may_head(piece) or (not self._part.known and is_of_title(piece, following)):
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
        alike = piece.style in self._main_styles or self._heads_prose_alike(piece, following)
        weight = weight_of(piece) + 2 * leads_list(piece, following) + 2 * alike
        if found.coverage == 1.0 and (weight >= 1 or text[0].isupper()):
            return found
        if weight < 3 or (has_verb(text) and not text.endswith("?")):
            return None
        return found if found.coverage >= LOOSE_COVERAGE or names_plainly(text, found.kinds[0]) else None

    def _names_competency(self, piece: Piece, following: Piece | None) -> bool:
        """Whether a line set like the headings of sections names a competency that the line below it describes: the
        first below their heading, and those set like it."""
        part = self._part
        among = part.first is SectionKind.COMPETENCY and part.known
        alike = among and (not part.pieces or part.pieces[0].style == piece.style)
        described = following is not None and _is_plain(following) and not following.is_list_item
        return alike and described and len(words_of(piece.text)) <= CARD_WORDS

    def _is_entry_of_list(self, piece: Piece, following: Piece | None, found: HeadingMatch) -> bool:
        """Whether a line, though it reads like a heading, is one entry of a list, or a competency's name."""
        part = self._part
        if found.first in {SectionKind.OTHER, SectionKind.COMPETENCY} and self._names_competency(piece, following):
            return True
        if piece.style not in self._main_styles and part.first in LISTS:
            names_competency = part.first is SectionKind.COMPETENCY and (
                found.coverage < 1.0 or (found.first is SectionKind.COMPETENCY and len(words_of(piece.text)) < 2)
            )
            set_off = piece.is_capitals or (piece.bold and piece.number is not None)
            if names_competency or (found.first is SectionKind.OTHER and not set_off):
                return True
        stands_out = piece.is_capitals or piece.bold or (piece.kind is BlockKind.HEADING and piece.depth == 1)
        if piece.number is None or stands_out:
            return False
        if not (piece.text[0].isupper() or piece.text.endswith(":")):
            return True
        return following is None or (same_list(piece, following) and not piece.text.endswith(":"))

    def _open_known(self, piece: Piece, found: HeadingMatch, following: Piece | None) -> None:
        part, main = self._part, self._main
        plain = _is_plain(piece) and piece.kind is not BlockKind.HEADING
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
            and not (len(found.kinds[0]) > 1 and part.pieces)
            and (piece.text.endswith(":") or not part.pieces)
        ):
            return
        deeper = bool(piece.depth > 1)
        if self._is_first_area(piece):
            self._area_styles.add(piece.style)
        of_areas = main.kinds == _DUTY and piece.style in self._area_styles - self._main_styles
        first = found.coverage < 1.0 and self._is_bare_of_duties()  # "Seadmed ja mõõtmised" right under "Mida sa teed?"
        sub = of_areas or first or (found.first is main.first and found.first is SectionKind.REQUIREMENT)
        kinds = found.kinds
        if found.first is SectionKind.RESULT:
            of_duty = main.has(SectionKind.DUTY) and (plain or piece.style not in self._main_styles)
            kinds = main.kinds if of_duty else ((SectionKind.RESULT,),)
        if deeper and found.first is SectionKind.OTHER and main.known:
            kinds = main.kinds
        self._over_prose = self._over_prose or (plain and stands_over_prose(piece, following))
        if not sub and not deeper and not plain:
            self._main_styles.add(piece.style)
            self._rank = piece.rank
        self._parts.open(kinds, piece.text, sub=sub or deeper)

    def _heads_prose_alike(self, piece: Piece, following: Piece | None) -> bool:
        """Whether a plain line stands over prose where a known heading before it did: "Üldist", then "Laomehe töö"."""
        if not self._over_prose or not stands_over_prose(piece, following):
            return False
        before = self._part.pieces[-1].text if self._part.pieces else ""
        return not before or before.endswith(".")

    def _is_first_area(self, piece: Piece) -> bool:
        """Whether a heading of a lower rank stands right under that of the duties: it names an area of theirs."""
        return self._is_bare_of_duties() and 0 < self._rank < piece.rank and piece.style not in self._main_styles

    def _is_bare_of_duties(self) -> bool:
        """Whether nothing stands yet under the heading of the duties."""
        return self._main.kinds == _DUTY and self._part is self._main and not self._main.pieces

    def _stands_over_duty(self, piece: Piece, found: HeadingMatch, following: Piece | None) -> bool:
        """Whether a table's lone cell that reads like a heading ("Töökeskkond") has one more duty's row below it."""
        if found.first not in _AREA_LIKE or following is None or not following.is_row or following.table != piece.table:
            return False
        return self._rows.goes_on_with_duty(following)

    def _run_in(self, piece: Piece) -> tuple[HeadingMatch, str, Piece] | None:
        """A heading with its text on the same line ("Ametikoha eesmärk: tagada …")."""
        heading, colon, rest = piece.text.partition(":")
        if not colon or not rest.strip() or piece.bullet or len(heading.split()) > SHORT_WORDS:
            return None
        part = self._part
        titles = not part.known and has_document_word(heading)  # "AMETIKOHA PROFIIL: koordinaator"
        if titles or (piece.number and part.first is not SectionKind.GENERAL and piece.depth != 1):
            return None
        found = classify_damaged(heading, self._understand)
        if (
            found is None
            or found.coverage < 1.0
            or found.first in {SectionKind.RESULT, SectionKind.OTHER, SectionKind.GENERAL}
        ):
            return None
        names = found.first is SectionKind.COMPETENCY and is_label_of_one(rest)
        programs = found.first is SectionKind.TOOL and not names_tool(rest)  # "Töövahendid: Excel"
        if (names or programs) and self._is_among_labels():
            return None
        if any(part.has(kind) for kind in found.kinds[0]) or (
            part.first in LISTS and found.first is SectionKind.REQUIREMENT and piece.number
        ):
            return None
        return found, heading, Piece(text=rest.strip(), kind=BlockKind.PARAGRAPH)

    def _is_among_labels(self) -> bool:
        """Whether the requirement above is a label with its value, so that one more belongs to the same list."""
        before = self._part.pieces[-1].text if self._part.pieces else ""
        label, colon, value = before.partition(":")
        labels = bool(colon and value.strip()) and len(label.split()) <= SHORT_WORDS
        return self._part.first is SectionKind.REQUIREMENT and labels

    def _is_intro(self, piece: Piece, following: Piece | None) -> bool:
        if piece.bullet or not piece.text.endswith(":"):
            return not piece.is_list_item and (self._is_subject(piece, following) or self._grants(piece, following))
        if piece.is_list_item:  # "6. Spetsialistil on õigus:" before points of another kind
            opens = following is not None and begins_list(piece, following)
            return opens and is_intro(piece.text)
        if self._main.guessed and following is not None and following.is_list_item and not has_verb(piece.text):
            return len(piece.text.split()) <= SHORT_WORDS
        if self._leads_in(piece, following):
            return True
        first_of_list = self._part.first in _POWERS and not self._part.pieces
        return is_intro(piece.text) or (first_of_list and len(piece.text.split()) <= SHORT_WORDS)

    def _leads_in(self, piece: Piece, following: Piece | None) -> bool:
        """Whether a sentence with a colon right under a heading only leads to the list or table below it."""
        opens = following is not None and (following.is_list_item or following.is_row) and not self._part.pieces
        inside = self._part.known and self._part.first in {SectionKind.DUTY, *_POWERS}
        return opens and inside and SHORT_LEAD_WORDS <= len(piece.text.split()) <= LEAD_WORDS

    def _grants(self, piece: Piece, following: Piece | None) -> bool:
        """Whether a line without a stop says whose rights the list below it holds: "Laomehel on õigus"."""
        opens = following is not None and following.is_list_item and not self._part.pieces
        return opens and self._part.first in _POWERS and is_intro(piece.text)

    def _is_subject(self, piece: Piece, following: Piece | None) -> bool:
        """Whether a line is the subject of the list below it: "Vanemarhivaar", then "korraldab …", "juhendab …"."""
        opens = following is not None and following.is_list_item and following.text[:1].islower()
        return opens and not self._part.pieces and self._part.first is SectionKind.DUTY and is_intro(piece.text)

    def _is_unknown_heading(self, piece: Piece, following: Piece | None) -> bool:
        text, part = piece.text.rstrip(), self._part
        begins = not piece.bullet and (text[:1].isupper() or (piece.is_list_item and text.endswith(":")))
        heads = begins and not text.endswith(".") and not has_document_word(text) and may_head(piece)
        if following is None or not heads:
            return False
        if part.first is SectionKind.GENERAL and (part.guessed or not part.known):
            return piece.style in self._alike and heads_first(piece, following)
        main = piece.style in self._main_styles
        entry = self._counts_on(piece) or self._names_competency(piece, following)
        label = part.first is SectionKind.GENERAL and not main and not self._stands_free(piece)
        if entry or label:
            return False
        if (main and weight_of(piece) >= 2) or part.first is SectionKind.COMPETENCY:
            return main and weight_of(piece) >= 2
        if piece.kind is BlockKind.HEADING or piece.bold or piece.is_capitals:
            return not same_list(piece, following)
        return not part.linear and self._main.has(SectionKind.DUTY) and heads_area(piece, following)

    def _heads_section(self, piece: Piece, following: Piece | None) -> bool:
        """Whether a line that no phrase knows heads a section by where it stands."""
        return self._heads_list_below_aim(piece, following) or self._heads_prose_alike(piece, following)

    def _heads_list_below_aim(self, piece: Piece, following: Piece | None) -> bool:
        """Whether an unmarked line over a list, below the post's aim and before any duties, heads what no phrase knows:
        "Õppe- ja kasvatustöö"."""
        text, part = piece.text.rstrip(), self._part
        below = part.known and part.first is SectionKind.PURPOSE and bool(part.pieces)
        if not below or following is None or not following.is_list_item or piece.is_list_item:
            return False
        if following.kind is BlockKind.HEADING:  # the next section's
            return False
        if any(one.first is SectionKind.DUTY for one in self._parts.all) or not text[:1].isupper():
            return False
        return len(text.split()) <= SHORT_WORDS and text[-1].isalpha() and not has_verb(text)

    def _counts_on(self, piece: Piece) -> bool:
        """Whether a plain line's number goes on from the entry above, so that it is the next one of the list."""
        before = self._part.pieces[-1].number if self._part.pieces else None
        numbers = before and before.isdigit() and piece.number and piece.number.isdigit()
        return (
            bool(numbers) and not (piece.bold or piece.is_capitals) and int(piece.number or 0) == int(before or 0) + 1
        )

    def _stands_free(self, piece: Piece) -> bool:
        """Whether a heading in the general data is no value that a label before it waits for."""
        before = self._part.pieces[-1] if self._part.pieces else None
        waiting = before is None or (found := labelled(before.text, self._understand)) is None or not found.value
        return piece.kind is BlockKind.HEADING and piece.depth < 2 and not waiting

    def _open_unknown(self, piece: Piece, *, main: bool) -> None:
        first = self._part.first is SectionKind.GENERAL and (self._part.guessed or not self._part.known)
        if main or first or piece.style in self._main_styles:
            self._main_styles.add(piece.style)
            self._parts.open(_GENERAL if first else _OTHER, piece.text)
            self._part.guessed = True
        else:
            self._area_styles.add(piece.style)
            self._parts.open(self._main.kinds, piece.text, sub=True)
            self._part.guessed = self._main.guessed


def _points(part: Part) -> int:
    """How many points of a list a part has."""
    return sum(one.is_list_item for one in part.pieces)


def _is_plain(piece: Piece) -> bool:
    """Whether nothing but its words sets a line off; a line alone between blank ones may count as a heading."""
    return not piece.bold and not piece.is_capitals and piece.number is None


def cut_into_parts(pieces: Sequence[Piece], understand: Understand) -> list[Part]:
    """The parts of a description; the first holds what stands before any heading."""
    return Outline(understand).cut(pieces)
