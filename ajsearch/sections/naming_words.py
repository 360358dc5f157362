"""Words that name a job, a unit, a house or the document, and so what a short text is about."""

import re
from functools import lru_cache

from ajsearch.estonian.morphology import analyse_word
from ajsearch.sections.pieces import LINES_KEPT
from ajsearch.sections.vocabulary import labels


@lru_cache(maxsize=1)
def document_words() -> re.Pattern[str]:
    """The words that say what document this is."""
    words = sorted(labels().document, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=LINES_KEPT)
def has_document_word(text: str) -> bool:
    """Whether a short text says what document this is ("… AMETIJUHEND")."""
    return len(text) <= 160 and bool(document_words().search(text))


def opens_with_document_word(text: str) -> bool:
    """Whether a text begins with what this document is ("Töökirjeldus on töölepingu lahutamatu osa.")."""
    lemmas = {one.lemma for word in text.split()[:2] for one in analyse_word(word.lower())}
    return not lemmas.isdisjoint(labels().document)


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
    return bool(words) and (_is_work(words[-1]) or ends_with(words[-1].lower(), labels().role))


def _is_work(word: str) -> bool:
    lemmas = {one.lemma.lower() for one in analyse_word(word.lower(), guess=True)}
    return any(one.endswith(labels().role_endings) and not one.endswith(labels().not_role) for one in lemmas)


def ends_with(lemma: str, tails: tuple[str, ...]) -> bool:
    """Whether a dictionary word has one of the ends."""
    return any(lemma.endswith(tail) for tail in tails)


def genitive_lemma(word: str, ends: tuple[str, ...] = ("",)) -> str | None:
    """The dictionary word of a noun in the genitive, of one with such an end."""
    bare = word.strip(',.;:()„“"').lower()
    lemmas = (reading.lemma for reading in analyse_word(bare, guess=True) if reading.form == "sg g")
    return next((lemma for lemma in lemmas if lemma.endswith(ends)), None)
