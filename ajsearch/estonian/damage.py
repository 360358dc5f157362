"""Whether a text was damaged on its way to us: by OCR without Estonian, a wrong encoding or a keyboard without õäöü.

Judged in windows of some 60 words, so that one scanned part of a clean document is seen. Unknown words alone prove
nothing (English, Finnish, lists of names and codes); what proves damage is that most of the unknown words become words
of the lexicon when an engine's confusions are undone.
"""

import heapq
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from ajsearch.estonian.confusions import DIACRITICS, ESTONIAN, lattice
from ajsearch.estonian.encodings import broken_ranges
from ajsearch.estonian.lasting import lasting_of_text
from ajsearch.estonian.morphology import FORM_CACHE, is_word

WINDOW = 60
"""Words judged together; on clean and damaged pages windows of 60 words separate perfectly."""

MIN_UNKNOWN = 0.05
"""Share of unknown words below which a window is clean: clean text has 0.3–1.7 %, damaged text 20–30 %."""

MAX_UNKNOWN = 0.75
"""Share of unknown words above which a window is in another language: damage hides at most some 60 % of the words."""

MIN_REPAIRABLE = 3
"""Unknown words with a cheap repair that a window must hold: one or two may be names or slips of the pen."""

REPAIRABLE_SHARE = 0.45
"""Share of the unknown words that must have a cheap repair; in other languages and lists it stays below 0.2."""

LOST_UMLAUTS = 0.005
"""Share of õäöü among the letters under which diacritics are lost; clean Estonian has 3.4–5.4 %."""

PLAIN_SHARE = 0.97
"""Share of the repairable words that mere lost diacritics explain, from which on nobody but a typist did it."""

MOSTLY = 0.5
"""Share of a text in damaged windows from which on all of it is taken for damaged: some windows prove too little."""

TRIES = 60
"""Readings of one word that are looked up: damage is judged by its cheapest repairs only."""

MAX_COST = 9.0
"""Nats that a cheap repair may cost."""

MOST_STEPS = 8_000
"""Letters of all readings of one word that are looked at. Half of the words of damaged pages take less than 40, none as
many as 4,000; a long word whose end costs more than ``MAX_COST`` has more beginnings than memory holds."""

LINES_KEPT = 10_000
"""Lines whose counts are remembered: templates repeat theirs."""

