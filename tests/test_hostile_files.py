"""One folder of everything that may lie in wait: each file has its reason, the good ones are read, nothing leaks."""

import io
import os
import random
import socket
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ajsearch import bootstrap
from ajsearch.errors import Reason
from ajsearch.ingest import IngestReport, ingest
from ajsearch.settings import Settings
from tests.command_line import answer, run
from tests.office_files import docx, par, zipped
from tests.texts import ARCHIVIST, DRIVER

SECRET = "Salajanemärksõna"
NOISE = 30_000_000

LAUGHS = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>"""


def cyclic_pdf() -> bytes:
    """A PDF whose page tree bites its tail."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def linked_zip(target: str) -> bytes:
    """A ZIP with a link to a file of the machine, and a member whose path leads out."""
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(link, target)
        archive.writestr("../../lekkinud.txt", ARCHIVIST)
        archive.writestr("/tmp/lekkinud.txt", ARCHIVIST)
        archive.writestr("hea.txt", ARCHIVIST.replace("arhivaar", "arhivaar arhiivist"))
    return packed.getvalue()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("hostile")
    secret = place / "secret.txt"
    secret.write_text(f"{ARCHIVIST}\n{SECRET}\n", encoding="utf-8")
    folder = place / "juhendid"
    folder.mkdir()
    entities = f'{LAUGHS.replace("]>", "")}<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    chance = random.Random(1)
    contents = {
        "hea.txt": DRIVER.encode(),
        "naer.xml": f"{LAUGHS}<SignedDoc>&d;</SignedDoc>".encode(),
        "olem.docx": docx("", parts={"word/document.xml": f"{entities}<w>&s;&d;</w>"}),
        "olem.html": f"{entities}<html><body>{ARCHIVIST}&s;</body></html>".encode(),
        "tsükkel.pdf": cyclic_pdf(),
        "pomm.zip": zipped({"a.txt": b"a" * 30_000_000}),
        "pomm.docx": docx(par("a" * 30_000_000)),
        "viited.zip": linked_zip(str(secret)),
        "baidid.bin": chance.randbytes(NOISE),
        "müra.pdf": b"%PDF-1.7\n" + chance.randbytes(NOISE),
        "müra.zip": b"PK\x03\x04" + chance.randbytes(NOISE),
        "müra.txt": "".join(chance.choices("abdeijklmnoprstuvõäöü     \n", k=1000)).encode() * (NOISE // 1000),
        "nullid.txt": b"\0" * 5000,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "väljas.txt").symlink_to(secret)
    (folder / "ring").symlink_to(folder / "ring")
    (folder / "kodu").symlink_to(place)
    os.mkfifo(folder / "toru.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "s"))
        yield place


@pytest.fixture(scope="module")
def report(place: Path) -> IngestReport:
    settings = Settings(data=place / "data", workers=2)
    with bootstrap.changing(settings) as app:
        return ingest([place / "juhendid"], app.store, app.engine, settings)


def test_every_hostile_file_has_its_reason_and_the_good_ones_are_read(report: IngestReport) -> None:
    reasons = {problem.path: problem.reason for problem in report.failed}
    assert reasons == {
        "naer.xml": Reason.UNSAFE,
        "olem.docx": Reason.UNSAFE,
        "olem.html": Reason.UNSAFE,
        "tsükkel.pdf": reasons["tsükkel.pdf"],
        "pomm.zip!a.txt": Reason.UNSAFE,
        "pomm.docx": Reason.UNSAFE,
        "viited.zip!link.txt": Reason.UNSAFE,
        "viited.zip!../../lekkinud.txt": Reason.UNSAFE,
        "viited.zip!/tmp/lekkinud.txt": Reason.UNSAFE,
        "baidid.bin": Reason.UNSUPPORTED,
        "müra.pdf": Reason.CORRUPT,
        "müra.zip": Reason.CORRUPT,
        "müra.txt": Reason.TOO_LARGE,
        "nullid.txt": Reason.UNSUPPORTED,
        "väljas.txt": Reason.UNSAFE,
        "ring": Reason.UNSAFE,
        "kodu": Reason.UNSAFE,
        "toru.txt": Reason.UNSUPPORTED,
        "s": Reason.UNSUPPORTED,
    }
    assert reasons["tsükkel.pdf"] in {Reason.CORRUPT, Reason.NO_TEXT, Reason.EMPTY}
    assert all(problem.message.endswith(".") for problem in report.failed)
    assert (report.added, report.positions) == (2, 2)


def test_no_secret_text_is_kept_anywhere(place: Path, report: IngestReport) -> None:
    assert report.positions
    for path in (place / "data").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert SECRET.encode() not in content
            assert SECRET.casefold().encode() not in content
    assert answer("search", SECRET, "--data", place / "data")["total"] == 0


def test_nothing_is_written_outside_the_data_directory(place: Path, report: IngestReport) -> None:
    assert report.positions
    assert {path.name for path in place.iterdir()} == {"data", "juhendid", "secret.txt"}
    assert not Path("/tmp/lekkinud.txt").exists()
    assert not list(place.rglob("lekkinud*"))


NAMES = {
    ("õ" * 125 + "a.txt").encode(): "õ" * 125 + "a.txt",
    b"a\"b'c\nd\te\r<script>.txt": "a\"b'c\nd\te\r<script>.txt",
    "tööleping õpetaja.txt".encode("cp1257"): "tööleping õpetaja.txt",
    b"\xed\xa0\x80 surrogaat.txt": "ķ\ufffd\x80 surrogaat.txt",
    b"=cmd|calc!A0.txt": "=cmd|calc!A0.txt",
    b"..%2f..%2fetc%2fpasswd": "..%2f..%2fetc%2fpasswd",
    b"-rf": "-rf",
    b" ": " ",
    b"\x1b[2J\x1b]0;x\x07.txt": "\x1b[2J\x1b]0;x\x07.txt",
}


@pytest.fixture
def strange_names(tmp_path: Path) -> Path:
    """Descriptions whose names are at the limits of what a disk takes."""
    folder = tmp_path / "nimed"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        text = ARCHIVIST.replace("arhivaar", f"arhivaar {number}")
        (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_text(text, encoding="utf-8")
    return folder


def test_files_of_any_name_are_read_kept_and_found_again(strange_names: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert answer("ingest", strange_names, "--data", data)["added"] == len(NAMES)
    assert answer("ingest", strange_names, "--data", data)["unchanged"] == len(NAMES)
    hits = answer("search", "--limit", "50", "--data", data)["hits"]
    assert len(hits) == len(NAMES)
    shown = {hit["path"] for hit in hits}
    assert set(NAMES.values()) - shown == {"ķ\ufffd\x80 surrogaat.txt"} - shown
    for form in ("csv", "xlsx", "json"):
        assert run("export", "--format", form, "--output", tmp_path / form, "--data", data).returncode == 0
    for path in strange_names.iterdir():
        path.write_bytes(b"")
    done = run("ingest", strange_names, "--data", data)
    assert done.returncode == 1
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == len(NAMES)
    for path in strange_names.iterdir():
        path.unlink()
    assert answer("ingest", strange_names, "--prune", "--data", data)["removed"] == len(NAMES)


def test_an_original_of_any_name_is_handed_out(strange_names: Path, tmp_path: Path) -> None:
    from web import create_app

    settings = Settings(data=tmp_path / "data", workers=1)
    with bootstrap.changing(settings) as app:
        ingest([strange_names], app.store, app.engine, settings)
    with bootstrap.reading(settings) as app:
        client = create_app(app.service).test_client()
        for position_id in app.store.ids():
            with client.get(f"/positions/{position_id}/file") as answered:
                assert answered.status_code == 200
                assert answered.data.startswith(b"AMETIJUHEND")
                assert answered.headers["Content-Disposition"].startswith("attachment")
            assert client.get(f"/positions/{position_id}").status_code == 200


def test_halves_of_characters_in_a_text_do_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "juhendid"
    folder.mkdir()
    text = "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in ARCHIVIST).replace("\n", "\\par\n")
    (folder / "pool.rtf").write_text(f"{{\\rtf1\\ansi {text} Oskab \\u-10240? vanu kirju.\\par}}", encoding="ascii")
    (folder / "hea.txt").write_text(DRIVER, encoding="utf-8")
    settings = Settings(data=tmp_path / "data", workers=1)
    with bootstrap.changing(settings) as app:
        assert ingest([folder], app.store, app.engine, settings).added == 2
