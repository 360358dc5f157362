"""A few of the broken files and blocks; ``make fuzz`` goes on for an hour."""

import pytest

from tests.fuzz import Case, run_case


@pytest.mark.parametrize("kind", ["file", "blocks"])
def test_what_is_broken_is_read_or_named(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("PATH", "")
    assert max(run_case(Case(kind, number)) for number in range(1, 60)) < 20
