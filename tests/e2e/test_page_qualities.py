"""What holds for every page: axe, print, text at 200 %, nothing that jumps, nothing heavy; pictures to look at."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from tests.e2e.test_journeys import OUTPUT, picture

pytestmark = pytest.mark.e2e

A4_WIDTH = 680
"""Pixels between the margins of an A4 page."""

MOST_BYTES = 60_000
"""Of a page with all that it loads, without the descriptions' text."""

MOST_SHIFT = 0.01
"""Cumulative layout shift; up to 0.1 counts as good. A page that arrives in pieces is not quite still."""

PRINTED = (
    "/?q=klientide nõustamine",
    "/?view=table&language=ru",
    "{position}?q=klient",
    "/compare?{compared}",
    "/overview",
)
EVERY = (
    *("/", "/?q=klient", "/?q=allveelaevnik", "/?view=table&language=ru", "{position}?q=klient", "{position}/similar"),
    *("{position}/versions", "/compare?{compared}", "/clauses", "/clauses?q=lepingute koostamine", "/draft"),
    *("/draft?from={id}", "/overview", "/unread", "/review", "/help", "/about", "/accessibility", "/puudub"),
)


@pytest.fixture(scope="module")
def places(browser, address):
    """What stands for the braces in the addresses above."""
    page = browser.new_page()
    page.goto(f"{address}/?q=klient")
    ids = [link.get_attribute("href").partition("?")[0].rpartition("/")[2] for link in page.locator(".hits h3 a").all()]
    page.close()
    return {"id": ids[0], "position": f"/positions/{ids[0]}", "compared": f"id={ids[0]}&id={ids[1]}"}


def name_of(path):
    return "".join(sign if sign.isalnum() else "-" for sign in path).strip("-") or "first"


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize("width", [320, 1280])
def test_english_pages_are_accessible_in_light_and_dark(page, address, places, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/en{path.format(**places)}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"en-{name_of(path)}-{width}")


@pytest.mark.parametrize("path", EVERY)
def test_text_at_200_percent_is_whole_and_needs_no_scrolling_sideways(page, address, places, path):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + path.format(**places))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 32
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    cut = page.evaluate(
        """[...document.querySelectorAll('main *, header *, footer *')].filter(e =>
            !e.matches('.unseen, .unseen *, .skip, svg *, select, option, textarea, input') &&
            ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1
        ).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert cut == []
    picture(page, f"large-{name_of(path)}")


@pytest.mark.parametrize("path", PRINTED)
def test_a_printed_page_has_its_content_whole_and_no_navigation(page, address, places, path):
    page.goto(address + path.format(**places))
    heading = page.locator("h1:not(.unseen), #arv").first.inner_text().split("\n")[0]
    page.emulate_media(media="print")  # links to other pages are not printed
    last = page.locator("main td, main .passage, main .items li").last.inner_text().split()
    page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
    beyond = page.evaluate(
        f"[...document.querySelectorAll('table, td, th')].filter(e => e.getBoundingClientRect().right > {A4_WIDTH} + 1)"
        ".map(e => e.innerText.slice(0, 40))"
    )
    assert beyond == []
    OUTPUT.mkdir(exist_ok=True)
    target = OUTPUT / f"print-{name_of(path)}.pdf"
    page.pdf(path=target, format="A4")
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(target).pages).split())
    assert heading.split()[0] in text
    assert last[-1] in text
    for word in (
        "Lugemata failid",
        "Rakenda",
        "Kitsenda",
        "Järgmised",
        "In English",
        "CSV",
        "Laadi algne",
        "Võrdle valituid",
    ):
        assert word not in text


@pytest.mark.parametrize("path", ["/?q=klient", "/?view=table", "{position}?q=klient", "/overview", "/draft?from={id}"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_jumps_while_a_page_loads(page, address, places, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path.format(**places), wait_until="networkidle")
    shift = page.evaluate(
        """new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(one => sum += one.value))
                .observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 300);
        })"""
    )
    assert shift < MOST_SHIFT


@pytest.mark.parametrize("path", ["/", "/?q=klient", "{position}?q=klient", "/draft", "/overview", "/clauses"])
def test_a_page_is_light(page, address, places, path):
    sizes = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(address + path.format(**places), wait_until="networkidle")
    description = (
        page.locator(".sections, .hits").first.inner_text() if page.locator(".sections, .hits").count() else ""
    )
    assert sum(sizes.values()) - len(description.encode()) < MOST_BYTES, sizes
