"""Blocks become a structure: names, sections and items; signatures go; other documents are refused."""

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, BlockKind, Item, Section, SourceDocument, Structure
from ajsearch.model import SectionKind as Kind
from ajsearch.sections import parse
from ajsearch.sections.names import name_from_title_line
from ajsearch.sections.nominative import nominative
from ajsearch.sections.people import without_person
from ajsearch.sections.pieces import pieces_of, split_number
from ajsearch.sections.signature import approval_of, without_signatures

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def heading(text: str, marker: str | None = None) -> Block:
    return Block(kind=BlockKind.HEADING, cells=(text,), marker=marker, level=1)


def text(value: str, *, bold: bool = False) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, cells=(value,), bold=bold)


def entry(value: str, marker: str = "•") -> Block:
    return Block(kind=BlockKind.LIST_ITEM, cells=(value,), marker=marker, level=1)


def row(*cells: str) -> Block:
    return Block(kind=BlockKind.ROW, cells=cells, table=1)


def structure(*blocks: Block, file_name: str = "") -> Structure:
    return parse(SourceDocument(format="docx", blocks=blocks), file_name=file_name)


def description(*blocks: Block) -> Structure:
    """The structure of a small complete description with these blocks at its end."""
    return structure(
        heading("Laomehe ametijuhend"),
        heading("Ametikoha eesmärk"),
        text("Laos on kord ja kaup liigub."),
        heading("Tööülesanded"),
        entry("võtab kauba vastu;"),
        *blocks,
    )


def section(found: Structure, kind: Kind) -> Section:
    return next(one for one in found.sections if one.kind is kind)


def texts(items: Sequence[Item]) -> list[str]:
    return [item.text for item in items]


def test_title_line_gives_employer_unit_and_title_in_the_nominative() -> None:
    named = name_from_title_line("TUULEMAA SIDEAMETI RAADIOSIDE OSAKONNA SAGEDUSTE SPETSIALISTI AMETIJUHEND")
    assert (named.employer, named.unit, named.title) == (
        "Tuulemaa Sideamet",
        "raadioside osakond",
        "sageduste spetsialist",
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Ametijuhend: vanemreferent", "vanemreferent"),
        ("Laomehe ametijuhend", "laomees"),
        ("JUHTIVA EKSPERDI AMETIJUHEND", "juhtiv ekspert"),
        ("IT ARHITEKTI TÖÖKIRJELDUS", "IT arhitekt"),
        ("HARIDUSOSAKONNA JUHATAJA AMETIJUHEND", "haridusosakonna juhataja"),
    ],
)
def test_title_line_gives_the_title(line: str, title: str) -> None:
    named = name_from_title_line(line)
    assert named.title is not None
    assert named.title.lower() == title.lower()


def test_title_comes_from_the_file_when_the_text_has_none() -> None:
    found = structure(
        heading("Tööülesanded"),
        entry("võtab kauba vastu;"),
        heading("Nõuded"),
        entry("põhiharidus"),
        heading("Vastutus"),
        entry("kauba eest"),
        file_name="laomees ametijuhend 2024.docx",
    )
    assert found.title == "laomees"


def test_nominative_changes_the_head_and_its_adjective_only() -> None:
    assert nominative("avaliku teenistuse osakonna") == "avaliku teenistuse osakond"
    assert nominative("isikliku abistaja") == "isiklik abistaja"


def test_labels_in_rows_lines_and_pairs_give_the_names() -> None:
    for blocks in (
        [row("Ametinimetus", "Vaatleja"), row("Osakond", "Ilmaosakond"), row("Vahetu juht", "Juhataja")],
        [entry("Ametinimetus: Vaatleja", "1.1."), entry("Osakond: Ilmaosakond", "1.2."), text("Vahetu juht: Juhataja")],
        [entry("Ametinimetus 1.2 Osakond 1.3 Vahetu juht", "1.1"), text("Vaatleja Ilmaosakond Juhataja")],
        [row("Ametinimetus", "Osakond", "Vahetu juht"), row("Vaatleja", "Ilmaosakond", "Juhataja")],
    ):
        found = structure(heading("AMETIJUHEND"), heading("Üldandmed"), *blocks, heading("Ülesanded"), entry("vaatleb"))
        assert (found.title, found.unit, found.manager) == ("Vaatleja", "Ilmaosakond", "Juhataja")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Kadri Kujutelm, osakonna juhataja", "osakonna juhataja"),
        ("osakonna juhataja Kadri Kujutelm", "osakonna juhataja"),
        ("õppealajuhataja", "õppealajuhataja"),
        ("Kadri Kujutelm", ""),
    ],
)
def test_manager_is_a_role_without_a_name(value: str, kept: str) -> None:
    assert without_person(value) == kept


