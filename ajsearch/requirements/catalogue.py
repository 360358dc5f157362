"""The one name of a tool or a competency for any of its spellings in the catalogues, as people type them."""

from collections.abc import Iterator
from functools import cache

from ajsearch.requirements.data_tables import data_file
from ajsearch.requirements.phrases import fold


def tool_name(text: str) -> str:
    """The catalogue's name for a tool ("ms excel" → Excel), the text itself where the catalogue lacks it."""
    return _names("tools", "tool").get(_folded(text), text)


def competency_name(text: str) -> str:
    """The catalogue's name for a competency ("meeskonnatöö" → koostöö), the text itself where it is unknown."""
    return _names("competencies", "competency").get(_folded(text), text)


@cache
def _names(file: str, table: str) -> dict[str, str]:
    """Spelling → name; a name is never taken for another's spelling, an earlier entry comes before a later one."""
    entries = data_file(file)[table]
    found = {_folded(one["name"]): one["name"] for one in entries}
    for one in entries:
        for spelling in _spellings(one):
            found.setdefault(_folded(spelling), one["name"])
    return found


def _spellings(one: dict[str, list[str]]) -> Iterator[str]:
    """The spellings that stand for themselves: patterns of words apart ("a + b") are for texts."""
    for key in ("also", "alone"):
        yield from (spelling for spelling in one.get(key, ()) if " + " not in spelling)


def _folded(text: str) -> str:
    return fold(" ".join(text.split()))
