"""What headings and labels say of the texts under them: what these are about, and whether they are but welcome."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ajsearch.model import Item
from ajsearch.requirements.language_words import language_table
from ajsearch.requirements.phrases import PhraseTable, Word, cues, table, word_table, words_of
from ajsearch.requirements.runs import parted_runs

LABEL_WORDS = 6
"""A label such as "Nõuded haridusele ja töökogemusele" has no more words; longer texts are statements."""

LEAD_WORDS = 6
"""A line that opens a list has no more words: "Lisaks hindame kandidaate, kes oskavad"."""

DEMAND_WORDS = 2
"""A label that only demands has no more words and signs: "Kohustuslik:"."""

LABELS_KEPT = 4_096
"""Texts that are remembered as labels or none: templates repeat their headings."""

_ALONE = frozenset({"licence", "computer"})
"""Topics whose word alone is a requirement: "juhiluba", "arvutioskus"."""

_NEVER_ALONE = frozenset({"language", "education"})
"""Topics that ask for nothing until a text under the label says which."""

SELF_NAMED = frozenset({"licence", "clearance"})
"""Topics that a text under the label need not name again."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading or label says about the texts under it.

    ``number`` is the label's own number. ``prefix`` is read before each text under it, where the text alone would not
    say what it is about ("Vene keel", "Riigisaladuse luba"). ``leads`` that it says whether they are welcome at all.
    """

    topic: str | None = None
    welcome: bool = False
    number: str | None = None
    prefix: str = ""
    leads: bool = False


@cache
def topic_words() -> PhraseTable[str]:
    """Words of labels with the topic of each."""
    return table(cues()["topics"])


@lru_cache(maxsize=LABELS_KEPT)
def read_label(text: str) -> Label:
    """The topic (where it is one only) and the optional character that a heading or label states."""
    words = words_of(text)
    topics = {value for _, _, value in topic_words().find(words)}
    welcome = (bool(word_table("welcome", "headings").find(words)) and not _demands(words)) or bool(lead(text))
    demands = bool(words) and (_demanding(words) is not None or lead(text) is False)
    topic = topics.pop() if len(topics) == 1 else None
    named = topic in SELF_NAMED or bool(language_table().find(words))
    prefix = f"{text.rstrip(' :')} : " if named and len(words) <= LABEL_WORDS else ""
    return Label(topic, welcome, prefix=prefix, leads=welcome or demands)


def _demanding(words: Sequence[Word]) -> tuple[int, str] | None:
    """Whether one word heads what is required ("Kohustuslik"), beside a list of what is only welcome."""
    return word_table("sections", "demands").match(words, 0) if len(words) <= DEMAND_WORDS else None


@cache
def _leading() -> tuple[tuple[PhraseTable[str], ...], tuple[PhraseTable[str], ...]]:
    """The tables of words that make a line a wish, or a demand."""
    wishes = ("headings", "before", "either")
    return tuple(word_table("welcome", name) for name in wishes), (word_table("welcome", "demand"),)


@lru_cache(maxsize=LABELS_KEPT)
def lead(text: str) -> bool | None:
    """Whether a line only opens a list of what is welcome ("Eelistame kandidaate, kes oskavad") or of what is demanded
    ("Kohustuslik"); None for any other line."""
    words = [word for word in words_of(parted_runs(text)) if word.text[0].isalnum()]
    if not 0 < len(words) <= LEAD_WORDS or not words[0].text[0].isupper():
        return None
    for tables, welcome in zip(_leading(), (True, False), strict=True):
        if _is_all(words, tables):
            return welcome
    return None


def _is_all(words: Sequence[Word], tables: Sequence[PhraseTable[str]]) -> bool:
    """Whether words are but those of a lead, one or more of the tables among them."""
    at, told = 0, False
    while at < len(words):
        found = next((found for table in tables if (found := table.match(words, at))), None)
        beside = found or word_table("welcome", "lead").match(words, at)
        if beside is None:
            return False
        told, at = told or found is not None, at + beside[0]
    return told


def _demands(words: Sequence[Word]) -> bool:
    """Whether a heading names requirements beside what is welcome ("Nõutavad ja soovitavad oskused")."""
    joined = any(word.folded in {"ja", "ning", "voi", "/"} for word in words)
    return joined and bool(word_table("sections", "demands").find(words))


@lru_cache(maxsize=LABELS_KEPT)
def is_label(text: str) -> bool:
    """Whether a whole item is but a label: short, without a number or a sentence's end, about a known topic.

    "Juhiluba" alone is a requirement, no label.
    """
    words = words_of(parted_runs(text))
    if not words or len(words) > LABEL_WORDS + 1 or any(word.text[0].isdigit() for word in words):
        return False
    label = read_label(text)
    if text.rstrip().endswith(":"):
        return not language_table().find(words)
    if _names_topic(words) or lead(text) is not None:
        return True
    starts = topic_words().match(words, 0) or word_table("welcome", "headings").match(words, 0) or _demanding(words)
    if label.topic in _ALONE:
        return False
    return starts is not None and starts[0] == len(words)


def _names_topic(words: Sequence[Word]) -> bool:
    """Whether a word that demands or welcomes and a topic are all: "Soovitavad keeled"; "Soovitav töökogemus" asks."""
    needs = (word_table("sections", "demands"), word_table("welcome", "headings"))
    start = next((found[0] for table in needs if (found := table.match(words, 0))), 0)
    found = topic_words().match(words, start) if 0 < start < len(words) else None
    return found is not None and found[1] in _NEVER_ALONE and start + found[0] == len(words)


def below(heading: Label, own: Label, item: Item) -> Label:
    """The label that an item makes under a heading: one that only demands or welcomes keeps the heading's topic."""
    if own.topic:
        return replace(own, welcome=own.welcome or heading.welcome, number=item.number)
    return replace(heading, welcome=own.welcome, number=item.number)