def test_results_belong_to_the_duty_of_their_row() -> None:
    found = description(
        row("Nr", "Tulemus", "Ülesanne", "Osakaal"),
        row("1.", "• Arved on makstud.\n• Kulud on kirjas.", "Maksab arveid.", "40%"),
    )
    paid = section(found, Kind.DUTY).items[-1]
    assert paid == Item(text="Maksab arveid.", number="1", results=("Arved on makstud.", "Kulud on kirjas."))


def test_results_with_the_numbers_of_the_duties_are_paired_by_number() -> None:
    found = description(row("Ülesanne", "Tulemus"), row("1) liimib\n2) lõikab", "1) liimitud\n2) lõigatud"))
    assert [(item.text, item.results) for item in section(found, Kind.DUTY).items[-2:]] == [
        ("liimib", ("liimitud",)),
        ("lõikab", ("lõigatud",)),
    ]


def test_results_of_a_group_stand_at_its_lead() -> None:
    found = description(row("Ülesanne", "Tulemus"), row("Hoiab korda:\n• pühib;\n• peseb.", "Ladu on puhas."))
    assert [(item.text, item.results) for item in section(found, Kind.DUTY).items[-3:]] == [
        ("Hoiab korda:", ("Ladu on puhas.",)),
        ("pühib;", ()),
        ("peseb.", ()),
    ]


def test_table_printed_as_lines_gives_pairs() -> None:
    found = structure(
        heading("AMETIJUHEND"),
        heading("TÖÖÜLESANDED", "2."),
        text("Põhiülesanded Oodatavad tulemused"),
        entry("Kaupade vastuvõtmine ja", "2.1."),
        text("paigutamine."),
        entry("Kaup on omal kohal."),
        entry("Laoseisu kontrollimine.", "2.2."),
        entry("Laoseis on õige."),
        entry("Puudustest on teatatud."),
    )
    assert section(found, Kind.DUTY).items == (
        Item(text="Kaupade vastuvõtmine ja paigutamine.", number="2.1", results=("Kaup on omal kohal.",)),
        Item(text="Laoseisu kontrollimine.", number="2.2", results=("Laoseis on õige.", "Puudustest on teatatud.")),
    )


def test_obligations_beside_duties_are_rules_and_alone_they_are_duties() -> None:
    beside = description(heading("Kohustused"), entry("hoida saladust;"))
    assert texts(section(beside, Kind.OBLIGATION).items) == ["hoida saladust;"]
    alone = structure(heading("Laomehe ametijuhend"), heading("Kohustused"), entry("võtab kauba vastu;"))
    assert texts(section(alone, Kind.DUTY).items) == ["võtab kauba vastu;"]


def test_rights_and_responsibility_under_one_heading_are_told_apart() -> None:
    found = description(
        heading("Õigused ja vastutus"),
        text("Laomees vastutab kauba eest."),
        text("Laomehel on õigus saada tööriideid."),
    )
    assert texts(section(found, Kind.RESPONSIBILITY).items) == ["Laomees vastutab kauba eest."]
    assert texts(section(found, Kind.RIGHT).items) == ["Laomehel on õigus saada tööriideid."]


def test_intro_lines_are_no_items() -> None:
    found = description(heading("Õigused"), text("Laomehel on õigus:"), entry("saada tööriideid."))
    assert texts(section(found, Kind.RIGHT).items) == ["saada tööriideid."]


