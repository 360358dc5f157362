"""The word lists of Estonian analysis: plain files under ``ajsearch/data/estonian`` that a linguist can edit.

Text files hold entries separated by white space, ``#`` begins a comment. TOML files say in their comments what their
tables mean. ``digest`` changes with any byte of any of them, so that an index knows when it is out of date.
"""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

FOLDER = files("ajsearch") / "data" / "estonian"


REVIEWED = "reviewed.txt"
"""The list of what a linguist has looked at: it changes no analysis."""


@cache
def words(name: str) -> frozenset[str]:
    """The entries of the text file ``name`` (without its ending)."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.split("#", 1)[0].split())


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file ``name`` (without its ending) as it is."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def digest() -> str:
    """Twelve hexadecimal digits that stand for the contents of all word lists that change an analysis."""
    found = hashlib.sha256()
    for file in sorted(FOLDER.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith((".txt", ".toml")) and file.name != REVIEWED:
            found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:12]
