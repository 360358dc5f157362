"""General data: who the position is, where it belongs, whom it answers to."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import Item
from ajsearch.sections.appearance import has_verb
from ajsearch.sections.employers import names_employer
from ajsearch.sections.labels import (
    Labelled,
    field_of,
    labelled,
    labels_apart,
    names_person,
    sentences_of,
    states_whole_sentence,
)
from ajsearch.sections.naming_words import has_document_word, is_unit_name, names_post
from ajsearch.sections.nominative import nominative, oblique_to_nominative
from ajsearch.sections.people import is_person_line, without_person
from ajsearch.sections.pieces import Piece, is_number, split_number
from ajsearch.sections.vocabulary import labels

_INNER_NUMBER = re.compile(r"\s+(?=\d{1,2}\.\d{1,2}\.?\s+[^\W\d_])")
_CHUNK = re.compile(r"\s{2,}|\t|\n")
_CAPITAL_START = re.compile(r"(?<=[^\s,–-])\s+(?=[A-ZÕÄÖÜŠŽ])")


_INSIDE = re.compile(r"[,/>→]|\s[–-]\s")
"""What stands between a unit and the one inside it ("Haldusosakond > laotalitus")."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of general data; ``field`` and ``label`` are None and "" for prose."""

    number: str | None
    field: str | None
    label: str
    value: str


def entries_of(pieces: Sequence[Piece], understand: Callable[[str], str]) -> list[Entry]:
    """The labels and values of general data, whichever way they are laid out, and the prose between them."""
    found: list[Entry] = []
    above: list[Entry] = []
    waiting: list[Entry] = []
    values: list[str] = []
    for piece in pieces:
        opened = list(_labels_in(piece, understand))
        if piece.is_row and len(waiting) > 1 and not values and _are_values(piece, waiting, understand):
            values, opened = [cell for cell in piece.cells if cell.strip()], []
        elif len(values) < len(above) + len(waiting) and _answers(piece, opened):
            values.append(piece.text)
            opened = []
        elif not opened:
            titled = has_document_word(piece.text)
            if waiting and not titled:
                values.append(piece.text)
            elif piece.text and not titled:
                found.append(Entry(piece.number, None, "", piece.text))
        if not opened:
            continue
        if waiting and not values:
            above += waiting
        else:
            found += _in_columns(above, waiting, values)
            above = []
        waiting, values = [], []
        if opened[-1].value:
            found += _in_columns(above, [], [])
            above = []
            found += opened if len(opened) == 1 or opened[0].value else _filled(opened, [opened[-1].value])
        else:
            waiting = opened
    return found + _in_columns(above, waiting, values)


def _answers(piece: Piece, opened: Sequence[Entry]) -> bool:
    """Whether a line that begins like a label ("talituse juhataja") is the value that the label above waits for."""
    plain = not piece.is_row and piece.number is None and ":" not in piece.text and not has_document_word(piece.text)
    return plain and len(opened) == 1 and bool(opened[0].value)


def _labels_in(piece: Piece, understand: Callable[[str], str]) -> Iterator[Entry]:
    """The labels of one piece, with their values where these stand beside them."""
    if piece.is_row:
        yield from _labels_in_row(piece, understand)
        return
    parts = [one for part in _INNER_NUMBER.split(piece.text) for one in labels_apart(part)]
    for place, part in enumerate(parts):
        number, _, text = split_number(part) if place else (piece.number, False, part)
        if found := labelled(text, understand):
            yield from _stated(number, text, found, understand)
        elif place and number is None:
            yield Entry(None, None, "", text)
        elif place:
            label, _, value = text.partition(" ")
            yield Entry(number, "other", label, value)


def _stated(number: str | None, text: str, found: Labelled, understand: Callable[[str], str]) -> Iterator[Entry]:
    """The entry that a label opens; where a sentence states it, with those of the sentences after it."""
    sentences = sentences_of(text) if states_whole_sentence(found) else (text,)
    if len(sentences) == 1:
        yield Entry(number, found.field, found.label, found.value)
        return
    for place, sentence in enumerate(sentences):
        one = labelled(sentence, understand)
        yield Entry(
            None if place else number,
            one.field if one else None,
            one.label if one else "",
            one.value if one else sentence,
        )


