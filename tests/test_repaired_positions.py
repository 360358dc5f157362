"""Damaged descriptions in the store: repaired where they are damaged, searched by what else they may say, undone."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from ajsearch import analysis, bootstrap, reanalysis
from ajsearch.cli import cli
from ajsearch.estonian.analyser import Mended, analyse, analyse_query
from ajsearch.estonian.matching import match
from ajsearch.ingest import ingest
from ajsearch.model import AnalysedPassage, AnalysedPosition, Position
from ajsearch.search import SearchRequest, Why
from ajsearch.settings import Settings
from tests.texts import ARCHIVIST, DRIVER
from web import create_app

SCANNED = str.maketrans({"õ": "d", "ö": "6", "ü": "ii", "ä": "a", "Õ": "O", "Ö": "O", "Ü": "U", "Ä": "A"})
DUTIES, REQUIREMENTS = "2. TÖÖÜLESANDED", "3. NÕUDED"
MORE_DUTIES = """\
2.4. Võtab vastu külastajaid lugemissaalis ja väljastab neile säilikuid kokkulepitud ajal.
2.5. Täidab arhiivi infosüsteemi ning kõrvaldab kirjeldustes märgatud vigu.
2.6. Töötab välja korrastamise eeskirju koos õigusnõunikuga ja küsib osakondadelt ettepanekuid.
2.7. Hindab säilitustingimusi, mõõdab hoidlate õhuniiskust ja pöördub kõrvalekallete korral haldusjuhi poole.

