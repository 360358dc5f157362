"""The search for what a damaged token may have meant: readings by confusions, the likeliest by their letters."""

import heapq
import math
from dataclasses import dataclass
from operator import itemgetter

from ajsearch.estonian.confusions import Step, lattice
from ajsearch.estonian.ocr_ngrams import END, ORDER, START, letter_model

WIDTH = 60
"""Readings kept at each place of the token; 120 finds the same words and takes twice as long."""

MAX_READINGS = 25
"""Whole readings that are looked up in the lexicon; 60 find the same words and take half as long again."""

MAX_LENGTH = 40
"""Letters of a token beyond which it is no word."""

MAX_CHANNEL = 10.0
"""Nats of confusions that one word can have suffered: three or four letters."""

LETTER_WEIGHT = 0.7
"""Weight of the letter model against the confusions: it only keeps the beam, words are judged by their prior."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One reading of a token in lower case: ``channel`` nats of its confusions alone."""

    word: str
    channel: float


def spellings(token: str, dearest: float = math.inf) -> list[Spelling]:
    """The likeliest readings of a token, itself included where it survives, best first.

    Confusions that cost more than ``dearest`` nats are not tried.
    """
    if not token or len(token) > MAX_LENGTH:
        return []
    steps = lattice(token)
    cost = letter_model().cost
    context = START * (ORDER - 1)
    places: list[dict[str, tuple[float, float]]] = [{} for _ in range(len(token) + 1)]
    places[0][context] = (0.0, 0.0)
    for place, here in enumerate(steps):
        likely = [step for step in here if step.cost <= dearest]
        for read, (total, channel) in _best(places[place]):
            for step in likely:
                if channel + step.cost <= MAX_CHANNEL:
                    _extend(places[place + step.length], read, total, channel + step.cost, step)
    ends = (
        (total + LETTER_WEIGHT * cost(read[1 - ORDER :] + END), read, channel)
        for read, (total, channel) in _best(places[-1])
    )
    return [Spelling(read[ORDER - 1 :], channel) for _, read, channel in heapq.nsmallest(MAX_READINGS, ends)]


def _best(readings: dict[str, tuple[float, float]]) -> list[tuple[str, tuple[float, float]]]:
    if len(readings) <= WIDTH:
        return list(readings.items())
    return heapq.nsmallest(WIDTH, readings.items(), key=itemgetter(1))


def _extend(target: dict[str, tuple[float, float]], read: str, total: float, channel: float, step: Step) -> None:
    """Put a reading with one more step where it ends, unless it is there at a lower cost."""
    cost = letter_model().cost
    longer = read
    for letter in step.meant:
        total += LETTER_WEIGHT * cost(longer[1 - ORDER :] + letter)
        longer += letter
    total += step.cost
    known = target.get(longer)
    if known is None or total < known[0]:
        target[longer] = (total, channel)


def explain(token: str, word: str) -> tuple[tuple[str, str], ...]:
    """The cheapest confusions that make the word of the token: (seen, meant) pairs in order, case as seen."""
    steps = lattice(token)
    best: dict[tuple[int, int], tuple[float, tuple[tuple[str, str], ...]]] = {(0, 0): (0.0, ())}
    for place, here in enumerate(steps):
        for (at, done), (cost, path) in [entry for entry in best.items() if entry[0][0] == place]:
            for step in here:
                if word.startswith(step.meant, done):
                    seen = token[at : at + step.length]
                    pair = () if seen.lower() == step.meant else ((seen, step.meant),)
                    key = (at + step.length, done + len(step.meant))
                    if cost + step.cost < best.get(key, (math.inf, ()))[0]:
                        best[key] = (cost + step.cost, path + pair)
    return best.get((len(token), len(word)), (math.inf, ()))[1]
