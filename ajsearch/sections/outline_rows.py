"""Rows of tables in the outline: headers of columns, areas of duties, and rows that a first cell heads."""

from collections.abc import Sequence

from msgspec.structs import replace

from ajsearch.model import BlockKind, SectionKind
from ajsearch.sections.appearance import HEADING_WORDS, SHORT_WORDS
from ajsearch.sections.headings import (
    HeadingMatch,
    Understand,
    classify,
    classify_damaged,
    column_role,
    is_intro,
    is_modal,
)
from ajsearch.sections.labels import field_of
from ajsearch.sections.language_grids import (
    grid_apart,
    grid_of_row,
    labelled_skills,
    languages_of_row,
    level_grid,
    names_languages,
    skills_of_row,
)
from ajsearch.sections.naming_words import opens_with_document_word
from ajsearch.sections.parts import LISTS, NEEDS_AND_QUALITIES, Part, Parts
from ajsearch.sections.pieces import Piece, is_number, paragraphs_of_cell, split_number
from ajsearch.sections.resolve import Kinds, begins_with_action, names_action, names_tool
from ajsearch.sections.tables import (
    Roles,
    area_of_row,
    completed_roles,
    is_area,
    names_area,
    roles_of_header,
    spread_roles,
)

_DUTY: Kinds = ((SectionKind.DUTY,),)
_NEEDS: Kinds = ((SectionKind.REQUIREMENT,),)


