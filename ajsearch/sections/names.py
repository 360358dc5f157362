"""Positions, units and employers that a title line names, each brought from the genitive to the nominative."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from ajsearch.estonian.morphology import analyse_word
from ajsearch.sections.naming_words import (
    document_words,
    ends_with,
    genitive_lemma,
    is_name_of_thing,
    is_role,
    is_unit_name,
    names_post,
)
from ajsearch.sections.nominative import (
    ABBREVIATION,
    capitalised,
    in_its_capitals,
    natural_case,
    nominative,
    oblique_to_nominative,
)
from ajsearch.sections.vocabulary import labels, signature_cues

_LEADERS = frozenset({"juhataja", "juht", "direktor", "ülem", "vanem", "asejuhataja", "asetäitja"})
"""Titles that say nothing without the unit before them."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a title line names; each is in the nominative, None where it is not said."""

    title: str | None = None
    employer: str | None = None
    unit: str | None = None


def advertised_position(text: str) -> str | None:
    """The position that an advertisement's first line looks for ("Otsime kommunikatsioonijuhti"), in the nominative."""
    for opener in sorted(labels().title_openers, key=len, reverse=True):
        found = re.match(rf"(.*?)\b{re.escape(opener)}[ :]", text, re.IGNORECASE)
        house = found[1].split() if found else []
        if found and len(text.split()) - len(house) <= ADVERTISED_WORDS and (not house or _says_who(house)):
            return natural_case(oblique_to_nominative(text[found.end() :].strip(" :!.–-")))
    return None


def _says_who(words: list[str]) -> bool:
    """Whether words name the house or unit that an advertisement speaks for ("Riigi Arhiiviamet otsib …")."""
    return _is_employer(words) or is_unit_name(" ".join(words))


ADVERTISED_WORDS = 8
"""A line that looks for somebody has no more words, without the house's."""

_DOCUMENT_NUMBER = re.compile(r"^(?:nr\.?\s*)?\d[\d./-]*")
"""What tells a description from an authority's others: "AMETIJUHEND nr 12"."""


def name_from_title_line(text: str) -> Named:
    """Title, employer and unit from a line such as "X-AMETI Y OSAKONNA Z SPETSIALISTI AMETIJUHEND" or "Ametijuhend: Z".

    What stands before the document's word is a genitive phrase, what stands after it a nominative one.
    """
    found = document_words().search(text)
    if not found:
        return Named()
    before, after = _outer(_without_post(text[: found.start()].rstrip("."))), _outer(text[found.end() :])
    if is_unit_name(before):  # "andmepoliitika talitus · ametijuhend"
        return Named(unit=before)
    if before and not _is_marginal(before):
        return _named_by_genitives(before)
    after = _outer(_DOCUMENT_NUMBER.sub("", after))
    cues = signature_cues()
    marginal = cues.approval.search(after) or cues.approval_line.search(after)
    if after and not after[0].isdigit() and len(after.split()) <= 8 and not marginal:
        return _named_in_list(after) or Named(title=natural_case(after))
    return Named()


def _without_post(phrase: str) -> str:
    """A phrase without the word for a post at its end: "nõuniku teenistuskoha ametijuhend" is a nõunik's."""
    rest, _, last = phrase.strip().rpartition(" ")
    return rest if rest and genitive_lemma(last) in labels().posts else phrase


_BETWEEN = re.compile(r",\s+|\s+[/|·•–—-]\s+")


