"""The judged queries over the bundled samples, asked through the whole house: file, structure, index, search."""

import pytest

from ajsearch import bootstrap
from ajsearch.settings import Settings
from tests.eval.floors import assert_reached
from tests.eval.measure_queries import measure_queries, ndcg, ours, sample_judgement


def test_queries_find_what_was_judged_in_the_right_order(samples: Settings) -> None:
    judgement = sample_judgement()
    with bootstrap.reading(samples) as app:
        assert_reached("queries", measure_queries(judgement, ours(app.service, judgement)))


@pytest.mark.parametrize(
    ("docs", "expected"),
    [(("a", "b"), 1.0), (("b", "a"), 0.7967), (("c", "a", "b"), 0.6590), ((), 0.0)],
)
def test_the_order_counts_more_the_higher_it_stands(docs: tuple[str, ...], expected: float) -> None:
    assert ndcg(docs, {"a": 2, "b": 1}) == pytest.approx(expected, abs=1e-4)
