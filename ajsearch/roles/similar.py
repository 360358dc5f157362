"""Similar positions, and why: the pairs of items that correspond, and what only one of the two has."""

from dataclasses import dataclass
from itertools import islice

import numpy as np

from ajsearch.model import SectionKind
from ajsearch.packed import PackedPosition
from ajsearch.roles.bags import Bags
from ajsearch.roles.given import Given
from ajsearch.roles.likeness import scores
from ajsearch.roles.outline import OutlineItem, outline
from ajsearch.roles.pairs import COMPARED, pair_up
from ajsearch.roles.role import Role, cross, role_of

LISTED = 50
"""Items listed per answer: a page, not a dump."""


@dataclass(frozen=True, slots=True)
class SharedItem:
    """Two items that correspond: ``a`` of this position, ``b`` of the other; ``score`` from 0 to 1."""

    section: SectionKind
    a: str
    b: str
    score: float


@dataclass(frozen=True, slots=True)
class SimilarHit:
    """A similar position and why it is one; ``only_here`` are duties that only this position has.

    In each section the pairs that tell most come first: what is long and rare before what every description says.
    """

    id: str
    title: str
    score: float
    shared: tuple[SharedItem, ...]
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    employer: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class SimilarAnswer:
    """The positions most like the one asked for (``query``: its id or the file's name), most alike first."""

    query: str
    hits: tuple[SimilarHit, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A position by its row in the corpus, and how alike it is, above 0 to 1."""

    row: int
    score: float


def neighbours(given: Given, bags: Bags, *, limit: int) -> tuple[Role, tuple[Neighbour, ...]]:
    """The role in the corpus's numbers and the positions most like it but itself, most alike first; ties by id."""
    role = role_of(bags.corpus, given.items)
    rows, values = scores(role, bags)
    heads = bags.corpus.heads
    found = (
        Neighbour(int(row), round(float(value), 4))
        for row, value in zip(rows, values, strict=True)
        if value > 0 and heads[row].id != given.id
    )
    return role, tuple(islice(found, limit))


def explain(role: Role, neighbour: Neighbour, there: PackedPosition) -> SimilarHit:
    """A similar position with its pairs of items."""
    theirs = outline(there.passages)
    other = role_of(role.corpus, theirs)
    alike = cross(role, other)
    shared: list[SharedItem] = []
    only_here: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()
    for kind in COMPARED:
        here, yonder = _of_kind(role.items, kind), _of_kind(theirs, kind)
        found = pair_up(alike[np.ix_(here, yonder)])
        a, b = [role.items[at].text for at in here], [theirs[at].text for at in yonder]
        told = {pair: pair.score * min(role.masses[here[pair.a]], other.masses[yonder[pair.b]]) for pair in found.pairs}
        telling = sorted(found.pairs, key=lambda pair: -told[pair])
        shared += [SharedItem(kind, a[pair.a], b[pair.b], pair.score) for pair in telling]
        if kind is SectionKind.DUTY:
            only_here = tuple(a[at] for at in found.only_a)[:LISTED]
            only_there = tuple(b[at] for at in found.only_b)[:LISTED]
    return SimilarHit(
        id=there.position.id,
        title=there.position.title,
        score=neighbour.score,
        shared=tuple(shared),
        only_here=only_here,
        only_there=only_there,
        employer=there.position.employer,
        unit=there.position.unit,
    )


def _of_kind(items: tuple[OutlineItem, ...], kind: SectionKind) -> list[int]:
    """The places of the items of a kind."""
    return [at for at, item in enumerate(items) if item.kind is kind]
