"""Names of positions, units, employers and people: recognised, and brought from the genitive to the nominative."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from ajsearch.estonian.morphology import Reading, analyse_word
from ajsearch.sections.pieces import LINES_KEPT
from ajsearch.sections.vocabulary import labels, signature_cues

_SPLIT = re.compile(r"\s+")
_OBLIQUE = {"sg g", "sg all", "sg kom", "sg p", "sg ad", "sg abl", "sg tr"}
_LEADERS = frozenset({"juhataja", "juht", "direktor", "ülem", "vanem", "asejuhataja", "asetäitja"})
"""Titles that say nothing without the unit before them."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a title line names; each is in the nominative, None where it is not said."""

    title: str | None = None
    employer: str | None = None
    unit: str | None = None


@lru_cache(maxsize=1)
def _document_words() -> re.Pattern[str]:
    words = sorted(labels().document, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=LINES_KEPT)
def has_document_word(text: str) -> bool:
    """Whether a short text says what document this is ("… AMETIJUHEND")."""
    return len(text) <= 160 and bool(_document_words().search(text))


def opens_with_document_word(text: str) -> bool:
    """Whether a text begins with what this document is ("Töökirjeldus on töölepingu lahutamatu osa.")."""
    lemmas = {one.lemma for word in text.split()[:2] for one in analyse_word(word.lower())}
    return not lemmas.isdisjoint(labels().document)


def advertised_position(text: str) -> str | None:
    """The position that an advertisement's first line looks for ("Otsime kommunikatsioonijuhti"), in the nominative."""
    lower = text.lower()
    for opener in sorted(labels().title_openers, key=len, reverse=True):
        if lower.startswith(f"{opener} ") and len(text.split()) <= 8:
            return oblique_to_nominative(text[len(opener) :].strip(" :!.–-"))
    return None


_DOCUMENT_NUMBER = re.compile(r"^(?:nr\.?\s*)?\d[\d./-]*")
"""What tells a description from an authority's others: "AMETIJUHEND nr 12"."""


def name_from_title_line(text: str) -> Named:
    """Title, employer and unit from a line such as "X-AMETI Y OSAKONNA Z SPETSIALISTI AMETIJUHEND" or "Ametijuhend: Z".

    What stands before the document's word is a genitive phrase, what stands after it a nominative one.
    """
    found = _document_words().search(text)
    if not found:
        return Named()
    before, after = _outer(text[: found.start()].rstrip(".")), _outer(text[found.end() :])
    if before and not _is_marginal(before):
        return _named_by_genitives(before)
    after = _outer(_DOCUMENT_NUMBER.sub("", after))
    cues = signature_cues()
    marginal = cues.approval.search(after) or cues.approval_line.search(after)
    if after and not after[0].isdigit() and len(after.split()) <= 8 and not marginal:
        return Named(title=natural_case(after))
    return Named()


def _outer(text: str) -> str:
    """A title without the signs around it; a bracket at its end stays where the title itself opened it."""
    bare = text.strip(' -–—:,.„“"|·•')
    return bare if bare.endswith(")") and "(" in bare.strip("()") else bare.strip(' -–—:,.„“"()|·•')


def name_from_plain_line(text: str) -> Named:
    """Title and employer from a line without the document's word ("Mesimäe Gümnaasiumi haridustehnoloog")."""
    words = _SPLIT.split(text.strip())
    end = _employer_end(words)
    if not end or " ".join(words[end:]).lower() in labels().bare_titles:
        return Named(title=text)
    return Named(title=" ".join(words[end:]), employer=capitalised(nominative(" ".join(words[:end]))))


def _is_marginal(text: str) -> bool:
    return not any(char.isalpha() for char in text) or text.lower().startswith(("lisa ", "kinnita"))


