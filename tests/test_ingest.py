import os
import shutil
import time

import pytest

from ajsearch import analysis, bootstrap
from ajsearch.errors import LockedError, Reason, UsageError
from ajsearch.ingest import ingest
from ajsearch.roles.upkeep import Upkeep
from ajsearch.search import SearchRequest
from tests.texts import ARCHIVIST, DRIVER


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "juhendid"
    root.mkdir()
    write(root / "arhivaar.txt", ARCHIVIST)
    write(root / "bussijuht.txt", DRIVER)
    return root


def write(path, text):
    """Write a file that looks as if it had lain there for long."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_600_000_000, 1_600_000_000))


def run(settings, *paths, **options):
    with bootstrap.changing(settings) as app:
        return ingest(paths, app.store, app.engine, settings, **options)


def found(settings, query):
    with bootstrap.reading(settings) as app:
        return [hit.title for hit in app.service.search(SearchRequest(query=query)).hits]


def counts(report):
    return report.added, report.updated, report.unchanged, report.removed


def test_files_become_positions_that_are_found(settings, folder):
    report = run(settings, folder)
    assert counts(report) == (2, 0, 0, 0)
    assert (report.failed, report.duplicates, report.positions) == ([], [], 2)
    assert found(settings, "arhivaalide korrastamine") == ["arhivaar"]


def test_a_second_run_reads_nothing(settings, folder, monkeypatch):
    run(settings, folder)
    monkeypatch.setattr("ajsearch.intake.file_hash", None)  # not even to hash it
    assert counts(run(settings, folder)) == (0, 0, 2, 0)


def test_outlines_are_ready_before_the_first_question_and_made_again_only_where_something_changed(settings, folder):
    run(settings, folder)
    kept = settings.outlines_path.read_bytes()
    os.utime(settings.outlines_path, (1, 1))
    run(settings, folder)
    assert settings.outlines_path.stat().st_mtime == 1
    write(folder / "uus.txt", ARCHIVIST.replace("arhivaar", "vanemarhivaar"))
    run(settings, folder)
    assert settings.outlines_path.read_bytes() != kept
    with bootstrap.reading(settings) as app:
        assert len(Upkeep(app.store, settings.outlines_path).corpus().heads) == 3


def test_a_lost_or_broken_file_of_words_changes_nothing(settings, folder):
    run(settings, folder)
    assert settings.words_path.exists()
    settings.words_path.write_bytes(b"junk")
    write(folder / "uus.txt", ARCHIVIST.replace("arhivaar", "vanemarhivaar"))
    assert counts(run(settings, folder)) == (1, 0, 2, 0)
    assert found(settings, "vanemarhivaar") == ["vanemarhivaar"]


def test_a_touched_file_is_unchanged(settings, folder):
    run(settings, folder)
    os.utime(folder / "arhivaar.txt")
    assert counts(run(settings, folder)) == (0, 0, 2, 0)


def test_a_changed_file_keeps_its_id_and_is_found_by_its_new_words(settings, folder):
    run(settings, folder)
    with bootstrap.reading(settings) as app:
        before = set(app.store.ids())
    write(folder / "arhivaar.txt", ARCHIVIST.replace("Nõustab osakondi", "Digiteerib kaarte ja nõustab osakondi"))
    assert counts(run(settings, folder)) == (0, 1, 1, 0)
    with bootstrap.reading(settings) as app:
        assert set(app.store.ids()) == before
    assert found(settings, "kaartide digiteerimine") == ["arhivaar"]


def test_a_moved_file_keeps_its_id(settings, folder):
    run(settings, folder)
    (folder / "vana").mkdir()
    shutil.move(folder / "arhivaar.txt", folder / "vana" / "arhivaar.txt")
    report = run(settings, folder)
    assert counts(report) == (0, 0, 2, 0)
    assert report.duplicates == []
    assert report.positions == 2


def test_the_same_content_twice_is_one_position_with_two_paths(settings, folder):
    write(folder / "koopia.txt", ARCHIVIST)
    report = run(settings, folder)
    assert report.positions == 2
    assert [one.path for one in report.duplicates] == ["koopia.txt"]
    again = run(settings, folder)
    assert [one.path for one in again.duplicates] == ["koopia.txt"]
    assert counts(again) == (0, 0, 2, 0)


def test_a_vanished_file_stays_until_pruned(settings, folder):
    run(settings, folder)
    (folder / "bussijuht.txt").unlink()
    report = run(settings, folder)
    assert report.positions == 2
    assert [(one.path, one.reason) for one in report.warnings] == [("bussijuht.txt", Reason.MISSING)]
    report = run(settings, folder, prune=True)
    assert (report.removed, report.positions) == (1, 1)
    assert found(settings, "buss") == []


def test_pruning_a_folder_that_is_itself_gone_removes_nothing(settings, folder):
    run(settings, folder)
    shutil.rmtree(folder)
    report = run(settings, folder, prune=True)
    assert (report.removed, report.positions) == (0, 2)
    assert [one.reason for one in report.failed] == [Reason.MISSING]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tyhi.pdf", b"", Reason.EMPTY),
        ("katki.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", Reason.CORRUPT),
        ("pilt.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 100, None),
        ("programm.exe", b"MZ" + bytes(range(256)) * 10, Reason.UNSUPPORTED),
        (
            "artikkel.txt",
            "Täna sadas vihma ja tuul oli tugev. Homme tuleb päike välja.\n".encode() * 20,
            Reason.NOT_A_DESCRIPTION,
        ),
    ],
)
def test_a_bad_file_is_named_with_its_reason_and_the_others_are_read(settings, folder, name, content, reason):
    (folder / name).write_bytes(content)
    report = run(settings, folder)
    assert [one.path for one in report.failed] == [name]
    if reason:
        assert report.failed[0].reason == reason
    assert report.failed[0].message.endswith(".")
    assert report.positions == 2


def test_what_was_not_read_is_remembered_while_it_lies_there(settings, folder):
    (folder / "tyhi.pdf").touch()
    os.mkfifo(folder / "toru")
    run(settings, folder)
    with bootstrap.reading(settings) as app:
        assert [(one.path, one.reason) for one in app.service.problems()] == [
            ("toru", Reason.UNSUPPORTED),
            ("tyhi.pdf", Reason.EMPTY),
        ]
    (folder / "tyhi.pdf").unlink()
    (folder / "toru").unlink()
    run(settings, folder)
    with bootstrap.reading(settings) as app:
        assert app.service.problems() == []


def test_a_file_that_breaks_keeps_its_former_position(settings, folder):
    run(settings, folder)
    write(folder / "arhivaar.txt", "")
    report = run(settings, folder)
    assert [one.reason for one in report.failed] == [Reason.EMPTY]
    assert report.positions == 2
    assert found(settings, "arhivaalid") == ["arhivaar"]


def test_a_second_writer_is_refused_with_a_sentence(settings, folder):
    with bootstrap.changing(settings), pytest.raises(LockedError, match="Another ajsearch is writing"):
        run(settings, folder)


def test_a_run_that_broke_between_store_and_index_is_completed_by_the_next(settings, folder):
    with bootstrap.changing(settings) as app:
        ingest([folder / "bussijuht.txt"], app.store, app.engine, settings)
        ingest([folder / "arhivaar.txt"], app.store, None, settings)  # the store learned of it, the index did not
    assert found(settings, "arhivaalid") == []
    bootstrap.bring_up_to_date(settings)
    assert found(settings, "arhivaalid") == ["arhivaar"]


def test_a_lost_index_is_made_again_from_the_store(settings, folder):
    run(settings, folder)
    shutil.rmtree(settings.index_path)
    shutil.rmtree(folder)
    bootstrap.bring_up_to_date(settings)
    assert found(settings, "arhivaalid") == ["arhivaar"]


def test_other_rules_analyse_kept_documents_again_without_their_files(settings, folder, monkeypatch):
    run(settings, folder)
    shutil.rmtree(folder)
    with bootstrap.changing(settings) as app:
        app.store._db.connection().execute("UPDATE positions SET analysis_version = 'old'")
    report = bootstrap.rebuild(settings, only_if_needed=True)
    assert (report.reason, report.positions, report.problems) == ("other rules", 2, ())
    with bootstrap.reading(settings) as app:
        assert list(app.store.documents(known_versions=[analysis.VERSION])) == []
    assert bootstrap.rebuild(settings, only_if_needed=True).reason is None


def test_a_dry_run_reports_and_keeps_nothing(settings, folder):
    with bootstrap.rehearsing(settings) as app:
        report = ingest([folder], app.store, app.engine, settings)
    assert counts(report) == (2, 0, 0, 0)
    assert not settings.data.exists()


def test_a_data_folder_that_is_not_ours_is_left_alone(settings, folder):
    settings.data.mkdir()
    (settings.data / "palgad.xlsx").write_text("x")
    with pytest.raises(UsageError, match="other files"):
        run(settings, folder)
    assert [path.name for path in settings.data.iterdir()] == ["palgad.xlsx"]


def test_names_in_the_signature_block_are_not_kept(settings, folder):
    write(folder / "arhivaar.txt", ARCHIVIST + "\n\n(allkirjastatud digitaalselt)\nMari Näidis\nDirektor\n")
    run(settings, folder)
    assert found(settings, "Näidis") == []
    with bootstrap.reading(settings) as app:
        from ajsearch.model import encode

        kept = b"".join(encode(one) for one in app.store.positions())
    assert "Näidis".encode() not in kept


def test_progress_is_told_file_by_file(settings, folder):
    seen = []
    run(settings, folder, progress=lambda done, total, name: seen.append((done, total, name)))
    assert [one[:2] for one in seen] == [(1, 2), (2, 2)]
    assert {one[2] for one in seen} == {"arhivaar.txt", "bussijuht.txt"}


def test_the_time_of_reading_is_kept(settings, folder):
    run(settings, folder)
    with bootstrap.reading(settings) as app:
        (one, _) = list(app.store.positions())
    assert one.position.ingested_at[:13] == time.strftime("%Y-%m-%dT%H", time.gmtime())
