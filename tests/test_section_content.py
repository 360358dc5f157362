"""What a section is by its content, names of houses and units, and tables that were printed as lines."""

import pytest

from ajsearch.model import Block, BlockKind
from ajsearch.model import SectionKind as Kind
from ajsearch.sections.employers import employer_in
from tests.test_sections import description, entry, heading, row, section, structure, text, texts


def point(number: str, value: str) -> Block:
    return Block(kind=BlockKind.LIST_ITEM, cells=(value,), marker=number, level=number.count(".") + 1)


def bold_row(*cells: str) -> Block:
    return Block(kind=BlockKind.ROW, cells=cells, table=1, bold=True)


DUTIES = (heading("Tööülesanded", "2."), point("2.1", "Võtab kauba vastu."), point("2.2", "Väljastab kauba tellijale."))
AIM = (heading("Eesmärk", "1."), text("Laos on kord."))


def test_a_group_of_duties_whose_heading_names_something_else_stays_duties() -> None:
    sub = Block(kind=BlockKind.HEADING, cells=("Töövahendid ja varud",), marker="2.3", level=2)
    checks = (point("2.3.1", "Kontrollib tõstuki korrasolekut."), point("2.3.2", "Tellib puuduvad varud."))
    found = structure(heading("Laomehe ametijuhend"), *AIM, *DUTIES, sub, *checks)
    assert {one.kind for one in found.sections if "2.3.1" in {item.number for item in one.items}} == {Kind.DUTY}


def test_one_sentence_under_a_single_main_task_beside_a_list_of_duties_is_the_purpose() -> None:
    duties = [entry("võtab kauba vastu;"), entry("väljastab kauba;"), entry("peab laoarvestust.")]
    found = structure(
        heading("Laomehe ametijuhend"),
        heading("Põhiülesanne"),
        text("Laomehe põhiülesanne on kauba hoidmine ja väljastamine."),
        heading("Teenistuskohustused"),
        *duties,
    )
    assert len(section(found, Kind.PURPOSE).items) == 1
    assert len(section(found, Kind.DUTY).items) == 3


def test_rows_with_labels_of_general_data_are_general_data_under_any_heading() -> None:
    found = description(
        heading("Kellega sa koos oled?"), row("Sinu juht", "laojuhataja"), row("Sind asendab", "teine laomees")
    )
    assert found.manager == "laojuhataja"


def test_a_sentence_of_general_data_that_says_the_aim_is_the_purpose() -> None:
    found = structure(
        heading("Laomehe ametijuhend"),
        heading("Üldosa"),
        text("Laomees allub laojuhatajale."),
        text("Laomehe töö eesmärk on hoida kaup terve ja väljastada see õigel ajal."),
        *DUTIES,
    )
    assert texts(section(found, Kind.PURPOSE).items)[0].startswith("Laomehe töö eesmärk on")


def test_headings_side_by_side_head_the_cells_below_them() -> None:
    found = description(bold_row("ÕIGUSED", "VASTUTUS"), row("• saada tööriideid", "• kauba säilimise eest"))
    assert texts(section(found, Kind.RIGHT).items) == ["saada tööriideid"]
    assert texts(section(found, Kind.RESPONSIBILITY).items) == ["kauba säilimise eest"]


def test_rows_of_qualities_under_a_mixed_heading_keep_their_names() -> None:
    found = description(
        heading("Isikuomadused ja oskused"), row("Planeerimine", "jaotab aega"), row("Täpsus", "loendab")
    )
    assert [(one.name, one.text) for one in section(found, Kind.COMPETENCY).items] == [
        ("Planeerimine", "jaotab aega"),
        ("Täpsus", "loendab"),
    ]


def test_a_language_with_its_level_is_named_under_the_label_that_covers_its_rows() -> None:
    found = description(heading("Nõuded"), row("Keeleoskus", "Eesti keel", "C1"), row("", "Vene keel", "B1"))
    kept = section(found, Kind.REQUIREMENT)
    assert [(one.name, one.text) for one in kept.items] == [("Eesti keel", "C1"), ("Vene keel", "B1")]


