"""The search page: what a hit requires, what is chosen, what to leave out where nothing is found, addresses, files."""

import csv
import gzip
import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from ajsearch import bootstrap
from web import create_app

STATIC = Path(__file__).parent.parent / "web" / "static"
MOST_SCRIPT = 5_000
"""Bytes of all scripts together."""


@pytest.fixture(scope="module")
def app(samples):
    opened = bootstrap.opened(samples)
    yield create_app(opened.service)
    opened.close()


@pytest.fixture
def client(app):
    return app.test_client()


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status)
    return unescape(answer.text)


def ids_of(client, query, number):
    return [hit["id"] for hit in client.get(f"/api/v1/search?q={query}").json["hits"][:number]]


def sheet_texts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = etree.fromstring(file.read("xl/workbook.xml")).xpath("//*[local-name()='sheet']/@name")
        return names[0], etree.fromstring(file.read("xl/sharedStrings.xml")).xpath("//*[local-name()='t']/text()")


def test_a_hit_tells_in_words_what_its_position_requires(client):
    hit = client.get("/api/v1/search?q=klient&language=ru:B1").json["hits"][0]
    shown = client.get(f"/api/v1/positions/{hit['id']}").json
    page = text_of(client, "/?q=klient&language=ru:B1")
    badges = re.search(r'<ul class="badges".*?</ul>', page, re.S).group()
    assert re.search(r"<li>eesti keel [ABC][12]</li>", badges)
    assert re.search(r"<li>vene keel [ABC][12]( \(\w+.*?\))?</li>", badges)
    assert len(re.findall("<li>", badges)) >= len({one["language"] for one in shown["languages"]})
    assert "<li>Russian" in text_of(client, "/en/?q=klient&language=ru:B1")


def test_a_match_in_the_title_is_marked_there_and_not_said_again(client):
    (page,) = [text_of(client, "/?q=arhivaar&limit=1")]
    hit = re.search(r'<ol start="1" class="hits">.*?</li>\s*</ol>', page, re.S).group()
    assert re.search(r"<h3><a [^>]*><mark[^>]*>\w*rhivaar</mark>", hit)
    assert not re.search(
        r'<p class="passage"><span class="kind">üldandmed</span>\s*<span lang="et"><mark[^>]*>\w*rhivaar</mark></span>',
        hit,
    )


def test_positions_are_chosen_for_a_comparison_and_stay_chosen(client):
    one, two = ids_of(client, "klient", 2)
    page = text_of(client, f"/?q=klient&id={one}&id={two}&limit=1")
    assert re.findall(rf'name="id" value="({one}|{two})" checked', page) == [one, two]
    assert f"id={one}&id={two}" in re.search(r'rel="next" href="([^"]+)"', page)[1]
    assert "id=" not in re.search(r'href="([^"]+)">CSV', page)[1]
    assert f'name="id" value="{two}" checked' in text_of(client, f"/?q=allveelaevnik&id={two}")
    compared = text_of(client, f"/compare?q=klient&id={one}&id={two}")
    assert f'href="/?q=klient&id={one}&id={two}">← Tagasi otsingusse' in compared
    assert "Ainult erinevused" in compared
    assert re.search(r'<span class="place">(sama|erineb)</span></th>', compared)


def test_one_position_is_no_comparison_but_says_how_to_choose_more(client):
    (one,) = ids_of(client, "klient", 1)
    page = text_of(client, f"/compare?id={one}")
    assert "Vali kaks kuni neli ametikohta" in page
    assert "Jäta välja" in page


def test_where_nothing_is_found_each_filter_says_how_many_there_are_without_it(client):
    page = text_of(client, "/?q=raamatupidaja&language=ru:C2&max_experience=5")
    (href, count) = re.search(r'<a href="([^"]+)">Ilma kitsenduseta „vene keel, vähemalt C2“</a>: (\d+)', page).groups()
    assert "language" not in href
    assert client.get(href.replace("/?", "/api/v1/search?")).json["total"] == int(count) > 0
    assert "Ilma kitsenduseta „kandidaadi kogemus: 5 aastat“" not in page
    assert "Ilma otsisõnadeta" not in page
    assert "Ilma kõigi kitsendusteta" in text_of(client, "/?q=raamatupidaja&language=ru:C2&language=fi:C2")
    assert "Kõigist jaotistest" in text_of(client, "/?q=tabelarvutus&in=title")
    assert "Mida ära jätta" not in text_of(client, "/?q=allveelaevnik")


def test_what_is_chosen_stays_in_the_form_however_it_was_written(client):
    page = text_of(
        client, "/?q=allveelaevnik&language=vene:b2&employer=Puuduv Amet&no_language=fi&need=required&limit=5"
    )
    assert 'name="language" value="ru:B2" checked' in page
    assert 'name="employer" value="Puuduv Amet" checked' in page
    for name, value in (("no_language", "fi"), ("need", "required"), ("limit", "5")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    chips = re.search(r'<ul class="chips".*?</ul>', page, re.S).group()
    assert "soome keelt ei mainita" in chips
    assert "siduvus: nõutav" in chips


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("max_experience=1", "kandidaadi kogemus: 1 aasta"),
        ("max_experience=2.5", "kandidaadi kogemus: 2,5 aastat"),
        ("min_experience=12", "nõutav kogemus: vähemalt 12 aastat"),
        ("education=secondary", "kandidaadi haridus: keskharidus"),
        ("min_education=master", "nõutav haridus: vähemalt magistrikraad"),
        ("speaks=eesti", "kandidaat oskab: eesti"),
    ],
)
def test_chips_say_filters_as_people_do(client, query, words):
    assert words in text_of(client, f"/?{query}")


