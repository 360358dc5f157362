"""What is known of words is kept in a file: shared, tied to a version, and done without where it is broken."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ajsearch.estonian import lasting
from ajsearch.estonian.lasting import close_words, keep_words, open_words


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "words.db"
    close_words()


class Counted:
    """A function of a word that counts how often it was asked, remembered as a fresh process would."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.of = lasting.lasting("length", tuple[int, str])(self._of)

    def _of(self, word: str) -> tuple[int, str]:
        self.asked.append(word)
        return len(word), word


def test_another_process_need_not_work_out_what_one_has(path: Path) -> None:
    first, second = Counted(), Counted()
    open_words(path, "1")
    assert first.of("töö") == (3, "töö")
    close_words()
    open_words(path, "1")
    assert second.of("töö") == (3, "töö")
    assert (first.asked, second.asked) == (["töö"], [])


def test_words_of_another_version_are_forgotten(path: Path) -> None:
    words = Counted()
    for version in ("1", "2"):
        open_words(path, version)
        words.of("töö")
        close_words()
    assert words.asked == ["töö", "töö"]


@pytest.mark.parametrize("damage", ["junk", "table", "value"])
def test_a_broken_file_is_done_without(path: Path, damage: str) -> None:
    words = Counted()
    open_words(path, "1")
    words.of("töö")
    close_words()
    if damage == "junk":
        path.write_bytes(b"junk" * 1000)
    else:
        with sqlite3.connect(path) as database:
            database.execute("DROP TABLE words" if damage == "table" else "UPDATE words SET value = x'c1'")
    open_words(path, "1")
    assert words.of("töö") == (3, "töö")
    assert words.asked == ["töö", "töö"]


def test_without_a_file_or_a_place_for_one_words_are_worked_out(tmp_path: Path) -> None:
    words = Counted()
    assert words.of("töö") == (3, "töö")
    open_words(tmp_path / "missing" / "words.db", "1")
    assert words.of("töö") == (3, "töö")
    assert words.asked == ["töö", "töö"]


def test_what_another_process_is_writing_over_is_kept_for_later(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "BUSY_SECONDS", 0.01)
    words = Counted()
    open_words(path, "1")
    words.of("töö")
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    keep_words(least=1)
    other.rollback()
    other.close()
    close_words()
    open_words(path, "1")
    words.of("töö")
    assert words.asked == ["töö"]