def test_duties_and_results_printed_in_turn_are_pairs() -> None:
    lines = ("Koostab tellimusi.", "Tellimused on koostatud.", "Loendab kaupa.", "Kaup on loendatud.")
    found = structure(heading("Laomehe ametijuhend"), *AIM, heading("Tööülesanded"), text("Tulemus"), *map(text, lines))
    duties = section(found, Kind.DUTY).items
    assert [(one.text, one.results) for one in duties] == [(lines[0], (lines[1],)), (lines[2], (lines[3],))]


def test_results_in_a_column_of_their_own_go_to_the_duties_whose_words_they_repeat() -> None:
    results = ("Vastuvõetud kaup on arvel.", "Kaup on vastu võetud tunniga.", "Tellija on kauba kätte saanud.")
    found = structure(heading("Laomehe ametijuhend"), *AIM, *DUTIES, text("Tulemus"), *map(text, results))
    first, second = section(found, Kind.DUTY).items
    assert first.results + second.results == results
    assert second.results[-1] == results[2]


def test_labels_in_a_column_get_the_values_of_the_column_after_it() -> None:
    labels, values = (
        ("Struktuuriüksus", "Ametikoht", "Vahetu juht"),
        ("laoteenistus", "vanemlaomees", "talituse juhataja"),
    )
    found = structure(heading("Ametijuhend"), heading("Üldosa", "1."), *map(text, labels), *map(text, values), *DUTIES)
    assert (found.unit, found.title, found.manager) == values


def test_a_level_on_a_line_of_its_own_answers_the_language_above() -> None:
    found = description(heading("Nõuded"), text("Eesti keel"), text("C1"), text("Vene keel"), text("B1"))
    assert texts(section(found, Kind.REQUIREMENT).items) == ["Eesti keel C1", "Vene keel B1"]


@pytest.mark.parametrize(
    ("line", "employer"),
    [
        ("SA Merelahe Haigla juhatuse otsusega nr 8, 22.01.2016", "SA Merelahe Haigla"),
        ("AS Kaldasadamad juhatuse otsus", "AS Kaldasadamad"),
        ("SA Teater Koidula Aed", "SA Teater Koidula Aed"),
    ],
)
def test_the_words_of_a_house_with_a_legal_form_have_capitals(line: str, employer: str) -> None:
    assert employer_in([line]) == employer


def test_the_head_who_approved_tells_the_authority() -> None:
    found = structure(
        text("KINNITATUD"), text("Kullamaa linnaosa vanema"), text("14. mai 2007 korraldusega nr 62"),
        heading("Laomehe ametijuhend"), *AIM, *DUTIES,
    )  # fmt: skip
    assert found.employer == "Kullamaa Linnaosa Valitsus"


def test_the_first_line_of_all_set_like_a_name_is_the_employer() -> None:
    found = structure(text("RIIGI ILMAVAATLUS"), heading("Ametijuhend"), row("Ametikoht", "Vaatleja"), *AIM, *DUTIES)
    assert found.employer == "Riigi Ilmavaatlus"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Heakorra vanemspetsialisti", "AMETIJUHEND"), "Heakorra vanemspetsialist"),
        (("Ametijuhend, kehtib alates 1. veebruarist 2023", "Vanemlaomees"), "Vanemlaomees"),
        (("Ametijuhend", "KULLAMAA VALLAVALITSUSE LAOMEHE AMETIJUHEND"), "laomees"),
    ],
)
def test_the_title_stands_in_the_line_that_names_one(lines: tuple[str, str], title: str) -> None:
    assert structure(*map(heading, lines), *AIM, *DUTIES).title == title


