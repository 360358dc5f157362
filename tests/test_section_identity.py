"""Where a position belongs and what it is called, however the paper says it."""

import pytest

from ajsearch.model import Block, BlockKind
from ajsearch.model import SectionKind as Kind
from tests.test_sections import description, entry, heading, row, section, structure, text, texts

DUTIES = (heading("Tööülesanded"), entry("Võtab kauba vastu."), entry("Väljastab kauba tellijale."))
AIM = (heading("Eesmärk"), text("Laos on kord."))
TITLE = heading("Laomehe ametijuhend")


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Vanemlaomees juhib ladude osakonda ja allub direktorile.", "ladude osakond"),
        ("Sinu osakond on kaupade vastuvõtu osakond ja sinu juht on laojuhataja.", "kaupade vastuvõtu osakond"),
        ("Laomees kuulub ladude osakonna personali hulka.", "ladude osakond"),
        ("See juhend määrab Kullalinna Kaubamaja laoosakonna laomehe tööülesanded.", "laoosakond"),
        ("Laomees allub rühmas töötades rühma vanemale.", None),
    ],
)
def test_a_sentence_names_the_unit(sentence: str, unit: str | None) -> None:
    assert structure(TITLE, heading("Üldosa"), text(sentence), *AIM, *DUTIES).unit == unit


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("Asukoht struktuuris", "Lõuna metskond", "Lõuna metskond"),
        ("Koht koosseisus", "laoosakond", "laoosakond"),
        ("Töötab osakonnas", "Ladude osakond", "Ladude osakond"),
        ("Töö tegemise koht ja üksus", "Ladude osakond", "Ladude osakond"),
        ("Struktuuriüksus", "Lõuna regiooni ladude talitus", "Lõuna regiooni ladude talitus"),
        ("Asukoht struktuuris", "Laoosakond, Kullalinna Varude Keskus", "Laoosakond"),
    ],
)
def test_a_label_names_the_unit(label: str, value: str, unit: str) -> None:
    rows = (row("Ametikoht", "laomees"), row(label, value))
    assert structure(heading("Ametijuhend"), heading("Üldandmed"), *rows, *AIM, *DUTIES).unit == unit


def test_a_question_may_be_a_label() -> None:
    lines = (text("Kellele annad aru? laojuhataja"), text("Kes sind asendab? teine laomees"))
    assert structure(TITLE, heading("Üldinfo"), *lines, *AIM, *DUTIES).manager == "laojuhataja"


def test_a_unit_below_the_employer_is_neither_title_nor_label() -> None:
    top = (text("Kullamaa Laoamet"), text("Ladude osakond"), heading("Laomehe töökirjeldus"))
    found = structure(*top, *AIM, *DUTIES)
    assert (found.title, found.employer, found.unit) == ("Laomees", "Kullamaa Laoamet", "Ladude osakond")
    found = structure(text("Töökirjeldus"), text("Ladude osakond"), heading("Vanemlaomees"), *AIM, *DUTIES)
    assert (found.title, found.unit) == ("Vanemlaomees", "Ladude osakond")


def test_a_line_of_employer_and_unit_is_no_title() -> None:
    top = (heading("Vanemlaomees"), text("Kullamaa Laoamet, Lääne regioon"), text("Ametijuhend"))
    found = structure(*top, *AIM, *DUTIES)
    assert (found.title, found.employer, found.unit) == ("Vanemlaomees", "Kullamaa Laoamet", "Lääne regioon")


def test_a_house_within_a_court_is_its_unit() -> None:
    approval = (text("Kinnitatud"), text("Kullamaa Maakohtu direktori 01.02.2015 käskkirjaga nr 3"))
    found = structure(*approval, heading("LAOMEHE AMETIJUHEND"), heading("Sinilinna kohtumaja"), *AIM, *DUTIES)
    assert (found.employer, found.unit) == ("Kullamaa Maakohus", "Sinilinna kohtumaja")
    top = (heading("KULLAMAA MAAKOHTU SINILINNA KOHTUMAJA KOHTUKANTSELEI"), heading("LAOMEHE AMETIJUHEND"))
    found = structure(*top, *AIM, *DUTIES)
    assert (found.employer, found.unit) == ("Kullamaa Maakohus", "kohtukantselei")