_WORD = re.compile(r"[^\W_]+(?:[&|!@$][^\W_]+)*")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|(?:https?://|www\.)\S+")
_MAY_BE_ADDRESS = re.compile(r"@|://|www\.")
"""What every address holds: looked for first, as ten times faster."""


class DamageKind(StrEnum):
    """What damaged a text."""

    OCR = "ocr"
    MOJIBAKE = "mojibake"
    NO_DIACRITICS = "no_diacritics"


@dataclass(frozen=True, slots=True)
class Damage:
    """The verdict on a text. Shares are 0–1 (of its words, of its letters); ``windows`` are half-open ranges of code
    points that hold the damaged parts, in order and apart from each other; ``kind`` is None where nothing is damaged.
    """

    damaged: bool
    unknown_share: float
    umlaut_share: float
    words: int
    windows: tuple[tuple[int, int], ...] = ()
    kind: DamageKind | None = None


class _Word(NamedTuple):
    text: str
    start: int
    end: int


class _Counts(NamedTuple):
    """Of a line: tokens that should be words, those of them that are none, letters, õ, ä, ö, ü among these, and letters
    of a broken encoding.
    """

    words: int
    unknown: int
    letters: int
    umlauts: int
    broken: int


@lru_cache(maxsize=FORM_CACHE)
def _is_known(text: str) -> bool:
    return is_word(text.lower()) or is_word(text)


def _words(text: str) -> list[_Word]:
    """The tokens that should be words: two letters or more, no codes, no addresses."""
    tokens = _WORD.finditer(_without_addresses(text))
    return [_Word(match[0], *match.span()) for match in tokens if not _is_code(match[0])]


def _without_addresses(text: str) -> str:
    """The text with spaces for its addresses."""
    return _ADDRESS.sub(lambda match: " " * len(match[0]), text) if _MAY_BE_ADDRESS.search(text) else text


@lru_cache(maxsize=FORM_CACHE)
def _is_code(token: str) -> bool:
    letters = sum(char.isalpha() for char in token)
    return letters < 2 or (token.isupper() and (len(token) <= 5 or letters < len(token)))


def _small_steps(token: str) -> Iterator[str]:
    """Readings of a token from the cheapest on, other than itself."""
    steps = lattice(token)
    order = count()
    queue: list[tuple[float, int, int, str]] = [(0.0, next(order), 0, "")]
    for _ in range(MOST_STEPS):
        if not queue:
            return
        cost, _, place, read = heapq.heappop(queue)
        if place == len(token):
            yield read
            continue
        for step in steps[place]:
            if cost + step.cost <= MAX_COST:
                heapq.heappush(queue, (cost + step.cost, next(order), place + step.length, read + step.meant))


@lru_cache(maxsize=20_000)
def _cheap_repair(token: str) -> str | None:
    """The cheapest word of the lexicon that the token may have been, None where there is none within reach."""
    readings = _small_steps(token)
    tried = (reading for _, reading in zip(range(TRIES), readings, strict=False))
    return next((reading for reading in tried if reading != token.lower() and is_word(reading)), None)


def _is_plain(token: str, repair: str) -> bool:
    return "".join(DIACRITICS.get(char, char) for char in repair) == token.lower()


@lru_cache(maxsize=LINES_KEPT)
@lasting_of_text("counts", _Counts)
def _counts_of(line: str) -> _Counts:
    tokens = [token for token in _WORD.findall(_without_addresses(line)) if not _is_code(token)]
    unknown = len(tokens) - sum(map(_is_known, tokens))
    letters, umlauts = sum(map(str.isalpha, line)), sum(map(line.count, ESTONIAN))
    return _Counts(len(tokens), unknown, letters, umlauts, len(broken_ranges(line)))


def umlaut_share(text: str) -> float:
    """Share of õ, ä, ö, ü among the letters of a text, 0–1."""
    letters = sum(map(str.isalpha, text))
    return sum(map(text.count, ESTONIAN)) / letters if letters else 0.0


def _windows(words: list[_Word]) -> Iterator[list[_Word]]:
    """Runs of ``WINDOW`` words; a short rest joins the last run."""
    starts = list(range(0, max(len(words), 1), WINDOW))
    if len(starts) > 1 and len(words) - starts[-1] < WINDOW // 2:
        starts.pop()
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        yield words[start:end]


def _judge(window: list[_Word], text: str) -> DamageKind | None:
    """What damaged a window of words, None where it is clean."""
    unknown = [word for word in window if not _is_known(word.text)]
    least = max(MIN_REPAIRABLE, MIN_UNKNOWN * len(window))
    most = MAX_UNKNOWN * len(window) if len(window) >= WINDOW // 2 else len(window)
    if not least <= len(unknown) <= most:
        return None
    repairs = [(word, repair) for word in unknown if (repair := _cheap_repair(word.text))]
    if len(repairs) < max(MIN_REPAIRABLE, REPAIRABLE_SHARE * len(unknown)):
        return None
    plain = sum(_is_plain(word.text, repair) for word, repair in repairs) / len(repairs)
    lost = umlaut_share(text[window[0].start : window[-1].end]) < LOST_UMLAUTS
    return DamageKind.NO_DIACRITICS if lost and plain >= PLAIN_SHARE else DamageKind.OCR


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges in order, those that meet joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def assess(text: str) -> Damage:
    """Judge a text as a whole and say where it is damaged, and by what.

    A broken encoding is proven by its letters alone and goes first: it hides words as damage by OCR does.
    """
    lines = map(_counts_of, text.split("\n"))  # neither words, addresses nor broken letters go on over a line's end
    words, unknown, letters, umlauts, broken = map(sum, zip(*lines, strict=True))
    kinds: Counter[DamageKind] = Counter()
    ranges = broken_ranges(text) if broken else []
    if ranges:
        kinds[DamageKind.MOJIBAKE] = len(ranges)
    elif unknown >= MIN_REPAIRABLE:
        windows = list(_windows(_words(text)))
        ends = [window[0].start for window in windows[1:]] + [len(text)]
        for window, end in zip(windows, ends, strict=True):
            if kind := _judge(window, text):
                kinds[kind] += 1
                ranges.append((window[0].start, end))
    kind = max(kinds, key=lambda one: kinds[one]) if kinds else None
    return Damage(
        damaged=bool(kinds),
        unknown_share=unknown / words if words else 0.0,
        umlaut_share=umlauts / letters if letters else 0.0,
        words=words,
        windows=_merged(ranges),
        kind=kind,
    )


def damaged_parts(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of a text that need repair: its damaged windows, or the whole where they are most of it."""
    windows = assess(text).windows
    mostly = sum(end - start for start, end in windows) >= MOSTLY * len(text)
    return ((0, len(text)),) if windows and mostly else windows