@pytest.mark.parametrize(
    ("value", "title"), [("Abiline (töölepinguline)", "Abiline"), ("Nõunik (veepoliitika)", "Nõunik (veepoliitika)")]
)
def test_a_title_loses_what_a_bracket_says_of_the_service(value: str, title: str) -> None:
    found = structure(heading("TÖÖTAJA AMETIJUHEND"), row("Ametikoht", value), *AIM, *DUTIES)
    assert found.title == title


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Laomees töötab varustusosakonna laotalituses.", "laotalitus"),
        ("Laomees töötab varustamise osakonna ladude talituses.", "ladude talitus"),
        ("Laomees töötab varustusosakonna kantseleis.", "varustusosakonna kantselei"),
    ],
)
def test_a_sentence_names_the_innermost_unit_unless_its_name_says_nothing(sentence: str, unit: str) -> None:
    assert structure(heading("Laomehe ametijuhend"), heading("Üldosa"), text(sentence), *AIM, *DUTIES).unit == unit


@pytest.mark.parametrize(
    ("value", "employer", "unit"),
    [
        ("Kaldajärve Metsataimla kasvatusosakond", "Kaldajärve Metsataimla", "kasvatusosakond"),
        ("Saare-Põhja Maakohtu kantselei", "Saare-Põhja Maakohus", "kantselei"),
        ("haldusosakonna ladude büroo", None, "ladude büroo"),
        ("haldusosakonna laotalitus", None, "laotalitus"),
        ("vallakantselei laotalitus", None, "vallakantselei laotalitus"),
        ("Kullamaa teenindusbüroo", None, "Kullamaa teenindusbüroo"),
    ],
)
def test_a_unit_that_names_its_house_or_the_larger_unit(value: str, employer: str | None, unit: str) -> None:
    rows = (row("Ametikoht", "laomees"), row("Struktuuriüksus", value))
    found = structure(heading("Ametijuhend"), heading("Üldandmed"), *rows, *AIM, *DUTIES)
    assert (found.employer, found.unit) == (employer, unit)


def test_a_title_names_its_unit_before_the_role() -> None:
    rows = (row("Ametikoha nimetus", "laobüroo vanemlaomees"),)
    assert structure(heading("Ametijuhend"), heading("Üldandmed"), *rows, *AIM, *DUTIES).unit == "laobüroo"


def test_a_line_under_the_employer_is_its_unit_though_it_could_be_an_authority() -> None:
    top = (text("Teede Amet"), text("Laokeskus"))
    found = structure(*top, heading("Ametijuhend"), row("Ametikoht", "laomees"), *AIM, *DUTIES)
    assert (found.employer, found.unit) == ("Teede Amet", "Laokeskus")


def test_a_title_over_lines_of_genitives_names_employer_unit_and_post() -> None:
    lines = ("KULLAMAA MAAVALITSUSE", "HANGETE JA LADUDE OSAKONNA", "LADUDE PEASPETSIALISTI", "AMETIJUHEND")
    found = structure(*map(heading, lines), *AIM, *DUTIES)
    assert (found.employer, found.unit) == ("Kullamaa Maavalitsus", "hangete ja ladude osakond")
    assert found.title == "ladude peaspetsialist"


def test_the_house_whose_head_approved_is_the_employer() -> None:
    approval = (text("KINNITATUD"), text("Kaldajärve Metsataimla juhataja 14.03.2011 käskkirjaga nr 3"))
    found = structure(*approval, heading("Ametijuhend"), row("Ametikoht", "laomees"), *AIM, *DUTIES)
    assert found.employer == "Kaldajärve Metsataimla"


def test_results_of_an_area_belong_to_each_of_its_duties() -> None:
    found = description(
        row("Valdkond", "Ülesanded", "Tulemus"),
        row("Ladu", "• võtab kauba vastu;\n• väljastab kauba.", "Laos on kord."),
    )
    items = next(one.items for one in found.sections if one.heading == "Ladu")
    assert [item.results for item in items] == [("Laos on kord.",)] * 2


