"""Feed, browser search, API description, original files, and the pages about the service."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from ajsearch import bootstrap
from ajsearch.ingest import ingest
from ajsearch.settings import Settings
from tests.texts import ARCHIVIST, DRIVER
from web import create_app

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "juhendid"
    folder.mkdir()
    (folder / "arhivaar & co.txt").write_text(ARCHIVIST, encoding="utf-8")
    (folder / "bussijuht.txt").write_text(DRIVER, encoding="utf-8")
    return folder


@pytest.fixture
def app(folder: Path, tmp_path: Path) -> Iterator[Flask]:
    settings = Settings(data=tmp_path / "data", workers=1)
    with bootstrap.changing(settings) as application:
        ingest([folder], application.store, application.engine, settings)
    with bootstrap.reading(settings) as application:
        yield create_app(application.service)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def _archivist(client: FlaskClient) -> str:
    return str(client.get("/api/v1/search?q=arhivaar&in=title").json["hits"][0]["id"])


def test_a_feed_has_the_positions_of_its_search(client: FlaskClient) -> None:
    told = client.get("/feed.atom?q=arhivaal%26%3Cid")
    assert told.content_type.startswith("application/atom+xml")
    assert etree.fromstring(told.data).findtext(f"{ATOM}title").startswith("arhivaal&<id")
    feed = etree.fromstring(client.get("/feed.atom?q=arhivaalid").data)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert "rhivaar" in entry.findtext(f"{ATOM}title")
    assert client.get(entry.find(f"{ATOM}link").get("href")).status_code == 200
    summary = entry.findtext(f"{ATOM}summary")
    assert summary == "Metsalinna Arhiiv – Korrastab ja kirjeldab arhivaale ning koostab arhiivinimistu."
    assert len(etree.fromstring(client.get("/feed.atom").data).findall(f"{ATOM}entry")) == 2
    narrowed = etree.fromstring(client.get("/feed.atom?language=ru:B2").data)
    assert narrowed.findtext(f"{ATOM}title").startswith("kõik ametikohad, vene keel, vähemalt B2 –")
    assert etree.fromstring(client.get("/feed.atom?q=%00%0bx").data) is not None


def test_the_search_page_names_its_feed_and_the_browser_search(client: FlaskClient) -> None:
    page = client.get("/?q=arhivaalid").text
    assert 'type="application/atom+xml" title="Uued ametikohad" href="/feed.atom?q=arhivaalid"' in page
    assert 'rel="search"' in page
    described = etree.fromstring(client.get("/opensearch.xml").data)
    templates = [url.get("template") for url in described.iter("{*}Url")]
    assert "http://localhost/?q={searchTerms}" in templates


def test_the_original_file_is_saved_as_it_was(client: FlaskClient, folder: Path) -> None:
    with client.get(f"/positions/{_archivist(client)}/file") as told:
        assert told.data == (folder / "arhivaar & co.txt").read_bytes()
        assert told.content_type == "application/octet-stream"
        assert told.headers["Content-Disposition"].startswith("attachment;")
        assert told.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("become", ["gone", "other", "link", "pipe"])
def test_what_is_no_longer_the_file_that_was_read_is_not_handed_out(
    client: FlaskClient, folder: Path, tmp_path: Path, become: str
) -> None:
    position, path = _archivist(client), folder / "arhivaar & co.txt"
    whole = path.read_bytes()
    path.unlink()
    if become == "other":
        path.write_bytes(b"x" * len(whole))
    elif become == "link":
        (tmp_path / "elsewhere").write_bytes(whole)
        path.symlink_to(tmp_path / "elsewhere")
    elif become == "pipe":
        os.mkfifo(path)
    assert client.get(f"/positions/{position}/file").status_code == 410
    assert client.get("/positions/puudub/file").status_code == 404


def test_every_endpoint_of_the_api_is_described(app: Flask, client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").json
    routes = {rule.rule.replace("<", "{").replace(">", "}") for rule in app.url_map.iter_rules()}
    assert {one for one in routes if one.startswith("/api/")} <= described["paths"].keys()
    referred = set(re.findall(r"#/components/schemas/(\w+)", client.get("/api/v1/openapi.json").text))
    assert {"Results", "Problem"} <= referred <= described["components"]["schemas"].keys()
    assert described["paths"]["/api/v1/search"]["get"]["parameters"]


@pytest.mark.parametrize("address", ["/about", "/accessibility"])
def test_pages_about_the_service_answer(client: FlaskClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert "<h1>" in page.text
