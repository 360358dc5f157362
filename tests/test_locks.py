"""Everything that is installed is pinned to one version and its hashes, and nothing installs anything else."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements*.lock"))
INSTALLERS = [ROOT / "Makefile", ROOT / "deploy" / "Dockerfile", ROOT / "docs" / "deploy.md"]
_PINNED = re.compile(r"[A-Za-z0-9][\w.-]*(?:\[[\w,-]+\])?==[^ ;]+(?: ; .+?)?(?: --hash=sha256:[0-9a-f]{64})+")
_INSTALL = re.compile(r"pip install\b[^&|\n]*(?:\\\n[^&|\n]*)*")


def packages(lock: Path) -> list[str]:
    """A line for each package of a lock."""
    joined = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    return [
        " ".join(line.split()) for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


def names(lines: list[str]) -> set[str]:
    return {re.split(r"[\[=<>!~; ]", line)[0].lower().replace("_", "-") for line in lines}


def test_there_are_locks() -> None:
    assert len(LOCKS) == 4


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_has_one_version_and_its_hashes(lock: Path) -> None:
    assert [line for line in packages(lock) if not _PINNED.fullmatch(line)] == []
    assert packages(lock)


def test_all_that_the_project_names_is_locked() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert names(named["dependencies"]) <= names(packages(ROOT / "requirements.lock"))
    assert names(named["optional-dependencies"]["opensearch"]) <= names(packages(ROOT / "requirements-opensearch.lock"))
    assert names(named["optional-dependencies"]["dev"]) - {"ajsearch"} <= names(
        packages(ROOT / "requirements-dev.lock")
    )


@pytest.mark.parametrize("path", INSTALLERS, ids=lambda path: path.name)
def test_nothing_is_installed_but_by_hash_or_from_here(path: Path) -> None:
    commands = _INSTALL.findall(path.read_text(encoding="utf-8"))
    assert commands
    assert [one for one in commands if "--require-hashes" not in one and "--no-deps" not in one] == []
