"""Tesseract's answer (hOCR) as words with their places, straightened."""

import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from ajsearch.readers.layout_printed import Word
from ajsearch.readers.xml import Element, parse_xml

PAGE_PIXELS = 3508
"""Pixels of a page's long side: A4 at 300 dpi, which Tesseract was trained for."""
PAGE_POINTS = 842.0
"""Points of a page's long side (A4): whatever its true size, places are counted as if it were that."""
POINT = PAGE_POINTS / PAGE_PIXELS
MIN_CONFIDENCE = 10
"""Per cent below which a "word" is a stain or part of a stamp; damaged real words have 20 and more."""
LONG_LINE = 0.2
"""Share of the page's width from which a line's slope is measured well."""
USUAL_SIZE = 0.3
"""Letters without ascenders or descenders let the measured size err by so much; larger differences are headings."""
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_DASHES = ("-", "–", "—")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_RULE = re.compile(r"[|_¦—–=~.\-]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of hOCR in pixels: box, slope and height of its baseline, size of its letters, its words."""

    x0: float
    x1: float
    base: float
    slope: float
    size: float
    words: tuple[tuple[str, float, float], ...]


def scanned_words(hocr: bytes) -> tuple[list[Word], float]:
    """The page's words in points, as if it had lain straight, and its slope (points down per point to the right)."""
    lines = [line for element in parse_xml(hocr).iter() if (line := _line(element))]
    slope = _slope(lines)
    usual = statistics.median([line.size for line in lines for _ in line.words] or [1.0])
    return [word for line in lines for word in _words(line, slope, usual)], slope


def _line(element: Element) -> _Line | None:
    if element.get("class") not in _LINES:
        return None
    title = element.get("title") or ""
    box, base, size = _numbers(title, "bbox"), _numbers(title, "baseline"), _numbers(title, "x_size")
    words = tuple(_without_second_bullet(list(_line_words(element))))
    if len(box) < 4 or not words:
        return None
    slope, offset = base if len(base) == 2 else (0.0, 0.0)
    return _Line(box[0], box[2], box[3] + offset, slope, size[0] if size else box[3] - box[1], words)


def _without_second_bullet(words: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """The words without a dash after the glyph that opens the line: Tesseract reads some bullets as both."""
    if len(words) > 2 and len(words[0][0]) == 1 and not words[0][0].isdigit() and words[1][0] in _DASHES:
        return [words[0], *words[2:]]
    return words


def _line_words(line: Element) -> Iterator[tuple[str, float, float]]:
    for element in line.iter():
        if element.get("class") != "ocrx_word":
            continue
        title = element.get("title") or ""
        text = "".join(map(str, element.itertext())).strip()
        box, confidence = _numbers(title, "bbox"), _numbers(title, "x_wconf")
        is_stain = not confidence or confidence[0] < MIN_CONFIDENCE or (len(text) > 1 and _RULE.fullmatch(text))
        if text and text not in "|_¦" and len(box) >= 4 and not is_stain:
            yield text, box[0], box[2]


def _numbers(title: str, name: str) -> list[float]:
    part = next((part for part in title.split(";") if part.strip().startswith(name + " ")), "")
    return [float(number) for number in _NUMBER.findall(part.strip()[len(name) :])]


def _slope(lines: list[_Line]) -> float:
    long = [line.slope for line in lines if line.x1 - line.x0 > LONG_LINE * PAGE_PIXELS]
    return statistics.median(long) if long else 0.0


def _words(line: _Line, slope: float, usual: float) -> Iterator[Word]:
    size = usual if abs(line.size - usual) <= USUAL_SIZE * usual else line.size
    for text, x0, x1 in line.words:
        base = line.base + line.slope * (x0 - line.x0)
        shift = slope * base
        straight = base - slope * x0
        yield Word(text, (x0 + shift) * POINT, (x1 + shift) * POINT, straight * POINT, size * POINT)
