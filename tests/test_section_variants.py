"""What stands in a section, in the many ways in which papers set it: groups, tools, rows, rules and results."""

import pytest

from ajsearch.model import Block, BlockKind, Structure
from ajsearch.model import SectionKind as Kind
from ajsearch.sections.headings import classify
from tests.test_section_content import bold_row
from tests.test_sections import entry, heading, row, section, structure, text, texts

WORK = (heading("Tööülesanded"), entry("Võtab kauba vastu."), entry("Väljastab kauba."))


def description(*blocks: Block) -> Structure:
    """The structure of a description with these blocks below its aim."""
    return structure(heading("Laomehe ametijuhend"), heading("Ametikoha eesmärk"), text("Laos on kord."), *blocks)


def pairs(*blocks: Block) -> list[tuple[str, tuple[str, ...]]]:
    found = description(*blocks)
    return [(item.text, item.results) for one in found.sections if one.kind is Kind.DUTY for item in one.items]


def kinds(*blocks: Block) -> list[tuple[Kind, str]]:
    """The kind and text of each item below the duties of every description."""
    found = description(*blocks)
    return [(one.kind, item.text) for one in found.sections for item in one.items]


@pytest.mark.parametrize("group", ["Töökeskkond", "Koostöö", "Koolitus", "Vara"])
def test_a_group_of_duties_in_a_table_may_be_called_like_a_section(group: str) -> None:
    table = (
        bold_row("Ülesanne", "Tulemus"),
        row("võtab kauba vastu", "kaup on vastu võetud"),
        row(group),
        row("hooldab tõstukit", "tõstuk on korras"),
        row("juhendab praktikante", ""),
    )
    duties = pairs(heading("Tööülesanded"), *table)
    assert [duty for duty, _ in duties][-2:] == ["hooldab tõstukit", "juhendab praktikante"]


def test_what_one_may_use_stands_apart_from_the_rights_above_it() -> None:
    lines = (entry("Saada teavet."), text("Laomehe kasutada on:"), entry("tõstuk"), entry("arvuti"))
    found = description(*WORK, heading("Õigused ja töövahendid"), *lines)
    assert texts(section(found, Kind.TOOL).items) == ["tõstuk", "arvuti"]
    assert texts(section(found, Kind.RIGHT).items) == ["Saada teavet."]


def test_programs_among_rows_of_requirements_are_one() -> None:
    rows = (
        row("haridus", "keskharidus"),
        row("tööriistad", "Excel, laoprogramm"),
        row("boonuseks", "tõstukijuhi load"),
    )
    found = description(*WORK, heading("Mida sul vaja on"), *rows)
    names = [item.name for one in found.sections if one.kind is Kind.REQUIREMENT for item in one.items]
    assert names == ["haridus", "tööriistad", "boonuseks"]


def test_lines_beside_a_label_among_others_are_one_requirement() -> None:
    rows = (row("Haridus", "keskharidus"), row("Keeled", "eesti keel C1\nvene keel B1"), row("Muu", "juhiluba"))
    found = description(*WORK, heading("Nõuded"), *rows)
    kept = [(item.name, item.text) for item in section(found, Kind.REQUIREMENT).items]
    assert kept == [("Haridus", "keskharidus"), ("Keeled", "eesti keel C1; vene keel B1"), ("Muu", "juhiluba")]


def test_a_header_of_requirements_is_no_requirement() -> None:
    rows = (row("Liik", "Nõue"), row("Haridus", "keskharidus"), row("Vene keel", "B1"))
    found = description(*WORK, heading("Nõuded"), *rows)
    assert texts(section(found, Kind.REQUIREMENT).items) == ["keskharidus", "B1"]


def test_paragraphs_of_the_purpose_are_items() -> None:
    lines = (text("Sinu abiga on laos kord."), text("Oled esimene, kelle poole pöördutakse."))
    found = structure(heading("Laomehe ametijuhend"), heading("Milleks see roll on loodud?"), *lines, *WORK)
    assert len(section(found, Kind.PURPOSE).items) == 2


def test_headings_counted_by_letters_are_headings() -> None:
    lines = (
        text("A. Töö eesmärk"), text("Laos on kord."), text("B. Ülesanded"), entry("Võtab kauba vastu."),
        text("C. Õigused"), entry("saada teavet"), text("E. Mets"),
        text("D. Nõuded ametikohale"), text("Haridus: keskharidus"),
    )  # fmt: skip
    found = structure(heading("Laomehe ametijuhend"), *lines)
    assert texts(section(found, Kind.RIGHT).items) == ["saada teavet", "E. Mets"]
    assert [item.text for one in found.sections if one.kind is Kind.REQUIREMENT for item in one.items]


