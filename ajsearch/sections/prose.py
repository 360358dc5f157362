"""Unit and manager that a sentence states: "töötab arhiivi osakonnas ja allub vahetult osakonna juhatajale"."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ajsearch.estonian.morphology import analyse_word, synthesise
from ajsearch.sections.labels import sentences_of
from ajsearch.sections.names import nominative, without_employer
from ajsearch.sections.vocabulary import labels

UNIT_WORDS = 6
"""A unit's name has no more words before its head ("Lõuna järelevalve talitus")."""

MANAGER_WORDS = 5

_WORD = re.compile(r"[\w-]+|[^\w\s]")


def unit_in(texts: Iterable[str]) -> str | None:
    """The unit that the first sentence saying so belongs the position to, in the nominative."""
    return next((unit for text in texts for one in sentences_of(text) if (unit := _unit(_WORD.findall(one)))), None)


def manager_in(texts: Iterable[str]) -> str | None:
    """The manager's title from the first sentence that says whom the position answers to, in the nominative."""
    return next(
        (found for text in texts for one in sentences_of(text) if (found := _manager(_WORD.findall(one)))), None
    )


def _unit(words: list[str]) -> str | None:
    stated = any(_lemmas(word) & labels().belonging_verbs for word in words)
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        member = bool(_lemmas(following) & labels().belonging_nouns)
        if (stated and _heads_unit(word, *_INSIDE)) or (member and _heads_unit(word, "sg g")):
            start = _phrase_start(words, place)
            phrase = without_employer([*words[start:place], _genitive(word)])
            return nominative(" ".join(_innermost(phrase)))
    return None


def _innermost(phrase: list[str]) -> list[str]:
    """The innermost unit's name: without the employer and the larger units before it ("kooli õppeosakonna")."""
    outer = [
        place
        for place, word in enumerate(phrase[:-1])
        if not _lemmas(word).isdisjoint(labels().employer) or _heads_unit(word, "sg g")
    ]
    inner = phrase[outer[-1] + 1 :] if outer else phrase
    return phrase if len(inner) == 1 and inner[0].lower() in _bare_units() else inner


@lru_cache(maxsize=1)
def _bare_units() -> frozenset[str]:
    """The genitives of words that say what a unit is and not which ("kantselei", "talituse")."""
    return frozenset(form for unit in labels().unit for form in synthesise(unit, "sg g"))


_INSIDE = ("sg in", "sg ill", "adt")
"""Cases of where one works or belongs to: "osakonnas", "osakonda"."""


def _heads_unit(word: str, *forms: str) -> bool:
    return any(
        one.form in forms and one.lemma.lower().endswith(labels().unit)
        for one in analyse_word(word.lower(), guess=True)
    )


def _genitive(word: str) -> str:
    """The unit's head in the genitive, from which ``nominative`` goes on."""
    readings = analyse_word(word.lower(), guess=True)
    lemma = next((one.lemma for one in readings if one.form in _INSIDE and one.lemma.endswith(labels().unit)), "")
    forms = synthesise(lemma, "sg g") if lemma and not _heads_unit(word, "sg g") else ()
    return forms[0] if forms else word


def _phrase_start(words: list[str], head: int) -> int:
    """Where the genitives and names before a unit's head begin."""
    start = head
    while start and head - start < UNIT_WORDS and _may_belong(words[start - 1]):
        start -= 1
    return start


def _may_belong(word: str) -> bool:
    if not word[:1].isalpha():
        return False
    return word == "ja" or any(one.form in {"sg g", "pl g"} for one in analyse_word(word.lower(), guess=True))


def _manager(words: list[str]) -> str | None:
    for place, word in enumerate(words):
        if not _lemmas(word) & labels().reporting_verbs:
            continue
        rest = [one for one in words[place + 1 : place + 2 + MANAGER_WORDS] if one not in labels().reporting_adverbs]
        end = next((number for number, one in enumerate(rest) if _is_allative(one)), None)
        if end is not None and all(map(_may_belong, rest[:end])):
            return nominative(" ".join(rest[: end + 1]))
    return None


def _is_allative(word: str) -> bool:
    return any(one.form == "sg all" for one in analyse_word(word.lower(), guess=True))


def _lemmas(word: str) -> set[str]:
    return {one.lemma for one in analyse_word(word.lower())}
