"""How likely a word is before one looks at the page: from a small built-in list and from the store's clean documents.

A word is judged by its form, else by its lemma, else by its compound parts, else by its letters; each step down costs.
Costs are nats. ``Prior`` never changes: ``learn`` gives a new one; it pickles small (two tables of counts).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from ajsearch.estonian.morphology import Reading, analyse_word
from ajsearch.estonian.ocr_ngrams import letter_model

FORMS_OF_A_LEMMA = 2.3
"""Nats for a form that was not seen itself, its lemma was: a lemma has some ten forms in use."""

RARE_FORMS = frozenset(
    {
        "n",
        "d",
        "me",
        "te",
        "sin",
        "sid",
        "sime",
        "site",
        "ks",
        "ksin",
        "ksid",
        "ksime",
        "ksite",
        "nuks",
        "o",
        "ge",
        "gem",
    }
)
"""Vabamorf's forms of the first and second person, of wishes and commands: job descriptions speak of the third."""

RARE_FORM_COST = 3.0
"""Nats more for them, and for the clitics -ki and -gi (``priigi``)."""

COMPOUND_COST = 1.5
"""Nats for making a compound that was not seen, beside those of its parts."""

PART_COST = 1.0
"""Nats for each part of it: four sensible parts are rarer than two."""

UNSEEN_COST = 4.0
"""Nats for a word of the lexicon of which neither form nor lemma nor parts were seen, beside its letters'."""

MAX_PARTS = 4
"""Parts of a compound that people write; the lexicon accepts any row of short words."""

UNSEEN_PART_COST = 6.0
"""The same for a compound's part: the lexicon makes compounds of anything."""

SHORT_PART = 3
"""Letters up to which a part is suspect: unseen, it is none; seen, it costs ``SHORT_PART_COST`` nats more."""

SHORT_PART_COST = 1.5

OWN_FORM_SHARE = 0.25
"""Share of a built-in word's weight that its listed form gets: the list gives words, not forms."""


@dataclass(frozen=True)
class Prior:
    """Counts of forms and lemmas (lower case) and their total; ``builtin`` and ``learn`` make them."""

    forms: Mapping[str, float]
    lemmas: Mapping[str, float]
    total: float
    _costs: dict[tuple[str, bool], float] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def builtin() -> "Prior":
        """The floor that ajsearch ships: frequent words of officialese."""
        return _builtin()

    def learn(self, words: Iterable[tuple[str, int]]) -> "Prior":
        """This prior and the counted word forms of clean text; forms that are no words of the lexicon are left out."""
        forms, lemmas = defaultdict(float, self.forms), defaultdict(float, self.lemmas)
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

    def cost(self, word: str, *, proper: bool = False) -> float:
        """Nats of a word of the lexicon in lower case; ``inf`` for what is no sensible word.

        Proper names (``põlva``) are words only where ``proper`` says that the page has a capital.
        """
        known = self._costs.get((word, proper))
        if known is None:
            known = self._costs[word, proper] = self._measure(word, proper=proper)
        return known

    def _nats(self, count: float) -> float:
        return math.log(self.total / count)

    def _measure(self, word: str, *, proper: bool) -> float:
        options = [self._nats(self.forms[word])] if word in self.forms else []
        readings = _readings(word) if proper else analyse_word(word)
        options += [
            self._nats(self.lemmas[reading.lemma.lower()]) + _form_cost(reading)
            for reading in readings
            if reading.lemma.lower() in self.lemmas
        ]
        if not options:
            options = [self._by_parts(reading) for reading in readings]
        return min(options, default=math.inf)

    def _by_parts(self, reading: Reading) -> float:
        """Nats of a word that was not seen itself, by one of its readings."""
        parts = [part.lower() for part in reading.root_tokens if part]
        unseen = letter_model().word_cost(reading.lemma.lower()) + UNSEEN_COST
        if len(parts) < 2:
            return unseen + _form_cost(reading)
        if len(parts) > MAX_PARTS:
            return math.inf
        return min(self._rows(parts) + COMPOUND_COST, unseen + COMPOUND_COST + PART_COST * len(parts)) + _form_cost(
            reading
        )

    def _rows(self, parts: list[str]) -> float:
        """Nats of a row of parts, neighbours taken together where they are a word (``väär|teo|protokoll``)."""
        best = [0.0] + [math.inf] * len(parts)
        for end in range(1, len(parts) + 1):
            for start in range(end):
                joined = "".join(parts[start:end])
                best[end] = min(best[end], best[start] + PART_COST + self._part_cost(joined, single=end - start == 1))
        return best[-1]

    def _part_cost(self, part: str, *, single: bool) -> float:
        """Nats of a compound's part: by its lemmas (a part is often a genitive), else by its letters."""
        counts = [self.lemmas[part]] if part in self.lemmas else []
        counts += [self.lemmas[one.lemma.lower()] for one in analyse_word(part) if one.lemma.lower() in self.lemmas]
        if counts:
            return self._nats(max(counts)) + SHORT_PART_COST * (len(part) <= SHORT_PART)
        if not single or len(part) <= SHORT_PART:
            return math.inf
        return letter_model().word_cost(part) + UNSEEN_PART_COST


def is_name(token: str) -> bool:
    """Whether the lexicon knows a capitalised token as a proper name (Mari, Tartu)."""
    return token.istitle() and any(reading.pos == "H" for reading in analyse_word(token))


def _form_cost(reading: Reading) -> float:
    rare = bool(reading.clitic) or (reading.pos == "V" and reading.form in RARE_FORMS)
    return FORMS_OF_A_LEMMA + RARE_FORM_COST * rare


def _readings(word: str) -> tuple[Reading, ...]:
    """The lexicon's readings of a word in lower case, or as a proper name."""
    return analyse_word(word) or analyse_word(word.capitalize())


@lru_cache(maxsize=1)
def _builtin() -> Prior:
    forms: dict[str, float] = defaultdict(float)
    lemmas: dict[str, float] = defaultdict(float)
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
