"""A person's corrections hold in facts, filters, facets and tables, survive every new reading, and can be undone."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch import bootstrap
from ajsearch.asking import build_request, make_correction
from ajsearch.correcting import FIELDS, correct
from ajsearch.correction import Correction, KeptCorrection
from ajsearch.corrections_file import read_corrections, write_corrections
from ajsearch.errors import UnknownPosition, UsageError
from ajsearch.facts import FactKind
from ajsearch.ingest import ingest
from ajsearch.reanalysis import reanalyse
from ajsearch.settings import Settings
from ajsearch.stated import stated
from tests.reference_facts import random_facts
from tests.test_filters import BLANK
from tests.texts import ARCHIVIST
from web import create_app


@pytest.fixture
def app(two_positions):
    return two_positions


def found(app, **options):
    return {hit.title for hit in app.service.search(build_request("", **options)).hits}


def id_of(app, title):
    return next(hit.id for hit in app.service.search(build_request("")).hits if hit.title == title)


def put_right(app, title, kind, value, **options):
    kept = app.store.corrections.add(id_of(app, title), make_correction(kind, value, **options))
    bootstrap.follow(app)
    return kept


def test_a_changed_level_is_what_filters_facets_and_tables_say(app):
    assert found(app, languages=["ru:B2"]) == {"arhivaar"}
    put_right(app, "arhivaar", FactKind.LANGUAGE, "ru", level="B1")
    assert found(app, languages=["ru:B2"]) == set()
    assert found(app, languages=["ru:B1"]) == {"arhivaar"}
    facets = app.service.search(build_request("")).facets["language"]
    assert {one.value for one in facets if one.value.startswith("ru:")} == {"ru:B1"}
    (row,) = app.service.table(build_request("", languages=["ru:B1"])).rows
    assert (row.requirement.level, row.requirement.corrected) == ("B1", True)
    assert row.requirement.quote == "Vene keele oskus vähemalt tasemel B2."


def test_a_fact_is_added_changed_for_another_and_taken_away(app):
    put_right(app, "arhivaar", FactKind.LICENCE, "B", required=False)
    assert found(app, licences=["B"]) == {"arhivaar"}
    assert found(app, licences=["B"], required_only=True) == set()
    put_right(app, "arhivaar", FactKind.LANGUAGE, "fi", target="ru", level="A2")
    assert (found(app, languages=["ru"]), found(app, languages=["fi"])) == ({"bussijuht"}, {"arhivaar"})
    put_right(app, "bussijuht", FactKind.LANGUAGE, "ru", remove=True)
    assert found(app, languages=["ru"]) == set()


def test_sums_follow_the_corrected_facts(app):
    put_right(app, "arhivaar", FactKind.EXPERIENCE, "4", target="2")
    put_right(app, "bussijuht", FactKind.CLEARANCE, "yes")
    put_right(app, "bussijuht", FactKind.EDUCATION, "vocational")
    archivist, driver = (app.service.position(id_of(app, title)) for title in ("arhivaar", "bussijuht"))
    assert (archivist.experience_years, archivist.experience_required) == (4.0, True)
    assert (driver.security_clearance, driver.education.level) == (True, "vocational")
    assert found(app, clearance=True) == {"bussijuht"}
    assert found(app, min_experience=4.0) == {"arhivaar"}


def test_a_correction_survives_re_ingest_re_analysis_and_rebuild(app, two_settings, two_files):
    put_right(app, "arhivaar", FactKind.LANGUAGE, "ru", level="B1")
    ingest([two_files], app.store, app.engine, two_settings)
    reanalyse(app.store, two_settings)
    app.engine.rebuild(app.store.positions())
    assert found(app, languages=["ru:B2"]) == set()
    (two_files / "arhivaar.txt").rename(two_files / "uus.txt")
    ingest([two_files], app.store, app.engine, two_settings, prune=True)
    assert found(app, languages=["ru:B2"]) == set()


def test_it_comes_back_with_a_document_that_was_away(app, two_settings, two_files):
    put_right(app, "arhivaar", FactKind.LANGUAGE, "ru", level="B1")
    (two_files / "arhivaar.txt").unlink()
    ingest([two_files], app.store, app.engine, two_settings, prune=True)
    (two_files / "taas.txt").write_text(ARCHIVIST, encoding="utf-8")
    ingest([two_files], app.store, app.engine, two_settings)
    assert found(app, languages=["ru:B1-B1"]) == {"arhivaar"}


def test_a_changed_document_keeps_it_as_long_as_the_sentence_stands(app, two_settings, two_files):
    sentence = "Vene keele oskus vähemalt tasemel B2."
    put_right(app, "arhivaar", FactKind.LANGUAGE, "ru", level="B1", quote=sentence)
    (two_files / "arhivaar.txt").write_text(ARCHIVIST.replace("Nõustab osakondi", "Nõustab ameteid"), encoding="utf-8")
    ingest([two_files], app.store, app.engine, two_settings)
    assert found(app, languages=["ru:B1-B1"]) == {"arhivaar"}
    (two_files / "arhivaar.txt").write_text(
        ARCHIVIST.replace(sentence, "Vene keele oskus tasemel C1."), encoding="utf-8"
    )
    ingest([two_files], app.store, app.engine, two_settings)
    assert found(app, languages=["ru:C1"]) == {"arhivaar"}


def test_undone_it_is_as_if_it_had_never_been(app):
    before = app.service.position(id_of(app, "arhivaar"))
    kept = put_right(app, "arhivaar", FactKind.LANGUAGE, "ru", remove=True)
    assert app.service.position(before.id) != before
    app.store.corrections.undo(kept.number)
    bootstrap.follow(app)
    assert app.service.position(before.id) == before
    assert found(app, languages=["ru:B2"]) == {"arhivaar"}
    with pytest.raises(UsageError, match="no correction"):
        app.store.corrections.undo(kept.number)


def test_the_page_says_what_a_person_put_right(app):
    put_right(app, "arhivaar", FactKind.LANGUAGE, "ru", level="B1")
    put_right(app, "arhivaar", FactKind.EDUCATION, "higher", remove=True)
    client = create_app(app.service).test_client()
    page = client.get(f"/positions/{id_of(app, 'arhivaar')}").text
    assert 'vene keel B1 <span class="corrected">parandatud' in page
    assert "ei ole nõue" in page
    assert "parandatud" in client.get("/?view=table&language=ru").text
    shown = client.get(f"/api/v1/positions/{id_of(app, 'arhivaar')}").json
    assert [(one["kind"], one["value"]) for one in shown["corrections"]] == [("language", "ru"), ("education", None)]


@pytest.mark.parametrize("name", ["parandused.json", "parandused.csv"])
def test_they_go_out_and_come_in_elsewhere(app, two_settings, two_files, tmp_path, name):
    put_right(app, "arhivaar", FactKind.LANGUAGE, "ru", level="B1", quote="=Vene; „keel“\nB1")
    put_right(app, "bussijuht", FactKind.LICENCE, "D", remove=True)
    target = tmp_path / name
    target.write_bytes(write_corrections(app.store.corrections.all(), as_csv=name.endswith("csv")))
    other = Settings(data=tmp_path / "other", workers=2)
    with bootstrap.changing(other) as elsewhere:
        assert elsewhere.store.corrections.take_in(read_corrections(target)) == 2
        assert elsewhere.store.corrections.take_in(read_corrections(target)) == 0
        ingest([two_files], elsewhere.store, elsewhere.engine, other)
        assert elsewhere.store.corrections.all() == app.store.corrections.all()
        assert found(elsewhere, languages=["ru:B1-B1"]) == {"arhivaar"}
        assert found(elsewhere, licences=["D"]) == set()


@pytest.mark.parametrize(
    "content", ["", "[", "[1]", "a;b\n1;2", '[{"position":"x","hash":"y","correction":{"kind":"keel"}}]', "\x00\xff"]
)
def test_a_file_that_holds_no_corrections_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "vale.json"
    path.write_bytes(content.encode("latin-1"))
    if content == "":
        assert read_corrections(path) == []
        return
    with pytest.raises(UsageError, match="no file of corrections"):
        read_corrections(path)


@pytest.mark.parametrize(
    ("kind", "value", "level"),
    [
        (FactKind.LANGUAGE, "klingoni", None),
        (FactKind.LANGUAGE, "ru", "B7"),
        (FactKind.EDUCATION, "tark", None),
        (FactKind.EXPERIENCE, "palju", None),
        (FactKind.EXPERIENCE, "-1", None),
        (FactKind.CERTIFICATE, "arhivaar", "9"),
        (FactKind.LICENCE, "B", "2"),
        (FactKind.TOOL, " ", None),
        (FactKind.CITIZENSHIP, "kuu", None),
        (FactKind.LANGUAGE, None, None),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(kind, value, level):
    with pytest.raises(UsageError):
        make_correction(kind, value, level=level)


def test_an_unknown_position_cannot_be_corrected(app):
    with pytest.raises(UnknownPosition):
        app.store.corrections.add("puudub", make_correction(FactKind.TOOL, "Excel"))


@given(st.randoms(use_true_random=False))
def test_what_is_removed_is_gone_and_what_is_set_is_there(random):
    one = random_facts(random, BLANK.position)
    rows = [row for row in stated(one) if row.kind is not FactKind.EXPERIENCE]
    if not rows:
        return
    row = random.choice(rows)
    removal = Correction(kind=row.kind, target=row.value)
    count = sum(other.kind is row.kind and other.value == row.value for other in rows)
    after = one
    for _ in range(count):
        after = replace(correct(after, [removal]), corrections=())
    assert not [other for other in stated(after) if (other.kind, other.value) == (row.kind, row.value)]
    unchanged = {name for kind, name in FIELDS.items() if kind is not row.kind}
    assert all(getattr(after, name) == getattr(one, name) for name in unchanged)
    again = correct(after, [Correction(kind=row.kind, value=row.value, quote="q")])
    assert (row.kind, row.value) in {(other.kind, other.value) for other in stated(again)}


ANY_TEXT = st.characters(codec="utf-8", exclude_characters="\0\r")


@given(
    st.lists(
        st.builds(
            KeptCorrection,
            position=st.text("abc0", max_size=5),
            hash=st.text("abc0", max_size=5),
            correction=st.builds(
                Correction,
                kind=st.just(FactKind.TOOL),
                target=st.none()
                | st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=9),
                value=st.none() | st.text("abcõ=+-@;\"'", min_size=1, max_size=9),
                quote=st.text("ab=+-@;\"'\n\t", max_size=9),
                required=st.booleans(),
                number=st.integers(0, 9),
            ),
        ),
        max_size=3,
    )
)
def test_a_file_of_corrections_gives_back_what_went_in(tmp_path_factory, kept):
    for as_csv in (True, False):
        path = tmp_path_factory.mktemp("kept") / "file"
        content = write_corrections(kept, as_csv=as_csv)
        path.write_bytes(content)
        assert read_corrections(path) == kept
        if as_csv:
            cells = [
                cell
                for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
                for cell in row
            ]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
