"""The pages and the API that help to write a role, through Flask's client over the bundled samples."""

import json
import re
from html import unescape
from io import BytesIO

import docx
import pytest

from ajsearch import bootstrap
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from tests.texts import DRIVER
from web import create_app

ATTACK = "<script>alert(1)</script>"
LINES = "hankespetsialist\nkoostab hankeplaani\nteostab järelevalvet lepingute üle"


@pytest.fixture(scope="module")
def client(samples: Settings):
    application = bootstrap.opened(samples)
    yield create_app(application.service).test_client()
    application.close()


@pytest.fixture(scope="module")
def ids(client):
    hits = client.get("/api/v1/search?limit=100").json["hits"]
    return {hit["title"].casefold(): hit["id"] for hit in hits}


def page(response) -> str:
    assert response.status_code == 200, response.status
    return unescape(response.get_data(as_text=True))


def test_similar_positions_come_with_what_corresponds(client, ids):
    text = page(client.get(f"/positions/{ids['õigusnõunik']}/similar"))
    assert "jurist" in text
    assert re.search(r"\d+ vastavust", text)
    assert f"/compare?id={ids['õigusnõunik']}" in text


def test_a_comparison_marks_what_differs_and_comes_as_a_file(client, ids):
    chosen = f"id={ids['õigusnõunik']}&id={ids['jurist']}"
    whole = page(client.get(f"/compare?{chosen}"))
    assert "<mark>" in whole
    assert "puudub" in page(client.get(f"/compare?{chosen}&differences=1"))
    assert client.get(f"/compare.xlsx?{chosen}").data.startswith(b"PK")
    assert len(client.get(f"/api/v1/compare?{chosen}").json["rows"]) > 5


@pytest.mark.parametrize("path", ["/compare", "/compare?id=puudub"])
def test_a_comparison_without_two_positions_says_what_to_do(client, path):
    assert "Vali kaks kuni neli" in page(client.get(path))


def test_comparing_what_is_not_there_or_too_many_is_refused(client, ids):
    assert client.get("/compare?id=x&id=y").status_code == 404
    some = "&".join(f"id={one}" for one in list(ids.values())[:5])
    assert client.get(f"/compare?{some}").status_code == 400
    assert client.get("/api/v1/compare").status_code == 400


def test_clauses_are_listed_and_others_wordings_found(client, ids):
    assert "1 ametikoht" in page(client.get("/clauses?kind=competency"))
    assert "hankeplaan" in page(client.get("/clauses?q=hankeplaani koostamine"))
    found = client.get("/api/v1/clauses?q=hankeplaani koostamine&limit=3").json
    assert "hankeplaan" in found["groups"][0]["text"]
    assert client.get(f"/api/v1/clauses?of={ids['jurist']}&item=1").json["query"]
    assert client.get("/api/v1/clauses?kind=vale").status_code == 400
    assert client.get(f"/api/v1/clauses?of={ids['jurist']}&item=999").status_code == 400


def test_versions_of_a_single_description_say_so(client, ids):
    assert "on üks juhend" in page(client.get(f"/positions/{ids['jurist']}/versions"))
    assert len(client.get(f"/api/v1/positions/{ids['jurist']}/versions").json["versions"]) == 1


