import dataclasses
import sqlite3
from pathlib import Path

import pytest
from msgspec import structs

from ajsearch import records
from ajsearch.database import Database
from ajsearch.errors import StoreError, UnknownPosition, UsageError
from ajsearch.model import (
    AnalysedPassage,
    Position,
    Quality,
    Section,
    SectionKind,
    SourceDocument,
    Token,
)
from ajsearch.records import Described, Problem, Source
from ajsearch.store import Store

POSITION = Position(
    id="",
    path="",
    format="text",
    title="arhivaar",
    employer="Metsalinna Arhiiv",
    unit=None,
    manager=None,
    languages=(),
    education=None,
    experience_years=None,
    experience_required=False,
    driving_licence=(),
    security_clearance=False,
    document_language="et",
    sections=(Section(kind=SectionKind.DUTY, heading="Ülesanded", items=()),),
    quality=Quality(),
    ingested_at="",
)
PASSAGES = (
    AnalysedPassage(0, "title", SectionKind.GENERAL, None, "", "arhivaar", (Token(0, 8, "arhivaar", ("arhivaar",)),)),
)


def described(content: str, inner: str = "", title: str = "arhivaar") -> Described:
    document = SourceDocument(format="text", blocks=(), content_hash=content)
    return records.described(
        inner, content, "v1", document=document, position=dataclasses.replace(POSITION, title=title), passages=PASSAGES
    )


def source(path: Path, content: str = "h") -> Source:
    return Source(str(path), path.name, 1, 1, content, "2026-01-01T00:00:00Z")


@pytest.fixture
def store(tmp_path):
    made = Store.create(tmp_path / "data" / "ajsearch.db")
    yield made
    made.close()


@pytest.fixture
def a_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("a")
    return path


def test_a_description_comes_back_as_it_was_kept(store, a_file):
    (kept,) = store.record(source(a_file), [described("a" * 64)], [])
    found = store.position(kept.id)
    assert kept.outcome == "added"
    assert found.passages == PASSAGES
    assert found.position.title == "arhivaar"
    assert (found.position.path, found.position.paths) == ("a.txt", ("a.txt",))
    assert found.position.ingested_at == "2026-01-01T00:00:00Z"


def test_an_unknown_id_is_named(store):
    with pytest.raises(UnknownPosition, match="puudub"):
        store.position("puudub")


def test_a_changed_file_keeps_its_id(store, a_file):
    (first,) = store.record(source(a_file), [described("a" * 64)], [])
    (second,) = store.record(source(a_file), [described("b" * 64, title="peaarhivaar")], [])
    assert (second.id, second.outcome) == (first.id, "updated")
    assert store.position(first.id).position.title == "peaarhivaar"
    assert store.count() == 1


def test_the_old_content_elsewhere_after_a_change_is_another_position(store, a_file, tmp_path):
    (first,) = store.record(source(a_file), [described("a" * 64)], [])
    store.record(source(a_file), [described("b" * 64)], [])
    other = tmp_path / "b.txt"
    other.write_text("b")
    (again,) = store.record(source(other), [described("a" * 64)], [])
    assert again.outcome == "added"
    assert again.id != first.id


def test_the_same_content_at_two_paths_is_one_position(store, a_file, tmp_path):
    other = tmp_path / "b.txt"
    other.write_text("a")
    (first,) = store.record(source(a_file), [described("a" * 64)], [])
    (second,) = store.record(source(other), [described("a" * 64)], [])
    assert (second.id, second.outcome) == (first.id, "duplicate")
    assert store.position(first.id).position.paths == ("a.txt", "b.txt")
    assert [one.outcome for one in store.recorded(str(a_file))] == ["unchanged"]
    assert [one.outcome for one in store.recorded(str(other))] == ["duplicate"]
    assert [(path, one.path, one.id) for path, one in store.duplicates()] == [(str(other), "b.txt", first.id)]


def test_a_duplicate_that_changes_leaves_the_other_path_its_position(store, a_file, tmp_path):
    other = tmp_path / "b.txt"
    other.write_text("a")
    (first,) = store.record(source(a_file), [described("a" * 64)], [])
    store.record(source(other), [described("a" * 64)], [])
    (changed,) = store.record(source(other), [described("c" * 64)], [])
    assert changed.outcome == "added"
    assert store.position(first.id).position.paths == ("a.txt",)


