"""Backup and restore with the real store and index, also while the pages are served and while a process is killed."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ajsearch import bootstrap
from ajsearch.backup import BEFORE_RESTORE, back_up
from ajsearch.errors import StoreError, UsageError
from ajsearch.ingest import ingest
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from web import create_app

TEXT = """\
AMETIJUHEND

Ametikoht: {title}

Tööülesanded

1. {duty}
2. Vastab kirjadele.
"""


def _folder(path: Path, **duties: str) -> Path:
    path.mkdir()
    for title, duty in duties.items():
        (path / f"{title}.txt").write_text(TEXT.format(title=title, duty=duty), encoding="utf-8")
    return path


def _ingest(settings: Settings, folder: Path) -> None:
    with bootstrap.changing(settings) as app:
        assert not ingest([folder], app.store, app.engine, settings).failed


def _titles(settings: Settings, query: str = "") -> list[str]:
    with bootstrap.reading(settings) as app:
        assert not app.service.damage()
        return [hit.title for hit in app.service.search(SearchRequest(query=query)).hits]


@pytest.fixture
def one(tmp_path: Path) -> Settings:
    settings = Settings(data=tmp_path / "one", workers=1)
    _ingest(settings, _folder(tmp_path / "a", arhivaar="Korrastab arhiivi.", aednik="Kastab lilli."))
    return settings


@pytest.fixture
def backup(one: Settings, tmp_path: Path) -> Path:
    target = tmp_path / "backup.db"
    with bootstrap.reading(one) as app:
        assert back_up(app.store, target) == 2
    return target


def test_a_backup_restores_into_a_new_folder(backup: Path, tmp_path: Path) -> None:
    other = Settings(data=tmp_path / "other", workers=1)
    assert bootstrap.restore(other, backup, replace=False) == 2
    assert _titles(other, "lill") == ["aednik"]


def test_a_restore_over_positions_must_be_asked_for_and_can_be_undone(
    one: Settings, backup: Path, tmp_path: Path
) -> None:
    _ingest(one, _folder(tmp_path / "b", kokk="Keedab suppi."))
    with pytest.raises(UsageError, match="holds 3 positions"):
        bootstrap.restore(one, backup, replace=False)
    assert _titles(one, "supp") == ["kokk"]
    assert bootstrap.restore(one, backup, replace=True) == 2
    assert _titles(one, "supp") == []
    assert bootstrap.restore(one, one.data / BEFORE_RESTORE, replace=True) == 3
    assert _titles(one, "supp") == ["kokk"]


def test_pages_that_are_served_show_the_restored_state(one: Settings, backup: Path, tmp_path: Path) -> None:
    _ingest(one, _folder(tmp_path / "b", kokk="Keedab suppi."))
    with bootstrap.reading(one) as app:
        client = create_app(app.service).test_client()
        assert client.get("/api/v1/search?q=supp").json["total"] == 1
        bootstrap.restore(one, backup, replace=True)
        assert client.get("/api/v1/search?q=supp").json["total"] == 0
        assert client.get("/api/v1/search?q=lill").json["total"] == 1


def test_a_backup_while_somebody_writes_is_of_one_moment(one: Settings, tmp_path: Path) -> None:
    more = _folder(tmp_path / "b", kokk="Keedab suppi.", tisler="Valmistab laudu.")
    counts = []

    def copy(done: int, total: int, name: str) -> None:
        with bootstrap.reading(one) as app:
            back_up(app.store, tmp_path / f"{done}.db")
        counts.append(bootstrap.restore(Settings(data=tmp_path / f"r{done}"), tmp_path / f"{done}.db", replace=False))

    with bootstrap.changing(one) as app:
        ingest([more], app.store, app.engine, one, progress=copy)
    assert counts
    assert all(2 <= count <= 4 for count in counts)
    assert sorted(counts) == counts


def test_a_backup_never_overwrites_a_file_unasked(one: Settings, backup: Path) -> None:
    before = backup.read_bytes()
    with bootstrap.reading(one) as app, pytest.raises(UsageError, match="--replace"):
        back_up(app.store, backup)
    assert backup.read_bytes() == before


@pytest.mark.parametrize("spoil", ["cut", "noise", "missing", "other"])
def test_what_is_no_sound_backup_changes_nothing(one: Settings, backup: Path, tmp_path: Path, spoil: str) -> None:
    bad = tmp_path / "bad.db"
    whole = backup.read_bytes()
    if spoil == "cut":
        bad.write_bytes(whole[: len(whole) // 2])
    elif spoil == "noise":
        bad.write_bytes(b"tekst" * 1000)
    elif spoil == "other":
        shutil.copy(_other_program(tmp_path), bad)
    with pytest.raises((StoreError, UsageError)):
        bootstrap.restore(one, bad, replace=True)
    assert _titles(one, "lill") == ["aednik"]


def _other_program(tmp_path: Path) -> Path:
    import sqlite3

    path = tmp_path / "theirs.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    return path


RESTORE = (
    "import sys; from pathlib import Path; from ajsearch import bootstrap; from ajsearch.settings import Settings;"
    "bootstrap.restore(Settings(data=Path(sys.argv[1]), workers=1), Path(sys.argv[2]), replace=True)"
)


def test_a_restore_that_is_killed_leaves_the_old_or_the_new_state(one: Settings, backup: Path, tmp_path: Path) -> None:
    more = _folder(tmp_path / "b", kokk="Keedab suppi.")
    command = [sys.executable, "-c", RESTORE, str(one.data), str(backup)]
    begun = time.monotonic()
    subprocess.run(command, check=True)
    whole = time.monotonic() - begun
    for share in (0.7, 0.8, 0.85, 0.9, 0.95, 1.0):
        _ingest(one, more)
        process = subprocess.Popen(command)
        time.sleep(whole * share)
        process.send_signal(signal.SIGKILL)
        process.wait()
        bootstrap.bring_up_to_date(one)
        titles = _titles(one)
        assert titles in (["aednik", "arhivaar"], ["aednik", "arhivaar", "kokk"])
        assert bool(_titles(one, "supp")) == ("kokk" in titles)