def test_a_requirement_whose_value_says_only_that_it_is_welcome_keeps_its_label() -> None:
    found = description(heading("Nõuded"), row("Eesti keel", "C1"), row("Saksa keel", "kasuks tuleb"))
    assert [(one.name, one.text) for one in section(found, Kind.REQUIREMENT).items] == [
        ("Eesti keel", "C1"),
        ("Saksa keel", "kasuks tuleb"),
    ]


def test_the_subject_of_a_list_and_a_page_number_are_no_duties() -> None:
    lines = (text("Laomees"), point("2.1", "võtab kauba vastu;"), point("2.2", "väljastab kauba."), text("2"))
    found = structure(heading("Laomehe ametijuhend"), *AIM, heading("Tööülesanded", "2."), *lines)
    assert texts(section(found, Kind.DUTY).items) == ["võtab kauba vastu;", "väljastab kauba."]


def test_a_row_that_says_what_one_is_bound_to_stands_apart_from_the_duties() -> None:
    duties = row("Tööülesanded", "võtab kauba vastu;\nväljastab kauba.")
    found = description(duties, row("Töötaja kohustub", "–hoidma korda;\n–kandma kiivrit."))
    assert texts(section(found, Kind.OBLIGATION).items) == ["hoidma korda;", "kandma kiivrit."]


def test_a_row_that_names_work_is_an_area_over_a_list_and_a_duty_beside_its_result() -> None:
    listed = row("Nõustamine ja teave", "• tellijate nõustamine kauba küsimustes\n• hinnakirja avaldamine")
    found = structure(heading("Laomehe ametijuhend"), *AIM, heading("Tööülesanded"), listed)
    assert [(one.heading, len(one.items)) for one in found.sections][-1] == ("Nõustamine ja teave", 2)
    beside = row("Nõustamine", "Tellija on saanud nõu, mida ta vajas.")
    found = structure(heading("Laomehe ametijuhend"), *AIM, heading("Tööülesanded"), *DUTIES[1:], beside)
    assert section(found, Kind.DUTY).items[-1].results == ("Tellija on saanud nõu, mida ta vajas.",)


def test_results_under_areas_of_duties_measure_the_post_as_a_whole() -> None:
    areas = (
        row("Ladu", "• võtab kauba vastu\n• väljastab kauba"),
        row("Vedu", "• tellib auto\n• saadab kauba teele"),
        heading("Töö tulemuslikkuse hindamine"),
        text("Kaup on tellijal tähtajaks."),
    )
    found = description(*areas)
    assert not any(item.results for one in found.sections for item in one.items)
    assert texts(section(found, Kind.OTHER).items) == ["Kaup on tellijal tähtajaks."]


def test_short_lines_over_bullets_name_areas_of_duties() -> None:
    lines = (text("Töö laos"), entry("võtab kauba vastu"), text("Vedu"), entry("tellib auto"), entry("saadab kauba"))
    found = structure(heading("Laomehe ametijuhend"), *AIM, heading("TEENISTUSÜLESANDED"), *lines)
    assert [one.heading for one in found.sections if one.kind is Kind.DUTY] == ["Töö laos", "Vedu"]


def test_a_sentence_names_the_unit_of_any_kind_of_officer_and_subordinates_are_no_manager() -> None:
    lines = (
        text("Laomees on Kullamaa Vallavalitsuse varustusosakonna vanemametnik, kes allub vallavanemale."),
        text("Laomehele alluvad tõstukijuht ja koristaja."),
    )
    found = structure(heading("Laomehe ametijuhend"), heading("Üldosa"), *lines, *AIM, *DUTIES)
    assert (found.unit, found.manager) == ("varustusosakond", "vallavanem")


