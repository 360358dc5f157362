"""Every word of a description's body is in its structure, whatever the blocks; headings and openings of lists aside."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.model import Block, BlockKind, SourceDocument, Structure
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.dispatch import read_content
from ajsearch.sections import parse
from ajsearch.sections.headings import classify, is_intro
from ajsearch.sections.naming_words import has_document_word
from ajsearch.sections.pieces import Piece, pieces_of
from ajsearch.sections.signature import without_signatures
from ajsearch.sections.tables import linear_header, roles_of_header

FILES = sorted((Path(__file__).parent / "eval" / "formats" / "files").iterdir())
_WORD = re.compile(r"[^\W\d_]{2,}")

SENTENCES = (
    "koostab kvartali aruande",
    "Nõustab elanikke ja ettevõtjaid toetuste küsimustes.",
    "Klient on saanud vastuse viie päeva jooksul",
    "eesti keel C1",
    "Teabehaldus",
    "Peab registrit – register on ajakohane",
    "saada tööks vajalikke andmeid;",
    "Tulemus: kogu on korras",
)
HEADINGS = (
    "Tööülesanded",
    "Õigused",
    "Vastutus",
    "Nõuded",
    "Kompetentsid",
    "Eesmärk",
    "Kohustused",
    "Ruumid ja võtmed",
)

texts = st.sampled_from(SENTENCES)
blocks = st.one_of(
    st.builds(lambda text: Block(kind=BlockKind.HEADING, cells=(text,), level=1), st.sampled_from(HEADINGS)),
    st.builds(lambda text: Block(kind=BlockKind.PARAGRAPH, cells=(text,)), texts),
    st.builds(
        lambda text, marker: Block(kind=BlockKind.LIST_ITEM, cells=(text,), marker=marker, level=1),
        texts,
        st.sampled_from(["•", "1.", "2.1.", "a)", "3)"]),
    ),
    st.builds(
        lambda cells: Block(kind=BlockKind.ROW, cells=tuple(cells), table=1), st.lists(texts, min_size=2, max_size=4)
    ),
)
_START = (
    Block(kind=BlockKind.HEADING, cells=("Arhivaari ametijuhend",), level=1),
    Block(kind=BlockKind.HEADING, cells=("Tööülesanded",), level=1),
    Block(kind=BlockKind.LIST_ITEM, cells=("korrastab arhiivi",), marker="•", level=1),
)


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _kept(structure: Structure) -> set[str]:
    texts = [structure.title, structure.employer or "", structure.unit or "", structure.manager or ""]
    for section in structure.sections:
        texts.append(section.heading)
        for item in section.items:
            texts += [item.text, item.name or "", *item.results]
    return _words(" ".join(texts))


def _is_frame(piece: Piece) -> bool:
    """Whether a piece only frames others: a heading, a table's header, an opening of a list, a title."""
    if piece.is_row:
        return roles_of_header([cell.strip() for cell in piece.cells]) is not None
    found = classify(piece.text.rstrip(":"))
    framed = is_intro(piece.text) or has_document_word(piece.text) or linear_header(piece.text) is not None
    return framed or piece.kind is BlockKind.HEADING or bool(found and found.coverage == 1.0)


def _content(piece: Piece) -> set[str]:
    """The words of a piece, without a row's first cell where it is the heading of the cells beside it."""
    first = classify(piece.cells[0]) if piece.is_row else None
    headed = first is not None and first.coverage == 1.0
    return _words(" ".join(piece.cells[1:]) if headed else piece.text)


def _lost(document: SourceDocument, structure: Structure) -> list[str]:
    kept = _kept(structure) | {"tulemus"}
    body = without_signatures(pieces_of(document.blocks))
    return [piece.text for piece in body if not _is_frame(piece) and not _content(piece) <= kept]


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks, max_size=12))
def test_no_word_of_any_sequence_of_blocks_is_lost(found: list[Block]) -> None:
    document = SourceDocument(format="docx", blocks=(*_START, *found))
    assert not _lost(document, parse(document))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_word_of_a_judged_file_is_lost(path: Path) -> None:
    document = read_content(path.read_bytes(), path.name, ReadLimits(), 0).documents[0]
    assert not _lost(document, parse(document, file_name=path.name))


def test_the_label_of_a_row_stays_where_a_list_follows_the_row() -> None:
    row = Block(kind=BlockKind.ROW, cells=("Keeleoskus", "eesti keel", "C1"), table=1)
    point = Block(kind=BlockKind.LIST_ITEM, cells=("B-kategooria juhiluba",), marker="•", level=1)
    head = Block(kind=BlockKind.HEADING, cells=("Nõuded",), level=1)
    found = parse(SourceDocument(format="docx", blocks=(*_START, head, row, point)))
    assert "keeleoskus" in _kept(found)


def test_a_result_without_a_duty_stays() -> None:
    heads = [Block(kind=BlockKind.HEADING, cells=(text,), level=1) for text in ("Tööülesanded", "Eesmärk")]
    result = Block(kind=BlockKind.PARAGRAPH, cells=("Tulemus: kogu on korras",))
    assert "kogu" in _kept(parse(SourceDocument(format="docx", blocks=(*_START, *heads, result))))


def test_a_rows_label_is_kept_where_a_paragraph_follows_its_named_value() -> None:
    heading = Block(kind=BlockKind.HEADING, cells=("Nõuded",), level=1)
    row = Block(kind=BlockKind.ROW, cells=("koostab aruande", "Nõustab elanikke", "Kord aastas"), table=1)
    line = Block(kind=BlockKind.PARAGRAPH, cells=("Nõustab ettevõtjaid toetuste küsimustes.",))
    document = SourceDocument(format="docx", blocks=(*_START, heading, row, line))
    assert not _lost(document, parse(document))
