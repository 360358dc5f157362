"""What is known of words is kept in a file: shared, tied to a version, and done without where it is broken."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch import rules
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


class CountedText:
    """The same for a function of a text."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.of = lasting.lasting_of_text("words", tuple[str, ...] | None)(self._of)

    def _of(self, text: str) -> tuple[str, ...] | None:
        self.asked.append(text)
        return tuple(text.split()) or None


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_what_texts_give_lasts(tmp_path_factory: pytest.TempPathFactory, one: str, other: str) -> None:
    path = tmp_path_factory.mktemp("words") / "words.db"
    first, second = CountedText(), CountedText()
    for texts in (first, second):
        open_words(path, "1")
        assert [texts.of(one), texts.of(other)] == [tuple(one.split()) or None, tuple(other.split()) or None]
        close_words()
    assert second.asked == []


def test_the_file_tells_no_text_to_who_has_it_not(path: Path) -> None:
    open_words(path, "1")
    assert CountedText().of("Koostab eelarvet") == ("Koostab", "eelarvet")
    close_words()
    assert b"eelarvet" not in b"".join(one.read_bytes() for one in path.parent.iterdir())


def test_a_text_that_no_file_can_hold_is_read_each_time(path: Path) -> None:
    texts = CountedText()
    for _ in range(2):
        open_words(path, "1")
        assert texts.of("katki \ud800") == ("katki", "\ud800")
        close_words()
    assert len(texts.asked) == 2


@pytest.mark.parametrize("many", [1, lasting.ASKED_ALONE, 2 * lasting.ASKED_ALONE])
def test_entries_are_found_alone_and_many_at_once(path: Path, many: int) -> None:
    first, second = Counted(), Counted()
    for words in (first, second):
        open_words(path, "1")
        assert [words.of(str(number)) for number in range(many)] == [(len(str(n)), str(n)) for n in range(many)]
        close_words()
    assert (len(first.asked), len(second.asked)) == (many, 0)


def test_a_file_that_has_grown_too_large_is_begun_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = Counted()
    for _ in range(2):
        open_words(path, "1")
        words.of("töö")
        close_words()
    assert words.asked == ["töö"]
    monkeypatch.setattr(lasting, "MOST_BYTES", 4096)
    open_words(path, "1")
    words.of("töö")
    assert words.asked == ["töö", "töö"]


def test_what_is_known_is_out_of_date_with_any_file_of_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "HERE", tmp_path)
    (tmp_path / "data").mkdir()
    seen = set()
    for name, text in (("a.py", "1"), ("a.py", "2"), ("data/b.toml", ""), ("data/b.toml", "x")):
        (tmp_path / name).write_text(text)
        seen.add(rules.digest.__wrapped__())
    assert len(seen) == 4
