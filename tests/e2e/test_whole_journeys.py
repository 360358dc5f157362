"""Three users from the first page to the file that they take along: with JavaScript, without it, by keyboard alone."""

import csv
import io
import re
import zipfile

import docx
import pytest
from lxml import etree
from playwright.sync_api import TimeoutError as GoneError
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

MOST_TABS = 80
"""Presses of Tab within which a keyboard user must reach what is next on a page."""


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def visitor(browser, request):
    context = browser.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def taken(page, act):
    """The name and content of the file that an act downloads."""
    with page.expect_download() as download:
        act()
    return download.value.suggested_filename, download.value.path().read_bytes()


def cells(xlsx):
    """All texts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(xlsx)) as file:
        return etree.fromstring(file.read("xl/sharedStrings.xml")).xpath("//*[local-name()='t']/text()")


def test_a_recruiter_finds_positions_by_language_and_takes_the_table_along(visitor, address):
    visitor.goto(address)
    visitor.get_by_label("Otsi ülesande").fill("klient")
    visitor.get_by_role("button", name="Otsi", exact=True).click()
    visitor.get_by_role("checkbox", name=re.compile("^vene keel, vähemalt B1")).check()
    visitor.get_by_role("checkbox", name="ainult nõutavad").check()
    visitor.get_by_role("button", name="Rakenda").click()
    found = int(visitor.locator("#arv").inner_text().split()[0])
    titles = visitor.locator(".hits h3 a").all_inner_texts()
    assert 0 < found == len(titles)
    name, content = taken(visitor, lambda: visitor.get_by_role("link", name="CSV").click())
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert name == "ametikohad.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    assert set(titles) <= {value for row in rows for value in row.values()}
    visitor.get_by_role("link", name="nõuete tabelina").click()
    name, content = taken(visitor, lambda: visitor.get_by_role("link", name="XLSX").click())
    assert name == "nouded.xlsx"
    assert set(titles) <= set(cells(content))
    visitor.go_back()
    assert visitor.locator(".hits h3 a").all_inner_texts() == titles
    visitor.get_by_role("link", name="Eemalda kitsendus: ainult nõutavad").click()
    assert "required_only" not in visitor.url
    assert "language=" in visitor.url


def test_a_lawyer_compares_two_positions_and_takes_the_comparison_along(visitor, address):
    visitor.goto(f"{address}/?q=õigusnõunik&in=title")
    visitor.locator(".hits h3 a").first.click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("õigusnõunik")
    visitor.get_by_role("link", name="Mille poolest sarnased?").click()
    visitor.get_by_role("link", name=re.compile("^Võrdle:")).first.click()
    visitor.get_by_role("link", name="Ainult erinevused").click()
    assert visitor.locator(".comparison tbody tr").count() > 3
    name, content = taken(visitor, lambda: visitor.get_by_role("link", name="XLSX").click())
    assert name == "vordlus.xlsx"
    assert any("õigusnõunik" in one for one in cells(content))


def test_a_personnel_officer_writes_a_role_and_takes_the_document_along(visitor, address):
    visitor.goto(address)
    visitor.get_by_role("link", name="Uus ametijuhend").click()
    visitor.get_by_label("Ametinimetus", exact=True).fill("hankespetsialist")
    visitor.get_by_label("Ülesanded", exact=True).fill("Koostab hankeplaani. → Hankeplaan on kinnitatud.")
    visitor.get_by_role("button", name="Näita soovitusi").click()
    tick = visitor.locator('input[name="take_duty"]').first
    taken_duty = visitor.locator("fieldset label", has=tick).first.locator("span").first.inner_text().split(" → ")[0]
    tick.check()
    visitor.get_by_role("button", name="Lisa valitud ja uuenda").first.click()
    name, content = taken(visitor, lambda: visitor.get_by_role("button", name="DOCX", exact=True).click())
    document = docx.Document(io.BytesIO(content))
    texts = [one.text for one in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert name == "ametijuhend.docx"
    assert any("hankespetsialist" in one.lower() for one in texts)
    assert any("Koostab hankeplaani." in one for one in texts)
    assert any("Hankeplaan on kinnitatud." in one for one in texts)
    assert any(taken_duty in one for one in texts)


def reach(page, is_there):
    """Press Tab until the focus is there; what has it must be seen to have it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        try:
            found = focused.count() and is_there(focused)
        except GoneError:
            continue  # the page was left between the two, and nothing of the next one has the focus yet
        if found:
            outline = focused.evaluate("e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth")
            assert outline == "solid3px", outline
            return
    raise AssertionError(f"not reached by {MOST_TABS} presses of Tab")


def test_the_keyboard_alone_leads_from_the_first_page_to_the_file(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Otse sisu juurde"
    page.keyboard.press("Enter")
    reach(page, lambda one: one.get_attribute("id") == "q")
    page.keyboard.type("klientide nõustamine")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=klientide**")
    before = page.locator("#arv").inner_text()
    reach(page, lambda one: one.get_attribute("name") == "language")
    page.keyboard.press("Space")
    reach(page, lambda one: one.inner_text() == "Rakenda")
    page.keyboard.press("Enter")
    page.wait_for_url("**language=**")
    assert before
    reach(page, lambda one: one.inner_text() == "XLSX")
    name, content = taken(page, lambda: page.keyboard.press("Enter"))
    assert name == "ametikohad.xlsx"
    assert content.startswith(b"PK")
    page.goto(f"{address}/?q=klientide nõustamine")
    reach(page, lambda one: one.evaluate("e => !!e.closest('.hits h3')"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/positions/**")
    reach(page, lambda one: one.get_attribute("download") is not None)
