"""The word list of printed layout (``data/layout.toml``): suspended hyphens, page numbers, months."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """Lower-case words: after a suspended hyphen, beside a page number, names of months."""

    suspending: frozenset[str]
    page_words: tuple[str, ...]
    months: tuple[str, ...]


@lru_cache(maxsize=1)
def layout_words() -> LayoutWords:
    """The list, read once per process."""
    table = tomllib.loads((files("ajsearch") / "data" / "layout.toml").read_text("utf-8"))
    return LayoutWords(frozenset(table["suspending"]), tuple(table["page_words"]), tuple(table["months"]))
