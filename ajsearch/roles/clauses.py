"""Clauses: the duties, competencies and requirements of all positions, wordings of the same together."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ajsearch.model import SectionKind
from ajsearch.packed import PackedPosition
from ajsearch.roles.corpus import Corpus
from ajsearch.roles.grouping import groups_of
from ajsearch.roles.likeness import clause_likeness
from ajsearch.roles.ragged import Ints
from ajsearch.roles.role import Role
from ajsearch.roles.texts import ItemText, item_texts

CLAUSE_KINDS = (SectionKind.DUTY, SectionKind.COMPETENCY, SectionKind.REQUIREMENT)
"""The kinds of items that are reused from role to role."""

VARIANTS = 5
"""Wordings of a clause that are shown, the most used first."""

EMPLOYERS = 10
"""Employers of a clause that are named, those with most such positions first."""

WORDED_LIKE = 0.3
"""Likeness from which an item is a wording of what was asked for, or close enough to be of use beside it.

Judged by hand over 2000 duties: from 0.5 on nine of ten say the same, from 0.4 two of three, from 0.3 one of four.
"""

Load = Callable[[Sequence[int]], dict[int, PackedPosition]]
"""Gives positions by their rows of the corpus."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording, in how many positions it is, and one of them."""

    text: str
    results: tuple[str, ...]
    positions: int
    source: str


@dataclass(frozen=True, slots=True)
class EmployerCount:
    """In how many positions of an employer something is."""

    employer: str
    positions: int


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """Wordings of one clause; ``positions`` counts the positions that have any of them.

    ``score`` is how like the most alike wording is to what was asked for, from 0 to 1; None where nothing was.
    """

    section: SectionKind
    text: str
    results: tuple[str, ...]
    positions: int
    employers: tuple[EmployerCount, ...]
    variants: tuple[Variant, ...]
    sources: tuple[str, ...]
    score: float | None = None


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    """Groups of clauses, of ``total`` that there are."""

    query: str
    total: int
    groups: tuple[ClauseGroup, ...]


def most_used(corpus: Corpus, kind: SectionKind, load: Load, *, limit: int, offset: int = 0) -> ClauseAnswer:
    """The clauses of a kind, those of most positions first; ties go by the order of the positions."""
    clauses, groups = _grouped(corpus, kind)
    members = _members(clauses, groups)
    ranked = sorted(members, key=lambda ones: (-len(_rows(corpus, ones)), _first_place(corpus, ones)))
    shown = ranked[offset : offset + limit]
    return ClauseAnswer("", len(ranked), tuple(_described(corpus, kind, ones, load) for ones in shown))


def worded_like(
    role: Role, item: int, load: Load, *, kind: SectionKind, limit: int, without: str | None = None
) -> ClauseAnswer:
    """How the positions word the role's item, most alike first; ``without`` is an id whose own wording is left out."""
    corpus = role.corpus
    clauses = np.flatnonzero(corpus.clauses_of_kind(kind)).astype(np.int64)
    alike = clause_likeness(role, clauses)[item]
    clauses, alike = clauses[alike >= WORDED_LIKE], alike[alike >= WORDED_LIKE]
    own = corpus.places_of_ids.get(without or "")
    likeness = dict(zip(clauses.tolist(), alike.tolist(), strict=True))
    members = [ones for ones in _members(clauses, groups_of(corpus, clauses)) if set(_rows(corpus, ones)) - {own}]
    ranked = sorted(members, key=lambda ones: (-max(likeness[int(one)] for one in ones), _first_place(corpus, ones)))
    groups = (
        replace(
            _described(corpus, kind, ones, load, likeness=likeness, own=own),
            score=round(max(likeness[int(one)] for one in ones), 3),
        )
        for ones in ranked[:limit]
    )
    return ClauseAnswer(role.items[item].text, len(ranked), tuple(groups))


@lru_cache(maxsize=2 * len(CLAUSE_KINDS))
def _grouped(corpus: Corpus, kind: SectionKind) -> tuple[Ints, Ints]:
    clauses = np.flatnonzero(corpus.clauses_of_kind(kind)).astype(np.int64)
    return clauses, groups_of(corpus, clauses)


def _members(clauses: Ints, groups: Ints) -> list[Ints]:
    """The clauses of each group."""
    order = np.argsort(groups, kind="stable")
    cuts = np.flatnonzero(np.diff(groups[order])) + 1
    return [clauses[ones] for ones in np.split(order, cuts)] if len(order) else []


def _rows(corpus: Corpus, clauses: Ints) -> list[int]:
    """The rows of the positions that have any of the clauses."""
    rows, offsets = corpus.positions_of_clauses
    return sorted({int(row) for one in clauses for row in rows[offsets[one] : offsets[one + 1]]})


def _first_place(corpus: Corpus, clauses: Ints) -> tuple[int, int]:
    return _rows(corpus, clauses)[0], int(clauses.min())


def _described(
    corpus: Corpus,
    kind: SectionKind,
    clauses: Ints,
    load: Load,
    *,
    likeness: dict[int, float] | None = None,
    own: int | None = None,
) -> ClauseGroup:
    rows = [row for row in _rows(corpus, clauses) if row != own]
    wordings = []
    for one in clauses:
        having = [row for row in _rows(corpus, np.array([one])) if row != own]
        if having:
            wordings.append((-(likeness or {}).get(int(one), 0.0), -len(having), having[0], int(one)))
    variants = [
        Variant(text.text, text.results, -count, corpus.heads[row].id)
        for _, count, row, clause in sorted(wordings)[:VARIANTS]
        if (text := _text(corpus, row, clause, load)) is not None
    ]
    employers = Counter(corpus.heads[row].employer for row in rows if corpus.heads[row].employer)
    counted = sorted(employers.items(), key=lambda one: (-one[1], one[0] or ""))[:EMPLOYERS]
    return ClauseGroup(
        section=kind,
        text=variants[0].text if variants else "",
        results=variants[0].results if variants else (),
        positions=len(rows),
        employers=tuple(EmployerCount(name or "", count) for name, count in counted),
        variants=tuple(variants),
        sources=tuple(corpus.heads[row].id for row in rows),
    )


def _text(corpus: Corpus, row: int, clause: int, load: Load) -> ItemText | None:
    position = load([row]).get(row)
    if position is None:
        return None
    clauses, numbers = corpus.items_of(row)
    number = int(numbers[np.flatnonzero(clauses == clause)[0]])
    return item_texts(position.passages).get(number)
