"""Which sentences of a description state requirements, and under which label they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ajsearch.model import Item, Place, Section, SectionKind
from ajsearch.requirements.language_words import language_table
from ajsearch.requirements.phrases import PhraseTable, Word, cues, table, word_table, words_of
from ajsearch.requirements.tables import LanguageTable, cells_of_item, cells_of_section, telling_cell

LABEL_WORDS = 6
"""A label such as "Nõuded haridusele ja töökogemusele" has no more words; longer texts are statements."""

DEMAND_WORDS = 2
"""A label that only demands has no more words and signs: "Kohustuslik:"."""

DEMAND_WORDS = 2
"""A label that only demands has no more words and signs: "Kohustuslik:"."""

REQUIREMENT_KINDS = frozenset({SectionKind.REQUIREMENT, SectionKind.COMPETENCY})
_ALONE = frozenset({"licence", "computer"})
"""Topics whose word alone is a requirement: "juhiluba", "arvutioskus"."""

_SELF_NAMED = frozenset({"licence", "clearance"})
LABELLED_KINDS = frozenset({SectionKind.GENERAL, SectionKind.OTHER})

_SENTENCE_END = re.compile(r"[.!?]+(?=\s+[A-ZÕÄÖÜŠŽ])|;|\n")
_CODE_NEXT = re.compile(r"\s+[ABC][12]\b")
_LABEL = re.compile(r"^\s*([^:\t\n]{2,80}?)\s*[:\t]\s*")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or clause of the requirements.

    ``text`` is what is read: the sentence, with the label before it where that carries meaning. ``quote`` is verbatim
    from the item. ``topic`` is what the label above says it is about; ``welcome`` that the label makes it optional;
    ``competency`` that it stands among competencies, ``described`` that the item's own name says which.
    ``place`` is where the quote stands.
    """

    text: str
    quote: str
    topic: str | None = None
    welcome: bool = False
    competency: bool = False
    described: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class _Label:
    """What a heading or label says about the texts under it.

    ``number`` is the label's own number. ``prefix`` is read before each text under it, where the text alone would not
    say what it is about ("Vene keel", "Riigisaladuse luba").
    """

    topic: str | None = None
    welcome: bool = False
    number: str | None = None
    prefix: str = ""


@cache
def _topics() -> PhraseTable[str]:
    return table(cues()["topics"])


def read_label(text: str) -> _Label:
    """The topic (where it is one only) and the optional character that a heading or label states."""
    words = words_of(text)
    topics = {value for _, _, value in _topics().find(words)}
    welcome = bool(word_table("welcome", "headings").find(words)) and not _demands(words)
    topic = topics.pop() if len(topics) == 1 else None
    named = topic in _SELF_NAMED or bool(language_table().find(words))
    return _Label(topic, welcome, prefix=f"{text.rstrip(' :')} : " if named and len(words) <= LABEL_WORDS else "")


@cache
def _abbreviation() -> re.Pattern[str]:
    """An abbreviation or an initial with its full stop at the end of a text."""
    known = "|".join(re.escape(word) for word in cues()["abbreviations"]["words"])
    return re.compile(rf"(?:\b(?:{known})|(?<=\s)[a-zõäöü])\.$", re.IGNORECASE)


def _demanding(words: Sequence[Word]) -> tuple[int, str] | None:
    """Whether one word heads what is required ("Kohustuslik"), beside a list of what is only welcome."""
    return word_table("sections", "demands").match(words, 0) if len(words) <= DEMAND_WORDS else None


def _demands(words: Sequence[Word]) -> bool:
    """Whether a heading names requirements beside what is welcome ("Nõutavad ja soovitavad oskused")."""
    joined = any(word.folded in {"ja", "ning"} for word in words)
    return joined and bool(word_table("sections", "demands").find(words))


def is_label(text: str) -> bool:
    """Whether a whole item is but a label: short, without a number or a sentence's end, about a known topic.

    "Juhiluba" alone is a requirement, no label.
    """
    words = words_of(text)
    if not words or len(words) > LABEL_WORDS + 1 or any(word.text[0].isdigit() for word in words):
        return False
    label = read_label(text)
    if text.rstrip().endswith(":"):
        return not language_table().find(words)
    starts = _topics().match(words, 0) or word_table("welcome", "headings").match(words, 0) or _demanding(words)
    if label.topic in _ALONE:
        return False
    return starts is not None and starts[0] == len(words)


def statements(sections: Sequence[Section]) -> tuple[Statement, ...]:
    """All statements of requirements in order, from the sections and labelled cells that hold them."""
    languages = LanguageTable()
    return tuple(
        statement for at, section in enumerate(sections) for statement in _section_statements(section, at, languages)
    )