def test_requirements_keep_their_sub_headings() -> None:
    found = description(
        heading("Nõuded", "5."),
        text("Haridus", bold=True),
        text("Keskharidus."),
        row("Keeleoskus", "Eesti C1\nVene B2"),
    )
    kept = [(one.heading, texts(one.items)) for one in found.sections if one.kind is Kind.REQUIREMENT]
    assert kept == [("Haridus", ["Keskharidus."]), ("Keeleoskus", ["Eesti C1", "Vene B2"])]


def test_row_of_requirements_with_one_value_is_an_item_named_by_its_label() -> None:
    found = description(
        heading("Nõuded", "5."), row("Haridus", "keskharidus"), row("Keeleoskus", "eesti keel C1"), row("Muu", "täpsus")
    )
    last = found.sections[-1]
    assert (last.heading, [(item.name, item.text) for item in last.items]) == (
        "Nõuded",
        [("Haridus", "keskharidus"), ("Keeleoskus", "eesti keel C1"), ("Muu", "täpsus")],
    )


def test_numbered_requirement_with_a_label_stays_one_item() -> None:
    found = description(heading("Nõuded", "6."), entry("haridus ja kogemused: põhiharidus;", "6.1.1"))
    assert section(found, Kind.REQUIREMENT).items == (Item(text="haridus ja kogemused: põhiharidus;", number="6.1.1"),)


def test_competencies_have_names_and_descriptions() -> None:
    found = description(
        heading("Kompetentsid"),
        text("Kliendikesksus:"),
        entry("kuulab klienti;"),
        entry("pakub lahendusi."),
        entry("Täpsus: kontrollib koguseid."),
        row("Koostöö", "Aitab kolleege."),
    )
    assert [(item.name, item.text) for item in section(found, Kind.COMPETENCY).items] == [
        ("Kliendikesksus", "kuulab klienti; pakub lahendusi."),
        ("Täpsus", "kontrollib koguseid."),
        ("Koostöö", "Aitab kolleege."),
    ]


def test_competency_without_description_is_text() -> None:
    found = description(heading("Isikuomadused"), entry("algatusvõime ja loovus"))
    assert section(found, Kind.COMPETENCY).items == (Item(text="algatusvõime ja loovus"),)


def test_unknown_heading_is_other_and_its_duties_are_recognised() -> None:
    found = description(
        heading("Vormirõivastus"),
        text("Laomees kannab vesti."),
        heading("Õuealad ja aiad"),
        entry("niidab muru;"),
        entry("riisub lehti."),
        heading("Vastutus"),
        entry("kauba eest."),
    )
    assert texts(section(found, Kind.OTHER).items) == ["Laomees kannab vesti."]
    assert ("Õuealad ja aiad", ["niidab muru;", "riisub lehti."]) in [
        (one.heading, texts(one.items)) for one in found.sections if one.kind is Kind.DUTY
    ]


@pytest.mark.parametrize(
    "signed",
    [
        [text("(allkirjastatud digitaalselt)"), text("Kadri Kujutelm"), text("direktor")],
        [text("Olen ametijuhendiga tutvunud"), text("Kadri Kujutelm ........ 2024. a")],
        [row("Tööandja:", "Töötaja:"), row("Kadri Kujutelm", "Olev Olematu")],
        [text("Tööandja: Kadri Kujutelm, direktor"), text("Laomees Olev Olematu")],
        [text("Kuupäev ja allkirjad"), text("Olev Olematu")],
    ],
)
def test_signatures_are_dropped(signed: list[Block]) -> None:
    found = description(heading("Vastutus"), entry("kauba eest."), *signed)
    everything = repr(found)
    assert "kauba eest." in everything
    assert not re.search("Kujutelm|Olematu|allkir", everything)


def test_a_line_of_the_approval_is_one_by_its_place_not_by_its_words() -> None:
    dated = text("14.03.2011 nr 3")
    pieces = pieces_of((text("KINNITATUD"), dated, heading("AMETIJUHEND"), dated, text("Osakond: arhiiv")))
    assert [piece.text for piece in approval_of(pieces)] == ["KINNITATUD", "14.03.2011 nr 3"]
    assert [piece.text for piece in without_signatures(pieces)][:2] == ["AMETIJUHEND", "14.03.2011 nr 3"]


