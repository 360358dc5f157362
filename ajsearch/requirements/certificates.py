"""Professional certificates, occupational qualifications and proofs of training that a description asks for."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ajsearch.model import CertificateRequirement
from ajsearch.requirements.data_tables import data_file, file_table
from ajsearch.requirements.mentions import joint_needs
from ajsearch.requirements.occupations import (
    DATA,
    has_noun,
    is_level,
    levelled_occupations,
    listed_before,
    nominative,
    occupation_before,
    occupation_behind,
)
from ajsearch.requirements.phrases import PhraseTable, Word, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span
from ajsearch.requirements.wordings import read_once

LEVEL_REACH = 7
"""Words from "kutse" or the occupation to its level: "kutsetunnistus (vähemalt tase 6)"."""

LANGUAGE_REACH = 4
"""Words before "tunnistus" in which a language makes it the proof of one: "eesti keele oskuse B2-taseme tunnistus"."""


UNNAMED = ""
"""The name of a mention that names none, but says whether those in its bracket are required: "rahvusvaheline
sertifikaat (PMP) on kasuks"."""


class _Found(NamedTuple):
    span: Span
    name: str
    level: int | None


@cache
def _named() -> PhraseTable[str]:
    return PhraseTable((phrase, one["name"]) for one in data_file(DATA)["certificate"] for phrase in one["words"])


def read_certificates(found: Sequence[Statement]) -> tuple[CertificateRequirement, ...]:
    """Each certificate once in the order of the text; a required mention counts before a welcome one."""
    result: dict[str, CertificateRequirement] = {}
    for statement in found:
        for one in _read(statement):
            known = result.get(one.name)
            if known is None or (one.required and not known.required) or (one.level and not known.level):
                result[one.name] = one
    return tuple(result.values())


@read_once(CertificateRequirement)
def _read(statement: Statement) -> list[CertificateRequirement]:
    words = words_of(statement.text)
    named = [_Found((start, end), name, None) for start, end, name in _named().find(words)]
    taken = {at for one in named for at in range(*one.span)}
    levelled = (_Found(*one) for one in levelled_occupations(words))
    others = (*_occupations(words), *_proofs(words), *_trainings(words), *levelled)
    found = {one.span: one for one in (*named, *(one for one in others if one.span[0] not in taken))}
    return [
        CertificateRequirement(
            name=found[span].name,
            level=found[span].level,
            required=required,
            quote=statement.quote,
        )
        for span, required in joint_needs(statement, words, list(found))
        if found[span].name != UNNAMED
    ]


def _occupations(words: Sequence[Word]) -> list[_Found]:
    """Occupations before "kutse" ("raamatupidaja või audiitori kutse"), or behind it as a label ("Kutse: jurist")."""
    result: list[_Found] = []
    places = file_table(DATA, "qualification", "words").find(words)
    for index, (start, end, _) in enumerate(places):
        if end < len(words) and file_table(DATA, "qualification", "block").match(words, end):
            continue
        named = listed_before(words, start)
        is_label = end < len(words) and words[end].text in ":–"
        again = index > 0 and start - places[index - 1][1] <= LEVEL_REACH
        if not named and (again or (is_label and index + 1 < len(places))):
            continue
        plain = str(data_file(DATA)["qualification"]["plain"])
        level = _level(words, start, end)
        for span, name in named or [((start, end), occupation_behind(words, end) or plain)]:
            result.append(_Found((span[0], end) if span[1] == start else span, name, level))
    return result


def _proofs(words: Sequence[Word]) -> Iterator[_Found]:
    """Proofs named by an occupation before them: "katlakütja tunnistus"; one of a language is none."""
    for start, end, _ in file_table(DATA, "qualification", "proofs").find(words):
        first = _capitals_before(words, start)
        spoken = "".join(word.text for word in words[first:start])
        before = occupation_before(words, start) if first == start else None
        if before:
            first, spoken = before[0][0], before[1]
        of_language = any("keel" in word.folded for word in words[max(0, first - LANGUAGE_REACH) : start])
        if first < start and not of_language:
            kind = nominative(words[start].text.lower())
            name = f"{spoken}{kind}" if spoken.endswith("-") else f"{spoken} {kind}"
            yield _Found((first, end), UNNAMED if before and not has_noun(words[first:start]) else name, None)


def _capitals_before(words: Sequence[Word], at: int) -> int:
    """Where a name in capitals starts that ends at a place: "CIPP/E sertifikaat", "TOGAF-i sertifikaat"."""
    if at > 2 and words[at - 2].text == "-" and words[at - 1].text.islower():
        at -= 2
    while at > 0 and (words[at - 1].text.isupper() or words[at - 1].text in "/-"):
        at -= 1
    return at


def _trainings(words: Sequence[Word]) -> Iterator[_Found]:
    """Trainings that must have been passed: "läbitud juhtimiskoolitus"."""
    if not file_table(DATA, "qualification", "passed").find(words):
        return
    for start, end, _ in file_table(DATA, "qualification", "trainings").find(words):
        yield _Found((start, end), nominative(words[start].text.lower()), None)


def _level(words: Sequence[Word], start: int, end: int) -> int | None:
    """The level of the framework beside a certificate: "tase 6", "6. taseme", "kutsetase 5"."""
    table = file_table(DATA, "level", "words")
    for at in range(max(0, start - LEVEL_REACH), min(len(words), end + LEVEL_REACH)):
        digit = words[at].text
        if not is_level(digit):
            continue
        beside = [i for i in (at - 1, at + 1, at + 2) if 0 <= i < len(words)]
        if any(table.match(words, i) or words[i].folded.endswith(("tase", "taseme", "taset")) for i in beside):
            return int(digit)
    return None
