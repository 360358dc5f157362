"""A letter model of Estonian officialese: how likely a string of letters is, by runs of four.

Its counts are shipped in ``data/estonian/ocr_ngrams.txt`` (made by ``table`` from the forms of the built-in word list),
so that nothing is synthesised when ajsearch starts.
"""

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

ORDER = 4
"""Letters per run: longer runs know the word list by heart, shorter ones do not know endings."""

START, END = "^", "$"

BACKOFF = 1.2
"""Nats for each letter of context that has to be given up."""

FLOOR = 9.0
"""Nats of a letter that the table has never seen in any context."""

LEAST = 2
"""Runs seen less often are not shipped: they triple the file and change no repair."""


def runs(word: str) -> Iterable[str]:
    """The runs of ``ORDER`` letters of a word with its borders: ``^^^o … s$``."""
    padded = START * (ORDER - 1) + word + END
    return (padded[place : place + ORDER] for place in range(len(padded) - ORDER + 1))


def table(words: Iterable[str]) -> str:
    """The shipped file's text: one run and its count a line, in order."""
    counts = Counter(run for word in words for run in runs(word.lower()))
    return "".join(f"{run} {count}\n" for run, count in sorted(counts.items()) if count >= LEAST)


class LetterModel:
    """Costs of letters after their three neighbours, in nats; unseen runs fall back to shorter ones."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts: Counter[str] = Counter()
        for run, count in counts.items():
            for length in range(ORDER):
                self._counts[run[length:]] += count
        self._totals: Counter[str] = Counter()
        for run, count in self._counts.items():
            self._totals[run[:-1]] += count
        self._costs: dict[str, float] = {}

    def cost(self, run: str) -> float:
        """Nats of the last letter of a run of ``ORDER`` letters after the others."""
        known = self._costs.get(run)
        if known is None:
            known = self._costs[run] = self._measure(run)
        return known

    def _measure(self, run: str) -> float:
        for shorter in range(ORDER):
            part = run[shorter:]
            if count := self._counts.get(part):
                return BACKOFF * shorter + math.log(self._totals[part[:-1]] / count)
        return FLOOR

    def word_cost(self, word: str) -> float:
        """Nats of a whole word, its end included."""
        return sum(self.cost(run) for run in runs(word))


@lru_cache(maxsize=1)
def letter_model() -> LetterModel:
    """The shipped model; read once."""
    text = resources.files("ajsearch").joinpath("data", "estonian", "ocr_ngrams.txt").read_text(encoding="utf-8")
    pairs = (line.split(" ") for line in text.splitlines())
    return LetterModel({run: int(count) for run, count in pairs})
