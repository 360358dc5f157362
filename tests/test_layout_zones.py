"""Pages of several parts: sidebars, cards and columns are read one after the other, tables stay tables."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.model import Block, BlockKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.dispatch import read_content
from ajsearch.readers.layout_content import PageContent
from ajsearch.readers.layout_pages import blocks_of_pages
from ajsearch.readers.layout_paths import Panel, Rule
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.layout_zones import find_zones
from ajsearch.readers.pdf import PdfReader

FILES = Path(__file__).parent / "eval" / "formats" / "files"
EM = 0.5  # em: width of a letter of the made pages' type

DUTIES = ["Koostab aastakava ja jälgib", "selle täitmist", "Peab registrit", "Nõustab elanikke ja", "vastab kirjadele"]
RIGHTS = ["Saada teavet", "Teha ettepanekuid oma", "töö kohta", "Osaleda koolitusel igal", "teisel aastal"]


def words_of(text: str, x: float, y: float, *, size: float = 10.0, bold: bool = False) -> list[Word]:
    """One line's words, each letter half an em wide."""
    words = []
    for part in text.split(" "):
        words.append(Word(part, x, x + EM * size * len(part), y, size, bold))
        x += EM * size * (len(part) + 0.6)
    return words


def column(
    texts: Iterable[str], x: float, y: float, *, pitch: float = 13.0, size: float = 10.0, bold: bool = False
) -> list[Word]:
    """Lines of one column, ``y`` the first one's baseline."""
    return [
        word
        for number, text in enumerate(texts)
        for word in words_of(text, x, y + number * pitch, size=size, bold=bold)
    ]


def heading(text: str, x: float, y: float) -> list[Word]:
    return words_of(text, x, y, size=13.0, bold=True)


def read(words: Sequence[Word], panels: Sequence[Panel] = ()) -> list[Block]:
    return blocks_of_pages([PageContent(1, 595.0, 842.0, tuple(words), (), tuple(panels))])


def texts(blocks: Sequence[Block]) -> list[str]:
    return [" | ".join(block.cells).replace("\n", " ") for block in blocks]


def test_columns_with_rhythms_of_their_own_are_read_one_after_the_other() -> None:
    words = [*heading("Ülesanded", 50, 100), *column(DUTIES, 50, 118), *heading("Õigused", 320, 104)]
    blocks = read([*words, *column(RIGHTS, 320, 123, pitch=14.5)])
    assert all(block.kind is not BlockKind.ROW for block in blocks)
    found = texts(blocks)
    assert found[0] == "Ülesanded"
    assert found.index("Õigused") > found.index("Peab registrit")
    assert found.index("Saada teavet") > found.index("Õigused")


def test_cells_that_begin_on_common_baselines_stay_rows() -> None:
    rows = [
        (DUTIES[:2], ["Kava on kinnitatud"]),
        (DUTIES[2:3], ["Andmed on õiged", "ja täpsed"]),
        (DUTIES[3:], ["Vastus"]),
    ]
    words = [*words_of("Ülesanne", 50, 100, bold=True), *words_of("Tulemus", 205, 100, bold=True)]
    for number, (duty, result) in enumerate(rows):
        words += [*column(duty, 50, 120 + 40 * number), *column(result, 205, 120 + 40 * number)]
    blocks = read(words)
    assert texts(blocks) == [
        "Ülesanne | Tulemus",
        "Koostab aastakava ja jälgib selle täitmist | Kava on kinnitatud",
        "Peab registrit | Andmed on õiged ja täpsed",
        "Nõustab elanikke ja vastab kirjadele | Vastus",
    ]


def test_cells_centred_beside_each_other_are_no_columns() -> None:
    words: list[Word] = []
    for number in range(6):
        y = 120 + 30 * number
        long, short = (50, 320) if number % 2 else (320, 50)
        words += [
            *column(["Nõustab elanikke ja", "vastab kirjadele"], long, y),
            *words_of("Peab registrit", short, y + 6.5),
        ]
    assert len(find_zones(words, [], [], 1)) == 1