def test_approval_at_the_top_is_dropped_but_names_the_employer() -> None:
    found = structure(
        text("KINNITATUD"),
        text("Tuulemaa Vallavalitsuse 12.01.2024 korraldusega nr 7"),
        text("Kadri Kujutelm"),
        heading("Laomehe ametijuhend"),
        heading("Tööülesanded"),
        entry("võtab kauba vastu;"),
    )
    assert found.employer == "Tuulemaa Vallavalitsus"
    assert "Kujutelm" not in repr(found)


@pytest.mark.parametrize(
    "blocks",
    [
        [heading("ARVE nr 17"), text("Tasuda 120 eurot kümne päeva jooksul."), row("Kaup", "Hind"), row("Paber", "4")],
        [
            heading("PROTOKOLL"),
            text("Koosolek algas kell kümme."),
            heading("Päevakord"),
            entry("Eelarve arutelu", "1."),
            text("Otsustati eelarve heaks kiita."),
        ],
        [
            heading("Jäätmehoolduseeskiri"),
            text("§ 1. Reguleerimisala"),
            text("Eeskiri kehtib kogu valla territooriumil."),
            text("§ 2. Jäätmevaldaja kohustused"),
            entry("koguda jäätmed liigiti;", "1)"),
            text("§ 3. Vastutus"),
            text("Eeskirja rikkumise eest vastutatakse seaduse järgi."),
        ],
        [
            heading("KESKUSE PÕHIMÄÄRUS"),
            heading("Põhiülesanded"),
            text("Keskus nõustab põllumehi."),
            heading("Õigused"),
            text("Keskusel on õigus saada teavet."),
        ],
        [
            heading("TÖÖLEPING nr 4"),
            heading("Töötaja ülesanded"),
            text("Töötaja müüb kaupa."),
            heading("Töötaja õigused ja kohustused"),
            text("Töötajal on õigus saada puhkust."),
        ],
        [text("Eile sadas terve päeva vihma ja jõgi tõusis üle kallaste.")],
        [],
    ],
)
def test_other_documents_are_refused(blocks: list[Block]) -> None:
    with pytest.raises(FileProblem) as problem:
        structure(*blocks)
    assert problem.value.reason is Reason.NOT_A_DESCRIPTION


def test_short_description_is_accepted() -> None:
    found = structure(text("Valvuri ametijuhend"), text("Ülesanded:"), text("Valvab ust."))
    assert (found.title.lower(), texts(section(found, Kind.DUTY).items)) == ("valvur", ["Valvab ust."])


@pytest.mark.parametrize(
    ("line", "number", "bullet", "rest"),
    [
        ("3.2.1. Koostab", "3.2.1", False, "Koostab"),
        ("3.1 Koostab", "3.1", False, "Koostab"),
        ("1.4 . Roll", "1.4", False, "Roll"),
        ("a) koostab", "a", False, "koostab"),
        ("1) koostab", "1", False, "koostab"),
        ("II. ÜLESANDED", "II", False, "ÜLESANDED"),
        ("4, OIGUSED", "4", False, "OIGUSED"),
        ("• koostab", None, True, "koostab"),
        ("\uf0a7 koostab", None, True, "koostab"),
        ("2 aastat kogemust", None, False, "2 aastat kogemust"),
        ("12.03.2024 koostatud", None, False, "12.03.2024 koostatud"),
        ("21. sajandi oskused", "21", False, "sajandi oskused"),
    ],
)
def test_number_and_bullet_are_taken_off(line: str, number: str | None, bullet: bool, rest: str) -> None:
    assert split_number(line) == (number, bullet, rest)


_WORDS = st.sampled_from(
    [
        "Tööülesanded",
        "AMETIJUHEND",
        "õigus:",
        "koostab",
        "1.1.",
        "•",
        "Tulemus:",
        "(",
        "\n",
        "\t",
        "Mari",
        "nõue",
        ":",
        "-",
        "%",
        "§",
    ]
)
_TEXT = st.one_of(st.text(max_size=30), st.lists(_WORDS, max_size=6).map(" ".join))
_BLOCK = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    cells=st.lists(_TEXT, min_size=1, max_size=4).map(tuple),
    marker=st.one_of(st.none(), st.sampled_from(["•", "1.", "2.1.", "a)", "IV."])),
    bold=st.booleans(),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(_BLOCK, max_size=12))