def _named_in_list(text: str) -> Named | None:
    """House, unit and post that signs part ("X Vallavalitsus, haridusosakond, nõunik"), None for anything else."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    houses = [part for part in parts if _is_employer(part.split())]
    units = [part for part in parts if part not in houses and is_unit_name(part)]
    posts = [part for part in parts if part not in {*houses, *units} and names_post(part)]
    if len(posts) != 1 or not (houses or units) or len(houses) + len(units) + 1 < len(parts):
        return None
    return Named(posts[0], houses[0] if houses else None, units[-1] if units else None)


def _outer(text: str) -> str:
    """A title without the signs around it; a bracket at its end stays where the title itself opened it."""
    bare = text.strip(' -–—:,.„“"|·•')
    return bare if bare.endswith(")") and "(" in bare.strip("()") else bare.strip(' -–—:,.„“"()|·•')


def name_from_plain_line(text: str) -> Named:
    """Title and employer from a line without the document's word ("Mesimäe Gümnaasiumi haridustehnoloog")."""
    if listed := _named_in_list(text):
        return listed
    words = text.split()
    end = _employer_end(words)
    rest = words[end:]
    if not end or not rest or " ".join(rest).lower() in labels().bare_titles:
        return Named(title=text)
    employer = capitalised(nominative(" ".join(words[:end])))
    unit_end = last_unit(rest)
    title = rest if is_leader(rest[unit_end]) else rest[unit_end:]
    return Named(" ".join(title), employer, nominative(" ".join(rest[:unit_end])) if unit_end else None)


def _is_marginal(text: str) -> bool:
    return not any(char.isalpha() for char in text) or text.lower().startswith(("lisa ", "kinnita"))


def _named_by_genitives(phrase: str) -> Named:
    bare, bracket, note = phrase.rpartition(" (")
    if bracket and note.endswith(")"):  # "SPETSIALISTI (varud) AMETIJUHEND"
        inner = _named_by_genitives(bare)
        return replace(inner, title=f"{inner.title} ({note}") if inner.title else inner
    words = phrase.split()
    if house := named_house(words):
        rest = words[len(house.split()) :]
        return replace(_named_by_genitives(" ".join(rest)) if rest else Named(), employer=house)
    if _is_employer(words):
        return Named(employer=capitalised(phrase))
    employer_end = _employer_end(words)
    rest = words[employer_end:]
    unit_end = last_unit(rest) or (_employer_end(rest) if employer_end else 0)  # "X Kooli õpilaskodu perenaise"
    title_words = rest[unit_end:]
    if not title_words:
        return Named(title=natural_case(nominative(" ".join(words))))
    if unit_end == 1 and genitive_lemma(rest[0], labels().units_of_titles):  # "SOBITUSRÜHMA ÕPETAJA"
        unit_end, title_words = 0, rest
    unit = " ".join(rest[:unit_end])
    title = " ".join(title_words)
    if unit and title_words[0].lower() in _leader_genitives():
        title = f"{unit} {title}"
    return Named(
        title=natural_case(nominative(title)),
        employer=capitalised(nominative(" ".join(words[:employer_end]))) if employer_end else None,
        unit=natural_case(nominative(unit)) if unit else None,
    )


def is_leader(word: str) -> bool:
    """Whether a title says nothing without the unit before it ("juhataja")."""
    return word.lower() in _LEADERS


@lru_cache(maxsize=1)
def _leader_genitives() -> frozenset[str]:
    return frozenset({*_LEADERS, "juhi", "direktori", "ülema", "vanema"})


def _employer_end(words: list[str]) -> int:
    """How many first words name the employer; a lone common noun ("KOOLI …") names none."""
    if words and legal_form(words[0]) and (end := _company_end(words)):
        return end
    for place, word in enumerate(words[:-1]):
        lemma = genitive_lemma(word)
        if lemma and ends_with(lemma, labels().employer):
            if nominative(" ".join(words[: place + 1])).lower() in labels().not_employer:
                continue
            if place == 0 and lemma in labels().employer and lemma not in labels().only_houses:
                return 0
            following = genitive_lemma(words[place + 1]) if place + 2 < len(words) else None
            of_place = lemma.endswith((*labels().places, "linnaosa", "riik"))  # "Sillaotsa Linna Arhiiv"
            longer = of_place and (following in labels().employer or (following or "").endswith(("valitsus", "amet")))
            return place + 2 if longer else (_houses_end(words, place) if of_place else place + 1)
        if word.strip(",.").upper() in labels().legal_forms and word.isupper() and place:
            return place + 1
    return 0


