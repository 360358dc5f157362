"""The control words of RTF that matter to a description's text, and its code pages."""

import re

TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\'?"
)
"""A control word with its number, a byte in hex, a control symbol, a brace, text; line ends mean nothing."""

CHARACTERS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "softline": " ", "emdash": "—", "endash": "–",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
    "qmspace": " ",
}  # fmt: skip
"""Control words that stand for one character."""

SYMBOLS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
"""Control symbols that stand for one; ``\\-``, the soft hyphen, stands for nothing."""

SKIPPED = frozenset((
    "colortbl", "info", "pict", "fldinst", "annotation", "atnid", "atnauthor", "nonesttables", "shprslt", "sp",
    "objdata", "listtable", "listoverridetable", "revtbl", "generator", "xe", "tc", "bkmkstart", "bkmkend", "themedata",
    "datastore", "latentstyles", "pntxta", "pntxtb", "pn", "pnseclvl", "private", "template", "do", "filetbl",
    "rsidtbl",
))  # fmt: skip
"""Groups that hold no text of the page."""

RUNNING = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))
"""Groups that hold what runs along the pages."""

STARRED = frozenset((
    "nesttableprops", "shpinst", "shptxt",
))  # fmt: skip
"""Groups that count although they are marked as one that old programs may skip."""

CODE_PAGES = {
    77: "mac_roman", 161: "cp1253", 162: "cp1254", 186: "cp1257", 204: "cp1251", 238: "cp1250", 254: "cp437",
}  # fmt: skip
"""Code pages by a font's charset; 0 and 1 mean the document's own."""

SYMBOL_CHARSET = 2
DEFAULT_CODE_PAGE = "cp1257"
"""Old documents of Estonian offices that name none were written with the Baltic code page."""
