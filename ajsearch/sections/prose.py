"""Unit and manager that a sentence states: "töötab arhiivi osakonnas ja allub vahetult osakonna juhatajale"."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from ajsearch.estonian.morphology import analyse_word, synthesise
from ajsearch.sections.employers import names_employer
from ajsearch.sections.labels import field_of, sentences_of
from ajsearch.sections.names import without_employer
from ajsearch.sections.naming_words import genitive_lemma, is_unit_name
from ajsearch.sections.nominative import nominative
from ajsearch.sections.vocabulary import labels

UNIT_WORDS = 6
"""A unit's name has no more words before its head ("Lõuna järelevalve talitus")."""

MANAGER_WORDS = 5

LABEL_WORDS = 4
"""What a sentence names, it names within so many words ("Sinu osakond on …")."""

_IS = "on"

_WORD = re.compile(r"[\w-]+|[^\w\s]")


def unit_in(texts: Iterable[str], title: str = "") -> str | None:
    """The unit that the first sentence saying so belongs the position, called ``title``, to, in the nominative."""
    post = frozenset(_lemmas(title.rsplit(maxsplit=1)[-1]) if title else ())
    sentences = (_WORD.findall(one) for text in texts for one in sentences_of(text))
    found = (unit for words in sentences if (unit := _unit(words, post) or _named_unit(words)))
    return next((unit for unit in found if unit.lower() not in labels().groups), None)


def says_where_one_works(label: str) -> bool:
    """Whether a label is the verb of a sentence that names the unit: "Töötad: … osakonnas"."""
    words = label.split()
    return len(words) == 1 and bool(_lemmas(words[0]) & labels().belonging_verbs)


def unit_within(outer: str, texts: Iterable[str], title: str = "") -> str | None:
    """The unit that a sentence names inside another one ("… asub veeosakonna põhjaveebüroos"), None where none does."""
    post = frozenset(_lemmas(title.rsplit(maxsplit=1)[-1]) if title else ())
    for words in (_WORD.findall(one) for text in texts for one in sentences_of(text)):
        if not (phrase := _unit_phrase(words, post)):
            continue
        inner = _innermost(phrase)
        before = phrase[: len(phrase) - len(inner)]
        if before and nominative(" ".join(before)).lower() == outer.lower():
            return nominative(" ".join(inner))
    return None


def manager_in(texts: Iterable[str]) -> str | None:
    """The manager's title from the first sentence that says whom the position answers to, in the nominative."""
    return next(
        (found for text in texts for one in sentences_of(text) if (found := _manager(_WORD.findall(one)))), None
    )


def _unit(words: list[str], post: frozenset[str]) -> str | None:
    phrase = _unit_phrase(words, post)
    return nominative(" ".join(_innermost(phrase))) if phrase else None


def _unit_phrase(words: list[str], post: frozenset[str]) -> list[str]:
    """The words in the genitive that name where a sentence says the post is, without the employer's; [] for others."""
    said = {lemma for word in words for lemma in _lemmas(word)}
    placed = _IS in words[:LABEL_WORDS] and not labels().posts.isdisjoint(said)  # "Ametikoht on haldusosakonnas"
    inside = _INSIDE if placed or said & labels().belonging_verbs else ()
    led = _LED if said & labels().leading_verbs else ()
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        member = any(one in post or one.endswith(tuple(labels().belonging_nouns)) for one in _lemmas(following))
        if _heads_unit(word, *inside, *led) or (member and _heads_unit(word, "sg g")):
            if inside and _goes_on_inside(words, place, inside):
                continue
            start = _phrase_start(words, place)
            whole = [*words[start:place], _genitive(word)]
            phrase = without_employer(whole)
            if len(phrase) == 1 and phrase[0].lower() in _bare_units():  # "… Maakohtu Kullalinna kohtumaja kantselei"
                phrase = without_employer(whole, once=True)
            return phrase
    return []


def _goes_on_inside(words: list[str], place: int, cases: tuple[str, ...]) -> bool:
    """Whether an inner unit follows the one at ``place``: "… prorektori valdkonnas õpirände keskuses", "… prefektuuri
    analüüsirühmas"."""
    inner = next((at for at in range(place + 1, len(words)) if _heads_unit(words[at], *cases)), None)
    start = _phrase_start(words, inner) if inner is not None and inner > place + 1 else place + 2
    return start <= place + 1


def _named_unit(words: list[str]) -> str | None:
    """The unit that a sentence names as its label would ("Sinu osakond on erakorralise meditsiini osakond ja …")."""
    named = words.index(_IS) if _IS in words[:LABEL_WORDS] else 0
    if not named or field_of(" ".join(words[:named])) != "unit":
        return None
    rest = words[named + 1 :]
    end = next((place for place, word in enumerate(rest[:UNIT_WORDS]) if _heads_unit(word, "sg n")), None)
    return " ".join(rest[: end + 1]) if end is not None and all(map(_may_belong, rest[:end])) else None


def unit_of_title(title: str) -> str | None:
    """The unit that a title names before the role ("Ennetusbüroo ohutusnõustaja"), None where it says only its kind."""
    words = title.split()
    heads = [place for place, word in enumerate(words[:-1]) if _heads_unit(word, "sg g")]
    unit = words[: heads[-1] + 1] if heads else []
    named = len(unit) == 1 and unit[0].lower() not in _bare_units()
    said = len(unit) > 1 or (named and not genitive_lemma(unit[0], labels().units_of_titles))
    return nominative(" ".join(_innermost(unit))) if said else None


