"""Tables of languages: a language a row or a column, levels by skill, or a mark under the level that is asked for."""

import re
from collections.abc import Sequence

from ajsearch.sections.headings import column_role, is_modal
from ajsearch.sections.tables import Roles, roles_of_header
from ajsearch.sections.vocabulary import headings

_LEVEL = re.compile(r"[ABC][12]")
_MARK = re.compile(r"[xXvV+]|[^\w\s]{1,2}")
"""What stands in the column of the level that is asked for: "x", "+", "✓"."""

_LEVELLED = frozenset({"skill", "level"})
"""Columns that hold levels."""

LEVEL_WORDS = 4
"""A level has no more words ("väga hea, kasuks tuleb")."""

LEAST_LEVELS = 2
"""Columns of levels that make a grid."""


def grid_apart(cells: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """A header of languages and its first row where a print has run them together, cell by cell, else None.

    "Keeleoskus | Keel eesti keel | Kõnes C1 | Kirjas B2": the cell before the languages is the rows' label.
    """
    parted = [cell.split(maxsplit=1) for cell in cells]
    roles = [column_role(parts[0]) if len(parts) == 2 else None for parts in parted]
    start = roles.index("language") if "language" in roles else len(cells)
    if start > 1 or roles[start + 1 :].count("skill") != len(cells) - start - 1 or start + 1 == len(cells):
        return None
    heads = [parts[0] for parts in parted[start:]]
    return [*cells[:start], *heads], [*("" for _ in cells[:start]), *(parts[1] for parts in parted[start:])]


def level_grid(cells: Sequence[str]) -> Roles | None:
    """The roles of a header with a column a level ("Keel | A2 | B1 | B2 | Nõutav/soovitav", " | hea | väga hea"), None
    for other rows."""
    levels = [cell for cell in cells if _LEVEL.fullmatch(cell)]
    spoken = [cell for cell in cells[1:] if cell.lower() in headings().grades]
    if not cells[0] and len(spoken) >= LEAST_LEVELS and len(spoken) == len(cells) - 1:
        return ("language", *("grade" for _ in spoken))
    others = [cell for cell in cells[1:] if cell and cell not in levels]
    heads = not cells[0] or (len(cells[0].split()) == 1 and column_role(cells[0].rstrip(" :")) == "language")
    rising = len(levels) >= LEAST_LEVELS and levels == sorted(set(levels)) and cells[0] not in levels
    if not (heads and rising and all(map(is_modal, others))):
        return None
    return ("language", *("grade" if cell in levels else "note" for cell in cells[1:]))


def grid_of_row(cells: Sequence[str], roles: Roles, header: Sequence[str]) -> str:
    """A language's row with a mark under a level as text ("Vene: B2, nõutav"), "" for rows of other tables."""
    if "grade" not in roles or len(cells) != len(roles) or not cells[0]:
        return ""
    said = [
        header[place] if role == "grade" else cell
        for place, (role, cell) in enumerate(zip(roles, cells, strict=True))
        if cell and (role == "note" or (role == "grade" and _MARK.fullmatch(cell)))
    ]
    return f"{cells[0]}: {', '.join(said)}" if said else ""


def labelled_skills(cells: Sequence[str]) -> Roles | None:
    """The roles of a languages' header with a label ("Keeleoskus | Keel | Suuline | Kirjalik"), None for others.

    The label may stand over the languages themselves: "Keeleoskus | Suuline | Kirjalik".
    """
    if not cells or not cells[0]:
        return None
    roles = roles_of_header(["", *cells[1:]])
    if roles and {"language", "skill"} <= set(roles):
        return roles
    over_languages = len(cells) > 2 and all(column_role(cell) == "skill" for cell in cells[1:])
    return ("language", *("skill" for _ in cells[1:])) if over_languages else None


def skills_of_row(cells: Sequence[str], roles: Roles, header: Sequence[str]) -> str:
    """A language's row as text ("eesti keel: suuline C1, kirjalik C1"), "" for rows of other tables."""
    if "language" not in roles or _LEVELLED.isdisjoint(roles) or len(cells) != len(roles):
        return ""
    values = [cell for cell, role in zip(cells, roles, strict=True) if cell and role in _LEVELLED]
    alone = len(values) < LEAST_LEVELS and not any(map(_is_level, values))
    if alone or any(len(value.split()) > LEVEL_WORDS for value in values):
        return ""  # "Arvutioskus | MS Office" in the same table
    levels = [
        f"{header[place].lower()} {cell}" if role == "skill" else cell
        for place, (role, cell) in enumerate(zip(roles, cells, strict=True))
        if cell and role != "language"
    ]
    language = next((cell for cell, role in zip(cells, roles, strict=True) if cell and role == "language"), "")
    return f"{language}: {', '.join(levels)}" if language else ""


def languages_of_row(cells: Sequence[str], above: Sequence[str]) -> str:
    """A skill's row under a row of languages as text ("eesti kõnes C1, inglise kõnes B2"), "" for any other row."""
    if len(cells) != len(above) or not cells or column_role(cells[0]) != "skill":
        return ""
    return ", ".join(
        f"{language} {cells[0].lower()} {cell}"
        for language, cell in zip(above[1:], cells[1:], strict=True)
        if any(map(str.isalnum, cell))
    )


def names_languages(cells: Sequence[str]) -> bool:
    """Whether a row may name languages above their columns: "Keeled | eesti | inglise"."""
    return len(cells) > 2 and column_role(cells[0].rstrip(" :")) == "language" and not any(map(_is_level, cells[1:]))


def _is_level(cell: str) -> bool:
    return any(map(str.isdigit, cell))