"""
LONG = ARCHIVIST.replace(REQUIREMENTS, MORE_DUTIES + REQUIREMENTS)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    return path


def run(settings: Settings, *paths: Path) -> None:
    with bootstrap.changing(settings) as app:
        assert not ingest(paths, app.store, app.engine, settings).failed


def kept(settings: Settings, title: str = "arhivaar") -> Position:
    with bootstrap.reading(settings) as app:
        (found,) = [one.position for one in app.store.positions() if one.position.title == title]
    return found


def passages_of(analysed: AnalysedPosition) -> tuple[AnalysedPassage, ...]:
    return analysed.passages


def texts(position: Position) -> str:
    return "\n".join(item.text for section in position.sections for item in section.items)


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    return write(tmp_path / "skaneeritud.txt", LONG.translate(SCANNED))


def test_a_repaired_item_keeps_its_original_and_every_change_with_its_reason(settings: Settings, scanned: Path) -> None:
    run(settings, scanned)
    items = [item for section in kept(settings).sections for item in section.items if item.raw]
    item = next(one for one in items if "säilikuid" in one.text)
    assert "sailikuid" in (item.raw or "")
    assert ("sailikuid", "säilikuid") in [(one.original, one.replacement) for one in item.repairs]
    assert all("→" in one.reason and ":" in one.reason for one in item.repairs)


def test_only_the_damaged_part_is_repaired(settings: Settings, tmp_path: Path) -> None:
    begins, ends = LONG.index(DUTIES), LONG.index(REQUIREMENTS)
    typo = "3.5. Oskab kasutada ulesannete haldamise programmi."  # one slip in a clean part is left alone
    rights = "\n\n4. ÕIGUSED\n" + DRIVER[DRIVER.index("1. TÖÖKOHA") :].replace("Juhib", "Nõuab, et juhib") * 4
    clean = rights + LONG[ends:] + typo
    mixed = LONG[:begins] + LONG[begins:ends].translate(SCANNED) + clean
    run(settings, write(tmp_path / "osaliselt.txt", mixed))
    position = kept(settings)
    assert position.quality.damaged
    assert "säilikuid" in texts(position)
    assert "ulesannete" in texts(position)


def test_undone_repair_stays_undone_until_it_is_redone(settings: Settings, scanned: Path) -> None:
    run(settings, scanned)
    position = kept(settings)
    data = ["--data", str(settings.data)]
    assert CliRunner().invoke(cli, ["repair", "--undo", position.id, *data]).exit_code == 0
    write(scanned, LONG.translate(SCANNED) + "\n")
    run(settings, scanned)  # another content is another document: it is repaired
    assert kept(settings).quality.repaired_words > 0
    write(scanned, LONG.translate(SCANNED))
    run(settings, scanned)
    undone = kept(settings)
    assert (undone.quality.as_it_is, undone.quality.repaired_words) == (True, 0)
    assert "sailikuid" in texts(undone)
    with bootstrap.changing(settings) as app:
        assert reanalysis.reanalyse(app.store, settings) == []
    assert kept(settings).quality.as_it_is
    assert CliRunner().invoke(cli, ["repair", "--redo", undone.id, *data]).exit_code == 0
    redone = kept(settings)
    assert (redone.quality, redone.sections) == (position.quality, position.sections)
    with bootstrap.reading(settings) as app:
        assert app.service.search(SearchRequest(query="säilik")).total == 1


@pytest.mark.parametrize("arguments", [[], ["--undo", "a", "--redo", "b"], ["fail.txt", "--undo", "a"]])
def test_one_thing_is_repaired_undone_or_redone_at_a_time(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, ["repair", *arguments]).exit_code != 0


def test_an_unknown_position_is_said(settings: Settings, scanned: Path) -> None:
    run(settings, scanned)
    result = CliRunner().invoke(cli, ["repair", "--undo", "missing", "--data", str(settings.data)])
    assert result.exit_code != 0
    assert "missing" in str(result.exception)


def test_repair_learns_from_the_clean_positions_whatever_the_order(
    tmp_path: Path, settings: Settings, scanned: Path
) -> None:
    clean = [write(tmp_path / "juht.txt", DRIVER), write(tmp_path / "arhiiv.txt", LONG.replace("arhivaar", "hoidja"))]
    other = Settings(data=tmp_path / "other", workers=2)
    run(settings, scanned)
    run(settings, *clean)
    run(other, *clean, scanned)
    with bootstrap.reading(settings) as one, bootstrap.reading(other) as two:
        assert one.store.learned() == two.store.learned()
        assert ("bussi", 2) in one.store.learned()[1]
        assert [found.passages for found in one.store.positions()] == [
            found.passages for found in two.store.positions()
        ]
    with bootstrap.changing(settings) as app:
        assert not reanalysis.is_stale(app.store)
        assert app.store.of_version(f"{analysis.VERSION}+*", -1) == [kept(settings).id]


def test_clean_positions_alone_teach_nothing(settings: Settings, tmp_path: Path) -> None:
    run(settings, write(tmp_path / "juht.txt", DRIVER))
    with bootstrap.reading(settings) as app:
        assert app.store.learned() == ((), ())


def test_what_a_repair_may_have_been_is_found_in_the_weakest_tier() -> None:
    (token,) = analyse("tähis", (Mended(0, 5, ("tahis", "tõhus")),))
    (asked,) = analyse_query("tõhusad")
    assert token.repaired
    assert match(asked, token) is Why.OCR


def test_what_repair_left_unknown_is_found_by_its_folded_letters_in_damaged_texts_only() -> None:
    (asked,) = analyse_query("õigusakt")
    (token,) = analyse("6lguisakt", damaged=True)
    assert match(asked, token) is Why.OCR
    (clean,) = analyse("6lguisakt")
    assert match(asked, clean) is None
    (word,) = analyse("digipank", damaged=True)
    assert word.repairs == ()


def test_the_page_shows_on_demand_what_stood_there(settings: Settings, scanned: Path) -> None:
    run(settings, scanned)
    with bootstrap.reading(settings) as app:
        client = create_app(app.service).test_client()
        position_id = kept(settings).id
        page = client.get(f"/positions/{position_id}").text
        shown = json.loads(client.get(f"/api/v1/positions/{position_id}").text)
    assert "<details" in page
    assert "<del>sailikuid</del> → <ins>säilikuid</ins>" in page
    assert any(item["repairs"] for section in shown["sections"] for item in section["items"])
