"""Retrieval units judged by people, and which of them a search's passages are: the measure of recall and precision.

A unit is a numbered point, a headed competency or a bullet of a document. A passage belongs to the unit of its document
that holds most of its words; of a repaired passage, the words as they were in the document.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ajsearch.model import Position
from ajsearch.passages import item_text

HELD = 0.8
"""Share of a passage's words that its unit must hold."""


@dataclass(frozen=True)
class Score:
    """Counts over many queries."""

    found: int = 0
    missed: int = 0
    wrong: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.missed + other.missed, self.wrong + other.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.wrong)


def words(text: str) -> Counter[str]:
    """The words of a text, joined over line-end hyphens, in lower case."""
    return Counter(re.findall(r"\w+", re.sub(r"(?<=\w)- (?=\w)", "", text.lower())))


class Units:
    """The judged units by document."""

    def __init__(self, units: Iterable[Mapping[str, str]]) -> None:
        self._units: dict[str, list[tuple[str, Counter[str]]]] = {}
        for unit in units:
            self._units.setdefault(unit["doc"], []).append((unit["unit"], words(unit["text"])))

    def of_text(self, document: str, text: str) -> str | None:
        """The unit that holds a passage's words, None where no unit does."""
        sought = words(text)
        total = sum(sought.values())
        held, unit = max(
            ((sum((sought & there).values()), name) for name, there in self._units.get(document, ())),
            default=(0, None),
        )
        return unit if total and held >= HELD * total else None


def originals(position: Position) -> dict[str, str]:
    """From each passage's text to what the document had there before repair."""
    found: dict[str, str] = {}
    for section in position.sections:
        for item in section.items:
            lines = item.raw.split("\n") if item.raw else [item_text(item), *item.results]
            found.update(zip([item_text(item), *item.results], lines, strict=False))
    return found


def score(found: set[str], relevant: Sequence[str], tolerated: Sequence[str]) -> Score:
    """How one query's found units compare with the judgement."""
    wanted, allowed = set(relevant), set(tolerated)
    return Score(len(found & wanted), len(wanted - found), len(found - wanted - allowed))
