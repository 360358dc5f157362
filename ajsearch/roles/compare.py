"""Two to four roles side by side: one row for each item that some of them have, what corresponds in one row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ajsearch.errors import UsageError
from ajsearch.model import SectionKind
from ajsearch.roles.corpus import Corpus
from ajsearch.roles.differences import Differences, differences
from ajsearch.roles.given import Given
from ajsearch.roles.pairs import PAIR_LIKENESS, pair_up
from ajsearch.roles.role import Role, cross, role_of

FEWEST, MOST = 2, 4
"""Roles that fit side by side."""

COMPARED = (
    SectionKind.PURPOSE,
    SectionKind.DUTY,
    SectionKind.REQUIREMENT,
    SectionKind.COMPETENCY,
    SectionKind.RIGHT,
    SectionKind.RESPONSIBILITY,
    SectionKind.OBLIGATION,
    SectionKind.TOOL,
)
"""Sections that are compared, in their order."""


LEAST = {SectionKind.PURPOSE: 0.02, SectionKind.REQUIREMENT: 0.15}
"""Likeness from which items of a kind stand in one row where it is less than a duty's.

A role has one purpose, whatever it says; requirements are few and made of words that every position has.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """An item of one role. ``marks`` are ranges of the text that differ from the first cell of its row."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Items that correspond: a cell for each role, None where it has none. ``same``: all say it in the same words."""

    section: SectionKind
    cells: tuple[Cell | None, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class ComparedRole:
    """A role that is compared."""

    id: str | None
    title: str
    employer: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The roles and the rows of their table."""

    positions: tuple[ComparedRole, ...]
    rows: tuple[Row, ...]

    def differing(self) -> "Comparison":
        """Only the rows in which something differs."""
        return Comparison(self.positions, tuple(row for row in self.rows if not row.same))


def compare(corpus: Corpus, given: Sequence[Given]) -> Comparison:
    """The comparison of two to four roles, weighed by the corpus; raises ``UsageError`` for other numbers."""
    if not FEWEST <= len(given) <= MOST:
        raise UsageError(f"{FEWEST} to {MOST} positions can be compared, not {len(given)}.")
    roles = [role_of(corpus, one.items) for one in given]
    rows = [row for kind in COMPARED for row in _rows(kind, roles)]
    return Comparison(tuple(_compared(one) for one in given), tuple(rows))


def _compared(one: Given) -> ComparedRole:
    position = one.position
    if position is None:
        return ComparedRole(None, one.title, None, None)
    return ComparedRole(one.id, one.title, position.employer, position.unit)


def _rows(kind: SectionKind, roles: Sequence[Role]) -> list[Row]:
    """Rows in the order of the first role's items, then what only later ones have in theirs."""
    members: list[dict[int, int]] = []
    least = LEAST.get(kind, PAIR_LIKENESS)
    for number, role in enumerate(roles):
        left = role.of_kind(kind).tolist()
        # Each of the role's items joins the row that holds what it is most like; a row takes one item of a role.
        crosses = [cross(earlier, role)[:, left] for earlier in roles[:number]]
        alike = [np.max([crosses[n][at] for n, at in row.items()], axis=0) for row in members]
        paired = (
            {pair.b: pair.a for pair in pair_up(np.array(alike, np.float32), least).pairs} if members and left else {}
        )
        for place, item in enumerate(left):
            if place in paired:
                members[paired[place]][number] = item
            else:
                members.append({number: item})
    return [_row(kind, roles, row) for row in members]


def _row(kind: SectionKind, roles: Sequence[Role], places: dict[int, int]) -> Row:
    texts = {number: roles[number].items[at].text for number, at in places.items()}
    first = min(texts)
    marks = {number: differences(texts[first], text) for number, text in texts.items()}
    cells = tuple(
        Cell(texts[number], marks[number].b if number != first else _first_marks(marks, first))
        if number in texts
        else None
        for number in range(len(roles))
    )
    same = len(texts) == len(roles) and not any(cell.marks for cell in cells if cell)
    return Row(kind, cells, same)


def _first_marks(marks: Mapping[int, Differences], first: int) -> tuple[tuple[int, int], ...]:
    """In the first text, what the second of the row has not."""
    others = sorted(number for number in marks if number != first)
    return marks[others[0]].a if others else ()
