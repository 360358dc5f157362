"""Plain text: encodings told by content, paragraphs unwrapped, lists and headings kept, junk refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, BlockKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.text import TextReader, decode_text

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

DESCRIPTION = """AMETIJUHEND

1. ÜLDOSA
1.1. Ametikoht: žürii sekretär
Õppekäikude, šabloonide ja käsiraamatute eest vastutab ta üheskoos osakonna juhataja ning teiste
õppejõududega.

2. TÖÖÜLESANDED
2.1 korraldab žürii tööd ning peab sise- ja
väliskülaliste üle arvestust;
2.2 täidab muid ülesandeid.
"""


def read(text: str | bytes) -> tuple[Block, ...]:
    return TextReader().read(text.encode() if isinstance(text, str) else text, ReadLimits())


def texts(text: str) -> list[str]:
    return [f"{block.marker or ''} {block.text}".strip() for block in read(text)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1257", "iso8859-15"])
def test_every_encoding_gives_the_same_blocks(encoding: str) -> None:
    assert read(DESCRIPTION.encode(encoding)) == read(DESCRIPTION)


@pytest.mark.parametrize("encoding", ["cp1257", "iso8859-15"])
@pytest.mark.parametrize("word", ["žanr", "šokk", "Žüriiliige", "garaaž", "tšello", "Šveits"])
def test_old_encodings_are_told_by_letters_with_carons(encoding: str, word: str) -> None:
    assert decode_text(f"Töö juures peab ta tundma sõna {word} ja mõistma öeldut.".encode(encoding)) is not None
    assert word in (decode_text(f"Töö juures on {word} ja mõte.".encode(encoding)) or "")


def test_dashes_and_quotes_speak_for_windows() -> None:
    data = "Töötaja täidab „Head tava” – nii õppes kui ka mängus.".encode("cp1257")
    assert decode_text(data) == "Töötaja täidab „Head tava” – nii õppes kui ka mängus."


def test_structure_is_read_from_plain_lines() -> None:
    blocks = read(DESCRIPTION)
    assert [(block.kind, block.marker) for block in blocks] == [
        (BlockKind.HEADING, None),
        (BlockKind.HEADING, "1."),
        (BlockKind.LIST_ITEM, "1.1."),
        (BlockKind.PARAGRAPH, None),
        (BlockKind.HEADING, "2."),
        (BlockKind.LIST_ITEM, "2.1"),
        (BlockKind.LIST_ITEM, "2.2"),
    ]
    assert blocks[5].text == "korraldab žürii tööd ning peab sise- ja väliskülaliste üle arvestust;"
    assert [block.level for block in blocks if block.marker] == [1, 2, 1, 2, 2]


def test_blank_lines_inside_a_wrapped_sentence_do_not_part_it() -> None:
    text = "Osaleb infosüsteemi arendamisel ja testib koos kasutajatega \n\nselle uusi osi enne kasutusele võttu. \n"
    assert texts(text) == [
        "Osaleb infosüsteemi arendamisel ja testib koos kasutajatega selle uusi osi enne kasutusele võttu."
    ]


def test_a_label_and_its_value_stay_apart() -> None:
    assert texts("Haridus\n\nkõrgharidus\n\nTöökogemus\n\nkaks aastat\n") == [
        "Haridus",
        "kõrgharidus",
        "Töökogemus",
        "kaks aastat",
    ]


def test_lines_of_labels_and_values_stay_apart() -> None:
    lines = "Asutus: Metsalinna Arhiiv\nAmetinimetus: arhivaar\nVahetu juht: arhiivi juhataja\n\n1. EESMÄRK\n"
    assert [block.text for block in read(lines.encode())][:3] == lines.splitlines()[:3]


def test_sentences_on_lines_of_their_own_stay_apart() -> None:
    text = "Oskab eesti keelt tasemel C1.\nOskab vene keelt tasemel B2.\nInglise keel tuleb kasuks.\n"
    assert len(texts(text)) == 3


def test_bullets_that_a_conversion_lost_are_put_back() -> None:
    items = [" hoiab arvestust kõikide lepingute ja nende tähtaegade kohta ning teavitab\nosakonda;", " teeb muud."] * 3
    assert all(text.startswith("•") for text in texts("\n".join(items)))


def test_page_numbers_and_running_lines_of_paged_text_are_dropped() -> None:
    pages = [
        f"Näidisamet\nSiin on {n}. lehe ülesanded: {word}.\nMuu tekst {word} lõpeb siin.\n\nlk {n} (3)\n"
        for n, word in enumerate(("hanked", "lepingud", "arved"), start=1)
    ]
    found = " ".join(texts("\f".join(pages)))
    assert found.count("Näidisamet") == 1
    assert "lk" not in found
    assert found.count("Muu tekst") == 3


def test_a_paragraph_on_each_line_is_left_as_it_is() -> None:
    long = "Tagab õigusaktide eelnõude õigeaegse ettevalmistamise " * 4
    assert len(texts(f"Haridus\nKõrgharidus\n{long}\nteeb koostööd\n")) == 4


INTERLEAVED = """3. TOOULESANDED