def test_a_coloured_sidebar_is_read_apart_from_the_text_beside_it() -> None:
    side = [*heading("Nõuded", 50, 110), *column(["• kõrgharidus", "• eesti keel C1"], 50, 126)]
    main = [*heading("Ülesanded", 250, 110), *column([*DUTIES, *RIGHTS], 250, 126)]
    blocks = read([*side, *main], [Panel(40, 90, 200, 400)])
    assert texts(blocks)[:4] == ["Nõuded", "kõrgharidus", "eesti keel C1", "Ülesanded"]


def test_a_coloured_column_of_labels_stays_the_first_column_of_a_form() -> None:
    labels = ["Ametikoht", "Asutus", "Üksus", "Vahetu juht", "Asendaja"]
    values = ["vanemspetsialist", "Tammiku Veeamet", "lubade osakond", "osakonna juhataja", "spetsialist"]
    words = [*column(labels, 50, 120, pitch=20), *column(values, 220, 120, pitch=20)]
    found = texts(read(words, [Panel(40, 105, 200, 210)]))
    assert found == [f"{label} | {value}" for label, value in zip(labels, values, strict=True)]


def test_cards_of_a_colour_each_are_read_one_after_the_other() -> None:
    left = [*heading("Vastutus", 50, 110), *column(["• andmete eest", "• vara eest", "• eelarve eest"], 50, 130)]
    right = [*heading("Õigused", 320, 110), *column(["• saada teavet", "• teha ettepanekuid"], 320, 130)]
    found = texts(read([*left, *right], [Panel(40, 90, 290, 200), Panel(310, 90, 560, 200)]))
    assert found == [
        "Vastutus",
        "andmete eest",
        "vara eest",
        "eelarve eest",
        "Õigused",
        "saada teavet",
        "teha ettepanekuid",
    ]


def test_a_list_set_in_two_columns_is_no_table_of_results() -> None:
    entries = ["• Koostab aastakava", "• Peab registrit", "• Nõustab elanikke", "• Jälgib eelarvet"]
    listed = [
        *column(entries[:3], 50, 120),
        *column(["• Tellib kaupu", "• Kontrollib arveid", "• Vastab kirjadele"], 320, 120),
    ]
    blocks = read([*heading("Ülesanded", 50, 98), *listed])
    assert texts(blocks)[1:] == [
        *("Koostab aastakava", "Peab registrit", "Nõustab elanikke"),
        *("Tellib kaupu", "Kontrollib arveid", "Vastab kirjadele"),
    ]
    header = [*words_of("Ülesanne", 50, 106, bold=True), *words_of("Tulemus", 320, 106, bold=True)]
    assert read([*header, *listed])[0].kind is BlockKind.ROW


def test_labels_in_a_sidebar_are_rows_and_come_before_the_headings_beside_them() -> None:
    side: list[Word] = []
    for number, (label, value) in enumerate(
        [("Osakond", "lasteosakond"), ("Vahetu juht", "juhataja"), ("Koormus", "1,0")]
    ):
        side += [*words_of(label, 400, 110 + 34 * number, bold=True), *words_of(value, 400, 122 + 34 * number)]
    main = [*column(["Siin on kirjas, mida töö", "tähendab."], 50, 104)]
    main += [*heading("Ülesanded", 50, 140), *column([*DUTIES, *RIGHTS], 50, 157)]
    found = texts(read([*side, *main]))
    assert found[:5] == [
        "Siin on kirjas, mida töö tähendab.",
        "Osakond | lasteosakond",
        "Vahetu juht | juhataja",
        "Koormus | 1,0",
        "Ülesanded",
    ]


def test_two_ends_of_a_banner_and_two_labels_on_a_line_are_parted() -> None:
    banner = [*words_of("LINNAVALITSUS", 50, 60), *words_of("Linnakantselei", 400, 60)]
    labels = [*words_of("Vahetu juht: linnasekretär", 50, 90), *words_of("Asendaja: toimetaja", 220, 90)]
    found = texts(read([*banner, *labels]))
    assert found == ["LINNAVALITSUS", "Linnakantselei", "Vahetu juht: linnasekretär", "Asendaja: toimetaja"]


