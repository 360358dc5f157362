"""The facts of the bundled samples, read from their files by the whole house, against the judged ones."""

from ajsearch.settings import Settings
from tests.eval.floors import assert_reached
from tests.eval.judged_samples import judged_samples, positions_by_path
from tests.eval.measure_facts import measure_facts


def test_facts_are_as_judged(samples: Settings) -> None:
    assert_reached("facts", measure_facts(judged_samples(), positions_by_path(samples)))
