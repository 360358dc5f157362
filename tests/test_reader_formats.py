"""DOCX, ODT, RTF, HTML and DOC give the same blocks for the same document, and lose or invent nothing."""

import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, BlockKind
from ajsearch.readers import ReadLimits, read_bytes
from ajsearch.readers.flow import clean_text
from ajsearch.readers.lines import close_up
from ajsearch.readers.numbering import format_number
from tests.office_files import (
    EXPECTED,
    RTF_HEAD,
    cell,
    description_docx,
    description_html,
    description_odt,
    description_rtf,
    docx,
    odt,
    par,
    run,
    table,
)

BUILT = {"docx": description_docx, "odt": description_odt, "html": description_html, "rtf": description_rtf}


def blocks(data: bytes) -> tuple[Block, ...]:
    return read_bytes(data, "nimeta").documents[0].blocks


def texts(data: bytes) -> list[str]:
    shown = (block for block in blocks(data) if block.kind is not BlockKind.HEADER)
    return [f"{block.marker} {block.text}" if block.marker else block.text for block in shown]


def shapes(found: tuple[Block, ...]) -> list[tuple[BlockKind, str | None, tuple[str, ...]]]:
    return [(block.kind, block.marker, block.cells) for block in found if block.kind is not BlockKind.HEADER]


@pytest.mark.parametrize("form", BUILT)
def test_one_description_gives_the_same_blocks_in_every_format(form: str) -> None:
    document = read_bytes(BUILT[form](), "nimeta").documents[0]
    assert document.format == form
    assert shapes(document.blocks) == EXPECTED