def _named_by_genitives(phrase: str) -> Named:
    bare, bracket, note = phrase.rpartition(" (")
    if bracket and note.endswith(")"):  # "SPETSIALISTI (varud) AMETIJUHEND"
        inner = _named_by_genitives(bare)
        return replace(inner, title=f"{inner.title} ({note}") if inner.title else inner
    words = _SPLIT.split(phrase)
    if house := named_house(words):
        rest = words[len(house.split()) :]
        return replace(_named_by_genitives(" ".join(rest)) if rest else Named(), employer=house)
    if _is_employer(words):
        return Named(employer=capitalised(phrase))
    employer_end = _employer_end(words)
    rest = words[employer_end:]
    unit_end = last_unit(rest)
    title_words = rest[unit_end:]
    if not title_words:
        return Named(title=natural_case(nominative(" ".join(words))))
    unit = " ".join(rest[:unit_end])
    title = " ".join(title_words)
    if unit and title_words[0].lower() in _leader_genitives():
        title = f"{unit} {title}"
    return Named(
        title=natural_case(nominative(title)),
        employer=capitalised(nominative(" ".join(words[:employer_end]))) if employer_end else None,
        unit=natural_case(nominative(unit)) if unit else None,
    )


@lru_cache(maxsize=1)
def _leader_genitives() -> frozenset[str]:
    return frozenset({*_LEADERS, "juhi", "direktori", "ülema", "vanema"})


def _employer_end(words: list[str]) -> int:
    """How many first words name the employer; a lone common noun ("KOOLI …") names none."""
    if words and words[0] in labels().legal_forms and (end := _company_end(words)):
        return end
    for place, word in enumerate(words[:-1]):
        lemma = _genitive_lemma(word)
        if lemma and _ends_with(lemma, labels().employer):
            if nominative(" ".join(words[: place + 1])).lower() in labels().not_employer:
                continue
            if place == 0 and lemma in labels().employer:
                return 0
            following = _genitive_lemma(words[place + 1]) if place + 2 < len(words) else None
            of_place = lemma.endswith((*labels().places, "linnaosa", "riik"))  # "Sillaotsa Linna Arhiiv"
            longer = of_place and (following in labels().employer or (following or "").endswith(("valitsus", "amet")))
            return place + 2 if longer else place + 1
        if word.strip(",.").upper() in labels().legal_forms and word.isupper() and place:
            return place + 1
    return 0


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
    return capitalised(f"{_like(words[0], kind)} {words[1].strip(',.')}")


_COUNTED = re.compile(r"\s+(?:nr\.?\s*)?(?:\d{1,3}|[IVX]+)$")
"""What tells a unit from others of its kind: "Peremaja nr 3"."""


@lru_cache(maxsize=LINES_KEPT)
def is_unit_name(text: str) -> bool:
    """Whether a short text is a unit's name in the nominative ("Lõuna järelevalve talitus")."""
    words = _COUNTED.sub("", text).split()
    return 0 < len(words) <= 6 and any(
        one.form == "sg n" and one.lemma.lower().endswith(labels().unit)
        for one in analyse_word(words[-1].lower(), guess=True)
    )


