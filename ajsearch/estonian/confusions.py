"""What the letters on a damaged page may have meant: the inverse of an OCR engine's confusions, with costs in nats.

The tables live in ``data/estonian/ocr_confusions.toml``; a cost is minus the logarithm of how often the engine prints
the seen letters for the meant ones.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

ODD_SYMBOL_COST = 5.0
"""Nats for a digit or sign inside a word that is read as itself: words do not hold them."""

ODD_CAPITAL_COST = 1.5
"""Nats for a capital amid small letters that is read as its own small letter: engines print Ü, Õ for ü, õ."""

DIACRITICS = {"ä": "a", "ö": "o", "õ": "o", "ü": "u", "š": "s", "ž": "z"}
"""The letters that a typist without an Estonian keyboard writes as another one."""

ESTONIAN = frozenset("õäöüÕÄÖÜ")
"""The letters by whose share lost diacritics show."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way to read ``length`` seen characters: as ``meant``, at ``cost`` nats."""

    length: int
    meant: str
    cost: float


@lru_cache(maxsize=1)
def inverse_table() -> dict[str, tuple[Step, ...]]:
    """Seen letters → what they may have meant, cheapest first."""
    raw = resources.files("ajsearch").joinpath("data", "estonian", "ocr_confusions.toml").read_text(encoding="utf-8")
    found: dict[str, list[Step]] = {}
    for meant, seen in tomllib.loads(raw)["letter"].items():
        for letters, cost in seen.items():
            found.setdefault(letters, []).append(Step(len(letters), meant, float(cost)))
    return {letters: tuple(sorted(steps, key=lambda step: step.cost)) for letters, steps in found.items()}


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, inverse_table()))


def _identity(char: str, *, odd: bool) -> Step:
    if not char.isalpha():
        return Step(1, char, ODD_SYMBOL_COST)
    return Step(1, char.lower(), ODD_CAPITAL_COST if odd else 0.0)


def lattice(token: str) -> list[tuple[Step, ...]]:
    """For each place of the token, the steps that begin there (reading a letter as itself included)."""
    table, longest = inverse_table(), _longest()
    small = token.lower()
    if len(small) != len(token):  # a letter whose small form is longer (İ): no confusion of ours
        small = token
    shouting = token.isupper()
    steps: list[tuple[Step, ...]] = []
    for place, char in enumerate(token):
        here = [_identity(char, odd=place > 0 and char.isupper() and not shouting)]
        for length in range(1, longest + 1):
            here.extend(table.get(small[place : place + length], ()) if place + length <= len(small) else ())
        steps.append(tuple(here))
    return steps
