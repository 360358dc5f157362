"""Tables: what a row's columns hold, duties paired with their results, also where a table was printed as lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from msgspec.structs import replace

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import Item
from ajsearch.sections.headings import column_role, result_after_prefix
from ajsearch.sections.naming_words import names_post
from ajsearch.sections.phrases import words_of
from ajsearch.sections.pieces import LINES_KEPT, Piece, is_number, paragraphs_of_cell, split_number
from ajsearch.sections.vocabulary import labels

_SHARE = re.compile(r"[\d\s.,%–-]+(?:%|h|tundi)?")
AREA_WORDS = 5
"""A first cell of no more words, and no verb, names the area of the duties beside it."""

HEADER_WORDS = 6
"""A cell of a header row has no more words."""

Roles = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by what they hold; ``number`` is None where it has none."""

    number: str | None
    duty: str
    result: str
    name: str
    text: str


def roles_of_header(cells: Sequence[str]) -> Roles | None:
    """What the columns hold if this row is a table's header, None for a row of content."""
    roles = tuple(column_role(cell.rstrip(":")) if cell.strip() else None for cell in cells)
    filled = [role for role, cell in zip(roles, cells, strict=True) if cell.strip()]
    if filled == ["area", "result"]:  # "Vastutusvaldkond | Mõõdetav tulemus"
        return tuple("duty" if role == "area" else role for role in roles)
    if len(filled) == 2 and "area" in filled and "duty" not in filled:
        return None
    if filled.count("result") == 2 and "duty" in roles and roles.index("result") < roles.index("duty"):
        first = roles.index("result")  # "Eesmärk | Ülesanne | Tulemus": what groups of duties are for
        roles = (*roles[:first], "area", *roles[first + 1 :])
    if filled.count("duty") == 2:  # "Põhiülesanne | Tegevused": the first column groups the second
        first = roles.index("duty")
        roles = (*roles[:first], "area", *roles[first + 1 :])
    return roles if len(filled) > 1 and all(filled) and set(filled) - {"number", "share", "level"} else None


def completed_roles(cells: Sequence[str]) -> Roles | None:
    """The roles of a header row of which one column is unknown, None where the others do not tell what it holds.

    Beside results stand duties, beside duties results; a first column beside both groups the duties, a last one adds
    to the results.
    """
    roles = [column_role(cell.rstrip(":")) if cell.strip() else None for cell in cells]
    unknown = [place for place, cell in enumerate(cells) if cell.strip() and roles[place] is None]
    if len(unknown) != 1 or any(len(cell.split()) > HEADER_WORDS for cell in cells):
        return None
    known = {"duty", "result"}.intersection(filter(None, roles))
    if len(known) == 1:
        roles[unknown[0]] = "result" if "duty" in known else "duty"
    elif "name" in roles and "text" not in roles:
        roles[unknown[0]] = "text"
    elif "area" in roles and names_post(cells[unknown[0]]):  # "Valdkond | Haridustehnoloog"
        roles[unknown[0]] = "duty"
    elif known and unknown[0] <= roles.index("duty"):
        roles[unknown[0]] = "area"
    elif known == {"duty", "result"}:
        roles[unknown[0]] = "result"  # "Ülesanne | Tulemus | Koostöö"
    else:
        return None
    return tuple(roles)


def area_of_row(cells: Sequence[str], roles: Roles) -> tuple[str, tuple[str, ...]]:
    """The area that a row's own column names ("Serverid", "" for none), and the cells without it."""
    if len(roles) != len(cells) or "area" not in roles:
        return "", tuple(cells)
    place = roles.index("area")
    return cells[place].strip(), tuple("" if number == place else cell for number, cell in enumerate(cells))


def spread_roles(roles: Roles, cells: Sequence[str]) -> Roles:
    """The roles with those of a merged header's cell for the columns that it covers."""
    spread = list(roles)
    for place in range(1, len(spread)):
        if spread[place] is None and not cells[place].strip():
            spread[place] = spread[place - 1]
    return tuple(spread)


