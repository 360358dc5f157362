"""Employers' names: a line that is one, the authority in an approval or in running text, the house at the top."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from msgspec.structs import replace

from ajsearch.estonian.morphology import analyse_word
from ajsearch.sections.appearance import has_verb
from ajsearch.sections.headings import classify
from ajsearch.sections.labels import labels_apart, sentences_of
from ajsearch.sections.letterhead import beside_approval
from ajsearch.sections.names import named_house
from ajsearch.sections.naming_words import has_document_word, is_role, is_unit_name
from ajsearch.sections.nominative import ABBREVIATION, nominative
from ajsearch.sections.people import is_person_line
from ajsearch.sections.pieces import LINES_KEPT, Piece
from ajsearch.sections.vocabulary import labels, signature_cues

EMPLOYER_WORDS = 7
OWN_LETTERS = 3
"""A name of one word has so many letters before those that say of what kind the house is ("Päästeamet")."""

_MENTION = re.compile(
    r"(?:[A-ZÕÄÖÜŠŽ][\w-]+\s+(?:ja\s+)?){0,4}[A-ZÕÄÖÜŠŽ][\w-]+(?:\s+(?:vald|valla|linn|linna|vallavalitsus|linnavalitsus|kogudus)\w{0,4}\b)?"
)


_FURTHER = re.compile(
    r"\s*[(,;]\s*(?:edaspidi|registri|reg\.|aadress|asukoht).*|\s+lisa(?:\s+(?:nr\.?\s*)?\d+)?$",
    re.IGNORECASE | re.DOTALL,
)
"""What a form says behind an employer's name: what it is called from here on, its number in the register, an annex."""


def bare_house(name: str) -> str:
    """An employer's name as a label or a header has it, without what stands behind it."""
    return _FURTHER.sub("", name)


@lru_cache(maxsize=LINES_KEPT)
def names_employer(text: str) -> bool:
    """Whether a line is an employer's name: a legal form, or a last word that names a kind of authority."""
    words = text.strip(" ,.").split()
    if not words or len(words) > EMPLOYER_WORDS:
        return False
    if words[0] in labels().legal_forms or words[-1] in labels().legal_forms:
        return True
    lemmas = {one.lemma for one in analyse_word(words[-1].lower()) if one.form == "sg n"} | {words[-1].lower()}
    house = _longest_end(lemmas, labels().employer)
    proper = len(words) > 1 or len(words[0]) >= house + OWN_LETTERS or words[0].lower() in labels().only_houses
    return proper and words[0][:1].isupper() and house > 0 and house >= _longest_end(lemmas, labels().unit)


def _longest_end(lemmas: set[str], ends: tuple[str, ...]) -> int:
    """Letters of the longest end that one of the lemmas has: "kohtumaja" says more than "maja"."""
    ended = [lemma for lemma in lemmas if lemma.endswith(ends)]
    return max((len(end) for lemma in ended for end in ends if lemma.endswith(end)), default=0)


def employer_in(lines: Sequence[str]) -> str | None:
    """The employer that one of the lines names, alone or before its unit, a code or the document's word."""
    chunks = (chunk for line in lines for chunk in _chunks(line))
    return next((name for chunk in chunks if (name := _leading_employer(chunk))), None)


def unit_beside(lines: Sequence[str]) -> str | None:
    """The unit on the employer's line ("Ehitusamet, järelevalve talitus"), on either side, or on the line below."""
    below = False
    for place, line in enumerate(lines):
        chunks = _chunks(line)
        employers = [_leading_employer(chunk) for chunk in chunks]
        named = False
        units: list[str] = []
        for chunk, name in zip(chunks, employers, strict=True):
            within = is_unit_name(chunk) or (named and named_house(chunk.split()) == chunk)  # "Noortekeskus Sadam"
            inner = (below or named) and within  # "Teede Agentuur" and under it "Liiklusjuhtimiskeskus"
            rest = chunk[len(name) :].strip() if name and not inner else chunk
            apart = bool(rest) and (inner or is_unit_name(rest)) and not has_document_word(rest)
            if (below or any(employers)) and apart:
                units.append(rest)
            named = named or bool(name)
        if units:
            lines_below = list(takewhile(_is_lone_unit, lines[place + 1 :])) if below else []
            return [*units, *lines_below][-1]  # "… valdkond, dekanaat", or a line for each
        below = any(employers)
    return None


def _is_lone_unit(line: str) -> bool:
    return is_unit_name(line) and not has_document_word(line)


_PARTS = re.compile(r"\s*[,|·•;]\s*|\s+[–—-]\s+|(?<=[^\W\d_]{4})\.\s+")


@lru_cache(maxsize=LINES_KEPT)
def _chunks(line: str) -> tuple[str, ...]:
    return tuple(chunk.strip(" .©") for chunk in _PARTS.split(line) if any(map(str.isalpha, chunk)))


