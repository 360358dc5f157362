"""What similar roles have and a draft lacks: their items, wordings of the same together, the most telling first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ajsearch.model import SectionKind
from ajsearch.roles.clauses import Load
from ajsearch.roles.likeness import Matrix, Others, Role, against, cosines
from ajsearch.roles.outline import KINDS
from ajsearch.roles.ragged import Floats, Ints, places
from ajsearch.roles.similar import Neighbour
from ajsearch.roles.texts import item_texts

BASIS = 20
"""Similar positions that suggestions come from, at most."""

NEAR = 0.5
"""Least likeness of these, as a share of the most similar one's: the twentieth of a small store does other work."""

TOGETHER = 0.38
"""Likeness from which items of different positions are one suggestion."""

HAS_ALREADY = 0.5
"""Likeness from which the draft has an item already."""

POWER = 2
"""How much more the items of nearer positions count: the square of their likeness."""

SUGGESTED = 20
"""Suggestions of each kind, at most."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item that ``used_by`` ``of`` the similar positions have in some wording; ``sources`` are their ids.

    The text is the wording of the most similar of them, the first of the sources.
    """

    text: str
    results: tuple[str, ...]
    used_by: int
    of: int
    sources: tuple[str, ...]


def basis(neighbours: Sequence[Neighbour]) -> tuple[Neighbour, ...]:
    """Those of the neighbours that are near enough to learn from."""
    if not neighbours:
        return ()
    least = NEAR * neighbours[0].score
    return tuple(one for one in neighbours[:BASIS] if one.score >= least)


def suggestions(role: Role, near: Sequence[Neighbour], kind: SectionKind, load: Load) -> tuple[Suggestion, ...]:
    """What the near positions have of a kind and the role has not."""
    if not near:
        return ()
    rows = np.array([one.row for one in near], np.int64)
    others = against(role, rows)
    owners = np.repeat(np.arange(len(rows)), np.diff(others.offsets))
    mine = role.of_kind(kind)
    has = others.alike[mine].max(axis=0, initial=0) >= HAS_ALREADY
    at = np.flatnonzero((others.kinds == KINDS.index(kind)) & ~has)
    groups = _together(_vectors(role, others.clauses[at]))
    weights = np.array([one.score**POWER for one in near])
    found: dict[int, list[int]] = {}
    for place, group in zip(at, groups, strict=True):
        found.setdefault(int(group), []).append(int(place))
    ranked = sorted(
        found.values(), key=lambda members: (-sum(weights[sorted({owners[one] for one in members})]), members[0])
    )
    return tuple(
        one for members in ranked[:SUGGESTED] if (one := _suggestion(role, near, others, members, load)) is not None
    )


def _suggestion(
    role: Role, near: Sequence[Neighbour], others: Others, members: Sequence[int], load: Load
) -> Suggestion | None:
    owners = np.searchsorted(others.offsets, members, side="right") - 1
    using = sorted({int(one) for one in owners})
    position = load([near[using[0]].row]).get(near[using[0]].row)
    text = item_texts(position.passages).get(int(others.numbers[members[0]])) if position else None
    if text is None:
        return None
    heads = role.corpus.heads
    sources = tuple(heads[near[owner].row].id for owner in using)
    return Suggestion(text.text, text.results, len(using), len(near), sources)


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


def _together(vectors: Matrix) -> Ints:
    """For each item the place of the first item that it is a wording of: those of nearer positions come first."""
    alike = cosines(vectors, vectors)
    groups = np.full(len(vectors), -1, np.int64)
    leaders: list[int] = []
    for at in range(len(vectors)):
        if leaders:
            best = int(np.argmax(alike[at, leaders]))
            if alike[at, leaders[best]] >= TOGETHER:
                groups[at] = leaders[best]
                continue
        leaders.append(at)
        groups[at] = at
    return groups
