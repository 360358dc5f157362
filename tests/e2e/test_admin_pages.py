"""The administrator's pages in Chromium: accessible, with progress that moves by itself, and without JavaScript too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ajsearch import bootstrap
from ajsearch.ingest import ingest
from ajsearch.settings import Settings
from tests.admin_pages import READER, SECRET
from tests.e2e.test_journeys import picture
from tests.serving import serving

pytestmark = pytest.mark.e2e

PATIENCE = 60_000
"""Milliseconds that reading a small file may take on a busy machine."""


@pytest.fixture
def own_address(tmp_path):
    """The address of a server of this test's own, with the pages on."""
    settings = Settings(data=tmp_path / "data", workers=1)
    with bootstrap.changing(settings) as app:
        ingest(sorted(bootstrap.SAMPLES.iterdir())[:3], app.store, app.engine, settings)
    with serving(settings.data, AJSEARCH_ADMIN_SECRET=SECRET) as served:
        yield served.address


def log_in(page, address):
    page.goto(address)
    page.get_by_role("link", name="Haldus").click()
    page.get_by_label("Võti").fill(SECRET)
    page.get_by_role("button", name="Logi sisse").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Haldus")


def send(page, *names):
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": READER.replace("1.1.", f"1.1. ({name})").encode()}
        for name in names
    ]
    broken = {"name": "katki.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    page.get_by_label("Ametijuhendid", exact=True).set_input_files([*files, broken])
    page.get_by_role("button", name="Saada ja loe").click()


def test_files_are_sent_and_their_reading_is_shown_as_it_goes(page, own_address):
    log_in(page, own_address)
    send(page, "hoidja.txt")
    expect(page.get_by_role("button", name="Peata lugemine")).to_be_visible()
    picture(page, "admin-reading")
    expect(page.locator("#too")).to_contain_text("lõppenud", timeout=PATIENCE)
    expect(page.locator("#too")).to_contain_text("katki.pdf")
    expect(page.get_by_role("button", name="Loe uued failid")).to_be_visible()
    picture(page, "admin-read")
    page.goto(f"{own_address}/?q=lugemissaali hoidja")
    page.locator(".hits h3 a").first.click()
    page.get_by_role("link", name="Paranda või kustuta").click()
    page.get_by_role("button", name="Kustuta ametikoht").click()
    page.get_by_role("button", name="Võta tagasi").click()
    expect(page.get_by_role("status")).to_have_text("Ametikoht on tagasi.")


def test_it_all_works_without_javascript(browser, own_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, own_address)
    send(page, "hoidja.txt")
    for _ in range(PATIENCE // 500):
        if not page.get_by_role("link", name="Vaata, kui kaugel lugemine on").count():
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Vaata, kui kaugel lugemine on").click()
    expect(page.locator("#too")).to_contain_text("lõppenud")
    page.goto(f"{own_address}/review")
    sentence = page.locator("tbody q").first.inner_text()
    page.get_by_role("button", name="Ei ole nõue").first.click()
    assert sentence not in page.locator("main").inner_text()
    page.goto(f"{own_address}/admin/")
    page.get_by_role("button", name="Logi välja").click()
    page.goto(f"{own_address}/admin/")
    expect(page.get_by_label("Võti")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_are_accessible(page, own_address, width):
    page.set_viewport_size({"width": width, "height": 900})
    look_at(page, f"{own_address}/admin/login", "admin-login", width)
    log_in(page, own_address)
    look_at(page, f"{own_address}/admin/", "admin", width)
    look_at(page, f"{own_address}/review", "admin-review", width)
    page.goto(own_address)
    one = page.locator(".hits h3 a").first.get_attribute("href").rpartition("/")[2]
    look_at(page, f"{own_address}/admin/positions/{one}?add=language&quote=lause", "admin-position", width)


def look_at(page, target, name, width):
    """Hold a page to WCAG 2.2 AA in light and dark, and take its picture."""
    page.goto(target)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, name + found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    picture(page, f"{name}-{width}")
