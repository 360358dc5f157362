import csv
import io
import json
import zipfile
from dataclasses import replace

import pytest

from ajsearch.errors import UsageError
from ajsearch.export import ExportFormat, export, write_whole
from ajsearch.model import CefrLevel, Certainty, LanguageRequirement
from tests.test_store import POSITION

RUSSIAN = LanguageRequirement(
    language="ru", level=CefrLevel.B2, required=True, certainty=Certainty.EXACT, quote="Vene keel B2; kõnes."
)


def rows(content):
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_csv_opens_in_estonian_excel():
    content = export([replace(POSITION, id="x1", languages=(RUSSIAN,), experience_years=1.5)], ExportFormat.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = rows(content)
    assert row["Keeled"] == "vene keel B2"
    assert row["Keelenõude lause"] == "Vene keel B2; kõnes."
    assert row["Kogemus aastates"] == "1,5"


def test_one_of_several_languages_is_said_to_be_one():
    either = [replace(RUSSIAN, language=code, group="g", group_min=1) for code in ("ru", "fi")]
    welcome = replace(RUSSIAN, language="en", required=False, certainty=Certainty.APPROX)
    (row,) = rows(export([replace(POSITION, languages=(*either, welcome))], ExportFormat.CSV))
    assert row["Keeled"] == (
        "vene keel B2 (üks valikutest); soome keel B2 (üks valikutest); inglise keel B2 (soovitav, ligikaudne)"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_run_as_a_formula_is_text(start):
    (row,) = rows(export([replace(POSITION, title=f"{start}cmd|' /C calc'!A0")], ExportFormat.CSV))
    assert row["Ametinimetus"].startswith(f"'{start}")


def test_json_is_a_list_of_positions():
    (one,) = json.loads(export([replace(POSITION, id="x1", languages=(RUSSIAN,))], ExportFormat.JSON))
    assert one["languages"][0]["level"] == "B2"


def test_xlsx_holds_text_and_no_formula():
    content = export([replace(POSITION, title="=1+1")], ExportFormat.XLSX)
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count("<row ") == 2


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    with pytest.raises(UsageError, match="cannot be written"):
        write_whole(tmp_path / "puudub" / "a.csv", b"new")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
