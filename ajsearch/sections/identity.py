"""Who a description is about: title, employer and unit, from labels, title lines, header lines and mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from pathlib import PurePath

from msgspec import structs

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import BlockKind
from ajsearch.sections.appearance import has_verb
from ajsearch.sections.employers import (
    bare_house,
    employer_in,
    employer_of_approval,
    house_on_top,
    is_office_of,
    mentioned_employer,
    names_employer,
    naming_lines,
    seat_of,
    unit_beside,
)
from ajsearch.sections.general import Entry, first_value, house_of_unit, last_of_several, narrowest_unit, post_of_holder
from ajsearch.sections.headings import classify
from ajsearch.sections.labels import field_of
from ajsearch.sections.letterhead import cells_on_top
from ajsearch.sections.names import (
    Named,
    advertised_position,
    in_nominative_form,
    is_leader,
    last_unit,
    name_from_plain_line,
    name_from_title_line,
)
from ajsearch.sections.naming_words import has_document_word, is_role, is_unit_name, names_post
from ajsearch.sections.nominative import capitalised, natural_case, nominative
from ajsearch.sections.people import is_person_line
from ajsearch.sections.pieces import Piece
from ajsearch.sections.posts import post_in, statements_of
from ajsearch.sections.prose import (
    house_apart,
    is_bare_unit,
    manager_in,
    says_where_one_works,
    unit_in,
    unit_inside,
    unit_of_title,
    unit_within,
)
from ajsearch.sections.vocabulary import labels

TITLE_PIECES = 12
"""A title line stands among the first pieces."""

FOOTER_PIECES = 2
"""A footer of one page is read as its last lines."""

TITLE_WORDS = 9
_FILE_NOISE = re.compile(r"(?:[_\d]|[^\w-])+")


@dataclass(frozen=True, slots=True)
class Identity:
    """The position's names as the description gives them."""

    title: str
    employer: str | None
    unit: str | None
    manager: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a description: running headers, the approval's texts, the file's name."""

    headers: Sequence[str] = ()
    approval: Sequence[str] = ()
    file_name: str = ""


def identity_of(pieces: Sequence[Piece], entries: Sequence[Entry], around: Around) -> Identity:
    """Title, employer, unit and manager: labels first, then the title line, then lines around it, then mentions."""
    top = _top_lines(pieces[:TITLE_PIECES])
    named, place = _from_title_lines(top)
    if named.title and named.title.lower() in labels().generic_titles:
        named = replace(named, title=None)
    line = _lone_line(top, place, pieces)
    plain = name_from_plain_line(line) if line else Named()
    if named.title and plain.title and names_post(plain.title) and not is_role(named.title):
        named = replace(named, title=None)  # "Siseveeb · ametijuhendid" above the heading
    named = replace(named, unit=named.unit or plain.unit)
    stated = first_value(entries, "title") or post_of_holder(entries)
    printed = named.title or plain.title
    spoken = Named()
    title = (
        (None if stated and printed and names_post(printed) and not _is_titled(stated) else stated)
        or named.title
        or next((found for piece in top if (found := advertised_position(piece.text))), None)
        or (plain.title if plain.title and names_post(plain.title) else None)
        or (spoken := post_in(statements_of(pieces))).title
        or plain.title
        or _from_file(around.file_name)
    )
    title, noted_unit = _without_note(title)
    title, outer_unit = _without_unit(title)
    lines = naming_lines(top)
    stated_unit = narrowest_unit(entries) or noted_unit
    prose = [entry.value for entry in entries if entry.field is None or entry.value.endswith(".")]
    answers = (entry for entry in entries if entry.field == "manager" and has_verb(entry.value))  # "… ja kuulub …"
    works = (entry for entry in entries if says_where_one_works(entry.label))
    prose += [f"{entry.label} {entry.value}" for entry in (*answers, *works)]
    outer, named = _house_apart_from(named, employer_in([*lines, *around.headers, *cells_on_top(pieces)]))
    line_house, header_house = employer_in(lines), employer_in(around.headers)
    if line_house and header_house and is_unit_name(line_house) and not is_unit_name(header_house):
        line_house = None  # a centre on top, its house in the page's header
    stated_house = bare_house(first_value(entries, "employer") or "")
    if line_house and stated_house.lower().endswith(labels().own_houses):
        stated_house = ""  # a prefecture that a label names, under the board on top
    employer = (
        stated_house
        or outer
        or named.employer
        or line_house
        or plain.employer
        or header_house
        or employer_in(cells_on_top(pieces))
        or employer_in(around.approval)
        or employer_of_approval(around.approval)
        or employer_in(naming_lines(pieces[-FOOTER_PIECES:]))
        or house_of_unit(entries)
        or house_on_top(top, title)
        or (next(filter(is_unit_name, lines), None) if stated_unit else None)
    )
    employer, inner = unit_inside(_in_full(bare_house(employer), around.approval)) if employer else (None, None)
    unit = stated_unit or _unit_of(named, inner, (lines, cells_on_top(pieces), around.approval), prose, title)
    unit = unit or spoken.unit or outer_unit
    if employer and is_bare_unit(employer):  # "LINNAKANTSELEI ARHIVAARI AMETIJUHEND" of a town's government
        unit, employer = unit or employer, mentioned_employer(pieces) or employer
    house, unit = house_apart(_bracketless(unit)) if unit else (None, None)
    if unit and employer and employer.lower().endswith(f" {unit.lower()}"):
        unit = None  # "Tugikeskuse psühholoog …" of the Metsa Tugikeskus
    return Identity(
        title=natural_case(title),
        employer=_tidy_employer(seat_of(employer or house or mentioned_employer(pieces), pieces)),
        unit=_optional_case(unit),
        manager=_optional_case(first_value(entries, "manager") or manager_in(prose)),
    )


def _unit_of(
    named: Named, inner: str | None, printed: Sequence[Sequence[str]], prose: Sequence[str], title: str
) -> str | None:
    """The unit that no label states: of the title line, ``inner`` to the employer's name, ``printed`` or in prose."""
    led = unit_of_title(title)
    unit = (
        (named.unit if named.unit != led else None)
        or inner
        or next((unit for lines in printed if (unit := unit_beside(lines))), None)
        or unit_in(prose, title)
        or next((last_of_several(line) for line in printed[0] if is_unit_name(line) and not names_employer(line)), None)
        or led
    )
    return (unit_within(unit, prose, title) or unit) if unit else None


