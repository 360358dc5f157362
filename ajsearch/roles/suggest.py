"""What similar roles have and a draft lacks: their items, wordings of the same together, the most telling first.

An item's support is that of the positions that have it in some wording: nearer ones count much more, and what is common
in all that was looked at counts a little, so that after the duties of the field come those of every office.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from ajsearch.model import SectionKind
from ajsearch.roles.clauses import Load
from ajsearch.roles.likeness import Others, against
from ajsearch.roles.outline import KINDS
from ajsearch.roles.pairs import each_others
from ajsearch.roles.ragged import Floats, Ints, offsets_of, places, row_maxima
from ajsearch.roles.role import Matrix, Role, cosines
from ajsearch.roles.similar import Neighbour
from ajsearch.roles.texts import item_texts

LOOKED_AT = 100
"""Nearest positions whose items support a suggestion; more changed nothing that was measured."""

OFFERING = 30
"""The nearest of these, whose own duties are offered; requirements and competencies are those of similar work alone."""

MOST_SIMILAR = 20
"""Positions that a draft says it is based on, at most."""

ALIKE = 0.4
NEAR = 0.6
NEAREST = 0.3
"""A position does similar work from a likeness of 0.4 and of 0.6 of the most similar one's; that one itself from 0.3.

Judged by occupation over 85 drafts of three lines: three of four that pass are of the same, of those that were named
from half of the most similar one's likeness on without another limit hardly one in two.
"""

UNLIKE, SAME = 0.35, 0.7
"""Likeness of two items from which one begins to support the other, and from which it does so wholly."""

POWER = 4
"""How much more the items of nearer positions count: this power of their likeness."""

COMMON = 0.03
"""What a far position's item counts, as a share of that of the most similar one."""

TOGETHER = 0.4
"""Likeness from which items of different positions are one suggestion."""

HAS_ALREADY = 0.4
"""Likeness from which the draft has an item already.

These seven were swept together, leaving one of 192 descriptions out at a time, for the share of its other duties that
are suggested, judged by hand for 25 of them; all stand on plateaus.
"""

PAIRED = 10
"""The nearest positions whose items are also one suggestion where each is the other's most alike by far.

In the words of two authorities a duty may share one word, and still no other duty of theirs is as near to it.
"""

PAIR = 0.12
"""Likeness from which two such items are one: below it they share no more than a word of every office."""

VARIANTS = 3
"""Other wordings of a suggestion that are shown, at most."""

CUSTOM = 5
"""Positions that must have what is suggested where none does similar work: a custom of offices, not one post's work."""

NONE = -1.0
"""Support of what is not suggested."""

SUGGESTED = 20
"""Suggestions of each kind, at most."""

SOURCES = 20
"""Positions that are named as having a suggestion, at most."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How one position words an item; ``source`` is its id."""

    text: str
    results: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item that ``used_by`` ``of`` the similar positions have in some wording, and ``elsewhere`` further ones.

    The text is the wording of the first of the ``sources``, which are ids, and is the one most like all the others;
    ``variants`` are other wordings of it, the most alike first.
    """

    text: str
    results: tuple[str, ...]
    used_by: int
    of: int
    sources: tuple[str, ...]
    elsewhere: int = 0
    variants: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """Positions that suggestions come from, the most similar first; the first ``similar`` do similar work."""

    near: tuple[Neighbour, ...]
    similar: int


def basis(neighbours: Sequence[Neighbour]) -> Basis:
    """Those of the neighbours that are looked at."""
    near = tuple(neighbours[:LOOKED_AT])
    top = near[0].score if near else 0.0
    similar = sum(one.score >= max(ALIKE, NEAR * top) for one in near[:MOST_SIMILAR])
    return Basis(near, similar or int(top >= NEAREST))


def suggestions(
    role: Role, found: Basis, kinds: Sequence[SectionKind], load: Load
) -> dict[SectionKind, tuple[Suggestion, ...]]:
    """What the positions have of each kind and the role has not, the most likely first; competencies by frequency."""
    others = against(role, np.array([one.row for one in found.near], np.int64))
    suggested = {kind: _of_kind(role, found, others, kind, load) for kind in kinds}
    competencies = suggested.get(SectionKind.COMPETENCY, ())
    return suggested | {SectionKind.COMPETENCY: tuple(sorted(competencies, key=lambda one: -one.used_by))}


def _of_kind(role: Role, found: Basis, others: Others, kind: SectionKind, load: Load) -> tuple[Suggestion, ...]:
    has = others.alike[role.of_kind(kind)].max(axis=0, initial=0) >= HAS_ALREADY
    at = np.flatnonzero((others.kinds == KINDS.index(kind)) & ~has)
    owners = np.searchsorted(others.offsets, at, side="right") - 1
    offering = OFFERING if kind is SectionKind.DUTY else found.similar
    offsets = offsets_of(np.bincount(owners, minlength=len(found.near)))
    alike = _likeness(role, others.clauses[at], int((owners < offering).sum()))
    _raise_pairs(alike, offsets[: min(PAIRED, offering) + 1])
    has_it = row_maxima((alike >= TOGETHER).astype(np.float32), offsets) > 0
    custom = has_it.sum(axis=1) >= (1 if found.similar else CUSTOM)
    suggested = []
    for one in _chosen(alike, np.where(custom, _support(alike, offsets, found.near), NONE)):
        using = [int(owners[one]), *np.setdiff1d(np.flatnonzero(has_it[one]), owners[one]).tolist()]
        same = [two for two in np.argsort(-alike[one], kind="stable") if two != one and alike[one, two] >= TOGETHER]
        wordings = [(int(owners[two]), int(others.numbers[at[two]])) for two in (one, *same)]
        suggested.append(_suggestion(role, found, load, wordings, using))
    return tuple(one for one in suggested if one is not None)


def _raise_pairs(alike: Matrix, offsets: Ints) -> None:
    """Raise the likeness of items of these positions that are each other's most alike by far, so that they are one."""
    for one, other in combinations(pairwise(offsets), 2):
        rows, columns = each_others(alike[slice(*one), slice(*other)], PAIR)
        rows, columns = rows + one[0], columns + other[0]
        raised = np.maximum(alike[rows, columns], TOGETHER)
        alike[rows, columns] = alike[columns, rows] = raised