@pytest.mark.parametrize(
    ("cell", "results"),
    [
        ("kaup on kohal õigel ajal arvestus on täpne", ("kaup on kohal õigel ajal", "arvestus on täpne")),
        ("arved jäävad vaidluses jõusse tähtaegu ei ületata", ("arved jäävad vaidluses jõusse", "tähtaegu ei ületata")),
        ("kaup on kohal õigel ajal ja arvestus on täpne", None),
        ("kaup on kohal õigel ajal, kui arvestus on täpne", None),
        ("klient on saanud kauba õigel ajal", None),
    ],
)
def test_two_statements_without_a_stop_are_two_results(cell: str, results: tuple[str, ...] | None) -> None:
    table = (bold_row("Ülesanne", "Tulemus"), row("võtab kauba vastu", cell))
    assert pairs(heading("Tööülesanded"), *table) == [("võtab kauba vastu", results or (cell,))]


def test_fewer_results_than_duties_in_a_row_are_of_all_of_them() -> None:
    duties = "• kavandab töö ja annab käsud\n• kontrollib kaupa\n• võtab kauba vastu"
    table = (bold_row("Valdkond", "Ülesanded", "Tulemus"), row("Ladu", duties, "kaup on korras\narved on kinnitatud"))
    results = {own for _, own in pairs(heading("Tööülesanded"), *table)}
    assert results == {("kaup on korras", "arved on kinnitatud")}


def test_what_one_must_not_do_is_a_rule_beside_rights_and_responsibility() -> None:
    line = text("Laomees vastutab lao võtmete eest. Laomees ei avalda lao koode, ka mitte pärast töösuhte lõppu.")
    found = kinds(*WORK, heading("Õigused ja vastutus"), text("Laomehel on õigus saada teavet."), line)
    assert [kind for kind, _ in found[-3:]] == [Kind.RIGHT, Kind.RESPONSIBILITY, Kind.OBLIGATION]


def test_rights_and_duties_of_the_one_spoken_to_are_told_apart() -> None:
    lines = (entry("Saad töötada kodus."), entry("Võid osaleda koolitusel."), entry("Pead kinni heast tavast."))
    found = kinds(*WORK, heading("Sinu õigused ja kohustused"), *lines)
    assert [kind for kind, _ in found[-3:]] == [Kind.RIGHT, Kind.RIGHT, Kind.OBLIGATION]
    found = kinds(*WORK, heading("Mida ladu sulle võimaldab?"), *lines[:2])
    assert [kind for kind, _ in found[-2:]] == [Kind.RIGHT, Kind.RIGHT]


def test_rules_beside_requirements_need_not_all_begin_with_an_act() -> None:
    rules = (heading("Mida sinult nõuame"), entry("Oled graafiku alusel valves."), entry("Hoiad laovõtit."))
    needs = (heading("Mida sul vaja on"), row("haridus", "keskharidus"))
    found = description(*WORK, *rules, *needs)
    assert len(section(found, Kind.OBLIGATION).items) == 2


def test_order_and_safety_are_rules_and_safety_of_traffic_is_work() -> None:
    rule = "Laomees on kohustatud kandma kiivrit."
    found = kinds(*WORK, text("Töökorraldus ja ohutus"), text(rule), heading("Nõuded"), entry("keskharidus"))
    assert (Kind.OBLIGATION, rule) in found
    groups = (
        text("Laohoidmine", bold=True),
        entry("Loeb kaupa."),
        text("Liiklusohutus", bold=True),
        entry("Seab märgid."),
    )
    assert len(pairs(heading("Tööülesanded"), *groups)) == 2


@pytest.mark.parametrize("line", ["Ametjuhendiga olen", "Viimati muudetud 09.11.2021 • personaliosakond"])
def test_what_stands_below_the_last_section_is_no_entry_of_it(line: str) -> None:
    needs = (heading("Isikuomadused"), entry("täpsus"), entry("ausus"), entry("hoolikus"), entry("rahulikkus"))
    found = description(*WORK, *needs, Block(kind=BlockKind.PARAGRAPH, cells=(line,)))
    assert texts(section(found, Kind.COMPETENCY).items) == ["täpsus", "ausus", "hoolikus", "rahulikkus"]


