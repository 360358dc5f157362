"""Sentences that name a language or a level and gave no fact are listed until a person has dealt with them."""

import pytest

from ajsearch import bootstrap
from ajsearch.asking import make_correction
from ajsearch.facts import FactKind
from ajsearch.ingest import ingest
from ajsearch.settings import Settings
from tests.texts import ARCHIVIST, DRIVER
from web import create_app

UNCLEAR = "Räägib inimestega lihtsas keeles."


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("review")
    settings = Settings(data=tmp_path / "data", workers=2)
    (tmp_path / "arhivaar.txt").write_text(ARCHIVIST + f"3.5. {UNCLEAR}\n", encoding="utf-8")
    (tmp_path / "bussijuht.txt").write_text(DRIVER, encoding="utf-8")
    with bootstrap.changing(settings) as app:
        ingest([tmp_path / "arhivaar.txt", tmp_path / "bussijuht.txt"], app.store, app.engine, settings)
        yield app


def test_the_sentence_is_listed_with_its_place(app):
    review = app.service.review()
    (row,) = review.rows
    assert (review.total, row.title, row.sentence) == (1, "arhivaar", UNCLEAR)
    item = app.service.position(row.id).sections[row.place.section].items[row.place.item]
    assert UNCLEAR in item.text


def test_the_page_leads_to_the_sentence_marked(app):
    client = create_app(app.service).test_client()
    page = client.get("/review").text
    assert "1 ametikoht<" in page
    link = page.split('<a href="/positions/')[1].split('"')[0]
    assert f"<mark>{UNCLEAR}</mark>" in client.get(f"/positions/{link.partition('#')[0]}").text
    assert client.get("/api/v1/review").json["rows"][0]["sentence"] == UNCLEAR


def test_a_correction_that_quotes_the_sentence_deals_with_it(app):
    (row,) = app.service.review().rows
    app.store.corrections.add(row.id, make_correction(FactKind.LANGUAGE, "et", level="B1", quote=UNCLEAR))
    assert app.service.review().rows == ()
