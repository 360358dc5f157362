"""The bundled samples: made files hold what their judged sources say, and nothing is copied from real descriptions."""

import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import Table
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "tests" / "eval" / "samples").glob("*.toml"))
MADE = ROOT / "ajsearch" / "data" / "samples"
QUERIES = ROOT / "tests" / "eval" / "sample_queries.toml"
SEEDS = ROOT.parent / "shared" / "seeds"
KINDS = {
    "general", "purpose", "duty", "result", "right", "responsibility", "obligation", "tool", "requirement",
    "competency", "other",
}  # fmt: skip
FORMATS = {"pdf", "docx", "odt", "rtf", "html", "txt", "scan"}
LEVELS = {"A1", "A2", "B1", "B2", "C1", "C2"}
WORDS_IN_A_ROW = 10
MAX_FILE, MAX_ALL = 300_000, 3_000_000

LOADED = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in SOURCES}
READABLE = [name for name, source in LOADED.items() if source["format"] in {"pdf", "docx", "txt", "html"}]


def items(source: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for section in source["sections"] for item in section["items"]]


def made_bytes(source: dict[str, Any]) -> bytes:
    if "container" not in source:
        return (MADE / source["file"]).read_bytes()
    with zipfile.ZipFile(MADE / source["container"]) as archive:
        return archive.read(source["file"])


def docx_text(data: bytes) -> str:
    parts: list[str] = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            parts += [cell.text for row in block.rows for cell in row.cells]
        else:
            parts.append(block.text)
    return "\n".join(parts)


def made_text(source: dict[str, Any]) -> str:
    data = made_bytes(source)
    match source["format"]:
        case "pdf":
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        case "docx":
            return docx_text(data)
        case _:
            return data.decode(source.get("encoding", "utf-8"))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def holds(text: str, wanted: str) -> bool:
    """Whether ``wanted`` is there at once, or in two parts where a table's row breaks across pages."""
    if wanted in text:
        return True
    return any(wanted[:cut] in text and wanted[cut:] in text for cut in range(1, len(wanted)))


def test_there_are_enough_samples_of_every_format_and_many_kinds_of_work() -> None:
    assert len(LOADED) >= 24
    assert len({source["work"] for source in LOADED.values()}) >= 14
    assert {source["format"] for source in LOADED.values()} == FORMATS
    assert len({source["template"] for source in LOADED.values()}) >= 8
    assert len({source["employer"] for source in LOADED.values()}) >= 8
    assert {"cp1257", "iso-8859-15"} <= {source.get("encoding") for source in LOADED.values()}


@pytest.mark.parametrize("name", LOADED)
def test_a_source_states_its_structure_in_the_terms_of_the_contract(name: str) -> None:
    source = LOADED[name]
    assert source["id"] == name
    assert {section["kind"] for section in source["sections"]} <= KINDS
    assert {"purpose", "duty", "requirement"} <= {section["kind"] for section in source["sections"]}
    quotes = {item["text"] for item in items(source)}
    for language in source.get("languages", []):
        assert language.get("level") in LEVELS | {None}
        assert language["certainty"] in {"exact", "law", "approx", "none"}
        assert (language["certainty"] == "none") == ("level" not in language)
        assert language["quote"] in quotes


def test_every_source_has_its_made_file_and_every_file_a_source() -> None:
    expected = {source.get("container", source["file"]) for source in LOADED.values()}
    assert {path.name for path in MADE.iterdir()} == expected


def test_the_files_stay_small() -> None:
    sizes = [path.stat().st_size for path in MADE.iterdir()]
    assert max(sizes) < MAX_FILE
    assert sum(sizes) < MAX_ALL


@pytest.mark.parametrize("name", READABLE)
def test_a_made_file_contains_all_its_items(name: str) -> None:
    source = LOADED[name]
    text = squeezed(made_text(source))
    wanted = [line for item in items(source) for line in [*item["text"].split("\n"), *item.get("results", [])]]
    assert [line for line in wanted if not holds(text, squeezed(line))] == []


@pytest.mark.parametrize("name", LOADED)
def test_a_description_has_the_length_of_a_real_one(name: str) -> None:
    source = LOADED[name]
    printed = [*source["top"], *source["head"], *source["sign"]]
    for section in source["sections"]:
        printed += [section["heading"], section.get("intro", ""), *section.get("columns", [])]
    for item in items(source):
        printed += [item.get("number", ""), item.get("name", ""), item["text"], *item.get("results", [])]
    assert 350 <= len(" ".join(printed).split()) <= 900


def test_the_scan_has_pages_without_text() -> None:
    [scan] = [source for source in LOADED.values() if source["format"] == "scan"]
    pages = PdfReader(io.BytesIO(made_bytes(scan))).pages
    assert "".join(page.extract_text() for page in pages).strip() == ""
    assert all(page.images for page in pages)


@pytest.mark.parametrize("name", LOADED)
def test_people_stand_in_the_signature_block_alone(name: str) -> None:
    source = LOADED[name]
    assert source["names"]
    assert all(person in "\n".join(source["sign"]) for person in source["names"])
    text = "\n".join(item["text"] for item in items(source))
    assert [person for person in source["names"] if person in text] == []


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + WORDS_IN_A_ROW]) for start in range(len(words) - WORDS_IN_A_ROW + 1)}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real descriptions are not here")
def test_no_words_in_a_row_are_taken_from_a_real_description() -> None:
    real = set[tuple[str, ...]]().union(*(runs(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")))
    assert real
    for source in LOADED.values():
        for item in items(source):
            for text in [item["text"], *item.get("results", [])]:
                assert runs(text) & real == set(), (source["id"], text)


def judged() -> list[dict[str, Any]]:
    return tomllib.loads(QUERIES.read_text(encoding="utf-8"))["queries"]


def test_there_are_judged_queries_of_every_type() -> None:
    queries = judged()
    assert len(queries) >= 80
    assert {query["type"] for query in queries} == {"infl", "deriv", "comp", "multi", "neg"}
    assert len({(query["query"], query.get("in")) for query in queries}) == len(queries)
    assert all(query.get("must_not") for query in queries if query["type"] == "neg")
    assert all(query["relevant"] for query in queries if query["type"] != "neg")


def test_every_judgement_points_at_exactly_one_item() -> None:
    for query in judged():
        for judgement in [*query["relevant"], *query.get("tolerated", []), *query.get("must_not", [])]:
            sections = LOADED[judgement["sample"]]["sections"]
            found = [
                item
                for section in sections
                if section["kind"] == judgement["section"]
                for item in section["items"]
                if f"{item.get('name', '')} {item['text']}".strip().startswith(judgement["words"])
                and item.get("number") == judgement.get("number")
            ]
            assert len(found) == 1, (query["query"], judgement)
            assert judgement.get("grade", 1) in {1, 2}
