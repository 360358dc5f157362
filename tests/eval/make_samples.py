"""Remakes the bundled samples from their sources: ``python tests/eval/make_samples.py``.

Needs the development dependencies, Debian's fonts-liberation and, for the scan, poppler-utils.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from sample_maker.layout import pieces
from sample_maker.office import pack, write_docx, write_odt
from sample_maker.pdf import write_pdf
from sample_maker.plain import write_html, write_rtf, write_text
from sample_maker.scan import write_scan
from sample_maker.source import Source, load_sources
from sample_maker.style import STYLES

TARGET = Path(__file__).resolve().parents[2] / "ajsearch" / "data" / "samples"
ASICE_TYPE = "application/vnd.etsi.asic-e+zip"
SIGNATURE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#">'
    "<X509SubjectName>CN=NÄIDIS\\,MARI, C=EE</X509SubjectName></asic:XAdESSignatures>\n"
)


def make(source: Source) -> bytes:
    """The bytes of one sample in its template and format."""
    style = STYLES[source.template]
    printed = pieces(source, style)
    title = f"Ametijuhend: {source.title}"
    match source.format:
        case "pdf":
            return write_pdf(printed, style, title)
        case "scan":
            return write_scan(write_pdf(printed, style, title))
        case "docx":
            return write_docx(printed, style, title)
        case "odt":
            return write_odt(printed, style, title)
        case "rtf":
            return write_rtf(printed, style, title)
        case "html":
            return write_html(printed, style, title, source.employer)
        case "txt":
            return write_text(printed, style, source.encoding)
        case other:
            raise ValueError(f"{source.id}: unknown format {other!r}")


def container(name: str, members: dict[str, bytes]) -> bytes:
    """A ZIP, or a signed container with a made-up signature."""
    if not name.endswith(".asice"):
        return pack(members)
    entries = "".join(f'<manifest:file-entry manifest:full-path="{member}"/>' for member in members)
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f"{entries}</manifest:manifest>\n"
    )
    signed = {
        "mimetype": ASICE_TYPE.encode(),
        **members,
        "META-INF/manifest.xml": manifest.encode(),
        "META-INF/signatures0.xml": SIGNATURE.encode(),
    }
    return pack(signed, stored=("mimetype",))


def made_files(sources: Iterable[Source]) -> dict[str, bytes]:
    """File names and their bytes, containers put together."""
    files: dict[str, bytes] = {}
    packed: dict[str, dict[str, bytes]] = defaultdict(dict)
    for source in sources:
        if source.container:
            packed[source.container][source.file] = make(source)
        else:
            files[source.file] = make(source)
    return files | {name: container(name, members) for name, members in packed.items()}


def main() -> None:
    """Writes all samples; files that no source makes any more go."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=TARGET)
    target = parser.parse_args().target
    target.mkdir(parents=True, exist_ok=True)
    files = made_files(load_sources())
    for path in target.iterdir():
        if path.name not in files:
            path.unlink()
    for name, data in files.items():
        (target / name).write_bytes(data)


if __name__ == "__main__":
    main()
