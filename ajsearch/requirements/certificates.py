"""Professional certificates, occupational qualifications and proofs of training that a description asks for."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import CertificateRequirement
from ajsearch.requirements.data_tables import data_file, file_table
from ajsearch.requirements.mentions import joint_needs
from ajsearch.requirements.phrases import PhraseTable, Word, word_table, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span

DATA = "certificates"
OCCUPATION_WORDS = 3
"""Words that the name of an occupation has at most: "eesti viipekeele tõlk"."""

LEVEL_REACH = 7
"""Words from "kutse" or the occupation to its level: "kutsetunnistus (vähemalt tase 6)"."""

HIGHEST_LEVEL = 8
"""Of the Estonian qualifications framework."""

_NAMING_FORMS = frozenset({"sg n", "sg g", "pl g"})
"""Cases in which the words of an occupation stand before "kutse"."""


_OPENS = frozenset({":", "–", "(", "„", "“", "”", '"', "«"})
_JOINS = frozenset({",", "voi", "ja", "ning", "/"})


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


def _read(statement: Statement) -> list[CertificateRequirement]:
    words = words_of(statement.text)
    named = [_Found((start, end), name, None) for start, end, name in _named().find(words)]
    taken = {at for one in named for at in range(*one.span)}
    others = (*_occupations(words), *_proofs(words), *_trainings(words))
    found = {one.span: one for one in (*named, *(one for one in others if one.span[0] not in taken))}
    return [
        CertificateRequirement(
            name=found[span].name,
            level=found[span].level,
            required=required,
            quote=statement.quote,
            place=statement.place,
        )
        for span, required in joint_needs(statement, words, list(found))
    ]


def _occupations(words: Sequence[Word]) -> list[_Found]:
    """Occupations before "kutse" ("raamatupidaja või audiitori kutse"), or behind it as a label ("Kutse: jurist")."""
    result: list[_Found] = []
    places = file_table(DATA, "qualification", "words").find(words)
    for index, (start, end, _) in enumerate(places):
        if end < len(words) and file_table(DATA, "qualification", "block").match(words, end):
            continue
        named = _listed_before(words, start)
        is_label = end < len(words) and words[end].text in ":–"
        again = index > 0 and start - places[index - 1][1] <= LEVEL_REACH
        if not named and (again or (is_label and index + 1 < len(places))):
            continue
        plain = str(data_file(DATA)["qualification"]["plain"])
        level = _level(words, start, end)
        for span, name in named or [((start, end), _occupation_behind(words, end) or plain)]:
            result.append(_Found((span[0], end) if span[1] == start else span, name, level))
    return result


def _proofs(words: Sequence[Word]) -> Iterator[_Found]:
    """Proofs named by an occupation before them: "katlakütja tunnistus"; one of a language is none."""
    for start, end, _ in file_table(DATA, "qualification", "proofs").find(words):
        before = _occupation_before(words, start)
        first = before[0][0] if before else _capitals_before(words, start)
        if first < start and not any("keel" in words[at].folded for at in range(first, start)):
            name = nominative(words[start].text.lower())
            spoken = "".join(word.text for word in words[first:start]) if not before else before[1]
            yield _Found((first, end), f"{spoken} {name}", None)


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


def _listed_before(words: Sequence[Word], at: int) -> list[tuple[Span, str]]:
    """The occupation that ends at a place, and those that "või" or a comma joins to it from the left."""
    result: list[tuple[Span, str]] = []
    end = at
    while (found := _occupation_before(words, end)) is not None:
        result.insert(0, found)
        end = found[0][0] - 1
        if end < 0 or words[end].folded not in _JOINS:
            break
    return result


def _occupation_before(words: Sequence[Word], at: int) -> tuple[Span, str] | None:
    """The occupation whose words end at a place, in the nominative, with its place."""
    while at > 0 and _is_grade(words, at - 1):
        at -= 1
    start = at
    while start > 0 and at - start < OCCUPATION_WORDS and _names(words, start - 1):
        start -= 1
    if start == at:
        return None
    spoken = [word.text.lower() for word in words[start:at]]
    return (start, at), " ".join([*spoken[:-1], nominative(spoken[-1])])


def _is_grade(words: Sequence[Word], at: int) -> bool:
    """Whether a word between an occupation and "kutse" but grades it: "päästja II kutse", "4. taseme kutse"."""
    text = words[at].text
    return (
        text.isdigit()
        or text == "."
        or set(text) <= set("IV")
        or bool(file_table(DATA, "level", "words").match(words, at))
    )


def _occupation_behind(words: Sequence[Word], at: int) -> str:
    """The occupation behind a colon, a quotation mark or in a bracket: "kutsetunnistus: jurist, tase 7"."""
    start = at
    while start < len(words) and words[start].text in _OPENS:
        start += 1
    end = start
    while end < len(words) and end - start < OCCUPATION_WORDS and _names(words, end):
        end += 1
    if start in {at, end}:
        return ""
    spoken = [word.text.lower() for word in words[start:end]]
    return " ".join([*spoken[:-1], nominative(spoken[-1])])


def _names(words: Sequence[Word], at: int) -> bool:
    """Whether a word may belong to the name of an occupation: a noun in the nominative or genitive, no filler."""
    word = words[at]
    fillers = (file_table(DATA, "qualification", "fillers"), file_table(DATA, "level", "words"))
    wishes = (word_table("welcome", "before"), word_table("welcome", "either"))
    if not word.text.isalpha() or any(table.match(words, at) for table in (*fillers, *wishes)):
        return False
    return any(one.form in _NAMING_FORMS for one in analyse_word(word.text.lower(), guess=True))


def nominative(word: str) -> str:
    """The nominative singular of a word in the genitive; the word itself where it is none."""
    readings = analyse_word(word, guess=True)
    if any(one.form == "sg n" for one in readings):
        return word
    return next((one.lemma for one in readings if one.form in {"sg g", "pl g"}), word)


def _level(words: Sequence[Word], start: int, end: int) -> int | None:
    """The level of the framework beside a certificate: "tase 6", "6. taseme", "kutsetase 5"."""
    table = file_table(DATA, "level", "words")
    for at in range(max(0, start - LEVEL_REACH), min(len(words), end + LEVEL_REACH)):
        digit = words[at].text
        if len(digit) != 1 or not digit.isdigit() or not 1 <= int(digit) <= HIGHEST_LEVEL:
            continue
        beside = [i for i in (at - 1, at + 1, at + 2) if 0 <= i < len(words)]
        if any(table.match(words, i) or words[i].folded.endswith(("tase", "taseme", "taset")) for i in beside):
            return int(digit)
    return None