def _top_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines, and the cells of a row that says what document this is: its column last, with the cell below it."""
    top: list[Piece] = []
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        if not piece.is_row:
            top.append(piece)
        elif (column := next((n for n, cell in enumerate(piece.cells) if has_document_word(cell)), None)) is not None:
            others = [cell for number, cell in enumerate(piece.cells) if number != column]
            below = (
                following.cells[column : column + 1] if following and len(following.cells) == len(piece.cells) else ()
            )
            cells = (" ".join(cell.split()) for cell in (*others, piece.cells[column], *below) if cell.strip())
            top += [structs.replace(piece, text=cell, cells=(), kind=BlockKind.PARAGRAPH) for cell in cells]
    return top


def _in_full(employer: str, approval: Sequence[str]) -> str:
    """The employer with its legal form, where the approval says it ("Sihtasutus Metsa Haigla" for "Metsa Haigla")."""
    named = (employer_in([text]) for text in approval)
    return next((name for name in named if name and name.endswith(f" {employer}")), employer)


def _house_apart_from(named: Named, printed: str | None) -> tuple[str | None, Named]:
    """The printed employer where what the title line begins with is a unit ("KLIINILISE KEEMIA LABORI …"), its unit."""
    if not (named.employer and printed) or is_unit_name(printed):
        return None, named
    inner = is_unit_name(named.employer) or is_bare_unit(named.employer)  # "ÕPILASKODU KASVATAJA …"
    if not inner and not is_office_of(named.employer, printed):
        return None, named
    return printed, replace(named, employer=None, unit=named.unit or named.employer.lower())


def _without_note(title: str) -> tuple[str, str | None]:
    """A title without a bracket that says of what kind the service is, or how much of it there is; the unit that one
    names."""
    bare, _, note = title.rstrip(" )").rpartition(" (")
    unit = note if bare and is_unit_name(note) and not note.endswith(labels().fields_of_work) else None
    noted = note.lower() in labels().title_notes or note[:1].isdigit()
    return (bare if bare and noted else title), unit


def _without_unit(title: str) -> tuple[str, str | None]:
    """A title without the unit of several words before it, and the unit: "Lastekirjanduse osakonna raamatukoguhoidja".

    One of one word may belong to the post's name ("Lasteosakonna raamatukoguhoidja").
    """
    words = title.split()
    end = last_unit(words)
    post = " ".join(words[end:])
    if end < 2 or post.lower() in labels().bare_titles or is_leader(words[end]):
        return title, None
    return post, nominative(" ".join(words[:end]))


def _bracketless(unit: str) -> str:
    """A unit's name without brackets around all of it."""
    return unit[1:-1] if unit.startswith("(") and unit.endswith(")") else unit


def _is_titled(value: str) -> bool:
    bare = value.split(" (", maxsplit=1)[0]
    return names_post(bare) and not is_unit_name(bare)


def _optional_case(text: str | None) -> str | None:
    return natural_case(text) if text else None


def _tidy_employer(text: str | None) -> str | None:
    return in_nominative_form(capitalised(text)) if text else None


