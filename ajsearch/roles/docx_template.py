"""A draft in an authority's own DOCX template: placeholders are filled, paragraphs and rows with a list's are repeated.

Placeholders: {{ametinimetus}} {{asutus}} {{üksus}} {{eesmärk}} {{ülesanne}} {{tulemus}} {{nõue}} {{pädevus}} {{nr}}.
A paragraph or a table row with {{ülesanne}}, {{nõue}} or {{pädevus}} is repeated for each item, with its look.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from io import BytesIO

from lxml import etree

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import SectionKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.xml import parse_xml
from ajsearch.roles.document import DraftDocument, DraftItem

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARAGRAPH, ROW, TEXT, RUN, TABLE = (f"{{{W}}}{name}" for name in ("p", "tr", "t", "r", "tbl"))
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

PLACEHOLDER = re.compile(r"\{\{\s*([\wõäöüÕÄÖÜ]+)\s*\}\}")
LISTS = {"ülesanne": SectionKind.DUTY, "nõue": SectionKind.REQUIREMENT, "pädevus": SectionKind.COMPETENCY}
"""Placeholders of lists and the section that each shows."""

FILLED_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def fill(template: bytes, draft: DraftDocument) -> bytes:
    """The template with the draft in it; raises ``FileProblem`` for what is no DOCX or has no placeholder."""
    filled = 0
    target = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(template)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
            _check_size(before)
            for entry in before.infolist():
                content = before.read(entry)
                if FILLED_PARTS.fullmatch(entry.filename):
                    content, count = _fill_part(content, draft)
                    filled += count
                after.writestr(entry.filename, content)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as error:
        raise FileProblem(Reason.CORRUPT, f"The template is no DOCX file that can be filled ({error}).") from None
    if not filled:
        raise FileProblem(Reason.UNSUPPORTED, "The template has no placeholder such as {{ametinimetus}}.")
    return target.getvalue()


def xml_text(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return (
        "".join(char for char in text if char in "\t\n" or (char >= " " and char not in "\ufffe\uffff"))
        .encode("utf-8", "ignore")
        .decode("utf-8")
    )


def _check_size(archive: zipfile.ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > ReadLimits().unpacked_bytes:
        raise FileProblem(Reason.UNSAFE, "The template unpacks to more than is allowed.")


def _fill_part(content: bytes, draft: DraftDocument) -> tuple[bytes, int]:
    root = parse_xml(content)
    count = sum(_repeat(holder, draft) for holder in list(_list_holders(root)))
    values = _head(draft)
    count += sum(_fill_texts(paragraph, values) for paragraph in root.iter(PARAGRAPH))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), count


def _list_holders(root: etree._Element) -> Iterable[etree._Element]:
    """The rows and paragraphs that a list repeats; a row as a whole where a placeholder stands in one."""
    for row in root.iter(ROW):
        if _list_kind(row):
            yield row
    for paragraph in root.iter(PARAGRAPH):
        if _list_kind(paragraph) and not any(True for _ in paragraph.iterancestors(ROW)):
            yield paragraph


def _list_kind(element: etree._Element) -> SectionKind | None:
    names = PLACEHOLDER.findall("".join(text.text or "" for text in element.iter(TEXT)))
    return next((LISTS[name.casefold()] for name in names if name.casefold() in LISTS), None)


def _repeat(holder: etree._Element, draft: DraftDocument) -> int:
    kind = _list_kind(holder)
    assert kind is not None
    copies = []
    for number, item in enumerate(draft.items(kind), 1):
        copy = deepcopy(holder)
        for paragraph in [copy, *copy.iter(PARAGRAPH)]:
            if paragraph.tag == PARAGRAPH:
                _fill_texts(paragraph, _item(kind, number, item))
        copies.append(copy)
    parent = holder.getparent()
    if parent is not None:
        at = parent.index(holder)
        parent[at : at + 1] = copies
    return 1


def _item(kind: SectionKind, number: int, item: DraftItem) -> Mapping[str, str]:
    name = next(name for name, of in LISTS.items() if of is kind)
    return {name: item.text, "tulemus": "\n".join(item.results), "nr": str(number)}


def _head(draft: DraftDocument) -> Mapping[str, str]:
    return {
        "ametinimetus": draft.title,
        "asutus": draft.employer or "",
        "üksus": draft.unit or "",
        "eesmärk": "\n".join(item.text for item in draft.purpose),
    }


def _fill_texts(paragraph: etree._Element, values: Mapping[str, str]) -> int:
    """Fill a paragraph's placeholders, also one that Word has cut over several runs; how many were filled."""
    texts = list(paragraph.iter(TEXT))
    whole = "".join(text.text or "" for text in texts)
    known = [found for found in PLACEHOLDER.finditer(whole) if found[1].casefold() in values]
    for found in reversed(known):
        _put(texts, found.span(), values[found[1].casefold()])
    return len(known)


def _put(texts: list[etree._Element], span: tuple[int, int], value: str) -> None:
    """Put a value in place of a range of the texts' characters: into the text where the range begins."""
    at, (start, end) = 0, span
    for text in texts:
        content = text.text or ""
        low, high = max(start - at, 0), min(end - at, len(content))
        if low < high:
            own = value if at <= start < at + len(content) else ""
            text.text = content[:low] + xml_text(own).replace("\n", " ") + content[high:]
            text.set(SPACE, "preserve")
        at += len(content)