def test_headings_in_the_column_of_areas_end_the_duties() -> None:
    found = description(
        row("Valdkond", "Ülesanne", "Tulemus"),
        row("Ladu", "Võtab kauba vastu", "Kaup on arvel"),
        row("Tal on õigus", "• saada tööriided\n• keelduda ohtlikust tööst", ""),
    )
    assert texts(section(found, Kind.RIGHT).items) == ["saada tööriided", "keelduda ohtlikust tööst"]


def test_languages_with_columns_of_skills_behind_their_label() -> None:
    found = description(
        heading("Nõuded"),
        row("Haridus", "keskharidus", "", ""),
        row("Keeleoskus", "Keel", "Suuline", "Kirjalik"),
        row("", "Eesti keel", "C1", "B2"),
        row("", "Vene keel", "B1", ""),
    )
    kept = [one.text for part in found.sections if part.kind is Kind.REQUIREMENT for one in part.items]
    assert kept == ["keskharidus", "Eesti keel: suuline C1, kirjalik B2", "Vene keel: suuline B1"]


def test_a_group_inside_the_duties_does_not_make_the_others_obligations() -> None:
    def group(number: str, name: str) -> Block:
        return Block(kind=BlockKind.LIST_ITEM, cells=(name,), marker=number, level=2)

    found = structure(
        heading("Laomehe ametijuhend"), *AIM, heading("TEENISTUSKOHUSTUSED", "3."),
        group("3.1.", "Töö laos"), point("3.1.1.", "Võtab kauba vastu."), point("3.1.2.", "Väljastab kauba."),
        group("3.2.", "Muud ülesanded"), point("3.2.1.", "Koostab aruandeid."),
        heading("KOHUSTUSED", "4."), point("4.1.", "hoidma saladust;"), point("4.2.", "järgima eeskirju."),
    )  # fmt: skip
    kinds = {item.number: one.kind for one in found.sections for item in one.items}
    assert (kinds["3.1.1"], kinds["3.2.1"], kinds["4.1"]) == (Kind.DUTY, Kind.DUTY, Kind.OBLIGATION)


def test_competencies_with_levels_in_a_column_or_their_meaning_on_the_next_line() -> None:
    found = description(heading("Kompetentsid"), bold_row("Kompetents", "Tase"), row("Loovus", "väga hea"))
    assert [(one.name, one.text) for one in section(found, Kind.COMPETENCY).items] == [("Loovus", "väga hea")]
    lines = (text("Koostöö (tase 4)"), text("leiad ühise keele"), text("Täpsus"), text("loed kauba üle"))
    found = description(heading("Kompetentsid"), *lines)
    assert [(one.name, one.text) for one in section(found, Kind.COMPETENCY).items] == [
        ("Koostöö (tase 4)", "leiad ühise keele"),
        ("Täpsus", "loed kauba üle"),
    ]


def test_a_requirements_sentences_in_a_cell_are_one_and_skills_are_no_names() -> None:
    found = description(
        heading("Nõuded"), row("Haridus", "Keskharidus. Soovitav on laotöö eriala."),
        row("Keeled", "Eesti keel C1-tasemel.\nVene keel B1-tasemel."), row("Inglise keel", "kõnes B1", "kirjas A2"),
    )  # fmt: skip
    kept = [(one.name, one.text) for part in found.sections if part.kind is Kind.REQUIREMENT for one in part.items]
    languages = ("Keeled", "Eesti keel C1-tasemel. Vene keel B1-tasemel.")
    assert kept[1:] == [languages, ("Inglise keel", "kõnes B1; kirjas A2")]


def test_lines_of_labels_in_a_cell_are_general_data_whatever_stands_beside() -> None:
    cell = "Ametikoht: Laomees\nTeenistus: Laoteenistus\nJuht: laojuhataja\nJuhib: hooajatöölisi"
    found = structure(heading("AMETIKOHA KAART"), row("KES", cell), *AIM, *DUTIES)
    assert (found.title, found.unit, found.manager) == ("Laomees", "Laoteenistus", "laojuhataja")


