"""The pages and the API that help to write a role, through Flask's client over the bundled samples."""

import json
import re
from dataclasses import replace
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
    assert re.search(r"\d+ sarnast punkti", text)
    assert f"/compare?id={ids['õigusnõunik']}" in text


def test_positions_similar_to_a_text_or_a_file_come_with_what_corresponds(client):
    assert "Leia sarnased" in page(client.get("/similar"))
    assert "Leia sarnased" in page(client.post("/similar", data={"text": " "}))
    for sent in ({"text": LINES}, {"file": (BytesIO(LINES.encode()), "mustand.txt")}):
        text = page(client.post("/similar", data=sent))
        assert "hankespetsialist" in text
        assert re.search(r"\d+ sarna(ne|st) punkt", text)
        assert "koostab hankeplaani" in text
    assert ATTACK not in client.post("/similar", data={"text": ATTACK}).get_data(as_text=True)
    assert client.post("/similar", data={"file": (BytesIO(b"%PDF-1.4 broken"), "x.pdf")}).status_code == 422


def test_up_to_four_similar_positions_are_chosen_for_one_comparison(client, ids):
    text = page(client.get(f"/positions/{ids['õigusnõunik']}/similar"))
    chosen = re.findall(r'name="id" value="(\w+)"', text)
    assert chosen[0] == ids["õigusnõunik"]
    table = page(client.get("/compare?" + "&".join(f"id={one}" for one in chosen[:4])))
    assert table.count('<th scope="col"><a href="/positions/') == 4


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


def test_comparing_what_is_not_there_is_refused_and_of_too_many_one_chooses_what_to_leave_out(client, ids):
    assert client.get("/compare?id=x&id=y").status_code == 404
    five = list(ids.values())[:5]
    text = page(client.get("/compare?q=jurist&" + "&".join(f"id={one}" for one in five)))
    assert "Valitud on 5 ametikohta" in text
    fewer = "/compare?q=jurist&" + "&".join(f"id={one}" for one in five[1:])
    assert f'href="{fewer}"' in text
    assert 'href="/?q=jurist&' in page(client.get(fewer))
    assert client.get("/api/v1/compare").status_code == 400


def test_clauses_are_listed_and_others_wordings_found(client, ids):
    assert "1 ametikoht" in page(client.get("/clauses?kind=competency"))
    assert re.search(r'<a href="/positions/\w+" lang="et">\w+', page(client.get("/clauses")))
    assert "hankeplaan" in page(client.get("/clauses?q=hankeplaani koostamine"))
    found = client.get("/api/v1/clauses?q=hankeplaani koostamine&limit=3").json
    assert "hankeplaan" in found["groups"][0]["text"]
    assert client.get(f"/api/v1/clauses?of={ids['jurist']}&item=1").json["query"]
    assert client.get("/api/v1/clauses?kind=vale").status_code == 400
    assert client.get(f"/api/v1/clauses?of={ids['jurist']}&item=999").status_code == 400


def test_versions_of_a_single_description_say_so(client, ids):
    assert "on ainult üks juhend" in page(client.get(f"/positions/{ids['jurist']}/versions"))
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
    paragraphs = [one.text for one in docx.Document(BytesIO(word.data)).paragraphs]
    assert any(one.startswith(first["text"]) and f"({first['source']})" in one for one in paragraphs)
    assert "koostab hankeplaani" in client.post("/draft", data={**form, "as": "text"}).get_data(as_text=True)


def test_an_arrow_is_typed_as_keyboards_have_it(client):
    sent = client.post("/draft", data={"duty": "Peab arhiivi -> Arhiiv on korras", "as": "json"}).json
    assert (sent["duty"][0]["text"], sent["duty"][0]["results"]) == ("Peab arhiivi", ["Arhiiv on korras"])


def test_a_file_that_is_sent_is_read_within_limits_and_begins_a_draft(client):
    text = page(client.post("/draft", data={"file": (BytesIO(DRIVER.encode()), "juhend.txt")}))
    assert "Juhib õpilasliini bussi sõiduplaani järgi." in text
    hits = client.post("/api/v1/similar?limit=3", data={"file": (BytesIO(DRIVER.encode()), "juhend.txt")}).json["hits"]
    assert hits[0]["title"] == "autojuht-majahoidja"
    assert client.post("/api/v1/similar", data={"file": (BytesIO(b"%PDF-1.4 broken"), "x.pdf")}).status_code == 422


FAMILIES = (
    "teenistusgrupp;tase;kirjeldus\nÕigus;2;lepingute ja määruste eelnõude koostamine\nTransport;1;busside juhtimine"
)


def sent_table() -> tuple[BytesIO, str]:
    return BytesIO(FAMILIES.encode("utf-8-sig")), "grupid.csv"


def test_the_job_family_is_found_by_a_table_that_is_sent_and_not_kept(client, ids):
    path = f"/positions/{ids['jurist']}/family"
    assert path in page(client.get(f"/positions/{ids['jurist']}"))
    assert "Leia teenistusgrupp" in page(client.get(path))
    found = page(client.post(path, data={"classification": sent_table()}))
    assert "Õigus · 2" in found
    assert "lähedus" in found
    assert "Selle kasuks räägivad" in found
    assert "Õigus · 2" not in page(client.get(path))
    drafted = page(
        client.post("/draft", data={"title": "jurist", "duty": "koostab lepinguid", "classification": sent_table()})
    )
    assert "Õigus · 2" in drafted
    assert client.post(path, data={"classification": (BytesIO(b"a;b"), "x.csv")}).status_code == 400


def test_the_api_finds_the_job_family_of_a_text_a_file_or_a_position(samples, tmp_path, client, ids):
    lines = "jurist\nkoostab lepinguid"
    for sent in ({"text": lines}, {"file": (BytesIO(lines.encode()), "mustand.txt")}):
        answer = client.post("/api/v1/family", data={**sent, "classification": sent_table()}).json
        assert [(one["family"], one["level"]) for one in answer["matches"]] == [("Õigus", "2")]
        assert "koostab lepinguid" in [one["text"] for one in answer["matches"][0]["speaking"]]
    assert client.get(f"/api/v1/positions/{ids['jurist']}/family").status_code == 400
    table = tmp_path / "grupid.csv"
    table.write_text(FAMILIES, encoding="utf-8")
    with bootstrap.reading(replace(samples, classification=str(table))) as app:
        configured = create_app(app.service).test_client()
        assert configured.get(f"/api/v1/positions/{ids['jurist']}/family").json["matches"][0]["family"] == "Õigus"
        assert configured.post("/api/v1/family", data=lines.encode()).json["matches"][0]["family"] == "Õigus"
        assert "Õigus · 2" in page(configured.get(f"/positions/{ids['jurist']}/family"))
        table.unlink()
        assert configured.get(f"/positions/{ids['jurist']}/family").status_code == 400


def test_each_duty_of_a_position_leads_to_how_others_word_it(client, ids):
    links = re.findall(r'class="others"[^>]* href="([^"]+)"', page(client.get(f"/positions/{ids['jurist']}")))
    assert len(links) > 5
    own = client.get(f"/api/v1/positions/{ids['jurist']}").json
    for link in links[:3]:
        text = page(client.get(link))
        assert "Kuidas teised seda sõnastavad?" in text
        assert f'"/positions/{own["id"]}"' not in text


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
