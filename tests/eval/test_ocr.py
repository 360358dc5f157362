"""How much of a page damaged by OCR comes back, on pages that the word list and the confusions were not made from.

``ocr/NAME.clean.txt`` is our own writing, ``ocr/NAME.FONT.eng.txt`` what Tesseract's English model read of it
(``ocr/make_pages.py``). The prior is the built-in one alone. Where shared development pages lie beside the repository
they must hold the floors too.
"""

import difflib
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from ajsearch.estonian.damage import DamageKind, assess
from ajsearch.estonian.morphology import analyse_word
from ajsearch.estonian.repair import Repairer

OWN = Path(__file__).parent / "ocr"
SHARED = Path(__file__).parents[3] / "shared"

MAX_WORD_ERROR = 0.04
MIN_LEMMA = 0.97
MIN_WORDS_A_SECOND = 400

FOLDERS = [OWN] + [folder for folder in (SHARED / "dev" / "ocr",) if folder.is_dir()]


@dataclass(frozen=True)
class Score:
    """Shares of one text against the clean one: wrong words, lemmas found, lemmas right."""

    word_error: float
    recall: float
    precision: float


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[\w|\[&!]+", text) if any(map(str.isalpha, word))]


def _lemmas(words: list[str]) -> list[str]:
    readings = (analyse_word(word, guess=True) for word in words)
    return [found[0].lemma.lower() if found else word for found, word in zip(readings, words, strict=True)]


def _pages(folder: Path) -> list[tuple[Path, Path]]:
    return [(page, folder / f"{page.name.split('.')[0]}.clean.txt") for page in sorted(folder.glob("*.eng.txt"))]


def _score(folder: Path, repairer: Repairer | None) -> Score:
    """All pages of a folder together, aligned page by page."""
    wrong = right = words = lemmas_read = 0
    for page, source in _pages(folder):
        text = page.read_text("utf-8")
        clean = _words(source.read_text("utf-8"))
        read = _words(repairer.repair(text).text if repairer else text)
        steps = difflib.SequenceMatcher(None, clean, read, autojunk=False).get_opcodes()
        wrong += sum(max(end - start, to - begin) for kind, start, end, begin, to in steps if kind != "equal")
        blocks = difflib.SequenceMatcher(None, _lemmas(clean), _lemmas(read), autojunk=False).get_matching_blocks()
        right += sum(block.size for block in blocks)
        words += len(clean)
        lemmas_read += len(read)
    return Score(wrong / words, right / words, right / lemmas_read)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_repaired_pages_hold_the_floors(folder: Path) -> None:
    raw = _score(folder, None)
    score = _score(folder, Repairer())
    assert raw.word_error > 0.2
    assert score.word_error <= MAX_WORD_ERROR
    assert score.recall >= MIN_LEMMA
    assert score.precision >= MIN_LEMMA


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_noisy_page_is_seen_and_no_clean_one(folder: Path) -> None:
    for page, source in _pages(folder):
        assert assess(page.read_text("utf-8")).kind is DamageKind.OCR, page.name
        assert not assess(source.read_text("utf-8")).damaged, source.name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_forced_repair_changes_no_word_of_clean_text(folder: Path) -> None:
    repairer = Repairer()
    for source in sorted(folder.glob("*.clean.txt")):
        assert repairer.repair(source.read_text("utf-8")).changes == (), source.name


def test_repair_is_fast_enough_for_ingest() -> None:
    texts = [page.read_text("utf-8") for page, _ in _pages(OWN)]
    repairer = Repairer()
    repairer.repair("käivitus")
    began = time.process_time()
    for text in texts:
        repairer.repair(text)
    assert sum(len(text.split()) for text in texts) / (time.process_time() - began) >= MIN_WORDS_A_SECOND


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the shared seeds are not here")
def test_of_the_real_descriptions_only_the_scanned_one_is_damaged() -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        text = path.read_text("utf-8")
        found = assess(text)
        repaired = Repairer().repair(text)
        assert found.damaged == path.name.startswith("001"), path.name
        assert bool(repaired.changes) == found.damaged, path.name
        if found.damaged:
            assert assess(repaired.text).unknown_share < 0.1 * found.unknown_share
