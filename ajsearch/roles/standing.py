"""Standing duties: those that every description words in its own way, "täidab muid vahetu juhi antud ülesandeid"."""

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MARK = "="
"""Begins a standing duty's term, which no word of a text can be."""


@dataclass(frozen=True, slots=True)
class StandingDuty:
    """A duty by its name and its lists of lemmas; ``others`` is how many further words it may have."""

    name: str
    words: tuple[frozenset[str], ...]
    others: int

    def is_said_by(self, lemmas: Sequence[frozenset[str]], weak: Collection[str]) -> bool:
        """Whether words with these lemmas say it; ``weak`` are lemmas that say little anywhere."""
        if not all(any(one & listed for one in lemmas) for listed in self.words):
            return False
        known = frozenset().union(weak, *self.words)
        return sum(bool(one) and one.isdisjoint(known) for one in lemmas) <= self.others


def standing_term(lemmas: Sequence[frozenset[str]], weak: Collection[str]) -> str | None:
    """The term of the standing duty that words with these case-folded lemmas say, None where they say none."""
    return next((MARK + one.name for one in standing_duties() if one.is_said_by(lemmas, weak)), None)


@cache
def standing_duties() -> tuple[StandingDuty, ...]:
    """The standing duties, in the order of their list."""
    data = tomllib.loads((files("ajsearch") / "data" / "roles" / "standing_duties.toml").read_text("utf-8"))
    return tuple(
        StandingDuty(one["name"], tuple(frozenset(words) for words in one["words"]), one["others"])
        for one in data["duties"]
    )
