"""The templates: what the documents of each invented authority look like."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Type and habits of one template. Sizes in points, margin in millimetres, colours as RGB.

    ``footer`` and ``header`` may hold {page} and {pages}. ``split_rows`` lets a table's row break across pages, as
    Word does unless told otherwise; ``repeat_head`` prints a table's head again on the next page.
    """

    font: str = "Serif"
    size: float = 11
    margin: float = 25
    heading_size: float = 11
    heading_caps: bool = False
    heading_colour: tuple[int, int, int] = (0, 0, 0)
    heading_rule: bool = False
    title_centred: bool = True
    title_size: float = 13
    bullet: str = "•"
    bullet_results: bool = False
    label_widths: tuple[float, float] = (0.32, 0.68)
    duty_widths: tuple[float, float] = (0.55, 0.45)
    borders: bool = True
    shade_head: bool = False
    split_rows: bool = False
    repeat_head: bool = False
    letterhead_right: bool = False
    header: str = ""
    footer: str = ""


SYMBOL_BULLET = "\uf0b7"
"""Word's bullet from its Symbol font, a private-use code point."""

STYLES: Mapping[str, Style] = {
    # numbered sections in capitals, bordered duty tables, page numbers below
    "amet": Style(footer="{page} ({pages})", shade_head=True, repeat_head=True),
    # labels above values in a grid, results with Symbol bullets, rows that break across pages
    "keskus": Style(font="Sans", size=10, bullet=SYMBOL_BULLET, bullet_results=True, split_rows=True, margin=22),
    # the town of forms: three columns, heads in blue with a rule
    "haigla": Style(
        font="Sans",
        size=10,
        heading_size=12,
        heading_colour=(31, 78, 121),
        heading_rule=True,
        title_centred=False,
        title_size=16,
        footer="Lehekülg {page} / {pages}",
        header="KALJURANNA HAIGLA    Ametijuhend",
        bullet="▪",
        repeat_head=True,
    ),
    # mixed-case bold headings, label and value lines, dashes
    "linn": Style(
        font="Sans", size=10.5, heading_size=11.5, title_centred=False, bullet="–", borders=True, footer="{page}"
    ),
    # the 2000s: letterhead to the right, numbered clauses, no tables
    "vana": Style(size=12, letterhead_right=True, title_size=12, bullet="-", header="", footer=""),
    # a job ad
    "kuulutus": Style(
        font="Sans",
        title_centred=False,
        title_size=20,
        heading_size=14,
        bullet="✓",
        borders=False,
        heading_colour=(0, 102, 94),
    ),
    # plain kindergarten document with lettered lists
    "lasteaed": Style(font="Sans", size=11, bullet="•", title_size=14),
    # ministry: centred heads, two-column tables without shading, continued rows
    "ministeerium": Style(
        heading_size=11,
        title_size=12,
        split_rows=True,
        bullet="•",
        bullet_results=True,
        header="ELUKESKKONNAMINISTEERIUM",
        footer="{page}",
        margin=28,
        duty_widths=(0.5, 0.5),
    ),
    # municipality of today: numbered clauses in a serif type, heads underlined
    "vald": Style(size=11.5, heading_size=12, heading_rule=True, title_size=12.5, margin=24, footer="{page}"),
    # rescue service: numbered with brackets
    "paaste": Style(font="SansNarrow", size=12, bullet="-", title_size=14, footer="lk {page}/{pages}"),
}
