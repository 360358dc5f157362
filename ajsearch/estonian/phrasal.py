"""Particle verbs whose two words stand apart: "töötab välja juhendeid" is väljatöötamine.

The verb gets, beside its own family, that of the verb written together, if the lexicon has its noun.
"""

from collections.abc import Sequence
from functools import lru_cache

from ajsearch.estonian.lexicon import Entry, Form
from ajsearch.estonian.morphology import FORM_CACHE, is_word
from ajsearch.estonian.wordlists import table, words

REACH = 8
"""Words between a verb and its particle: "töötab koostöös teiste osakondadega välja"."""


def joined_families(
    forms: Sequence[Form], chosen: Sequence[tuple[Entry, ...]], *, both: bool = False
) -> dict[int, tuple[str, ...]]:
    """By place in the sentence, the families of those verbs that have their particle near by.

    With ``both`` (for queries, all whose words must be found) the particle has them too: "viib läbi" finds läbiviimine.
    """
    found: dict[int, tuple[str, ...]] = {}
    for place, form in enumerate(forms):
        if form.form in words("verb_particles"):
            near = [at for at in range(max(0, place - REACH), min(len(forms), place + REACH + 1)) if _verbs(chosen[at])]
            if near:
                nearest = min(near, key=lambda at: (abs(at - place), at))
                keys = tuple(joined for verb in _verbs(chosen[nearest]) if (joined := _joined(form.form, verb)))
                for at in (nearest, place) if both else (nearest,):
                    found[at] = (*found.get(at, ()), *keys)
    return found


def _verbs(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """The verbs that a word is a form of, also as a participle or as a noun in -mine."""
    return tuple(
        dict.fromkeys(
            key
            for entry in entries
            if entry.pos in {"V", "A"} or entry.lemma.endswith("mine")
            for key in entry.families
            if key.endswith("ma") and key not in table("families")["auxiliaries"]
        )
    )


@lru_cache(maxsize=FORM_CACHE)
def _joined(particle: str, verb: str) -> str:
    """The verb written together with its particle, "" when there is no such verb (its noun is no word)."""
    return particle + verb if is_word(f"{particle}{verb.removesuffix('ma')}mine") else ""
