"""Judged cases of writing a role over the bundled samples and over generated roles."""

from contextlib import closing
from pathlib import Path

from ajsearch import bootstrap
from ajsearch.settings import Settings
from ajsearch.store import Store
from tests.eval.floors import assert_reached
from tests.eval.measure_drafts import measure_drafts
from tests.eval.measure_families import measure_families
from tests.eval.measure_roles import measure_similar
from tests.eval.measure_wordings import measure_wordings


def test_clearly_similar_positions_are_among_the_first_five(samples: Settings) -> None:
    with bootstrap.reading(samples) as app:
        assert_reached("similar", measure_similar(app.service))


def test_the_remaining_duties_of_a_role_are_among_the_suggestions(tmp_path: Path) -> None:
    with closing(Store.create(tmp_path / "ajsearch.db")) as store:
        assert_reached("drafts", measure_drafts(store))


def test_the_remaining_duties_of_real_descriptions_are_among_the_suggestions(tmp_path: Path) -> None:
    with closing(Store.create(tmp_path / "ajsearch.db")) as store:
        assert_reached("wordings", measure_wordings(store))


def test_families_in_the_words_of_different_authorities_are_found_and_suggested(tmp_path: Path) -> None:
    with closing(Store.create(tmp_path / "ajsearch.db")) as store:
        assert_reached("families", measure_families(store))
