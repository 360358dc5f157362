"""The language of a text, without the network: by its script, its small words and Estonian's lexicon.

Estonian is known by its lexicon, which holds three quarters of the words of even a badly damaged page and a tenth of
an English one; other languages by their frequent words in ``data/language_words.toml``.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ajsearch.estonian.damage import LINES_KEPT, assess
from ajsearch.estonian.lasting import lasting_of_text
from ajsearch.estonian.morphology import FORM_CACHE, is_word

UNDETERMINED = "und"
"""ISO 639's code for a text whose language cannot be told."""

SAMPLE = 1_500
"""Words looked at: more change no verdict."""

KNOWN = 0.55
"""Share of words in the lexicon from which on a text is Estonian: damaged pages have 0.7, English 0.1, Finnish 0.2."""

KNOWN_ALONE = 0.4
"""The same where no other language shows: lists of tools and names amid Estonian words."""

SMALL_WORDS = 0.08
"""Share of a language's small words from which on it shows; running text has 0.25–0.5."""

MANY_SMALL_WORDS = 0.2
"""Share of another language's small words that outweighs the lexicon (a half-translated text)."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_SCRIPTS = {"CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "HEBREW": "he", "GEORGIAN": "ka", "ARMENIAN": "hy"}


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line tells: its words in lower case, those that Estonian's lexicon has, their scripts, and the codes of
    the languages whose small words they are.
    """

    words: tuple[str, ...]
    known: int
    scripts: frozenset[str]
    small: tuple[str, ...]


def detect_language(text: str) -> str:
    """The ISO 639-1 code of a text's main language: "et" for damaged Estonian too, "und" where nothing tells."""
    lines = _sample(text)
    if not lines:
        return UNDETERMINED
    script = _main_script(lines)
    if script == "CYRILLIC":
        return _cyrillic("".join(word for line in lines for word in line.words))
    if script != "LATIN":
        return _SCRIPTS.get(script, UNDETERMINED)
    return _latin(lines, text)


def _sample(text: str) -> list[_Line]:
    """The lines that hold the text's first ``SAMPLE`` words, the last one cut."""
    lines: list[_Line] = []
    left = SAMPLE
    for line in map(_read, text.split("\n")):
        if len(line.words) >= left:
            return [*lines, _read(" ".join(line.words[:left]))]
        if line.words:
            lines.append(line)
            left -= len(line.words)
    return lines


@lru_cache(maxsize=LINES_KEPT)
@lasting_of_text("language", _Line)
def _read(line: str) -> _Line:
    words = tuple(word.lower() for word in _WORD.findall(line))
    small = tuple(code for word in words for code in _small_words().get(word, ()))
    return _Line(words, sum(map(_is_estonian, words)), frozenset(map(_script, "".join(words))), small)


def _main_script(lines: Sequence[_Line]) -> str:
    """The first word of the Unicode names of most letters: LATIN, CYRILLIC …"""
    used = frozenset[str]().union(*(line.scripts for line in lines))
    if len(used) == 1:
        return next(iter(used))
    scripts = Counter(_script(letter) for line in lines for word in line.words for letter in word)
    return scripts.most_common(1)[0][0]


@lru_cache(maxsize=1_000)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "OTHER").split(" ", 1)[0]


def _cyrillic(text: str) -> str:
    letters = set(text)
    marks = _table()["cyrillic"]
    return next((code for code, own in marks.items() if letters & set(own)), "ru")


def _latin(lines: Sequence[_Line], text: str) -> str:
    words = sum(len(line.words) for line in lines)
    known = sum(line.known for line in lines) / words
    counts = Counter(code for line in lines for code in line.small)
    other = max(_table()["latin"], key=lambda code: counts[code])
    share = counts[other] / words
    if known >= KNOWN and share < MANY_SMALL_WORDS:
        return "et"
    if share >= SMALL_WORDS:
        return other
    return "et" if known >= KNOWN_ALONE or assess(text).damaged else UNDETERMINED


@lru_cache(maxsize=FORM_CACHE)
def _is_estonian(word: str) -> bool:
    return is_word(word) or is_word(word.capitalize())


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    text = resources.files("ajsearch").joinpath("data", "language_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def _small_words() -> dict[str, tuple[str, ...]]:
    """Small word → the codes of the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in _table()["latin"].items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), code)
    return found
