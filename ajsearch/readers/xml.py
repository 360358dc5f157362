"""XML parsed so that a hostile file can neither fetch, nor include, nor grow."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from ajsearch.errors import FileProblem, Reason

Element: TypeAlias = etree._Element


def parse_xml(data: bytes) -> Element:
    """The root element; raises ``FileProblem`` UNSAFE for declared entities, CORRUPT for XML not well formed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _problem(data) from error
    if root is None:
        raise FileProblem(Reason.CORRUPT, "Its XML has no content.")
    if _declares_entities(root.getroottree().docinfo.internalDTD):
        raise _entities()
    return root


def _problem(data: bytes) -> FileProblem:
    if b"<!ENTITY" in data:
        return _entities()
    return FileProblem(Reason.CORRUPT, "Its XML is damaged; open it in the program that made it and save it again.")


def _declares_entities(dtd: Any) -> bool:
    return dtd is not None and next(dtd.iterentities(), None) is not None


def _entities() -> FileProblem:
    return FileProblem(Reason.UNSAFE, "It declares XML entities, as bombs do; it was not read.")


def local(element: Element) -> str:
    """The element's name without its namespace, "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute with that local name, whatever its namespace (transitional and strict OOXML differ in it)."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children with one of the local names, in order."""
    return (each for each in element if local(each) in names)