def _labels_in_row(piece: Piece, understand: Callable[[str], str]) -> Iterator[Entry]:
    cells = [cell.strip() for cell in piece.cells if cell.strip()]
    number = None
    if len(cells) > 1 and is_number(cells[0]):
        number, cells = cells[0].rstrip(".)"), cells[1:]
    numbers_and_labels = [split_number(cell) for cell in cells]
    fields = [field_of(text, understand) for _, _, text in numbers_and_labels]
    if len(cells) > 1 and all(fields) and not _repeats_label(cells):
        yield from (
            Entry(own or number, field, text.rstrip(":"), "")
            for (own, _, text), field in zip(numbers_and_labels, fields, strict=True)
        )
        return
    lines = cells[-1].split("\n")
    if len(cells) == 2 and len(lines) > 1 and all(_states(line) for line in lines):
        yield from (_entry_of_cell(None, line, understand) for line in lines)
        return
    if len(cells) % 2 == 0 and all(fields[::2]):
        for place in range(0, len(cells), 2):
            own, _, label = numbers_and_labels[place]
            yield Entry(own or number, fields[place], label.rstrip(" :"), _joined(cells[place + 1]))
        return
    if all(":" in text for _, _, text in numbers_and_labels):
        yield from (_entry_of_cell(own or number, text, understand) for own, _, text in numbers_and_labels)
    elif len(cells) > 1:
        own, _, label = numbers_and_labels[0]
        yield Entry(own or number, fields[0] or "other", label.rstrip(" :"), _joined(" ".join(cells[1:])))


def _repeats_label(cells: Sequence[str]) -> bool:
    """Whether a row is a unit's label and a unit that another such label ends ("Üksus | Õendusabi osakond")."""
    label = cells[0].rstrip(" :").lower()
    unit = field_of(label) == "unit" and is_unit_name(cells[-1])
    return len(cells) == 2 and (cells[1].lower().endswith(f" {label}") or unit)


def _states(line: str) -> bool:
    """Whether a line is a label with its value ("Juht: linnainsener")."""
    label, colon, value = line.partition(":")
    return bool(colon and value.strip()) and len(label.split()) <= LABEL_WORDS


LABEL_WORDS = 4
"""A line's label in a cell has no more words."""


def _entry_of_cell(number: str | None, text: str, understand: Callable[[str], str]) -> Entry:
    """A cell that holds its label and its value ("Ametikoht: vaatleja")."""
    if found := labelled(text, understand):
        return Entry(number, found.field, found.label, _joined(found.value))
    label, _, value = text.partition(":")
    return Entry(number, "other", label.strip(), _joined(value))


def _are_values(row: Piece, waiting: list[Entry], understand: Callable[[str], str]) -> bool:
    """Whether a row holds the values of the labels in the row above it."""
    cells = [cell for cell in row.cells if cell.strip()]
    return len(cells) == len(waiting) and not field_of(cells[0], understand)


def _joined(cell: str) -> str:
    return " ".join(cell.split())


def _filled(waiting: list[Entry], values: list[str]) -> list[Entry]:
    """Labels that stood together given the values that followed them, in order."""
    if not waiting:
        return []
    if len(waiting) == 1:
        return [Entry(waiting[0].number, waiting[0].field, waiting[0].label, " ".join(_joined(one) for one in values))]
    parts = _cut_values(values, [entry.field for entry in waiting])
    return [
        Entry(entry.number, entry.field, entry.label, _joined(part))
        for entry, part in zip(waiting, parts, strict=False)
    ]


def _in_columns(above: list[Entry], waiting: list[Entry], values: list[str]) -> list[Entry]:
    """Labels given the values that followed: as many as the labels ``above`` too, where a column of them stood before
    the column of values; else those above have none."""
    if above and len(values) == len(above) + len(waiting):
        labels_and_values = zip([*above, *waiting], values, strict=True)
        return [Entry(one.number, one.field, one.label, _joined(value)) for one, value in labels_and_values]
    return [*above, *_filled(waiting, values)]