def test_labels_beside_an_empty_first_column_are_rows_of_their_own() -> None:
    found = description(
        heading("Nõuded"), row("", "Haridus", "keskharidus"), row("", "Kogemus", "1 aasta"), row("", "Juhiload", "B")
    )
    items = [(one.name, one.text) for one in section(found, Kind.REQUIREMENT).items]
    assert items == [("Haridus", "keskharidus"), ("Kogemus", "1 aasta"), ("Juhiload", "B")]


def test_competencies_set_like_headings_stay_under_their_heading() -> None:
    names = [heading("Täpsus"), text("loendab kauba üle"), heading("Koostöö"), text("aitab teisi laomehi")]
    found = description(heading("Kompetentsid"), *names, heading("Töövahendid"), entry("tõstuk"))
    items = [(one.name, one.text) for one in section(found, Kind.COMPETENCY).items]
    assert items == [("Täpsus", "loendab kauba üle"), ("Koostöö", "aitab teisi laomehi")]
    assert texts(section(found, Kind.TOOL).items) == ["tõstuk"]


def test_a_duty_to_collect_debts_opens_no_requirements() -> None:
    found = description(*DUTIES, text("Sissenõudmine: saadab võlglastele meeldetuletusi."))
    assert not any(one.kind is Kind.REQUIREMENT for one in found.sections)


def test_a_line_that_no_phrase_knows_over_a_list_below_the_aim_heads_the_duties() -> None:
    duties = [entry("võtab vastu kaupa;"), entry("väljastab kauba tellijale;"), entry("loendab kauba üle.")]
    found = structure(heading("Laomehe ametijuhend"), *AIM, text("Kaup ja selle hoid"), *duties)
    assert len(section(found, Kind.DUTY).items) == 3
    assert len(section(found, Kind.PURPOSE).items) == 1


def test_a_suspended_compound_is_one_unit() -> None:
    sentence = text("Laomees on Kullamaa Vallavalitsuse majandus- ja laoosakonna töötaja.")
    found = structure(heading("Laomehe ametijuhend"), heading("Üldosa"), sentence, *AIM, *DUTIES)
    assert found.unit == "majandus- ja laoosakond"


def test_a_house_inside_another_is_the_unit() -> None:
    line = text("Arhivaar on Kullalinna Linnavalitsuse linnakantselei teenistuja.")
    found = structure(heading("LINNAKANTSELEI ARHIVAARI AMETIJUHEND"), heading("Üldosa"), line, *AIM, *DUTIES)
    assert (found.employer, found.unit, found.title) == ("Kullalinna Linnavalitsus", "linnakantselei", "arhivaar")


def test_a_place_of_work_is_no_title_where_a_heading_names_the_role() -> None:
    rows = (text("Töökoht: Kullalinn või kodukontor"), text("Sinu juht: laojuhataja"))
    top = (text("Kullamaa Vallavalitsus · rolli kirjeldus"), heading("Vanemlaomees"))
    assert structure(*top, heading("Lühidalt"), *rows, *AIM, *DUTIES).title == "Vanemlaomees"


def test_a_value_may_end_with_the_word_of_its_label() -> None:
    rows = (row("Ametikoht", "laomees"), row("Osakond", "Ladude osakond"))
    assert structure(heading("Ametijuhend"), heading("Üldandmed"), *rows, *AIM, *DUTIES).unit == "Ladude osakond"


def test_short_entries_under_skills_and_qualities_are_competencies() -> None:
    found = description(heading("Oskused ja omadused"), entry("otsustusvõime"), entry("täpsus"))
    assert texts(section(found, Kind.COMPETENCY).items) == ["otsustusvõime", "täpsus"]
    found = description(heading("Oskused ja omadused"), entry("eesti keel B2"), entry("täpsus"))
    assert texts(section(found, Kind.REQUIREMENT).items)[0] == "eesti keel B2"


