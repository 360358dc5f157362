"""How two positions are alike: the pairs of items that correspond, and what only one of them has."""

from collections.abc import Sequence
from dataclasses import dataclass

from ajsearch.model import AnalysedPassage, SectionKind

PAIR_LIKENESS = 0.5
"""Dice likeness from which two items say the same: below it, pairs shared function words and little else."""

COMPARED = (SectionKind.DUTY, SectionKind.REQUIREMENT, SectionKind.COMPETENCY)
"""Sections whose items are paired, the most telling first."""

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
    """A similar position and why it is one; ``only_here`` are duties that only this position has."""

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


def shared_items(here: Sequence[AnalysedPassage], there: Sequence[AnalysedPassage]) -> tuple[SharedItem, ...]:
    """The corresponding items of two positions, each item once, most alike first."""
    found: list[SharedItem] = []
    for kind in COMPARED:
        ours, theirs = _items(here, kind), _items(there, kind)
        pairs = sorted(
            ((_likeness(a, b), i, j) for i, (_, a) in enumerate(ours) for j, (_, b) in enumerate(theirs)),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        used_here: set[int] = set()
        used_there: set[int] = set()
        for score, i, j in pairs:
            if score < PAIR_LIKENESS:
                break
            if i not in used_here and j not in used_there:
                used_here.add(i)
                used_there.add(j)
                found.append(SharedItem(kind, ours[i][0], theirs[j][0], round(score, 3)))
    return tuple(found)


def only(passages: Sequence[AnalysedPassage], shared: Sequence[str]) -> tuple[str, ...]:
    """The duties that are not among the shared texts."""
    taken = set(shared)
    return tuple(text for text, _ in _items(passages, SectionKind.DUTY) if text not in taken)[:LISTED]


def _items(passages: Sequence[AnalysedPassage], kind: SectionKind) -> list[tuple[str, frozenset[str]]]:
    return [(p.text, _terms(p)) for p in passages if p.section is kind and p.tokens]


def _terms(passage: AnalysedPassage) -> frozenset[str]:
    """What an item is about: its derivation families where a word has one, else its lemmas."""
    return frozenset(term for token in passage.tokens for term in (token.families or token.lemmas))


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
