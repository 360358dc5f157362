"""A few of the broken files and blocks; ``make fuzz`` goes on for an hour."""

import pytest

from ajsearch.errors import FileProblem
from ajsearch.model import Block, BlockKind, SourceDocument
from ajsearch.sections import parse
from tests.fuzz import Case, run_case


@pytest.mark.parametrize("kind", ["file", "blocks"])
def test_what_is_broken_is_read_or_named(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("PATH", "")
    assert max(run_case(Case(kind, number)) for number in range(1, 60)) < 20


def test_a_word_of_a_million_letters_is_looked_up_by_the_length_of_phrases_and_not_its_own() -> None:
    block = Block(kind=BlockKind.PARAGRAPH, cells=("x" * 1_000_000,))
    with pytest.raises(FileProblem):
        parse(SourceDocument(format="txt", blocks=(block,)), file_name="nimi")  # hours, were all its parts looked up
