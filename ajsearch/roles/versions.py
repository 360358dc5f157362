"""Versions: descriptions of the same post over time, and what changed from each to the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ajsearch.estonian import analyser
from ajsearch.packed import PackedPosition
from ajsearch.roles.clauses import Load
from ajsearch.roles.compare import Comparison, compare
from ajsearch.roles.corpus import Corpus, Head
from ajsearch.roles.given import Given, given_position
from ajsearch.roles.outline import item_terms
from ajsearch.roles.similar import Neighbour

SAME_POST = 0.6
"""Likeness from which two descriptions of one employer and one title are versions of one post.

A post that was rewritten keeps most of its duties; two posts of one title that do different work share a template only.
"""

NO_YEAR = 0

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Version:
    """One description of the post: ``year`` is that of its file's name, None where it names none."""

    id: str
    title: str
    path: str
    year: int | None
    ingested_at: str


@dataclass(frozen=True, slots=True)
class VersionsAnswer:
    """The versions, the oldest first; ``changes[i]`` compares version ``i`` with the next, differing rows only."""

    versions: tuple[Version, ...]
    changes: tuple[Comparison, ...]


def versions(given: Given, corpus: Corpus, found: Sequence[Neighbour], load: Load) -> VersionsAnswer:
    """The versions of a kept position among its neighbours, itself included; one alone has no changes."""
    own = next(head for head in corpus.heads if head.id == given.id)
    rows = [corpus.places_of_ids[own.id]]
    rows += [one.row for one in found if one.score >= SAME_POST and same_post(own, corpus.heads[one.row])]
    positions = sorted(load(rows).values(), key=_age)
    roles = [given_position(one) for one in positions]
    changes = tuple(compare(corpus, pair).differing() for pair in pairwise(roles))
    return VersionsAnswer(tuple(_version(one) for one in positions), changes)


def same_post(one: Head, other: Head) -> bool:
    """Whether two descriptions are of one employer and one title, in whatever order or form their words are."""
    return bool(one.employer) and _key(one.employer) == _key(other.employer) and _key(one.title) == _key(other.title)


def _key(text: str | None) -> frozenset[str]:
    return frozenset(item_terms(analyser.analyse(text or "")))


def _age(one: PackedPosition) -> tuple[int, str, str]:
    """By the year that the file's name gives, else by when it was read."""
    return _year(one) or NO_YEAR, one.position.ingested_at, one.position.id


def _year(one: PackedPosition) -> int | None:
    years = [int(found[0]) for path in one.position.paths for found in _YEAR.finditer(path.rpartition("/")[2])]
    return max(years, default=None)


def _version(one: PackedPosition) -> Version:
    position = one.position
    return Version(position.id, position.title, position.path, _year(one), position.ingested_at)