def test_a_laboratory_before_the_title_is_a_unit_of_the_house_in_the_form() -> None:
    head = row("SA Kullamaa Haigla", "JUHEND JU-7", "1/2")
    found = structure(head, heading("Keemia labori laborandi ametijuhend"), *AIM, *DUTIES)
    assert (found.title, found.employer, found.unit) == ("laborant", "SA Kullamaa Haigla", "keemia labor")


def test_a_form_holds_the_title_below_the_document_word() -> None:
    head = (row("SA Kullamaa Haigla", "AMETIJUHEND", "Versioon 3"), row("", "Vastutav õde", "Kehtib 2021"))
    assert structure(*head, *AIM, *DUTIES).title == "Vastutav õde"


def test_a_footer_names_the_employer() -> None:
    footer = Block(kind=BlockKind.HEADER, cells=("Riigi Laokeskus · Kuuse tee 4 · lk 1",))
    assert structure(TITLE, *AIM, *DUTIES, footer).employer == "Riigi Laokeskus"


def test_expectations_that_say_how_one_acts_are_obligations() -> None:
    acts = (entry("Hoiad teiste andmeid saladuses."), entry("Kannad tööriietust."))
    assert texts(section(description(heading("Mida me sinult ootame?"), *acts), Kind.OBLIGATION).items)
    needs = (entry("Oskad juhtida tõstukit."), entry("Räägid eesti keelt B2-tasemel."))
    assert texts(section(description(heading("Mida me sinult ootame?"), *needs), Kind.REQUIREMENT).items)


def test_what_one_gets_is_a_right_where_it_says_so() -> None:
    gets = (entry("Õigust tasustatud koolitusele."), entry("Kaitsevahendeid."))
    assert len(section(description(heading("Mida sa meilt saad?"), *gets), Kind.RIGHT).items) == 2


def test_a_deeper_heading_among_competencies_is_a_name() -> None:
    def ranked(value: str, level: int) -> Block:
        return Block(kind=BlockKind.HEADING, cells=(value,), level=level, bold=True)

    found = structure(
        ranked("Laomehe ametijuhend", 1),
        ranked("Mida sa teed?", 2),
        *DUTIES[1:],
        ranked("Milline sa oled?", 2),
        ranked("Loovus", 3),
        text("leiad kaubale koha"),
        ranked("Täpsus", 3),
        text("loed üle"),
    )
    assert [(item.name, item.text) for item in section(found, Kind.COMPETENCY).items] == [
        ("Loovus", "leiad kaubale koha"),
        ("Täpsus", "loed üle"),
    ]


def test_competencies_on_cards_are_told_apart() -> None:
    cards = (row("Rahulik\nei ärritu pikas järjekorras", "Hooliv\nmärkad ka seda, kes ise abi ei küsi"),)
    found = section(description(heading("Milline sa oled?"), *cards), Kind.COMPETENCY)
    assert [item.name for item in found.items] == ["Rahulik", "Hooliv"]


def test_a_table_under_a_heading_of_duties_and_results_has_a_section_of_its_own() -> None:
    bold = {"kind": BlockKind.ROW, "table": 1, "bold": True}
    found = structure(
        TITLE,
        Block(cells=("PÕHIÜLESANNE", ""), **bold),
        row("Kauba hoidmine.", ""),
        Block(cells=("TEENISTUSÜLESANDED JA TULEMUSLIKKUS", ""), **bold),
        row("Ülesanne", "Tulemus"),
        row("Võtab kauba vastu", "Kaup on arvel."),
        row("Väljastab kauba", "Kaup on tellija käes."),
        row("Peab laoarvestust", "Arvestus on õige."),
        Block(cells=("ÕIGUSED", ""), **bold),
        row("Saada koolitust.", ""),
    )
    assert texts(section(found, Kind.PURPOSE).items) == ["Kauba hoidmine."]
    assert len(section(found, Kind.DUTY).items) == 3


