"""Plain text in the encodings that Estonian offices have used."""

import codecs
import re

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.layout_plain import blocks_of_text
from ajsearch.readers.lines import close_up

SINGLE_BYTE = ("cp1257", "iso8859-15")
"""The two old encodings: õäöü are the same bytes in both, š and ž are not."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ODD = re.compile(r"[^\w\s.,;:!?\"'()\[\]{}/\\%&@#*+=<>|~^_\-–—„“”‚‘’«»…§°•©®€$£·×÷]|[¼½¾¹²³ªºµ¿¡]")
_ESTONIAN = frozenset("õäöüšžÕÄÖÜŠŽ")
_WORD_LETTERS = re.compile(r"[^\W\d_]{2,}")
MAX_CONTROL = 0.002
"""Share of control characters above which bytes are no text: old files carry a stray one, binaries many."""


class TextReader:
    """Reads plain text: UTF-8 with or without a byte order mark, UTF-16, windows-1257, ISO-8859-15."""

    format = "txt"

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the bytes decode to text without control characters."""
        return decode_text(data) is not None

    def read(self, data: bytes, limits: ReadLimits) -> tuple[Block, ...]:
        """Blocks of the text; raises ``FileProblem`` for empty, too large and binary files."""
        if len(data) > limits.file_bytes:
            raise FileProblem(Reason.TOO_LARGE, f"The text has more than {limits.file_bytes:,} bytes; split it.")
        text = decode_text(data)
        if text is None:
            raise FileProblem(Reason.UNSUPPORTED, "The file is neither text nor any other format that can be read.")
        if not text.strip():
            raise FileProblem(Reason.EMPTY, "The file holds no text; save the description into it again.")
        limits.check_text(len(text))
        return tuple(blocks_of_text(close_up(text)))


def decode_text(data: bytes) -> str | None:
    """The text in the encoding that its content speaks for, None where no encoding gives text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _try(data, encoding)
    if (wide := _wide_encoding(data)) is not None:
        return _try(data, wide)
    if (text := _try(data, "utf-8")) is not None:
        return text
    if b"\0" in data:
        return None
    candidates = [text for encoding in SINGLE_BYTE if (text := _try(data, encoding)) is not None]
    return max(candidates, key=_estonian_score, default=None)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of European text is zero."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.6 * half and sample[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        return None
    controls = len(_CONTROL.findall(text))
    if not controls:
        return text
    return _CONTROL.sub(" ", text) if controls <= MAX_CONTROL * len(text) else None


def _estonian_score(text: str) -> float:
    """How well the letters outside ASCII suit Estonian: its own count for, signs inside words against."""
    score = 0.0
    for word in _WORD_LETTERS.findall(text):
        foreign = [letter for letter in word if ord(letter) > 127 and letter not in _ESTONIAN]
        score += sum(letter in _ESTONIAN for letter in word) - 2 * len(foreign)
    return score - 2 * len(_ODD.findall(text))
