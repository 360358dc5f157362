"""An error that nobody foresaw is told as what it is, with its place and without a word of a query or document."""

import logging
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ajsearch import bootstrap
from ajsearch.cli import EXIT_FAILED, main
from ajsearch.errors import EngineError
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from ajsearch.unforeseen import history, in_short
from index import whoosh_engine
from index.generations import VERSION_FILE
from index.whoosh_engine import WhooshEngine
from tests.engine_contract import CORPUS, MemorySource
from web import create_app

SECRET = "salajane"


@pytest.fixture
def mistake(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """A mistake of the code itself in every search; counts how often it was met."""
    met: list[None] = []

    def answer_to(*arguments: object) -> None:
        met.append(None)
        raise KeyError(SECRET)

    monkeypatch.setattr(whoosh_engine, "answer_to", answer_to)
    return met


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    with closing(WhooshEngine(tmp_path, MemorySource(CORPUS))) as built:
        built.rebuild(CORPUS)
        yield built


@pytest.fixture
def client(samples: Settings) -> Iterator[FlaskClient]:
    with bootstrap.reading(samples) as app:
        yield create_app(app.service).test_client()


def test_a_mistake_of_the_code_is_no_damage_and_is_not_tried_again(engine: WhooshEngine, mistake: list[None]) -> None:
    with pytest.raises(KeyError):
        engine.search(SearchRequest(query="eelarve"))
    assert len(mistake) == 1


@pytest.mark.parametrize("cause", ["other bytes", "other version"])
def test_any_error_over_files_that_are_at_fault_asks_for_a_rebuild(
    engine: WhooshEngine, mistake: list[None], tmp_path: Path, cause: str
) -> None:
    folder = tmp_path / "g000001"
    if cause == "other version":
        (folder / VERSION_FILE).write_text("{}")
    else:
        path = next(folder.glob("*.places"))
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 0xFF
        path.write_bytes(content)
    with pytest.raises(EngineError, match="ajsearch rebuild"):
        engine.search(SearchRequest(query="eelarve"))


@pytest.mark.parametrize(("address", "kind"), [("/", "text/html"), ("/api/v1/search", "application/problem+json")])
def test_the_server_answers_with_its_own_page_and_logs_where_it_was(
    client: FlaskClient, mistake: list[None], caplog: pytest.LogCaptureFixture, address: str, kind: str
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get(f"{address}?q={SECRET}s")
    assert (answer.status_code, answer.mimetype) == (500, kind)
    assert "rebuild" not in answer.text
    assert "KeyError" in caplog.text
    assert "whoosh_engine.py" in caplog.text
    assert SECRET not in caplog.text


def test_the_command_line_says_in_one_sentence_what_and_where(
    samples: Settings, mistake: list[None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ajsearch", "search", SECRET, "--data", str(samples.data)])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == EXIT_FAILED
    assert told.count("\n") == 1
    assert "KeyError in index.whoosh_engine, line " in told
    assert SECRET not in told


def test_the_history_of_an_error_has_its_causes_and_no_message() -> None:
    def fail() -> None:
        try:
            int(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error

    with pytest.raises(RuntimeError) as met:
        fail()
    told = history(met.value)
    assert SECRET not in told
    assert told.index("ValueError\n") < told.index("RuntimeError\n")
    assert in_short(met.value) == "RuntimeError"  # no line of ours on its way