def house_apart(unit: str) -> tuple[str | None, str]:
    """The house that a unit's name begins with, None where it names none, and the innermost unit.

    "Pärna Metsataimla kasvatusosakond" is of the Pärna Metsataimla: words with capitals before one without.
    """
    words = unit.split()
    if words[-1].isdigit():  # "Peremaja nr 3"
        return None, unit
    names = list(takewhile(lambda word: word[:1].isupper(), words))
    rest = words[len(names) :]
    if len(names) > 1 and rest and _may_belong(names[-1]) and not _heads_unit(names[-1], "sg g"):
        return nominative(" ".join(names)), " ".join(_innermost(rest))
    own = _inside_houses(without_employer(words) if names else words)
    outer = words[: len(words) - len(own)]
    larger = bool(outer) and _heads_unit(outer[-1], "sg g")  # "Kullalinna kohtumaja kantselei"
    if not own or larger or (outer and nominative(outer[-1]).lower().endswith(labels().places)):
        own = words  # "Rannalinna teenindusbüroo"
    inner = own if own[0][:1].isupper() else _innermost(own)  # a capital makes all of it a name
    house = is_bare_unit(nominative(own[0])) or own[0][:1].isupper()
    alone = len(inner) == 1 and (inner[0].lower() in _bare_units() or house)
    return None, " ".join(own if alone else inner)  # a bare "talitus" needs the larger unit, a place's unit its name


def _inside_houses(words: list[str]) -> list[str]:
    """The words behind the last house in the genitive that a unit is inside ("Ida prefektuuri kriminaalbüroo")."""
    houses = [place for place, word in enumerate(words[:-1]) if genitive_lemma(word, labels().own_houses)]
    return words[houses[-1] + 1 :] if houses else words


def unit_inside(employer: str) -> tuple[str, str | None]:
    """The employer and its unit where one name holds both ("… Maakohtu Türi Kohtumaja Kohtukantselei").

    A town's or parish's house ("Metsa valla Haldusteenistus") is an employer of its own.
    """
    words = employer.split()
    rest = without_employer(words, once=True)
    outer = words[: len(words) - len(rest)]
    within = bool(outer and rest) and is_unit_name(" ".join(rest)) and outer[-1].lower() not in _place_genitives()
    inner = bool(rest) and (is_bare_unit(rest[-1]) or (len(rest) > 1 and not names_employer(" ".join(rest))))
    if not (within and inner):
        return employer, None
    return nominative(" ".join(outer)), " ".join(_innermost(rest))


def _innermost(phrase: list[str]) -> list[str]:
    """The innermost unit's name: without the employer and the larger units before it ("kooli õppeosakonna")."""
    outer = [
        place
        for place, word in enumerate(phrase[:-1])
        if not _lemmas(word).isdisjoint(labels().employer)
        or (_heads_unit(word, "sg g") and _lemmas(word).isdisjoint(labels().areas))
    ]
    inner = phrase[outer[-1] + 1 :] if outer else phrase
    telling = [word for word in inner if word.lower() not in labels().directions]
    says_which = len(telling) > 1 or (
        is_unit_name(nominative(telling[-1])) and telling[-1].lower() not in _bare_units()
    )
    return inner if says_which else phrase


def is_bare_unit(name: str) -> bool:
    """Whether one word names a unit of the house that a text speaks of ("Linnakantselei", "kantselei")."""
    return len(name.split()) == 1 and name.lower().endswith(labels().inner_houses)


@lru_cache(maxsize=1)
def _place_genitives() -> frozenset[str]:
    return frozenset(form for place in labels().places for form in synthesise(place, "sg g"))


@lru_cache(maxsize=1)
def _bare_units() -> frozenset[str]:
    """Words that say what a unit is and not which, in the nominative and genitive ("talitus", "talituse")."""
    return frozenset({*labels().unit, *(form for unit in labels().unit for form in synthesise(unit, "sg g"))})


_INSIDE = ("sg in", "sg ill", "adt")
"""Cases of where one works or belongs to: "osakonnas", "osakonda"."""

_LED = ("sg p",)
"""The case of what one leads: "juhib kogude osakonda"."""


def _heads_unit(word: str, *forms: str) -> bool:
    return any(
        one.form in forms and one.lemma.lower().endswith(labels().unit)
        for one in analyse_word(word.lower(), guess=True)
    )


def _genitive(word: str) -> str:
    """The unit's head in the genitive, from which ``nominative`` goes on."""
    readings = (one for one in analyse_word(word.lower(), guess=True) if one.form in {*_INSIDE, *_LED})
    lemma = next((one.lemma for one in readings if one.lemma.endswith(labels().unit)), "")
    forms = synthesise(lemma, "sg g") if lemma and not _heads_unit(word, "sg g") else ()
    return forms[0] if forms else word


def _phrase_start(words: list[str], head: int) -> int:
    """Where the genitives and names before a unit's head begin."""
    start = head
    while start and head - start < UNIT_WORDS and _may_belong(words[start - 1]):
        start -= 1
    return start


_NUMERAL = re.compile(r"[IVX]+")
"""What tells a unit from others of its kind: "III üksus"."""


def _may_belong(word: str) -> bool:
    if not word[:1].isalpha():
        return False
    return (
        word == "ja"
        or _NUMERAL.fullmatch(word) is not None
        or word.endswith("-")
        or any(one.form in {"sg g", "pl g"} for one in analyse_word(word.lower(), guess=True))
    )


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
