"""What the letters on a damaged page may have meant: the inverse of an OCR engine's confusions, with costs in nats.

The tables live in ``data/estonian/ocr_confusions.toml``; a cost is minus the logarithm of how often the engine prints
the seen letters for the meant ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from ajsearch.estonian.wordlists import table

ODD_SYMBOL_COST = 5.0
"""Nats for a digit or sign inside a word that is read as itself: words do not hold them."""

ODD_CAPITAL_COST = 1.5
"""Nats for a capital amid small letters that is read as its own small letter: engines print Ü, Õ for ü, õ."""

DIACRITICS = {"ä": "a", "ö": "o", "õ": "o", "ü": "u", "š": "s", "ž": "z"}
"""The letters that a typist without an Estonian keyboard writes as another one."""

LOST_AFTER = "bdghjklmnprstv"
"""Consonants after which a letter may be missing."""

ESTONIAN = frozenset("õäöüÕÄÖÜ")
"""The letters by whose share lost diacritics show."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way to read ``length`` seen characters: as ``meant``, at ``cost`` nats."""

    length: int
    meant: str
    cost: float


def _pairs() -> Iterator[tuple[str, str, float]]:
    """Seen letters, meant letters and cost of all rules; what `[letter]` says goes before `[run]`."""
    rules = table("ocr_confusions")
    for meant, seen in rules["letter"].items():
        yield from ((letters, meant, float(cost)) for letters, cost in seen.items())
    for meant, run in rules["run"].items():
        for length, cost in run["costs"].items():
            for signs in product(run["signs"], repeat=int(length)):
                yield "".join(signs), meant, float(cost)
    for letter, after in product(rules["lost"]["letters"], LOST_AFTER):
        yield after, after + letter, float(rules["lost"]["after_consonant"])


@lru_cache(maxsize=1)
def inverse_table() -> dict[str, tuple[Step, ...]]:
    """Seen letters → what they may have meant, cheapest first."""
    found: dict[str, dict[str, Step]] = {}
    for seen, meant, cost in _pairs():
        found.setdefault(seen, {}).setdefault(meant, Step(len(seen), meant, cost))
    return {seen: tuple(sorted(steps.values(), key=lambda step: step.cost)) for seen, steps in found.items()}


def channel_cost(pairs: tuple[tuple[str, str], ...]) -> float:
    """Nats of (seen, meant) pairs together; a pair without a rule costs as an odd symbol."""
    table_ = inverse_table()
    return sum(
        next((step.cost for step in table_.get(seen.lower(), ()) if step.meant == meant), ODD_SYMBOL_COST)
        for seen, meant in pairs
    )


def codes() -> dict[str, str]:
    """Misread codes (``Cl``) → what was printed (``C1``)."""
    found: dict[str, str] = table("ocr_confusions")["code"]
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, inverse_table()))


def _identity(char: str, *, odd: bool) -> Step:
    if not char.isalpha():
        return Step(1, char, ODD_SYMBOL_COST)
    return Step(1, char.lower(), ODD_CAPITAL_COST if odd else 0.0)


def lattice(token: str) -> list[tuple[Step, ...]]:
    """For each place of the token, the steps that begin there (reading a letter as itself included)."""
    inverse, longest = inverse_table(), _longest()
    small = token.lower()
    if len(small) != len(token):  # a letter whose small form is longer (İ): no confusion of ours
        small = token
    shouting = token.isupper()
    steps: list[tuple[Step, ...]] = []
    for place, char in enumerate(token):
        here = [_identity(char, odd=place > 0 and char.isupper() and not shouting)]
        for length in range(1, longest + 1):
            here.extend(inverse.get(small[place : place + length], ()) if place + length <= len(small) else ())
        steps.append(tuple(here))
    if small[:1].isalpha():
        steps[0] += _lost_first(small[0])
    return steps


def _lost_first(letter: str) -> tuple[Step, ...]:
    """A vowel that is missing before a word's first letter (``hendab``)."""
    lost = table("ocr_confusions")["lost"]
    return tuple(Step(1, before + letter, float(lost["at_start"])) for before in lost["letters"])
