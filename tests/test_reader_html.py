"""What of an intranet's page belongs to the description: its heading above the main part, a card beside it."""

from ajsearch.model import BlockKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.html import HtmlReader

CARD = "<aside><p>Sinu juht: laojuhataja</p><p>Tiim: laotiim</p></aside>"
LINKS = '<aside><a href="/1">Teised töökohad</a> <a href="/2">Uudised</a></aside>'


def texts(page: str) -> list[str]:
    return [block.text for block in HtmlReader().read(page.encode(), ReadLimits())]


def test_the_heading_above_the_main_part_is_read() -> None:
    main = f"<main>{CARD}<h2>Mida sa teed?</h2><p>Laod.</p></main>"
    page = f"<html><body><header><h1>Laomees</h1></header>{main}</body></html>"
    assert texts(page) == ["Laomees", "Sinu juht: laojuhataja", "Tiim: laotiim", "Mida sa teed?", "Laod."]


def test_links_beside_the_text_are_left_out() -> None:
    page = f"<html><body><main><h1>Laomees</h1>{LINKS}<p>Laod.</p></main></body></html>"
    assert texts(page) == ["Laomees", "Laod."]


def test_the_last_point_of_a_numbered_list_is_no_heading() -> None:
    points = "<ol><li>keskharidus</li><li>Eesti keel C1</li><li>Laotöö kutsetunnistus, tase 4</li></ol>"
    page = f"<html><body><h2>Mida ootame?</h2>{points}<h2>Milline sa oled?</h2><p>täpne</p></body></html>"
    blocks = HtmlReader().read(page.encode(), ReadLimits())
    assert [block.kind for block in blocks[1:4]] == [BlockKind.LIST_ITEM] * 3


def test_a_head_without_a_title_above_the_main_part_is_a_running_header() -> None:
    page = (
        "<html><body><header><b>Metsoja Ladu</b></header><main><h1>Ametijuhend</h1><p>Laomees</p></main></body></html>"
    )
    blocks = HtmlReader().read(page.encode(), ReadLimits())
    assert [one.text for one in blocks if one.kind is BlockKind.HEADER] == ["Metsoja Ladu"]