def test_a_larger_unit_stays_before_a_word_that_says_only_its_kind() -> None:
    line = text("Sekretär on Kullamaa Maakohtu Kullalinna kohtumaja kantselei ametnik.")
    found = structure(heading("Sekretäri ametijuhend"), heading("Üldosa"), line, *AIM, *DUTIES)
    assert found.unit == "Kullalinna kohtumaja kantselei"


def test_the_elder_of_a_unit_is_named_with_it() -> None:
    found = structure(heading("LAOMEESKONNA VANEMA AMETIJUHEND"), *AIM, *DUTIES)
    assert (found.title, found.unit) == ("laomeeskonna vanem", "laomeeskond")


@pytest.mark.parametrize(
    "entries",
    [
        ("Kassas ei sööda ega jooda.", "Kauba lähedal kantakse vesti.", "Eksimusest teatatakse kohe."),
        ("Laomees ei räägi hindadest.", "Hoiab võtmed enda käes.", "Vastab kliendile viisakalt."),
    ],
)
def test_what_is_not_done_makes_rules_of_conduct_of_an_unknown_heading_beside_duties(entries: tuple[str, ...]) -> None:
    rules = [point(f"3.{number}", one) for number, one in enumerate(entries, 1)]
    found = structure(heading("Laomehe ametijuhend"), *AIM, *DUTIES, heading("Laos kehtib kord", "3."), *rules)
    assert texts(section(found, Kind.OBLIGATION).items) == list(entries)


def test_a_language_of_a_form_that_has_duties_too_keeps_its_level_beside_it() -> None:
    found = structure(
        heading("Laomehe ametijuhend"),
        bold_row("TÖÖÜLESANDED", "", ""),
        bold_row("Nr", "Ülesanne", "Tulemus"),
        row("1.", "Võtab kauba vastu.", "Kaup on arvel."),
        row("2.", "Väljastab kauba tellijale.", "Tellija on kauba saanud."),
        bold_row("NÕUDED", "", ""),
        row("Haridus", "keskharidus", ""),
        row("Keeled", "Eesti keel", "kõnes ja kirjas C1"),
        row("", "Vene keel", "B1 (kasuks tuleb)"),
    )
    requirements = [item for one in found.sections if one.kind is Kind.REQUIREMENT for item in one.items]
    assert [(one.name, one.text) for one in requirements[1:]] == [
        ("Eesti keel", "kõnes ja kirjas C1"),
        ("Vene keel", "B1 (kasuks tuleb)"),
    ]


@pytest.mark.parametrize("title", ["Ametikoha nimetus   vanemlaomees", "Töötaja: vanemlaomees"])
def test_a_label_with_a_post_beside_it_is_no_heading(title: str) -> None:
    assert (
        structure(text("AMETIJUHEND"), text(title), text("Tööandja: OÜ Metsoja Ladu"), *AIM, *DUTIES).title
        == "vanemlaomees"
    )


def numbered(number: str, title: str, *entries: str) -> tuple[Block, ...]:
    head = Block(kind=BlockKind.HEADING, cells=(title,), marker=f"{number}.", level=1, bold=True)
    return head, *(point(f"{number}.{place}", one) for place, one in enumerate(entries, 1))


def test_headings_that_no_phrase_knows_are_told_by_what_looks_alike_and_by_their_entries() -> None:
    found = structure(
        heading("Laomehe ametijuhend"),
        *numbered("1", "Laomehe paik majas", "Laomees allub laojuhatajale."),
        *numbered("2", "Uks on lahti", "võtab kauba vastu;", "kontrollib saatelehti;"),
        *numbered("3", "Riiul on korras", "paigutab kauba riiulitele;", "väljastab kauba;"),
        *numbered("4", "Laos kehtib", "kassas ei sööda;", "tuld ei tehta;", "vest on alati seljas."),
        *numbered("5", "Laomehe loomujooned", "täpsus", "hea pingetaluvus", "rahulik"),
    )
    kinds = {one.heading: one.kind for one in found.sections}
    assert [kinds[name] for name in ("Uks on lahti", "Riiul on korras")] == [Kind.DUTY, Kind.DUTY]
    assert kinds["Laos kehtib"] is Kind.OBLIGATION
    assert kinds["Laomehe loomujooned"] is Kind.COMPETENCY
    assert found.manager == "laojuhataja"


