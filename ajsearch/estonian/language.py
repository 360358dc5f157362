"""The language of a text, without the network: by its script, its small words and Estonian's lexicon.

Estonian is known by its lexicon, which holds three quarters of the words of even a badly damaged page and a tenth of
an English one; other languages by their frequent words in ``data/language_words.toml``.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import lru_cache
from importlib import resources

from ajsearch.estonian.damage import assess
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


def detect_language(text: str) -> str:
    """The ISO 639-1 code of a text's main language: "et" for damaged Estonian too, "und" where nothing tells."""
    words = [word.lower() for word in _WORD.findall(text)[:SAMPLE]]
    if not words:
        return UNDETERMINED
    script = _main_script(words)
    if script == "CYRILLIC":
        return _cyrillic(words)
    if script != "LATIN":
        return _SCRIPTS.get(script, UNDETERMINED)
    return _latin(words, text)


def _main_script(words: list[str]) -> str:
    """The first word of the Unicode names of most letters: LATIN, CYRILLIC …"""
    letters = "".join(words)
    used = {letter: _script(letter) for letter in set(letters)}
    if len(set(used.values())) == 1:
        return used[letters[0]]
    scripts: Counter[str] = Counter()
    for letter, count in Counter(letters).items():
        scripts[used[letter]] += count
    return scripts.most_common(1)[0][0]


@lru_cache(maxsize=1_000)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "OTHER").split(" ", 1)[0]


def _cyrillic(words: list[str]) -> str:
    letters = set("".join(words))
    marks = _table()["cyrillic"]
    return next((code for code, own in marks.items() if letters & set(own)), "ru")


def _latin(words: list[str], text: str) -> str:
    counts = Counter(words)
    known = sum(map(_is_estonian, words)) / len(words)
    shares = {
        code: sum(counts[word] for word in counts.keys() & small) / len(words) for code, small in _small_words().items()
    }
    other = max(shares, key=lambda code: shares[code])
    if known >= KNOWN and shares[other] < MANY_SMALL_WORDS:
        return "et"
    if shares[other] >= SMALL_WORDS:
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
def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _table()["latin"].items()}
