"""The files of deploy/ name settings, commands and locks that there are."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from ajsearch.cli import cli
from ajsearch.settings import Settings, environment_name

ROOT = Path(__file__).parent.parent
FILES = sorted(path for path in (ROOT / "deploy").rglob("*") if path.is_file())


def test_there_are_files() -> None:
    assert {path.suffix for path in FILES} >= {".service", ".timer", ".yaml", ".conf"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_settings_commands_and_locks_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = {environment_name(one.name) for one in fields(Settings)}
    assert set(re.findall(r"\bAJSEARCH_[A-Z_]+\b", text)) <= known
    commands = re.findall(r"bin/ajsearch (\w+)|command: \[(\w+)|CMD \[\"(\w+)\"\]$", text, re.MULTILINE)
    assert {next(filter(None, found)) for found in commands} <= cli.commands.keys()
    for lock in re.findall(r"requirements[\w-]*\.lock", text):
        assert (ROOT / lock).is_file()