def _likeness(role: Role, clauses: Ints, offered: int) -> Matrix:
    """How alike each of the first ``offered`` clauses is to each of all."""
    distinct, inverse = np.unique(clauses, return_inverse=True)
    vectors = _vectors(role, distinct)
    return cosines(vectors[inverse[:offered]], vectors)[:, inverse]


def _support(alike: Matrix, offsets: Ints, near: Sequence[Neighbour]) -> Floats:
    """The support of each offered item from all positions, whose items begin at the offsets."""
    has = row_maxima(np.clip((alike - UNLIKE) / (SAME - UNLIKE), 0, 1).astype(np.float32), offsets)
    weights = np.array([one.score**POWER for one in near], np.float32)
    support: Floats = (has @ (weights + COMMON * weights.max(initial=0))).astype(np.float32)
    return support


def _chosen(alike: Matrix, support: Floats) -> list[int]:
    """The items with most support, of those that are one suggestion the first alone; ties go by nearness."""
    chosen: list[int] = []
    left = support > NONE
    while left.any() and len(chosen) < SUGGESTED:
        best = int(np.argmax(np.where(left, support, NONE)))
        chosen.append(best)
        left &= alike[best, : len(left)] < TOGETHER
        left[best] = False
    return chosen


def _suggestion(
    role: Role, found: Basis, load: Load, wordings: Sequence[tuple[int, int]], using: Sequence[int]
) -> Suggestion | None:
    """The first of the wordings, each an item's place among the positions and its number, with other ones."""
    rows = [found.near[one].row for one in using]
    texts: dict[str, Wording] = {}
    for place, number in wordings:
        row = found.near[place].row
        position = load([row]).get(row)
        text = item_texts(position.passages).get(number) if position else None
        if text is None and not texts:
            return None
        if text is not None:
            texts.setdefault(_bare(text.text), Wording(text.text, text.results, role.corpus.heads[row].id))
        if len(texts) > VARIANTS:
            break
    first, *variants = texts.values()
    similar = sum(one < found.similar for one in using)
    sources = tuple(role.corpus.heads[row].id for row in rows[:SOURCES])
    return Suggestion(first.text, first.results, similar, found.similar, sources, len(rows) - similar, tuple(variants))


def _bare(text: str) -> str:
    """A wording without what does not make it another."""
    return " ".join(text.casefold().rstrip(" .;,").split())


def _vectors(role: Role, clauses: Ints) -> Matrix:
    """The clauses as unit vectors over all their terms."""
    corpus = role.corpus
    entries, offsets = places(corpus.term_offsets, clauses)
    terms, columns = np.unique(corpus.terms[entries], return_inverse=True)
    dense = np.zeros((len(clauses), len(terms)), np.float32)
    dense[np.repeat(np.arange(len(clauses)), np.diff(offsets)), columns] = corpus.values[entries]
    norms: Floats = corpus.norms[clauses]
    unit: Matrix = (dense / np.maximum(norms, 1e-9)[:, None]).astype(np.float32)
    return unit
