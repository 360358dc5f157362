"""The post that only sentences name, and headings, numbers and cards as old and hurried papers set them."""

import pytest

from ajsearch.model import Block, BlockKind
from ajsearch.model import SectionKind as Kind
from ajsearch.readers.lines import close_up
from ajsearch.sections.posts import post_in
from tests.test_section_content import bold_row
from tests.test_section_variants import description
from tests.test_sections import entry, heading, row, section, structure, text, texts

DUTIES = (heading("Tööülesanded"), entry("Võtab kauba vastu."), entry("Väljastab kauba."))


@pytest.mark.parametrize(
    ("sentences", "title", "unit"),
    [
        (
            ["Heakorrainspektor (edaspidi inspektor) on ametnik.", "Inspektor allub juhatajale."],
            "Heakorrainspektor",
            None,
        ),
        (["Laomees:", "Laomees vastutab vara eest."], "Laomees", None),
        (
            ["Ametijuhend on kehtestatud Sõstra Linnaraamatukogu teenindusosakonna laohoidja ametikoha kohta."],
            "laohoidja",
            "teenindusosakond",
        ),
        (["Metsa Kooli haldusosakonna laohoidja võetakse tööle käskkirjaga."], "laohoidja", "haldusosakond"),
    ],
)
def test_sentences_tell_of_a_post(sentences: list[str], title: str, unit: str | None) -> None:
    named = post_in(sentences)
    assert (named.title, named.unit) == (title, unit)


@pytest.mark.parametrize("sentence", ["Sinu juht on laojuhataja.", "Töötaja allub juhatajale.", "Ladu on korras."])
def test_sentences_about_others_name_no_post(sentence: str) -> None:
    assert post_in([sentence]).title is None


def test_a_post_that_only_prose_names_is_the_title() -> None:
    prose = text("Laomees allub laojuhatajale ja töötab graafiku alusel.")
    found = structure(heading("AMETIJUHEND"), heading("ÜLDSÄTTED"), prose, *DUTIES)
    assert found.title == "Laomees"


def test_letters_set_apart_make_words_again() -> None:
    assert close_up("K O H U S T U S E D   J A   K E E L U D") == "KOHUSTUSED   JA   KEELUD"
    assert close_up("rühm A B ja C") == "rühm A B ja C"


def test_a_number_that_spaced_letters_swallowed_is_cut_off() -> None:
    found = description(*DUTIES, heading("VNÕUDED TÖÖTAJALE"), entry("Keskharidus."))
    assert texts(section(found, Kind.REQUIREMENT).items) == ["Keskharidus."]


def test_headings_run_in_with_a_stop_cut_the_prose() -> None:
    found = structure(
        heading("Laomehe töökirjeldus"),
        text("Mõte. Laos on kord ja kaup leitav."),
        text("Ülesanded. Laomees võtab kauba vastu ja paneb riiulile."),
        text("Ta väljastab kauba tellijale."),
        text("Vastutus. Laomees vastutab kauba säilimise eest."),
    )
    assert texts(section(found, Kind.DUTY).items) == [
        "Laomees võtab kauba vastu ja paneb riiulile.",
        "Ta väljastab kauba tellijale.",
    ]
    assert section(found, Kind.RESPONSIBILITY).items[0].text == "Laomees vastutab kauba säilimise eest."


def test_one_word_before_a_stop_heads_nothing_where_no_others_do() -> None:
    found = description(heading("Tööülesanded"), entry("Ülesanded. Need jagab juhataja."), entry("Väljastab kauba."))
    assert texts(section(found, Kind.DUTY).items)[0] == "Ülesanded. Need jagab juhataja."


@pytest.mark.parametrize("numbers", [("A1", "A2"), ("II.1.", "II.2."), ("2-1.", "2-2."), ("1,1", "1,2")])
def test_codes_in_a_column_of_their_own_are_numbers(numbers: tuple[str, str]) -> None:
    rows = (row(numbers[0], "võtab kauba vastu;"), row(numbers[1], "väljastab kauba."))
    duties = section(structure(heading("Laomehe ametijuhend"), heading("Tööülesanded"), *rows), Kind.DUTY).items
    assert [item.number for item in duties] == [number.rstrip(".") for number in numbers]
    assert texts(duties) == ["võtab kauba vastu;", "väljastab kauba."]


def test_a_level_before_a_language_is_no_number() -> None:
    found = description(*DUTIES, heading("Nõuded"), row("C1", "eesti keel"), row("B2", "inglise keel"))
    assert [item.name or item.text for item in section(found, Kind.REQUIREMENT).items] == ["C1", "B2"]


def test_a_heading_of_lower_rank_right_under_the_duties_names_an_area() -> None:
    area = Block(kind=BlockKind.HEADING, cells=("Kasutuslubade nõuded",), level=2, bold=True)
    found = description(heading("Tööülesanded"), area, entry("Väljastab lube."), entry("Kontrollib taotlusi."))
    assert texts(section(found, Kind.DUTY).items) == ["Väljastab lube.", "Kontrollib taotlusi."]


