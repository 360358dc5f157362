"""Titles, employers and units as the papers of other authorities give them: letterheads, labels, prose, title lines."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ajsearch.model import Block, BlockKind
from ajsearch.sections.names import name_from_plain_line, name_from_title_line
from tests.test_sections import entry, heading, row, structure, text

AIM = (heading("Eesmärk"), text("Laos on kord."))
DUTIES = (heading("Tööülesanded"), entry("Võtab kauba vastu."), entry("Väljastab kauba tellijale."))
TITLE = heading("Laomehe ametijuhend")
DATA = heading("Üldandmed")
FORM = (heading("AMETIJUHEND"), DATA, row("Ametikoht", "laomees"))


@pytest.mark.parametrize(
    "top",
    [
        (row("SA Kullamaa Varud\nToetuste üksus", "KINNITATUD\njuhatuse otsusega 3.02.2020 nr 4"),),
        (row("SA Kullamaa Varud", "KINNITATUD"), row("Toetuste üksus", "juhatuse 3.02.2020 otsusega nr 4")),
        (text("SA Kullamaa Varud KINNITATUD"), text("Toetuste üksus juhatuse 3.02.2020 otsusega nr 4")),
        (text("SA Kullamaa Varud"), text("Toetuste üksus"), text("KINNITATUD"), text("juhatuse 3.02.2020 otsus nr 4")),
    ],
)  # fmt: skip
def test_a_letterhead_beside_an_approval_names_employer_and_unit(top: tuple[Block, ...]) -> None:
    found = structure(*top, TITLE, *AIM, *DUTIES)
    assert (found.title.lower(), found.employer, found.unit) == ("laomees", "SA Kullamaa Varud", "Toetuste üksus")


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Töökoht on varude büroos.", "varude büroo"),
        ("Ametikoht on haldusosakonnas, teeninduspiirkond on kogu vald.", "haldusosakond"),
        ("Ametikoht asub haldusosakonna varude büroos.", "varude büroo"),
        ("Teenistuskoht kuulub haldusosakonna koosseisu ja allub juhatajale.", "haldusosakond"),
        ("Laomees allub vahetult laoosakonna juhatajale.", None),
    ],
)
def test_prose_says_where_the_post_is(sentence: str, unit: str | None) -> None:
    assert structure(TITLE, heading("Üldosa"), text(sentence), *AIM, *DUTIES).unit == unit


def test_prose_names_the_unit_inside_the_title_lines_one() -> None:
    lines = (heading("HALDUSOSAKONNA LAOMEHE AMETIJUHEND"), heading("Üldosa"))
    sentence = text("Töökoht asub haldusosakonna varude büroos.")
    assert structure(*lines, sentence, *AIM, *DUTIES).unit == "varude büroo"
    elsewhere = text("Töökoht asub linna arhiivi büroos.")
    assert structure(*lines, elsewhere, *AIM, *DUTIES).unit == "haldusosakond"


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("Osakond/talitus", "Haldusosakond/laotalitus", "laotalitus"),
        ("Osakond, büroo", "haldusosakond, varude büroo", "varude büroo"),
        ("Üksus või osakond", "Haldusosakond", "Haldusosakond"),
        ("Ametikoha koht struktuuris", "Haldusosakond > Laotalitus", "Laotalitus"),
        ("Üksus", "Haldusosakond → laotalitus", "laotalitus"),
        ("Struktuuriüksus", "Haldusosakond – varude talitus", "varude talitus"),
        ("Teenistuskoha asukoht asutuse struktuuris", "Varude talitus", "Varude talitus"),
        ("Paiknemine struktuuris", "Haldusosakond", "Haldusosakond"),
        ("Teenistuskoha asukoht", "Haldusosakond", "Haldusosakond"),
        ("Töökoha asukoht", "Kullamaa, Kesk 1", None),
        ("Ala", "lao- ja veoala", "lao- ja veoala"),
    ],
)
def test_a_row_names_the_innermost_unit(label: str, value: str, unit: str | None) -> None:
    assert structure(*FORM, row(label, value), *AIM, *DUTIES).unit == unit


def test_the_inner_units_label_counts_in_any_order() -> None:
    rows = row("Osakond", "Haldusosakond"), row("Talitus", "Laotalitus")
    assert structure(*FORM, *rows, *AIM, *DUTIES).unit == "Laotalitus"
    assert structure(*FORM, *reversed(rows), *AIM, *DUTIES).unit == "Laotalitus"
    place = row("Töökoha asukoht", "Lõuna büroo")
    assert structure(*FORM, rows[0], place, *AIM, *DUTIES).unit == "Haldusosakond"


def test_a_numbered_unit_below_the_house_is_no_line_of_the_approval() -> None:
    top = (
        text("KINNITATUD direktori 3.02.2020 käskkirjaga nr 4"),
        heading("KULLAMAA LASTEKODU"),
        text("Peremaja nr 3"),
    )
    found = structure(*top, TITLE, *AIM, *DUTIES)
    assert (found.employer, found.unit) == ("Kullamaa Lastekodu", "Peremaja nr 3")


def test_a_houses_line_may_go_on_with_a_sentence() -> None:
    line = text("Kullamaa Gümnaasium, tugikeskus. Sinu juht on tugikeskuse juhataja.")
    found = structure(TITLE, line, *AIM, *DUTIES)
    assert (found.employer, found.unit) == ("Kullamaa Gümnaasium", "tugikeskus")


@pytest.mark.parametrize(
    ("top", "employer"),
    [
        ((text("KINNITATUD Lõuna Politseiprefektuuri prefekti käskkirjaga nr 4"), TITLE), "Lõuna Politseiprefektuur"),
        ((text("KULLAMAA VALLAVALITSUS"), heading("VARUDE AMETI LAOMEHE AMETIJUHEND")), "Kullamaa Vallavalitsus"),
        ((text("KULLAMAA LINNAVALITSUS"), heading("KULLAMAA RAAMATUKOGU LAOMEHE AMETIJUHEND")), "Kullamaa Raamatukogu"),
        ((heading("MTÜ Kullamaa Varud laomehe ametijuhend"),), "MTÜ Kullamaa Varud"),
        ((heading("AS KULLAMAA VARUD LAOMEHE AMETIJUHEND"),), "AS Kullamaa Varud"),
        ((heading("Kullamaa lasteaia Päikesekiir laomehe ametijuhend"),), "Kullamaa Lasteaed Päikesekiir"),
        ((heading("Lasteaed „Päikesekiir“"), TITLE), "Lasteaed „Päikesekiir“"),
        ((heading("Kullamaa Varude Amet – laomehe ametijuhend"),), "Kullamaa Varude Amet"),
        ((TITLE, heading("Üldosa"), text("Laomees töötab Kullamaa Teatris.")), "Kullamaa Teater"),
        ((TITLE, Block(kind=BlockKind.HEADER, cells=("Kullamaa Laoamet • Kesk 1",))), "Kullamaa Laoamet"),
        ((TITLE, DATA, row("Tööandja", "SA Kullamaa Varud (edaspidi sihtasutus)")), "SA Kullamaa Varud"),
        ((TITLE, DATA, row("Tööandja", "Kullamaa Varud OÜ, registrikood 12345678")), "Kullamaa Varud OÜ"),
    ],
)  # fmt: skip
def test_the_employer_is_named_by_letterhead_approval_title_prose_or_label(
    top: tuple[Block, ...], employer: str
) -> None:
    found = structure(*top, *AIM, *DUTIES)
    assert (found.title.lower(), found.employer) == ("laomees", employer)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("VANEMSPETSIALISTI (varud) AMETIJUHEND", "vanemspetsialist (varud)"),
        ("Õpetaja (eesti keel) ametijuhend", "Õpetaja (eesti keel)"),
        ("AMETIJUHEND nr 12 – LAOMEES", "laomees"),
    ],
)
def test_a_title_line_may_hold_a_bracket_or_a_number(line: str, title: str) -> None:
    assert structure(heading(line), *AIM, *DUTIES).title == title


def test_a_sentence_may_name_the_post() -> None:
    said = text("Ametikoha nimetus on laomees.")
    assert structure(heading("Ametijuhend"), heading("Üldosa"), said, *AIM, *DUTIES).title == "laomees"
    aim = text("Ametikoht on loodud kauba hoidmiseks.")
    assert structure(TITLE, heading("Üldosa"), aim, *AIM, *DUTIES).title == "Laomees"


WORDS = [
    "AS", "OÜ", "SA", "Sihtasutuse", "Metsa", "METSA", "Kool",
    "KOOLI", "Vallavalitsus", "LINNA", "osakond", "OSAKONNA", "talitus", "rühma",
    "labori", "nõunik", "NÕUNIKU", "juhataja", "spetsialist", "(varud)", "(lasteosakond)",
    "(", ")", ",", "-", "–", "/", "|",
    "·", ":", ".", "ametijuhend", "AMETIJUHEND", "Hooldekodu", "Sügis",
    "Lasteaia", "otsib", "otsime", "teenistuskoha", "nr", "5", "II",
    "õpilaskodu", "prefektuur", "keskuse", "ja", "kogudus", "tn", "Töötaja:",
    "Üksus:", "Ametikoht", "KINNITAN", "direktori", "käskkirjaga",
]  # fmt: skip
LINES = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@settings(max_examples=300, deadline=None)
@example("AS Metsa Vesi")
@example(" – ametijuhend")
@given(LINES)
def test_any_words_of_a_title_line_give_names_or_none(line: str) -> None:
    named = [name_from_title_line(line), name_from_plain_line(line)]
    assert all(name is None or name.strip() for one in named for name in (one.employer, one.unit))