def _section_statements(section: Section, at: int, languages: LanguageTable) -> Iterator[Statement]:
    if section.kind not in REQUIREMENT_KINDS | LABELLED_KINDS:
        return
    cells = cells_of_section(section)
    row = languages.sentence(cells)
    if row is not None:
        telling = telling_cell(cells)
        told = next((i for i, one in enumerate(section.items) if one.text == telling), None)
        yield from [Statement(row, telling, "language", place=Place(at, told))] if row else []
        return
    whole = section.kind in REQUIREMENT_KINDS or _names_requirements(section.heading)
    label = heading = read_label(section.heading) if whole else _Label()
    for index, item in enumerate(_items(section)):
        place = Place(at, index if section.items else None)
        if label.number and not _under(label.number, item.number):
            label = heading
        row = languages.sentence(cells_of_item(item)) if whole else None
        if row is not None:
            yield from [Statement(row, item.text, "language", label.welcome, place=place)] if row else []
        elif not item.name and is_label(item.text) and not (heading.prefix and not read_label(item.text).topic):
            label = _below(heading, read_label(item.text), item)
        else:
            for statement in _item_statements(item, label):
                if whole or statement.topic:
                    among = section.kind is SectionKind.COMPETENCY
                    yield replace(statement, competency=among, described=among and bool(item.name), place=place)


def _below(heading: _Label, own: _Label, item: Item) -> _Label:
    """The label that an item makes under a heading: one that only demands or welcomes keeps the heading's topic."""
    if own.topic:
        return replace(own, welcome=own.welcome or heading.welcome, number=item.number)
    return replace(heading, welcome=own.welcome, number=item.number)


def _names_requirements(heading: str) -> bool:
    """Whether a heading of another kind of section opens with a word of requirements ("8. Keeleoskus")."""
    words = [word for word in words_of(heading) if word.text.isalpha()]
    opens = bool(words) and word_table("sections", "requirement").match(words, 0) is not None
    return opens or read_label(heading).welcome


def _items(section: Section) -> tuple[Item, ...]:
    """The section's items; a heading without any, but with a text behind its label, is one itself."""
    return section.items or ((Item(text=section.heading),) if _LABEL.match(section.heading) else ())


def _under(label: str, number: str | None) -> bool:
    """Whether an item with this number belongs under the label's number."""
    return number is None or number.rstrip(".").startswith(label.rstrip(".") + ".")


def _item_statements(item: Item, above: _Label) -> Iterator[Statement]:
    own = read_label(item.name or "")
    topic, welcome = own.topic or above.topic, own.welcome or above.welcome
    prefix = above.prefix + (f"{item.name} : " if item.name else "")
    carried = above.prefix if own.topic is None else own.prefix if own.topic in _SELF_NAMED else ""
    for sentence in split_sentences(item.text):
        found = _LABEL.match(sentence)
        if found and len(words_of(found.group(1))) <= LABEL_WORDS:
            inner = read_label(found.group(1))
            topic, welcome = inner.topic or topic, (inner.welcome if inner.topic or inner.welcome else welcome)
            carried = inner.prefix if inner.topic in _SELF_NAMED else carried
        yield Statement(prefix + sentence, sentence, topic, welcome)
        prefix = carried


def split_sentences(text: str) -> list[str]:
    """The sentences and semicolon clauses of an item, each a verbatim part of it without surrounding space."""
    return [part for line in _before_labels(text) for part in _sentences(line)]


def _before_labels(text: str) -> Iterator[str]:
    """The text parted before labels inside it: lines of a form may have run together ("Haridus: … keeleoskus: …")."""
    words = words_of(text)
    first = next((at for at, word in enumerate(words) if word.text == ":"), len(words))
    places = [
        words[start].start
        for start, end, _ in _topics().find(words)
        if start > first and end < len(words) and words[end].text == ":" and _may_end(words, start)
    ]
    for start, end in pairwise([0, *places, len(text)]):
        yield text[start:end]


def _may_end(words: Sequence[Word], at: int) -> bool:
    """Whether what stands before a word may be complete: no language or wish that belongs to the word."""
    before = words[at - 1 : at]
    tables = (language_table(), word_table("welcome", "before"), word_table("welcome", "headings"))
    return before[0].text.isalnum() and not any(table.match(before, 0) for table in tables)


def _sentences(text: str) -> list[str]:
    result, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        head = text[start : end.end()]
        if end.group() != "\n" and (head.count("(") > head.count(")") and ")" in text[end.end() :]):
            continue
        if end.group()[0] in ".!?" and (_abbreviation().search(head) or _CODE_NEXT.match(text, end.end())):
            continue
        result.append(head)
        start = end.end()
    result.append(text[start:])
    return [part for part in (piece.strip().rstrip(";").rstrip() for piece in result) if part]