class Rows:
    """Takes one row after another into the parts; remembers the header of the table that it is in."""

    def __init__(self, parts: Parts, understand: Understand) -> None:
        self._parts = parts
        self._understand = understand
        self._header_piece: Piece | None = None
        self._header: tuple[Roles, list[str]] = (), []
        self._table: int | None = None
        self._label = ""
        self._named = False
        self._headed: Part | None = None
        self._languages: list[str] = []
        self._beside: list[tuple[int, Kinds, str]] = []

    def take(self, piece: Piece) -> None:
        """Put a row into the part that it belongs to; a row may open one or more."""
        cells = [cell.strip() for cell in piece.cells]
        if apart := grid_apart(cells):
            for row in apart:
                self.take(replace(piece, cells=tuple(row)))
            return
        roles = roles_of_header(cells)
        completed = completed_roles(cells)
        if piece.table is not None and piece.table != self._table:
            self._table, self._label, self._header, self._header_piece = piece.table, "", ((), []), None
            self._languages = []
            named = completed and ("area" in completed or column_role(cells[0].rstrip(":")) == "duty")
            roles = roles or (completed if named else self._requirement_columns(cells))
        roles = roles or (completed if piece.bold else None)
        beside, self._beside = self._beside, [] if roles else _headings_beside(piece, cells)
        if self._beside:
            return
        if beside and self._take_beside(beside, cells):
            return
        if roles:
            self._take_header(piece, roles, cells)
        elif (columns := labelled_skills(cells)) and self._opens_by_row(cells[0], cells[1:]):
            self._take_header(piece, columns, cells)
            self._headed = self._parts.current
        elif grid := level_grid(cells):
            self._header = grid, cells
        elif skills := self._language_of(cells):
            self._part_of_languages().pieces.append(Piece(text=skills, kind=BlockKind.PARAGRAPH))
        else:
            if names_languages(cells):
                self._languages, cells = cells, [cells[0], ", ".join(cells[1:])]
                piece = replace(piece, cells=tuple(cells))
            self._take_content(piece, cells)

    def _part_of_languages(self) -> Part:
        """The part that takes a language's row: that of its table's header, none of another label's row before it."""
        part = self._parts.current
        if part.row_under is None or not part.pieces or part is self._headed:
            return part
        self._headed = self._parts.open(part.kinds, part.row_under, sub=True)
        self._headed.goes_on = True
        return self._headed

    def _language_of(self, cells: list[str]) -> str:
        """What a row of a table of languages says, as text; "" for rows of other tables."""
        by_columns = skills_of_row(cells, *self._header) or grid_of_row(cells, *self._header)
        return by_columns or languages_of_row(cells, self._languages)

    def _requirement_columns(self, cells: Sequence[str]) -> Roles | None:
        """The roles of a header over requirements that the names of columns alone do not tell ("Valdkond | Nõue")."""
        named = len(cells) == 2 and column_role(cells[0]) == "area" and column_role(cells[1]) == "text"
        return ("name", "text") if named and self._parts.current.first is SectionKind.REQUIREMENT else None

    def _take_beside(self, headings: Sequence[tuple[int, Kinds, str]], cells: list[str]) -> bool:
        """Put the cells below headings that stand side by side under their headings; False for any other row."""
        places = {place for place, _, _ in headings}
        if not any(cells[place : place + 1] for place in places) or any(
            cell and place not in places for place, cell in enumerate(cells)
        ):
            return False
        for place, kinds, heading in headings:
            self._parts.open(kinds, heading)
            self._parts.current.pieces.extend(paragraphs_of_cell(cells[place]))
        return True

    def _take_header(self, piece: Piece, roles: Roles, cells: list[str]) -> None:
        self._open_by_columns(roles, cells)
        roles = spread_roles(roles, cells)
        self._header = roles, cells
        self._header_piece = replace(piece, roles=roles)
        if "skill" not in roles:
            self._parts.current.pieces.append(self._header_piece)

    def goes_on_with_duty(self, row: Piece) -> bool:
        """Whether a row of the table of duties that it is in holds one more of them, by its own words."""
        header = self._header_piece
        if header is None or row.table != self._table or len(row.cells) != len(header.roles):
            return False
        duties = [cell for cell, role in zip(row.cells, header.roles, strict=True) if role == "duty"]
        return any(names_action(cell) for cell in duties)

    def takes_area(self, piece: Piece) -> bool:
        """Whether a row's lone cell names the area of the duties below it in their table; its part is opened then."""
        header = self._header_piece
        inside = (
            header is not None and "duty" in header.roles and piece.table is not None and piece.table == self._table
        )
        if not inside or header is None or not self._parts.main.has(SectionKind.DUTY) or not names_area(piece):
            return False
        self._parts.open(self._parts.main.kinds, piece.text, sub=True)
        self._parts.current.pieces.append(header)
        return True

    def _take_content(self, piece: Piece, cells: list[str]) -> None:
        area, others = area_of_row(cells, self._header[0]) if self._parts.main.has(SectionKind.DUTY) else ("", ())
        if area and self._header_piece and not self._heads_other_section(area):
            self._parts.open(self._parts.main.kinds, area, sub=True)
            self._parts.current.pieces += [self._header_piece, replace(piece, cells=others)]
            return
        filled = [cell for cell in cells if any(map(str.isalnum, cell))]
        if not filled:
            return
        goes_on = not cells[0] and bool(self._label) and self._parts.current.has(SectionKind.REQUIREMENT)
        if goes_on:  # the first cell is merged with the one above
            filled = [self._label, *filled]
        _, _, label = split_number(filled[0])
        if not label.strip(". ") or is_number(filled[0]):
            filled = filled[1:]
            label = split_number(filled[0])[2] if filled else ""
        if len(filled) > 1 and self._opens_by_row(label, filled[1:]):
            self._label = label if cells[0] or goes_on else ""
            self._take_headed_cells(label, cells, filled[1:])
        else:
            self._parts.current.pieces.append(piece)

    def _heads_other_section(self, text: str) -> bool:
        """Whether a cell in the column of areas is the next section's heading ("Vastutab", "Tal on õigus")."""
        found = classify_damaged(text.rstrip(" :"), self._understand)
        others = {SectionKind.RIGHT, SectionKind.RESPONSIBILITY, SectionKind.REQUIREMENT, SectionKind.COMPETENCY}
        return found is not None and found.coverage == 1.0 and found.first in others

    def _take_headed_cells(self, label: str, cells: list[str], filled: list[str]) -> None:
        """The cells beside a row's heading; what a column welcomes only stands apart, under a heading that says so."""
        roles, header = self._header
        of_duties = "duty" in roles and len(filled) > 1  # "Keeled | eesti keel | C1" in one form with duties
        if len(roles) != len(cells) or of_duties:
            roles, header = (), []
        welcome = {cells[place]: header[place] for place, role in enumerate(roles) if role == "welcome"}
        self._named = self._named and not cells[0]
        contents = filled if self._named else [cell for cell in filled if not is_modal(cell)] or filled
        modal = [cell for cell in filled if cell not in contents]
        welcome |= {cell: one for one in modal for cell in contents if is_modal(one, welcome=True)}
        if not welcome and not roles:
            part = self._parts.current
            contents = [_unbroken(cell, listed=self._among_rows()) for cell in contents] if part.row_under else contents
            if not any("\n" in cell for cell in contents):
                name = contents[0]
                if len(contents) > 1 and _names_row(name) and part.first is SectionKind.REQUIREMENT:
                    part.row_under = part.heading if part.row_under else label.rstrip(" :")
                    part.label, part.heading = label.rstrip(" :"), name
                    self._named = True
                    contents = contents[1:]  # "Keeleoskus | eesti keel | C1"
                contents = [_as_one(contents)]
        for cell in contents:
            if cell in welcome:
                self._parts.open(self._parts.current.kinds, f"{label.rstrip(' :')} ({welcome[cell].lower()})", sub=True)
            self._parts.current.pieces.extend(_without_subject(paragraphs_of_cell(cell)))

    def _among_rows(self) -> bool:
        """Whether the row before was an entry of the same table's requirements too."""
        before = self._parts.all[-2]
        return before.row_under is not None and before.row_under == self._parts.current.row_under

    def _open_by_columns(self, roles: tuple[str | None, ...], cells: list[str]) -> None:
        named = dict(zip(roles, cells, strict=True))
        main = self._parts.main
        if "duty" in named and main.has(SectionKind.DUTY) and main.kinds != _DUTY:
            if main.pieces:
                self._parts.open(_DUTY, main.heading)  # "Eesmärk ja ülesanded": prose, then the table
            else:
                main.kinds = _DUTY
        elif "duty" in named and not main.has(SectionKind.DUTY):
            self._parts.open(_DUTY, named["duty"])
        elif "name" in named and "text" in named and self._parts.current.first is not SectionKind.COMPETENCY:
            found = classify_damaged(named["name"], self._understand)
            heads = self._parts.current.first is not SectionKind.REQUIREMENT or named["name"].isupper()
            if heads and found and found.first is SectionKind.COMPETENCY:
                self._parts.open(((SectionKind.COMPETENCY,),), named["name"])

    def _opens_by_row(self, label: str, others: list[str]) -> bool:
        """Whether a row's first cell heads the rest of the row; the part is opened then."""
        part = self._parts.current
        text = label.rstrip(" :")
        if "\n" in text or not 0 < len(text.split()) <= HEADING_WORDS:
            return False
        names = part.first is SectionKind.COMPETENCY and "name" in self._header[0]  # "Mõjus suhtlemine" is no heading
        if names or (part.first is SectionKind.GENERAL and field_of(text, self._understand)):
            return False
        found = classify_damaged(text, self._understand)
        below = part.first is SectionKind.REQUIREMENT and not self._parts.main.by_row
        if found and found.first is SectionKind.COMPETENCY and below:
            found = None if len(others) == 1 and is_label_of_one(others[0]) else found
        if found and found.coverage == 1.0 and self._row_heading_fits(found, others):
            sub = found.first is SectionKind.REQUIREMENT and self._parts.main.has(SectionKind.REQUIREMENT)
            opened = self._parts.open(found.kinds, text, sub=sub)
            opened.by_row = True
            opened.row_under = self._heading_of_rows() if sub else None
            return True
        may_name = part.kinds == NEEDS_AND_QUALITIES or (part.kinds == _NEEDS and part.known and not part.pieces)
        if may_name and len(others) == 1 and not found and begins_with_action(others[0]):
            part.kinds = NEEDS_AND_QUALITIES[1:]  # "Millised oskused on olulised?": names with what they mean
        weak = found is None or found.coverage < 1.0
        describes = part.first is SectionKind.COMPETENCY and len(others) == 1 and weak  # its name, its description
        if part.has(SectionKind.REQUIREMENT) and len(text.split()) <= SHORT_WORDS and not describes:
            under_main = self._parts.main.has(SectionKind.REQUIREMENT)
            opened = self._parts.open(self._parts.main.kinds if under_main else part.kinds, text, sub=True)
            opened.row_under = self._heading_of_rows() if under_main else None
            return True
        headed = any(one.roles for one in part.pieces)
        if part.first is SectionKind.DUTY and not headed and len(others) == 1 and is_area(label, others[0]):
            self._parts.open(self._parts.main.kinds, text, sub=True)
            return True
        return False

    def _heading_of_rows(self) -> str | None:
        """The heading above a table's rows; None where a row of the same form opened the part they belong to."""
        return None if self._parts.main.by_row else self._parts.main.heading

    def _row_heading_fits(self, found: HeadingMatch, others: list[str]) -> bool:
        part = self._parts.current
        if found.first is SectionKind.RESULT:  # a form's row of results under its row of duties
            return part.first is SectionKind.DUTY and bool(part.pieces) and not any(one.is_row for one in part.pieces)
        programs = found.first is SectionKind.TOOL and part.row_under is not None and not names_tool(others[0])
        if found.first is SectionKind.GENERAL or programs:  # "Tööriistad | PostgreSQL" among rows of requirements
            return False
        if found.first is SectionKind.OBLIGATION and part.first is SectionKind.COMPETENCY:
            return False  # "Konfidentsiaalsus" names a competency among competencies
        if found.first is SectionKind.OTHER and part.first in {*LISTS, SectionKind.GENERAL, SectionKind.REQUIREMENT}:
            return opens_with_document_word(others[0])  # "Ametijuhendi muutmine | Ametijuhend vaadatakse üle …"
        if part.has(found.first) and found.first is not SectionKind.REQUIREMENT and len(found.kinds[0]) == 1:
            return not part.pieces and bool(others)
        return True


