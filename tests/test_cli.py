import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from tests.command_line import answer, one_sentence, run
from tests.serving import WAIT_SECONDS, serving
from tests.texts import ARCHIVIST, DRIVER


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    root = tmp_path_factory.mktemp("cli")
    (root / "juhendid").mkdir()
    (root / "juhendid" / "arhivaar.txt").write_text(ARCHIVIST, encoding="utf-8")
    (root / "juhendid" / "bussijuht.txt").write_text(DRIVER, encoding="utf-8")
    (root / "juhendid" / "tyhi.pdf").write_bytes(b"")
    report = answer("ingest", root / "juhendid", "--data", root / "data", code=1)
    assert (report["added"], report["positions"]) == (2, 2)
    assert [(one["path"], one["reason"]) for one in report["failed"]] == [("tyhi.pdf", "empty")]
    return root / "data"


HELP_SECONDS = 0.5
"""Most of the processor's time that the help may take: usual is 0.1 s, loading the analyser alone takes 1 s."""


def test_help_is_quick_and_names_every_command():
    before = os.times().children_user
    done = run("--help")
    assert os.times().children_user - before < HELP_SECONDS
    for name in ("ingest", "search", "show", "similar", "analyse", "export", "rebuild", "doctor", "serve"):
        assert f"\n  {name} " in done.stdout


def test_help_imports_nothing_heavy():
    heavy = ("whoosh", "flask", "lxml", "pypdf", "docx")
    code = f"import sys; import ajsearch.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_search_json_has_the_contracts_fields(data):
    found = answer("search", "arhivaalide korrastamine", "--in", "duty", "--data", data)
    assert {"query", "total", "took_ms", "did_you_mean", "facets", "hits"} <= found.keys()
    assert {"employer", "unit", "language", "education"} <= found["facets"].keys()
    (hit,) = found["hits"]
    assert {"id", "path", "title", "employer", "unit", "score", "passages"} <= hit.keys()
    assert (hit["title"], hit["employer"], hit["path"]) == ("arhivaar", "Metsalinna Arhiiv", "arhivaar.txt")
    passage = hit["passages"][0]
    assert {"section", "number", "heading", "text", "marks", "why"} <= passage.keys()
    assert (passage["section"], passage["number"]) == ("duty", "2.1")
    marked = [passage["text"][start:end] for start, end in passage["marks"]]
    assert marked == ["Korrastab", "arhivaale"]


def test_language_filter_finds_required_and_leaves_welcome_out(data):
    assert [hit["title"] for hit in answer("search", "--language", "ru", "--data", data)["hits"]] == [
        "arhivaar",
        "bussijuht",
    ]
    found = answer("search", "--language", "vene:B2", "--required-only", "--data", data)
    assert [hit["title"] for hit in found["hits"]] == ["arhivaar"]


def test_show_json_has_the_contracts_fields(data):
    (hit,) = answer("search", "bussijuht", "--in", "title", "--data", data)["hits"]
    shown = answer("show", hit["id"], "--data", data)
    assert {
        "id", "path", "format", "title", "employer", "unit", "manager", "languages", "education", "experience_years",
        "experience_required", "driving_licence", "security_clearance", "document_language", "sections", "quality",
        "ingested_at",
    } <= shown.keys()  # fmt: skip
    assert shown["driving_licence"][0]["category"] == "D"
    assert shown["document_language"] == "et"
    duty = next(section for section in shown["sections"] if section["kind"] == "duty")
    assert [item["number"] for item in duty["items"]] == ["2.1", "2.2", "2.3"]
    assert {"number", "name", "text", "results"} <= duty["items"][0].keys()


def test_similar_takes_an_id_a_file_and_standard_input(data, tmp_path):
    (hit,) = answer("search", "bussijuht", "--in", "title", "--data", data)["hits"]
    by_id = answer("similar", hit["id"], "--data", data)
    assert hit["id"] not in [one["id"] for one in by_id["hits"]]
    text = tmp_path / "uus.txt"
    text.write_text(DRIVER.replace("bussijuht", "autojuht"), encoding="utf-8")
    best = answer("similar", text, "--data", data)["hits"][0]
    assert best["title"] == "bussijuht"
    assert {"id", "title", "score", "shared", "only_here", "only_there"} <= best.keys()
    assert {"section", "a", "b", "score"} <= best["shared"][0].keys()
    lines = "bussijuht\nõpilaste vedu bussiga\n"
    assert answer("similar", "-", "--data", data, stdin=lines)["hits"][0]["title"] == "bussijuht"


def test_analyse_json_has_the_contracts_fields():
    tokens = answer("analyse", "Klienditeeninduse nõustajad")["tokens"]
    assert {"text", "start", "end", "lemmas", "parts", "families", "repairs", "known"} <= tokens[0].keys()
    assert tokens[0]["lemmas"] == ["klienditeenindus"]
    assert "klient" in tokens[0]["parts"]
    assert (tokens[1]["start"], tokens[1]["end"], tokens[1]["known"]) == (18, 27, True)


def test_export_writes_the_rows_of_the_search(data, tmp_path):
    target = tmp_path / "vene.csv"
    done = run("export", "--language", "ru", "--format", "csv", "--output", target, "--data", data)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["Ametinimetus"] for row in rows] == ["arhivaar", "bussijuht"]
    target = tmp_path / "vene.json"
    run("export", "--language", "ru", "--format", "json", "--output", target, "--data", data)
    assert [one["title"] for one in json.loads(target.read_text())] == ["arhivaar", "bussijuht"]


