"""The administrator puts facts right, dismisses sentences, removes and restores positions."""

import io
import re

import pytest

from tests.admin_pages import READER, id_of, titles, until_read


def test_a_position_is_removed_restored_and_erased(admin):
    client, token = admin
    one = id_of(client, "arhivaar")
    assert "Paranda või kustuta" in client.get(f"/positions/{one}").text
    client.post(f"/admin/positions/{one}/remove", data={"token": token})
    assert client.get(f"/positions/{one}").status_code == 404
    restore = re.search(r"/admin/removed/\w+/restore", client.get("/admin/").text)[0]
    assert client.post(restore, data={"token": token}).status_code == 303
    assert titles(client) == {"arhivaar", "bussijuht"}
    client.post(f"/admin/positions/{one}/remove", data={"token": token})
    client.post(restore.replace("restore", "erase"), data={"token": token})
    assert "jäädavalt kustutatud" in client.get("/admin/").text
    assert client.post(restore, data={"token": token}).status_code == 404


def test_facts_are_changed_added_taken_away_and_put_back(admin):
    client, token = admin
    one = id_of(client, "arhivaar")
    page = f"/admin/positions/{one}"
    assert 'value="vene"' in client.get(page).text
    fact = {"token": token, "kind": "language", "target": "ru", "value": "vene", "level": "B1", "required": "1"}
    assert client.post(f"{page}/facts", data=fact).location == f"{page}?done=corrected"
    assert client.get("/api/v1/search?language=ru:B2").json["total"] == 0
    new = {"token": token, "kind": "licence", "value": "b", "quote": "Nõustab osakondi dokumentide hävitamisel."}
    client.post(f"{page}/facts", data=new)
    assert client.get("/api/v1/search?licence=B").json["total"] == 1
    client.post(
        f"{page}/facts",
        data={"token": token, "kind": "education", "target": "higher", "remove": "1"} | {"value": "higher"},
    )
    assert client.get(f"/api/v1/positions/{one}").json["education"] is None
    for address in re.findall(r"/admin/corrections/\d+/undo", client.get(page).text):
        assert client.post(address, data={"token": token}).location == f"{page}?done=undone"
    assert client.get("/api/v1/search?language=ru:B2").json["total"] == 1
    assert client.get(f"/api/v1/positions/{one}").json["education"]["level"] == "higher"


@pytest.mark.parametrize(
    "wrong", [{"kind": "language", "value": "klingoni"}, {"kind": "x"}, {"kind": "education", "value": "<script>"}, {}]
)
def test_a_wrong_fact_is_told_and_changes_nothing(admin, wrong):
    client, token = admin
    answer = client.post(f"/admin/positions/{id_of(client, 'arhivaar')}/facts", data={"token": token, **wrong})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "<script>" not in answer.text


def test_every_kind_of_fact_can_be_added(admin):
    client, token = admin
    page = f"/admin/positions/{id_of(client, 'arhivaar')}"
    values = {"education": "master", "experience": "3", "citizenship": "estonia", "background": "check"}
    for kind in re.findall(r"add=(\w+)#lisa", client.get(page).text):
        assert 'name="quote"' in client.get(f"{page}?add={kind}").text
        value = {"language": "soome", **values}.get(kind, "B")
        sent = {"token": token, "kind": kind, "value": value, "level": "", "required": "1"}
        assert client.post(f"{page}/facts", data=sent).status_code == 303, kind


def test_a_sentence_is_dismissed_and_can_be_taken_back(admin):
    client, token = admin
    client.post("/admin/upload", data={"token": token, "files": [(io.BytesIO(READER.encode()), "hoidja.txt")]})
    until_read(client)
    rows = client.get("/api/v1/review").json["rows"]
    row = rows[0]
    assert "Ei ole nõue" in client.get("/review").text
    form = {"token": token, "position": row["id"], "kind": row["kind"], "sentence": row["sentence"]}
    before = client.get(f"/api/v1/positions/{row['id']}").json
    assert client.post("/admin/dismiss", data=form).location == "/review"
    assert client.get("/api/v1/review").json["rows"] == rows[1:]
    after = client.get(f"/api/v1/positions/{row['id']}").json
    assert (after["languages"], after["education"]) == (before["languages"], before["education"])
    undo = re.search(r"/admin/corrections/\d+/undo", client.get(f"/admin/positions/{row['id']}").text)[0]
    client.post(undo, data={"token": token})
    assert client.get("/api/v1/review").json["rows"] == rows