def _headings_beside(piece: Piece, cells: Sequence[str]) -> list[tuple[int, Kinds, str]]:
    """The places, kinds and texts of two headings or more that a row in bold or capitals sets side by side, else []."""
    filled = [(place, cell) for place, cell in enumerate(cells) if cell]
    if len(filled) < 2 or not (piece.bold or all(cell.isupper() for _, cell in filled)):
        return []
    filled = [(place, split_number(cell)[2]) for place, cell in filled]
    found = [(place, classify(cell.rstrip(" :")), cell) for place, cell in filled]
    kinds = [match.kinds for _, match, _ in found if match and match.coverage == 1.0]
    different = len({one[0] for one in kinds}) == len(filled) == len(kinds)
    apart = different and not {one[0][0] for one in kinds} & {
        SectionKind.RESULT,
        SectionKind.GENERAL,
        SectionKind.OTHER,
    }
    return [(place, match.kinds, cell) for place, match, cell in found if match] if apart else []


def is_label_of_one(value: str) -> bool:
    """Whether a value beside "Isikuomadused" is one line of qualities, a requirement like those around it."""
    return "\n" not in value and ":" not in value and not value.rstrip().endswith(";")


def _names_row(cell: str) -> bool:
    """Whether a cell behind a label names what the next one states ("eesti keel", and not "kõnes C1")."""
    return len(cell.split()) <= SHORT_WORDS and not any(map(str.isdigit, cell))


def _unbroken(cell: str, *, listed: bool) -> str:
    """A value's lines as one text, ``listed`` among other rows also where they have no stops; a list stays as it is."""
    lines = paragraphs_of_cell(cell)
    sentences = all(line.text.endswith((".", ";")) for line in lines[:-1])
    if any(line.is_list_item for line in lines) or not (sentences or listed):
        return cell
    ends = [" " if line.text.endswith((".", ";", ",")) else "; " for line in lines[:-1]]
    return "".join(line.text + end for line, end in zip(lines, [*ends, ""], strict=True))


def _without_subject(lines: Sequence[Piece]) -> Sequence[Piece]:
    """A cell's lines without the subject of the list below it ("Sekretär:", then "a) koostab …")."""
    opens = len(lines) > 1 and lines[1].is_list_item and is_intro(lines[0].text)
    return lines[1:] if opens and not lines[0].is_list_item else lines


_CONJUNCTIONS = ("ja ", "ning ", "või ", "ehk ")


def _as_one(cells: Sequence[str]) -> str:
    """The cells beside one label as one text: columns without headings go on from each other."""
    text = cells[0]
    for cell in cells[1:]:
        text += f" {cell}" if cell.startswith(_CONJUNCTIONS) else f"; {cell}"
    return text
