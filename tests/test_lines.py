"""Lines made into paragraphs: hyphens, numbers and bullets, headings, page numbers, cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.model import BlockKind
from ajsearch.readers.layout_hyphens import join_lines
from ajsearch.readers.layout_markers import BULLET, find_marker, is_page_number
from ajsearch.readers.layout_paragraphs import Line
from ajsearch.readers.layout_running import running_lines
from ajsearch.readers.lines import blocks_of_lines, cell_of_lines


def line(text: str, *, gap: float = 1.0, left: float = 60.0, size: float = 11.0, bold: bool = False) -> Line:
    """A line of a page whose letters are half as wide as high and whose text may reach to 400 points."""
    width = 0.5 * size
    head = width * len(text.split(maxsplit=1)[0])
    return Line(text, left, left + width * len(text), 400.0, head, gap, size, bold, 1)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("info- ja kommunikatsiooni-", "tehnoloogia", "info- ja kommunikatsioonitehnoloogia"),
        ("õigusak-", "tidega kooskõlas", "õigusaktidega kooskõlas"),
        ("koos\u00ad", "töö", "koostöö"),
        ("sise-", "ja väliskliendid", "sise- ja väliskliendid"),
        ("maa-", "või veealal", "maa- või veealal"),
        ("rahva-", "ega ametnike", "rahva- ega ametnike"),
        ("kontoritehnika ja", "-mööbel", "kontoritehnika ja -mööbel"),
        ("IT-", "tugi", "IT-tugi"),
        ("e-", "teenused", "e-teenused"),
        ("Lääne-", "Virumaa", "Lääne-Virumaa"),
        ("TEENISTUS-", "ÜLESANDED", "TEENISTUSÜLESANDED"),
        ("üleandmise-", "vastuvõtmise akt", "üleandmise-vastuvõtmise akt"),
        ("ja/", "või", "ja/või"),
        ("tavaline", "rida", "tavaline rida"),
        ("Tallinn -", "Tartu", "Tallinn - Tartu"),
        ("2023-", "2024", "2023-2024"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    assert join_lines(first, second) == joined


@pytest.mark.parametrize(
    ("text", "marker", "rest"),
    [
        ("3.1. Nõustab", "3.1.", "Nõustab"),
        ("3.1 Nõustab", "3.1", "Nõustab"),
        ("6.1.2 haridus", "6.1.2", "haridus"),
        ("3.1.Nõustab", "3.1.", "Nõustab"),
        ("1.4 . Roll", "1.4.", "Roll"),
        ("a) täidab", "a)", "täidab"),
        ("1) täidab", "1)", "täidab"),
        ("(2) täidab", "(2)", "täidab"),
        ("IV. ÕIGUSED", "IV.", "ÕIGUSED"),
        ("\uf0b7 täidab", BULLET, "täidab"),
        ("\uf0a7täidab", BULLET, "täidab"),
        ("• täidab", BULLET, "täidab"),
        ("•täidab", BULLET, "täidab"),
        ("- täidab", BULLET, "täidab"),
        ("– täidab", BULLET, "täidab"),
        ("* täidab", BULLET, "täidab"),
        ("= Kliendid", BULLET, "Kliendid"),
        ("» |Kliendid", BULLET, "Kliendid"),
        ("➢ täidab", BULLET, "täidab"),
        ("o täidab", BULLET, "täidab"),
        ("▸", BULLET, ""),
        ("✦", BULLET, ""),
    ],
)
def test_numbers_and_bullets_are_found(text: str, marker: str, rest: str) -> None:
    found = find_marker(text)
    assert found is not None
    assert (found.text, found.rest) == (marker, rest)


@pytest.mark.parametrize(
    "text",
    [
        "-mööbel",
        "2-aastane kogemus",
        "12. mai 2024",
        "01.02.2024 kinnitatud",
        "2024. aastal",
        "C1 tase",
        "3 aastat",
        "e-post",
        "§ 5 lõige 2",
    ],
)
def test_text_that_only_looks_like_a_marker_is_none(text: str) -> None:
    assert find_marker(text) is None


def test_an_ordinal_at_the_start_of_a_wrapped_line_is_no_number() -> None:
    above = "Edastab kliendi mure siis kui seda klienditeeninduse"
    assert (
        cell_of_lines([line(f"{above} koos teise või"), line("1. taseme töötaja ise lahendada ei saa")]).count("\n")
        == 0
    )


@pytest.mark.parametrize("text", ["lk 2/5", "2 (5)", "2/5", "Lehekülg 3 / 4", "Leht 2 (3)", "Page 2 of 3", "lk. 7"])
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["2", "- 2 -"])
def test_lone_numbers_are_page_numbers_only_where_asked(text: str) -> None:
    assert is_page_number(text, bare=True)
    assert not is_page_number(text)


@pytest.mark.parametrize("text", ["3.1", "2 aastat", "Leht", "1.2.", "2024"])
def test_other_short_lines_are_no_page_numbers(text: str) -> None:
    assert not is_page_number(text, bare=True)


def test_running_lines_are_found_and_the_first_header_stays() -> None:
    pages = [["Näidisamet", f"sisu {letter}", f"tekst {letter}", f"lk {n}"] for n, letter in enumerate("abc", start=1)]
    assert running_lines(pages) == {(1, 0), (2, 0), (0, 3), (1, 3), (2, 3)}


def test_a_wrapped_line_goes_on_and_a_short_one_ends_its_paragraph() -> None:
    blocks = blocks_of_lines(
        [
            line("Töökoha eesmärk on tagada õigusaktide järgimine ning dokumentide"),
            line("õigeaegne koostamine."),
            line("Töötaja allub juhatajale."),
        ]
    )
    assert [block.text for block in blocks] == [
        "Töökoha eesmärk on tagada õigusaktide järgimine ning dokumentide õigeaegne koostamine.",
        "Töötaja allub juhatajale.",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        line("TEENISTUSKOHUSTUSED", gap=2),
        line("Töö eesmärk", gap=2, bold=True),
        line("Töö eesmärk", gap=2, size=14),
        line("2. Töö eesmärk", gap=2),
        line("Töö eesmärk", gap=2),
    ],
)
def test_headings_are_told_by_capitals_type_number_or_white_space(heading: Line) -> None:
    blocks = blocks_of_lines(
        [heading, line("Töötaja hoolitseb selle eest, et kõik dokumendid jõuaksid arhiivi.", gap=2)]
    )
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_numbered_list_items_are_no_headings() -> None:
    blocks = blocks_of_lines([line("1. Nõustab kliente"), line("2. Koostab aruandeid"), line("3. Hoiab korda.")])
    assert {block.kind for block in blocks} == {BlockKind.LIST_ITEM}


def test_depths_follow_numbers_and_indents() -> None:
    blocks = blocks_of_lines(
        [line("3.1. A ja b;"), line("• c ja d;", left=80), line("• e ja f;", left=100), line("• g.", left=80)]
    )
    assert [block.level for block in blocks] == [2, 1, 2, 1]


def test_a_cell_keeps_its_bullets_at_the_start_of_each_paragraph() -> None:
    lines = [
        line("\uf0b7 Aruanded on esitatud tähtajaks ning vastavad kõigile nendele"),
        line("esitatud nõuetele."),
        line("\uf0b7 Vigu ei ole."),
    ]
    assert (
        cell_of_lines(lines)
        == "• Aruanded on esitatud tähtajaks ning vastavad kõigile nendele esitatud nõuetele.\n• Vigu ei ole."
    )


@given(
    st.lists(st.text("aäõ1.-• \uf0b7(", min_size=1, max_size=30).filter(lambda text: text.strip() != ""), max_size=8)
)
def test_any_lines_give_blocks(texts: list[str]) -> None:
    assert all(block.text for block in blocks_of_lines([line(text) for text in texts]))


def test_a_first_lines_indent_begins_a_paragraph_each_time() -> None:
    wrapped = [
        line("Laomees võtab kauba vastu ja kontrollib selle kogust ning kannab selle", left=80),
        line("laoprogrammi."),
    ]
    single = [line("Ta paneb kauba riiulitele ja viib tühjad alused vastuvõtu ala kõrvale.", left=80)]
    blocks = blocks_of_lines([*wrapped, *wrapped, *single, *single])
    assert len(blocks) == 4


def test_a_little_more_space_than_inside_paragraphs_parts_sentences() -> None:
    wrapped = [
        line("Laomees võtab kauba vastu ja kontrollib selle kogust ning kannab selle kohe"),
        line("laoprogrammi.", gap=0.8),
    ]
    single = [line("Ta paneb kauba riiulitele ja viib tühjad alused vastuvõtu ala kõrvale õue.")]
    blocks = blocks_of_lines([*wrapped * 3, *single, *single])
    assert len(blocks) == 5
    running = [line(one.text) for one in (*wrapped * 3, *single, *single)]
    assert len(blocks_of_lines(running)) < 5


def test_one_wrapped_line_tells_how_close_the_lines_of_a_paragraph_stand() -> None:
    single = line("Ta paneb kauba riiulitele ja viib tühjad alused vastuvõtu ala kõrvale õue.")
    wrapped = [
        line("Laomees võtab kauba vastu ja kontrollib selle kogust ning kannab selle kohe"),
        line("lattu.", gap=0.8),
    ]
    assert len(blocks_of_lines([single, *wrapped, single, single])) == 4
    uneven = line(single.text, gap=0.85)
    assert len(blocks_of_lines([single, *wrapped, single, uneven])) == 2