@lru_cache(maxsize=LINES_KEPT)
def linear_header(text: str) -> tuple[str, ...] | None:
    """The columns that one line names ("Põhiülesanded Oodatavad tulemused"), None for any other line."""
    words = text.split()
    if not 1 < len(words) <= 10:
        return None
    for cut in range(1, len(words)):
        left, right = column_role(" ".join(words[:cut])), column_role(" ".join(words[cut:]))
        if (left, right) in {("duty", "result"), ("result", "duty")}:
            return str(left), str(right)
    return None


def row_of(cells: Sequence[str], roles: Roles | None) -> Row:
    """A row of content by its header's roles, else by position: number, duty, result."""
    if roles and len(roles) == len(cells):
        by_role: dict[str, str] = {}
        for role, cell in zip(roles, cells, strict=True):
            if role == "duty" and is_number(cell):
                by_role["number"] = cell
            elif role and cell.strip():
                by_role[role] = f"{by_role[role]}\n{cell}" if role in by_role else cell
        by_role.pop("area", None)
        if by_role.keys() - {"number", "share", "level"}:
            return _row(by_role)
    filled = [cell for cell in cells if cell.strip()]
    number = None
    if len(filled) > 1 and is_number(filled[0]):
        number, filled = filled[0].strip().rstrip(".) "), filled[1:]
    while len(filled) > 1 and _SHARE.fullmatch(filled[-1].strip()):
        filled.pop()
    first = filled[0]
    others = "\n".join(filled[1:])
    return Row(number, first, others, first, others)


def _row(by_role: dict[str, str]) -> Row:
    number = by_role.get("number", "").strip().rstrip(".) ") or None
    duty, name = by_role.get("duty", ""), by_role.get("name", "")
    text, result = by_role.get("text", "") or (by_role.get("level", "") if name else ""), by_role.get("result", "")
    if not duty and (name or text) and result:
        duty = name or text
    return Row(number, duty or name, result or (text if name and not result else ""), name or duty, text or result)


def items_of_row(row: Row) -> list[Item]:
    """The duties of a row with its results: each beside its own where numbers or counts agree, else by their words.

    A duty that no result is like has all of them, but for the points below a lead ("Hoiab korda:").
    """
    duties, results = paragraphs_of_cell(row.duty), _results(row.result)
    if not duties:
        return []
    items = [Item(text=piece.text, number=piece.number) for piece in duties]
    if row.number and items[0].number is None:
        items[0] = replace(items[0], number=row.number)
    numbers = [piece.number for piece in results]
    own_numbers = all(numbers) and numbers == [item.number for item in items]
    if len(items) > 1 and (own_numbers or (len(items) == len(results) and not any(numbers))):
        return [replace(item, results=(piece.text,)) for item, piece in zip(items, results, strict=True)]
    if items[0].text.endswith(":"):
        return [replace(items[0], results=tuple(piece.text for piece in results)), *items[1:]]
    shared = tuple(piece.text for piece in results)  # of an area's duties, each leads to what the cell says
    return [replace(item, results=shared) for item in items]


def _likest(items: Sequence[Item], result: str) -> int:
    """The duty that shares most words with a result, the first where none shares any or it leads the others."""
    if items[0].text.endswith(":"):
        return 0
    wanted = _content_lemmas(result)
    return max(range(len(items)), key=lambda place: len(wanted & _content_lemmas(items[place].text)))


def result_texts(cell: str) -> tuple[str, ...]:
    """The results that a cell holds, one a paragraph."""
    return tuple(piece.text for piece in _results(cell))


def _results(cell: str) -> list[Piece]:
    return [part for piece in paragraphs_of_cell(cell) for part in _statements(piece)]


