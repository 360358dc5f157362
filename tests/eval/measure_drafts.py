"""Leave one out: given the title and two duties of a role, are its other duties among the suggestions?

Over a generated corpus, in which it is known which duties are wordings of one clause: a remaining duty counts when its
clause is in another role too, and is found when a suggestion is a wording of it.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from ajsearch.roles.advice import Advice
from ajsearch.roles.draft import DraftAnswer
from ajsearch.roles.given import given_text
from ajsearch.roles.upkeep import Upkeep
from ajsearch.store import Store
from tests.eval.floors import Measured
from tests.roles import keep, structure

CLAUSES = Path(__file__).parent / "role_clauses.toml"
ROLES = 60
OWN_DUTIES = 6
FOREIGN_DUTIES = 1
FIRST = 20
"""Suggestions that an officer looks at."""

EMPLOYERS = ("Metsalinna Vallavalitsus", "Kaljuranna Amet", "Sinilinna Linnavalitsus", "Põhjaranniku Keskus")


@dataclass(frozen=True)
class MadeRole:
    """A generated role: its title and its duties, each wording with the number of its clause."""

    title: str
    duties: tuple[tuple[int, str], ...]

    @property
    def clauses(self) -> frozenset[int]:
        """The numbers of its clauses."""
        return frozenset(number for number, _ in self.duties)


def made_roles(count: int = ROLES) -> Iterator[MadeRole]:
    """Roles whose duties are drawn from one kind of work, one from another and one from the common clauses."""
    stock = _stock()
    common = stock.pop()
    for number in range(count):
        random = Random(f"role {number}")
        work = stock[number % len(stock)]
        others = [clause for one in stock if one is not work for clause in one["clauses"]]
        drawn = random.sample(work["clauses"], OWN_DUTIES) + random.sample(others, FOREIGN_DUTIES)
        drawn += random.sample(common["clauses"], 1)
        random.shuffle(drawn)
        duties = tuple((clause["number"], random.choice(clause["wordings"])) for clause in drawn)
        yield MadeRole(random.choice(work["titles"]), duties)


def measure_drafts(store: Store) -> Measured:
    """The share of remaining duties that exist elsewhere and are suggested, over all generated roles."""
    roles = list(made_roles())
    clause_of = {wording: number for role in roles for number, wording in role.duties}
    sources = [_keep(store, number, role) for number, role in enumerate(roles)]
    advice = Advice(store, Upkeep(store, None))
    wanted = found = 0
    differences = []
    for number, role in enumerate(roles):
        store.forget([sources[number]])
        elsewhere = frozenset(one for at, other in enumerate(roles) if at != number for one in other.clauses)
        given, remaining = role.duties[:2], {one for one, _ in role.duties[2:]} & elsewhere
        answer = advice.draft(given_text("\n".join([role.title, *(text for _, text in given)])))
        suggested = {clause_of[text] for text in shown_texts(answer)}
        wanted, found = wanted + len(remaining), found + len(remaining & suggested)
        missed = [text for one, text in role.duties[2:] if one in remaining - suggested]
        differences += [f"{role.title} ({given}): missed {text}" for text in missed]
        _keep(store, number, role)
    return Measured({"remaining_duties_suggested": found / wanted}, tuple(differences))


def shown_texts(answer: DraftAnswer) -> frozenset[str]:
    """The duties that the first suggestions show, in whatever wording."""
    first = answer.suggestions["duty"][:FIRST]
    return frozenset(shown.text for one in first for shown in (one, *one.variants))


def _keep(store: Store, number: int, role: MadeRole) -> str:
    employer = EMPLOYERS[number % len(EMPLOYERS)]
    keep(store, f"{number}.txt", structure(role.title, [text for _, text in role.duties], employer=employer))
    return f"/roles/{number}.txt"


@cache
def _loaded() -> dict[str, Any]:
    return tomllib.loads(CLAUSES.read_text(encoding="utf-8"))


def _stock() -> list[dict[str, Any]]:
    """The works with numbered clauses, the common clauses last."""
    numbers = iter(range(10_000))
    return [
        {**one, "clauses": [{"number": next(numbers), "wordings": wordings} for wordings in one["clauses"]]}
        for one in (*_loaded()["works"], _loaded()["common"])
    ]
