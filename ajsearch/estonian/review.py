"""What a linguist reviews: the families and compounds that the rules found in a corpus and nobody has looked at yet.

An entry of ``reviewed.txt`` has been looked at and is right; a wrong one belongs on the lists that ``README.md`` names.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ajsearch.estonian.wordlists import words
from ajsearch.model import Token


class FindingKind(StrEnum):
    """What the rules did with a word."""

    FAMILY = "family"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class Finding:
    """A lemma with the family key or the parts that the rules gave it, and how often the corpus has it."""

    kind: FindingKind
    lemma: str
    result: tuple[str, ...]
    count: int


def findings(tokens: Iterable[Token]) -> tuple[Finding, ...]:
    """The families and compounds of the tokens that are not in ``reviewed.txt``, most frequent first.

    Only words with one reading count: of others it cannot be told which reading a part or family comes from.
    """
    counts: Counter[tuple[FindingKind, str, tuple[str, ...]]] = Counter()
    reviewed = words("reviewed")
    for token in tokens:
        if len(token.lemmas) == 1 and token.lemmas[0] not in reviewed:
            counts.update(_of(token))
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Finding(kind, lemma, result, count) for (kind, lemma, result), count in order)


def _of(token: Token) -> Iterable[tuple[FindingKind, str, tuple[str, ...]]]:
    lemma = token.lemmas[0]
    if token.parts:
        yield FindingKind.COMPOUND, lemma, token.parts
    derived = token.families[:1]
    if derived and derived[0] != lemma:
        yield FindingKind.FAMILY, lemma, derived