def test_what_one_is_given_to_work_with_is_a_tool() -> None:
    given = (entry("Sülearvuti ja kaks kuvarit."), entry("Töötelefon."))
    assert len(section(description(heading("Mida me pakume?"), *given), Kind.TOOL).items) == 2
    offers = (entry("35 päeva puhkust."), entry("Sülearvuti."), entry("Kodukontor."))
    assert len(section(description(heading("Mida me pakume?"), *offers), Kind.OTHER).items) == 3


def test_the_posts_of_signers_at_the_end_are_no_item() -> None:
    found = description(heading("Nõuded"), entry("Keskharidus."), row("Laojuhataja:", "Laomees:"))
    assert texts(section(found, Kind.REQUIREMENT).items) == ["Keskharidus."]


def test_a_verb_alone_heads_a_row_of_a_form() -> None:
    found = description(
        row("Peab", "hoidma ametisaladust\njärgima reegleid"), row("Võib", "kaasata eksperte\nsaada andmeid")
    )
    assert texts(section(found, Kind.OBLIGATION).items) == ["hoidma ametisaladust", "järgima reegleid"]
    assert texts(section(found, Kind.RIGHT).items) == ["kaasata eksperte", "saada andmeid"]


def test_what_the_worker_must_is_an_obligation() -> None:
    must = (entry("järgima ohutuse eeskirju"), entry("hoidma saladuses tellija andmed"))
    top = (heading("Laomehe ametijuhend"), *AIM, *DUTIES)
    found = structure(*top, heading("Töötaja peab"), *must, heading("Õigused"), entry("Saada koolitust."))
    assert len(section(found, Kind.OBLIGATION).items) == 2


def test_rows_under_skills_and_qualities_that_say_how_one_acts_are_competencies() -> None:
    rows = (row("Keskendumisvõime", "kuulab tund aega vahetpidamata"), row("Täpsus", "loeb kauba üle"))
    found = section(description(heading("Vajalikud oskused ja omadused"), *rows), Kind.COMPETENCY)
    assert [item.name for item in found.items] == ["Keskendumisvõime", "Täpsus"]


def test_a_number_that_goes_on_is_no_heading() -> None:
    def point(number: str, value: str, kind: BlockKind = BlockKind.LIST_ITEM) -> Block:
        return Block(kind=kind, cells=(value,), marker=number, level=1)

    rights = (point("10.", "Kasutada tõstukit"), point("11.", "Töötada kodus", BlockKind.HEADING))
    bold = Block(kind=BlockKind.HEADING, cells=("Nõutav ettevalmistus",), bold=True, level=1)
    found = structure(
        heading("Laomehe ametijuhend"), *AIM, *DUTIES, heading("Õigused"), *rights, bold, row("Haridus", "keskharidus")
    )
    assert texts(section(found, Kind.RIGHT).items) == ["Kasutada tõstukit", "Töötada kodus"]


def test_a_sentence_that_leads_to_a_list_is_no_item() -> None:
    lead = text("Laomehe ametiülesanneteks on järgmised toimingud ja tegevused laos:")
    found = structure(heading("Laomehe ametijuhend"), *AIM, DUTIES[0], lead, *DUTIES[1:])
    assert len(section(found, Kind.DUTY).items) == 2


def test_numbers_may_begin_with_the_letter_of_their_section() -> None:
    duties = (text("C1. Võtab kauba vastu."), text("C2. Väljastab kauba."), text("C3. Peab laoarvestust."))
    found = section(structure(heading("Laomehe ametijuhend"), *AIM, heading("Tööülesanded"), *duties), Kind.DUTY)
    assert [item.number for item in found.items] == ["C1", "C2", "C3"]


def test_a_line_that_names_a_post_is_the_title_before_other_lines() -> None:
    top = (
        heading("Laonõustaja"),
        text("ametikirjeldus, kehtib alates 1. märtsist 2022"),
        heading("Sinu koht meeskonnas"),
    )
    rows = (row("Kellele allud?", "laojuhataja"), row("Töökoht", "Kullalinna kontor ja kodu"))
    assert structure(*top, *rows, *AIM, *DUTIES).title == "Laonõustaja"
    path = text("Riigi Laokeskus · siseveeb · ametijuhendid")
    assert structure(path, heading("Vanemlaomees"), *AIM, *DUTIES).title == "Vanemlaomees"


