"""Which sentences of a description state requirements, and under which label they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from ajsearch.estonian.lasting import last_of_text
from ajsearch.model import Item, Place, Section, SectionKind
from ajsearch.requirements.labels import LABEL_WORDS, SELF_NAMED, Label, below, is_label, lead, read_label, topic_words
from ajsearch.requirements.phrases import Word, word_table, words_of
from ajsearch.requirements.records import joined_records
from ajsearch.requirements.sentences import is_duty, readable, split_sentences
from ajsearch.requirements.tables import (
    LanguageTable,
    cells_of_item,
    cells_of_section,
    rows_of,
    telling_cell,
    with_columns,
)

REQUIREMENT_KINDS = frozenset({SectionKind.REQUIREMENT, SectionKind.COMPETENCY})
ITEMS_KEPT = 4_096
"""Items whose statements are remembered: templates and catalogues of competencies repeat theirs."""

LABELLED_KINDS = frozenset({SectionKind.GENERAL, SectionKind.OTHER})
_LABEL = re.compile(r"^[\s|]*([^:|\t\n]{2,80}?)\s*[:|\t]\s*")
_DASHED = re.compile(r"^\s*([^\W\d_]+(?: [^\W\d_]+)?)\s+[–—-]\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or clause of the requirements.

    ``text`` is what is read: the sentence, with the label before it where that carries meaning. ``quote`` is verbatim
    from the item. ``topic`` is what the label above says it is about; ``welcome`` that the label makes it optional;
    ``competency`` that it stands among competencies, ``described`` that the item's own name says which.
    ``place`` is where the quote stands; statements that say the same are equal wherever they stand. ``told`` is what
    readers found in this wording, by reader, shared by the statements ``at`` other places.
    """

    text: str
    quote: str
    topic: str | None = None
    welcome: bool = False
    competency: bool = False
    described: bool = False
    place: Place | None = field(default=None, compare=False)
    told: dict[str, Any] | None = field(default=None, compare=False, repr=False)

    def at(self, place: Place) -> "Statement":
        """The same at another place."""
        return Statement(
            self.text, self.quote, self.topic, self.welcome, self.competency, self.described, place, self.told
        )

    def with_text(self, text: str) -> "Statement":
        """Another text with the same quote."""
        return replace(self, text=text, told=None)

    @property
    def wording(self) -> bytes:
        """What two statements that say the same have alike."""
        said = (self.text, self.quote, self.topic, self.welcome, self.competency, self.described)
        return repr(said).encode("utf-8", "surrogatepass")


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
    label = heading = read_label(section.heading) if whole else Label()
    for index, item in _rows(section):
        place = Place(at, index if section.items else None)
        if label.number and not _under(label.number, item.number):
            label = heading
        row = languages.sentence(cells_of_item(item)) if whole else None
        if row is not None:
            yield from [Statement(row, item.text, "language", label.welcome, place=place)] if row else []
        elif not item.name and is_label(item.text) and not (heading.prefix and not read_label(item.text).topic):
            label = below(heading, read_label(item.text), item)
        else:
            for statement in _item_statements(item, label, among=section.kind is SectionKind.COMPETENCY):
                if whole or statement.topic:
                    yield statement.at(place)


def _names_requirements(heading: str) -> bool:
    """Whether a heading of another kind of section opens with a word of requirements ("8. Keeleoskus")."""
    words = [word for word in words_of(heading) if word.text.isalpha()]
    opens = bool(words) and word_table("sections", "requirement").match(words, 0) is not None
    return opens or read_label(heading).welcome


def _items(section: Section) -> tuple[Item, ...]:
    """The section's items; a heading without any, but with a text behind its label, is one itself."""
    return section.items or ((Item(text=section.heading),) if _LABEL.match(section.heading) else ())


def _rows(section: Section) -> Iterator[tuple[int, Item]]:
    """The items with their places, those that hold rows of a table row by row."""
    return ((index, row) for index, item in enumerate(_items(section)) for row in rows_of(item))


def _under(label: str, number: str | None) -> bool:
    """Whether an item with this number belongs under the label's number."""
    return number is None or number.rstrip(".").startswith(label.rstrip(".") + ".")


def _inner_label(sentence: str) -> Label | None:
    """The label that opens a sentence: before a colon or a tab; a topic alone also before a dash ("Haridus – kesk")."""
    found = _LABEL.match(sentence)
    label = read_label(found.group(1)) if found and len(words_of(found.group(1))) <= LABEL_WORDS else None
    if label and label.topic:
        return label
    dashed = _DASHED.match(sentence[found.end() :] if found else sentence)
    words = words_of(dashed.group(1)) if dashed else ()
    return read_label(dashed.group(1)) if dashed and _is_topic(words) else label


def _is_topic(words: Sequence[Word]) -> bool:
    """Whether words are but a label's topic, or what is demanded or welcome of it: "Nõutavad keeled"."""
    if not words:
        return False
    needs = (word_table("sections", "demands"), word_table("welcome", "headings"))
    start = next((found[0] for table in needs if (found := table.match(words, 0))), 0)
    topic = topic_words().match(words, start) if start < len(words) else None
    return topic is not None and start + topic[0] == len(words)


@lru_cache(maxsize=ITEMS_KEPT)
def _item_statements(item: Item, above: Label, *, among: bool) -> tuple[Statement, ...]:
    """The statements of an item under a label, without their place; ``among`` competencies."""
    said = repr((item, above, among)).encode("utf-8", "surrogatepass")
    found = last_of_text("statements", said, tuple[Statement, ...], lambda: tuple(_read_item(item, above, among=among)))
    return tuple(replace(one, told={}) for one in found)


def _read_item(item: Item, above: Label, *, among: bool) -> Iterator[Statement]:
    own = read_label(item.name or "")
    topic, welcome = own.topic or above.topic, own.welcome or above.welcome
    prefix = above.prefix + (f"{item.name} : " if item.name else "")
    carried = above.prefix if own.topic is None else own.prefix if own.topic in SELF_NAMED else ""
    for sentence, quote in joined_records(item.text, split_sentences(item.text)):
        led = lead(sentence) if sentence is quote and "\n" in item.text else None
        if led is not None:
            welcome = led
            continue
        inner = _inner_label(sentence)
        if inner:
            topic, welcome = inner.topic or topic, (inner.welcome if inner.topic or inner.leads else welcome)
            carried = inner.prefix if inner.topic in SELF_NAMED else carried
        if not is_duty(sentence):
            yield Statement(
                prefix + readable(with_columns(sentence)), quote, topic, welcome, among, among and bool(item.name)
            )
        prefix = carried