def test_a_draft_is_written_by_ticking_and_taken_along(client):
    assert "Näita soovitusi" in page(client.get("/draft"))
    form = {"title": "hankespetsialist", "duty": "koostab hankeplaani\nteostab järelevalvet lepingute üle"}
    text = page(client.post("/draft", data=form))
    assert "kontrollima" in text
    assert "eesti keel" in text
    ticks = re.findall(r'name="take_duty" value="(\{.*?\})">', text)
    first = json.loads(ticks[0])
    again = page(client.post("/draft", data={**form, "take_duty": ticks[:2]}))
    box = re.search(r'name="duty"[^>]*>\n(.*?)</textarea>', again, re.S)
    assert box is not None
    assert len(box[1].split("\n")) == 4
    assert first["text"] in box[1]
    sources = re.search(r'name="sources" value="(\{.*?\})">', again)
    assert sources is not None
    assert json.loads(sources[1])[first["text"]] == first["source"]
    kept = client.post("/draft", data={**form, "duty": box[1], "sources": sources[1], "as": "json"})
    assert kept.headers["Content-Disposition"].endswith('"ametijuhend.json"')
    assert kept.json["duty"][2]["source"] == first["source"]
    back = page(client.post("/draft", data={"file": (BytesIO(kept.data), "mustand.json")}))
    assert first["text"] in back
    word = client.post("/draft", data={**form, "duty": box[1], "sources": sources[1], "as": "docx"})
    assert any(first["text"] in one.text for one in docx.Document(BytesIO(word.data)).paragraphs) or any(
        first["text"] in cell.text for table in docx.Document(BytesIO(word.data)).tables for cell in table._cells
    )
    assert "koostab hankeplaani" in client.post("/draft", data={**form, "as": "text"}).get_data(as_text=True)


def test_a_file_that_is_sent_is_read_within_limits_and_begins_a_draft(client):
    text = page(client.post("/draft", data={"file": (BytesIO(DRIVER.encode()), "juhend.txt")}))
    assert "Juhib õpilasliini bussi sõiduplaani järgi." in text
    hits = client.post("/api/v1/similar?limit=3", data={"file": (BytesIO(DRIVER.encode()), "juhend.txt")}).json["hits"]
    assert hits[0]["title"] == "autojuht-majahoidja"
    assert client.post("/api/v1/similar", data={"file": (BytesIO(b"%PDF-1.4 broken"), "x.pdf")}).status_code == 422


def test_a_draft_begins_from_a_kept_position(client, ids):
    assert ">\n" in page(client.get(f"/draft?from={ids['jurist']}"))
    assert client.get("/draft?from=puudub").status_code == 404


def test_the_authoritys_template_is_filled(client):
    document = docx.Document()
    document.add_paragraph("Amet {{ametinimetus}}")
    file = BytesIO()
    document.save(file)
    form = {"title": "kokk", "as": "docx", "template": (BytesIO(file.getvalue()), "mall.docx")}
    assert docx.Document(BytesIO(client.post("/draft", data=form).data)).paragraphs[0].text == "Amet kokk"
    assert client.post("/draft", data={"title": "x", "as": "docx", "template": (BytesIO(b"x"), "m")}).status_code == 422


def test_what_is_sent_is_escaped_and_nothing_strange_breaks_the_page(client):
    for name in ("title", "duty", "employer", "sources", "take_duty"):
        response = client.post("/draft", data={name: ATTACK, "requirement": "\x00 \ud7ff →→ "})
        assert response.status_code == 200
        assert ATTACK not in response.get_data(as_text=True)
    assert ATTACK not in client.get(f"/clauses?q={ATTACK}").get_data(as_text=True)


def test_the_api_drafts_from_lines_and_from_its_own_json(client):
    answer = client.post("/api/v1/draft", data=LINES.encode()).json
    assert answer["title"] == "hankespetsialist"
    assert answer["suggestions"]["duty"]
    again = client.post("/api/v1/draft", data=json.dumps(answer).encode()).json
    assert again["draft"] == answer["draft"]
    assert client.post("/api/v1/draft", data=b"").status_code == 422
    assert client.post("/api/v1/draft", data=b'{"title": 1}').status_code == 422


def test_nothing_of_a_draft_is_kept(client, samples):
    before = client.get("/healthz").json["positions"]
    client.post("/draft", data={"title": "salajane uus amet", "duty": "teeb midagi"})
    assert client.get("/healthz").json["positions"] == before
    with bootstrap.reading(samples) as app:
        assert app.service.search(SearchRequest(query="salajane")).total == 0