3.1. Hoolitseb raamatukogu kogude eest = Kogud on korras ja lugejatele
ja korraldab nende taiendamist kattesaadavad.
koos teiste osakondadega. = Uued raamatud on ule vaadatud ja
arvele voetud.

3.2. Noustab lugejaid teabe otsimisel; = Lugeja on saanud oma kusimusele vastuse.

3.3. Korraldab naitusi ja kohtumisi = Kord kuus on toimunud kohtumine
kirjanikega. kirjanikuga.

3.4. Koostab aruandeid kogude ning | » Aruanded on esitatud tahtajaks.
lugejate kohta.

4. OIGUSED
"""


def test_columns_that_ocr_read_as_one_line_are_rows_again() -> None:
    rows = [block.cells for block in read(INTERLEAVED) if block.kind is BlockKind.ROW]
    assert rows == [
        (
            "3.1. Hoolitseb raamatukogu kogude eest ja korraldab nende taiendamist koos teiste osakondadega.",
            "• Kogud on korras ja lugejatele kattesaadavad.\n• Uued raamatud on ule vaadatud ja arvele voetud.",
        ),
        ("3.2. Noustab lugejaid teabe otsimisel;", "• Lugeja on saanud oma kusimusele vastuse."),
        ("3.3. Korraldab naitusi ja kohtumisi kirjanikega.", "• Kord kuus on toimunud kohtumine kirjanikuga."),
        ("3.4. Koostab aruandeid kogude ning lugejate kohta.", "• Aruanded on esitatud tahtajaks."),
    ]
    assert [block.text for block in read(INTERLEAVED) if block.kind is BlockKind.HEADING] == ["TOOULESANDED", "OIGUSED"]


def test_a_sign_between_words_makes_no_columns() -> None:
    text = "Maht: tunnid = paevad\nTeeb koostood teiste osakondadega.\nTasu = tunnitasu * tunnid\n"
    assert all(block.kind is not BlockKind.ROW for block in read(text))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\t \n", Reason.EMPTY),
        ("\ufeff \n".encode(), Reason.EMPTY),
        (bytes(range(256)) * 20, Reason.UNSUPPORTED),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0", Reason.UNSUPPORTED),
        (b"a" * 101, Reason.TOO_LARGE),
    ],
)
def test_what_is_no_text_is_named(data: bytes, reason: Reason) -> None:
    with pytest.raises(FileProblem) as problem:
        TextReader().read(data, ReadLimits(file_bytes=100) if reason is Reason.TOO_LARGE else ReadLimits())
    assert problem.value.reason is reason


def test_binary_is_not_recognised_and_text_is() -> None:
    assert not TextReader().recognises(b"PK\x03\x04\x14\0\0\0\x08\0" * 9, "a.txt")
    assert TextReader().recognises("Töö eesmärk".encode("cp1257"), "a.bin")


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(deadline=None, max_examples=200)
def test_any_bytes_give_blocks_or_a_reason(data: bytes) -> None:
    try:
        blocks = TextReader().read(data, ReadLimits())
    except FileProblem:
        return
    assert all(block.cells and block.text.strip() for block in blocks)


@given(st.lists(st.text("aõ1. -•\n", max_size=60), max_size=12))
@settings(deadline=None, max_examples=200)
def test_no_letter_is_lost(lines: list[str]) -> None:
    source = "\n".join(f"sõna{n} {line}" for n, line in enumerate(lines))
    if not source.strip():
        return
    found = "".join(f"{block.marker or ''}{block.text}" for block in read(source))
    assert [f"sõna{n}" in found for n in range(len(lines))] == [True] * len(lines)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real descriptions are not here")
def test_real_descriptions_keep_all_their_words() -> None:
    for path in SEEDS.glob("*.txt"):
        source, blocks = path.read_text("utf-8"), TextReader().read(path.read_bytes(), ReadLimits())
        found = {word for block in blocks for word in block.text.split()}
        words = [word for word in source.split() if len(word) > 3 and word.isalpha()]
        assert sum(word in found for word in words) > 0.99 * len(words)
        assert sum(block.kind is BlockKind.LIST_ITEM for block in blocks) > 25


def test_table_typed_with_spaces_is_rows() -> None:
    lines = [
        "Valdkond        Ülesanded                 Tulemused",
        "Ladu            Võtab kauba vastu ja      Laoseis on",
        "                ladustab selle.           õige.",
        "Vedu            Tellib vedusid.           Veod on õigeaegsed.",
    ]
    rows = [block.cells for block in TextReader().read("\n".join(lines).encode(), ReadLimits())]
    assert rows == [
        ("Valdkond", "Ülesanded", "Tulemused"),
        ("Ladu", "Võtab kauba vastu ja ladustab selle.", "Laoseis on õige."),
        ("Vedu", "Tellib vedusid.", "Veod on õigeaegsed."),
    ]


def test_underlined_line_is_a_heading_and_its_rule_is_gone() -> None:
    typed = "Nõuded\n------\n\n- haridus\n- kogemus\n"
    blocks = TextReader().read(typed.encode(), ReadLimits())
    assert [(block.kind, block.text) for block in blocks][:2] == [
        (BlockKind.HEADING, "Nõuded"),
        (BlockKind.LIST_ITEM, "haridus"),
    ]


def test_bullets_printed_apart_are_put_before_their_items() -> None:
    items = "saada tööks vajalikku teavet kõigilt osakondadelt ja\nallasutustelt\nkasutada autot\nosaleda õppustel"
    torn = f"Õigused\n\n•\n•\n•\n\n{items}\n\nVastutus\n"
    blocks = TextReader().read(torn.encode(), ReadLimits())
    assert [block.text for block in blocks if block.kind is BlockKind.LIST_ITEM] == [
        "saada tööks vajalikku teavet kõigilt osakondadelt ja allasutustelt",
        "kasutada autot",
        "osaleda õppustel",
    ]


def test_label_after_a_sentence_begins_a_line_of_its_own() -> None:
    typed = "Peab toimikut ja korrastab selle arhiivi jaoks.\nTulemus: toimik on terviklik ja korras.\n"
    blocks = TextReader().read(typed.encode(), ReadLimits())
    assert [block.text for block in blocks] == [
        "Peab toimikut ja korrastab selle arhiivi jaoks.",
        "Tulemus: toimik on terviklik ja korras.",
    ]


def test_letters_set_apart_are_words_and_wider_gaps_part_the_words() -> None:
    assert texts("   K U L L A   L I N N A   A M E T\r\n") == ["KULLA LINNA AMET"]