def test_a_merged_label_goes_with_rows_that_have_none_of_their_own() -> None:
    rows = (row("Keeled", "eesti keel", "C1"), row("", "vene keel", "B1"))
    found = section(description(*DUTIES, heading("Nõuded"), *rows), Kind.REQUIREMENT)
    assert [item.name for item in found.items] == ["Keeled: eesti keel", "Keeled: vene keel"]


def test_a_language_with_a_capital_is_a_label_of_its_own() -> None:
    rows = (row("Keeled", "Eesti keel", "C1"), row("", "Vene keel", "B1"))
    found = section(description(*DUTIES, heading("Nõuded"), *rows), Kind.REQUIREMENT)
    assert [item.name for item in found.items] == ["Eesti keel", "Vene keel"]


def test_cards_have_names_in_one_row_and_what_they_mean_below() -> None:
    cards = (bold_row("Täpne", "Rahulik"), bold_row("loed kauba üle", "jääd viisakaks ka kiirel ajal"))
    found = section(description(*DUTIES, heading("Milline sa oled?"), *cards), Kind.COMPETENCY)
    assert [(item.name, item.text) for item in found.items] == [
        ("Täpne", "loed kauba üle"),
        ("Rahulik", "jääd viisakaks ka kiirel ajal"),
    ]


def test_points_below_rows_of_requirements_are_requirements_of_their_own() -> None:
    lines = (
        row("eesti keel", "B2"),
        row("inglise või soome keel", "suhtlustasand"),
        entry("Täpsus."),
        entry("Kiirus."),
    )
    found = section(description(*DUTIES, heading("Nõuded"), *lines), Kind.REQUIREMENT)
    assert [(item.name, item.text) for item in found.items] == [
        ("eesti keel", "B2"),
        ("inglise või soome keel", "suhtlustasand"),
        (None, "Täpsus."),
        (None, "Kiirus."),
    ]


def test_a_paragraph_that_says_one_power_twice_is_one_item() -> None:
    prose = text(
        "Laomees vastutab kauba eest. Samuti vastutab ta tõstuki korrasoleku eest. Tal on õigus saada koolitust."
    )
    found = description(*DUTIES, heading("Vastutus"), prose)
    assert len(section(found, Kind.RESPONSIBILITY).items) == 1
    assert texts(section(found, Kind.RIGHT).items) == ["Tal on õigus saada koolitust."]


def test_plain_lines_over_prose_head_it_where_a_known_one_does() -> None:
    prose = text("Laomees peab arvestust, võtab kauba vastu ja väljastab selle tellijale.")
    found = structure(
        heading("Laomehe ametijuhend"),
        text("Üldist"),
        text("Laomees allub laojuhatajale ja töötab linna laos graafiku alusel."),
        text("Laomehe töö"),
        prose,
        text("Ta loeb kauba kord kuus üle ja teatab puudujäägist laojuhatajale."),
        text("Vaikimise kohustus"),
        text("Kauba hindu ja tellijate andmeid ei tohi teistele edasi rääkida."),
    )
    assert texts(section(found, Kind.DUTY).items)[0] == prose.text
    assert len(section(found, Kind.OBLIGATION).items) == 1


def test_prose_under_the_title_alone_is_a_description() -> None:
    found = structure(
        heading("TÖÖKIRJELDUS"),
        text("Laomees võtab kauba vastu ja paneb selle riiulile. Laomees loeb kauba kord kuus üle."),
        text("Laomees teatab puudujäägist laojuhatajale samal päeval."),
    )
    assert found.title == "Laomees"


def test_a_welcome_language_under_a_merged_label_keeps_what_says_so() -> None:
    rows = (row("Keeled", "Eesti keel", "C1"), row("", "Soome keel", "kasuks tuleb"))
    found = section(description(*DUTIES, heading("Nõuded"), *rows), Kind.REQUIREMENT)
    assert [(item.name, item.text) for item in found.items] == [("Eesti keel", "C1"), ("Soome keel", "kasuks tuleb")]


def test_qualities_that_a_print_ran_together_are_cut_at_their_names() -> None:
    line = text("Täpsus – loeb kauba üle ja märkab vigu Rahulik meel – jääb viisakaks Hoolivus – aitab kolleegi")
    found = section(description(*DUTIES, heading("Kompetentsid"), line), Kind.COMPETENCY)
    assert [item.name for item in found.items] == ["Täpsus", "Rahulik meel", "Hoolivus"]


def test_two_qualities_in_a_row_have_each_their_own_meaning() -> None:
    cells = row("Täpsus", "loeb kauba üle", "Rahulik meel", "jääb viisakaks")
    found = section(description(*DUTIES, heading("Kompetentsid"), cells), Kind.COMPETENCY)
    assert [(item.name, item.text) for item in found.items] == [
        ("Täpsus", "loeb kauba üle"),
        ("Rahulik meel", "jääb viisakaks"),
    ]


