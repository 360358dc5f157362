"""Numbers and bullets at the start of a printed line, and page numbers."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ajsearch.readers.layout_words import layout_words

BULLET = "•"
"""The marker of every bulleted item, whatever glyph or symbol font draws it."""

LINES_KEPT = 10_000
"""Lines whose reading is remembered: each is looked at several times, and templates repeat theirs."""

MAX_NUMBER = 99
"""Numbers of points have at most two digits: 2024. and 112. are years and telephones."""

_GLYPHS = "›•◦▪▫■□●○◆◇►▶▸▹▷‣⁃∙·●➢➤➔→✓✔❖❑❒☐☑\ufffd§¨Øüv"
_SYMBOLS = "\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff"
"""Ranges of arrows, geometric shapes and dingbats, any of which somebody's list has for a bullet."""
_OCR_GLYPHS = "=»«¢©°®*¤¥"
_DASHES = "-–—−‐‑"
_LETTER_GLYPHS = "oe"
_NUMBER = re.compile(
    r"(?P<mark>\(?\d{1,2}(?:\s?\.\s?\d{1,2}){0,5}(?:\s?[.)]){0,2}|[a-zõäöüšž]\)|[a-zõäöüšž]\.(?=\s+[A-ZÕÄÖÜŠŽ])|[A-Z]\)|[A-H]\d{1,2}[.)]|[ivxIVX]{1,5}[.)])(?P<gap>\s+|$)"
)
_GLUED_NUMBER = re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2}){1,5}\.|\d{1,2}\.(?=[A-ZÕÄÖÜŠŽ][^\W\d_]))(?=[^\W\d_])")
_DATE = re.compile(r"\d{1,2}\s?\.\s?\d{1,2}\s?\.?\s?(?:19|20)\d\d\b|\d{1,2}[.:]\d{2}\s*[-–]\s*\d{1,2}[.:]\d{2}")
_BULLET = re.compile(rf"[\s|]*[{_SYMBOLS}{re.escape(_GLYPHS + _OCR_GLYPHS + _DASHES + _LETTER_GLYPHS)}][\s|]+(?=\S)")
_GLUED_BULLET = re.compile(r"\s*[•◦▪■●○►➢✓✔❖]\s*(?=\S)")
_GLUED_DASH = re.compile(r"\s*[–—](?=[a-zõäöüšž]{2})")
_PRIVATE_BULLET = re.compile(r"[\s|]*[\ue000-\uf8ff][\s|]*(?=\S)")
_LONE_BULLET = re.compile(rf"[\s|]*[{_SYMBOLS}›•◦\ue000-\uf8ff=»*{re.escape(_DASHES)}][\s|]*$")


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or bullet that opens a line.

    ``text`` is the number as written, without spaces inside, or ``BULLET``; ``rest`` the line after it; ``depth`` how
    many numbers it has ("3.2.1" is 3; letters, brackets and bullets 0). ``sure`` is False where the same characters
    also open ordinary lines ("1. taseme tugi", "– võtab vastu", the letter o for a bullet).
    """

    text: str
    rest: str
    depth: int
    sure: bool

    @property
    def is_bullet(self) -> bool:
        """Whether it is a bullet and not a number or letter."""
        return self.text == BULLET


@lru_cache(maxsize=LINES_KEPT)
def find_marker(line: str) -> Marker | None:
    """The number or bullet at the start of a line, None where it starts with text."""
    return _find_number(line) or _find_bullet(line)


def _find_number(line: str) -> Marker | None:
    text = line.lstrip()
    found = _NUMBER.match(text) or _GLUED_NUMBER.match(text)
    if not found or _DATE.match(text):
        return None
    mark, rest = re.sub(r"\s", "", found["mark"]), text[found.end() :].lstrip()
    numbers = re.findall(r"\d+", mark)
    if mark.isdigit() or (rest and _is_month(rest)):
        return None
    if mark.startswith("(") and not mark.endswith(")"):
        return None
    ordinal = len(numbers) == 1 and mark.endswith(".") and rest[:1].islower()
    measure = len(numbers) == 2 and not mark.endswith((".", ")")) and rest[:1].islower()
    return Marker(mark, rest, len(numbers) if not mark.endswith(")") else 0, not (ordinal or measure))


def _find_bullet(line: str) -> Marker | None:
    if found := _PRIVATE_BULLET.match(line) or _GLUED_BULLET.match(line):
        return Marker(BULLET, line[found.end() :].strip(), 0, True)
    if found := _BULLET.match(line):
        glyph = found[0].strip(" |\t\xa0") or "•"
        rest = line[found.end() :].strip()
        if glyph == "§" and rest[:1].isdigit():
            return None
        return Marker(BULLET, rest, 0, glyph not in "–—−*°v" + _LETTER_GLYPHS)
    if found := _GLUED_DASH.match(line):
        return Marker(BULLET, line[found.end() :].strip(), 0, False)
    if _LONE_BULLET.match(line) and line.strip():
        return Marker(BULLET, "", 0, unicodedata.category(line.strip()[0]) != "Pd")
    return None


def _is_month(rest: str) -> bool:
    word = re.split(r"\W", rest, maxsplit=1)[0].lower()
    return any(word.startswith(month) and len(word) - len(month) <= 3 for month in layout_words().months)


@lru_cache(maxsize=1)
def _page_number() -> re.Pattern[str]:
    words = "|".join(layout_words().page_words)
    return re.compile(
        rf"[-–—\s]*(?:(?P<word>{words})\.?\s*)?(?P<page>\d{{1,3}})(?P<of>\s*(?:/|\(|of|-st|/-st)\s*\d{{1,3}}\s*\)?)?[-–—.\s]*",
        re.IGNORECASE,
    )


def is_page_number(line: str, *, bare: bool = False) -> bool:
    """Whether a line holds nothing but a page number ("lk 2/5", "2 (5)"); a lone "2" or "- 2 -" only when ``bare``."""
    found = _page_number().fullmatch(line.strip())
    return bool(found and (bare or found["word"] or found["of"]))