SAVED = ["odt", "rtf", "html", "doc", "fodt"]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the description as LibreOffice saves it in each format."""
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("office")
    (folder / "juhend.docx").write_bytes(description_docx())
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to"]
    for form in SAVED:
        subprocess.run([*command, form, "juhend.docx"], cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.office
@pytest.mark.parametrize("form", SAVED)
def test_libreoffice_saves_the_description_in_a_format_that_reads_the_same(form: str, saved: Path) -> None:
    document = read_bytes((saved / f"juhend.{form}").read_bytes(), "juhend").documents[0]
    assert document.format == form.removeprefix("f")
    nested = {"1.1.": "1.", "1.2.": "2."} if form == "html" else {}  # a page numbers each list for itself
    assert shapes(document.blocks) == [
        (kind, nested.get(marker or "", marker), cells) for kind, marker, cells in EXPECTED
    ]


@pytest.mark.office
def test_antiword_keeps_tables_where_libreoffice_is_missing(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    antiword = shutil.which("antiword")
    if not antiword:
        pytest.skip("needs antiword")
    (tmp_path / "antiword").symlink_to(antiword)
    monkeypatch.setenv("PATH", str(tmp_path))
    rows = [block.cells for block in blocks((saved / "juhend.doc").read_bytes()) if block.kind is BlockKind.ROW]
    assert rows[0] == ("Ülesanne", "Tulemus")
    assert rows[1][1] == "Kogu on korras."


def test_old_word_without_a_program_names_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600
    with pytest.raises(FileProblem, match="libreoffice-writer-nogui") as caught:
        read_bytes(data, "vana.doc")
    assert caught.value.reason is Reason.UNSUPPORTED


# DOCX


def test_docx_shows_tracked_changes_as_accepted() -> None:
    body = par(
        "",
        inner=run("jääb ")
        + f"<w:ins>{run('lisatud ')}</w:ins><w:del><w:r><w:delText>kustutatud </w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('siit ')}</w:moveFrom><w:moveTo>{run('siia')}</w:moveTo>",
    )
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(par('kustutatud rida'))}{cell(par('b'))}</w:tr>"
    kept = f"<w:tr>{cell(par('rida'))}{cell(par('c'))}</w:tr>"
    assert texts(docx(body + f"<w:tbl>{row}{kept}</w:tbl>")) == ["jääb lisatud siia", "rida\tc"]


def test_docx_joins_paragraphs_whose_break_was_deleted() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('esimene ')}</w:p>"
    assert texts(docx(first + par("teine"))) == ["esimene teine"]


def test_docx_drops_hidden_text_and_keeps_struck_text() -> None:
    runs = run("nähtav ") + run("peidetud ", "<w:vanish/>") + run("ka peidus ", '<w:rStyle w:val="Peidus"/>')
    assert texts(docx(par("", inner=runs + run("kriips", "<w:strike/>")))) == ["nähtav kriips"]


def test_docx_reads_a_text_box_once_though_it_is_stored_twice() -> None:
    box = f"<w:txbxContent>{par('kastis')}</w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><x><wps:txbx xmlns:wps="w">'
        f"{box}</wps:txbx></x></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox xmlns:v='v'>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = docx(par("", inner=run("ankur") + drawing), namespaces='xmlns:mc="http://schemas.openxmlformats.org/mc"')
    assert texts(data) == ["ankur", "kastis"]


def test_docx_numbers_lists_by_levels_and_restarts() -> None:
    items = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (3, 0), (2, 0)]
    found = blocks(docx("".join(par("punkt on siin.", num=num, level=level) for num, level in items)))
    assert [block.marker for block in found] == ["1.", "1.1.", "1.2.", "a)", "2.", "2.1.", "5.", "•"]
    assert [block.level for block in found] == [1, 2, 2, 3, 1, 2, 1, 1]


def test_docx_typed_numbers_and_bullets_become_markers() -> None:
    found = blocks(docx(par("3.2.\tjuhib tööd;") + par("- nõustab;") + par("\uf0b7 koolitab;")))
    assert shapes(found) == [
        (BlockKind.LIST_ITEM, "3.2.", ("juhib tööd;",)),
        (BlockKind.LIST_ITEM, "•", ("nõustab;",)),
        (BlockKind.LIST_ITEM, "•", ("koolitab;",)),
    ]


def test_docx_headings_are_found_by_inherited_outline_bold_and_capitals() -> None:
    found = blocks(
        docx(
            par("Stiiliga", style="Alapealkiri")
            + par("", inner=run("Rasvane pealkiri", "<w:b/>"))
            + par("TÖÖKOHUSTUSED")
            + par("", inner=run("Osalt ", "<w:b/>") + run("rasvane lõik on lõik."))
        )
    )
    assert [block.kind for block in found] == [BlockKind.HEADING] * 3 + [BlockKind.PARAGRAPH]
    assert [block.bold for block in found] == [False, True, False, False]


@pytest.mark.parametrize(
    "data",
    [
        docx(
            par("", inner=run("Tööülesanded", '<w:u w:val="single"/>'))
            + par("", inner=run("on lõik.", '<w:u w:val="none"/>'))
        ),
        (RTF_HEAD + r"\pard\ul T\'f6\'f6\'fclesanded\ulnone\par\pard on l\'f5ik.\par}").encode("latin-1"),
        odt('<text:p text:style-name="Joonega">Tööülesanded</text:p><text:p>on lõik.</text:p>'),
        "<html><body><p><u>Tööülesanded</u></p><p>on lõik.</p></body></html>".encode(),
    ],
    ids=["docx", "rtf", "odt", "html"],
)
def test_what_is_underlined_is_set_off_as_bold_is(data: bytes) -> None:
    assert [(block.kind, block.bold) for block in blocks(data)] == [
        (BlockKind.HEADING, True),
        (BlockKind.PARAGRAPH, False),
    ]


def test_docx_merged_cells_stand_once_and_keep_their_column() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    found = blocks(
        docx(
            table(
                cell(par("a")) + cell(par("b")) + cell(par("c")),
                cell(par("ab"), wide) + cell(par("c2")),
                cell(par("a3")) + cell(par("bc"), wide),
            )
        )
    )
    assert [block.cells for block in found] == [("a", "b", "c"), ("ab", "", "c2"), ("a3", "bc", "")]
    assert {block.table for block in found} == {1}


def test_docx_nested_tables_are_flattened_and_frames_opened() -> None:
    inner = table(cell(par("x")) + cell(par("y")))
    found = blocks(docx(table(cell(par("a") + inner) + cell(par("b"))) + table(cell(par("raamis")))))
    assert shapes(found) == [(BlockKind.ROW, None, ("a\nx y", "b")), (BlockKind.PARAGRAPH, None, ("raamis",))]


def test_docx_a_table_beside_one_line_stands_under_it_as_its_heading() -> None:
    inner = table(*(cell(par(left)) + cell(par(right)) for left, right in (("a", "b"), ("c", "d"))))
    found = blocks(docx(table(cell(par("Ülesanded")) + cell(inner + par("")), cell(par("x")) + cell(par("y")))))
    assert shapes(found) == [
        (BlockKind.HEADING, None, ("Ülesanded",)),
        (BlockKind.ROW, None, ("a", "b")),
        (BlockKind.ROW, None, ("c", "d")),
        (BlockKind.ROW, None, ("x", "y")),
    ]
    assert found[1].table == found[2].table != found[3].table


def test_docx_manual_breaks_part_lines_but_not_a_wrapped_sentence() -> None:
    wrapped = "koostab osakonna aastaaruande ja edastab selle tähtajaks asutuse"
    breaks = run("esimene rida;") + "<w:r><w:br/></w:r>" + run("teine rida")
    wrap = run(wrapped) + "<w:r><w:br/></w:r>" + run("juhile")
    assert texts(docx(par("", inner=breaks) + par("", inner=wrap))) == [
        "esimene rida;",
        "teine rida",
        f"{wrapped} juhile",
    ]


def test_docx_content_controls_are_read_and_their_placeholders_are_not() -> None:
    filled = f"<w:sdt><w:sdtContent>{par('täidetud')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Klõpsa siia')}</w:sdtContent></w:sdt>"
    assert texts(docx(filled + par("", inner=run("nimi: ") + prompt))) == ["täidetud", "nimi:"]


def test_docx_footnotes_stand_at_the_end_and_comments_nowhere() -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = f'<w:footnotes xmlns:w="{name}"><w:footnote w:type="separator">{par("joon")}</w:footnote>'
    notes += f"<w:footnote>{par('märkus')}</w:footnote></w:footnotes>"
    comments = f'<w:comments xmlns:w="{name}"><w:comment>{par("kommentaar")}</w:comment></w:comments>'
    data = docx(par("lõik"), parts={"word/footnotes.xml": notes, "word/comments.xml": comments})
    assert texts(data) == ["lõik", "märkus"]


# ODT


def test_odt_drops_tracked_deletions_comments_and_hidden_text() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>kustutatud</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>jääb<office:annotation><text:p>kommentaar</text:p></office:annotation>"
        '<text:span text:style-name="Peidus"> peidus</text:span><text:tab/>siia<text:line-break/>Uus rida.</text:p>'
    )
    assert texts(odt(body)) == ["jääb siia", "Uus rida."]


def test_odt_lists_go_on_only_where_they_say_so() -> None:
    def one(attributes: str) -> str:
        item = "<text:list-item><text:p>punkt on.</text:p></text:list-item>"
        return f'<text:list text:style-name="L1" {attributes}>{item}</text:list><text:p>vahe on siin.</text:p>'

    found = blocks(odt(one("") + one('text:continue-numbering="true"') + one("")))
    assert [block.marker for block in found if block.marker] == ["1.", "2.", "1."]


def test_odt_text_boxes_and_notes_are_read() -> None:
    body = (
        "<text:p>ankur<draw:frame><draw:text-box><text:p>kastis</text:p></draw:text-box></draw:frame>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>märkus</text:p></text:note-body>"
        "</text:note></text:p><text:p>lõpp</text:p>"
    )
    assert texts(odt(body)) == ["ankur", "kastis", "lõpp", "märkus"]


def test_odt_repeated_cells_are_bounded() -> None:
    cells = '<table:table-cell table:number-columns-repeated="9999"><text:p>x</text:p></table:table-cell>'
    found = blocks(odt(f"<table:table><table:table-row>{cells}</table:table-row></table:table>"))
    assert len(found[0].cells) <= 100


# RTF


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\'f5\'e4\'f6\'fc\'f0\'fe", "õäöüšž"),
        (r"\u245?\u228?\u353 s\u382\'9e", "õäšž"),
        (r"{\uc0\u245\u228}", "õä"),
        (r"\u-10179 ?\u-8704 ?", "😀"),
        (r"a\emdash b\~c\_d\-e", "a—b c-de"),
        (r"n\'e4htav{\v peidus}{\deleted kustutatud} on", "nähtav on"),
        (r"tekst{\*\tundmatu jutt}{\field{\*\fldinst HYPERLINK x}{\fldrslt viide}}", "tekstviide"),
        (r"tekst{\pict 00ff00}{\header p\'e4is} on", "tekst on"),
    ],
)
def test_rtf_characters_and_hidden_groups(source: str, expected: str) -> None:
    assert texts((RTF_HEAD + r"\pard " + source + r"\par}").encode("latin-1")) == [expected]


def test_rtf_nested_table_is_flattened_and_text_after_it_is_no_row() -> None:
    body = (
        r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
        r"\pard\intbl a\cell b\cell\trowd\cellx4000\cellx8000\row\pard p\'e4rast\par}"
    )
    found = blocks((RTF_HEAD + body).encode("latin-1"))
    assert shapes(found) == [(BlockKind.ROW, None, ("x y\na", "b")), (BlockKind.PARAGRAPH, None, ("pärast",))]


def test_rtf_binary_data_is_skipped_by_its_length() -> None:
    assert texts((RTF_HEAD + r"\pard enne{\bin5 }}}}}}" + r"p\'e4rast\par}").encode("latin-1")) == ["ennepärast"]


def test_rtf_with_an_unknown_code_page_is_read_with_the_baltic_one() -> None:
    assert texts(rb"{\rtf1\ansi\ansicpg125\pard \'f0iletus on.\par}") == ["šiletus on."]


def test_rtf_cut_short_is_corrupt() -> None:
    with pytest.raises(FileProblem) as caught:
        read_bytes(description_rtf()[:-40], "x.rtf")
    assert caught.value.reason is Reason.CORRUPT


# HTML


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "utf-8"),
        ("cp1257", "windows-1257"),
        ("iso8859-15", "iso-8859-15"),
        ("cp1257", "vale-nimi"),
        ("utf-16", ""),
        ("utf-8-sig", "windows-1257"),
        ("cp1257", ""),
    ],
)
def test_html_encodings_are_read_as_stated_or_as_the_letters_say(encoding: str, label: str) -> None:
    meta = f'<meta charset="{label}">' if label else ""
    page = f"<html><head>{meta}</head><body><p>Šokolaadi õige ülesanne: žürii töö ja äri jõud.</p></body></html>"
    assert texts(page.encode(encoding)) == ["Šokolaadi õige ülesanne: žürii töö ja äri jõud."]


def test_html_lists_nest_and_number() -> None:
    page = "<html><body><ol start=3><li>kolm on.<ul><li>alam on.</li></ul></li><li value=7>seitse on.</li></ol>"
    page += "<ol type=a><li>täht on.</li></ol></body></html>"
    found = blocks(page.encode())
    assert [(block.marker, block.level) for block in found] == [("3.", 1), ("•", 2), ("7.", 1), ("a.", 1)]


def test_html_hidden_parts_navigation_and_forms_are_not_read() -> None:
    page = (
        "<html><body><div style='display:none'>peidus</div><p hidden>peidus</p><div role=navigation>menüü</div>"
        "<p>nähtav<br>Teine rida.</p><form><input value=x><button>Saada</button><p>vormis</p></form></body></html>"
    )
    assert texts(page.encode()) == ["nähtav", "Teine rida.", "vormis"]


def test_html_layout_tables_are_opened_and_main_is_preferred() -> None:
    page = (
        "<html><body><p>jalus</p><main><table><tr><td><h2>Pea</h2><p>sisu</p></td><td>kõrval</td></tr></table></main>"
    )
    assert texts(f"{page}</body></html>".encode()) == ["Pea", "sisu", "kõrval"]


def test_html_entities_of_a_doctype_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY s SYSTEM "file:///etc/passwd">]>'
    text = " ".join(texts(f"{bomb}<html><body><p>tere &b; &s; lõpp</p></body></html>".encode()))
    assert "haha" not in text
    assert "root:" not in text
    assert "lõpp" in text


def test_html_of_any_depth_ends() -> None:
    data = ("<html><body>" + "<div>" * 50_000 + "põhi").encode()
    with contextlib.suppress(FileProblem):
        assert [block.text for block in blocks(data)] == ["põhi"]


# common


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (1, "1", "1"),
        (3, "a", "c"),
        (28, "A", "BB"),
        (4, "i", "iv"),
        (1994, "I", "MCMXCIV"),
        (7, "01", "07"),
        (0, "a", "0"),
    ],
)
def test_numbers_are_written_in_the_list_style(value: int, style: str, expected: str) -> None:
    assert format_number(value, style) == expected


@given(st.text())
def test_cleaned_text_is_stable_and_has_single_spaces(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == close_up(clean)  # letters that a wide gap parted now stand one space apart
    assert "  " not in clean
    assert "\u00ad" not in clean


@pytest.mark.parametrize("form", BUILT)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_damaged_files_are_reported_and_never_crash(form: str, data: st.DataObject) -> None:
    content = bytearray(BUILT[form]())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    with contextlib.suppress(FileProblem):
        outcome = read_bytes(bytes(content[:cut]), "x", ReadLimits(unpacked_bytes=5_000_000))
        assert outcome.documents or outcome.failures
