"""The same words and queries in every engine, and a large data directory out of a small one."""

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from ajsearch.settings import Settings
from ajsearch.store import Store
from benchmarks import measure, same_work
from benchmarks.copies import main
from benchmarks.generate import generate
from benchmarks.product import Ajsearch, run_ingest
from benchmarks.queries import Kind, Query
from benchmarks.report import Run, report
from benchmarks.same_whoosh import SameWhoosh
from index.snapshot import Snapshot
from index.whoosh_engine import VERSION
from index.whoosh_index import WhooshIndex

SIZE = 12
LEAST_SHARED = 0.9
"""Share of the positions found that another engine finds too: what paraphrases find is ajsearch's alone."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    run_ingest(measure.write(list(generate(SIZE)), tmp_path_factory.mktemp("files")), folder, 1)
    return folder


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    return measure.choose_for(SIZE, 2)


def test_every_engine_finds_the_same_words_in_the_same_positions(
    data: Path, queries: list[Query], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_work, "apart", lambda function, *args: function(*args))  # a process takes seconds to start
    rows = same_work.same_work(data, tmp_path, SIZE, queries)
    by_contender = {one: [row for row in rows if row.contender == one] for one in {row.contender for row in rows}}
    assert {Ajsearch.name, SameWhoosh.name} <= by_contender.keys()
    for name, own in by_contender.items():
        assert {row.kind for row in own} == set(Kind)
        if name != Ajsearch.name:
            assert all(row.shared > LEAST_SHARED for row in own if row.kind is not Kind.SIMILAR)
    page = report(Run("0000000", "2020-01-01", 1, "3", 0.0, 1.0), rows)
    assert page.count("common word (2) | no |") == 1


def test_copies_have_ids_and_some_words_of_their_own(data: Path, tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, [str(data), str(tmp_path / "many"), "--count", str(3 * SIZE)])
    assert answer.exit_code == 0, answer.output
    with closing(Store.open(Settings(data=tmp_path / "many").store_path)) as store:
        assert store.count() == 3 * SIZE
    few, many = (
        Snapshot(WhooshIndex(Settings(data=one).index_path, VERSION).reader()) for one in (data, tmp_path / "many")
    )
    with closing(few), closing(many):
        assert many.size == 3 * SIZE
        assert set(few.terms("lemma")) < set(many.terms("lemma"))
        assert many.frequency("lemma", "ja") > few.frequency("lemma", "ja")
