"""A removed position is gone from everything, comes back as it was, and does not come back by itself."""

import pytest

from ajsearch import bootstrap
from ajsearch.errors import Reason, UnknownPosition
from ajsearch.ingest import ingest
from ajsearch.search import SearchRequest
from tests.texts import ARCHIVIST

DAY = "2026-11-21T10:00:00Z"


@pytest.fixture
def app(two_positions, two_settings, two_files):
    """Two positions, one of them read from two files."""
    (two_files / "koopia.txt").write_text(ARCHIVIST, encoding="utf-8")
    ingest([two_files], two_positions.store, two_positions.engine, two_settings)
    return two_positions


def archivist(app):
    return app.service.search(SearchRequest(query="arhivaar")).hits[0].id


def titles(app):
    return {hit.title for hit in app.service.search(SearchRequest(query="")).hits}


def remove(app, position_id):
    app.store.removals.remove(position_id, DAY)
    bootstrap.follow(app)
    return app.store.removals.all()[0]


def test_a_removed_position_is_found_nowhere_and_restored_as_it_was(app):
    one = archivist(app)
    before = app.store.position(one)
    removed = remove(app, one)
    assert (removed.id, removed.title, removed.removed_at, removed.restorable) == (one, "arhivaar", DAY, True)
    assert titles(app) == {"bussijuht"}
    with pytest.raises(UnknownPosition):
        app.service.position(one)
    assert app.store.removals.restore(removed.hash) == one
    bootstrap.follow(app)
    assert app.store.position(one) == before
    assert titles(app) == {"arhivaar", "bussijuht"}
    assert app.store.removals.all() == []


def test_reading_its_file_again_does_not_bring_it_back_and_says_so(app, two_settings, two_files):
    removed = remove(app, archivist(app))
    assert ingest([two_files], app.store, app.engine, two_settings).positions == 1
    (two_files / "uus.txt").write_text(ARCHIVIST, encoding="utf-8")
    report = ingest([two_files], app.store, app.engine, two_settings)
    assert (report.added, report.positions) == (0, 1)
    assert [(one.path, one.reason) for one in report.warnings] == [("uus.txt", Reason.REMOVED)]
    app.store.removals.restore(removed.hash)
    bootstrap.follow(app)
    assert titles(app) == {"arhivaar", "bussijuht"}


def test_an_erased_position_leaves_its_title_only_and_stays_away(app, two_settings, two_files):
    removed = remove(app, archivist(app))
    app.store.removals.erase(removed.hash)
    assert [one.restorable for one in app.store.removals.all()] == [False]
    with pytest.raises(UnknownPosition):
        app.store.removals.restore(removed.hash)
    assert ingest([two_files], app.store, app.engine, two_settings, again=True).positions == 1
    assert titles(app) == {"bussijuht"}


def test_a_file_that_has_changed_since_is_a_new_position(app, two_settings, two_files):
    removed = remove(app, archivist(app))
    (two_files / "koopia.txt").unlink()
    (two_files / "arhivaar.txt").write_text(ARCHIVIST + "3.5. Inglise keel B1.\n", encoding="utf-8")
    report = ingest([two_files], app.store, app.engine, two_settings, prune=True)
    assert report.added == 1
    restored = app.store.removals.restore(removed.hash)
    bootstrap.follow(app)
    assert len(app.service.search(SearchRequest(query="arhivaar")).hits) == 2
    assert app.store.position(restored).position.paths == ("koopia.txt",)


def test_what_was_never_there_cannot_be_removed_restored_or_erased(app):
    for act in (lambda: app.store.removals.remove("puudub", DAY), lambda: app.store.removals.restore("puudub")):
        with pytest.raises(UnknownPosition):
            act()
    with pytest.raises(UnknownPosition):
        app.store.removals.erase("puudub")


def test_reading_again_puts_what_a_file_gives_now_in_place_of_what_it_gave(app, two_settings, two_files):
    one = archivist(app)
    unchanged = ingest([two_files], app.store, app.engine, two_settings)
    assert (unchanged.updated, unchanged.unchanged) == (0, 2)
    again = ingest(
        [two_files / "bussijuht.txt", two_files / "arhivaar.txt"], app.store, app.engine, two_settings, again=True
    )
    assert (again.added, again.updated, again.positions) == (0, 2, 2)
    assert app.store.position(one).position.paths == ("arhivaar.txt", "koopia.txt")
