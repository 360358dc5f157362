"""Judged cases of writing a role over the bundled samples."""

from ajsearch import bootstrap
from ajsearch.settings import Settings
from tests.eval.floors import assert_reached
from tests.eval.measure_roles import measure_similar


def test_clearly_similar_positions_are_among_the_first_five(samples: Settings) -> None:
    with bootstrap.reading(samples) as app:
        assert_reached("similar", measure_similar(app.service))
