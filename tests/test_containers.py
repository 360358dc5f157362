"""ZIP and signed containers: every description in them is found, and no container harms."""

import base64
import io
import stat
import zipfile
import zlib

import pytest

from ajsearch.errors import FileProblem, Reason
from ajsearch.readers import ReadLimits, ReadOutcome, read_bytes
from ajsearch.readers.zips import CHUNK, MAX_ENTRIES, Archive
from tests.office_files import description_docx, description_odt, docx, odt, par, zipped

SIGNATURE = "<x><X509SubjectName>TAMM,TUULE,40001010000</X509SubjectName></x>"
TEXT = "Ametijuhend\n\nTöötaja nõustab kliente.\n"


def read(data: bytes, **limits: int) -> ReadOutcome:
    return read_bytes(data, "nimeta", ReadLimits(**limits))


def reason(data: bytes, **limits: int) -> Reason:
    with pytest.raises(FileProblem) as caught:
        read(data, **limits)
    assert caught.value.message.endswith(".")
    return caught.value.reason


def failed(outcome: ReadOutcome) -> dict[str, Reason]:
    return {name: problem.reason for name, problem in outcome.failures}


def signed(parts: dict[str, str | bytes]) -> bytes:
    kind = {"mimetype": "application/vnd.etsi.asic-e+zip"}
    return zipped({**kind, **parts, "META-INF/manifest.xml": "<m/>", "META-INF/signatures0.xml": SIGNATURE})