@lru_cache(maxsize=LINES_KEPT)
def _leading_employer(chunk: str) -> str | None:
    """The employer's name that a chunk begins with, where what follows is none of its words."""
    words = chunk.split()
    if words[0] not in labels().legal_forms and (house := named_house(words)):
        return house
    if words[0] in labels().legal_forms:  # "AS Lainesadamad juhatuse otsus": a name's words have capitals
        named = takewhile(lambda word: not has_document_word(word), words)
        words = list(takewhile(lambda word: word == "ja" or _goes_on(word, words), list(named)))
        words = words[:-1] if words[-1] == "ja" else words
    coded = next((place for place, word in enumerate(words) if place and any(map(str.isdigit, word))), len(words))
    if coded < len(words) and names_employer(" ".join(words[:coded])):
        return " ".join(words[:coded])
    ends = range(1, len(words) + 1)
    for end in reversed(ends) if words[0] in labels().legal_forms else ends:
        name, rest = " ".join(words[:end]), words[end:]
        if names_employer(name) and (not rest or _is_apart(rest)):
            return name
    return None


def _goes_on(word: str, words: Sequence[str]) -> bool:
    """Whether a word may belong to a company's name: it has a capital, and is set in capitals where the name is."""
    shouts = word.isupper() and len(word) > ABBREVIATION and not words[1:2][0].isupper() if len(words) > 1 else False
    return not word[0].islower() and not (shouts and word not in labels().legal_forms)


def _is_apart(rest: Sequence[str]) -> bool:
    coded = any(map(str.isdigit, rest[0])) or rest[0][0] in "(„"
    return coded or has_document_word(rest[0]) or is_unit_name(" ".join(rest))


def naming_lines(top: Sequence[Piece]) -> list[str]:
    """The texts of the lines that may be names: no points of a list, no labels, no sentences but a house's own."""
    parts = [
        piece if text == piece.text else replace(piece, text=text) for piece in top for text in labels_apart(piece.text)
    ]
    named = [line for piece in parts if (line := piece.text if _may_name(piece) else _named_first(piece))]
    return [part for line in named for part in beside_approval(line)]


def _named_first(piece: Piece) -> str:
    """What a paragraph names before its first stop, where that is a house ("X Gümnaasium, tugikeskus. Sinu juht …")."""
    first = sentences_of(piece.text)[0]
    short = len(first.split()) <= EMPLOYER_WORDS and first.endswith(".") and not piece.is_list_item
    line = first.rstrip(".") if short and not has_verb(first) else ""
    chunks = _chunks(line)
    return line if chunks and _leading_employer(chunks[0]) else ""


def _may_name(piece: Piece) -> bool:
    plain = not piece.is_list_item and ":" not in piece.text and not piece.text.endswith((".", ";"))
    return plain and not _address().search(piece.text)


@lru_cache(maxsize=1)
def _address() -> re.Pattern[str]:
    """A street with a number: "Vesiroosi tn 5, Metsa linn"."""
    return re.compile(rf"\b(?:{'|'.join(labels().streets)})\.? \d", re.IGNORECASE)


def employer_of_approval(texts: Sequence[str]) -> str | None:
    """The authority that an approval names, itself or as whose head it speaks ("Metsa vallavanema käskkiri")."""
    mentioned = [name for text in texts for name in _mentions(text)]
    named = next((name for name in mentioned if not name.lower().endswith(labels().places)), None)
    headed = (name for text in texts if (name := _approvers_house(text)))
    return named or next(headed, None) or next(iter(mentioned), None)


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
    kind = next((one.lemma for one in analyse_word(named[0].lower()) if one.form == "sg g"), "") if plain else ""
    if len(named) > 1 and kind in labels().named_kinds:  # "Lasteaia Pääsupesa direktori …"
        named = [kind.capitalize(), *named[1:]]
    name = nominative(" ".join(named)) if plain else ""
    own = name.lower().endswith(labels().own_houses) or not is_unit_name(name)  # "Kirde Politseiprefektuuri prefekti …"
    return name if plain and own else None


def house_on_top(top: Sequence[Piece], title: str) -> str | None:
    """The first line of all where it is set like a name and is not the title's ("RIIGI ILMATEENISTUS")."""
    names = naming_lines(top[:1])
    line = names[0].strip() if names and not has_document_word(names[0]) else ""
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


def is_office_of(name: str, seat: str) -> bool:
    """Whether a name without the place's own is of an office of its government ("Linnavara Amet" of a town's)."""
    place, _, kind = seat.rpartition(" ")
    office = names_employer(name) and name.rsplit(maxsplit=1)[-1].lower() in labels().offices
    return bool(place) and kind.lower() in labels().seats and office and not name.lower().startswith(place.lower()[:4])


def seat_of(name: str | None, pieces: Sequence[Piece]) -> str | None:
    """The authority of a town or parish that a name is ("X Linnavalitsus" for "X linn"), where the text names it."""
    place, _, kind = (name or "").rpartition(" ")
    if not place or kind.lower() not in labels().places:
        return name
    texts = (text for piece in pieces for text in piece.cells or (piece.text,))
    known = {found.lower(): found for text in texts for found in (*_mentions(text), employer_in([text])) if found}
    return next((known[full] for seat in labels().seats if (full := f"{place} {seat}".lower()) in known), name)


def mentioned_employer(pieces: Sequence[Piece]) -> str | None:
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
            inside = one.form in {"sg in", "sg ill", "adt", "sg el"}  # "töötab Kullamaa Teatris"
            name = " ".join([*words[:-1], one.lemma.capitalize()]) if inside else nominative(" ".join(words))
            return None if name.lower() in labels().not_employer else name
    return None