TAKES, COUNTS = "võtab kauba vastu", "kontrollib koguseid"
TAKEN, COUNTED = "kaup on vastu võetud", "kogused on õiged"
PAIRED = [(TAKES, (TAKEN,)), (COUNTS, (COUNTED,))]


@pytest.mark.parametrize(
    "lines",
    [
        (entry(TAKES), text(f"Oodatav tulemus – {TAKEN}"), entry(COUNTS), text(f"Oodatav tulemus – {COUNTED}")),
        (entry(TAKES), text(f"Hindamiskriteerium: {TAKEN}"), entry(COUNTS), text(f"Hindamiskriteerium: {COUNTED}")),
        (entry(f"{TAKES} → {TAKEN}"), entry(f"{COUNTS} → {COUNTED}")),
        (entry(f"{TAKES} (tulemus: {TAKEN})"), entry(f"{COUNTS} (tulemus: {COUNTED})")),
        (
            text("1. Vastuvõtt", bold=True), entry(TAKES), text("Tulemus:"), entry(TAKEN),
            text("2. Kontroll", bold=True), entry(COUNTS), text("Tulemus:"), entry(COUNTED),
        ),
    ],
)  # fmt: skip
def test_results_stand_below_behind_or_in_their_duty(lines: tuple[Block, ...]) -> None:
    assert pairs(heading("Tööülesanded"), *lines) == PAIRED


@pytest.mark.parametrize(
    "names",
    [
        ("Teed", "Tulemus"),
        ("Tööülesanne", "Mille järgi hindame"),
        ("Ülesanne", "Kuidas mõõdame"),
        ("Ülesanne", "Pilt heast tööst"),
        ("Mida teen", "Millal olen edukas"),
    ],
)
def test_columns_of_duties_and_results_have_many_names(names: tuple[str, str]) -> None:
    rows = (row(TAKES, TAKEN), row(COUNTS, COUNTED))
    assert pairs(heading("Tööülesanded"), row(*names), *rows) == PAIRED
    assert pairs(heading("Tööülesanded"), bold_row(*names), *rows) == PAIRED


def test_a_column_of_aims_before_the_duties_groups_them() -> None:
    rows = (row("Ladu", TAKES, TAKEN), row("Kontroll", COUNTS, COUNTED))
    assert pairs(heading("Tööülesanded"), bold_row("Eesmärk", "Ülesanne", "Tulemus"), *rows) == PAIRED


def test_a_label_without_a_row_among_rows_is_a_requirement_of_its_own() -> None:
    rows = (
        row("Haridus:", "keskharidus"),
        row("Keeled:", "eesti keel C1"),
        text("Load: B"),
        row("Muu:", "tervisetõend"),
    )
    found = description(*WORK, heading("Nõuded"), *rows)
    kept = [(item.name, item.text) for item in section(found, Kind.REQUIREMENT).items]
    assert kept == [("Haridus", "keskharidus"), ("Keeled", "eesti keel C1"), (None, "Load: B"), ("Muu", "tervisetõend")]


def test_a_label_of_programs_among_labels_is_a_requirement() -> None:
    lines = (text("Haridus: keskharidus"), text("Töövahendid: Excel"))
    found = description(*WORK, heading("Nõuded"), *lines)
    assert texts(section(found, Kind.REQUIREMENT).items) == ["Haridus: keskharidus", "Töövahendid: Excel"]


def test_cells_side_by_side_with_headings_of_their_own_are_sections() -> None:
    cards = row("Mida ootame\n• keskharidus\n• ausus", "Mida pakume\n• lisapuhkust\n• parkimist")
    found = kinds(*WORK, cards)[-4:]
    assert [kind for kind, _ in found] == [Kind.REQUIREMENT, Kind.REQUIREMENT, Kind.OTHER, Kind.OTHER]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Mida sinu töö endast kujutab?", Kind.DUTY),
        ("Mille eest hoolitsed", Kind.DUTY),
        ("Töötervishoid ja tööohutus", Kind.OBLIGATION),
        ("Mida me sulle tööks anname", Kind.TOOL),
        ("Mida me hindame kasuks?", Kind.REQUIREMENT),
        ("Missugune inimene sobib?", Kind.COMPETENCY),
        ("Materiaalne vastutus", Kind.RESPONSIBILITY),
        ("Kus ja kellega sa töötad?", Kind.GENERAL),
        ("Mida vastu saad?", Kind.OTHER),
    ],
)
def test_more_headings_are_known(words: str, kind: Kind) -> None:
    found = classify(words)
    assert found is not None
    assert (found.first, found.coverage) == (kind, 1.0)
