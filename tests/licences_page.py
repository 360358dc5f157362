"""Writes docs/licences.md from what the lock installs: ``python -m tests.licences_page``."""

import re
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements-opensearch.lock"
INTRODUCTION = """\
# Licences of the dependencies

ajsearch itself is under MIT. This is what its lock installs, with the extra `opensearch`; nothing of it is changed.

| package | licence |
|---|---|
"""
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==\S+(?: ; (.*?))? ?\\$", re.MULTILINE)
_OTHER_SYSTEM = "sys_platform == 'win32'"
MOST_CHARACTERS = 60
"""A licence field longer than this is the licence's whole text: then its classifier names it."""


def names() -> list[str]:
    """The packages that the lock installs on this system, each once."""
    found = _LOCKED.findall(LOCK.read_text(encoding="utf-8"))
    return sorted({name for name, marker in found if _OTHER_SYSTEM not in marker})


def licence(name: str) -> str:
    """What a package says its licence is; raises ``ValueError`` for one that says nothing."""
    said = metadata(name)
    text = said.get("License-Expression") or _classified(said) or (said.get("License") or "").strip().splitlines()[:1]
    text = text if isinstance(text, str) else "".join(text)
    if not text or len(text) > MOST_CHARACTERS:
        raise ValueError(f"{name} does not say what its licence is")
    return text


def page() -> str:
    """The page's text."""
    return INTRODUCTION + "".join(f"| {name} | {licence(name)} |\n" for name in names())


def _classified(said: PackageMetadata) -> str:
    licences = [one for one in said.get_all("Classifier") or () if one.startswith("License ::")]
    return ", ".join(sorted({one.rpartition(" :: ")[2] for one in licences} - {"OSI Approved"}))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
