"""Labels of general data ("1.3 Vahetu juht: …"): which field a text names, and where its value begins."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ajsearch.estonian.lasting import lasting_of_text
from ajsearch.sections.appearance import has_verb
from ajsearch.sections.headings import Understand, as_written, is_position_word
from ajsearch.sections.naming_words import has_document_word, names_post
from ajsearch.sections.phrases import Word, may_be_damaged, words_of
from ajsearch.sections.pieces import LINES_KEPT
from ajsearch.sections.vocabulary import labels

MAX_LABEL_WORDS = 9
MAX_VALUE_WORDS = 14
"""A value without a colon before it is short: a longer text is a sentence that happens to begin with a label's word."""

LABELS_KEPT = 20_000
"""Texts that were asked whether they are a label and are remembered: each beginning of a line is one."""

STATED_LABEL_WORDS = 3

_SENTENCE_LABELS = frozenset({"manager", "substitute"})
"""Fields that prose states with a verb: "Ametnik allub …", "Teda asendab …"."""


_EITHER = re.compile(r"/|, | ja | ning | või ")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.;])\s+(?=[A-ZÕÄÖÜŠŽ])")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value, maybe ""; ``field`` is a key of [labels] in ``data/general_labels.toml``."""

    field: str
    label: str
    value: str


@lru_cache(maxsize=LABELS_KEPT)
def field_of(label: str, understand: Understand = as_written) -> str | None:
    """The field that a label names, None for any other text."""
    return _sound_field(label) if understand is as_written else _field_named(label, understand)


@lasting_of_text("field", str | None)
def _sound_field(label: str) -> str | None:
    return _field_named(label, as_written)


def _field_named(label: str, understand: Understand) -> str | None:
    words = words_of(label)
    if not words or len(words) > MAX_LABEL_WORDS:
        return None
    found = _field(words, folded=False) or _field_of_either(label)
    if found is None and understand is not as_written:
        found = _field(words_of(understand(label)), folded=False)
    return found or (_field(words, folded=True) if may_be_damaged(words) else None)


def _field_of_either(label: str) -> str | None:
    """The field of a label with two names ("Üksus/valdkond", "Töö tegemise koht ja üksus"): what its last one says."""
    names = [words_of(name) for name in _EITHER.split(label)]
    fields = [_field(words, folded=False) if words else None for words in names]
    return fields[-1] if len(fields) > 1 and all(fields) else None


@lru_cache(maxsize=LABELS_KEPT)
def _field(words: tuple[Word, ...], *, folded: bool) -> str | None:
    listed = labels()
    best: tuple[tuple[int, bool], str] | None = None
    for candidate in listed.index.candidates(words, folded=folded):
        phrase = listed.index.phrases[candidate]
        covered = phrase.find(words, listed.neutral.has, folded=folded)
        worth = len(covered), phrase.names_form  # "=alluvad" says more than a form of "alluma"
        if not covered or (best and worth <= best[0]):
            continue
        if all(
            place in covered or listed.neutral.has(word, folded=folded) or (place == 0 and is_position_word(word))
            for place, word in enumerate(words)
        ):
            best = worth, listed.fields[candidate]
    return best[1] if best else None


@lru_cache(maxsize=LINES_KEPT)
def names_person(label: str) -> bool:
    """Whether a person's name stands after the label."""
    words = words_of(label)
    return any(len(phrase.find(words, labels().neutral.has)) == len(words) for phrase in labels().person)


@lru_cache(maxsize=LINES_KEPT)
def labelled(text: str, understand: Understand = as_written) -> Labelled | None:
    """The label at a text's start with its value: after a colon or a tab, after capitals, or after a known label."""
    return _sound_label(text) if understand is as_written else _label_of(text, understand)


@lasting_of_text("labelled", Labelled | None)
def _sound_label(text: str) -> Labelled | None:
    return _label_of(text, as_written)


def _label_of(text: str, understand: Understand) -> Labelled | None:
    for separator in (":", "?", "\t", " – ", " - "):
        label, found, value = text.partition(separator)
        if found and len(label.split()) <= MAX_LABEL_WORDS and (field := field_of(label, understand)):
            return Labelled(field, label.strip(), value.strip(" -–:\t"))
    if field := field_of(text, understand):
        return Labelled(field, text.strip(" :"), "")
    if has_document_word(text):
        return None
    return _by_statement(text) or _by_capitals(text, understand) or _by_prefix(text, understand)


_MARK = re.compile(r"\s+[|·•]\s+")
_NEXT_LABEL = re.compile(r"\s+(?=[A-ZÕÄÖÜŠŽ][^:;.]{1,40}:\s)")


@lru_cache(maxsize=LINES_KEPT)
def labels_apart(text: str) -> tuple[str, ...]:
    """A line of several labels with their values ("Vahetu juht: … Asendaja: …") cut before each; others whole.

    Drawn marks part them from what is no label too: "Metsa Kool | tugikeskus | sinu juht: …".
    """
    chunks = _MARK.split(text)
    if len(chunks) > 1 and any(":" in one and field_of(one.partition(":")[0]) for one in chunks):
        return tuple(chunks)
    parts = [text]
    for found in _NEXT_LABEL.finditer(text):
        label = text[found.end() :].partition(":")[0]
        if ":" in text[: found.start()] and field_of(label):
            parts[-1] = parts[-1][: len(parts[-1]) - len(text) + found.start()]
            parts.append(text[found.end() :])
    return tuple(parts)


@lru_cache(maxsize=LINES_KEPT)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph; abbreviations of two letters and numbers end none."""
    return tuple(_SENTENCE_END.split(text))


def states_whole_sentence(found: Labelled) -> bool:
    """Whether the label is one that prose states with a verb, so that its value ends with the sentence."""
    return found.field in _SENTENCE_LABELS


def _by_statement(text: str) -> Labelled | None:
    """The label of a sentence that names the post ("Ametikoha nimetus on laomees."), None for any other sentence."""
    label, found, value = text.rstrip(" .").partition(" on ")
    named = found and len(label.split()) <= STATED_LABEL_WORDS and names_post(value) and not has_verb(value)
    return Labelled("title", label, value) if named and field_of(label) == "title" else None


def _by_capitals(text: str, understand: Understand) -> Labelled | None:
    words = text.split()
    count = 0
    while count < len(words) and re.sub(r"\W", "", words[count]).isupper() and len(words[count]) > 1:
        count += 1
    label = " ".join(words[:count])
    if 0 < count < len(words) and (field := field_of(label, understand)):
        return Labelled(field, label, " ".join(words[count:]))
    return None


def _by_prefix(text: str, understand: Understand) -> Labelled | None:
    words = text.split()
    for count in range(min(MAX_LABEL_WORDS, len(words) - 1), 0, -1):
        label = " ".join(words[:count])
        if text.endswith("?") or words[count - 1].endswith((",", ".", "-")) or not (field := field_of(label)):
            continue
        value = " ".join(words[count:])
        if field == "title" and len(words) == 2 and value.islower() and not names_post(value):
            return None  # "Töökoha olemus" names no post
        states = field in _SENTENCE_LABELS
        if len(words) - count <= MAX_VALUE_WORDS and (states or not value.endswith(".")):
            return Labelled(field, label, sentences_of(value)[0].rstrip(".") if states else value)
        return None
    return None