def _cut_values(values: list[str], fields: list[str | None]) -> list[str]:
    """As many values as there are labels: by paragraphs, by gaps, else at capital letters; the rest is the last's."""
    wanted = len(fields)
    parts = values
    for pattern in (_CHUNK, _CAPITAL_START):
        if len(parts) < wanted:
            parts = [part for value in parts for part in pattern.split(value)]
    if len(parts) > wanted:
        parts = [*parts[: wanted - 1], " ".join(parts[wanted - 1 :])]
    return parts + [""] * (wanted - len(parts))


_AIM = re.compile(r"(?:\S+\s+){0,5}(?:põhi)?eesmär(?:k|gid|giks) on\b", re.IGNORECASE)


def is_aim(entry: Entry) -> bool:
    """Whether a sentence among general data says what the post is for ("Õpetaja töö eesmärk on …")."""
    return entry.field is None and bool(_AIM.match(entry.value))


PROSE_WORDS = 6
"""Text without a label before the first heading is kept from so many words on: shorter lines are titles."""


def is_title_line(entry: Entry) -> bool:
    """Whether an entry before the first heading is a line of the title rather than a sentence."""
    return entry.field is None and len(entry.value.split()) < PROSE_WORDS


def item_of(entry: Entry) -> Item | None:
    """The entry as an item of the section of general data: its name is the label; None without a value to keep."""
    value = entry.value
    if entry.field == "manager":
        value = without_person(value)
    if not value.strip(" .-–_") or (entry.label and names_person(entry.label)) or is_person_line(value):
        return None
    return Item(text=value, number=entry.number, name=entry.label or None)


def first_value(entries: Sequence[Entry], field: str) -> str | None:
    """The first value of a field that says something; a manager without the name beside the title."""
    if field == "title":  # "Teenistuskoht: Vaemla tollipunkt" says where one serves
        entries = sorted(entries, key=lambda entry: not names_post(entry.value.split(" (")[0]))
    for entry in entries:
        value = entry.value.strip(" .;,")
        if entry.field == field and field == "manager":
            value = oblique_to_nominative(without_person(_main_clause(value)))
        if entry.field == field == "unit" and entry.label.lower().startswith(labels().belonging_labels):
            value = nominative(value)
        if entry.field == field == "employer" and has_verb(value):
            continue  # "A. Töötaja koht asutuses" over prose
        if entry.field == "title" and (value.lower() in labels().generic_titles or has_verb(value)):
            continue
        if entry.field == field and any(char.isalpha() for char in value):
            return value
    return None


def post_of_holder(entries: Sequence[Entry]) -> str | None:
    """The post behind a label for who holds it, where it has no name there: "Töötaja: klienditeenindaja"."""
    held = (one.value.strip(" .") for one in entries if one.label and names_person(one.label))
    return next((value for value in held if names_post(value) and not is_person_line(value)), None)


def _without_further_clause(value: str) -> str:
    """A value without where one works, which its sentence goes on with: "õppejuhile ja kuulub õppeosakonda"."""
    words = value.split()
    verb = next((at for at in range(2, len(words)) if _joins_place(words[at - 1], words[at])), None)
    return " ".join(words[: verb - 1]) if verb else value


def _joins_place(link: str, verb: str) -> bool:
    """Whether "ja" and a verb of where one belongs go on with a sentence."""
    belongs = any(one.form == "b" and one.lemma in labels().belonging_verbs for one in analyse_word(verb))
    return belongs and any(one.pos == "J" for one in analyse_word(link))


def _main_clause(value: str) -> str:
    """A value without the clause that goes on behind its comma ("juhatajale, kes annab talle ülesandeid")."""
    value = _without_further_clause(value)
    first, *others = value.split(", ")
    return ", ".join([first, *takewhile(lambda one: one.split(" ", maxsplit=1)[0] not in labels().joining, others)])


