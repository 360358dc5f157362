"""A question about requirements as a table: what its rows are, and that page, files and API have the same ones."""

import csv
import io
import re
import zipfile
from html import unescape
from xml.etree import ElementTree

import pytest

from ajsearch import bootstrap
from ajsearch.asking import build_request
from ajsearch.ingest import ingest
from ajsearch.settings import Settings
from tests.texts import ARCHIVIST, DRIVER
from web import create_app

PAGES = "http://localhost"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    root = tmp_path_factory.mktemp("table")
    (root / "arhivaar.txt").write_text(ARCHIVIST, encoding="utf-8")
    (root / "bussijuht.txt").write_text(DRIVER.replace("Keskharidus.", "=Keskharidus."), encoding="utf-8")
    settings = Settings(data=root / "data", workers=2)
    with bootstrap.changing(settings) as app:
        ingest([root / "arhivaar.txt", root / "bussijuht.txt"], app.store, app.engine, settings)
    opened = bootstrap.opened(settings)
    yield opened.service
    opened.close()


@pytest.fixture
def client(service):
    return create_app(service).test_client()


def brief(service, query="", **options):
    rows = service.table(build_request(query, **options)).rows
    return [
        (row.title, one.kind.value, one.value, one.level and str(one.level), one.strength and one.strength.value)
        for row in rows
        if (one := row.requirement)
    ]


def test_a_row_is_a_requirement_that_was_asked_for(service):
    assert brief(service, languages=["ru"]) == [
        ("arhivaar", "language", "ru", "B2", "required"),
        ("bussijuht", "language", "ru", None, "welcome"),
    ]
    assert brief(service, languages=["ru"], required_only=True) == [("arhivaar", "language", "ru", "B2", "required")]


def test_conditions_of_the_query_and_of_filters_make_the_same_rows(service):
    by_filter = brief(service, languages=["et:C1"], min_experience=2.0)
    assert by_filter == brief(service, "keel:eesti>=C1 kogemus>=2")
    assert [row[1:3] for row in by_filter] == [("language", "et"), ("experience", "2")]


def test_a_position_that_states_nothing_of_it_says_so(service):
    assert brief(service, max_experience=1.0) == [("bussijuht", "experience", "", None, None)]


def test_without_conditions_all_requirements_are_rows(service):
    kinds = [row[1] for row in brief(service, "bussijuht")]
    assert {"language", "education", "licence"} <= set(kinds)


def test_page_files_and_api_have_the_same_rows(service, client):
    asked = "language=ru&education=doctor"
    text = client.get(f"/export.csv?{asked}&view=table").data.decode("utf-8-sig")
    names, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert names == [
        "Tunnus", "Ametinimetus", "Asutus", "Üksus", "Nõue", "Sisu", "Tase", "Siduvus", "Kindlus",
        "Parandatud", "Lause", "Link",
    ]  # fmt: skip
    answer = client.get(f"/api/v1/requirements?{asked}").json
    assert (answer["total"], len(answer["rows"])) == (2, len(rows))
    sheet = client.get(f"/export.xlsx?{asked}&view=table").data
    assert [row[1:] for row in sheet_rows(sheet)[1:]] == [[cell.removeprefix("'") for cell in row[1:]] for row in rows]
    page = unescape(client.get(f"/?{asked}&view=table").text)
    assert len(re.findall(r"<tr>", page)) == len(rows) + 1
    for row in rows:
        assert row[10].removeprefix("'") in page
        assert f'href="{row[11].removeprefix(PAGES)}"' in page


def sheet_rows(content):
    names = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    book = zipfile.ZipFile(io.BytesIO(content))
    strings = [
        "".join(part.text or "" for part in one.iter(f"{{{names['m']}}}t"))
        for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    ]
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = []
    for row in sheet.iter(f"{{{names['m']}}}row"):
        cells = [""] * 12
        for cell in row:
            value = cell.find("m:v", names)
            if value is not None:
                cells[ord(cell.get("r")[0]) - ord("A")] = strings[int(value.text)]
        found.append(cells)
    return found


def test_a_quote_that_would_run_as_a_formula_is_text(client):
    text = client.get("/export.csv?education=secondary&view=table").data.decode("utf-8-sig")
    assert "=Keskharidus" in text
    assert not re.search(r"(^|;)\"?=", text, re.M)
    sheet = zipfile.ZipFile(io.BytesIO(client.get("/export.xlsx?education=secondary&view=table").data))
    assert b"<f>" not in sheet.read("xl/worksheets/sheet1.xml")


def test_every_row_leads_to_its_sentence_marked_on_the_page(service, client):
    rows = client.get("/?view=table").text
    links = [unescape(one) for one in re.findall(r'<a href="([^"]*place=[^"]*)"><q>', rows)]
    assert len(links) >= 6
    for link in links:
        path, _, anchor = link.partition("#")
        page = client.get(path).text
        target = re.search(rf'id="{anchor}".*?(?=id="s\d|</article>)', page, re.S).group()
        assert "<mark>" in target, link


@pytest.mark.parametrize("place", ["s99-1", "s1", "x", "s1-1<script>", "%00"])
def test_a_place_that_is_not_there_changes_nothing(client, place):
    found = client.get("/api/v1/search?q=arhivaar").json["hits"][0]["id"]
    answer = client.get(f"/positions/{found}?place={place}")
    assert answer.status_code == 200
    assert "<script" not in answer.text


def test_the_whole_table_goes_beyond_one_page(service, monkeypatch):
    monkeypatch.setattr("ajsearch.service.MAX_LIMIT", 1)
    whole = list(service.whole_table(build_request("")))
    assert whole == list(service.table(build_request("", limit=10)).rows)