def test_a_moved_file_keeps_its_id(store, a_file, tmp_path):
    (first,) = store.record(source(a_file), [described("a" * 64)], [])
    moved = a_file.rename(tmp_path / "moved.txt")
    (second,) = store.record(source(moved), [described("a" * 64)], [])
    assert (second.id, second.outcome) == (first.id, "unchanged")
    assert store.position(first.id).position.paths == ("moved.txt",)
    assert store.source(str(a_file)) is None


def test_a_container_with_fewer_descriptions_than_before_drops_the_others(store, a_file):
    store.record(source(a_file), [described("a" * 64, "1.pdf"), described("b" * 64, "2.pdf")], [])
    store.record(source(a_file), [described("a" * 64, "1.pdf")], [])
    (left,) = store.ids()
    assert store.position(left).position.path == "a.txt!1.pdf"


def test_forgetting_a_file_removes_its_position_only_when_no_other_holds_it(store, a_file, tmp_path):
    other = tmp_path / "b.txt"
    other.write_text("a")
    for path in (a_file, other):
        store.record(source(path), [described("a" * 64)], [])
    assert store.forget([str(a_file)]) == 0
    assert store.forget([str(other)]) == 1
    assert store.ids() == []


def test_what_the_index_must_learn_survives_until_it_is_confirmed(store, a_file):
    (kept,) = store.record(source(a_file), [described("a" * 64)], [])
    assert store.pending() == [kept.id]
    store.confirm([kept.id])
    assert store.pending() == []
    store.forget([str(a_file)])
    assert store.pending() == [kept.id]


def test_problems_are_replaced_when_their_file_is_read_again(store, a_file):
    store.record_failure(str(a_file), Problem("a.txt", "corrupt", "It is broken."))
    assert [one.reason for one in store.problems()] == ["corrupt"]
    store.record(source(a_file), [described("a" * 64)], [])
    assert store.problems() == []


def test_a_failed_file_leaves_its_former_position(store, a_file):
    (kept,) = store.record(source(a_file), [described("a" * 64)], [])
    store.record_failure(str(a_file), Problem("a.txt", "corrupt", "It is broken."))
    assert store.ids() == [kept.id]


def test_a_rehearsal_changes_nothing(store, a_file):
    with store.rehearsing():
        store.record(source(a_file), [described("a" * 64)], [])
        assert store.count() == 1
    assert store.count() == 0


def test_a_failing_write_takes_back_its_half(store, a_file):
    broken = structs.replace(described("a" * 64, "2"), analysis_version=None)
    with pytest.raises(StoreError, match="could not be written"):
        store.record(source(a_file), [described("b" * 64, "1"), broken], [])
    assert store.count() == 0
    assert store.source(str(a_file)) is None


def test_documents_of_another_analysis_are_found_again(store, a_file):
    (kept,) = store.record(source(a_file), [described("a" * 64)], [])
    assert [found[0] for found in store.documents(known_versions=["v2"])] == [kept.id]
    store.reanalyse(kept.id, structs.replace(described("a" * 64, title="uus"), analysis_version="v2"))
    assert list(store.documents(known_versions=["v2"])) == []
    assert store.position(kept.id).position.title == "uus"


def test_no_store_is_a_usage_error_that_names_the_cure(tmp_path):
    with pytest.raises(UsageError, match="ajsearch ingest"):
        Store.open(tmp_path / "ajsearch.db")


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "palgad.xlsx").write_text("x")
    with pytest.raises(UsageError, match="other files"):
        Database.check_place(tmp_path / "ajsearch.db")
    assert [path.name for path in tmp_path.iterdir()] == ["palgad.xlsx"]


def test_a_database_of_another_program_is_refused(tmp_path):
    path = tmp_path / "ajsearch.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(StoreError, match="not made by ajsearch"):
        Store.open(path)


def test_a_store_of_a_newer_version_is_refused(store, tmp_path):
    path = tmp_path / "data" / "ajsearch.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="version 99"):
        Store.open(path)


def test_a_broken_file_is_one_sentence(tmp_path):
    path = tmp_path / "ajsearch.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(path)