def legal_form(word: str) -> str | None:
    """The legal form that a word is, in the nominative ("Osaühingu"), None for any other word."""
    if word in labels().legal_forms:
        return word
    lemma = genitive_lemma(word) if len(word) > ABBREVIATION and word[0].isupper() else None
    form = in_its_capitals(word, lemma) if lemma else None
    return form if form in labels().legal_forms else None


def in_nominative_form(employer: str) -> str:
    """An employer's name with its legal form in the nominative ("Osaühingu Metsa Vesi")."""
    first, _, rest = employer.partition(" ")
    return f"{legal_form(first) or first} {rest}" if rest else employer


def _houses_end(words: Sequence[str], place: int) -> int:
    """Where the name of a house of its own ends that a town or parish stands before ("METSALINNA HARIDUSE
    TUGIKESKUSE …"); behind the place where none follows."""
    ends = (at for at in range(place + 1, len(words) - 1) if genitive_lemma(words[at], labels().own_houses))
    return next(ends, place) + 1


def _company_end(words: Sequence[str]) -> int:
    """Where a company's name behind its legal form ends: at its last word that has a capital, or is no genitive."""
    if not all(word.isupper() for word in words):
        return len(list(takewhile(lambda word: word[:1].isupper() or word == "ja", words)))
    ends = [place for place, word in enumerate(words[1:-1], 2) if not _may_be_genitive(word)]
    return ends[-1] if ends else 0


def _may_be_genitive(word: str) -> bool:
    readings = analyse_word(word.strip(',.;:()„“"').lower(), guess=True)
    return any(reading.form in {"sg g", "pl g"} for reading in readings)


def named_house(words: Sequence[str]) -> str | None:
    """The house that a phrase begins with, its own name behind its kind ("Lasteaia Pääsusilm …"), in the nominative."""
    if len(words) > 2 and words[0][:1].isupper() and (house := named_house(words[1:])):
        return f"{capitalised(words[0])} {house[:1].upper()}{house[1:]}"
    if len(words) < 2 or not words[1].lstrip('„“"')[:1].isupper() or is_name_of_thing(words[1]) or is_role(words[1]):
        return None
    readings = [one for one in analyse_word(words[0].strip(',."').lower()) if one.form in {"sg n", "sg g"}]
    kind = next((one.lemma for one in readings), "")
    forms = {one.form for one in analyse_word(words[1].strip(',.„“"').lower()) if one.pos != "H"}
    belongs = "sg g" in forms and all(one.form == "sg g" for one in readings)  # "Kooli majahoidja …" names no house
    if (
        kind not in labels().named_kinds
        or belongs
        or "pl g" in forms
        or words[1].strip(",.").lower() in labels().document
    ):
        return None
    own = takewhile(lambda word: _goes_on_name(words[1], word), words[2:])
    return capitalised(" ".join([in_its_capitals(words[0], kind), words[1].strip(",."), *own]))


def _goes_on_name(first: str, word: str) -> bool:
    """Whether a word has a capital as the house's own name before it has: "Hooldekodu Kuldne Sügis"."""
    plain = not first.endswith((",", "”", "“", '"')) and word[:1].isupper() and not (first.isupper() or word.isupper())
    return plain and not is_name_of_thing(word) and not is_role(word)


def _is_employer(words: list[str]) -> bool:
    """Whether a phrase is an authority's name in the nominative, as of a line printed right above the title's."""
    forms = {
        one.form
        for one in analyse_word(words[-1].strip(',."').lower())
        if ends_with(one.lemma.lower(), labels().employer)
    }
    return len(words) > 1 and "sg n" in forms and "sg g" not in forms


def without_employer(words: list[str], *, once: bool = False) -> list[str]:
    """The words of a genitive phrase after the employer's name that it begins with ("Sinilinna Linnaarhiivi").

    Several of them are one inside the other; ``once``: only the first is left out.
    """
    while end := _employer_end(words):
        words = words[end:]
        if once:
            break
    return words


def last_unit(words: list[str]) -> int:
    """How many first words of a genitive phrase name the units before the post."""
    for place in range(len(words) - 2, -1, -1):
        lemma = genitive_lemma(words[place])
        if lemma and ends_with(lemma, labels().unit):
            return place + 1
    return 0
