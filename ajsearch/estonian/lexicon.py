"""What one word form can be, without its neighbours: known or guessed readings with their parts and families."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ajsearch.estonian.compounds import first_part_lemmas, parts_of, segments
from ajsearch.estonian.families import family_of
from ajsearch.estonian.lasting import lasting
from ajsearch.estonian.morphology import FORM_CACHE, PUNCTUATION, Reading, analyse_word, is_word
from ajsearch.estonian.wordlists import table, words

LONGEST_WORD = 60
"""Characters: beyond any Estonian word in use; longer "words" are noise and are not analysed."""

SHORTEST_GUESSED_PART = 5
"""Letters: shorter ends of unknown words are words by chance ("anne" in a misread ulesanne)."""

NAMES = frozenset("HG")
"""Vabamorf's tags of names (Tallinn) and of their genitives as attributes (tallinna)."""

SHORTEST_NEW_PART = 4
"""Letters of each half of a compound that the lexicon does not have; shorter halves are found in any misprint."""

_CODE = re.compile(r"[^\W\d_]{0,3}\d[\d.,:/-]*[^\W\d_]{0,2}|[\d\W]+")
_ACRONYM = re.compile(r"[A-ZÕÄÖÜŠŽ][A-ZÕÄÖÜŠŽ0-9]{1,9}")
_INFLECTED_ACRONYM = re.compile(r"([A-ZÕÄÖÜŠŽ][A-ZÕÄÖÜŠŽ0-9]{1,9})[-']?[a-zõäöü]{1,5}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a form: its lemma as it is indexed, Vabamorf's tag, what the lemma is made of and derived from."""

    lemma: str
    pos: str
    root: str
    parts: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    part_families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A word form with all its readings. ``known``: the lexicon has it, or it is a number, code or listed acronym."""

    form: str
    entries: tuple[Entry, ...]
    known: bool

    @property
    def ambiguous(self) -> bool:
        """Whether its neighbours decide which lemma it is; of guesses and names all are kept."""
        lemmas = {entry.lemma for entry in self.entries if entry.pos not in NAMES}
        return self.known and len(lemmas) > 1


@lru_cache(maxsize=FORM_CACHE)
@lasting("form", Form)
def look_up(raw: str) -> Form:
    """All readings of a word written as ``raw`` (capitals matter for acronyms and codes only)."""
    if len(raw) > LONGEST_WORD or _CODE.fullmatch(raw):
        return literal(raw)
    lower = raw.lower()
    if _is_acronym(raw, lower):
        return Form(raw, (Entry(raw, "Y", raw),), raw in words("acronyms"))
    acronym = _inflected_acronym(raw, lower)
    if acronym:
        return Form(raw, (Entry(acronym, "Y", raw),), acronym in words("acronyms"))
    if lower in table("fixed_forms")["function_words"]:
        return Form(lower, (Entry(lower, "D", lower),), True)
    return _word(raw, table("fixed_forms")["lemmas"].get(lower, lower))


def _word(raw: str, lower: str) -> Form:
    readings = _known_readings(raw, lower)
    entries = _entries(readings or analyse_word(lower.capitalize()) or _new_compound(lower))
    if not entries:
        guessed = (*analyse_word(lower, guess=True), *(analyse_word(raw, guess=True) if raw != lower else ()))
        entries = tuple(map(_sure_parts, _entries(guessed))) or (Entry(lower, "", lower),)
    return Form(lower, entries, bool(readings))


def _sure_parts(entry: Entry) -> Entry:
    """A guessed entry with only such parts as are words, without a hyphen no short ones."""
    shortest = 0 if "-" in entry.lemma else SHORTEST_GUESSED_PART
    parts = tuple(part for part in entry.parts if len(part) >= shortest and is_word(part))
    families = dict.fromkeys(key for part in parts for key in _families_of_part(part, entry.lemma.endswith(part)))
    return replace(entry, parts=parts, part_families=tuple(families))


def literal(raw: str) -> Form:
    """A code, number or address: its own lemma."""
    return Form(raw, (Entry(raw, "", raw),), True)


def entry_of(lemma: str, root: str, pos: str) -> Entry:
    """The entry of a lemma, with its parts and families."""
    parts = parts_of(lemma, root, pos)
    own = family_of(lemma, root, pos)
    of_parts = dict.fromkeys(
        family for part in parts for family in _families_of_part(part, lemma.endswith(part)) if family != own
    )
    return Entry(_case(lemma), pos, root, parts, (own,) if own else (), tuple(of_parts))


def _is_acronym(raw: str, lower: str) -> bool:
    if not _ACRONYM.fullmatch(raw):
        return False
    return raw in words("acronyms") or not _known_readings(raw, lower)


def _known_readings(raw: str, lower: str) -> tuple[Reading, ...]:
    """The lexicon's readings of a word: as a common word if it is one, else as a name or with its capitals."""
    common = analyse_word(lower) or _particle_verb(lower)
    named = raw.capitalize() if raw.isupper() else raw
    return common if named == lower or any(r.pos not in NAMES for r in common) else (*common, *analyse_word(named))


def _inflected_acronym(raw: str, lower: str) -> str:
    """The acronym of which ``raw`` is a case form (AKIs, SKA-le), or ""."""
    found = _INFLECTED_ACRONYM.fullmatch(raw)
    if not found or not (found[1] in words("acronyms") or not analyse_word(lower)):
        return ""
    is_case = any(r.pos == "Y" and r.lemma == found[1] for r in analyse_word(raw, guess=True))
    return found[1] if is_case else ""


def _case(lemma: str) -> str:
    return lemma if _ACRONYM.fullmatch(lemma) else lemma.lower()


def _entries(readings: tuple[Reading, ...]) -> tuple[Entry, ...]:
    return tuple(
        {(r.lemma, r.pos): entry_of(r.lemma, r.root, r.pos) for r in readings if r.pos != PUNCTUATION}.values()
    )


def _particle_verb(lower: str) -> tuple[Reading, ...]:
    """Readings of a verb written together with its particle (väljatöötama), which the lexicon has only apart."""
    for length in range(2, min(len(lower) - 3, 10)):
        particle = lower[:length]
        if particle in words("particles"):
            verbs = [r for r in analyse_word(lower[length:]) if r.pos == "V"]
            if verbs:
                return tuple(
                    Reading(
                        particle + r.lemma,
                        f"{particle}_{r.root}",
                        (particle, *r.root_tokens),
                        r.ending,
                        r.clitic,
                        r.pos,
                        r.form,
                    )
                    for r in verbs
                )
    return ()


def _new_compound(lower: str) -> tuple[Reading, ...]:
    """Readings of a word as a noun of the lexicon after a first part of it (automaattest), the longest noun first."""
    for seam in range(SHORTEST_NEW_PART, len(lower) - SHORTEST_NEW_PART + 1):
        first, rest = lower[:seam], lower[seam:]
        nouns = [r for r in analyse_word(rest) if r.pos == "S"] if first_part_lemmas(first) else []
        if nouns:
            return tuple(replace(r, lemma=first + r.lemma, root=f"{first}_{r.root}") for r in nouns)
    return ()


@lru_cache(maxsize=FORM_CACHE)
def _families_of_part(part: str, is_tail: bool) -> tuple[str, ...]:
    readings = [r for r in analyse_word(part) if r.lemma == part]
    keys = (family_of(r.lemma, r.root, r.pos, is_tail=is_tail) for r in readings)
    return tuple(dict.fromkeys(key for key in keys if key))


def pieces(entry: Entry) -> tuple[str, ...]:
    """The compound's pieces as they stand in the lemma; the lemma alone for a simple word."""
    return segments(entry.lemma, entry.root)


def as_first_part(form: Form) -> tuple[Entry, ...]:
    """The readings of a word that is only a compound's beginning: what "töö" is in a "töö-" that nothing completes."""
    lemmas = first_part_lemmas(form.form.lower())
    found = [entry for lemma in lemmas for entry in look_up(lemma).entries if entry.lemma == lemma]
    return tuple(dict.fromkeys(found)) or form.entries
