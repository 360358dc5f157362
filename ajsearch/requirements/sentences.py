"""An item's text parted into the sentences and clauses that are read one by one."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ajsearch.requirements.abbreviations import written_out
from ajsearch.requirements.halves import with_halves
from ajsearch.requirements.labels import LABEL_WORDS, topic_words
from ajsearch.requirements.language_words import language_table
from ajsearch.requirements.line_ends import goes_on, joined
from ajsearch.requirements.phrases import Word, cues, is_subject, word_table, words_of
from ajsearch.requirements.runs import parted_runs
from ajsearch.requirements.spelling import corrected, with_letters
from ajsearch.requirements.titles import without_titles

_SENTENCE_END = re.compile(r"[.!?]+(?=\s+[A-ZÕÄÖÜŠŽ])|[;\n•●▪]|(?<=\s)·(?=\s)")
_PARTING = ";•●▪·"
_CODE_NEXT = re.compile(r"\s+[ABC][12]\b(?![- ]*kat)")
_BOXES = re.compile(r"[☐□☒☑✓✔■]")
_REASON = re.compile(rf",\s+(?:{'|'.join(map(re.escape, cues()['reason']['words']))})\s")
_BRACKETED_ENDING = re.compile(r"(?<=[a-zõäöü])\((?:ed|te|d|id|de|e)\)")
_TYPED_BOX = re.compile(r"\[ ?([xXvV]?) ?\]")
_EMPTY_BOX_BEHIND = re.compile(r"[^\s☐□☒☑✓✔■]*\s*[☐□]")
_BEFORE_LABEL = frozenset({")", ".", "/", "|"})
_QUESTION = re.compile(r"\?(?=\s+\S)")
"""A question that is answered in the same sentence is a label: "Läti keel? Kui oskad, tuleb kasuks."."""

_EMPTY_BOX = re.compile(r"[☐□][^☐□☒☑✓✔■]*")


@cache
def _abbreviation() -> re.Pattern[str]:
    """An abbreviation or an initial with its full stop at the end of a text."""
    known = "|".join(re.escape(word) for word in cues()["abbreviations"]["words"])
    return re.compile(rf"(?:\b(?:{known})|(?<=\s)[a-zõäöü])\.$", re.IGNORECASE)


def split_sentences(text: str) -> list[str]:
    """The sentences and semicolon clauses of an item, each a verbatim part of it without surrounding space."""
    return [part for line in _before_labels(text) for part in _sentences(line)]


def _before_labels(text: str) -> Iterator[str]:
    """The text parted before labels inside it: lines of a form may have run together ("Haridus: … keeleoskus: …")."""
    words = words_of(text)
    first = next((at for at, word in enumerate(words) if word.text == ":"), len(words))
    places = [
        words[start].start
        for start, end, _ in topic_words().find(words)
        if start > first and end < len(words) and words[end].text == ":" and _may_end(words, start)
    ]
    places += [words[at].start for at in range(1, len(words)) if _opens_label(words, at)]
    for start, end in pairwise([0, *sorted(set(places)), len(text)]):
        yield text[start:end]


def _opens_label(words: Sequence[Word], at: int) -> bool:
    """Whether a label of what is demanded or welcome opens inside a line: with a capital ("… C1 Soovitav keel: …"), or
    with no more than a topic ("… C1  soovitav keel: …")."""
    capital = words[at].text[0].isupper()
    tables = (word_table("sections", "demands" if capital else "inline"), word_table("welcome", "headings"))
    found = next((found for table in tables if (found := table.match(words, at))), None)
    if found is None or not (words[at - 1].text[-1].isalnum() or words[at - 1].text in _BEFORE_LABEL):
        return False
    if capital:
        return ":" in [word.text for word in words[at : at + LABEL_WORDS]]
    behind = at + found[0]
    topic = topic_words().match(words, behind) if behind < len(words) else None
    behind += topic[0] if topic else 0
    return [word.text for word in words[behind : behind + 1]] == [":"]


def readable(text: str) -> str:
    """The text as one would say it: without boxes that are not ticked, endings in brackets ("keel(ed)"), names of
    acts and reasons, with parted words joined, lost spaces put back, columns parted by tabs, abbreviations and shared
    halves written out and misspelt words mended."""
    plain = joined(_BRACKETED_ENDING.sub("", ticked(_QUESTION.sub(":", text))))
    return with_halves(corrected(written_out(without_reason(without_titles(parted_runs(with_letters(plain)))))))


def without_reason(text: str) -> str:
    """The text without what gives a reason at its end: "vene keel B1, sest elanikud räägivad vene keelt"."""
    return next((text[: found.start()] for found in _REASON.finditer(text)), text)


def ticked(text: str) -> str:
    """The text without the boxes of a form that are not ticked: "☐ B1 ☒ C1" and "B1 [ ] C1 [x]" say C1; as it is where
    none is ticked."""
    boxed = _TYPED_BOX.sub(lambda box: "☒" if box.group(1) else "☐", text)
    if not _BOXES.search(boxed) or not re.search(r"[☒☑✓✔■]", boxed):
        return text
    empty = _EMPTY_BOX_BEHIND if _BOXES.match(boxed.rstrip()[-1]) else _EMPTY_BOX
    return _BOXES.sub(" ", empty.sub(" ", boxed))


def is_question_label(text: str) -> bool:
    """Whether a sentence but asks about a language and so labels the next one: "Soome keel? Kasuks tuleb."."""
    words = words_of(text)
    if len(words) > LABEL_WORDS or words[-1].text != "?":
        return False
    return any("keel" in word.folded for word in words) or bool(language_table().find(words))


def is_duty(text: str) -> bool:
    """Whether a sentence tells what the person does ("Korraldab …", "Inspektor kontrollib …"): it asks for nothing,
    whatever it mentions."""
    words = words_of(text)
    if not words or word_table("duty", "verbs").match(words, 0):
        return bool(words)
    told = len(words) > 1 and any(word_table("duty", name).match(words, 1) for name in ("verbs", "behind_subject"))
    return told and is_subject(words[0].text) and not word_table("required", "words").find(words)


def _may_end(words: Sequence[Word], at: int) -> bool:
    """Whether what stands before a word may be complete: no language or wish that belongs to the word."""
    before = words[at - 1 : at]
    tables = (language_table(), word_table("welcome", "before"), word_table("welcome", "headings"))
    return before[0].text[-1].isalnum() and not any(table.match(before, 0) for table in tables)


def _sentences(text: str) -> list[str]:
    result, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        head = text[start : end.end()]
        if end.group() == "\n" and goes_on(text, end.start()):
            continue
        if end.group() == "?" and is_question_label(head):
            continue
        if end.group() != "\n" and (head.count("(") > head.count(")") and ")" in text[end.end() :]):
            continue
        if end.group()[0] in ".!?" and (_abbreviation().search(head) or _CODE_NEXT.match(text, end.end())):
            continue
        result.append(head)
        start = end.end()
    result.append(text[start:])
    return [part for part in (piece.strip().rstrip(_PARTING).rstrip() for piece in result) if part]
