"""The administrator's pages over two positions, for the tests of those pages."""

import re
import shutil
import time
from html import unescape

import pytest

from ajsearch import bootstrap
from ajsearch.administration import Administration
from ajsearch.ingest import ingest
from ajsearch.settings import Settings
from tests.texts import ARCHIVIST, DRIVER
from web import create_app

SECRET = "katsetamise-võti-1234"
PATIENCE = 120
"""Seconds that a reading of two small files may take on a busy machine."""

READER = (
    "AMETIJUHEND\nAsutus: Järvevalla Raamatukogu\nAmetinimetus: lugemissaali hoidja\n"
    "1. TÖÖÜLESANDED\n1.1. Hoiab lugemissaalis vaikust.\n1.2. Paneb ajalehed riiulisse.\n"
    "2. NÕUDED\n2.1. Keskharidus.\n2.2. Räägib lugejatega lihtsas keeles.\n"
)


@pytest.fixture(scope="module")
def admin_root(tmp_path_factory):
    """A data directory of two positions, for each test to start from."""
    root = tmp_path_factory.mktemp("admin")
    (root / "juhendid").mkdir()
    (root / "juhendid" / "arhivaar.txt").write_text(ARCHIVIST, encoding="utf-8")
    (root / "juhendid" / "bussijuht.txt").write_text(DRIVER, encoding="utf-8")
    settings = Settings(data=root / "read", workers=1)
    with bootstrap.changing(settings) as app:
        ingest([root / "juhendid"], app.store, app.engine, settings)
    return root


@pytest.fixture
def admin_settings(admin_root, tmp_path):
    shutil.copytree(admin_root / "read", tmp_path / "data")
    return Settings(data=tmp_path / "data", workers=1)


@pytest.fixture
def admin_app(admin_settings):
    administration = Administration(admin_settings)
    opened = bootstrap.opened(admin_settings)
    yield create_app(opened.service, administration=administration, secret=SECRET)
    administration.close()
    opened.close()


@pytest.fixture
def visitor(admin_app):
    """A client that has not logged in."""
    return admin_app.test_client()


@pytest.fixture
def admin(visitor):
    """A client that has logged in, and the token of its forms."""
    answer = visitor.post("/admin/login", data={"secret": SECRET, "token": token_on(visitor, "/admin/login")})
    assert answer.status_code == 303
    return visitor, token_on(visitor, "/admin/")


def token_on(client, address):
    return re.search(r'name="token" value="(\w+)"', client.get(address).text)[1]


def titles(client):
    return {hit["title"] for hit in client.get("/api/v1/search").json["hits"]}


def id_of(client, title):
    return next(hit["id"] for hit in client.get("/api/v1/search").json["hits"] if hit["title"] == title)


def until_read(client):
    """The progress when the reading is over."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        told = client.get("/admin/progress").text
        if 'data-running="jah"' not in told:
            return unescape(told)
        time.sleep(0.1)
    raise AssertionError(told)