def ddoc(*files: tuple[str, bytes], content: str = "EMBEDDED_BASE64") -> bytes:
    inner = "".join(
        f'<DataFile ContentType="{content}" Filename="{name}">{base64.encodebytes(data).decode()}</DataFile>'
        for name, data in files
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><SignedDoc format="DIGIDOC-XML" version="1.3" xmlns="http://example.test/d">'
    return f"{head}{inner}<Signature>{SIGNATURE}</Signature></SignedDoc>".encode()


def test_signed_container_gives_its_payload_and_no_signer() -> None:
    outcome = read(signed({"juhend.docx": description_docx(), "kaust/teine.odt": description_odt()}))
    assert [(document.inner, document.format) for document in outcome.documents] == [
        ("juhend.docx", "docx"),
        ("kaust/teine.odt", "odt"),
    ]
    assert outcome.failures == ()
    assert "TUULE" not in "".join(document.text for document in outcome.documents)


def test_ddoc_gives_its_payload_and_no_signer() -> None:
    outcome = read(ddoc(("juhend.docx", description_docx()), ("märkus.txt", TEXT.encode("cp1257"))))
    assert [document.inner for document in outcome.documents] == ["juhend.docx", "märkus.txt"]
    assert "nõustab" in outcome.documents[1].text
    assert "TUULE" not in "".join(document.text for document in outcome.documents)


def test_ddoc_larger_than_a_tree_parser_takes_is_read() -> None:
    outcome = read(
        ddoc(
            ("suur.docx", docx(par("lõik"), parts={"word/media/a.bin": bytes(range(256)) * 40_000})),
            ("b.txt", b"x" * 9_000_000),
        )
    )
    assert outcome.documents[0].text == "lõik"


def test_content_hash_is_that_of_the_member_wherever_it_lies() -> None:
    alone = read(description_docx()).documents[0]
    inside = read(zipped({"a/b.docx": description_docx()})).documents[0]
    assert alone.content_hash == inside.content_hash
    assert len(alone.content_hash) == 64
    assert alone.inner is None


def test_nested_containers_are_named_as_a_chain_also_when_stored_unpacked() -> None:
    inner = signed({"juhend.docx": description_docx(), "pilt.bin": b"\0\1\2" * 50})
    outcome = read(zipped({"sees.asice": inner}, compression=zipfile.ZIP_STORED))
    assert [document.inner for document in outcome.documents] == ["sees.asice!juhend.docx"]
    assert failed(outcome) == {"sees.asice!pilt.bin": Reason.UNSUPPORTED}


def test_members_that_fail_do_not_lose_the_others() -> None:
    outcome = read(
        zipped(
            {
                "tühi.txt": b"",
                "katki.docx": description_docx()[:900],
                "tabel.xlsx": zipped({"[Content_Types].xml": "<T/>", "xl/workbook.xml": "<w/>"}),
                "prog.exe": b"MZ\x90\0" * 30,
                "hea.docx": description_docx(),
            }
        )
    )
    assert [document.inner for document in outcome.documents] == ["hea.docx"]
    assert failed(outcome) == {
        "tühi.txt": Reason.EMPTY,
        "katki.docx": Reason.CORRUPT,
        "tabel.xlsx": Reason.UNSUPPORTED,
        "prog.exe": Reason.UNSUPPORTED,
    }


@pytest.mark.parametrize("name", ["../välja.txt", "/etc/x.txt", "a/../../b.txt", "..\\välja.txt", "C:\\x.txt"])
def test_paths_that_leave_the_container_are_unsafe(name: str, tmp_path, monkeypatch) -> None:
    (tmp_path / "sees").mkdir()
    monkeypatch.chdir(tmp_path / "sees")
    outcome = read(zipped({name: TEXT, "hea.txt": TEXT}))
    assert failed(outcome) == {name: Reason.UNSAFE}
    assert [document.inner for document in outcome.documents] == ["hea.txt"]
    assert not list(tmp_path.rglob("*.txt"))


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_members_of_the_same_name_or_of_none_are_told_apart() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("a.txt", "a.txt", "b.txt"):
            archive.writestr(name, f"{TEXT}{archive.filename}{len(archive.namelist())}")
    data = buffer.getvalue().replace(b"b.txt", b"\0.txt")  # a name ends at its NUL
    assert [document.inner for document in read(data).documents] == ["a.txt", "a.txt (2)", "nimeta"]


def test_links_in_a_container_are_unsafe() -> None:
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert failed(read(buffer.getvalue())) == {"link.txt": Reason.UNSAFE}


def test_encrypted_members_are_named() -> None:
    data = bytearray(zipped({"salajane.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert failed(read(bytes(data))) == {"salajane.txt": Reason.ENCRYPTED}


def test_old_windows_names_are_decoded() -> None:
    data = zipped({"oAde.txt": TEXT}).replace(b"oAde.txt", b"\xe4\x81de.txt")
    assert [document.inner for document in read(data).documents] == ["õüde.txt"]


def test_what_operating_systems_leave_is_not_reported() -> None:
    outcome = read(zipped({"__MACOSX/._a.txt": b"\0\5", "a/.DS_Store": b"\0", "a/Thumbs.db": b"\0", "a.txt": TEXT}))
    assert outcome.failures == ()
    assert len(outcome.documents) == 1


def test_bomb_is_stopped_while_it_unpacks() -> None:
    assert reason(zipped({"a.txt": b"a" * 3_000_000}), unpacked_bytes=1_000_000) is Reason.UNSAFE


def test_no_more_of_a_bomb_comes_out_than_may() -> None:
    archive = Archive(zipped({"a.txt": b"a" * 8_000_000}), ReadLimits(unpacked_bytes=100_000))
    with pytest.raises(FileProblem):
        archive.read("a.txt")
    assert archive.left >= -CHUNK


def test_bomb_is_known_by_its_ratio_before_the_limit() -> None:
    outcome = read(zipped({"a.txt": b"a" * 15_000_000, "hea.txt": TEXT}))
    assert failed(outcome) == {"a.txt": Reason.UNSAFE}
    assert len(outcome.documents) == 1


def test_header_that_lies_about_the_size_changes_nothing() -> None:
    data = bytearray(zipped({"a.txt": b"a" * 3_000_000}))
    place = data.index(b"PK\x01\x02")
    for where in (place + 24, 22):
        data[where : where + 4] = (10).to_bytes(4, "little")
    assert failed(read(bytes(data))) == {"a.txt": Reason.CORRUPT}


def test_bomb_inside_an_office_file_is_stopped() -> None:
    bomb = docx(par("a" * 3_000_000))
    assert reason(bomb, unpacked_bytes=1_000_000) is Reason.UNSAFE
    assert reason(odt(f"<text:p>{'a' * 3_000_000}</text:p>"), unpacked_bytes=1_000_000) is Reason.UNSAFE


def test_allowance_is_shared_by_all_members_and_levels() -> None:
    member = zipped({"a.txt": (TEXT * 9_000).encode()})
    outcome = read(zipped({f"{number}.zip": member for number in range(5)}), unpacked_bytes=1_000_000)
    assert len(outcome.documents) < 5
    assert Reason.UNSAFE in failed(outcome).values()


def test_depth_is_limited() -> None:
    data = zipped({"a.txt": TEXT})
    for _ in range(6):
        data = zipped({"sees.zip": data})
    outcome = read(data)
    assert outcome.documents == ()
    assert set(failed(outcome).values()) == {Reason.UNSAFE}


@pytest.mark.parametrize(
    "data", [zipped({f"{n}.txt": "x" for n in range(30)}), ddoc(*[(f"{n}.txt", b"x") for n in range(30)])]
)
def test_number_of_members_is_limited(data: bytes) -> None:
    assert reason(data, members=20) is Reason.UNSAFE


def test_a_directory_without_end_is_not_looked_through() -> None:
    assert reason(b"PK\x03\x04" + b"PK\x01\x02" * (MAX_ENTRIES + 1)) is Reason.UNSAFE


def test_empty_and_damaged_containers_are_named() -> None:
    assert reason(zipped({"mimetype": "application/vnd.etsi.asic-e+zip", "META-INF/a.xml": "<x/>"})) is Reason.EMPTY
    assert reason(signed({"a.txt": TEXT * 50})[:200]) is Reason.CORRUPT
    assert reason(ddoc(("a.txt", TEXT.encode()))[:-30]) is Reason.CORRUPT


def test_damaged_member_is_corrupt() -> None:
    packed = zlib.compress(TEXT.encode())[2:-4]
    data = zipped({"a.txt": TEXT})
    broken = data.replace(packed[:6], b"\xff" * 6)
    outcome = read(zipped({"a.zip": broken if broken != data else b"PK\x03\x04" + b"\0" * 60, "b.txt": TEXT}))
    assert Reason.CORRUPT in failed(outcome).values()
    assert len(outcome.documents) == 1


def test_ddoc_without_content_and_with_bad_content_is_reported() -> None:
    assert failed(read(ddoc(("a.txt", b""), content="HASHCODE"))) == {"a.txt": Reason.EMPTY}
    assert failed(read(ddoc(("a.txt", b"x")).replace(b"eA==", b"eA"))) == {"a.txt": Reason.CORRUPT}


def test_entities_are_unsafe_wherever_they_are_declared() -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    assert reason(entities.encode() + ddoc(("a.txt", b"x")).partition(b"?>")[2]) is Reason.UNSAFE
    document = docx(par("x"))
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        xml = archive.read("word/document.xml").decode().replace("?>", f"?>{entities}").replace(">x<", ">&b;&c;<")
    assert reason(docx("", parts={"word/document.xml": xml})) is Reason.UNSAFE
    assert reason(docx(par("x"), parts={"word/styles.xml": f"{entities}<x>&b;</x>"})) is Reason.UNSAFE


def test_too_large_container_is_not_opened() -> None:
    assert reason(zipped({"a.txt": TEXT}), file_bytes=50) is Reason.TOO_LARGE