def _statements(piece: Piece) -> list[Piece]:
    """A result cut where a second statement begins without a stop before it, as narrow columns print them."""
    words = piece.text.split()
    for place in range(2, len(words) - 1):
        before, after = " ".join(words[:place]), " ".join(words[place:])
        begins = _begins_anew(words, place) or (_begins_statement(words, place) and _has_finite_verb(after))
        if begins and _has_finite_verb(before):
            return [replace(piece, text=before), *_statements(replace(piece, text=after, bullet=False, number=None))]
    return [piece]


def _begins_statement(words: Sequence[str], place: int) -> bool:
    """Whether a capital opens a common word alone, not a name of several words, after a word without a stop."""
    word, following = words[place], words[place + 1]
    if not word[0].isupper() or word.isupper() or not following[0].islower() or not words[place - 1][-1].isalpha():
        return False
    readings = analyse_word(word.lower())
    return bool(readings) and not any(one.pos == "H" for one in analyse_word(word))


def _begins_anew(words: Sequence[str], place: int) -> bool:
    """Whether a second subject stands before its own verb in lower case: "… õigel ajal dokumendid on korras"."""
    goes_on = "," in " ".join(words[:place]) or not labels().joining.isdisjoint(words[: place + 1])
    if goes_on or not words[place].isalpha() or not words[place].islower():
        return False
    subject = {one.form for one in analyse_word(words[place], guess=True) if one.pos == "S"}
    before = analyse_word(words[place - 1], guess=True)
    last = set() if any(one.pos == "V" for one in before) else {one.form for one in before}
    named = subject & ({"sg n", "pl n", "sg p", "pl p"} if words[place + 1] == "ei" else {"sg n", "pl n"})
    adverbial = bool(last) and not last & {"sg g", "pl g", "sg n", "pl n"}
    return bool(named) and adverbial and _is_finite(words[place + 1])


def _is_finite(word: str) -> bool:
    return word in {"on", "ei", "pole"} or any(
        one.pos == "V" and one.form in {"b", "vad", "takse"} for one in analyse_word(word)
    )


def is_area(cell: str, other: str) -> bool:
    """Whether a first cell names an area ("Klienditeenindus") and the second holds the duties, not their results."""
    _, _, text = split_number(cell)
    words = words_of(text)
    if not 0 < len(words) <= AREA_WORDS or "\n" in cell.strip() or text.rstrip().endswith("."):
        return False
    works = _results(other)
    names_work = words[-1].form.endswith(("mine", "mised"))  # a duty, but over a list of others: "Nõustamine | • … • …"
    if _has_finite_verb(text) or (names_work and (len(works) < 2 or any(looks_like_result(one.text) for one in works))):
        return False
    return len(other) > 2 * len(cell) and not looks_like_result(other)


def names_area(piece: Piece) -> bool:
    """Whether a lone cell in a table of duties is short, no sentence and no action, unless it is set in bold."""
    words = words_of(piece.text)
    if piece.bullet or piece.depth > 1 or not 0 < len(words) <= AREA_WORDS or piece.text.rstrip().endswith((".", ";")):
        return False
    set_off = piece.bold or piece.wide
    if not set_off and not piece.text[:1].isupper():
        return False
    return not _has_finite_verb(piece.text) and (set_off or not words[-1].form.endswith(("mine", "mised")))


def looks_like_result(text: str) -> bool:
    """Whether a text tells of a state reached ("Klient on teenindatud") and not of something to do."""
    words = words_of(text.split("\n", maxsplit=1)[0])
    forms = {reading.form for word in words for reading in analyse_word(word.form.strip("-"))}
    states = {"olema"} & {lemma for word in words for lemma in word.lemmas}
    return bool(states) or ("tud" in forms and not _starts_with_action(text))


def _starts_with_action(text: str) -> bool:
    words = words_of(text)
    return bool(words) and any(reading.form == "b" for reading in analyse_word(words[0].form))


def _has_finite_verb(text: str) -> bool:
    return any(
        reading.pos == "V" and (reading.form in {"b", "vad", "takse", "sin"} or word.form in {"on", "pole"})
        for word in words_of(text)
        for reading in analyse_word(word.form)
    )


