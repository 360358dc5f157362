"""How likely a word is before one looks at the page: from a small built-in list and from the store's clean documents.

A word is judged by its form, else by its lemma, else by its compound parts, else by its letters; each step down costs.
Costs are nats. ``Prior`` never changes: ``learn`` gives a new one; it pickles small (two tables of counts).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from ajsearch.estonian.morphology import Reading, analyse_word
from ajsearch.estonian.ocr_ngrams import letter_model

FORMS_OF_A_LEMMA = 2.3
"""Nats for a form that was not seen itself, its lemma was: a lemma has some ten forms in use."""

COMPOUND_COST = 1.5
"""Nats for making a compound that was not seen, beside those of its parts."""

PART_COST = 1.0
"""Nats for each part of it: four sensible parts are rarer than two."""

UNSEEN_COST = 4.0
"""Nats for a word of the lexicon of which neither form nor lemma nor parts were seen, beside its letters'."""

MAX_PARTS = 4
"""Parts of a compound that people write; the lexicon accepts any row of short words."""

MIN_UNSEEN_PART = 3
"""Letters that a part has at least when it was not seen: the lexicon knows many odd words of two letters."""

OWN_FORM_SHARE = 0.25
"""Share of a built-in word's weight that its listed form gets: the list gives words, not forms."""


@dataclass(frozen=True)
class Prior:
    """Counts of forms and lemmas (lower case) and their total; ``builtin`` and ``learn`` make them."""

    forms: Mapping[str, float]
    lemmas: Mapping[str, float]
    total: float
    _costs: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def builtin() -> "Prior":
        """The floor that ajsearch ships: frequent words of officialese."""
        return _builtin()

    def learn(self, words: Iterable[tuple[str, int]]) -> "Prior":
        """This prior and the counted word forms of clean text; forms that are no words of the lexicon are left out."""
        forms, lemmas = Counter(self.forms), Counter(self.lemmas)
        total = self.total
        for form, count in words:
            small = form.lower()
            found = {reading.lemma.lower() for reading in _readings(small)}
            if not found:
                continue
            forms[small] += count
            total += count
            for lemma in found:
                lemmas[lemma] += count / len(found)
        return Prior(dict(forms), dict(lemmas), total)

    def __getstate__(self) -> dict[str, object]:
        return {"forms": self.forms, "lemmas": self.lemmas, "total": self.total}

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_costs", {})

    def knows(self, word: str) -> bool:
        """Whether the form or its lemma was seen."""
        return word in self.forms or any(reading.lemma.lower() in self.lemmas for reading in _readings(word))

    def cost(self, word: str) -> float:
        """Nats of a word of the lexicon in lower case; ``inf`` for what is no sensible word."""
        known = self._costs.get(word)
        if known is None:
            known = self._costs[word] = self._measure(word)
        return known

    def _nats(self, count: float) -> float:
        return math.log(self.total / count)

    def _measure(self, word: str) -> float:
        options = [self._nats(self.forms[word])] if word in self.forms else []
        readings = _readings(word)
        options += [
            self._nats(self.lemmas[reading.lemma.lower()]) + FORMS_OF_A_LEMMA
            for reading in readings
            if reading.lemma.lower() in self.lemmas
        ]
        if not options:
            options = [self._by_parts(reading) for reading in readings]
        return min(options, default=math.inf)

    def _by_parts(self, reading: Reading) -> float:
        """Nats of a word that was not seen itself, by one of its readings."""
        parts = [part.lower() for part in reading.root_tokens if part]
        unseen = letter_model().word_cost(reading.lemma.lower()) + UNSEEN_COST + FORMS_OF_A_LEMMA
        if len(parts) < 2:
            return unseen
        costs = [self._part_cost(part) for part in parts]
        if len(parts) > MAX_PARTS or math.inf in costs:
            return math.inf
        return min(sum(costs), unseen) + COMPOUND_COST + PART_COST * len(parts) + FORMS_OF_A_LEMMA

    def _part_cost(self, part: str) -> float:
        """Nats of a compound's part: by its lemmas (a part is often a genitive), else by its letters."""
        counts = [self.lemmas[part]] if part in self.lemmas else []
        counts += [self.lemmas[one.lemma.lower()] for one in _readings(part) if one.lemma.lower() in self.lemmas]
        if counts:
            return self._nats(max(counts))
        if len(part) < MIN_UNSEEN_PART:
            return math.inf
        return letter_model().word_cost(part) + UNSEEN_COST


def _readings(word: str) -> tuple[Reading, ...]:
    """The lexicon's readings of a word in lower case, or as a proper name."""
    return analyse_word(word) or analyse_word(word.capitalize())


@lru_cache(maxsize=1)
def _builtin() -> Prior:
    forms: Counter[str] = Counter()
    lemmas: Counter[str] = Counter()
    for word, weight in builtin_words():
        forms[word] += weight * OWN_FORM_SHARE
        lemmas[word] += weight
    return Prior(dict(forms), dict(lemmas), sum(lemmas.values()))


def builtin_words() -> list[tuple[str, int]]:
    """The built-in list: words in lower case and their weights."""
    text = resources.files("ajsearch").joinpath("data", "estonian", "ocr_prior.txt").read_text(encoding="utf-8")
    found: list[tuple[str, int]] = []
    weight = 1
    for line in text.splitlines():
        content = line.split("#", 1)[0]
        if content.startswith("@"):
            weight = int(content[1:])
        else:
            found += [(word, weight) for word in content.split()]
    return found
