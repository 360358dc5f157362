"""A new role from the old ones: what similar roles have, what they require, and what in the draft deserves a look."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ajsearch.model import SectionKind
from ajsearch.packed import PackedPosition
from ajsearch.roles.clauses import Load
from ajsearch.roles.document import DraftDocument
from ajsearch.roles.given import Given
from ajsearch.roles.plain import PlainerWording, plainer
from ajsearch.roles.role import Role, cross
from ajsearch.roles.similar import Neighbour
from ajsearch.roles.suggest import Basis, Suggestion, suggestions
from ajsearch.roles.usual import HighRequirement, UsualRequirements, high_requirements, usual_requirements

SUGGESTED_KINDS = (SectionKind.DUTY, SectionKind.COMPETENCY, SectionKind.REQUIREMENT)

USUAL_SHARE = 0.5
"""Share of the similar positions that have something, from which its lack is worth a look."""

FEWEST_USING = 2
"""Positions that must have it at least: what a single one has is no custom."""

SAID_TWICE = 0.55
"""Likeness of two duties of one draft from which one of them is likely too many.

Of 192 descriptions without such duties three have a pair above it; "esitab maksudeklaratsioonid maksuametile" and
"deklaratsioonide esitamine Maksu- ja Tolliametile" stand at 0.59.
"""


@dataclass(frozen=True, slots=True)
class SimilarRole:
    """A position that the suggestions are based on."""

    id: str
    title: str
    employer: str | None
    score: float


@dataclass(frozen=True, slots=True)
class SaidTwice:
    """Two duties of the draft that say nearly the same."""

    a: str
    b: str
    score: float


@dataclass(frozen=True, slots=True)
class Checks:
    """What deserves a look: ``missing`` is what most similar roles have and this one has not."""

    missing: tuple[Suggestion, ...]
    unusually_high: tuple[HighRequirement, ...]
    said_twice: tuple[SaidTwice, ...]
    plainer: tuple[PlainerWording, ...]


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """All that helps to write the draft; ``based_on`` are the ids of the similar positions, the most similar first."""

    title: str
    based_on: tuple[str, ...]
    similar: tuple[SimilarRole, ...]
    suggestions: Mapping[str, tuple[Suggestion, ...]]
    usual_requirements: UsualRequirements
    checks: Checks
    draft: DraftDocument


def advise(given: Given, draft: DraftDocument, role: Role, found: Basis, load: Load) -> DraftAnswer:
    """The advice on a draft from the positions that are near it."""
    positions = load([one.row for one in found.near[: found.similar]])
    near = [one for one in found.near[: found.similar] if one.row in positions]
    suggested = {kind.value: ones for kind, ones in suggestions(role, found, SUGGESTED_KINDS, load).items()}
    kept = [positions[one.row].position for one in near]
    return DraftAnswer(
        title=draft.title,
        based_on=tuple(one.id for one in kept),
        similar=tuple(_similar(one, positions[one.row]) for one in near),
        suggestions=suggested,
        usual_requirements=usual_requirements(kept),
        checks=Checks(
            missing=tuple(one for ones in suggested.values() for one in ones if _is_usual(one)),
            unusually_high=high_requirements(facts, kept) if (facts := given.facts or given.position) else (),
            said_twice=_said_twice(role),
            plainer=tuple(
                found
                for _, items in draft.sections()
                for item in items
                for text in (item.text, *item.results)
                for found in plainer(text)
            ),
        ),
        draft=draft,
    )


def _similar(near: Neighbour, kept: PackedPosition) -> SimilarRole:
    return SimilarRole(kept.position.id, kept.position.title, kept.position.employer, near.score)


def _is_usual(one: Suggestion) -> bool:
    return one.used_by >= FEWEST_USING and one.used_by >= USUAL_SHARE * one.of


def _said_twice(role: Role) -> tuple[SaidTwice, ...]:
    duties = role.of_kind(SectionKind.DUTY)
    alike = cross(role, role)[np.ix_(duties, duties)]
    found = [
        SaidTwice(role.items[duties[a]].text, role.items[duties[b]].text, round(float(alike[a, b]), 3))
        for a in range(len(duties))
        for b in range(a + 1, len(duties))
        if alike[a, b] >= SAID_TWICE
    ]
    return tuple(sorted(found, key=lambda one: -one.score))
