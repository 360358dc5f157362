"""What a linguist reviews: the families and compounds that the rules found in a corpus and nobody has looked at yet.

An entry of ``reviewed.txt`` has been looked at and is right; a wrong one belongs on the lists of ``docs/lexicon.md``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ajsearch.estonian.wordlists import words
from ajsearch.model import Token

EXAMPLES = 3
"""Places shown of each finding."""

AROUND = 40
"""Characters shown on each side of a word."""


class FindingKind(StrEnum):
    """What the rules did with a word."""

    FAMILY = "family"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class Finding:
    """A lemma with the family key or the parts that the rules gave it, how often the corpus has it, and where."""

    kind: FindingKind
    lemma: str
    result: tuple[str, ...]
    count: int
    examples: tuple[str, ...] = ()


Key = tuple[FindingKind, str, tuple[str, ...]]


def findings(texts: Iterable[tuple[str, Sequence[Token]]]) -> tuple[Finding, ...]:
    """The families and compounds of analysed texts that are not in ``reviewed.txt``, most frequent first.

    Only words with one reading count: of others it cannot be told which reading a part or family comes from.
    """
    counts: Counter[Key] = Counter()
    examples: defaultdict[Key, dict[str, None]] = defaultdict(dict)
    reviewed = words("reviewed")
    for text, tokens in texts:
        for token in tokens:
            if token.known and len(token.lemmas) == 1 and token.lemmas[0] not in reviewed:
                for key in _of(token):
                    counts[key] += 1
                    if len(examples[key]) < EXAMPLES:
                        examples[key][_excerpt(text, token)] = None
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Finding(*key, count, tuple(examples[key])) for key, count in order)


def _excerpt(text: str, token: Token) -> str:
    """The word among its neighbours, on one line."""
    start, end = max(0, token.start - AROUND), min(len(text), token.end + AROUND)
    return " ".join(text[start:end].split())


def _of(token: Token) -> Iterable[Key]:
    lemma = token.lemmas[0]
    if token.parts:
        yield FindingKind.COMPOUND, lemma, token.parts
    derived = token.families[:1]
    if derived and derived[0] != lemma:
        yield FindingKind.FAMILY, lemma, derived
