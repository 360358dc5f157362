"""Families of roles that different authorities worded on their own: who is similar, and what a draft is suggested.

They are kept together with some generated roles of other work. Each role is taken away in its turn: given its title and
first two duties, a remaining duty counts when another role of its family has it, and is found when a suggestion shows a
wording of it. A role's family is clearly similar to it, and to the three lines that an officer begins with.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from ajsearch.model import Structure
from ajsearch.roles.advice import Advice
from ajsearch.roles.given import given_lines, given_text
from ajsearch.roles.upkeep import Upkeep
from ajsearch.store import Store
from tests.eval.floors import Measured
from tests.eval.measure_drafts import made_roles, shown_texts
from tests.eval.measure_roles import FIRST as FIRST_POSITIONS
from tests.roles import keep, structure

FAMILIES = Path(__file__).parent / "role_families.toml"
OTHERS = 24
GIVEN = 2
ALONE = "-"
"""The letter of a duty that no other role of the family has."""


@dataclass(frozen=True)
class FamilyRole:
    """A role of a family: its duties, each with the letter that its other wordings in the family have too."""

    family: int
    structure: Structure
    duties: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """Its title, which no other role has."""
        return self.structure.title


def measure_families(store: Store) -> Measured:
    """The shares of similar positions among the first five, and of remaining duties among the first suggestions."""
    roles = _roles()
    for number, role in enumerate(islice(made_roles(), OTHERS)):
        duties = [text for _, text in role.duties]
        keep(store, f"other {number}.txt", structure(role.title, duties, employer=f"Asutus {number % 4}"))
    for role in roles:
        keep(store, role.title, role.structure)
    advice = Advice(store, Upkeep(store, None))
    similar, missed = _similar(advice, roles)
    wanted = shown = 0
    for role in roles:
        remaining = _remaining(role, roles)
        store.forget([f"/roles/{role.title}"])
        lines = [role.title, *(text for _, text in role.duties[:GIVEN])]
        texts = shown_texts(advice.draft(given_lines(role.title, lines)))
        keep(store, role.title, role.structure)
        lost = [text for text, wordings in remaining.items() if not texts & wordings]
        wanted, shown = wanted + len(remaining), shown + len(remaining) - len(lost)
        missed += [f"{role.title}: missed {text}" for text in lost]
    return Measured({"similar_in_first_five": similar, "remaining_duties_suggested": shown / wanted}, tuple(missed))


def _similar(advice: Advice, roles: list[FamilyRole]) -> tuple[float, list[str]]:
    wanted = found = 0
    missed = []
    ids = {head.title: head.id for head in advice.bags().corpus.heads}
    cases = [(advice.kept(ids[role.title]), role.family, {role.title}) for role in roles]
    cases += [(given_text(one["lines"]), number, set()) for number, one in enumerate(_loaded())]
    for given, family, itself in cases:
        similar = {role.title for role in roles if role.family == family} - itself
        first = {hit.title for hit in advice.similar(given, limit=FIRST_POSITIONS).hits}
        wanted, found = wanted + len(similar), found + len(similar & first)
        missed += [f"{given.title}: {title} is not among the first five" for title in sorted(similar - first)]
    return found / wanted, missed


def _remaining(role: FamilyRole, roles: list[FamilyRole]) -> dict[str, set[str]]:
    """The role's remaining duties that others of its family have, with their wordings there."""
    others = [duty for one in roles if one.family == role.family and one is not role for duty in one.duties]
    found = {text: {other for letter, other in others if letter == own} for own, text in role.duties[GIVEN:]}
    return {text: wordings for own, text in role.duties[GIVEN:] if own != ALONE and (wordings := found[text])}


def _roles() -> list[FamilyRole]:
    return [role for number, one in enumerate(_loaded()) for role in _of_family(number, one)]


def _of_family(number: int, family: dict[str, Any]) -> Iterator[FamilyRole]:
    for one in family["roles"]:
        duties = tuple((letter, text) for letter, _, text in (duty.partition(": ") for duty in one["duties"]))
        texts = [text for _, text in duties]
        made = structure(one["title"], texts, purpose=one["purpose"], employer=one["employer"])
        yield FamilyRole(number, made, duties)


@cache
def _loaded() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(FAMILIES.read_text(encoding="utf-8"))["families"]
    return found
