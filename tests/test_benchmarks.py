"""The benchmarks' descriptions and queries are the same in every run, and the measurements give rows."""

from pathlib import Path

import pytest

from benchmarks import measure
from benchmarks.contenders import p95
from benchmarks.generate import Generated, generate
from benchmarks.own import Detail, index_anew, parts_of_a_page, searcher_memory, serving
from benchmarks.pages import pages
from benchmarks.product import Ajsearch
from benchmarks.queries import Kind, Knowledge, Query, choose, tokens
from benchmarks.report import Run, report

SIZE = 20


@pytest.fixture(scope="module")
def positions() -> list[Generated]:
    return list(generate(SIZE))


@pytest.fixture(scope="module")
def queries(positions: list[Generated]) -> list[Query]:
    return choose(positions, 2)


def test_the_same_number_gives_the_same_description_at_every_size(positions: list[Generated]) -> None:
    assert list(generate(5)) == positions[:5]
    assert len({one.text for one in positions}) == SIZE


def test_a_fresh_process_chooses_the_same_queries(queries: list[Query]) -> None:
    assert measure.apart(measure.choose_for, SIZE, 2) == queries
    assert {query.kind for query in queries} == set(Kind)


def test_what_answers_a_word_is_in_the_text_and_what_does_not_is_not(positions: list[Generated]) -> None:
    known = Knowledge(positions)
    holding = known.holding("leping")
    written = {one.number for one in positions if {"leping", "lepingu", "lepingut"} & set(tokens(one.text))}
    assert written
    assert written <= holding


def test_a_measurement_gives_rows_of_every_kind_and_a_table(
    positions: list[Generated], queries: list[Query], tmp_path: Path
) -> None:
    files = measure.write(positions, tmp_path / "files")
    built = measure.build(Ajsearch, files, tmp_path / "data", 1)
    rows: list[measure.Row] = [built, *measure.search(Ajsearch, tmp_path / "data", SIZE, queries)]
    speeds = [row for row in rows if isinstance(row, measure.Speed)]
    assert {row.kind for row in speeds} == set(Kind)
    assert all(row.p50_ms > 0 and row.recall > 0 for row in speeds)
    own = tmp_path / "data"
    rows.append(measure.build_with_words(files, own, tmp_path / "again", 1))
    rows += [detail for stock in (False, True) for detail in index_anew(own, tmp_path / "anew", stock=stock)]
    rows += parts_of_a_page(own, SIZE, queries)
    rows += measure.apart(searcher_memory, own, SIZE, queries)
    rows += [*serving(own, SIZE), *pages(own, SIZE, queries)]
    details = [row for row in rows if isinstance(row, Detail)]
    assert all(one.value > 0 for one in details)
    page = report(Run("0000000", "2020-01-01", 1, "3", 0.0, 1.0), rows)
    assert page.count("| ajsearch |") == len(rows) - len(details)
    assert all(one.what in page for one in details)


def test_the_95th_percentile_leaves_out_one_of_twenty() -> None:
    assert p95([*range(20), 1000.0]) == 19
    assert p95(range(1, 21)) == 19
    assert p95([7.0]) == 7
