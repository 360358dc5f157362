"""Who a description is about: title, employer and unit, from labels, title lines, header lines and mentions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import PurePath

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import BlockKind
from ajsearch.sections.general import Entry, first_value, narrowest_unit
from ajsearch.sections.headings import classify
from ajsearch.sections.labels import field_of
from ajsearch.sections.names import (
    Named,
    advertised_position,
    capitalised,
    has_document_word,
    is_person_line,
    is_role,
    is_unit_name,
    name_from_plain_line,
    name_from_title_line,
    named_house,
    natural_case,
    nominative,
)
from ajsearch.sections.pieces import Piece
from ajsearch.sections.prose import house_apart, is_bare_unit, manager_in, unit_in, unit_of_title
from ajsearch.sections.vocabulary import labels, signature_cues

TITLE_PIECES = 12
"""A title line stands among the first pieces."""

TITLE_WORDS = 9
EMPLOYER_WORDS = 7

_MENTION = re.compile(
    r"(?:[A-ZÕÄÖÜŠŽ][\w-]+\s+(?:ja\s+)?){0,4}[A-ZÕÄÖÜŠŽ][\w-]+(?:\s+(?:vald|valla|linn|linna|vallavalitsus|linnavalitsus)\w{0,4}\b)?"
)
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
    top = [piece for piece in pieces[:TITLE_PIECES] if not piece.is_row]
    named, place = _from_title_lines(top)
    if named.title and named.title.lower() in labels().generic_titles:
        named = replace(named, title=None)
    line = _lone_line(top, place)
    plain = name_from_plain_line(line) if line else Named()
    stated = first_value(entries, "title")
    printed = named.title or plain.title
    title = (
        (None if stated and printed and is_role(printed) and not _is_titled(stated) else stated)
        or named.title
        or next((found for piece in top if (found := advertised_position(piece.text))), None)
        or plain.title
        or _from_file(around.file_name)
    )
    employer = (
        first_value(entries, "employer")
        or named.employer
        or employer_in(_lines(top))
        or plain.employer
        or employer_in(around.headers)
        or employer_in(around.approval)
        or _in_approval(around.approval)
        or _house_on_top(top, title)
    )
    prose = [entry.value for entry in entries if entry.field is None]
    unit = (
        narrowest_unit(entries)
        or named.unit
        or unit_beside(_lines(top))
        or unit_in(prose)
        or next((line for line in _lines(top) if is_unit_name(line) and not _names_employer(line)), None)
        or unit_of_title(title)
    )
    if employer and is_bare_unit(employer):  # "LINNAKANTSELEI ARHIVAARI AMETIJUHEND" of a town's government
        unit, employer = unit or employer, _mentioned(pieces) or employer
    house, unit = house_apart(unit) if unit else (None, None)
    return Identity(
        title=natural_case(_without_note(title)),
        employer=_tidy_employer(_seat(employer or house or _mentioned(pieces), pieces)),
        unit=_optional_case(unit),
        manager=_optional_case(first_value(entries, "manager") or manager_in(prose)),
    )


def _without_note(title: str) -> str:
    """A title without a bracket that says of what kind the service is, or how much of it there is."""
    bare, _, note = title.rstrip(" )").rpartition(" (")
    return bare if bare and (note.lower() in labels().title_notes or note[:1].isdigit()) else title


def _is_titled(value: str) -> bool:
    bare = value.split(" (", maxsplit=1)[0]
    return is_role(bare) and not is_unit_name(bare)


def _optional_case(text: str | None) -> str | None:
    return natural_case(text) if text else None


def _tidy_employer(text: str | None) -> str | None:
    return capitalised(text) if text else None


def _from_title_lines(top: Sequence[Piece]) -> tuple[Named, int | None]:
    """What the line with the document's word names, with lines of capitals before it that it goes on from."""
    places = [number for number, piece in enumerate(top) if has_document_word(piece.text)]
    if not places:
        return Named(), None
    naming = (number for number in places if name_from_title_line(_titled_chunk(top[number].text)) != Named())
    place = next(naming, places[0])
    text = _titled_chunk(top[place].text)
    named = name_from_title_line(text)
    before = top[place - 1] if place else None
    alone = named == Named()
    if before and (alone or (named.title and before.style == top[place].style)) and not _is_own_line(before.text):
        lines = _genitive_lines(top[:place])
        if lines:
            joined = name_from_title_line(" ".join([*(line.text for line in lines), text]))
            above = place - len(lines) - 1
            named = _within_house(joined, top[above] if above >= 0 else None, lines[0])
    return named, place


def _genitive_lines(before: Sequence[Piece]) -> list[Piece]:
    """The lines set alike right above the document's word that each end in the genitive, as a title over lines does."""
    lines: list[Piece] = []
    for piece in reversed(before):
        if not _last_genitive(piece.text) or (lines and piece.style != lines[0].style):
            break
        lines.insert(0, piece)
    return lines


