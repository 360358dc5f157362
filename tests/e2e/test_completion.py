"""Completion in the search box, with the keyboard, the mouse and without JavaScript."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

LABEL = "Otsi ülesande"


def typed(page, address, text):
    page.goto(address)
    box = page.get_by_label(LABEL)
    box.press_sequentially(text)
    page.get_by_role("option").first.wait_for()
    return box


def test_the_keyboard_walks_the_list_and_searches_what_it_chose(page, address):
    box = typed(page, address, "oigusa")
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_contain_text("soovitus")
    box.press("ArrowDown")
    chosen = page.get_by_role("listbox").get_by_role("option", selected=True)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    expect(box).to_have_value("õigusakt")
    box.press("ArrowUp")
    expect(box).to_have_value("oigusa")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**q=%C3%B5igusakt**")


def test_escape_closes_the_list_and_keeps_what_was_typed(page, address):
    box = typed(page, address, "oigus")
    box.press("ArrowDown")
    box.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(box).to_have_value("oigus")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("Enter")
    page.wait_for_url("**q=oigus**")


def test_a_click_searches_the_title_it_hit(page, address):
    typed(page, address, "klienditeeninduse spe")
    page.get_by_role("option", name="klienditeeninduse spetsialist").click()
    page.wait_for_url("**q=klienditeeninduse+spetsialist**")
    expect(page.locator(".hits h3").first).to_contain_text("klienditeeninduse spetsialist")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_is_accessible(page, address, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    typed(page, address, "klien").press("ArrowDown")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_the_box_is_a_plain_one(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("searchbox").fill("klient")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**q=klient**")
    context.close()
