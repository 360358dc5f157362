"""Competencies brought to one name each, from a competency section's names and from the prose of requirements."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import CompetencyRequirement, Place, Section, SectionKind
from ajsearch.requirements.data_tables import data_file
from ajsearch.requirements.labels import read_label
from ajsearch.requirements.mentions import each_once, joint_needs
from ajsearch.requirements.phrases import FORMS_KEPT, Word, fold, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span
from ajsearch.requirements.wordings import WORDINGS_KEPT, read_once

BETWEEN = 3
"""Words that may stand between the two words of a variant "a + b"."""

OWN_WORDS = 4
"""Words of a name that the catalogue does not know: longer ones are mostly closing sentences of a section."""

NAME_WORDS = 6
"""A competency's name has no more words; a longer one is a sentence."""


_INFINITE = frozenset({"ma", "da", "mine", "tud", "nud", "v", "tav", "mata", "maks", "mast", "mas"})
"""Forms of verbs that stand in names: "enda kehtestamine", "suutma kuulata"."""


class _Variant(NamedTuple):
    """Lemmas in sequence, or (``apart``) two lemmas in any order, of the competency with this name."""

    lemmas: tuple[str, ...]
    name: str
    apart: bool


@cache
def _variants(*, alone: bool) -> dict[str, list[_Variant]]:
    """All variants by their first lemma, with those of names ``alone`` or without; "a + b" stands under both."""
    result: dict[str, list[_Variant]] = {}
    for one in data_file("competencies")["competency"]:
        for phrase in _phrases(one, alone=alone):
            apart = " + " in phrase
            lemmas = tuple(fold(part) for part in phrase.split(" + " if apart else " "))
            for order in (lemmas, lemmas[::-1]) if apart else (lemmas,):
                result.setdefault(order[0], []).append(_Variant(order, one["name"], apart))
    return result


def _phrases(one: Mapping[str, Any], *, alone: bool) -> Iterator[str]:
    """The catalogue's spellings of one competency; its name is one of ``alone`` where the file says so."""
    in_names = one.get("alone", ())
    yield from one["also"]
    yield from in_names if alone else ()
    if alone or one["name"] not in in_names:
        yield one["name"]


@lru_cache(maxsize=FORMS_KEPT)
def _lemmas(form: str) -> frozenset[str]:
    """The folded form and all its lemmas, folded."""
    return frozenset([fold(form), *(fold(one.lemma) for one in analyse_word(form.lower(), guess=True))])


def named(words: Sequence[Word], *, alone: bool) -> list[tuple[Span, str]]:
    """The catalogue's competencies among the words of a name (``alone``) or of a sentence; the longest variant wins."""
    spoken = [_lemmas(word.text) for word in words]
    result: list[tuple[Span, str]] = []
    at = 0
    while at < len(words):
        fitting = [(end, one.name) for one in _starting(spoken[at], alone=alone) if (end := _end(spoken, at, one))]
        if fitting:
            end, name = max(fitting)
            result.append(((at, end), name))
            at = end
        else:
            at += 1
    return result


def _starting(lemmas: frozenset[str], *, alone: bool) -> Iterator[_Variant]:
    for lemma in lemmas:
        yield from _variants(alone=alone).get(lemma, ())


def _end(spoken: Sequence[frozenset[str]], at: int, variant: _Variant) -> int | None:
    """One past the last word of a variant that starts at a word, None where it does not fit."""
    if variant.apart:
        near = range(at + 1, min(len(spoken), at + 2 + BETWEEN))
        return next((place + 1 for place in near if variant.lemmas[1] in spoken[place]), None)
    end = at + len(variant.lemmas)
    fits = end <= len(spoken) and all(one in spoken[at + k] for k, one in enumerate(variant.lemmas))
    return end if fits else None


def read_competencies(sections: Sequence[Section], found: Sequence[Statement]) -> tuple[CompetencyRequirement, ...]:
    """Each competency once: those that name items of competency sections, then those named in the prose."""
    prose = (fact for one in found if not one.described for fact in _of_prose(one))
    return each_once((*_of_names(sections), *prose), lambda fact: fact.name)


def _of_names(sections: Sequence[Section]) -> Iterator[CompetencyRequirement]:
    """The names of a competency section's items, or short items themselves; a label such as "Haridus" is none."""
    for at, section in enumerate(sections):
        if section.kind is not SectionKind.COMPETENCY:
            continue
        for index, item in enumerate(section.items):
            said = item.name or item.text
            unsaid = item.name and item.text and not any(sign.isalpha() for sign in item.text)
            if unsaid or read_label(said).topic:
                continue
            for name, known in _listed(said):
                yield CompetencyRequirement(name=name, required=True, quote=said, known=known, place=Place(at, index))


@lru_cache(maxsize=WORDINGS_KEPT)
def _listed(said: str) -> tuple[tuple[str, bool], ...]:
    """The competencies of a name or of a list in commas, each with whether the catalogue has it."""
    return tuple(_competencies(said))


def _competencies(said: str) -> Iterator[tuple[str, bool]]:
    for part in re.split(r"[,;\n]", said):
        if _is_name(part):
            known = [name for _, name in named(words_of(part), alone=True)]
            own = part.strip(" :.-–").lower()
            yield from ((name, True) for name in dict.fromkeys(known))
            if not known and _is_noun_phrase(part) and own not in data_file("competencies")["ignore"]:
                yield own, False


def _is_noun_phrase(text: str) -> bool:
    """Whether a short text has a noun in the nominative: "hea mälu", not "seada piire"."""
    words = [word.text.lower() for word in words_of(text) if word.text.isalpha()]
    return any(
        one.pos == "S" and one.form in {"sg n", "pl n"} for word in words for one in analyse_word(word, guess=True)
    )


def _is_name(text: str) -> bool:
    """Whether a text is a name and no sentence or signature: short, of letters, without a verb that says who does."""
    words = [word for word in words_of(text) if word.text.isalpha()]
    if not words or len(words) > NAME_WORDS or any(sign in "_/" or sign.isdigit() for sign in text):
        return False
    return not any(_is_finite(word.text) for word in words)


def _is_finite(form: str) -> bool:
    """Whether a form can only be a verb of a sentence ("kuulab", "on koostatud")."""
    readings = analyse_word(form.lower(), guess=True)
    return bool(readings) and all(one.pos == "V" and one.form not in _INFINITE for one in readings)


@read_once(CompetencyRequirement)
def _of_prose(statement: Statement) -> Iterator[CompetencyRequirement]:
    words = words_of(statement.text)
    found = dict(named(words, alone=False))
    for span, required in joint_needs(statement, words, list(found)):
        yield CompetencyRequirement(name=found[span], required=required, quote=statement.quote)