def _within_house(named: Named, above: Piece | None, line: Piece) -> Named:
    """The names with the employer that stands alone above the title's lines: what these begin with is its unit."""
    house = (
        above is not None and above.style == line.style and (_names_employer(above.text) or is_unit_name(above.text))
    )
    if above is None or not house or not named.employer:
        return named
    return replace(named, employer=capitalised(above.text), unit=named.employer.lower())


_MARKS = re.compile(r"\s*[|·•]\s*")


def _titled_chunk(line: str) -> str:
    """A title line without what a drawn mark parts from it: an employer, a date ("X Ministeerium | AMETIJUHEND")."""
    kept = [chunk for chunk in _MARKS.split(line) if not _names_employer(chunk) and not any(map(str.isdigit, chunk))]
    return " ".join(kept) if any(map(has_document_word, kept)) else line


def _is_own_line(text: str) -> bool:
    """Whether the line above the title is a person's or an employer's name and no part of the title."""
    return is_person_line(text) or _names_employer(text)


def _last_genitive(text: str) -> bool:
    words = text.split()
    last = words[-1].lower() if words else ""
    readings = analyse_word(last, guess=True)
    return (
        bool(readings)
        and any(one.form == "sg g" for one in readings)
        and not any(one.form == "sg n" for one in readings)
    )


def _lone_line(top: Sequence[Piece], place: int | None) -> str | None:
    """The line after (else before) the document's word, when it is short and names neither employer nor person."""
    around = [] if place is None else [*top[place + 1 : place + 2], *reversed(top[:place])]
    first = sorted(top[:2], key=lambda piece: piece.kind is not BlockKind.HEADING)  # not the path of a page to it
    for piece in around or first:
        text = piece.text.strip(' „“"')
        if piece.is_list_item or len(text.split()) > TITLE_WORDS or text.endswith((".", ";", "?")) or ":" in text:
            continue
        heads = classify(text)
        if (heads and heads.coverage == 1.0) or field_of(text):
            continue
        if not _names_employer(text) and not is_person_line(text) and any(map(str.isalpha, text)):
            return text
    return None


def _from_file(file_name: str) -> str:
    stem = _FILE_NOISE.sub(" ", PurePath(file_name).stem)
    noise = {*labels().document, "aj"}
    words = [word for word in stem.split() if word.lower() not in noise]
    named = len(words) < len(stem.split())
    return nominative(" ".join(words)) if named and words else " ".join(words)


def _names_employer(text: str) -> bool:
    """Whether a line is an employer's name: a legal form, or a last word that names a kind of authority."""
    words = text.strip(" ,.").split()
    if not words or len(words) > EMPLOYER_WORDS:
        return False
    if words[0] in labels().legal_forms or words[-1] in labels().legal_forms:
        return True
    lemmas = {one.lemma for one in analyse_word(words[-1].lower()) if one.form == "sg n"} | {words[-1].lower()}
    proper = len(words) > 1 or len(words[0]) > 12
    return (
        proper
        and words[0][:1].isupper()
        and any(lemma.endswith(tail) for lemma in lemmas for tail in labels().employer)
    )


def employer_in(lines: Sequence[str]) -> str | None:
    """The employer that one of the lines names, alone or before its unit, a code or the document's word."""
    chunks = (chunk for line in lines for chunk in _chunks(line))
    return next((name for chunk in chunks if (name := _leading_employer(chunk))), None)


def unit_beside(lines: Sequence[str]) -> str | None:
    """The unit on the employer's line ("Ehitusamet, järelevalve talitus"), on either side, or on the line below."""
    below = False
    for line in lines:
        chunks = _chunks(line)
        employers = [_leading_employer(chunk) for chunk in chunks]
        for chunk, name in zip(chunks, employers, strict=True):
            inner = below and is_unit_name(chunk)  # "Teede Agentuur" and under it "Liiklusjuhtimiskeskus"
            rest = chunk[len(name) :].strip() if name and not inner else chunk
            if (below or any(employers)) and rest and is_unit_name(rest) and not has_document_word(rest):
                return rest
        below = any(employers)
    return None


_PARTS = re.compile(r"\s*[,|·•;]\s*|\s+[–-]\s+")


def _chunks(line: str) -> list[str]:
    return [chunk.strip(" .") for chunk in _PARTS.split(line) if any(map(str.isalpha, chunk))]


def _leading_employer(chunk: str) -> str | None:
    """The employer's name that a chunk begins with, where what follows is none of its words."""
    words = chunk.split()
    if words[0] not in labels().legal_forms and (house := named_house(words)):
        return house
    if words[0] in labels().legal_forms:  # "AS Lainesadamad juhatuse otsus": a name's words have capitals
        words = list(takewhile(lambda word: not word[0].islower() or word == "ja", words))
    coded = next((place for place, word in enumerate(words) if place and any(map(str.isdigit, word))), len(words))
    if coded < len(words) and _names_employer(" ".join(words[:coded])):
        return " ".join(words[:coded])
    ends = range(1, len(words) + 1)
    for end in reversed(ends) if words[0] in labels().legal_forms else ends:
        name, rest = " ".join(words[:end]), words[end:]
        if _names_employer(name) and (not rest or _is_apart(rest)):
            return name
    return None