def narrowest_unit(entries: Sequence[Entry]) -> str | None:
    """The last of the units that labels name one after another: department, then division, then office."""
    entries = [_as_unit(entry) if _serves_in_unit(entry) else entry for entry in entries]
    entries = [entry for entry in entries if entry.field != "unit" or _names_unit(entry)]
    units = [entry for entry in entries if not _is_field_of_work(entry.label)]
    sure = [entry for entry in units if not _asks_where(entry.label) and first_value([entry], "unit")]
    units = sure or units  # "Töökoha asukoht" beside "Osakond" says in which house
    values = [first_value([entry], "unit") for entry in units]
    stated = zip(units, values, strict=True)
    named = [(entry.label.lower(), value) for entry, value in stated if value and not value[0].isdigit()]
    inner = [value for label, value in named if label.startswith(labels().inner_units)]
    narrow = inner or [value for _, value in named]
    unit = narrow[-1] if narrow else first_value(entries, "unit")
    return last_of_several(unit) if unit else None


def house_of_unit(entries: Sequence[Entry]) -> str | None:
    """The employer that a unit's label names too ("Metsa Ülikooli raamatukogu, teenuste osakond")."""
    values = [entry.value for entry in entries if entry.field == "unit" and not has_verb(entry.value)]
    parts = [part.strip(" .;") for value in values for part in re.split(r",| / ", value) if "," in value]
    return next(filter(names_employer, parts), None)


def _serves_in_unit(entry: Entry) -> bool:
    """Whether a title's label has a unit beside it and no post: "Töökoht: Metsa politseijaoskond, II korrus"."""
    parts = _parts_of(entry)
    plain = "(" not in entry.value and not any(map(names_post, parts))
    return entry.field == "title" and plain and any(map(is_unit_name, parts))


def _as_unit(entry: Entry) -> Entry:
    """The entry as one that states its units, without the floor or street behind them."""
    return replace(entry, field="unit", value=", ".join(filter(is_unit_name, _parts_of(entry))))


def _parts_of(entry: Entry) -> list[str]:
    return entry.value.strip(" .;").split(", ")


def _names_unit(entry: Entry) -> bool:
    """Whether a label has a unit beside it: no sentence, no people ("kaks juristi"), and no mere place where it may ask
    for one ("Kus?")."""
    first = entry.value.split(maxsplit=1)[0].lower() if entry.value.strip() else ""
    counted = first.isdigit() or (first.isalpha() and any(one.pos == "N" for one in analyse_word(first)))
    return not (has_verb(entry.value) or counted) and (
        not _asks_where(entry.label) or is_unit_name(last_of_several(entry.value.strip(" .;,")))
    )


def _asks_where(label: str) -> bool:
    return not labels().asks_where.isdisjoint(label.lower().split()[-1:])


def last_of_several(unit: str) -> str:
    """The last unit of a value that names one inside another ("Virumaa keskus, revisjoniosakond"), no employer.

    The smallest comes first where its kind says so ("Põhja pommigrupp, demineerimiskeskus"), or where a bracket holds
    the other one ("Kalavarude talitus (järelevalveosakond)").
    """
    inner, bracket, outer = unit.rstrip(" )").rpartition(" (")
    if bracket and is_unit_name(inner) and is_unit_name(outer):
        return inner
    parts = [part.strip() for part in _INSIDE.split(unit)]
    units = [part for part in parts if not names_employer(part) or is_unit_name(part)] or parts
    if len(parts) < 2 or not all(is_unit_name(part) or part not in units for part in parts):
        return unit
    return units[0] if _rank_of_unit(units[0]) > _rank_of_unit(units[-1]) >= 0 else units[-1]


def _rank_of_unit(unit: str) -> int:
    """How small a unit's kind is, from the largest on; -1 where the list does not know it."""
    ends = [place for place, kind in enumerate(labels().units_by_size) if unit.lower().endswith(kind)]
    return max(ends, default=-1)


def _is_field_of_work(label: str) -> bool:
    """Whether a unit's label names a field of work, which narrows a unit and is none ("Valdkond: ehitus")."""
    return any(word.startswith(labels().fields_of_work) for word in label.lower().split())