def test_any_blocks_give_a_structure_or_a_file_problem(blocks: list[Block]) -> None:
    with contextlib.suppress(FileProblem):
        found = structure(heading("AMETIJUHEND"), *blocks)
        assert all(item.text for one in found.sections for item in one.items)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not here")
def test_seeds_have_their_sections_and_no_names() -> None:
    from ajsearch.readers import read_file

    for path in sorted(SEEDS.glob("*.txt")):
        found = parse(read_file(path).documents[0], file_name=path.name)
        kinds = {one.kind for one in found.sections}
        assert {Kind.GENERAL, Kind.PURPOSE, Kind.DUTY, Kind.RIGHT, Kind.REQUIREMENT, Kind.OTHER} <= kinds, path.name
        assert any(item.results for one in found.sections for item in one.items), path.name
        assert "allkir" not in "".join(item.text for item in found.sections[-1].items).lower(), path.name


def test_running_headers_name_the_employer_and_are_no_content() -> None:
    header = Block(kind=BlockKind.HEADER, cells=("Udumäe Keskraamatukogu",))
    found = structure(
        heading("Bibliograafi ametijuhend"),
        heading("Tööülesanded"),
        entry("koostab nimestikke;"),
        heading("Nõuded"),
        entry("kõrgharidus"),
        header,
    )
    assert found.employer == "Udumäe Keskraamatukogu"
    assert all("Udumäe" not in item.text for one in found.sections for item in one.items)


def test_town_is_named_by_its_authority_where_the_text_has_it() -> None:
    found = description(
        heading("Õigused"),
        text("Laomees kuulub Sinioru Linnavalitsuse majandusosakonna koosseisu."),
        Block(kind=BlockKind.HEADER, cells=("Sinioru linn",)),
    )
    assert found.employer == "Sinioru Linnavalitsus"


@pytest.mark.parametrize(
    ("entries", "kind"),
    [
        (["koostab aruandeid", "juhendab kolleege", "vastab kirjadele"], Kind.DUTY),
        (["Kirjutad koodi", "Hoiad töös tarnetoru", "Juhendad praktikante"], Kind.DUTY),
        (["arhiivi korrasoleku eest", "andmete õigsuse eest"], Kind.RESPONSIBILITY),
        (["kõrgharidus", "eesti keele oskus", "kaks aastat töökogemust"], Kind.REQUIREMENT),
        (["hall", "sinine"], Kind.OTHER),
    ],
)
def test_entries_tell_what_a_section_under_an_unknown_heading_is(entries: list[str], kind: Kind) -> None:
    found = structure(
        heading("Vaatleja ametijuhend"),
        heading("Ametikoha eesmärk"),
        text("Ilm on vaadeldud."),
        heading("Ilm ja meri"),
        *map(entry, entries),
        heading("Isikuomadused"),
        entry("täpsus"),
    )
    assert texts(next(one for one in found.sections if one.heading == "Ilm ja meri").items) == entries
    assert next(one for one in found.sections if one.heading == "Ilm ja meri").kind is kind


def test_sentences_go_where_they_say_whatever_their_heading_says() -> None:
    found = description(
        heading("Õigused"),
        text("Laomehel on õigus saada töörõivaid. Laomees vastutab kauba säilimise eest."),
    )
    assert texts(section(found, Kind.RIGHT).items) == ["Laomehel on õigus saada töörõivaid."]
    assert texts(section(found, Kind.RESPONSIBILITY).items) == ["Laomees vastutab kauba säilimise eest."]


def test_results_of_a_merged_cell_belong_to_each_duty_beside_it() -> None:
    shared = Block(kind=BlockKind.ROW, cells=("", "teeb inventuuri", ""), table=1, above=(0, 2))
    found = structure(
        heading("Laomehe ametijuhend"),
        heading("Tööülesanded"),
        row("Valdkond", "Ülesanne", "Tulemus"),
        row("Ladu", "võtab kauba vastu", "laoseis on õige"),
        shared,
        row("Vedu", "tellib vedusid", "veod on õigeaegsed"),
        heading("Nõuded"),
        entry("põhiharidus"),
    )
    duties = [item for one in found.sections if one.kind is Kind.DUTY for item in one.items]
    assert [(item.text, item.results) for item in duties] == [
        ("võtab kauba vastu", ("laoseis on õige",)),
        ("teeb inventuuri", ("laoseis on õige",)),
        ("tellib vedusid", ("veod on õigeaegsed",)),
    ]