def paired_lines(pieces: Sequence[Piece]) -> list[Item]:
    """Duties and results of a two-column table that was printed as lines, left cell then right cell.

    Duties are what the first cell looks like: numbered, or bulleted; lines that look otherwise are results of the
    duties since the last result. A first line that ends with a colon leads the bullets after it.
    """
    numbered = any(piece.depth for piece in pieces)
    bulleted = any(piece.bullet for piece in pieces)
    if not numbered and not bulleted and _alternate(pieces):
        lines = [piece.text for piece in pieces]
        return [Item(text=duty, results=(result,)) for duty, result in zip(lines[::2], lines[1::2], strict=True)]
    items: list[Item] = []
    first_of_group: int | None = None
    for piece in pieces:
        if items and (result := result_after_prefix(piece.text)) is not None:
            _add_result(items, first_of_group, result)
        elif _is_duty(piece, numbered, bulleted, starts=not items):
            if first_of_group is None or numbered or any(item.results for item in items[first_of_group:]):
                first_of_group = len(items)
            items.append(Item(text=piece.text, number=piece.number))
        else:
            _add_result(items, _best_of_group(items, first_of_group, piece.text), piece.text)
    return items


def _alternate(pieces: Sequence[Piece]) -> bool:
    """Whether every second line is a result: none of the others looks like one, and half of these do."""
    results = [looks_like_result(piece.text) for piece in pieces]
    return len(results) % 2 == 0 and not any(results[::2]) and sum(results[1::2]) >= ALIGNED_SHARE * len(results) / 2


def _best_of_group(items: Sequence[Item], first: int | None, result: str) -> int | None:
    """The duty of a group that a result belongs to: one that has results, the lead, else the one most like it."""
    if first is None:
        return None
    group = range(first, len(items))
    having = next((place for place in group if items[place].results), None)
    if having is not None:
        return having
    return first + _likest(items[first:], result)


def _content_lemmas(text: str) -> frozenset[str]:
    return frozenset(
        one.lemma for word in words_of(text) for one in analyse_word(word.form.strip("-")) if one.pos in {"S", "V"}
    ) - {"olema"}


ALIGNED_SHARE = 0.5
"""So many of the results that stand apart from their duties must show it, by a word of theirs or a state."""


def aligned(duties: Sequence[Item], results: Sequence[str]) -> list[int]:
    """For each result the place of its duty, in the order of both, so that most words are shared; [] where few are."""
    wanted = [_content_lemmas(item.text) for item in duties]
    paths = [(0, 0, [place]) for place in range(len(duties))] if results else []
    for number, text in enumerate(results):
        own = _content_lemmas(text)
        ended = paths
        paths = []
        for place, lemmas in enumerate(wanted):
            shared = len(own & lemmas)
            before = max(ended[: place + 1], key=lambda path: path[:2]) if number else (0, 0, [])
            paths.append((before[0] + shared, before[1] + (shared > 0), [*before[2], place]))
    best = max(paths, key=lambda path: path[:2], default=(0, 0, []))
    return best[2] if results and best[1] >= ALIGNED_SHARE * len(results) else []


def _is_duty(piece: Piece, numbered: bool, bulleted: bool, *, starts: bool) -> bool:
    if starts or piece.number:
        return True
    if numbered:
        return False
    return piece.bullet if bulleted else not looks_like_result(piece.text)


def _add_result(items: list[Item], place: int | None, text: str) -> None:
    if not items:
        return
    place = len(items) - 1 if place is None else place
    item = items[place]
    if item.results and _continues(item.results[-1], text):
        results = (*item.results[:-1], f"{item.results[-1]} {text}")
    else:
        results = (*item.results, text)
    items[place] = replace(item, results=results)


def _continues(before: str, text: str) -> bool:
    return text[:1].islower() and before[-1:] not in ".;:!?"