def test_doctor_tells_counts_and_what_was_not_indexed(data):
    told = answer("doctor", "--data", data)
    assert (told["positions"], told["engine"]["positions"], told["damage"]) == (2, 2, [])
    assert [(one["path"], one["reason"]) for one in told["not_indexed"]] == [("tyhi.pdf", "empty")]


def test_rebuild_if_needed_does_nothing_when_all_is_well(data):
    done = run("rebuild", "--if-needed", "--data", data)
    assert (done.returncode, "Nothing to do" in done.stdout) == (0, True)
    assert run("rebuild", "--data", data).stdout == "Rebuilt: 2 positions.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "puudub"), 1, "puudub"),
        (("similar", "puudub"), 1, "puudub"),
        (("search", "x", "--language", "klingoni"), 2, "klingoni"),
        (("search", "x", "--language", "ru:Z9"), 2, "Z9"),
        (("search", "x", "--language", "ru:C1-A2"), 2, "C1-A2"),
        (("search", "x", "--education", "suur"), 2, "suur"),
        (("search", "x", "--max-experience", "-1"), 2, "experience"),
        (("export", "x", "--format", "csv", "--output", "/puudub/a.csv"), 2, "/puudub/a.csv"),
    ],
)
def test_a_wrong_call_is_one_sentence(data, arguments, code, words):
    assert words in one_sentence(run(*arguments, "--data", data), code)


def test_no_data_is_one_sentence_that_names_the_cure(tmp_path):
    assert "ajsearch ingest" in one_sentence(run("search", "x", "--data", tmp_path / "puudub"), 2)
    assert not (tmp_path / "puudub").exists()


def test_a_missing_path_is_reported_and_nothing_is_lost(data, tmp_path):
    report = answer("ingest", tmp_path / "puudub", "--data", data, code=1)
    assert [one["reason"] for one in report["failed"]] == ["missing"]
    assert report["positions"] == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    tmp_path.chmod(0o555)
    try:
        assert "cannot be written" in one_sentence(run("ingest", tmp_path, "--data", tmp_path / "data"), 2)
    finally:
        tmp_path.chmod(0o755)


def test_a_file_in_the_place_of_the_data_folder_is_one_sentence(tmp_path):
    (tmp_path / "data").write_text("x")
    one_sentence(run("ingest", tmp_path, "--data", tmp_path / "data"), 2)


@pytest.mark.parametrize(
    "query", ['"', "((", "amet:", "-", "keel:vene>=", "a OR", "*", "\\", "😀", "NOT NOT", '"a b', "x" * 5000]
)
def test_any_text_is_a_legal_query(data, query):
    found = answer("search", "--data", data, "--", query)
    assert found["query"] == query
    assert isinstance(found["hits"], list)


def test_serve_answers_and_stops_gracefully(data):
    with serving(data) as served:
        assert served.get("/healthz")["ok"] is True
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(WAIT_SECONDS) == 0


def test_a_port_in_use_is_one_sentence(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"{port} is in use" in one_sentence(run("serve", "--port", port, "--data", data), 2)


def test_a_fact_is_corrected_listed_and_taken_back(data, tmp_path):
    (hit,) = answer("search", "--language", "ru:B2", "--required-only", "--data", data)["hits"]
    done = run("correct", hit["id"], "language", "vene", "--level", "B1", "--data", data)
    assert (done.returncode, "--undo 1" in done.stdout) == (0, True), done.stderr
    assert answer("search", "--language", "ru:B2", "--required-only", "--data", data)["total"] == 0
    assert [one["value"] for one in answer("show", hit["id"], "--data", data)["corrections"]] == ["ru"]
    assert run("corrections", "--data", data).stdout.startswith(f"1. [{hit['id']}] language: ru B1 (required)")
    done = run("corrections", "--export", tmp_path / "parandused.csv", "--data", data)
    assert done.returncode == 0, done.stderr
    assert answer("corrections", "--undo", "1", "--data", data)["corrections"] == []
    assert answer("search", "--language", "ru:B2", "--required-only", "--data", data)["total"] == 1
    taken = answer("corrections", "--import", tmp_path / "parandused.csv", "--data", data)["corrections"]
    assert [one["position"] for one in taken] == [hit["id"]]
    number = str(taken[0]["correction"]["number"])
    assert answer("corrections", "--undo", number, "--data", data)["corrections"] == []


def test_wrong_corrections_are_one_sentence(data):
    one_sentence(run("correct", "puudub", "tool", "Excel", "--data", data), 1)
    one_sentence(run("correct", "puudub", "language", "klingoni", "--data", data), 2)
    one_sentence(run("corrections", "--undo", "99", "--data", data), 2)
    one_sentence(run("corrections", "--import", "puudub.csv", "--data", data), 2)


def test_requirements_are_exported_as_rows(data, tmp_path):
    target = tmp_path / "nouded.csv"
    done = run("export", "keel:vene", "--requirements", "--format", "csv", "--output", target, "--data", data)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline=""), delimiter=";"))
    assert [(row["Sisu"], row["Tase"], row["Siduvus"]) for row in rows] == [
        ("vene keel", "B2", "nõutav"),
        ("vene keel", "", "soovitav"),
    ]
    assert all(row["Link"].startswith("http://127.0.0.1:8000/positions/") for row in rows)


def test_doctor_lists_what_was_not_understood(data):
    assert answer("doctor", "--data", data)["unread_requirements"] == []
