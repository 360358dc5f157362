import json
import re
from html import unescape

import pytest

from ajsearch import bootstrap
from ajsearch.errors import Reason
from ajsearch.estonian import morphology
from ajsearch.ingest import ingest
from tests.texts import ARCHIVIST, DRIVER
from web import create_app
from web.texts import REASONS, count_text, number_text, segments

ATTACK = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The pages over two positions, one of which carries markup in its text."""
    from ajsearch.settings import Settings

    root = tmp_path_factory.mktemp("web")
    (root / "juhendid").mkdir()
    (root / "juhendid" / "arhivaar.txt").write_text(ARCHIVIST, encoding="utf-8")
    attacked = DRIVER.replace("Peab sõidupäevikut", f"Peab {ATTACK} sõidupäevikut")
    (root / "juhendid" / "bussijuht.txt").write_text(attacked, encoding="utf-8")
    settings = Settings(data=root / "data", workers=2)
    with bootstrap.changing(settings) as application:
        ingest([root / "juhendid"], application.store, application.engine, settings)
    opened = bootstrap.opened(settings)
    yield create_app(opened.service)
    opened.close()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def archivist(client):
    return client.get("/api/v1/search?q=arhivaar&in=title").json["hits"][0]["id"]


def marks(page):
    return re.findall(r"<mark[^>]*>(.*?)</mark>", page)


def test_a_search_shows_positions_with_their_matches_marked(client):
    page = client.get("/?q=arhivaalide+korrastamine&in=duty").text
    assert "1 ametikoht " in page
    assert marks(page) == ["Korrastab", "arhivaale"]
    assert 'title="sama sõna teises vormis">arhivaale' in page
    assert "Metsalinna Arhiiv" in page
    assert "<title>arhivaalide korrastamine – ametijuhendite otsing</title>" in page


def test_the_first_page_lists_all_positions(client):
    page = client.get("/").text
    assert "2 ametikohta" in page
    assert page.index(">arhivaar</a>") < page.index(">bussijuht</a>")


def test_a_facet_leads_to_as_many_positions_as_it_counts(client):
    facets = client.get("/api/v1/search").json["facets"]
    assert facets["employer"]
    assert facets["language"]
    for name in ("employer", "language"):
        for facet in facets[name]:
            found = client.get("/api/v1/search", query_string={name: facet["value"]}).json
            assert (facet["value"], found["total"]) == (facet["value"], facet["count"])


def test_an_active_filter_is_a_link_that_removes_it(client):
    page = unescape(client.get("/?language=ru:B2&required_only=1").text)
    assert "vene keel, vähemalt B2" in page
    chips = re.search(r'<ul class="chips".*?</ul>', page, re.S).group()
    assert 'href="/?required_only=1"' in chips
    assert 'href="/?language=ru%3AB2"' in chips


def test_nothing_found_is_no_dead_end(client):
    page = client.get("/?q=allveelaev&language=ru").text
    assert "Midagi ei leitud." in page
    assert re.search(r'href="/\?language=ru">Ilma otsisõnadeta</a>: \d ametikoht', page)
    assert page.count("<li>", page.index("Mida veel proovida")) >= 3


def test_a_position_shows_sections_facts_and_marks(client, archivist):
    page = client.get(f"/positions/{archivist}?q=arhivaal").text
    assert '<h1 lang="et">arhivaar</h1>' in page
    assert "<q>Vene keele oskus vähemalt tasemel B2.</q>" in page
    assert "vene keel B2" in page
    assert marks(page) == ["arhivaale"]
    assert "Leiti 1 vaste." in page


def test_document_text_is_escaped_everywhere(client):
    (hit,) = client.get("/api/v1/search?q=sõidupäevik").json["hits"]
    for address in ("/?q=sõidupäevik", f"/positions/{hit['id']}?q=sõidupäevik"):
        page = client.get(address).text
        assert "<script>" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", ["q", "employer", "unit", "in", "language", "licence", "education", "max_experience"])
def test_what_an_address_says_is_escaped(client, name):
    page = client.get("/", query_string={name: f'"{ATTACK}'}).text
    assert "<script>alert" not in page


def test_every_answer_has_the_security_headers(client, archivist):
    for address in ("/", f"/positions/{archivist}", "/puudub", "/api/v1/search", "/static/ajsearch.css", "/healthz"):
        with client.get(address) as answer:
            headers = answer.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in headers


def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(client, archivist):
    for address in ("/", f"/positions/{archivist}", "/help", "/unread", "/puudub"):
        page = client.get(address).text
        assert not re.search(
            r"<script(?! type=\"module\" src=\"/static/)|<style| style=| on\w+=|(src|href)=\"(https?:)?//", page
        )


def test_an_unknown_position_is_a_page_with_its_status(client):
    answer = client.get("/positions/puudub")
    assert (answer.status_code, "Sellist lehte ei ole" in answer.text) == (404, True)


def test_api_errors_are_problem_json(client):
    for address, status in (
        ("/api/v1/positions/puudub", 404),
        ("/api/v1/search?language=klingoni", 400),
        ("/api/v1/search?limit=miljon", 400),
        ("/api/v1/search?limit=999999", 400),
        ("/api/v1/puudub", 404),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
        assert answer.json is None or answer.json["status"] == status
        assert json.loads(answer.data)["detail"]


def test_a_wrong_filter_on_the_page_is_said_and_the_search_goes_on(client):
    answer = client.get("/?q=arhivaar&language=klingoni")
    assert answer.status_code == 200
    assert "klingoni" in answer.text
    assert "see jäeti arvestamata" in answer.text


def test_a_wrong_filter_leaves_the_others_standing(client):
    wrong = client.get("/?q=arhivaar&language=klingoni&min_experience=x&in=title").text
    assert (
        re.search(r"<h1[^>]*>.*?</h1>", wrong, re.S)[0]
        == re.search(r"<h1[^>]*>.*?</h1>", client.get("/?q=arhivaar&in=title").text, re.S)[0]
    )


def test_the_api_answers_as_the_command_line(client, archivist):
    shown = client.get(f"/api/v1/positions/{archivist}").json
    assert shown["title"] == "arhivaar"
    assert "similar" not in shown
    assert client.get(f"/api/v1/positions/{archivist}/similar").json["hits"] is not None
    best = client.post("/api/v1/similar", data="bussijuht\nõpilaste vedu bussiga").json["hits"][0]
    assert best["title"] == "bussijuht"


def test_the_search_box_is_completed(client):
    answer = client.get("/api/v1/complete?q=soidupa&limit=3").json
    assert answer == {"query": "soidupa", "completions": [{"text": "sõidupäevik", "kind": "word", "count": 1}]}
    assert client.get("/api/v1/complete").json["completions"] == []
    assert client.get("/api/v1/complete?q=" + "a" * 5000).status_code == 200


def test_health_tells_the_state(client):
    state = client.get("/healthz").json
    assert (state["ok"], state["positions"], state["store"]) == (True, 2, "ok")


def test_health_tells_of_an_analyser_that_is_gone(client, monkeypatch):
    assert client.get("/healthz").json["analyser"] == "ok"
    monkeypatch.setattr(morphology, "_vabamorf", object())
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["ok"]) == (503, False)
    assert "install ajsearch anew" in answer.json["analyser"]


@pytest.mark.parametrize(("form", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("json", b"[")])
def test_a_search_can_be_taken_along(client, form, start):
    answer = client.get(f"/export.{form}?q=arhivaar")
    assert answer.data.startswith(start)
    assert f'filename="ametikohad.{form}"' in answer.headers["Content-Disposition"]


def test_paging_keeps_the_search(client):
    page = unescape(client.get("/?limit=1").text)
    assert 'rel="next" href="/?limit=1&offset=1"' in page
    page = unescape(client.get("/?limit=1&offset=1").text)
    assert 'rel="prev" href="/?limit=1"' in page


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 ametikohta"), (1, "1 ametikoht"), (2, "2 ametikohta"), (1234, "1\u00a0234 ametikohta")]
)
def test_counts_have_the_right_case(number, words):
    assert count_text(number, "ametikoht", "ametikohta") == words


def test_every_reason_has_words():
    assert set(REASONS) == set(Reason)


def test_numbers_are_written_as_estonians_do():
    assert (number_text(1234.5), number_text(2.0), number_text(0.5)) == ("1\u00a0234,5", "2", "0,5")


def test_segments_cut_a_text_at_its_marks():
    assert segments("abc def", [(4, 7)], ["lemma"]) == [("abc ", None), ("def", "sama sõna teises vormis")]
    assert segments("abc", [(0, 3)], []) == [("abc", "")]


def test_a_forged_host_is_not_answered_where_hosts_are_named(app):
    named = create_app(app.extensions["ajsearch"], hosts=["ametijuhendid.example"]).test_client()
    assert named.get("/feed.atom", base_url="https://ametijuhendid.example").status_code == 200
    forged = named.get("/feed.atom", base_url="https://kurjategija.example")
    assert forged.status_code == 400
    assert "kurjategija" not in forged.text
    assert named.get("/puudub", base_url="https://kurjategija.example").status_code == 400


def test_addresses_in_files_lead_to_tls_where_a_web_server_speaks_it(app):
    behind = create_app(app.extensions["ajsearch"], served_by_tls=True).test_client()
    for path in ("/feed.atom", "/opensearch.xml", "/export.csv?view=table"):
        text = behind.get(path, base_url="http://ametijuhendid.example").text
        assert "https://ametijuhendid.example/" in text
        assert "http://ametijuhendid.example" not in text


def test_monitors_on_the_machine_are_answered_whatever_hosts_are_named(app):
    named = create_app(app.extensions["ajsearch"], hosts=["ametijuhendid.example"]).test_client()
    for path in ("/healthz", "/metrics"):
        answered = named.get(path, base_url="http://127.0.0.1:8000")
        assert answered.status_code == 200
        assert "127.0.0.1" not in answered.text


def test_the_count_of_matches_is_that_of_the_outline(client, archivist):
    page = client.get(f"/positions/{archivist}?q=arhiiv").text
    said = int(re.search(r"Leiti (\d+) vaste", page)[1])
    assert said == sum(map(int, re.findall(r'class="count"[^>]*>(\d+) vaste', page))) > 1


def test_matches_of_a_position_are_counted_in_the_outline_and_lead_to_each_other(client, archivist):
    page = client.get(f"/positions/{archivist}?q=arhiiv").text
    nav, body = page.split('<div class="sections">')
    counts = [int(one) for one in re.findall(r'<span class="count" lang="et">(\d+) vaste', nav)]
    anchors = re.findall(r'href="#(s\d+(?:-\d+)?)" aria-label="Järgmine vaste"', body)
    back = re.findall(r'href="#(s\d+(?:-\d+)?)" aria-label="Eelmine vaste"', body)
    assert len(anchors) == len(back) == sum(counts) - 1 > 1
    assert anchors[:-1] == back[1:]
    assert f'<a href="#{back[0]}">Esimene vaste</a>' in nav
    assert all(f'id="{anchor}"' in body for anchor in (*anchors, *back))
    assert "Järgmine vaste" not in client.get(f"/positions/{archivist}").text


def test_each_hit_leads_to_similar_positions_and_to_a_draft_from_it(client, archivist):
    page = client.get("/?q=arhivaal").text
    assert f'href="/positions/{archivist}/similar" aria-label="Sarnased ametikohad: arhivaar"' in page
    assert f'href="/draft?from={archivist}" aria-label="Koosta selle põhjal uus: arhivaar"' in page