def _from_title_lines(top: Sequence[Piece]) -> tuple[Named, int | None]:
    """What the line with the document's word names, with lines of capitals before it that it goes on from."""
    places = [number for number, piece in enumerate(top) if has_document_word(piece.text) and not _is_sentence(piece)]
    if not places:
        return Named(), None
    naming = (number for number in places if name_from_title_line(_titled_chunk(top[number].text)) != Named())
    place = next(naming, places[0])
    text = _titled_chunk(top[place].text)
    named = name_from_title_line(text)
    before = top[place - 1] if place else None
    alone = named == Named()
    alike = before is not None and (before.style == top[place].style or _is_of_unit(before.text))
    goes_on = before is not None and (alone or (named.title is not None and alike))
    if before is not None and goes_on and not is_person_line(before.text):
        lines = _genitive_lines(top[:place])
        if lines:
            joined = name_from_title_line(" ".join([*(line.text for line in lines), text]))
            above = place - len(lines) - 1
            named = _within_house(joined, top[above] if above >= 0 else None, lines[0])
    return named, place


def _is_of_unit(line: str) -> bool:
    """Whether a line ends with a unit in the genitive, so that the next one goes on from it."""
    words = line.split()
    return last_unit([*words, ""]) == len(words) and not is_unit_name(line)


def _is_sentence(piece: Piece) -> bool:
    return piece.text.endswith(".") and has_verb(piece.text)


def _genitive_lines(before: Sequence[Piece]) -> list[Piece]:
    """The lines set alike right above the document's word that each end in the genitive, as a title over lines does.

    One that may as well be in the nominative ("… KANTSELEI") counts only below another.
    """
    lines: list[Piece] = []
    for piece in reversed(before):
        if "sg g" not in _forms_of_last(piece.text) or (lines and piece.style != lines[0].style):
            break
        lines.insert(0, piece)
    return list(dropwhile(lambda piece: "sg n" in _forms_of_last(piece.text), lines))


def _within_house(named: Named, above: Piece | None, line: Piece) -> Named:
    """The names with the employer that stands alone above the title's lines: what these begin with is its unit."""
    house = above is not None and above.style == line.style and (names_employer(above.text) or is_unit_name(above.text))
    if above is None or not house or not named.employer:
        return named
    return replace(named, employer=capitalised(above.text), unit=named.employer.lower())


_MARKS = re.compile(r"\s*[|·•]\s*|\s[–—-]\s")


def _titled_chunk(line: str) -> str:
    """A title line without what a drawn mark parts from it: an employer, a date ("X Ministeerium | AMETIJUHEND")."""
    chunks = _MARKS.split(line)
    kept = [chunk for chunk in chunks if not names_employer(chunk) and not any(map(str.isdigit, chunk))]
    return " ".join(kept) if len(kept) < len(chunks) and any(map(has_document_word, kept)) else line


def _forms_of_last(text: str) -> set[str]:
    """The forms of a line's last word before a bracket that ends it ("NÕUNIKU (SUHTED)")."""
    words = (text.rpartition(" (")[0] or text).split() if text.endswith(")") else text.split()
    return {one.form for one in analyse_word(words[-1].lower(), guess=True)} if words else set()


def _lone_line(top: Sequence[Piece], place: int | None, pieces: Sequence[Piece]) -> str | None:
    """The line after (else before) the document's word, when it is short and names neither employer nor person.

    It is one that names a post, else the one that most paragraphs begin with.
    """
    after = [] if place is None else list(dropwhile(lambda piece: _is_housed(piece.text), top[place + 1 :]))
    around = [] if place is None else [*after[:1], *reversed(top[:place])]
    first = sorted(top[:2], key=lambda piece: piece.kind is not BlockKind.HEADING)  # not the path of a page to it
    lines = [text for piece in around or first if (text := _possible_title(piece))]
    named = next(filter(names_post, lines), None)
    return named or max(lines, key=lambda line: _openings(line, pieces), default=None)


def _openings(line: str, pieces: Sequence[Piece]) -> int:
    """How many paragraphs begin with a line's words."""
    return sum(piece.text.lower().startswith(f"{line.lower()} ") for piece in pieces)


def _possible_title(piece: Piece) -> str | None:
    """The text of a line that may be a title: short, no list's point, no label, no name of a house or person."""
    text = piece.text.strip(' „“"')
    if piece.is_list_item or len(text.split()) > TITLE_WORDS or text.endswith((".", ";", "?")) or ":" in text:
        return None
    heads = classify(text)
    if (heads and heads.coverage == 1.0 and not is_role(text)) or field_of(text):
        return None
    return text if not _is_housed(text) and not is_person_line(text) and any(map(str.isalpha, text)) else None


def _is_housed(text: str) -> bool:
    """Whether a line says where the post is: an employer, a unit, or one with the other."""
    return bool(names_employer(text) or unit_beside([text]) or is_unit_name(text))


def _from_file(file_name: str) -> str:
    stem = _FILE_NOISE.sub(" ", PurePath(file_name).stem)
    noise = {*labels().document, "aj"}
    words = [word for word in stem.split() if word.lower() not in noise]
    named = len(words) < len(stem.split())
    return nominative(" ".join(words)) if named and words else " ".join(words)
