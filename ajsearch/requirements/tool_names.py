"""Names of tools in a sentence: those of the catalogue in any case form, and product-like words beside their kind."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ajsearch.requirements.data_tables import data_file, file_table
from ajsearch.requirements.phrases import FORMS_KEPT, PhraseTable, Word, fold, words_of
from ajsearch.requirements.wishes import Span

_WEAK = ("i", "it", "is", "iga", "ile", "ilt", "iks", "ist", "isse", "ide", "ides")
_VOWEL = ("t", "s", "ga", "le", "lt", "st", "e", "et", "es", "ele", "ega")
ENDINGS = (*_WEAK, *_VOWEL)
"""Endings that a name may take in a sentence; the rest of the word must be the name itself."""


SHORTEST_NAME = 3
"""Letters of the shortest unknown name: two capitals are mostly an office or a law."""


class Named(NamedTuple):
    """A tool in a sentence: its words, its name, and whether the catalogue has it."""

    span: Span
    name: str
    known: bool


class _Entry(NamedTuple):
    words: tuple[str, ...]
    name: str
    written: str | None
    """The first word as it must be written, None where capitals do not matter."""


@cache
def _catalogue() -> dict[str, list[_Entry]]:
    """Entries by the folded first word of a spelling, the longest first."""
    result: dict[str, list[_Entry]] = {}
    for tool in data_file("tools")["tool"]:
        for spelling in (tool["name"], *tool.get("also", ())):
            words = words_of(spelling)
            if "*" not in spelling:
                written = words[0].text if tool.get("exact") else None
                entry = _Entry(tuple(word.folded for word in words), tool["name"], written)
                result.setdefault(words[0].folded, []).append(entry)
    return {key: sorted(group, key=lambda one: -len(one.words)) for key, group in result.items()}


@cache
def _open_ended() -> PhraseTable[str]:
    """Spellings with a star, that is those that are Estonian words."""
    tools = data_file("tools")["tool"]
    return PhraseTable((one, tool["name"]) for tool in tools for one in tool.get("also", ()) if "*" in one)


@cache
def kinds() -> frozenset[str]:
    """Names of kinds of tools that are no products."""
    return frozenset(tool["name"] for tool in data_file("tools")["tool"] if tool.get("kind"))


def context(which: str) -> PhraseTable[str]:
    """A list of words that product names stand beside."""
    return file_table("tools", "context", which)


@cache
def _no_names() -> frozenset[str]:
    return frozenset(fold(name) for name in data_file("tools")["context"]["no_names"])


@lru_cache(maxsize=FORMS_KEPT)
def _bare(folded: str) -> frozenset[str]:
    """The word and what is left of it without each case ending."""
    shorter = (one for one in ENDINGS if folded.endswith(one) and len(folded) > len(one) + 1)
    return frozenset([folded, *(folded.removesuffix(one) for one in shorter)])


@lru_cache(maxsize=FORMS_KEPT)
def _starting(folded: str) -> tuple[_Entry, ...]:
    """The catalogue's spellings whose first word a word may be: none for most words."""
    return tuple(entry for bare in _bare(folded) for entry in _catalogue().get(bare, ()))


def _fits(words: Sequence[Word], at: int, entry: _Entry) -> bool:
    end = at + len(entry.words)
    if end > len(words) or (entry.written and not words[at].text.startswith((entry.written, entry.written.upper()))):
        return False
    pairs = zip(entry.words[:-1], words[at : end - 1], strict=True)
    return all(one == word.folded for one, word in pairs) and entry.words[-1] in _bare(words[end - 1].folded)


def _known_at(words: Sequence[Word], at: int) -> Named | None:
    """The tool of the catalogue whose longest spelling starts at a word."""
    fitting = [entry for entry in _starting(words[at].folded) if _fits(words, at, entry)]
    best = max(fitting, key=lambda one: len(one.words), default=None)
    phrase = _open_ended().match(words, at)
    if phrase and (best is None or phrase[0] >= len(best.words)):
        return Named((at, at + phrase[0]), phrase[1], known=True)
    return Named((at, at + len(best.words)), best.name, known=True) if best else None


def known_names(words: Sequence[Word]) -> list[Named]:
    """All tools of the catalogue, left to right; a name of one letter ("R") only beside another tool."""
    result: list[Named] = []
    at = 0
    while at < len(words):
        found = _known_at(words, at)
        if found:
            result.append(found)
        at = found.span[1] if found else at + 1
    letters = [one for one in result if len(one.name) == 1]
    return result if len(letters) < len(result) else []


def unknown_names(words: Sequence[Word], taken: Sequence[Named], *, labelled: bool) -> list[Named]:
    """Words with a capital right behind a word such as "infosüsteem", and those listed on, that are not ``taken``.

    The sentence must be about being able to use something, or stand under a label (``labelled``) that says so.
    """
    if not labelled and not context("abilities").find(words):
        return []
    places = {at for one in taken for at in range(*one.span)}
    result: list[Named] = []
    for _, end, _ in context("nouns").find(words):
        at = _behind_links(words, end)
        while at < len(words) and (at in places or _is_product(words[at])):
            if at not in places:
                places.add(at)
                result.append(Named((at, at + 1), words[at].text, known=False))
            at = _behind_links(words, at + 1)
    return result


def _behind_links(words: Sequence[Word], at: int) -> int:
    """The next place that holds no comma, quotation mark or connector."""
    links = context("links")
    while at < len(words) and links.match(words, at):
        at += 1
    return at


def _is_product(word: Word) -> bool:
    """Whether a word is written as a product's name is and is no other name that often stands there."""
    text = word.text
    return text[0].isupper() and len(text) >= SHORTEST_NAME and word.folded not in _no_names()
