"""Synonyms of the field, from an editable list."""

from functools import cache

from ajsearch.estonian.wordlists import table


def synonyms(lemma: str) -> tuple[str, ...]:
    """The lemmas that mean nearly the same, without the lemma itself; empty when the list has none."""
    return _by_lemma().get(lemma.lower(), ())


@cache
def _by_lemma() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for group in table("synonyms")["groups"]:
        for lemma in group:
            found.setdefault(lemma.lower(), {}).update(dict.fromkeys(other for other in group if other != lemma))
    return {lemma: tuple(others) for lemma, others in found.items()}
