"""The door that all files come through: chosen by content, and bad files named with their reason."""

import os
import pickle
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.errors import FileProblem, Reason
from ajsearch.readers import ReadLimits, read_bytes, read_file
from tests.office_files import description_docx, description_html, description_odt, description_rtf, odt, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def ole(*streams: str) -> bytes:
    return OLE + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


def reason_of(path: Path) -> Reason:
    with pytest.raises(FileProblem) as caught:
        read_file(path)
    assert caught.value.message.endswith(".")
    assert str(path) not in caught.value.message
    return caught.value.reason


def reason(data: bytes) -> Reason:
    with pytest.raises(FileProblem) as caught:
        read_bytes(data, "nimeta")
    assert caught.value.message.endswith(".")
    return caught.value.reason


@pytest.mark.parametrize(
    ("build", "form"),
    [
        (description_docx, "docx"),
        (description_odt, "odt"),
        (description_rtf, "rtf"),
        (description_html, "html"),
        (lambda: "Tööülesanded\n\nNõustab kliente.\n".encode("cp1257"), "txt"),
    ],
)
@pytest.mark.parametrize("name", ["juhend", "juhend.pdf", "juhend.exe", "õ\n'\".txt"])
def test_format_is_chosen_by_content_and_not_by_name(build, form: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(build())
    assert [document.format for document in read_file(path).documents] == [form]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t ", Reason.EMPTY),
        (ole("WordDocument", "EncryptedPackage"), Reason.ENCRYPTED),
        (ole("Root Entry", "Workbook"), Reason.UNSUPPORTED),
        (ole("PowerPoint Document"), Reason.UNSUPPORTED),
        (ole("__properties_version1.0"), Reason.UNSUPPORTED),
        (
            ole("WordDocument").ljust(1024, b"\0") + b"\xec\xa5" + b"\0" * 8 + b"\x00\x01" + b"\0" * 1200,
            Reason.ENCRYPTED,
        ),
        (zipped({"[Content_Types].xml": "<T/>", "xl/workbook.xml": "<w/>"}), Reason.UNSUPPORTED),
        (zipped({"[Content_Types].xml": "<T/>", "ppt/presentation.xml": "<w/>"}), Reason.UNSUPPORTED),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
            Reason.UNSUPPORTED,
        ),
        (zipped({"mimetype": "application/epub+zip", "a.xhtml": "<html/>"}), Reason.UNSUPPORTED),
        (b"MZ\x90\x00\x03" + b"\0" * 200, Reason.UNSUPPORTED),
        (b"\x7fELF" + b"\0" * 200, Reason.UNSUPPORTED),
        (b"\xff\xd8\xff\xe0" + b"abc\0" * 99, Reason.UNSUPPORTED),
        (b"GIF89a" + b"\0" * 50, Reason.UNSUPPORTED),
        (b"\x1f\x8b\x08" + b"\0" * 50, Reason.UNSUPPORTED),
        (bytes(range(256)) * 40, Reason.UNSUPPORTED),
        (b"\0" * 5000, Reason.UNSUPPORTED),
        (b"%PDF-1.7\n" + b"junk " * 50, Reason.CORRUPT),
        (description_docx()[:1500], Reason.CORRUPT),
        (description_odt()[:1000], Reason.CORRUPT),
        (zipped({"[Content_Types].xml": "<T/>", "word/document.xml": "<w:document"}), Reason.CORRUPT),
        (zipped({"[Content_Types].xml": "<T/>", "word/document.xml": "<document/>"}), Reason.CORRUPT),
        (odt("<text:p>x</text:p>", manifest="<m><encryption-data/></m>"), Reason.ENCRYPTED),
        (odt("<text:p/>"), Reason.NO_TEXT),
        (b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>', Reason.UNSAFE),
        (b'<?xml version="1.0"?><data><row>x</row></data>', Reason.UNSUPPORTED),
        (b"<html><body><script>x</script></body></html>", Reason.NO_TEXT),
        (b"{\\rtf1" + b"{" * 5000, Reason.UNSAFE),
    ],
)
def test_bad_content_is_named(data: bytes, expected: Reason) -> None:
    assert reason(data) is expected


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert reason_of(tmp_path / "pole.pdf") is Reason.MISSING
    assert reason_of(tmp_path) is Reason.UNSUPPORTED
    assert reason_of(tmp_path / ("x" * 300)) is Reason.UNREADABLE


def test_links_pipes_sockets_and_devices_are_never_opened(tmp_path: Path) -> None:
    (tmp_path / "juhend.txt").write_text("Tööülesanded")
    (tmp_path / "link").symlink_to(tmp_path / "juhend.txt")
    (tmp_path / "katki").symlink_to(tmp_path / "pole")
    os.mkfifo(tmp_path / "toru")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert reason_of(tmp_path / "s") is Reason.UNSUPPORTED
    assert reason_of(tmp_path / "link") is Reason.UNSAFE
    assert reason_of(tmp_path / "katki") is Reason.UNSAFE
    assert reason_of(tmp_path / "toru") is Reason.UNSUPPORTED
    assert reason_of(Path("/dev/zero")) is Reason.UNSUPPORTED


def test_a_file_that_becomes_a_link_before_it_is_opened_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, path = tmp_path / "saladus.txt", tmp_path / "juhend.txt"
    secret.write_text("saladus")
    path.write_text("juhend")
    look = os.lstat

    def look_and_swap(looked_at: Path) -> os.stat_result:
        seen = look(looked_at)
        path.unlink()
        path.symlink_to(secret)
        return seen

    monkeypatch.setattr(os, "lstat", look_and_swap)
    assert reason_of(path) is Reason.UNREADABLE


def test_a_file_that_grows_while_it_is_read_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "juhend.txt"
    path.write_text("Tööülesanded")
    look = os.fstat

    def look_and_write(handle: int) -> os.stat_result:
        seen = look(handle)
        with path.open("a") as file:
            file.write("\n1. Keedab suppi.")
        return seen

    monkeypatch.setattr(os, "fstat", look_and_write)
    assert reason_of(path) is Reason.UNREADABLE


def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "keelatud.txt"
    path.write_text("Tööülesanded")
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        assert reason_of(path) is Reason.PERMISSION
    finally:
        if root:
            os.seteuid(0)


def test_too_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "suur.txt"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(FileProblem) as caught:
        read_file(path, ReadLimits(file_bytes=1_000_000))
    assert caught.value.reason is Reason.TOO_LARGE


def test_outcome_travels_between_processes() -> None:
    outcome = read_bytes(zipped({"a.docx": description_docx(), "b.exe": b"MZ" + b"\0" * 99}), "x")
    copy = pickle.loads(pickle.dumps(outcome))
    assert copy.documents == outcome.documents
    assert copy.failures[0][1].reason is Reason.UNSUPPORTED


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"{\\rtf1 ", b"<html>", OLE, b"<SignedDoc>"]),
)
def test_noise_is_read_or_named(noise: bytes, start: bytes) -> None:
    try:
        outcome = read_bytes(start + noise, "müra")
    except FileProblem:
        return
    assert all(document.text.strip() for document in outcome.documents)