def test_an_item_goes_on_from_the_foot_of_one_column_to_the_head_of_the_next() -> None:
    blocks = PdfReader().read((FILES / "koolitoit_kaks_veergu.pdf").read_bytes(), ReadLimits())
    assert "Puhastab töövahendid, pinnad ja seadmed pärast iga tööetappi." in texts(blocks)


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_word_processors_table_that_lays_out_a_page_is_read_cell_by_cell(ending: str) -> None:
    path = FILES / f"vee_ettevote_kylgtabel.{ending}"
    blocks = read_content(path.read_bytes(), path.name, ReadLimits(), 0).documents[0].blocks
    assert all(block.kind is not BlockKind.ROW for block in blocks)
    assert "Peseb ja steriliseerib laborinõud." in texts(blocks)


@pytest.mark.parametrize("name", ["linnapargi_aednik", "raamatukogu_kaardid", "sadam_raam", "vee_ettevote_kylgtabel"])
def test_no_part_of_a_laid_out_page_is_torn_into_table_cells(name: str) -> None:
    blocks = PdfReader().read((FILES / f"{name}.pdf").read_bytes(), ReadLimits())
    rows = [block for block in blocks if block.kind is BlockKind.ROW]
    assert all(len(block.cells[0].split()) <= 4 and "\n" not in block.text for block in rows)


places = st.tuples(
    st.integers(40, 500), st.integers(50, 800), st.sampled_from(["Koostab aastakava", "• teavet", "Õigused"])
)
boxes = st.tuples(st.integers(0, 500), st.integers(0, 700), st.integers(20, 550), st.integers(20, 700))


@given(st.lists(places, max_size=40), st.lists(boxes, max_size=8))
def test_each_word_of_a_page_is_in_one_zone(lines: list[tuple[int, int, str]], drawn: list[tuple[int, ...]]) -> None:
    words = [word for x, y, text in lines for word in words_of(text, float(x), float(y))]
    panels = [Panel(x, y, x + width, y + height) for x, y, width, height in drawn]
    zones = find_zones(words, [], panels, 1)
    assert Counter(word for zone in zones for word in zone.words) == Counter(words)


def test_ten_pages_of_columns_are_read_in_a_second() -> None:
    words = [*column([*DUTIES, *RIGHTS] * 5, 50, 60), *column([*RIGHTS, *DUTIES] * 4, 320, 64, pitch=15)]
    pages = [
        PageContent(number, 595.0, 842.0, tuple(words), (), (Panel(310, 50, 560, 800),)) for number in range(1, 11)
    ]
    start = time.process_time()
    blocks_of_pages(pages)
    assert time.process_time() - start < 1.0


def test_columns_are_where_rules_drawn_cell_by_cell_join() -> None:
    rows = [
        ("Teed", "Tulemus"),
        ("Ladu", ""),
        ("loed kauba üle ja paned riiulile", "arvestus on õige"),
        ("tellid", "on"),
    ]
    words = [
        word for number, cells in enumerate(rows) for left, cell in zip((60, 215), cells, strict=True) if cell
        for word in words_of(cell, left, 100 + 20 * number)
    ]  # fmt: skip
    rules = [
        Rule(left, 105.0 + 20 * n, right, 105.0 + 20 * n) for n in range(4) for left, right in ((57, 212), (212, 400))
    ]
    underlines = [Rule(57, y, 400, y) for y in (80.0, 300.0)]
    page = PageContent(1, 595.0, 842.0, tuple(words), (*rules, *underlines))
    assert [block.cells for block in blocks_of_pages([page])] == [*rows]


def test_cards_side_by_side_are_read_from_left_to_right() -> None:
    cards = ("Täpsus", "loed kauba üle"), ("Ausus", "hoiad laovõtit"), ("Hool", "hoiad lao puhtana")
    words = [
        word for number, (name, meaning) in enumerate(cards)
        for word in (*words_of(name, 60 + 170 * number, 100, bold=True), *words_of(meaning, 60 + 170 * number, 113))
    ]  # fmt: skip
    panels = [Panel(55 + 170 * number, 88, 215 + 170 * number, 120) for number in range(3)]
    assert [text.split(" | ")[0].split()[0] for text in texts(read(words, panels))] == ["Täpsus", "Ausus", "Hool"]