def test_cell_with_as_many_duties_as_results_pairs_them_in_order() -> None:
    found = description(
        row("Ülesanne", "Tulemus"),
        row("pakib kaupa\nladustab kaupa", "kaup on pakitud\nkaup on riiulis"),
    )
    pairs = [(item.text, item.results) for item in section(found, Kind.DUTY).items[-2:]]
    assert pairs == [("pakib kaupa", ("kaup on pakitud",)), ("ladustab kaupa", ("kaup on riiulis",))]


def test_second_statement_in_a_narrow_cell_is_a_result_of_its_own() -> None:
    found = description(row("Ülesanne", "Tulemus"), row("peab arvestust", "Arvestus on õige Aruanne on esitatud"))
    assert section(found, Kind.DUTY).items[-1].results == ("Arvestus on õige", "Aruanne on esitatud")


def test_parent_number_and_lead_in_head_their_points() -> None:
    found = description(
        entry("Kauba vastuvõtt ja väljastamine", "2.1."),
        entry("kontrollib saatelehti", "2.1.1."),
        entry("inventuuri valdkonnas:", "2.2."),
        entry("loeb kaubad üle", "a)"),
        entry("märgib puudujäägid", "b)"),
    )
    duties = [item.text for one in found.sections if one.kind is Kind.DUTY for item in one.items]
    assert duties == ["võtab kauba vastu;", "kontrollib saatelehti", "loeb kaubad üle", "märgib puudujäägid"]


def test_qualities_are_entries_under_their_heading_and_one_requirement_among_labels() -> None:
    alone = description(heading("Isikuomadused"), text("täpsus, rahulik meel, kohusetunne"))
    assert texts(section(alone, Kind.COMPETENCY).items) == ["täpsus", "rahulik meel", "kohusetunne"]
    among = description(
        heading("Nõuded"), text("Haridus: põhiharidus"), text("Omadused: täpsus, rahulik meel, kohusetunne")
    )
    assert texts(section(among, Kind.REQUIREMENT).items)[-1] == "Omadused: täpsus, rahulik meel, kohusetunne"


def test_table_of_language_skills_gives_one_requirement_a_language() -> None:
    found = description(
        heading("Nõuded"),
        row("Keel", "Kõnes", "Kirjas"),
        row("eesti keel", "C1", "B2"),
        row("vene keel", "B1", ""),
    )
    assert texts(section(found, Kind.REQUIREMENT).items) == ["eesti keel: kõnes C1, kirjas B2", "vene keel: kõnes B1"]


def test_sections_side_by_side_in_one_row_are_read_one_after_the_other() -> None:
    found = description(
        row("ÕIGUSED:\n• nõuda saatelehte\n• saada töörõivaid", "VASTUTUS:\n• kauba eest\n• seadmete eest")
    )
    assert texts(section(found, Kind.RIGHT).items) == ["nõuda saatelehte", "saada töörõivaid"]
    assert texts(section(found, Kind.RESPONSIBILITY).items) == ["kauba eest", "seadmete eest"]


@pytest.mark.parametrize(
    ("line", "employer"),
    [
        ("Lasteaed Mesimumm", "Lasteaed Mesimumm"),
        ("LASTEAIA MESIMUMM KOKA AMETIJUHEND", "Lasteaed Mesimumm"),
        ("Tihase Gümnaasium, tugiteenuste osakond", "Tihase Gümnaasium"),
        ("Tihase Gümnaasium TG-12 versioon 3", "Tihase Gümnaasium"),
    ],
)
def test_employer_is_told_from_what_stands_on_its_line(line: str, employer: str) -> None:
    found = structure(
        text(line),
        heading("Ametijuhend"),
        heading("Tööülesanded"),
        entry("vaatleb"),
        heading("Nõuded"),
        entry("haridus"),
    )
    assert found.employer == employer