def _is_employer(words: list[str]) -> bool:
    """Whether a phrase is an authority's name in the nominative, as of a line printed right above the title's."""
    forms = {
        one.form
        for one in analyse_word(words[-1].strip(',."').lower())
        if _ends_with(one.lemma.lower(), labels().employer)
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
        lemma = _genitive_lemma(words[place])
        if lemma and _ends_with(lemma, labels().unit):
            return place + 1
    return 0


def _ends_with(lemma: str, tails: tuple[str, ...]) -> bool:
    return any(lemma.endswith(tail) for tail in tails)


def _genitive_lemma(word: str) -> str | None:
    bare = word.strip(',.;:()„“"').lower()
    return next((reading.lemma for reading in analyse_word(bare, guess=True) if reading.form == "sg g"), None)


def nominative(phrase: str) -> str:
    """The phrase with its last word, and an adjective that agrees with it, in the nominative singular."""
    words = _SPLIT.split(phrase.strip())
    if not words or not words[-1]:
        return phrase
    head = _both_in_nominative(words[-1]) or _in_nominative(words[-1], {"S", "H", "A", "Y"})
    if head is None:
        return phrase
    if len(words) > 1 and (adjective := _in_nominative(words[-2], {"A", "C"}, only=True)):
        words[-2] = adjective
    words[-1] = head
    return " ".join(words)


def _both_in_nominative(word: str) -> str | None:
    """A double title such as "nõuniku-juristi" with both of its words in the nominative."""
    parts = word.split("-")
    if len(parts) != 2 or not all(map(is_role, parts)):
        return None
    heads = [_in_nominative(part, {"S"}) for part in parts]
    return "-".join(head or part for head, part in zip(heads, parts, strict=True)) if any(heads) else None


def _in_nominative(word: str, pos: set[str], *, only: bool = False) -> str | None:
    """The word's lemma in the word's capitals where a reading is oblique; with ``only``, where no noun reads so too."""
    bare = word.strip(",.;:").lower()
    readings = analyse_word(bare) or analyse_word(bare, guess=True)
    oblique = [one for one in readings if one.form in _OBLIQUE]
    fitting = [one for one in oblique if one.pos in pos]
    if not fitting or (only and any(one.pos == "S" for one in oblique) and not _is_comparative(fitting)):
        return None
    best = min(fitting, key=lambda one: one.form != "sg g")
    return _like(word, best.lemma)


def _is_comparative(readings: list[Reading]) -> bool:
    return any(reading.pos == "C" for reading in readings)


def _like(pattern: str, word: str) -> str:
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if pattern[0].isupper() else word


def oblique_to_nominative(phrase: str) -> str:
    """A phrase whose last word stands in the allative or the like ("osakonnajuhatajale") in the nominative."""
    last = phrase.rsplit(maxsplit=1)[-1].strip(",.;:").lower() if phrase.split() else ""
    readings = analyse_word(last)
    if any(reading.form in {"sg n", "sg g"} for reading in readings):
        return phrase
    return nominative(phrase) if any(reading.form in _OBLIQUE for reading in readings) else phrase


def natural_case(phrase: str) -> str:
    """A phrase in capitals brought to lower case but for abbreviations and words that are only names; others as is."""
    letters = [char for char in phrase if char.isalpha()]
    if not letters or not all(char.isupper() for char in letters):
        return phrase
    return " ".join(_natural_word(word) for word in phrase.split())


def _natural_word(word: str) -> str:
    bare = word.strip('(),.;:„“"')
    stem = re.split(r"[-/]", bare)[0]
    if stem in labels().acronyms:
        return word.replace(stem, "\0").lower().replace("\0", stem)
    lower = word.lower()
    known = analyse_word(bare.lower())
    if not known and len(bare) <= 4:
        return word
    if not known or all(reading.pos == "H" for reading in known):
        return lower[:1].upper() + lower[1:]
    return lower


def capitalised(phrase: str) -> str:
    """An employer's name from capitals: each word begins with a capital, abbreviations and "ja" stay."""
    if not phrase.isupper():
        return phrase
    return " ".join(_capitalised_word(word) for word in phrase.split())


ABBREVIATION = 4
"""A legal form of no more letters is an abbreviation (MTÜ); a longer one is a word (Sihtasutus)."""


def _capitalised_word(word: str) -> str:
    if word in labels().acronyms or (word in labels().legal_forms and len(word) <= ABBREVIATION):
        return word
    if word in {"JA", "NING"}:
        return word.lower()
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))  # "SAARE-LÄÄNE"


@lru_cache(maxsize=LINES_KEPT)
def is_name_of_thing(word: str) -> bool:
    """Whether a word names a role, a house, a unit or a document, and so no person."""
    listed = labels()
    tails = (*listed.role, *listed.employer, *listed.unit, *listed.document)
    lemmas = {reading.lemma for reading in analyse_word(word.lower())} | {word.lower()}
    return any(lemma == tail or (len(tail) > 4 and lemma.endswith(tail)) for lemma in lemmas for tail in tails)


def is_role(chunk: str) -> bool:
    """Whether a short text ends with a job title ("osakonna juhataja")."""
    words = chunk.split()
    return 0 < len(words) <= 5 and (is_name_of_thing(words[-1]) or _is_work(words[-1]))


def names_post(text: str) -> bool:
    """Whether a short text's last word is a person by the work ("Vanemlaomees"), and no house, unit or document."""
    words = text.split()
    return bool(words) and (_is_work(words[-1]) or _ends_with(words[-1].lower(), labels().role))


def _is_work(word: str) -> bool:
    lemmas = {one.lemma.lower() for one in analyse_word(word.lower(), guess=True)}
    return any(one.endswith(labels().role_endings) and not one.endswith(labels().not_role) for one in lemmas)
