"""A query that takes too long is cut: what is answered by then comes, and a sentence says what is missing."""

import itertools
import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch import bootstrap
from ajsearch.errors import UsageError
from ajsearch.search import SearchRequest
from ajsearch.service import Service
from ajsearch.settings import Settings
from index.limits import CUT_PASSAGES, CUT_QUERY, Affordable, Budget, affordable
from index.querylang import parse
from index.whoosh_engine import WhooshEngine
from tests.command_line import one_sentence, run
from tests.engine_contract import CORPUS, MemorySource, found, position
from tests.test_querylang import shape
from web import create_app

NO_TIME = 1e-9
HEAVY = " OR ".join(f"{first}{second}*" for first in "kptslmvr" for second in "aeioujlr")
"""64 beginnings."""


def steps(seconds: float) -> Budget:
    """A budget whose clock goes on by one at each look."""
    ticks = itertools.count()
    return Budget(seconds, lambda: float(next(ticks)))


def cut(query: str, words: int) -> Affordable:
    """What is left of a query of which so many words are reached."""
    return affordable(parse(query).root, lambda leaf: None, steps(words))


@pytest.mark.parametrize(
    ("query", "words", "left"),
    [
        ("eelarve leping arhiiv", 2, "(eelarve leping)"),
        ("eelarve OR leping OR arhiiv", 1, "eelarve"),
        ("eelarve (leping OR arhiiv)", 2, "(eelarve leping)"),
        ("eelarve -leping arhiiv*", 2, "(eelarve -leping)"),
        ("eelarve -(leping arhiiv)", 2, "eelarve"),
        ("-(leping arhiiv)", 1, "()"),
        ('"eelarve koostamine" leping', 1, "'eelarve koostamine'"),
    ],
)
def test_words_that_are_not_reached_are_left_out_and_exclude_nothing(query: str, words: int, left: str) -> None:
    within = cut(query, words)
    assert shape(within.root) == left
    assert within.notices == (CUT_QUERY.format(words),)


@given(st.sampled_from([HEAVY, "eelarve", "-eelarve", "keel:vene", ""]))
def test_a_query_that_is_reached_whole_stays_as_it_was(query: str) -> None:
    assert cut(query, 65) == Affordable(parse(query).root)


def test_a_cut_query_is_answered_by_its_first_words_and_says_so() -> None:
    with closing(WhooshEngine(None, MemorySource(CORPUS), NO_TIME)) as engine:
        engine.rebuild(CORPUS)
        results = engine.search(SearchRequest(query="eelarve OR klient"))
        assert results.cut_short
        assert CUT_QUERY.format(1) in (results.notice or "")
        assert found(results) == found(engine.search(SearchRequest(query="eelarve")))
        assert not engine.search(SearchRequest(query="eelarve")).cut_short


def test_all_hits_come_and_the_first_shows_its_words_when_there_is_no_time_for_more() -> None:
    with closing(WhooshEngine(None, MemorySource(CORPUS))) as whole:
        whole.rebuild(CORPUS)
        expected = whole.search(SearchRequest(query="klient"))
    with closing(WhooshEngine(None, MemorySource(CORPUS), NO_TIME)) as engine:
        engine.rebuild(CORPUS)
        results = engine.search(SearchRequest(query="klient"))
    assert found(results) == found(expected)
    assert [bool(hit.passages) for hit in expected.hits] == [True, True]
    assert [bool(hit.passages) for hit in results.hits] == [True, False]
    assert (results.notice, results.cut_short) == (CUT_PASSAGES.format(1), False)


def test_a_heavy_query_takes_no_longer_than_it_may() -> None:
    syllables = [f"{first}{second}" for first in "kptslmvr" for second in "aeioujlr"]
    words = [f"{syllable}x{number}" for syllable in syllables for number in range(200)]
    many = [position(f"p{number}", "Kataloog", ("duty", " ".join(words[number::40]))) for number in range(40)]
    took = {}
    with closing(WhooshEngine(None, MemorySource(many))) as engine:
        engine.rebuild(many)
    for seconds in (0.04, 1000.0):
        with closing(WhooshEngine(None, MemorySource(many), seconds)) as engine:
            engine.rebuild(many)
            engine.search(SearchRequest())
            begun = time.thread_time()
            results = engine.search(SearchRequest(query=HEAVY))
            took[seconds] = time.thread_time() - begun
            assert results.cut_short == (seconds < 1)
    assert took[0.04] < took[1000.0] / 2


def test_a_beginning_stands_for_its_most_frequent_words_wherever_they_stand_in_the_alphabet() -> None:
    rare = position("rare", "Kataloog", ("duty", " ".join(f"ka{number}x" for number in range(5500))))
    common = [position(f"p{number}", "Aednik", ("duty", "Kõrvitsa kastmine.")) for number in range(2)]
    with closing(WhooshEngine(None, MemorySource([rare, *common]))) as engine:
        engine.rebuild([rare, *common])
        assert {*found(engine.search(SearchRequest(query="k*")))} == {"rare", "p0", "p1"}


@pytest.fixture(scope="module")
def hurried(samples: Settings) -> Iterator[Service]:
    """The samples, with no time for a query."""
    with bootstrap.reading(replace(samples, query_seconds=NO_TIME)) as app:
        yield app.service


@pytest.mark.parametrize(("prefix", "words"), [("", "võttis liiga kaua aega"), ("/en", "took too long")])
def test_pages_and_api_say_that_a_query_was_cut(hurried: Service, prefix: str, words: str) -> None:
    client = create_app(hurried).test_client()
    page = client.get(f"{prefix}/", query_string={"q": "klient OR leping"}).text
    notice = re.search(r'<p class="notice">(.*?)</p>', page, re.DOTALL)
    assert notice
    assert unescape(notice[1]).count(words) == 2  # words that were not searched for, and hits without their passages
    answered = client.get("/api/v1/search", query_string={"q": "klient OR leping"}).json
    assert answered["cut_short"] is True
    assert "võttis liiga kaua aega" in answered["notice"]


def test_an_export_and_an_overview_are_whole_or_refused(hurried: Service, samples: Settings) -> None:
    with pytest.raises(UsageError, match="takes too long"):
        list(hurried.search_all(SearchRequest(query="klient OR leping")))
    client = create_app(hurried).test_client()
    assert client.get("/export.csv?q=klient+OR+leping").status_code == 400
    assert client.get("/export.csv?q=klient&view=table").status_code == 200
    assert client.get("/overview?q=klient+OR+leping").status_code == 400
    wanted = ("export", "klient OR leping", "--format", "csv", "--data", samples.data)
    done = run(*wanted, "--output", samples.data / "x.csv", env={"AJSEARCH_QUERY_SECONDS": str(NO_TIME)})
    assert "use fewer words" in one_sentence(done, 2)
    assert not (samples.data / "x.csv").exists()