def test_a_header_of_languages_run_together_with_its_first_row_is_read_as_both() -> None:
    found = structure(
        heading("Laomehe ametijuhend"),
        *AIM,
        *DUTIES,
        heading("Nõuded", "3."),
        row("Keeleoskus", "Keel Eesti keel", "Kõnes C1", "Kirjas B2"),
        row("", "Vene keel", "B1", "A2"),
    )
    assert texts(section(found, Kind.REQUIREMENT).items) == [
        "Eesti keel: kõnes C1, kirjas B2",
        "Vene keel: kõnes B1, kirjas A2",
    ]


def test_a_mark_in_a_column_that_says_a_level_in_words_is_that_level() -> None:
    found = structure(
        heading("Laomehe ametijuhend"),
        *AIM,
        *DUTIES,
        heading("Keeled", "3."),
        row("", "rahuldav", "hea", "väga hea"),
        row("eesti keel", "", "", "X"),
        row("vene keel", "X", "", ""),
    )
    assert texts(section(found, Kind.REQUIREMENT).items) == ["eesti keel: väga hea", "vene keel: rahuldav"]


def test_labels_under_a_heading_that_sounds_like_an_aim_are_general_data() -> None:
    data = (text("Roll: laomees"), text("Tiim: laotiim"), text("Sinu juht: laojuhataja"))
    found = structure(heading("Rollikirjeldus"), heading("Sinu roll"), *data, *AIM, *DUTIES)
    assert (found.title, found.unit, found.manager) == ("laomees", "laotiim", "laojuhataja")


def test_what_a_sentence_goes_on_with_behind_the_manager_is_the_unit() -> None:
    said = point("1.1", "Laomees allub laojuhatajale ja kuulub veoosakonna koosseisu.")
    found = structure(heading("Laomehe ametijuhend"), heading("Üldosa", "1."), said, *AIM, *DUTIES)
    assert (found.unit, found.manager) == ("veoosakond", "laojuhataja")


def test_a_unit_in_brackets_loses_those_around_all_of_it_only() -> None:
    top = (text("OÜ Metsoja Ladu"), text("(veoosakond)"), heading("Laomehe ametijuhend"))
    assert structure(*top, *AIM, *DUTIES).unit == "veoosakond"
    form = (heading("Laomehe ametijuhend"), text("Osakond: Veoosakond (Metsoja)"))
    assert structure(*form, *AIM, *DUTIES).unit == "Veoosakond (Metsoja)"


def test_a_column_of_fields_beside_results_holds_duties() -> None:
    found = structure(
        heading("Laomehe ametijuhend"),
        *AIM,
        heading("Vastutusvaldkonnad ja tulemused", "2."),
        bold_row("Vastutusvaldkond", "Mõõdetav tulemus"),
        row("Kauba vastuvõtt", "kaup on arvel"),
        row("Kauba väljastamine", "tellija on kauba saanud"),
    )
    assert [item.results for item in section(found, Kind.DUTY).items] == [
        ("kaup on arvel",),
        ("tellija on kauba saanud",),
    ]


@pytest.mark.parametrize("line", ["T. Kuusk M. Tamm", "Direktor Toomas Kuusk, 3. veebruar 2020 (digiallkiri)"])
def test_names_of_those_who_signed_are_not_kept(line: str) -> None:
    found = structure(
        heading("Laomehe ametijuhend"), *AIM, *DUTIES, heading("Nõuded", "3."), entry("keskharidus"), text(line)
    )
    assert "Kuusk" not in str(found)
