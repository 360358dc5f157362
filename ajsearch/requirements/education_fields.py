"""Fields of study that a sentence about education names: "õigusteaduse erialal", "majandusalane", "õigusteaduses"."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ajsearch.estonian.morphology import Reading, analyse_word
from ajsearch.requirements.phrases import PhraseTable, Word, cues, table, word_table
from ajsearch.requirements.wishes import Span

FIELD_WORDS = 3
"""Words that the name of a field has at most: "rahvusvaheliste suhete"."""

ALANE = "ala"
"""What makes an adjective of a field: "majandusalane", "informaatikaalase"."""

_ALANE_ENDINGS = ("alane", "alase", "alast", "alaste", "alases", "alasega")
_LINKS = frozenset({",", "ja", "ning", "voi", "/", "-", "ehk"})
_GENITIVE = frozenset({"sg g", "pl g"})
_NOMINATIVE = frozenset({"sg n"})
_INESSIVE = frozenset({"sg in", "pl in"})
_NOUNS = frozenset("SHYG")


class Field(NamedTuple):
    """A field's words in the sentence and its name in the nominative."""

    span: Span
    name: str


def find_fields(words: Sequence[Word], educations: Sequence[Span]) -> list[Field]:
    """The fields of study in the order of the text; none where no education is named."""
    if not educations:
        return []
    found = [*_adjectives(words), *_before_marker(words), *_behind_education(words, educations)]
    result: list[Field] = []
    for field in sorted(set(found)):
        if not any(field.span[0] < one.span[1] and one.span[0] < field.span[1] for one in result):
            result.append(field)
    return result


@cache
def _fixed() -> PhraseTable[str]:
    return table(cues()["education"]["adjective"])


def _adjectives(words: Sequence[Word]) -> Iterator[Field]:
    """Fields as adjectives: "juriidiline", "majandusalane", "sotsiaaltöö- või pedagoogikaalane"."""
    for start, end, name in _fixed().find(words):
        yield Field((start, end), name)
    for at, word in enumerate(words):
        ending = next((one for one in _ALANE_ENDINGS if word.folded.endswith(one)), None)
        if ending is None:
            continue
        stem = word.text.lower()[: -len(ending)]
        if stem and stem not in _frames():
            yield Field((at, at + 1), stem)
        elif not stem and at > 1 and words[at - 1].text == "-":
            yield Field((at - 2, at + 1), words[at - 2].text)
        yield from _suspended(words, at)


@cache
def _frames() -> frozenset[str]:
    return frozenset(cues()["education"]["frame"])


def _suspended(words: Sequence[Word], at: int) -> Iterator[Field]:
    """The first parts before a compound's shared tail: "psühholoogia- või"."""
    while at > 2 and words[at - 1].folded in _LINKS - {"-"} and words[at - 2].text == "-":
        yield Field((at - 3, at - 2), words[at - 3].text.lower())
        at -= 3


def _before_marker(words: Sequence[Word]) -> Iterator[Field]:
    """The genitives before "erialal", "alal", "valdkonnas": "õiguse, majanduse või avaliku halduse alal"."""
    for marker, _, _ in word_table("education", "words", "field").find(words):
        at = marker
        while at > 0:
            start = at
            while start > 0 and at - start < FIELD_WORDS and _has_form(words[start - 1], _GENITIVE):
                start -= 1
            if start == at:
                break
            yield Field((start, at), _nominative(words[start:at], _GENITIVE))
            at = start
            while at > 0 and words[at - 1].folded in _LINKS:
                at -= 1
            if at == start:
                break


def _behind_education(words: Sequence[Word], educations: Sequence[Span]) -> Iterator[Field]:
    """The inessives behind an education: "magistrikraad õigusteaduses või majanduses"; or a bracket of nominatives."""
    for _, end in educations:
        yield from _in_bracket(words, end)
        at = end
        while at < len(words):
            stop = at
            while stop < len(words) and stop - at < FIELD_WORDS and _has_form(words[stop], _GENITIVE | _INESSIVE):
                stop += 1
                if _has_form(words[stop - 1], _INESSIVE):
                    break
            if stop == at or not _has_form(words[stop - 1], _INESSIVE):
                break
            if not word_table("education", "words", "field").match(words, stop - 1):
                yield Field((at, stop), _nominative(words[at:stop], _INESSIVE))
            at = stop
            while at < len(words) and words[at].folded in _LINKS:
                at += 1


def _in_bracket(words: Sequence[Word], at: int) -> Iterator[Field]:
    """The nominatives of a bracket right behind an education: "kutseharidus (aiandus)"."""
    closed = next((i for i in range(at, len(words)) if words[i].text == ")"), None)
    if closed is None or words[at].text != "(":
        return
    inside = range(at + 1, closed)
    if all(words[i].folded in _LINKS or _has_form(words[i], _NOMINATIVE) for i in inside):
        for place in inside:
            if words[place].folded not in _LINKS:
                yield Field((place, place + 1), _lemma(words[place], _NOMINATIVE))


def _readings(word: Word, forms: frozenset[str]) -> list[Reading]:
    if (
        not word.text.isalpha()
        or word.folded in _LINKS
        or word_table("education", "words", "no_field").match([word], 0)
    ):
        return []
    return [one for one in analyse_word(word.text.lower(), guess=True) if one.form in forms]


def _has_form(word: Word, forms: frozenset[str]) -> bool:
    return bool(_readings(word, forms))


def _nominative(words: Sequence[Word], forms: frozenset[str]) -> str:
    """The words as a name: the last in the nominative, and adjectives before it that agree with it."""
    last = _lemma(words[-1], forms)
    spoken = [_agreeing(word) for word in words[:-1]]
    return " ".join([*spoken, last])


def _lemma(word: Word, forms: frozenset[str]) -> str:
    readings = _readings(word, forms)
    nouns = [one for one in readings if one.pos in _NOUNS] or readings
    return min((one.lemma for one in nouns), key=len)


def _agreeing(word: Word) -> str:
    readings = _readings(word, _GENITIVE)
    adjective = next((one.lemma for one in readings if one.pos == "A"), None)
    return adjective or word.text.lower()
