"""Facts of a form cut into labelled sentences ("Keel: vene. Tase: B2. Nõue: soovituslik.") as one sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ajsearch.requirements.phrases import cues, fold, word_table, words_of

LABEL_WORDS = 3
"""A field's label has no more words: "nõutav keeleoskuse tase"."""

_FIELD = re.compile(r"^\s*([^:\t\n.]{2,40}?)(?:\s*[:\t]|\s+[–—-])\s*(.*?)[\s.]*$", re.DOTALL)
_FIELDS = ("language", "level", "need")


@dataclass(frozen=True, slots=True)
class Field:
    """What a labelled sentence names (a language, its level, whether it is needed) and its value."""

    name: str
    value: str


def joined_records(text: str, sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each sentence as it is read and as it stands in the text; those of one record as one, where one of them says
    whether the language is needed."""
    at = place = 0
    while at < len(sentences):
        end = _record_end(sentences, at)
        fields = [field for one in sentences[at:end] if (field := field_of(one))]
        start = text.find(sentences[at], place)
        if end - at > 1 and start >= 0 and any(field.name == "need" for field in fields):
            place = text.find(sentences[end - 1], start) + len(sentences[end - 1])
            yield _as_sentence(fields), text[start:place]
            at = end
        else:
            place = max(start, place)
            yield sentences[at], sentences[at]
            at += 1


def field_of(sentence: str) -> Field | None:
    """The field that a sentence fills, None if it has no label of one."""
    found = _FIELD.match(sentence)
    words = words_of(found.group(1)) if found else ()
    if not found or not 0 < len(words) <= LABEL_WORDS:
        return None
    for name in _FIELDS:
        label = word_table("record", name).match(words, 0)
        if label and label[0] == len(words):
            return Field(name, found.group(2))
    return None


def _record_end(sentences: Sequence[str], start: int) -> int:
    """Where the record that opens with a language ends: at a sentence without a field or with one it has already."""
    first = field_of(sentences[start])
    seen = {first.name} if first else set()
    end = start + 1
    while first and first.name == "language" and end < len(sentences):
        field = field_of(sentences[end])
        if field is None or field.name in seen:
            break
        seen.add(field.name)
        end += 1
    return end


def _as_sentence(fields: Sequence[Field]) -> str:
    """The record as one would say it: "vene keel : B2, soovituslik"."""
    values = {field.name: field.value for field in fields}
    named = values["language"]
    language = named if word_table("record", "named").find(words_of(named)) else f"{named} {cues()['record']['noun']}"
    return f"{language} : " + ", ".join(part for part in (values.get("level", ""), need_said(values["need"])) if part)


def need_said(value: str) -> str:
    """What a cell or field says of a need: "" for a yes, a word of wish for a no, else itself."""
    said = fold(value.strip())
    if said in {fold(word) for word in cues()["table"]["yes"]}:
        return ""
    return str(cues()["table"]["means"]) if said in {fold(word) for word in cues()["table"]["no"]} else value