def test_entries_that_are_qualities_with_what_they_mean_are_competencies_under_any_heading() -> None:
    lines = (text("Täpsus: loed kauba üle"), text("Rahulik meel: jääd viisakaks"))
    found = description(*DUTIES, heading("Kuidas sa töötad?"), *lines)
    assert [item.name for item in section(found, Kind.COMPETENCY).items] == ["Täpsus", "Rahulik meel"]


def test_rows_of_languages_among_other_rows_stand_under_the_same_heading() -> None:
    rows = (
        row("Kogemus", "2 aastat laos", ""),
        bold_row("Keel", "Kõnes", "Kirjas"),
        row("Eesti keel", "C1", "B2"),
        row("Juhiluba", "B-kategooria", ""),
    )
    found = section(description(*DUTIES, heading("Nõuded"), *rows), Kind.REQUIREMENT)
    assert [(item.name, item.text) for item in found.items] == [
        ("Kogemus", "2 aastat laos"),
        (None, "Eesti keel: kõnes C1, kirjas B2"),
        ("Juhiluba", "B-kategooria"),
    ]


def test_a_mark_under_a_level_says_which_one_is_asked_for() -> None:
    rows = (
        bold_row("Keel", "A2", "B1", "B2", "Nõutav / soovitav"),
        row("Eesti", "", "", "x", "nõutav"),
        row("Läti", "x", "", "", "soovitav"),
    )
    found = section(description(*DUTIES, heading("Nõutav keeleoskus"), *rows), Kind.REQUIREMENT)
    assert texts(found.items) == ["Eesti: B2, nõutav", "Läti: A2, soovitav"]


def test_a_language_with_two_levels_heads_no_grid() -> None:
    rows = (bold_row("Keel", "kõnes", "kirjas"), row("Eesti keel", "B1", "B2"), row("Vene keel", "A2", "B1"))
    found = section(description(*DUTIES, heading("Nõutav keeleoskus"), *rows), Kind.REQUIREMENT)
    assert texts(found.items) == ["Eesti keel: kõnes B1, kirjas B2", "Vene keel: kõnes A2, kirjas B1"]


def test_a_merged_label_beside_the_languages_is_none_of_them() -> None:
    rows = (bold_row("Keeled", "Keel", "Tase"), row("", "Eesti keel", "C1"), row("", "Soome keel", "B1 (soovitav)"))
    found = section(description(*DUTIES, heading("Nõuded"), *rows), Kind.REQUIREMENT)
    assert texts(found.items) == ["Eesti keel: C1", "Soome keel: B1 (soovitav)"]


def test_numbered_words_over_lettered_points_name_groups_of_duties() -> None:
    points = [
        Block(kind=BlockKind.LIST_ITEM, cells=(words,), marker=marker, level=1)
        for marker, words in (
            ("1.", "Järelevalve"),
            ("a)", "kontrollib lao korda;"),
            ("b)", "koostab akti;"),
            ("2.", "Nõustamine"),
            ("a)", "selgitab tellijale nõudeid;"),
        )
    ]
    found = description(heading("Tööülesanded"), *points)
    duties = [item.text for one in found.sections if one.kind is Kind.DUTY for item in one.items]
    assert duties == ["kontrollib lao korda;", "koostab akti;", "selgitab tellijale nõudeid;"]


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("Haldusosakonna lao talitus", "Haldusosakonna lao talitus"),
        ("haldusosakonna lao talitus", "lao talitus"),
        ("Lao rühm, haldusosakond", "Lao rühm"),
    ],
)
def test_a_units_name_printed_with_a_capital_is_whole(printed: str, unit: str) -> None:
    found = structure(
        heading("Laomehe ametijuhend"), row("Ametikoht", "laomees"), row("Struktuuriüksus", printed), *DUTIES
    )
    assert found.unit == unit


def test_the_house_of_who_approved_may_stand_two_lines_above_the_order() -> None:
    approval = (text("KINNITATUD"), text("Sõstra Lao Ameti"), text("peadirektori 12.02.2014"), text("käskkirjaga nr 3"))
    assert structure(*approval, heading("LAOMEHE AMETIJUHEND"), *DUTIES).employer == "Sõstra Lao Amet"


def test_a_sentence_under_the_heading_of_the_post_is_no_title() -> None:
    prose = text("Laomees on linna lao töötaja, kelle võtab tööle direktor.")
    assert structure(heading("Laomehe tööjuhend"), heading("Ametikohast"), prose, *DUTIES).title == "Laomees"


def test_a_heading_right_under_that_of_the_duties_names_an_area_of_theirs() -> None:
    work = (
        heading("Mida sa teed?"),
        heading("Seadmed ja mõõtmised"),
        entry("hooldad kaalusid"),
        entry("teed mõõtmisi"),
    )
    found = description(*work, heading("Millega töötad?"), entry("kaal"))
    assert texts(section(found, Kind.DUTY).items) == ["hooldad kaalusid", "teed mõõtmisi"]