def _is_apart(rest: Sequence[str]) -> bool:
    coded = any(map(str.isdigit, rest[0])) or rest[0][0] in "(„"
    return coded or has_document_word(rest[0]) or is_unit_name(" ".join(rest))


def _lines(top: Sequence[Piece]) -> list[str]:
    return [piece.text for piece in top if _may_name(piece)]


def _may_name(piece: Piece) -> bool:
    return not piece.is_list_item and ":" not in piece.text and not piece.text.endswith((".", ";"))


def _in_approval(texts: Sequence[str]) -> str | None:
    named = next((name for text in texts for name in _mentions(text)), None)
    return named or next((name for text in texts if (name := _approvers_house(text))), None)


def _approvers_house(text: str) -> str | None:
    """The authority whose head approved the description ("Metsa vallavanema …": "Metsa Vallavalitsus")."""
    words = text.split()
    for place, word in enumerate(words[1:], 1):
        lemma = next((one.lemma for one in analyse_word(word.lower().strip(",.")) if one.form == "sg g"), "")
        house = labels().headed_by.get(lemma) or labels().headed_by.get(f"{words[place - 1].lower()} {lemma}")
        name = words[: place - (lemma not in labels().headed_by)]
        if house and name and name[-1][:1].isupper() and not signature_cues().approval.search(name[-1]):
            return f"{name[-1]} {house}"
        if not house and lemma and is_role(lemma) and (named := _named_with_capitals(words[:place])):
            return named
    return None


def _named_with_capitals(words: Sequence[str]) -> str | None:
    """The house that words in the genitive before its head's role name: the first and last have capitals."""
    named = [word for word in words if not signature_cues().approval.search(word)]
    capitals = len(named) > 1 and named[0][:1].isupper() and named[-1][:1].isupper()
    genitive = any(one.form == "sg g" for one in analyse_word(named[-1].lower(), guess=True)) if capitals else False
    plain = genitive and not any(map(str.isdigit, "".join(named)))
    return nominative(" ".join(named)) if plain and not is_unit_name(nominative(" ".join(named))) else None


def _house_on_top(top: Sequence[Piece], title: str) -> str | None:
    """The first line of all where it is set like a name and is not the title's ("RIIGI ILMATEENISTUS")."""
    line = top[0].text.strip() if top and _may_name(top[0]) and not has_document_word(top[0].text) else ""
    words = line.split()
    named = 1 < len(words) <= EMPLOYER_WORDS and all(word[0].isupper() or word == "ja" for word in words)
    plain = (
        named
        and line.lower() != title.lower()
        and not is_person_line(line)
        and not signature_cues().approval.search(line)
        and (is_unit_name(line) or not is_role(line))
    )
    return line if plain and not any(map(str.isdigit, line)) and classify(line) is None else None


def _seat(name: str | None, pieces: Sequence[Piece]) -> str | None:
    """The authority of a town or parish that a name is ("X Linnavalitsus" for "X linn"), where the text names it."""
    place, _, kind = (name or "").rpartition(" ")
    if not place or kind.lower() not in labels().places:
        return name
    texts = (text for piece in pieces for text in piece.cells or (piece.text,))
    known = {found.lower(): found for text in texts for found in (*_mentions(text), employer_in([text])) if found}
    return next((known[full] for seat in labels().seats if (full := f"{place} {seat}".lower()) in known), name)


def _mentioned(pieces: Sequence[Piece]) -> str | None:
    """The authority that the text names most often, None where it names none."""
    texts = (text for piece in pieces for text in piece.cells or (piece.text,))
    counted = Counter(name for text in texts for name in _mentions(text))
    return counted.most_common(1)[0][0] if counted else None


def _mentions(text: str) -> list[str]:
    """Names of authorities in running text, in the nominative."""
    found = []
    for match in _MENTION.finditer(text):
        words = [word for word in match[0].split() if not signature_cues().approval.search(word)]
        words = words[1:] if words and _opens_sentence(words[0]) else words
        for end in range(len(words), 0, -1):
            if name := _authority(words[:end]):
                found.append(name)
                break
    return found


def _opens_sentence(word: str) -> bool:
    """Whether a capital word is a verb that begins a sentence ("Nõustab Päästeametit")."""
    readings = analyse_word(word.lower())
    return bool(readings) and all(one.pos == "V" for one in readings)


def _authority(words: list[str]) -> str | None:
    last = words[-1]
    if last.isupper():
        return None
    readings = [one for one in analyse_word(last.lower()) if one.pos in {"S", "H"} and one.form.startswith("sg")]
    for one in readings:
        if any(one.lemma.endswith(tail) for tail in labels().employer if len(tail) > 3):
            if len(words) == 1 and one.lemma in labels().employer:
                return None
            name = nominative(" ".join(words))
            return None if name.lower() in labels().not_employer else name
    return None
