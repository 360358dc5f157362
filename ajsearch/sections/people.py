"""People's names: lines that hold one, and a job title without the name beside it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ajsearch.sections.naming_words import is_name_of_thing, is_role
from ajsearch.sections.pieces import LINES_KEPT

_PERSON_WORD = re.compile(r"[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+(?:-[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+)?$|[A-ZÕÄÖÜŠŽ]{3,}$")
_DATE_LINE = re.compile(r"[„“\"]?[._…]{2,}[„“\"]?|\b\d{1,2}\.\d{1,2}\.\d{4}|\b20\d\d\b\.?(?: a\b\.?)?")


@lru_cache(maxsize=LINES_KEPT)
def is_person_line(text: str) -> bool:
    """Whether a line is a person's name alone, or with a role beside it ("Mari Mets, direktor")."""
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and len(label.split()) <= 6:
        text = rest
    text = _DATE_LINE.sub(" ", text).rstrip(" .")
    chunks = [chunk.strip() for chunk in re.split(r"[,/()\t\n–]| - ", text) if chunk.strip()]
    people = [_is_person(chunk) or _has_initial(chunk.split()) or _is_person_after_role(chunk) for chunk in chunks]
    return (
        0 < len(chunks) <= 3
        and any(people)
        and all(person or is_role(chunk) for person, chunk in zip(people, chunks, strict=True))
    )


_INITIAL = re.compile(r"[A-ZÕÄÖÜŠŽ]\.")


def _is_person_after_role(chunk: str) -> bool:
    words = chunk.split()
    named = len(words) > 2 and (_is_person(" ".join(words[-2:])) or _has_initial(words[-2:]))
    return named and is_role(" ".join(words[:-2]))


def _has_initial(words: Sequence[str]) -> bool:
    """Whether words are an initial and a surname ("M. Mets"), or several such names side by side."""
    initials, surnames = words[::2], words[1::2]
    paired = 0 < len(initials) == len(surnames)
    return paired and all(map(_INITIAL.fullmatch, initials)) and all(map(_PERSON_WORD.match, surnames))


def _is_person(chunk: str) -> bool:
    words = chunk.split()
    return (
        2 <= len(words) <= 3
        and all(_PERSON_WORD.match(word) for word in words)
        and not all(word.isupper() for word in words)
        and not any(is_name_of_thing(word) for word in words)
    )


def without_person(value: str) -> str:
    """A manager's job title without the name that stands beside it; "" where there is a name alone."""
    chunks = re.split(r"\s*[,;()/]\s*|\s+[–-]\s+", value)
    kept = [chunk for chunk in chunks if chunk and not _is_person(chunk)]
    if len(kept) == len([chunk for chunk in chunks if chunk]):
        kept = [value]
    words = " ".join(kept[:1] if len(kept) < len(chunks) else kept).split()
    while len(words) > 2 and _is_person(" ".join(words[-2:])):
        words = words[:-2]
    return " ".join(words)
