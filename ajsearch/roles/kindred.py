"""Kindred words: what two offices call the same piece of work by, though neither word stands for the other."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

MARK = "~"
"""Begins the term of a group, which no word of a text can be."""

LIST = "kindred_words.txt"


def kindred_terms(names: Iterable[str]) -> tuple[str, ...]:
    """The terms of the groups that words, by their case-folded lemmas, parts or families, belong to."""
    return tuple(dict.fromkeys(term for name in names for term in _terms_by_name().get(name, ())))


@cache
def _terms_by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    lines = (files("ajsearch") / "data" / "roles" / LIST).read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        for word in line.split("#", 1)[0].casefold().split():
            found[word] = (*found.get(word, ()), f"{MARK}{number}")
    return found
