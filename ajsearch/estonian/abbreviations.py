"""Abbreviations of several words: the words of "Euroopa Liit" have EL as a further lemma."""

from collections.abc import Callable, Sequence

from msgspec import structs

from ajsearch.estonian.wordlists import table
from ajsearch.model import Token

Name = tuple[str, tuple[frozenset[str], ...]]
"""An abbreviation and, for each word of the full name, the lemmas that it may have."""


class Abbreviations:
    """The listed abbreviations, found by the first word of their full names."""

    def __init__(self, tokens_of: Callable[[str], tuple[Token, ...]]) -> None:
        self._by_first: dict[str, list[Name]] = {}
        for abbreviation, name in table("abbreviations")["names"].items():
            lemmas = tuple(frozenset(token.lemmas) for token in tokens_of(name))
            for lemma in lemmas[0]:
                self._by_first.setdefault(lemma, []).append((abbreviation, lemmas))

    def add_to(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """The tokens; those of a full name with its abbreviation among their lemmas."""
        result = list(tokens)
        for at, token in enumerate(tokens):
            for lemma in token.lemmas:
                for abbreviation, name in self._by_first.get(lemma, ()):
                    if _stands_at(name, tokens, at):
                        for place in range(at, at + len(name)):
                            lemmas = dict.fromkeys((*result[place].lemmas, abbreviation))
                            result[place] = structs.replace(result[place], lemmas=tuple(lemmas))
        return tuple(result)


def _stands_at(name: tuple[frozenset[str], ...], tokens: Sequence[Token], at: int) -> bool:
    span = tokens[at : at + len(name)]
    return len(span) == len(name) and all(
        not lemmas.isdisjoint(token.lemmas) for lemmas, token in zip(name, span, strict=True)
    )
