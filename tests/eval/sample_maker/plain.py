"""Text in old and new encodings, RTF and HTML."""

import textwrap
from html import escape

from sample_maker.layout import BULLETED, Heading, ListItem, Paragraph, Piece, Table
from sample_maker.style import Style

TEXT_WIDTH = 84
TAB_INDENT = 4


def _hanging(marker: str, text: str) -> list[str]:
    return textwrap.wrap(
        f"{marker} {text}".strip(),
        TEXT_WIDTH,
        subsequent_indent=" " * TAB_INDENT,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _text_piece(piece: Piece, style: Style) -> list[str]:
    match piece:
        case Heading(level=0):
            return ["", piece.text.center(TEXT_WIDTH).rstrip() if style.title_centred else piece.text, ""]
        case Heading():
            return ["", piece.text, ""]
        case Paragraph(right=True):
            return [piece.text.rjust(TEXT_WIDTH)]
        case Paragraph():
            text = f"{piece.label} {piece.text}".strip()
            return textwrap.wrap(text, TEXT_WIDTH, break_on_hyphens=False, break_long_words=False) or [""]
        case ListItem():
            return _hanging(piece.marker, f"{piece.label} {piece.text}".strip())
        case Table():
            rows = [[" ".join(line.removeprefix(BULLETED) for line in cell) for cell in row] for row in piece.rows]
            return ["\t".join(row) for row in rows]


def write_text(pieces: tuple[Piece, ...], style: Style, encoding: str) -> bytes:
    """The document as wrapped text with the line ends of Windows."""
    lines = [line for piece in pieces for line in _text_piece(piece, style)]
    return ("\r\n".join(lines).strip() + "\r\n").encode(encoding)


def _rtf_text(text: str) -> str:
    out = []
    for char in text:
        if char in "\\{}":
            out.append("\\" + char)
        elif char.isascii():
            out.append(char)
        else:
            out.append(_rtf_char(char))
    return "".join(out)


def _rtf_char(char: str) -> str:
    try:
        return f"\\'{char.encode('cp1257')[0]:02x}"
    except UnicodeEncodeError:
        return f"\\u{ord(char)}?"


def _rtf_table(piece: Table) -> str:
    width, rows = 9000, []
    for row in piece.rows:
        edges = [round(width * sum(piece.widths[: n + 1])) for n in range(len(piece.widths))]
        head = "\\trowd\\trgaph108" + "".join(f"\\cellx{edge}" for edge in edges)
        cells = "".join(
            "\\intbl " + "\\par ".join(_rtf_text(line.replace(BULLETED, "• ")) for line in cell) + "\\cell "
            for cell in row
        )
        rows.append(f"{head}\n{cells}\\row\n")
    return "".join(rows) + "\\pard\\par\n"


def _rtf_piece(piece: Piece) -> str:
    match piece:
        case Heading():
            align = "\\qc" if piece.level == 0 else "\\ql"
            return f"\\pard{align}\\sb200\\sa80{{\\b {_rtf_text(piece.text)}}}\\par\n"
        case Paragraph():
            label = f"{{\\b {_rtf_text(piece.label)}}} " if piece.label else ""
            return f"\\pard\\sa60 {label}{_rtf_text(piece.text)}\\par\n"
        case ListItem():
            label = f"{{\\b {_rtf_text(piece.label)}}} " if piece.label else ""
            return f"\\pard\\fi-360\\li720 {_rtf_text(piece.marker)}\\tab {label}{_rtf_text(piece.text)}\\par\n"
        case Table():
            return _rtf_table(piece)


def write_rtf(pieces: tuple[Piece, ...], style: Style, title: str) -> bytes:
    """The document as RTF in windows-1257 with Unicode escapes for what is not in it."""
    head = "{\\rtf1\\ansi\\ansicpg1257\\deff0{\\fonttbl{\\f0\\froman\\fcharset186 Liberation Serif;}}\n"
    info = f"{{\\info{{\\title {_rtf_text(title)}}}}}\n\\f0\\fs{round(style.size * 2)}\n"
    return (head + info + "".join(map(_rtf_piece, pieces)) + "}\n").encode("ascii")


def _html_cell(lines: tuple[str, ...], tag: str) -> str:
    if len(lines) > 1 or (lines and lines[0].startswith(BULLETED)):
        inner = "<ul>" + "".join(f"<li>{escape(line.removeprefix(BULLETED))}</li>" for line in lines) + "</ul>"
    else:
        inner = escape(lines[0]) if lines else ""
    return f"<{tag}>{inner}</{tag}>"


def _html_piece(piece: Piece) -> str:
    match piece:
        case Heading():
            return f"<h{piece.level + 1}>{escape(piece.text)}</h{piece.level + 1}>"
        case Paragraph():
            label = f"<strong>{escape(piece.label)}</strong> " if piece.label else ""
            return f"<p>{label}{escape(piece.text)}</p>"
        case ListItem():
            label = f"<strong>{escape(piece.label)}</strong> " if piece.label else ""
            marker = f"{escape(piece.marker)} " if piece.numbered else ""
            return f"<li>{marker}{label}{escape(piece.text)}</li>"
        case Table():
            rows = []
            for place, row in enumerate(piece.rows):
                tag = "th" if piece.header and place == 0 else "td"
                rows.append("<tr>" + "".join(_html_cell(cell, tag) for cell in row) + "</tr>")
            return "<table>\n" + "\n".join(rows) + "\n</table>"


def _html_body(pieces: tuple[Piece, ...]) -> str:
    out, in_list = [], False
    for piece in pieces:
        if isinstance(piece, ListItem) != in_list:
            in_list = not in_list
            out.append("<ul>" if in_list else "</ul>")
        out.append(_html_piece(piece))
    return "\n".join([*out, "</ul>"] if in_list else out)


def write_html(pieces: tuple[Piece, ...], style: Style, title: str, employer: str) -> bytes:
    """The document as a page of an intranet, with its navigation around it."""
    return (
        '<!DOCTYPE html>\n<html lang="et">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)} | {escape(employer)}</title>\n"
        "<style>body { font: 16px/1.5 sans-serif } nav a { margin-right: 1em }</style>\n"
        "<script>window.menu = ['Avaleht', 'Uudised'];</script>\n</head>\n<body>\n"
        f'<header><nav><a href="/">Avaleht</a> <a href="/uudised">Uudised</a> <a href="/kontaktid">Kontaktid</a></nav>'
        f"</header>\n<main>\n{_html_body(pieces)}\n</main>\n"
        f"<footer>{escape(employer)} siseveeb</footer>\n</body>\n</html>\n"
    ).encode()