def test_an_address_that_a_form_sent_is_shortened(client):
    answer = client.get("/?q=klient&in=&education=&sort=&max_experience=+&language=ru:B1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?q=klient&language=ru%3AB1")
    assert client.get("/en/overview?employer=").headers["Location"] == "/en/overview"
    assert client.get("//kurjategija.example/?q=").headers.get("Location", "/").count("//") == 0
    assert client.get("/api/v1/search?q=&in=").status_code == 200


def test_beyond_the_last_result_one_is_led_back(client):
    page = text_of(client, "/?q=klient&offset=900")
    assert "Midagi ei leitud" not in page
    assert 'href="/?q=klient">Esimesed tulemused' in page
    assert "<title>klient – alates 901. tulemusest" in page


def test_every_form_of_a_result_is_named_for_programs(client):
    page = text_of(client, "/?q=klient")
    for kind in ("text/csv; charset=utf-8", "application/json", "application/atom+xml"):
        assert f'rel="alternate" type="{kind}"' in page


@pytest.mark.parametrize(
    ("address", "name", "sheet", "words"),
    [
        ("/export.xlsx?q=klient", "ametikohad.xlsx", "Ametikohad", ["Tunnus", "Keeled", "Haridus", "keskharidus"]),
        ("/en/export.xlsx?q=klient", "positions.xlsx", "Positions", ["Languages", "Education", "secondary education"]),
        ("/export.xlsx?q=klient&view=table", "nouded.xlsx", "Nõuded", ["Siduvus", "nõutav", "kindel"]),
        ("/en/export.xlsx?q=klient&view=table", "requirements.xlsx", "Requirements", ["How binding", "required"]),
    ],
)
def test_a_file_speaks_the_language_of_its_page(client, address, name, sheet, words):
    answer = client.get(address)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    found, texts = sheet_texts(answer.data)
    assert found == sheet
    assert set(words) <= set(texts)


def test_a_comparison_speaks_the_language_of_its_page(client):
    chosen = "&".join(f"id={one}" for one in ids_of(client, "klient", 2))
    for prefix, name, sheet, word in (
        ("", "vordlus", "Võrdlus", "ülesanne"),
        ("/en", "comparison", "Comparison", "duty"),
    ):
        answer = client.get(f"{prefix}/compare.xlsx?{chosen}")
        assert answer.headers["Content-Disposition"].endswith(f'"{name}.xlsx"')
        found, texts = sheet_texts(answer.data)
        assert found == sheet
        assert word in texts


def test_the_names_in_json_are_the_same_in_any_language(client):
    estonian, english = (client.get(f"{prefix}/export.json?q=klient").json for prefix in ("", "/en"))
    assert estonian == english
    rows = list(csv.reader(io.StringIO(client.get("/en/export.csv?q=klient").data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Id", "Title", "Employer", "Unit"]


def test_an_unchanged_page_is_not_sent_again(client):
    first = client.get("/?q=klient")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/?q=klient", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"]
    assert client.get("/?q=arhiiv", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_pages_are_sent_pressed_to_whom_takes_them_so(client):
    plain = client.get("/?q=klient")
    pressed = client.get("/?q=klient", headers={"Accept-Encoding": "gzip, br"})
    assert (pressed.headers["Content-Encoding"], pressed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(pressed.data) == plain.data
    assert len(pressed.data) < len(plain.data) / 3
    again = {"If-None-Match": pressed.headers["ETag"], "Accept-Encoding": "gzip"}
    assert client.get("/?q=klient", headers=again).status_code == 304
    assert "Content-Encoding" not in client.get("/?q=klient", headers={"Accept-Encoding": "gzip;q=0"}).headers
    client.set_cookie("ajsearch", "x")
    assert "Content-Encoding" not in client.get("/?q=klient", headers={"Accept-Encoding": "gzip"}).headers


def test_our_files_are_kept_under_the_name_of_their_content(client):
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").text):
        assert "?v=" in address
        with client.get(address) as answer:
            assert answer.headers["Cache-Control"] == "max-age=31536000, immutable"
    with client.get("/static/theme.css") as answer:
        assert "max-age" not in answer.headers["Cache-Control"]


def test_an_authority_has_its_own_look(app, tmp_path):
    theme = tmp_path / "meie.css"
    theme.write_text(":root { --accent: #060; }", encoding="utf-8")
    client = create_app(app.extensions["ajsearch"], own_theme=theme).test_client()
    for prefix in ("", "/en"):
        assert f'<link rel="stylesheet" href="{prefix}/theme.css">' in client.get(f"{prefix}/").text
        with client.get(f"{prefix}/theme.css") as answer:
            assert answer.content_type == "text/css; charset=utf-8"
            assert b"--accent: #060" in answer.data
    assert "/theme.css" not in re.sub(r"/static/theme\.css", "", app.test_client().get("/").text)


def test_the_scripts_are_small():
    assert sum(path.stat().st_size for path in STATIC.glob("*.js")) < MOST_SCRIPT


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/puudub", 404, "Sellist lehte ei ole"),
        ("/positions/puudub", 404, "Sellist lehte ei ole"),
        ("/compare.xlsx", 400, "Päringust ei saadud aru"),
        ("/feed.atom?language=klingoni", 400, "Päringust ei saadud aru"),
        ("/admin/", 404, "Sellist lehte ei ole"),
    ],
)
def test_errors_are_pages_with_their_status(client, address, status, heading):
    answer = client.get(address)
    assert (answer.status_code, f"<h1>{heading}</h1>" in answer.text) == (status, True)
    assert client.post("/overview").status_code == 405