def test_a_result_may_stand_in_the_line_of_its_duty() -> None:
    duty = text("Vormistab saatelehed. Soovitud tulemus: saatelehed on õiged.")
    found = structure(heading("Laomehe ametijuhend"), *AIM, heading("Tööülesanded"), duty, *DUTIES[1:])
    first = section(found, Kind.DUTY).items[0]
    assert (first.text, first.results) == ("Vormistab saatelehed.", ("saatelehed on õiged.",))


def test_qualities_in_one_sentence_are_one_item() -> None:
    found = section(description(heading("Isikuomadused"), text("Täpsus, ausus, kannatlikkus.")), Kind.COMPETENCY)
    assert texts(found.items) == ["Täpsus, ausus, kannatlikkus."]
    found = section(description(heading("Isikuomadused"), text("täpsus, ausus, kannatlikkus")), Kind.COMPETENCY)
    assert texts(found.items) == ["täpsus", "ausus", "kannatlikkus"]


def test_a_kind_of_officer_in_the_heading_gives_way_to_the_post_that_a_label_names() -> None:
    rows = (text("Ametikoht: Inspektor-kontaktisik"), heading("Üldosa"))
    found = structure(heading("LAOAMETNIKU AMETIJUHEND"), *rows, *AIM, *DUTIES)
    assert found.title == "Inspektor-kontaktisik"


def test_a_numbered_unit_and_one_named_by_its_direction_keep_what_tells_them_apart() -> None:
    line = text("Laomees on Kullamaa Vangla III üksuse töötaja.")
    assert structure(heading("Laomehe ametijuhend"), heading("Üldosa"), line, *AIM, *DUTIES).unit == "III üksus"
    place = row("Struktuuriüksus", "Laoosakonna lõuna büroo")
    found = structure(heading("Laomehe ametijuhend"), heading("Üldandmed"), place, *AIM, *DUTIES)
    assert found.unit == "Laoosakonna lõuna büroo"


def test_people_are_no_unit_and_units_under_the_label_of_a_post_are() -> None:
    top = (heading("Laomehe ametijuhend"), heading("Üldandmed"))
    assert structure(*top, row("Sinu meeskond", "kaks laomeest"), *AIM, *DUTIES).unit is None
    place = row("Teenistuskoht", "Ida prefektuur, Metsa politseijaoskond")
    assert structure(*top, place, *AIM, *DUTIES).unit == "Metsa politseijaoskond"


def test_the_european_union_employs_nobody_and_an_office_of_a_town_does() -> None:
    found = structure(heading("EUROOPA LIIDU ASJADE NÕUNIKU AMETIJUHEND"), *AIM, *DUTIES)
    assert (found.employer, found.title.lower()) == (None, "euroopa liidu asjade nõunik")
    found = structure(heading("KULLALINNA LINNAVARAAMETI LAOOSAKONNA LAOMEHE AMETIJUHEND"), *AIM, *DUTIES)
    assert (found.employer, found.unit) == ("Kullalinna Linnavaraamet", "laoosakond")


def test_a_post_of_organisation_between_approval_and_name_is_the_title_and_no_order() -> None:
    top = (text("Kinnitatud direktori 28.08.2018 käskkirjaga nr 5"), heading("Laokorralduse spetsialist"))
    assert structure(*top, text("ametijuhend"), *AIM, *DUTIES).title == "Laokorralduse spetsialist"


def test_a_question_that_a_print_ran_into_the_first_cell_of_its_table_heads_it() -> None:
    rows = (row("Mida me sinult ootame?\nHaridus", "keskharidus"), row("Keel", "eesti keel C1"))
    found = structure(TITLE, *AIM, *DUTIES, *rows)
    assert [(one.name, one.text) for one in section(found, Kind.REQUIREMENT).items][:1] == [("Haridus", "keskharidus")]
