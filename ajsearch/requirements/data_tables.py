"""Tables of phrases from the data files of one reader each."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ajsearch.requirements.phrases import PhraseTable


@cache
def data_file(name: str) -> dict[str, Any]:
    """The content of ``data/NAME.toml``."""
    return tomllib.loads(files("ajsearch").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


@cache
def file_table(name: str, *path: str) -> PhraseTable[str]:
    """The table of one list of a data file; each phrase's value is the list's name."""
    found: Any = data_file(name)
    for step in path:
        found = found[step]
    return PhraseTable((phrase, path[-1]) for phrase in found)
