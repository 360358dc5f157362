"""Broken encodings: Estonian letters that were read with another character set than they were written with.

A broken run is undone only where its reading gives nothing but Estonian letters; ``ð`` and ``þ`` alone (š and ž of
windows-1257 read as ISO-8859-1) only inside words of otherwise Latin letters.
"""

import re

_LETTERS = "õäöüšžÕÄÖÜŠŽ"

_QUOTES = "„“”‘’–—…€•"

READERS = ("cp1252", "cp1257", "latin-1", "iso8859-15", "iso8859-13", "cp1250", "cp1251", "mac-roman", "cp775")
"""Character sets with which UTF-8 is read by mistake in this part of the world."""

SINGLE = {"ð": "š", "þ": "ž", "Ð": "Š", "Þ": "Ž", "ő": "õ", "Ő": "Õ", "ō": "õ", "Ō": "Õ", "\x9a": "š", "\x9e": "ž"}
"""One letter for another: windows-1257 and ISO-8859-4/-2 read as ISO-8859-1 or the reverse, and look-alikes of õ."""


def _misread(text: str, reader: str) -> str | None:
    try:
        return text.encode("utf-8").decode(reader)
    except UnicodeDecodeError:
        return None


def _pairs() -> dict[str, str]:
    """Misread sequences → the letter meant, twice misread sequences too."""
    pairs: dict[str, str] = {}
    for letter in _LETTERS + _QUOTES:
        for reader in READERS:
            once = _misread(letter, reader)
            if once is None:
                continue
            pairs.setdefault(once, letter)
            twice = _misread(once, reader)
            if twice is not None:
                pairs.setdefault(twice, letter)
    return pairs


MISREAD = _pairs()
"""UTF-8 sequences as other character sets show them → the letter that was written."""

_BROKEN = re.compile("|".join(map(re.escape, sorted(MISREAD, key=len, reverse=True))))
_SUSPECT = re.compile(f"[\ufffd{''.join(SINGLE)}]")
"""Looked for first, as the two below look at every letter's neighbours."""

_LOST = re.compile(r"(?<=[a-zA-Z])\ufffd+|\ufffd+(?=[a-zA-Z])")
_SINGLE = re.compile(f"(?<=[a-zõäöü])[{''.join(SINGLE)}]|[{''.join(SINGLE)}](?=[a-zõäöü])")


def broken_ranges(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the letters that a wrong character set made, those lost for good (``t\ufffd\ufffd``) too."""
    lost = [match.span() for match in _LOST.finditer(text)] if _SUSPECT.search(text) else []
    return sorted(lost + [(start, end) for start, end, _ in readings(text)])


def readings(text: str) -> list[tuple[int, int, str]]:
    """Start, end and the letters meant of each broken run, in order."""
    found = [(match.start(), match.end(), MISREAD[match[0]]) for match in _BROKEN.finditer(text)]
    if _SUSPECT.search(text):
        found += [(match.start(), match.end(), SINGLE[match[0]]) for match in _SINGLE.finditer(text)]
    return sorted(found)
